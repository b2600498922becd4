"""Opening lines for a reply: one's own, and the seven that ship with the module.

A starter is put in the box as text to go on from. What is sent has something of the writer's in
it: a starter as it stands, or one whose "..." was left, is handed back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from frameworks.strict_yaml import read_file
from journal.models import Starter
from journal.packs import FOLLOW_UPS_FILE, FollowUpsPack
from journal.text import fold
from partnership.people.models import User

UNTOUCHED = "That is a starter as it stands. Add something of your own to it before you send it."
UNFILLED = "There is still a blank, “...”, in a starter. Fill it in before you send it."
A_FEW = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A starter in the list: `key` says which, `wording` is what goes in the box."""

    key: str
    wording: str


@cache
def shipped() -> tuple[Line, ...]:
    """Read once: the file does not change while the site runs."""
    pack = read_file(FOLLOW_UPS_FILE, FollowUpsPack)
    return tuple(Line(one.key, one.wording) for one in pack.feedback_starters)


def own(person: User) -> list[Line]:
    """One query."""
    mine = Starter.objects.owned_by(person).values_list("pk", "wording")
    return [Line(str(pk), wording) for pk, wording in mine]


def fault_in(body: str, starters: list[Line]) -> str:
    """What is wrong with sending these words, if anything."""
    if any(_is_unfilled(body, line.wording) for line in starters):
        return UNFILLED
    left = fold(body)
    for line in sorted(starters, key=lambda line: -len(line.wording)):
        left = f"{left} ".replace(f"{fold(line.wording)} ", " ").rstrip()
    return UNTOUCHED if fold(body).strip() and not left.strip() else ""


def _is_unfilled(body: str, wording: str) -> bool:
    """Whether the blank stands between the same few words as in the starter."""
    words = _words(wording)
    return any(
        _holds(_words(body), words[max(0, at - A_FEW) : at + A_FEW + 1])
        for at, word in enumerate(words)
        if "..." in word
    )


def _words(text: str) -> list[str]:
    return re.sub(r"\.{3,}", "...", text.replace("…", "...")).casefold().split()


def _holds(words: list[str], some: list[str]) -> bool:
    return any(words[i : i + len(some)] == some for i in range(len(words) - len(some) + 1))
