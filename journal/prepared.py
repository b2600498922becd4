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

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import Any, ParamSpec

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet, UUIDField
from django.db.models.query import ValuesListIterable
from django.db.models.sql import Query

from journal.private import PrivateQuery

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


def given(name: str, field: Field[Any, Any] | None = None) -> Any:
    """A value to be named when the query is run: an id, unless a field says otherwise."""
    return Given(name, field or UUIDField())


def given_each(name: str, count: int) -> list[Any]:
    """So many ids, given as one list."""
    return [Given(name, UUIDField(), place) for place in range(count)]


class Prepared:
    """The SQL of a `values_list`, and how to read what it finds."""

    def __init__(self, query: QuerySet[Any, Any], name: str) -> None:
        if query._iterable_class is not ValuesListIterable:  # type: ignore[attr-defined]
            raise TypeError(f"{name} is no values_list: what is prepared finds columns, not rows.")
        if not _is_anybodys(query.query):
            raise ValueError(f"{name} is somebody's: it may not be kept for others.")
        compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._sql, self._parameters = compiler.as_sql()
        except EmptyResultSet:  # such as "in" an empty list: it finds nothing, whatever is given
            self._sql, self._parameters = "", ()
            return
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """What it finds now. One query."""
        if not self._sql:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        parameters = [
            one.value(values, connection) if isinstance(one, Given) else one
            for one in self._parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            found = cursor.fetchall()
        return list(self._read(found, connection)) if self._converters else found

    def _read(self, found: Iterable[Any], connection: Any) -> Iterator[tuple[Any, ...]]:
        """As Django reads them: a column's own conversions, in their order."""
        for row in map(list, found):
            for place, (conversions, column) in self._converters:
                for convert in conversions:
                    row[place] = convert(row[place], column, connection)
            yield tuple(row)


def _is_anybodys(query: Query) -> bool:
    """Whether nobody's private rows are named in it, but those of whoever will be given."""
    owners = [query.owner] if isinstance(query, PrivateQuery) else []
    owners += [part.owner for part in query.combined_queries if isinstance(part, PrivateQuery)]
    return all(isinstance(owner, Given) for owner in owners)


def prepared(build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, Prepared]:
    """Makes the query a prepared one, once for each set of the function's arguments."""

    @lru_cache(maxsize=64)
    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> Prepared:
        return Prepared(build(*args, **kwargs), build.__qualname__)

    return once  # type: ignore[return-value]
