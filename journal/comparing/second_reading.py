"""What the page shows on which a facilitator tags a shared copy: in which state it is, what may be
ticked, what they have tagged so far, and how others tagged it unless that is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from frameworks.models import Framework
from journal.models import SecondReading, SecondTag, SharedCopy, SharedTag
from journal.tagging.families import family_of
from journal.tagging.offered import CORE_THREE, Choices, Frame, choice_of, frame_of, offered
from journal.tagging.parts import Part, both_ends, parts_of
from journal.tagging.passages import Span
from partnership.people.models import User

from .blind import saw_tags_at
from .forms import version_of

ALL_OF_IT = "All of it"


@dataclass(frozen=True, slots=True)
class TagLine:
    """One tag in a list: what it is called, the words it is on, and why, where that was said."""

    name: str
    family: str
    covers: str
    reason: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """How someone else tagged the same text."""

    name: str
    lines: list[TagLine]


@dataclass
class Page:
    """Everything the page prints. `state` is new, stale, open or done."""

    copy: SharedCopy
    reading: SecondReading | None
    state: str
    may_be_blind: bool
    saw_on: str = ""
    mine: list[TagLine] = field(default_factory=list)
    others: list[Others] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    suggested: Choices | None = None
    frames: list[Frame] = field(default_factory=list)
    opened: Frame | None = None
    behind: list[Framework] = field(default_factory=list)
    version: int = 0


def page_for(
    copy: SharedCopy,
    reading: SecondReading | None,
    person: User,
    *,
    ticked: Iterable[str] = (),
    framework: str = "",
) -> Page:
    """The page for this person, whose reading of the copy is given, if they have begun one."""
    state = state_of(copy, reading)
    seen_at = saw_tags_at(person, copy, reading)
    page = Page(
        copy=copy,
        reading=reading,
        state=state,
        may_be_blind=seen_at is None,
        saw_on=date_format(timezone.localtime(seen_at), "j F Y") if seen_at else "",
        version=version_of(copy),
    )
    if reading is not None:
        page.mine = own_lines(reading, copy.body if state != "stale" else "")
    if reading is not None and state in {"open", "done"} and not reading.hides_tags:
        page.others = others_of(copy, person)
    if state == "open":
        _offer(page, set(ticked), framework)
    return page


def state_of(copy: SharedCopy, reading: SecondReading | None) -> str:
    if reading is None:
        return "new"
    if reading.text_given_at != copy.text_given_at:
        return "stale"
    return "done" if reading.done_at else "open"


def own_lines(reading: SecondReading, body: str) -> list[TagLine]:
    """In the order of the text, those on all of it first. Without the body, names alone."""
    tags = reading.tags.select_related("element__edition__framework")
    return [line(one, body) for one in tags.order_by("start", "end", "made_at", "pk")]


def others_of(copy: SharedCopy, person: User) -> list[Others]:
    """The author's tags, and those of every other facilitator who is done with this text."""
    given = copy.tags.select_related("element__edition__framework")
    others = [Others(copy.author.name, [line(one, copy.body) for one in given.order_by("start")])]
    readings = copy.second_readings.exclude(reader=person).done().of_the_present_text()
    for reading in readings.select_related("reader").order_by("done_at"):
        others.append(Others(reading.reader.name, own_lines(reading, copy.body)))
    return others


def line(tag: SecondTag | SharedTag, body: str) -> TagLine:
    name, family = tag.element.name, family_of(tag.element.edition.framework.key)
    if isinstance(tag, SecondTag):
        return TagLine(name, family, covers(tag, body), tag.reason, tag.pk)
    return TagLine(name, family, covers(tag, body))


def covers(tag: SecondTag | SharedTag, body: str) -> str:
    """The words it is on, by both their ends."""
    if tag.start is None or tag.end is None:
        return ALL_OF_IT
    return both_ends(body[tag.start : tag.end]) if body else "some words"


def _offer(page: Page, ticked: set[str], framework: str) -> None:
    """The parts of the text, and the frameworks that its module puts in front, as on "Tag it"."""
    copy = page.copy
    spans = [
        Span(start, end)
        for start, end in page.reading.tags.values_list("start", "end")  # type: ignore[union-attr]
        if start is not None and end is not None
    ]
    page.parts = parts_of(copy.body, spans)
    front = list(copy.cohort.module.frameworks_in_front) or CORE_THREE
    suggestions = list(copy.question.suggested_tags) if copy.question else []
    by_key = offered([*front, framework], suggestions)
    suggested = [choice_of(by_key[key], "s", ticked) for key in suggestions if key in by_key]
    page.suggested = Choices("Suggested for this question", suggested) if suggested else None
    frames = [frame_of(key, by_key, ticked, is_open=False) for key in front]
    page.frames = [frame for frame in frames if frame is not None]
    if framework and framework not in front:
        page.opened = frame_of(framework, by_key, ticked, is_open=True)
    page.behind = list(Framework.objects.in_use().exclude(key__in=front).only("key", "name"))
