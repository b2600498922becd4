"""Ways of writing that a module offers: lenses to look again through, and the guided shape.

Off unless asked for. Neither becomes a part of what is stored: a lens lends a second look its name
as a title, and the guided shape begins a text with its headings, which are then words as any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from journal.models import Cohort, Entry, Module, Question
from partnership.people.models import User

GUIDED = "guided"
IN_WORDS = {2: "two parts", 3: "three parts", 4: "four parts"}


class Way(NamedTuple):
    """One lens, or one part of the guided shape."""

    key: str
    name: str
    prompt: str


def lenses_for(person: User, question: Question | None) -> list[Way]:
    return _offered(person, question, "lenses")


class SecondLook(NamedTuple):
    """What a second look is at, if its author has that out of the bin; and through which lens."""

    earlier: Entry | None
    lens: Way | None


NO_LOOK = SecondLook(None, None)


def second_look_of(person: User, entry: Entry) -> SecondLook:
    """Its lens is the one whose name is its title. Two queries, and none for any other entry."""
    if entry.revisits_id is None or entry.question_id or entry.follow_up:
        return NO_LOOK
    mine = Entry.objects.owned_by(person).in_journal().select_related("question__module")
    earlier = mine.filter(pk=entry.revisits_id).first()
    if earlier is None:
        return NO_LOOK
    lenses = lenses_for(person, earlier.question)
    return SecondLook(earlier, next((lens for lens in lenses if lens.name == entry.title), None))


def guided_shape_for(person: User, question: Question | None) -> list[Way]:
    return _offered(person, question, "guided_shape")


def as_offered(shape: list[Way]) -> str:
    """ "Write it in three parts"; "" where there are none."""
    return f"Write it in {IN_WORDS.get(len(shape), 'parts')}" if shape else ""


def begun_with(shape: Iterable[Way]) -> str:
    """A text of nothing but its headings, with room under each."""
    return "\n\n\n".join(f"{part.name}\n" for part in shape)


def without_headings(body: str, shape: Iterable[Way]) -> str:
    """The text less the lines that are headings of the shape and nothing else."""
    names = {part.name for part in shape}
    return "\n".join(line for line in body.split("\n") if line.strip() not in names)


def _offered(person: User, question: Question | None, what: str) -> list[Way]:
    """By the question's own module; else by one that this person takes, else by any. One query."""
    if question is not None and getattr(question.module, what):
        return [Way(**one) for one in getattr(question.module, what)]
    taken = Cohort.objects.taken_by(person).filter(module=OuterRef("pk"))
    modules = Module.objects.annotate(is_taken=Exists(taken)).order_by("-is_taken", "title")
    offers = modules.values_list(what, flat=True)
    return [Way(**one) for one in next((offer for offer in offers if offer), [])]
