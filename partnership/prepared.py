"""Queries whose SQL is made once. Whose rows are meant, and every other value, comes when one runs.

Django makes the SQL of a query anew each time, which costs a page more than the database's answer
does. A prepared query is written as any other, with `given("…")` where a value will stand:

    @prepared
    def _titles():
        mine = Entry.objects.owned_by(given("owner"))
        return mine.newest_first().values_list("pk", "title")

    _titles().rows(owner=person.pk)

What is kept is SQL and never a row, nor whose rows they were: of private models, the owner has to
be given. Nothing else in it may differ from one request to the next, such as the time. What changes
the query itself (how many ids, which page) is an argument of the function: each has SQL of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, ParamSpec

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet, UUIDField
from django.db.models.sql import Query
from django.http import Http404

P = ParamSpec("P")


class Given(Expression):
    """Holds the place of a value. Its field says what kind of value, as a column's does."""

    def __init__(self, name: str, field: Field[Any, Any], place: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.place = name, place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def value(self, values: dict[str, Any], connection: Any) -> Any:
        """As the database takes it."""
        value = values[self.name] if self.place is None else values[self.name][self.place]
        return self.output_field.get_db_prep_value(value, connection)


class GivenEach(Expression):
    """Holds the places of so many ids."""

    def __init__(self, name: str, count: int, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.places = [Given(name, field, place) for place in range(count)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if not self.places:
            raise EmptyResultSet
        return ", ".join("%s" for _ in self.places), self.places


def given(name: str, field: Field[Any, Any] | None = None, *, place: int | None = None) -> Any:
    """A value to be named when the query is run: an id, unless a field says otherwise.

    With a place, the one there in a list.
    """
    return Given(name, field or UUIDField(), place)


def given_each(name: str, count: int, field: Field[Any, Any] | None = None) -> Any:
    """So many ids, given as one list: for `…__in=`."""
    return GivenEach(name, count, field or UUIDField())


class Prepared:
    """The SQL of a query, and how Django reads what it finds."""

    def __init__(self, query: QuerySet[Any, Any], name: str) -> None:
        if _is_somebodys(query.query):
            raise ValueError(f"{name} is somebody's: it may not be kept for others.")
        if query._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError(f"{name} prefetches: that is another query, to be run by itself.")
        self._read: Any = query._iterable_class  # type: ignore[attr-defined]  # rows, or columns
        self._compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._sql, self._parameters = self._compiler.as_sql()
        except EmptyResultSet:  # such as "in" an empty list: it finds nothing, whatever is given
            self._sql = ""
            return
        columns = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(columns)

    def rows(self, **values: Any) -> list[Any]:
        """What it finds now, as the query itself would. One query."""
        if not self._sql:
            return []
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        sql_and_values = self._sql, self._filled(values, compiler.connection)
        compiler.as_sql = lambda: sql_and_values
        compiler.get_converters = lambda _: self._converters
        return list(self._read(_Asked(_Made(compiler))))

    def get_or_404(self, **values: Any) -> Any:
        """The one row that it finds."""
        found = self.rows(**values)
        if not found:
            raise Http404
        return found[0]

    def _filled(self, values: dict[str, Any], connection: Any) -> list[Any]:
        return [
            one.value(values, connection) if isinstance(one, Given) else one
            for one in self._parameters
        ]


# What Django's own reading of rows asks of a queryset and of its query.


@dataclass(frozen=True, slots=True)
class _Made:
    compiler: Any

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self.compiler


@dataclass(frozen=True, slots=True)
class _Asked:
    query: _Made
    db: str = DEFAULT_DB_ALIAS
    _known_related_objects: dict[Any, Any] = field(default_factory=dict)


def _is_somebodys(query: Query) -> bool:
    """Whether it, or a part of a union, finds private rows of other than whoever will be given."""
    return any(getattr(part, "is_somebodys", False) for part in (query, *query.combined_queries))


def prepared(build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, Prepared]:
    """Makes the query a prepared one, once for each set of the function's arguments."""

    @lru_cache(maxsize=64)
    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> Prepared:
        return Prepared(build(*args, **kwargs), build.__qualname__)

    return once  # type: ignore[return-value]
