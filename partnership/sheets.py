"""A sheet of what admins look after, of a framework or of a module, that saves as one writes.

A save finds the sheet as its window had it, and is the sheet; or somebody saved first; or the sheet
is not there any more, because its draft was published or discarded. What was sent is kept beside
the draft then, once for each window, so that no typed word depends on what others did meanwhile;
and one goes on with either wording, or with both.

What a sheet holds and the rule itself stand with each desk: frameworks.editing.saving and
journal.modules.saving. How a save is read stands in partnership.saving, how it is answered in
partnership.sheet_views.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnership import saving
from partnership.saving import Saved
from partnership.text import SHORTEN, joined, listed

KeptId = int | uuid.UUID


@dataclass(frozen=True)
class Conflict(saving.Conflict):
    """The sheet is as somebody else left it."""

    kept_id: KeptId


@dataclass(frozen=True)
class Gone:
    """There is no such sheet any more, and why, in a sentence; what was sent is kept."""

    kept_id: KeptId
    why: str


Outcome = Saved | Conflict | Gone


@dataclass(frozen=True)
class LongText:
    """A text of a sheet that is long enough for two of them to stand one below the other."""

    most: int
    between: str = ""  # the things that it lists, if it is a list

    def of_both(self, one: str, other: str) -> str:
        """Raises ValidationError when both together are too long."""
        if self.between:
            return listed(one, other, between=self.between, most=self.most)
        return joined(one, other, most=self.most, too_long=SHORTEN)


LongTexts = Mapping[str, LongText]  # by the name of their field


def that_differ(ours: Mapping[str, Any], theirs: Mapping[str, Any], long: LongTexts) -> list[str]:
    """The long texts of which there are two."""
    return [name for name in long if theirs.get(name) and theirs[name] != ours.get(name)]


def of_both(ours: Mapping[str, str], theirs: Mapping[str, str], long: LongTexts) -> dict[str, str]:
    """Those, with theirs below ours. Raises ValidationError when one would be too long."""
    names = that_differ(ours, theirs, long)
    return {name: long[name].of_both(ours.get(name, ""), theirs[name]) for name in names}
