"""What the write page shows around the words: the question, the privacy line, the tick-boxes.

A sheet is an entry that may not exist yet. A fresh one carries a random id, and nothing is stored
until something is saved; opening a page never writes a row.
"""

from __future__ import annotations

import uuid
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.core import signing
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from journal.dates import month_in_words
from journal.first_answers import first_of
from journal.follow_ups import prompt_called
from journal.models import Entry, Partnership, Prompt, Question, Section
from journal.readers import facilitators_to_share_with
from journal.standing import Standing, standing_of
from journal.text import MOST_TITLE_CHARACTERS
from journal.writing.ways import (
    SecondLook,
    Way,
    as_offered,
    guided_shape_for,
    second_look_of,
)
from partnership.people.models import User

CARRY_SALT = "journal.writing.sheet"
CARRIED_AT_MOST = 14 * 24 * 60 * 60


@dataclass
class Sheet:
    """An entry, or the id of one to be, and what it answers."""

    author: User
    entry: Entry
    question: Question | None
    is_new: bool
    about: Partnership | None = field(default=None)  # which one a prompt is asked of
    is_guided: bool = False  # whether the guided shape was asked for

    @cached_property
    def look(self) -> SecondLook:
        """What this looks at again, if it is a second look."""
        return second_look_of(self.author, self.entry)

    @property
    def lens(self) -> Way | None:
        return self.look.lens

    @cached_property
    def prompt(self) -> Prompt | None:
        """Of a follow-up, if this answers one. One query, and none if it does not."""
        return prompt_called(self.entry.follow_up)

    @property
    def heading(self) -> str:
        if self.prompt:
            return self.entry.title or self.prompt.moment.name
        if self.lens:
            return self.lens.name
        if self.question:
            return self.question.title
        return "A free entry" if self.is_new else self.entry.title or "A free entry"

    @property
    def asked(self) -> list[str]:
        """What it answers, in the module's words."""
        if self.prompt:
            return [self.prompt.wording]
        if self.lens:
            return [self.lens.prompt]
        return list(self.question.parts) if self.question else []

    @cached_property
    def shape(self) -> list[Way]:
        """The guided shape, where it was asked for."""
        return guided_shape_for(self.author, self.question) if self.is_guided else []

    @cached_property
    def shape_offered(self) -> str:
        """What offers it on a new sheet, unless that has a prompt of its own."""
        if self.is_guided or not self.is_new or self.prompt or self.lens:
            return ""
        return as_offered(guided_shape_for(self.author, self.question))

    def standing(self) -> Standing:
        """Who can read it now."""
        return Standing() if self.is_new else standing_of(self.entry)

    @property
    def carry(self) -> str:
        """Signed words of whose sheet this is, for a post that comes after the session has gone."""
        return signing.dumps([str(self.author.pk), str(self.entry.pk)], salt=CARRY_SALT)

    def sections(self, closed: Container[str] = ()) -> list[Section]:
        """The reading that the question grew from, without the sections that are closed."""
        if self.question is None or self.prompt:
            return []
        sections = self.question.sections.filter(is_retired=False)
        return [section for section in sections if section.key not in closed]

    def answered_in(self, today: date) -> str:
        """When this question was last answered, for someone who is answering it again, or ''."""
        if self.question is None or self.prompt or self.entry.done_at is not None:
            return ""
        answers = Entry.objects.owned_by(self.author).in_journal().finished()
        earlier = answers.filter(question=self.question).newest_first()
        started_at = earlier.values_list("started_at", flat=True).first()
        return month_in_words(timezone.localdate(started_at), today) if started_at else ""

    def partnerships(self, today: date) -> list[Partnership]:
        """Those going on, and those this entry is about already; `is_ticked` says which."""
        ticked = Entry.partnerships.through.objects.filter(
            entry_id=self.entry.pk, partnership_id=OuterRef("pk")
        )
        mine = Partnership.objects.owned_by(self.author).annotate(is_ticked=Exists(ticked))
        current = Q(ended_on=None) | Q(ended_on__gt=today)
        found = list(mine.filter(current | Q(is_ticked=True)))
        if self.is_new and self.about:
            for one in found:
                one.is_ticked = one == self.about  # type: ignore[attr-defined]
        return found

    def facilitators(self) -> list[str]:
        """First names of those the author could share this with."""
        return facilitators_to_share_with(self.author, self.question)


def fresh_sheet(author: User, question: Question | None = None) -> Sheet:
    """An empty sheet with a random id of its own."""
    return sheet_at(author, uuid.uuid4(), question)


def sheet_at(author: User, entry_id: uuid.UUID, question: Question | None = None) -> Sheet:
    """A sheet that is not stored yet, at an id that a page was given."""
    entry = Entry(id=entry_id, author=author, question=question)
    return Sheet(author, entry, question, is_new=True)


def blank_page(author: User, question: Question, sections: Sequence[Section]) -> dict[str, object]:
    """What the write page shows of a sheet that is only looked at. Nobody's rows are read."""
    sheet = fresh_sheet(author, question)
    return {
        "sheet": sheet,
        "standing": sheet.standing(),
        "entry": sheet.entry,
        "question": question,
        "shown": {"title": "", "body": "", "base_version": 0},
        "sections": sections,
        "partnerships": [],
    }


def prompted_sheet(
    author: User, prompt: Prompt, about: Partnership | None, entry_id: uuid.UUID | None = None
) -> Sheet:
    """An empty sheet for a follow-up, by itself or about one partnership."""
    name = f"{prompt.moment.name}: {about.name}" if about else prompt.moment.name
    title = name[:MOST_TITLE_CHARACTERS]
    first = first_of(author, prompt)
    question = (
        Question.objects.select_related("module").get(pk=first.question_id) if first else None
    )
    sheet = sheet_at(author, entry_id or uuid.uuid4(), question)
    sheet.entry.title, sheet.entry.follow_up, sheet.about = title, prompt.key, about
    return sheet


def second_look(earlier: Entry, lens_name: str, entry_id: uuid.UUID | None = None) -> Sheet:
    """An empty sheet for looking at an entry again through a lens, which gives it its title."""
    sheet = sheet_at(earlier.author, entry_id or uuid.uuid4())
    sheet.entry.title, sheet.entry.revisits = lens_name[:MOST_TITLE_CHARACTERS], earlier
    return sheet


def sheet_of(author: User, entry: Entry) -> Sheet:
    return Sheet(author, entry, entry.question, is_new=False)


def carried_person(entry_id: uuid.UUID, token: str) -> str | None:
    """The id of the person whose page for this entry the token was made for, if it is genuine."""
    try:
        person_id, signed_id = signing.loads(token, salt=CARRY_SALT, max_age=CARRIED_AT_MOST)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return person_id if signed_id == str(entry_id) else None
