"""A large, plausible journal for measuring: many cohorts, leaders and entries, the same each time.

Everything is drawn from one seed, so that two runs with the same sizes build the same rows and a
figure can be measured again. Words come from a small stock of sentences about schools working
together; nobody in them is real. Rows are written in bulk, so no rule of the writing desk runs:
what they would have kept (a revision for each entry, folded text for search) is built beside them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from frameworks.models import Element
from journal.load_words import FIRST_NAMES, LAST_NAMES, PLACES, Paragraph, paragraphs
from journal.models import (
    Cohort,
    Entry,
    Membership,
    Module,
    Observation,
    Partnership,
    Passage,
    Question,
    Revision,
    SharedCopy,
    SharedLevel,
    SharedTag,
    Tag,
)
from journal.models.tag import CONTEXT_CHARACTERS
from partnership.people.models import User

SEED = 1729
BATCH = 2_000
DAYS_OF_A_COHORT = 150
TAGS_AN_ENTRY = 4
PARTNERSHIPS_A_LEADER = 3
ONE_IN_THREE = 1 / 3
LINKAGE = "himmelman_linkage"
DOMAIN = "@load.example"


@dataclass(frozen=True)
class Sizes:
    """How much to build: leaders are in each cohort, entries are each leader's."""

    cohorts: int
    leaders: int
    entries: int


@dataclass
class Reference:
    """What every row is drawn from."""

    module: Module
    questions: list[Question]
    elements: list[Element]
    levels: list[Element]
    paragraphs: list[Paragraph]


@dataclass
class Rows:
    """Rows waiting to be written, in an order that keeps every foreign key satisfied."""

    waiting: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    count: int = 0

    def add(self, row: models.Model) -> None:
        self.waiting.setdefault(type(row), []).append(row)
        self.count += 1

    @transaction.atomic
    def written(self) -> int:
        """Write them all; how many they were."""
        for model in ORDER:
            model._base_manager.bulk_create(self.waiting.pop(model, []), batch_size=BATCH)
        if self.waiting:
            raise LookupError(f"ORDER does not say when to write {list(self.waiting)}")
        return self.count


ORDER: list[type[models.Model]] = [
    User,
    Cohort,
    Membership,
    Partnership,
    Entry,
    Entry.partnerships.through,
    Revision,
    Passage,
    Tag,
    Observation,
    SharedCopy,
    SharedTag,
    SharedLevel,
]


def make_load(sizes: Sizes, *, starts_on: date) -> int:
    """Build cohorts that began on this day; returns how many rows. One transaction a leader.

    Needs the content packs loaded. Addresses are leader<number>@load.example, numbered on from
    what is there, so that a small site can be grown into a large one.
    """
    draw = random.Random(SEED)  # noqa: S311  plausible words, no secrets
    reference = _reference(draw)
    people = _People(draw, reference)
    written = 0
    for _ in range(sizes.cohorts):
        cohort, leaders, rows = _cohort(people, sizes, starts_on)
        written += rows.written()
        for leader in leaders:
            journal = _journal(draw, reference, leader, cohort, sizes.entries)
            written += journal.written()
    return written


def _reference(draw: random.Random) -> Reference:
    """The loaded content, read once. Raises if `load_content` has not been run."""
    module = Module.objects.first()
    elements = list(Element.objects.offered().with_framework())
    if module is None or not elements:
        raise LookupError("There is no content yet. Run: manage.py load_content")
    return Reference(
        module=module,
        questions=list(module.questions.in_use().in_order()),
        elements=elements,
        levels=[e for e in elements if e.edition.framework.key == LINKAGE],
        paragraphs=paragraphs(draw),
    )


class _People:
    """Numbers people on from those already there, so that a site can be grown."""

    def __init__(self, draw: random.Random, reference: Reference) -> None:
        self.draw = draw
        self.module = reference.module
        self.number = User.objects.filter(email__endswith=DOMAIN).count()
        self.password = make_password(settings.DEMO_PASSWORD)

    def person(self, role: str, title: str) -> User:
        self.number += 1
        name = f"{self.draw.choice(FIRST_NAMES)} {self.draw.choice(LAST_NAMES)}"
        return User(
            email=f"{role}{self.number}{DOMAIN}",
            name=name,
            job_title=title,
            organisation=f"{self.draw.choice(PLACES)} School",
            password=self.password,
            welcomed_at=timezone.now(),
        )


def _cohort(people: _People, sizes: Sizes, starts_on: date) -> tuple[Cohort, list[User], Rows]:
    """A cohort with one facilitator and its leaders, their journals still empty."""
    rows = Rows()
    facilitator = people.person("facilitator", "Course facilitator")
    cohort = Cohort(
        key=f"load_{people.number}",
        name=f"{people.draw.choice(PLACES)} senior leaders {people.number}",
        module=people.module,
        starts_on=starts_on,
        module_ends_on=starts_on + timedelta(days=56),
    )
    leaders = [people.person("leader", "Deputy headteacher") for _ in range(sizes.leaders)]
    rows.add(cohort)
    for person, role in [(facilitator, "facilitator"), *((leader, "leader") for leader in leaders)]:
        rows.add(person)
        rows.add(Membership(cohort=cohort, person=person, role=role))
    return cohort, leaders, rows


