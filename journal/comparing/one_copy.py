"""One text as its author and a facilitator tagged it, element by element, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from frameworks.models import Edition, Element
from frameworks.wordings import wordings_of
from journal.models import Decision, Reading, SecondReading, SharedCopy
from journal.tagging.families import family_of
from journal.tagging.offered import key_of
from partnership.people.models import User

from .matching import Placed, side_by_side
from .readings import Read, with_tags

ALL_OF_IT = "All of it"


@dataclass(frozen=True, slots=True)
class Beside:
    """The author's words and the facilitator's, where they match; either may be empty."""

    theirs: str
    mine: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, by whom and why, in words."""

    outcome: str
    said: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One element on one text."""

    key: str
    name: str
    definition: str
    family: str
    used_by: str
    sides: list[Beside]
    decided: Decided | None

    @property
    def anchor(self) -> str:
        return self.key.replace("/", "-")


def has_seen(person: User, copy: SharedCopy) -> bool:
    """Whether looking would show this person nothing that they have not looked at already."""
    mine = SecondReading.objects.by(person).filter(copy=copy).first()
    if mine is not None:
        return not mine.hides_tags
    return Reading.objects.filter(copy=copy, person=person).exists()


def finished(copy: SharedCopy) -> list[SecondReading]:
    """The readings of its present text that anyone may compare with, the earliest first."""
    readings = copy.second_readings.done().of_the_present_text().select_related("reader")
    return list(readings.order_by("done_at"))


def compared(copy: SharedCopy, reading: SecondReading, facilitator: str) -> list[Compared]:
    """Every element that either of the two named, those that both named first.

    `facilitator` is what the page calls whoever made the reading: a name, or "you".
    """
    (read,) = with_tags([Read(copy, reading)])
    wordings = newest_wordings({tag.key for tag in [*read.theirs, *read.mine]})
    decisions = decisions_on([copy])
    found = [
        Compared(
            key=key,
            name=element.name,
            definition=element.description,
            family=family_of(element.edition.framework.key),
            used_by=used_by(read.uses(key), copy.author.name, facilitator),
            sides=sides_of(read, key),
            decided=decisions.get((copy.pk, key)),
        )
        for key, element in wordings.items()
    ]
    return sorted(found, key=lambda one: not all(read.uses(one.key)))


def used_by(uses: tuple[bool, bool], author: str, facilitator: str) -> str:
    if all(uses):
        return f"Named by {author} and {facilitator}"
    return f"Named by {author} alone" if uses[0] else f"Named by {facilitator} alone"


def sides_of(read: Read, key: str) -> list[Beside]:
    """The passages of both, side by side."""
    pairs = side_by_side(read.by_author(key), read.by_facilitator(key))
    return [_beside(read.copy, theirs, mine) for theirs, mine in pairs]


def decisions_on(copies: Iterable[SharedCopy]) -> dict[tuple[object, str], Decided]:
    """By copy and element; the last word counts where an element took another's place since."""
    decisions = list(
        Decision.objects.filter(copy__in=copies).select_related("decided_by").order_by("decided_at")
    )
    frameworks = {one.element_key.partition("/")[0] for one in decisions}
    wordings = wordings_of(sorted(frameworks)) if decisions else None
    return {
        (one.copy_id, wordings.key_now(one.element_key)): Decided(
            outcome=one.outcome,
            said=one.get_outcome_display(),
            why=one.why,
            by=f"{one.decided_by.name}, {date_format(timezone.localtime(one.decided_at), 'j F Y')}",
        )
        for one in decisions
        if wordings
    }


def newest_wordings(keys: Iterable[str]) -> dict[str, Element]:
    """Each element as it is worded now, or was last, by framework and place. One query."""
    asked = Q(pk=None)
    for framework, _, element in (key.partition("/") for key in keys):
        asked |= Q(edition__framework__key=framework, key=element)
    worded = Element.objects.with_framework().filter(asked)
    worded = worded.exclude(edition__state=Edition.State.DRAFT)
    newest = {key_of(one): one for one in worded.order_by("edition__number")}
    in_order = sorted(newest.items(), key=lambda one: _listed(one[1]))
    return dict(in_order)


def _listed(element: Element) -> tuple[str, int]:
    return element.edition.framework.name, element.position


def _beside(copy: SharedCopy, theirs: Placed | None, mine: Placed | None) -> Beside:
    span = theirs.span if theirs else None
    return Beside(
        theirs=_words(copy, theirs),
        mine=_words(copy, mine),
        reason=mine.reason if mine else "",
        place=f"#passage-{span.start}-{span.end}" if span else "",
    )


def _words(copy: SharedCopy, tag: Placed | None) -> str:
    if tag is None:
        return ""
    return f"“{tag.span.of(copy.body)}”" if tag.span else ALL_OF_IT
