"""The long run of what windows do to one text: 2,000 sequences, and 200 races of real threads.

Not collected by itself: `make drills` names this file, once for each database.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partnership.people.models import User
from tests.factories import make_entry, make_person
from tests.journal.writing.test_autosave_races import race
from tests.journal.writing.windows import run

SEQUENCES, RACES = 2_000, 200


def test_no_acknowledged_word_is_lost_in_any_sequence(bryony: User) -> None:
    run(bryony, max_examples=SEQUENCES)


@pytest.mark.django_db(transaction=True)
def test_two_windows_on_one_base_are_one_200_and_one_409(
    elsewhere_too: Callable[[], None],
) -> None:
    bryony = make_person()
    entry_id = make_entry(bryony).pk
    elsewhere_too()

    for _ in range(RACES):
        race(bryony, entry_id)