def _journal(
    draw: random.Random, reference: Reference, leader: User, cohort: Cohort, entries: int
) -> Rows:
    """One leader's partnerships and entries, evenly over the cohort's time."""
    rows = Rows()
    partnerships = [
        Partnership(author=leader, name=f"{place} link", who_with=["other_schools"])
        for place in draw.sample(PLACES, PARTNERSHIPS_A_LEADER)
    ]
    for partnership in partnerships:
        rows.add(partnership)
    for number in range(entries):
        days = DAYS_OF_A_COHORT * number / entries
        at = _at(cohort.starts_on, days)
        entry = _entry(draw, reference, leader, at)
        rows.add(entry)
        placed = _about(draw, reference, rows, entry, draw.choice(partnerships))
        revision = _revision(rows, entry)
        tags = _tags(draw, reference, rows, entry, revision)
        if draw.random() < ONE_IN_THREE:
            copy = _share(draw, rows, entry, revision, cohort, tags)
            _share_level(rows, copy, placed)
    return rows


def _at(starts_on: date, days: float) -> datetime:
    return timezone.make_aware(datetime.combine(starts_on, time(8))) + timedelta(days=days)


def _entry(draw: random.Random, reference: Reference, leader: User, at: datetime) -> Entry:
    chosen = draw.sample(reference.paragraphs, draw.randint(2, 5))
    return Entry(
        author=leader,
        question=draw.choice([*reference.questions, None]),
        title="",
        body="\n\n".join(paragraph.text for paragraph in chosen),
        search_text="".join(paragraph.folded for paragraph in chosen),
        version=draw.randint(1, 40),
        started_at=at,
        edited_at=at + timedelta(minutes=draw.randint(5, 40)),
        done_at=at + timedelta(minutes=41),
    )


def _about(
    draw: random.Random,
    reference: Reference,
    rows: Rows,
    entry: Entry,
    partnership: Partnership,
) -> Observation | None:
    """Say which partnership the entry is about, and now and then where it is placed."""
    rows.add(
        Entry.partnerships.through(entry_id=entry.pk, partnership_id=partnership.pk),
    )
    if draw.random() >= ONE_IN_THREE:
        return None
    placed = Observation(
        partnership=partnership,
        entry=entry,
        level=draw.choice(reference.levels),
        needed=draw.choice(reference.levels),
        about_on=entry.written_on,
        said_on=entry.written_on,
    )
    rows.add(placed)
    return placed


def _revision(rows: Rows, entry: Entry) -> Revision:
    entry.last_number = 1
    revision = Revision(
        entry=entry,
        number=entry.last_number,
        kind=Revision.Kind.DONE,
        title=entry.title,
        body=entry.body,
        entry_version=entry.version,
        made_at=entry.edited_at,
    )
    rows.add(revision)
    return revision


def _tags(
    draw: random.Random, reference: Reference, rows: Rows, entry: Entry, revision: Revision
) -> list[Tag]:
    """Some elements on the whole entry, and the first of them on its first sentence."""
    elements = draw.sample(reference.elements, TAGS_AN_ENTRY)
    end = entry.body.index(".") + 1
    passage = Passage(
        entry=entry,
        revision=revision,
        start=0,
        end=end,
        quote=entry.body[:end],
        suffix=entry.body[end : end + CONTEXT_CHARACTERS],
    )
    rows.add(passage)
    tags = [
        Tag(
            entry=entry,
            element=element,
            passage=None if number else passage,
            made_at=entry.edited_at,
        )
        for number, element in enumerate(elements)
    ]
    for tag in tags:
        rows.add(tag)
    return tags


def _share(
    draw: random.Random,
    rows: Rows,
    entry: Entry,
    revision: Revision,
    cohort: Cohort,
    tags: list[Tag],
) -> SharedCopy:
    audience = draw.choice(SharedCopy.Audience.values)
    copy = SharedCopy(
        entry=entry,
        revision=revision,
        author=entry.author,
        cohort=cohort,
        audience=audience,
        question=entry.question,
        title=entry.title,
        body=entry.body,
        written_on=entry.written_on,
        search_text=SharedCopy.searchable(entry.title, entry.body),
        given_at=entry.edited_at,
        text_given_at=entry.edited_at,
        cohort_since=entry.edited_at if audience == SharedCopy.Audience.COHORT else None,
    )
    rows.add(copy)
    for tag in tags:
        start, end = (tag.passage.start, tag.passage.end) if tag.passage else (None, None)
        rows.add(SharedTag(copy=copy, element=tag.element, start=start, end=end))
    return copy


def _share_level(rows: Rows, copy: SharedCopy, placed: Observation | None) -> None:
    """With the copy goes where the entry placed its partnership, if it did."""
    if placed:
        level = SharedLevel(
            copy=copy,
            partnership_name=placed.partnership.name,
            level=placed.level,
            needed=placed.needed,
        )
        rows.add(level)
