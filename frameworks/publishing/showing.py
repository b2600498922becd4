"""The changes as their pages print them: rows of ready words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnership.differences import Paragraph

from ..uses import MOST_COUNTED, SiteUse
from .changes import Change, Changes, Kind, quoted
from .contents import ELEMENT
from .forms import MEANING, PART, PLACE, AnswersForm

TOO_FEW = "Used by fewer than five people, if at all."
NOT_COUNTED = "Not counted here, since so many elements change."


@dataclass(frozen=True)
class Option:
    """One answer that may be chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """One question about an element. `is_open` is for a choice among many."""

    name: str
    words: str
    options: list[Option]
    is_list: bool


@dataclass(frozen=True)
class Line:
    """One field: what differs word by word, or only what it says."""

    label: str
    paragraphs: list[Paragraph]
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One element that changed, with what is asked about it."""

    key: str
    name: str
    was: str
    words: str
    used: str
    suggested: str
    lines: list[Line]
    questions: list[Question]


def rows(
    changes: Changes,
    form: AnswersForm | None = None,
    uses: Mapping[str, SiteUse] | None = None,
    suggested: Mapping[str, Sequence[str]] | None = None,
) -> list[Row]:
    """The elements that changed; with a form what is asked, with `uses` how many it touches, and
    with `suggested` what suggests each to people."""
    counted = set(touched(changes)) if uses is not None else set()
    found = []
    for change in changes.changed:
        used = _used(change, uses, counted) if uses is not None else ""
        by = _suggested(change, suggested.get(change.key, ())) if suggested else ""
        found.append(_row(change, form, used, by))
    return found


def group_rows(changes: Changes) -> list[Row]:
    return [_row(change) for change in changes.changed_groups]


def head_lines(changes: Changes) -> list[Line]:
    return [Line(one.label, one.paragraphs) for one in changes.head]


def touched(changes: Changes) -> list[str]:
    """The keys of which it is worth knowing how much they are used; the first fifty."""
    return [one.key for one in changes.changed if one.before][:MOST_COUNTED]


def in_short(changes: Changes) -> str:
    """Such as “1 renamed, 2 reworded, 1 new”."""
    kinds = Counter(_counted_as(one) for one in changes.changed)
    order = [kind for kind in Kind if kinds[kind]]
    return ", ".join(f"{kinds[kind]} {kind}" for kind in order)


def _counted_as(change: Change) -> Kind:
    return Kind.REWORDED if change.kind == Kind.MERGED and not change.out_of else change.kind


def _row(
    change: Change, form: AnswersForm | None = None, used: str = "", suggested: str = ""
) -> Row:
    words = [change.words, change.where if change.kind != Kind.MOVED else ""]
    if change.kind == Kind.MOVED:
        words = [change.where]
    said = "; ".join(filter(None, words))
    return Row(
        key=change.key,
        name=change.name,
        was=change.before.name if change.before and change.before.name != change.name else "",
        words=said[:1].upper() + said[1:],
        used=used,
        suggested=suggested,
        lines=_lines(change),
        questions=list(_questions(change, form)) if form else [],
    )


def _used(change: Change, uses: Mapping[str, SiteUse], counted: Container[str]) -> str:
    if change.before is None:
        return ""
    if change.key not in counted:
        return NOT_COUNTED
    use = uses.get(change.key)
    return f"{use.tags:,} tags by {use.people:,} people." if use else TOO_FEW


def suggestible(changes: Changes) -> list[str]:
    """The keys that may stop being offered: of what leaves, and of what may have a new meaning."""
    return [one.key for one in changes.changed if one.has_left or one.changes_meaning]


def _suggested(change: Change, titles: Sequence[str]) -> str:
    """Such as “The question “One” suggests it, and will not once this is published.”"""
    if not titles:
        return ""
    names = quoted(titles)
    end = "once this is published" if change.has_left else "if it means something new"
    if len(titles) == 1:
        return f"The question {names} suggests it, and will not {end}."
    return f"The questions {names} suggest it, and will not {end}."


def _lines(change: Change) -> list[Line]:
    """What differs; of an element that is new or has left, what it says."""
    if change.before and change.after and not change.has_left:
        return [Line(one.label, one.paragraphs) for one in change.fields]
    sheet = change.after if change.before is None else change.before
    said = sheet.said if sheet else {}
    return [
        Line(label, [], said[name])
        for name, label in ELEMENT.items()
        if name in said and name != "name"
    ]


def _questions(change: Change, form: AnswersForm) -> Iterable[Question]:
    asked = [
        (MEANING, "Does it still mean the same?"),
        (PLACE, "Where do tags made with it count from now on?"),
        (PART, "Is it part of an element that leaves?"),
    ]
    for kind, words in asked:
        name = f"{kind}-{change.key}"
        if name in form.fields:
            chosen = form.chosen(name)
            options = [
                Option(value, label, value == chosen)
                for value, label in form.fields[name].choices  # type: ignore[attr-defined]
            ]
            yield Question(name, words, options, is_list=kind != MEANING)
