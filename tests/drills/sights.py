"""What the product itself says that each person sees."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from journal.models import SharedCopy

from .world import Text, World

A_TEXT = "CAST(%s AS varchar(40))"  # a bare parameter has no type of its own in PostgreSQL


class Sights:
    """Who reads what and has what at their desk, as the product's own querysets say, in one query.

    They are the same querysets after every step, so they are written as SQL once.
    """

    def __init__(self, world: World) -> None:
        selects, self.params = [], []
        for name, person in world.people.items():
            readable = SharedCopy.objects.readable_by(person)
            desk = SharedCopy.objects.for_facilitator(person)
            for how, copies in (("reads", readable), ("has at their desk", desk)):
                sql, params = copies.order_by().values("pk").query.sql_with_params()
                selects.append(f"SELECT {A_TEXT}, {A_TEXT}, one.* FROM ({sql}) AS one")
                self.params += [name, how, *params]
        self.sql = " UNION ALL ".join(selects).replace(
            "SELECT %s, %s", f"SELECT {A_TEXT}, {A_TEXT}"
        )

    def now(self) -> list[tuple[str, str, UUID]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return [(name, how, UUID(str(pk))) for name, how, pk in cursor.fetchall()]


def as_read(copy: SharedCopy) -> Text:
    tags = sorted(tag.element.key for tag in copy.tags.all())
    assert len(tags) == len(set(tags)), "a tag was given twice"
    levels = frozenset((one.partnership_name, one.level.key) for one in copy.levels.all())
    return Text(copy.title, copy.body, frozenset(tags), levels)
