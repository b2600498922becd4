"""The tag panel: what is offered for one part of an entry, in which order, and what is ticked.

The same panel stands on the page "Tag it" and beside the sheet on wide screens. It prints the
suggestions of the question, what its author used last and the frameworks in front; every other
framework is one search or one link away, since 169 definitions are too many to send each time.
An element is ticked when any wording of it is tagged. The boxes themselves are in offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from frameworks.models import Framework
from journal.models import (
    Cohort,
    Entry,
    Module,
    Observation,
    Partnership,
    Prompt,
    Question,
    Tag,
)
from partnership.people.models import User

from .chosen import Chosen, chosen_of
from .levels import LINKAGE
from .offered import CORE_THREE, Choice, Choices, Frame, choice_of, found_by, frame_of, offered
from .parts import WHOLE, Part, parts_of

RECENT = 5
TAGS_LOOKED_BACK_ON = 60


@dataclass(frozen=True)
class PlacedPartnership:
    """A partnership the entry may be about, and where the entry says it is."""

    id: UUID
    name: str
    is_about: bool
    observation: Observation | None

    @property
    def was(self) -> str:
        """What its fields said when the page was made: level, fit and level needed."""
        return "|".join((self.level_key, self.fit, self.needed_key))

    @property
    def level_key(self) -> str:
        return self.observation.level.key if self.observation else ""

    @property
    def needed_key(self) -> str:
        needed = self.observation.needed if self.observation else None
        return needed.key if needed else ""

    @property
    def fit(self) -> str:
        return self.observation.fit if self.observation else ""


@dataclass
class Panel:
    """Everything the panel prints. `panel_for` makes one; templates only read it."""

    entry: Entry
    part: Part
    parts: list[Part]
    chosen: Chosen
    suggested: Choices | None = None
    recent: Choices | None = None
    frames: list[Frame] = field(default_factory=list)
    opened: Frame | None = None
    levels: list[Choice] = field(default_factory=list)
    partnerships: list[PlacedPartnership] = field(default_factory=list)
    others: list[Framework] = field(default_factory=list)
    is_beside_editor: bool = False

    @property
    def ticked(self) -> str:
        """The keys on the part shown, for the script that keeps two boxes of one element alike."""
        return " ".join(sorted(self.chosen.ticked(self.part.value)))

    @property
    def is_whole(self) -> bool:
        return self.part.span is None

    @property
    def about(self) -> list[PlacedPartnership]:
        return [one for one in self.partnerships if one.is_about or one.observation]

    @property
    def level_key(self) -> str:
        """The level of an entry that is about no partnership."""
        return next((choice.element_key for choice in self.levels if choice.is_ticked), "")

    @property
    def levels_seen(self) -> str:
        """Which edition's levels these are."""
        return self.levels[0].edition if self.levels else ""

    @property
    def fits(self) -> list[tuple[str, str]]:
        return list(Observation.Fit.choices)

    @property
    def about_shown(self) -> str:
        return " ".join(str(one.id) for one in self.partnerships)

    @property
    def about_was(self) -> str:
        return " ".join(str(one.id) for one in self.partnerships if one.is_about)


def panel_for(
    person: User,
    entry: Entry,
    question: Question | None = None,
    part: Part | str = WHOLE,
    *,
    framework: str = "",
    ticked: set[str] | None = None,
    is_beside_editor: bool = False,
) -> Panel:
    """The panel for this part of the entry, which may be a new sheet that is not stored yet.

    `framework` opens one more framework than those in front; `ticked` stands in for what is
    tagged, when a page is shown again with boxes that could not be saved. At most ten queries.
    """
    part = WHOLE if isinstance(part, str) else part
    question = question or entry.question
    chosen = chosen_of(entry)
    ticked = chosen.ticked(part.value) if ticked is None else ticked
    front = frameworks_in_front(person, question)
    suggestions = _suggested(entry, question)
    recent = _recent_keys(person)
    by_key = offered([*front, framework], [*suggestions, *recent])

    def choices(prefix: str, keys: Iterable[str]) -> list[Choice]:
        return [choice_of(by_key[key], prefix, ticked) for key in keys if key in by_key]

    frames = [frame_of(key, by_key, ticked, is_open=False) for key in front]
    is_behind = bool(framework) and framework not in front
    return Panel(
        entry=entry,
        part=part,
        parts=parts_of(entry.body, [*chosen.spans, *([part.span] if part.span else [])]),
        chosen=chosen,
        suggested=_unless_empty("Suggested for this question", choices("s", suggestions)),
        recent=_unless_empty("You used these last", choices("r", recent)),
        frames=[frame for frame in frames if frame is not None],
        opened=frame_of(framework, by_key, ticked, is_open=True) if is_behind else None,
        levels=choices("l", [key for key in by_key if key.startswith(f"{LINKAGE}/")]),
        partnerships=_partnerships(person, entry, chosen),
        others=list(Framework.objects.in_use().exclude(key__in=front).only("key", "name")),
        is_beside_editor=is_beside_editor,
    )


