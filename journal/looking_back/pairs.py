"""Two of one's own answers side by side: which two, what each names, and how that differs.

The first answer is never edited: answering again is a new entry. Both are finished before they
stand beside each other, so one writes from memory first. What differs in tags and levels is said
in words. The texts are shown as they stand and are not compared: no program knows what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from frameworks.wordings import Wordings, wordings_of
from journal.dates import month_in_words
from journal.models import Entry, Observation, Prompt, Question, Tag
from journal.names import in_a_row
from journal.printed import in_a_line, printed_tag
from journal.tagging.families import family_of
from journal.tagging.marking import Block, marked_words
from journal.templatetags.days import day
from partnership.addresses import address_of
from partnership.people.models import User


class Answer(NamedTuple):
    """One finished answer, in the list that a pair is chosen from; `about` what, if they differ."""

    pk: UUID
    begun_at: datetime
    about: str = ""

    @property
    def written_on(self) -> date:
        return timezone.localdate(self.begun_at)

    @property
    def day(self) -> str:
        return day(self.begun_at)

    @property
    def label(self) -> str:
        return f"{self.about}, {self.day}" if self.about else self.day

    @property
    def value(self) -> str:
        return str(self.pk)


class Pair(NamedTuple):
    """Two answers, the earlier first."""

    earlier: Answer
    later: Answer


@dataclass(frozen=True)
class Placed:
    """Where the author placed a partnership, about which day; `position` is its glyph's."""

    partnership_id: UUID
    name: str
    key: str
    level: str
    position: int
    about_on: date


@dataclass
class Side:
    """One column: an answer as it stands, with what it names.

    The later one has what its author said of the two.
    """

    entry: Entry
    words: list[Block]
    heading: str
    asked: str = ""  # by the follow-up that it answers, if it answers one
    named: dict[int, str] = field(default_factory=dict)  # element as worded now, and its name
    tags: str = ""
    placed: list[Placed] = field(default_factory=list)  # as they wrote it
    placed_again: list[Placed] = field(default_factory=list)  # an earlier day, from hindsight
    what_changed: str = ""
    see_now: str = ""

    @property
    def day(self) -> str:
        return day(self.entry.started_at)

    @property
    def address(self) -> str:
        return address_of("writing:entry", self.entry.pk)


def answers_to(person: User, question: Question) -> list[Answer]:
    """A person's finished answers to a question, the earliest first. One query."""
    finished = Entry.objects.owned_by(person).in_journal().finished().filter(question=question)
    oldest_first = finished.newest_first().reverse()
    return [Answer(*row) for row in oldest_first.values_list("pk", "started_at")]


def pair_of(answers: Sequence[Answer], then: str, now: str) -> Pair | None:
    """The two that were asked for, the first beside one, or the first beside the newest.

    None while there is only one answer.
    """
    if len(answers) < 2:
        return None
    asked = [answer for answer in answers if answer.value in {then, now}]
    if len(asked) == 2:
        return Pair(*asked)
    later = next((answer for answer in asked if answer != answers[0]), answers[-1])
    return Pair(answers[0], later)


def month_of(pair: Pair, today: date) -> str:
    """What the earlier one is called in a question: its month, or its day if both share that."""
    month = month_in_words(pair.earlier.written_on, today)
    is_same_month = month == month_in_words(pair.later.written_on, today)
    return pair.earlier.day if is_same_month else month


def sides_of(person: User, pair: Pair) -> list[Side]:
    """Both columns. Four queries."""
    entries = _entries(person, pair)
    sides = {one.pk: _side(entries[one.pk], one.label) for one in pair}
    _name(person, sides)
    _place(person, sides)
    later = sides[pair.later.pk]
    later.what_changed, later.see_now = later.entry.changed or "", later.entry.seen or ""  # type: ignore[attr-defined]
    return [sides[pair.earlier.pk], later]


def _side(entry: Entry, label: str) -> Side:
    return Side(entry, marked_words(entry.body, []), label, entry.asked or "")  # type: ignore[attr-defined]


def _entries(person: User, pair: Pair) -> dict[UUID, Entry]:
    """Both, each with what a follow-up asked; and with the later what was said of the two."""
    prompt = Prompt.objects.filter(key=OuterRef("follow_up"))
    said = FilteredRelation("looks_back", condition=Q(looks_back__earlier=pair.earlier.pk))
    mine = Entry.objects.owned_by(person).annotate(
        said=said,
        changed=F("said__what_changed"),
        seen=F("said__see_now"),
        asked=Subquery(prompt.values("wording")[:1]),
    )
    lean = mine.only("author", "body", "started_at")
    return lean.in_bulk([pair.earlier.pk, pair.later.pk])


def _name(person: User, sides: dict[UUID, Side]) -> None:
    """Each element once, however often it stands on one, in the order of its framework."""
    tags = Tag.objects.owned_by(person).filter(entry__in=sides)
    framework = "element__edition__framework__key"
    rows = list(tags.values_list("entry", "element", framework))
    wordings = wordings_of(sorted({key for _, _, key in rows}))
    for pk, side in sides.items():
        named = {wordings.stands_for[element] for entry, element, _ in rows if entry == pk}
        _say_named(side, named, wordings)


def _say_named(side: Side, named: set[int], wordings: Wordings) -> None:
    elements = [one for one in wordings.elements if one.pk in named]
    side.named = {one.pk: one.name for one in elements}
    side.tags = in_a_line(printed_tag(one.name, family_of(one.framework_key)) for one in elements)


def _place(person: User, sides: dict[UUID, Side]) -> None:
    said = Observation.objects.owned_by(person).filter(entry__in=sides)
    level = ("level__key", "level__name", "level__position")
    columns = ("entry", "is_hindsight", "partnership", "partnership__name", *level, "about_on")
    order = ("partnership__name", "partnership_id", "about_on", "said_on", "pk")
    for pk, is_hindsight, *placed in said.order_by(*order).values_list(*columns):
        side = sides[pk]
        (side.placed_again if is_hindsight else side.placed).append(Placed(*placed))


def difference(earlier: Side, later: Side) -> list[str]:
    """What both name and what one alone does, in words. No more is made of it than that."""
    then, now = earlier.named, later.named
    if not then and not now:
        return []
    if then.keys() == now.keys():
        return [f"You named the same both times: {_all(then, then)}."]
    days = [f"on {earlier.day}", f"on {later.day}"]
    first, second = days if days[0] != days[1] else ("the first time", "the second time")
    said = [("both times", _all(then, now)), (f"only {first}", _all(then, then, now))]
    said.append((f"only {second}", _all(now, now, then)))
    return [f"Named {when}: {names}." for when, names in said if names]


def _all(names: dict[int, str], among: Iterable[int], but: Iterable[int] = ()) -> str:
    left_out = set(but)
    return in_a_row([name for pk, name in names.items() if pk in among and pk not in left_out])
