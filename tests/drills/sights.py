"""What the product itself says that each person sees."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from journal.models import SharedCopy, SharedPlacing

from .world import Text, World

Question = tuple[str, list[Any]]  # SQL and its parameters
_numbers = count(1)
A_TEXT = "CAST(%s AS varchar(40))"  # a bare parameter has no type of its own in PostgreSQL


class Sights:
    """Who reads what and has what at their desk, as the product's own querysets say, in one query;
    and in another whose levels they see.

    They are the same querysets after every step, so they are written as SQL once, and PostgreSQL
    plans them once: to plan forty selects takes it ten times as long as to answer them.
    """

    def __init__(self, world: World) -> None:
        people = world.people.items()
        self.copies = _in_one(
            (name, how, copies)
            for name, person in people
            for how, copies in (
                ("reads", SharedCopy.objects.readable_by(person)),
                ("has at their desk", SharedCopy.objects.for_facilitator(person)),
            )
        )
        self.placings = _in_one(
            (name, "sees", SharedPlacing.objects.seen_by(person)) for name, person in people
        )

    def now(self) -> list[tuple[str, str, UUID]]:
        return _asked(self.copies)

    def of_views(self) -> list[tuple[str, str, UUID]]:
        """Who sees which level of somebody else's."""
        return _asked(self.placings)


def _in_one(sights: Iterable[tuple[str, str, QuerySet[Any]]]) -> Question:
    selects, given = [], []
    for name, how, rows in sights:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
        selects.append(f"SELECT {A_TEXT}, {A_TEXT}, one.* FROM ({sql}) AS one")
        given += [name, how, *params]
    whole = " UNION ALL ".join(selects)
    if connection.vendor != "postgresql":
        return whole, given
    name = f"sights_{next(_numbers)}"
    with connection.cursor() as cursor:
        cursor.execute(f"PREPARE {name} AS {whole}", given)
    return f"EXECUTE {name}", []


def _asked(sights: Question) -> list[tuple[str, str, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(*sights)
        return [(name, how, UUID(str(pk))) for name, how, pk in cursor.fetchall()]


def as_read(copy: SharedCopy) -> Text:
    tags = sorted(tag.element.key for tag in copy.tags.all())
    assert len(tags) == len(set(tags)), "a tag was given twice"
    levels = frozenset((one.partnership_name, one.level.key) for one in copy.levels.all())
    return Text(copy.title, copy.body, frozenset(tags), levels)
