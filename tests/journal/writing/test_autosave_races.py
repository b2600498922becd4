"""Saves at the very same moment, by real threads with connections of their own."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from journal.models import Entry
from journal.writing.autosave import Conflict, Draft, save_draft
from partnership.people.models import User
from tests.factories import make_entry, make_person
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WINDOWS = 6


def draft(author: User, entry_id: uuid.UUID, number: int, **changes: Any) -> Draft:
    sent = {"title": "", "body": f"Window {number}.", "base_version": 0, "key": f"window-{number}"}
    return Draft(author=author, entry_id=entry_id, **{**sent, **changes})


def read(author: User, entry_id: uuid.UUID) -> tuple[int, str, list[str]]:
    def look() -> tuple[int, str, list[str]]:
        entry = Entry.objects.owned_by(author).get(pk=entry_id)
        return entry.version, entry.body, sorted(entry.revisions.values_list("body", flat=True))

    [seen] = at_once([look])
    return seen


@pytest.mark.parametrize("base_version", [0, 1])
def test_one_window_wins_and_every_other_text_is_kept(
    elsewhere_too: Callable[[], None], base_version: int
) -> None:
    bryony = make_person()
    entry_id = make_entry(bryony).pk if base_version else uuid.uuid4()
    elsewhere_too()
    drafts = [draft(bryony, entry_id, n, base_version=base_version) for n in range(WINDOWS)]

    answers = at_once([lambda each=each: save_draft(each) for each in drafts])

    version, body, kept = read(bryony, entry_id)
    assert Counter(type(answer).__name__ for answer in answers) == {
        "Saved": 1,
        "Conflict": WINDOWS - 1,
    }
    assert version == base_version + 1
    assert sorted([body, *kept]) == sorted(each.body for each in drafts)
    numbers = sorted(a.number for a in answers if isinstance(a, Conflict))
    assert numbers == list(range(1, WINDOWS))


def test_the_same_save_many_times_at_once_is_one_save(
    elsewhere_too: Callable[[], None],
) -> None:
    bryony = make_person()
    entry_id = make_entry(bryony).pk
    elsewhere_too()
    sent = draft(bryony, entry_id, 1, base_version=1)

    answers = at_once([lambda: save_draft(sent)] * WINDOWS)

    assert len(set(answers)) == 1
    assert read(bryony, entry_id) == (2, "Window 1.", [])


def race(author: User, entry_id: uuid.UUID) -> None:
    """Two windows save at once from one base: one is first, the other told, and both kept."""
    [version, _, kept_before] = read(author, entry_id)
    drafts = [
        draft(
            author, entry_id, n, base_version=version, key=uuid.uuid4().hex, body=f"{n} {version}"
        )
        for n in range(2)
    ]

    answers = at_once([lambda each=each: save_draft(each) for each in drafts])

    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Saved"]
    later, body, kept = read(author, entry_id)
    assert later == version + 1
    assert sorted([body, *kept]) == sorted([*kept_before, *(each.body for each in drafts)])


def test_two_windows_on_one_base_ten_times_over(elsewhere_too: Callable[[], None]) -> None:
    """The drills do it 200 times."""
    bryony = make_person()
    entry_id = make_entry(bryony).pk
    elsewhere_too()

    for _ in range(10):
        race(bryony, entry_id)


def test_two_people_at_one_new_id_share_nothing(elsewhere_too: Callable[[], None]) -> None:
    bryony, idris = make_person(), make_person()
    elsewhere_too()
    entry_id = uuid.uuid4()
    drafts = [draft(bryony, entry_id, 1), draft(idris, entry_id, 2)]

    answers = at_once([lambda each=each: save_draft(each) for each in drafts])

    assert sorted(type(answer).__name__ for answer in answers) == ["NoSuchEntryError", "Saved"]
