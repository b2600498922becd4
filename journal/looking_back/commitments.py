"""What a leader means to do, listed: what came back, what is to come, and what became of the rest.

In the order of their days and no other. Nothing is counted, least of all what was kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.models import Commitment
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """One of them, ready to print. `became` is how it goes on, if it does."""

    sentence: str
    address: str
    day: str
    outcome: str = ""
    said: str = ""
    helped: str = ""
    got_in_the_way: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those of which nobody has said what became of them."""

    back: list[Row]
    to_come: list[Row]


def waiting(person: User, *, today: date) -> Waiting:
    """Parted by today. One query."""
    mine = Commitment.objects.owned_by(person).not_told().soonest_first()
    rows = [(one.due_on, row_of(one, today)) for one in mine]
    return Waiting(
        back=[row for due_on, row in rows if due_on <= today],
        to_come=[row for due_on, row in rows if due_on > today],
    )


def rows_of(commitments: Iterable[Commitment], today: date) -> list[Row]:
    return [row_of(one, today) for one in commitments]


def row_of(one: Commitment, today: date) -> Row:
    row = {
        "sentence": one.sentence,
        "address": address_of("looking_back:commitment", one.pk),
        "day": day(one.due_on, today),
    }
    if one.said_on is None:
        return Row(**row)
    follower = getattr(one, "followed_by", None)
    return Row(
        **row,
        outcome=one.get_outcome_display(),
        said=day(one.said_on, today),
        helped=one.helped,
        got_in_the_way=one.got_in_the_way,
        became=follower.sentence if follower and follower.sentence != one.sentence else "",
    )
