"""No acknowledged word is ever lost, whatever windows and channel do (windows.py); and three faults
made on purpose are found. The long run is in tests/drills/drill_autosave.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import Phase

from journal.models import Entry
from journal.writing import autosave
from journal.writing.autosave import Conflict, Draft
from partnership.people.models import User
from partnership.saving import Saved

from .windows import run


def test_no_acknowledged_word_is_ever_lost(bryony: User) -> None:
    run(bryony)


def overwrite_whatever_is_there(draft: Draft, at: object) -> Saved | None:
    """A fault: the version is not compared."""
    entry = Entry.objects.owned_by(draft.author).filter(pk=draft.entry_id).first()
    if entry is None:
        return None
    current = replace(draft, base_version=entry.version)
    return autosave._replace_text(Entry.objects.owned_by(draft.author), current, at)


def forget_the_receipt(draft: Draft, version: int, at: object) -> Saved:
    """A fault: the same key is not known again."""
    return Saved(version, at)


def keep_nothing(entry: Entry, draft: Draft, at: object) -> Conflict:
    """A fault: the late text is answered with a conflict, and not stored."""
    return Conflict(entry.version, entry.edited_at, 1)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("_save_at_once", overwrite_whatever_is_there),
        ("_acknowledge", forget_the_receipt),
        ("_keep_both", keep_nothing),
    ],
)
def test_the_test_finds_each_of_these_faults(
    monkeypatch: pytest.MonkeyPatch, bryony: User, part: str, fault: object
) -> None:
    monkeypatch.setattr(autosave, part, fault)

    with pytest.raises((AssertionError, ExceptionGroup)):
        run(
            bryony,
            phases=[Phase.generate],
            max_examples=600,
            report_multiple_bugs=False,
            derandomize=True,  # found in the same place each time, or never
        )
