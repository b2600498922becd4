"""What publishing would change, part by part, in words. Pure.

A question that was published and is reworded is one of two things, which only an admin can say: a
small fix of the same question, or a new question. Whether anybody has answered it is nobody's
business but theirs, so it is asked of every one that was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format

from partnership.differences import Paragraph, beside, differences, folded

from .prompts import line_of
from .sheets import ABOUT, EMPTY, GROUP, KINDS, ORDER, QUESTION, SECTION, Content, Working

LABELS = {
    ABOUT: {
        "title": "Title",
        "introduction": "Introduction",
        "citation": "Source",
        "lenses": "Lenses",
        "guided_shape": "Guided shape",
    },
    SECTION: {
        "title": "Title",
        "thinkpiece_heading": "Heading in the thinkpiece",
        "reading_note": "Note",
        "notice": "What to notice",
        "frameworks": "Frameworks it speaks of",
        "thinkpiece_text": "The thinkpiece’s own words",
        "thinkpiece_licence": "Licence",
        "opens_on": "Opens on",
    },
    GROUP: {"title": "Title", "purpose": "What they are for", "note": "Note"},
    QUESTION: {
        "title": "Title",
        "parts": "What it asks",
        "group": "Group",
        "sections": "The reading it comes from",
        "suggested_tags": "Suggested tags",
        "invites_commitment": "Invites a commitment",
        "source": "Where it stands",
        "opens_on": "Opens on",
    },
}
WORDING = {"title", "parts"}


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else."""

    name: str
    label: str
    before: str
    after: str

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Word by word, what was removed ahead of what was added."""
        return folded(differences(self.before, self.after))

    @property
    def beside(self) -> tuple[list[Paragraph], list[Paragraph]]:
        """Both whole, where neither is the earlier: with what only one of them says marked."""
        return beside(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """What happens to one part."""

    name: str
    kind: str
    title: str
    done: str  # new, changed, retired or brought back
    fields: tuple[FieldChange, ...] = ()
    is_reworded: bool = False  # a question that was published and asks in other words now

    @property
    def key(self) -> str:
        return self.name.partition("/")[2]

    @property
    def what(self) -> str:
        return {ABOUT: "The module"}.get(self.kind, self.kind.capitalize())


@dataclass(frozen=True)
class Changes:
    """All that differs from what is published."""

    parts: tuple[Change, ...]
    order: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.order)

    @property
    def reworded(self) -> list[Change]:
        return [change for change in self.parts if change.is_reworded]

    @property
    def in_brief(self) -> str:
        """Such as “2 sections changed, 1 question new”, for the record."""
        counts: dict[tuple[str, str], int] = {}
        for change in self.parts:
            counts[change.kind, change.done] = counts.get((change.kind, change.done), 0) + 1
        said = [
            "the module’s own words changed" if kind == ABOUT else f"{_counted(n, kind)} {done}"
            for (kind, done), n in counts.items()
        ]
        return ", ".join([*said, *(["the order changed"] if self.order else [])])


def changes_in(there: Working) -> Changes:
    parts = tuple(_parts(there))
    return Changes(parts, tuple(_order(there, {change.name for change in parts})))


def _parts(there: Working) -> Iterator[Change]:
    before = there.published.get(ABOUT, EMPTY[ABOUT])
    about = fields_between(ABOUT, before, there.sheets[ABOUT])
    if about and there.module:
        yield Change(ABOUT, ABOUT, there.title, "changed", about)
    gone_before = set(there.published.get(ORDER, EMPTY[ORDER])["retired"])
    gone_now = set(there.order["retired"])
    for kind in (SECTION, GROUP, QUESTION):
        for key in there.order[kind]:
            name = f"{kind}/{key}"
            change = _part(there, kind, name, name in gone_before, name in gone_now)
            if change:
                yield change


def _part(there: Working, kind: str, name: str, was_gone: bool, is_gone: bool) -> Change | None:
    part = there.part(name)
    before = there.published.get(name)
    if before is None:
        fields = fields_between(kind, EMPTY[kind], part.content)
        return None if is_gone else Change(name, kind, part.title, "new", fields)
    if is_gone:
        return None if was_gone else Change(name, kind, before["title"], "retired")
    fields = fields_between(kind, before, part.content)
    reworded = kind == QUESTION and any(one.name in WORDING for one in fields)
    if was_gone:
        return Change(name, kind, part.title, "brought back", fields, reworded)
    return Change(name, kind, part.title, "changed", fields, reworded) if fields else None


def fields_between(kind: str, before: Content, after: Content) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, label, _in_words(before.get(name)), _in_words(after.get(name)))
        for name, label in LABELS[kind].items()
        if _in_words(before.get(name)) != _in_words(after.get(name))
    )


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(line_of(each) if isinstance(each, dict) else str(each) for each in value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {each}" for name, each in value.items() if each)
    text = str(value or "")
    try:
        return date_format(date.fromisoformat(text), "j F Y") if len(text) == 10 else text
    except ValueError:
        return text


def _order(there: Working, changed: set[str]) -> Iterator[str]:
    """What stands elsewhere, not counting what is new, retired or brought back."""
    before, now = there.published.get(ORDER), there.order
    if before is None:
        return
    words = {
        SECTION: "Sections stand in another order.",
        GROUP: "Groups of questions stand in another order.",
        QUESTION: "Questions stand in another order.",
    }
    for kind in KINDS:
        retired = {*before["retired"], *now["retired"]}
        old = [key for key in before[kind] if f"{kind}/{key}" not in retired]
        new = [key for key in now[kind] if f"{kind}/{key}" not in retired]
        if kind == QUESTION:
            old, new = _by_group(there.published, old, before), _by_group(there.sheets, new, now)
        if old != [key for key in new if key in old]:
            yield words[kind]
    if before["frameworks_in_front"] != now["frameworks_in_front"]:
        yield "Other frameworks stand in front, or in another order."


def _by_group(sheets: dict[str, Content], keys: list[str], order: Content) -> list[str]:
    groups = order[GROUP]

    def place(key: str) -> int:
        group = sheets[f"{QUESTION}/{key}"]["group"]
        return groups.index(group) if group in groups else len(groups)

    return sorted(keys, key=place)


def _counted(number: int, kind: str) -> str:
    noun = {GROUP: "group of questions"}.get(kind, kind)
    plural = {GROUP: "groups of questions"}.get(kind, f"{kind}s")
    return f"1 {noun}" if number == 1 else f"{number} {plural}"