def _suggested(entry: Entry, question: Question | None) -> list[str]:
    """By what is asked: the prompt of a follow-up, or the question. One query for a prompt."""
    if entry.follow_up:
        prompts = Prompt.objects.filter(key=entry.follow_up)
        return [key for keys in prompts.values_list("suggested_tags", flat=True) for key in keys]
    return list(question.suggested_tags) if question else []


def frameworks_in_front(person: User, question: Question | None) -> list[str]:
    """The keys of the module's frameworks: the question's, else the person's newest cohort's."""
    module = question.module if question else _module_of(person)
    return list(module.frameworks_in_front) if module and module.frameworks_in_front else CORE_THREE


def found_for(entry: Entry, part: Part, query: str) -> Choices:
    """The elements that a few letters find, as tick-boxes of this part."""
    return found_by(query, chosen_of(entry).ticked(part.value))


def frame_for(entry: Entry, part: Part, framework: str) -> Frame | None:
    """One more framework, open, with its definitions; none when it is not offered."""
    by_key = offered([framework], [])
    ticked = chosen_of(entry).ticked(part.value)
    return frame_of(framework, by_key, ticked, is_open=True)


def levels_for(person: User, entry: Entry) -> Panel:
    """Only what the levels of the entry's partnerships need."""
    chosen = chosen_of(entry)
    by_key = offered([LINKAGE], [])
    return Panel(
        entry=entry,
        part=WHOLE,
        parts=[],
        chosen=chosen,
        levels=[choice_of(one, "l", chosen.ticked("all")) for one in by_key.values()],
        partnerships=_partnerships(person, entry, chosen),
    )


def _module_of(person: User) -> Module | None:
    cohort = Cohort.objects.with_member(person).select_related("module").first()
    return cohort.module if cohort else None


def _recent_keys(person: User) -> list[str]:
    """The five elements this person tagged with last, once there are five."""
    pairs = (
        Tag.objects.owned_by(person)
        .order_by("-made_at", "-pk")
        .values_list("element__edition__framework__key", "element__key")[:TAGS_LOOKED_BACK_ON]
    )
    keys = list(dict.fromkeys(f"{framework}/{element}" for framework, element in pairs))
    return keys[:RECENT] if len(keys) >= RECENT else []


def _partnerships(person: User, entry: Entry, chosen: Chosen) -> list[PlacedPartnership]:
    """The person's own that are going on, and any that the entry is about or has placed."""
    placed = {one.partnership_id: one for one in chosen.observations}
    through = Entry.partnerships.through.objects.filter(entry=entry.pk, partnership=OuterRef("pk"))
    mine = Partnership.objects.owned_by(person).annotate(is_about=Exists(through))
    going_on = Q(ended_on=None) | Q(ended_on__gt=timezone.localdate())
    return [
        PlacedPartnership(one.pk, one.name, one.is_about, placed.get(one.pk))  # type: ignore[attr-defined]
        for one in mine.filter(going_on | Q(is_about=True) | Q(pk__in=placed)).order_by("name")
    ]


def _unless_empty(name: str, choices: list[Choice]) -> Choices | None:
    return Choices(name, choices) if choices else None
