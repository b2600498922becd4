"""Updating what others see keeps a line only with its exact words; taking it back takes them."""

from __future__ import annotations

import pytest

from journal.models import Cohort, SheetLine
from journal.sharing.deeds import give, update_copy, withdraw
from partnership.people.models import User
from tests.factories import ask_for, make_entry

BODY = "We met in March. We gave up a day each."


@pytest.mark.parametrize(
    ("now", "stays"),
    [
        ("At first we met. We gave up a day each.", True),
        ("We gave up two days each.", False),
    ],
)
def test_a_line_stays_with_its_words(
    bryony: User, rosalind: User, autumn: Cohort, now: str, stays: bool
) -> None:
    entry = make_entry(bryony, BODY)
    copy = give(entry, cohort=autumn, audience="cohort")
    line = ask_for(copy, "We gave up a day each.", rosalind, consent="named")
    entry.body = now
    entry.version += 1
    entry.save(update_fields=["body", "version"])

    copy = update_copy(entry)

    assert SheetLine.objects.filter(pk=line.pk).exists() is stays
    for kept in copy.sheet_lines.all():
        assert copy.body[kept.start : kept.end] == kept.quote
        assert kept.consent == "named"


def test_taking_the_text_back_takes_its_lines(bryony: User, rosalind: User, autumn: Cohort) -> None:
    entry = make_entry(bryony, BODY)
    ask_for(give(entry, cohort=autumn, audience="facilitator"), "We met", rosalind)

    withdraw(entry)

    assert not SheetLine.objects.exists()
