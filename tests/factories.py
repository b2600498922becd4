"""Rows for tests, made by plain functions: say what matters to the test, the rest is sensible."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from django.utils import timezone

from frameworks.editing.drafts import begin
from frameworks.models import Edition, Element, Framework
from frameworks.publishing.deeds import look_at, publish
from frameworks.publishing.settling import Answers
from journal.models import (
    Cohort,
    Commitment,
    Entry,
    Membership,
    Module,
    Observation,
    Partnership,
    Question,
    QuestionGroup,
    Reply,
    Revision,
    SecondReading,
    SecondTag,
    SharedCopy,
    SharedLevel,
    SharedTag,
    SheetLine,
    TwoViews,
)
from journal.tagging.deeds import place_partnership
from journal.two_views.deeds import agree, ask
from partnership.people.models import User

JOINED_AT = datetime(2020, 9, 1, tzinfo=UTC)  # before anything that a test lets happen
PASSWORD = "correct horse battery staple"
_numbers = count(1)


def make_person(name: str = "Alex Example", **fields: Any) -> User:
    email = fields.pop("email", f"person{next(_numbers)}@example.org")
    fields.setdefault("welcomed_at", timezone.now())
    return User.objects.create_user(email, PASSWORD, name=name, **fields)


def make_module(key: str = "a_module", **fields: Any) -> Module:
    return Module.objects.create(key=key, **{"title": "A module", **fields})


def make_question(module: Module | None = None, key: str = "a_question", **fields: Any) -> Question:
    module = module or Module.objects.first() or make_module()
    group, _ = QuestionGroup.objects.get_or_create(
        module=module, key="a_group", defaults={"position": 1, "name": "A group"}
    )
    defaults = {
        "position": next(_numbers),
        "title": "A question",
        "parts": ["What do you make of it?"],
        "origin": "project",
    }
    return Question.objects.create(module=module, group=group, key=key, **{**defaults, **fields})


def make_cohort(
    *,
    leaders: tuple[User, ...] = (),
    facilitators: tuple[User, ...] = (),
    module: Module | None = None,
    **fields: Any,
) -> Cohort:
    number = next(_numbers)
    defaults = {
        "key": f"cohort_{number}",
        "name": f"Cohort {number}",
        "starts_on": date(2026, 9, 14),
        "module_ends_on": date(2026, 11, 9),
    }
    module = module or Module.objects.first() or make_module()
    cohort = Cohort.objects.create(module=module, **{**defaults, **fields})
    for person in leaders:
        Membership.objects.create(cohort=cohort, person=person, role="leader", joined_at=JOINED_AT)
    for person in facilitators:
        Membership.objects.create(
            cohort=cohort, person=person, role="facilitator", joined_at=JOINED_AT
        )
    return cohort


def make_entry(author: User, body: str = "Some words of my own.", **fields: Any) -> Entry:
    """An entry saved once. Pass done_at=None for a draft, version=0 for an empty sheet."""
    defaults = {"version": 1, "done_at": timezone.now(), "title": ""}
    fields = {**defaults, **fields}
    search_text = Entry.searchable(fields["title"], body)
    return Entry.objects.create(author=author, body=body, search_text=search_text, **fields)


def make_revision(entry: Entry, **fields: Any) -> Revision:
    defaults = {
        "number": entry.revisions.count() + 1,
        "kind": "done",
        "title": entry.title,
        "body": entry.body,
        "entry_version": entry.version,
    }
    revision = Revision.objects.create(entry=entry, **{**defaults, **fields})
    if revision.number > entry.last_number:
        entry.last_number = revision.number
        Entry.objects.owned_by(entry.author_id).filter(pk=entry.pk).update(
            last_number=revision.number
        )
    return revision


def make_partnership(
    author: User, name: str = "Hollybank phonics link", **fields: Any
) -> Partnership:
    return Partnership.objects.create(author=author, name=name, **fields)


def make_commitment(author: User, **fields: Any) -> Commitment:
    """One that comes back on 2 November 2026; told if an outcome is given."""
    defaults = {
        "when_text": "the form goes out",
        "will_text": "fill in my own first",
        "due_on": date(2026, 11, 2),
    }
    if fields.get("outcome"):
        fields.setdefault("said_on", date(2026, 11, 3))
    return Commitment.objects.create(author=author, **{**defaults, **fields})


def place(link: Partnership, level: Element, *, on: date, **fields: Any) -> Observation:
    """Where its author placed it on that day, in an entry written then, as the panel would."""
    started_at = datetime.combine(on, time(9), tzinfo=UTC)
    entry = make_entry(link.author, started_at=started_at, **fields)
    return place_partnership(entry=entry, partnership=link, level=level)


def compare(
    one: Partnership, other: Partnership, cohort: Cohort | None = None, called: str = "the link"
) -> TwoViews:
    """What both authors agreed to compare, in a cohort that they share."""
    cohort = cohort or Cohort.objects.with_member(one.author).with_member(other.author).get()
    return agree(ask(one, other.author, cohort, called=called), other)


def make_framework(
    key: str = "a_framework", elements: tuple[str, ...] = ("one",), **fields: Any
) -> Framework:
    """A framework with one published edition that holds these element keys."""
    defaults = {
        "name": "A framework",
        "kind": "factors",
        "subject": "partnership",
        "status": "core",
    }
    framework = Framework.objects.create(key=key, **{**defaults, **fields})
    edition = Edition.objects.create(
        framework=framework,
        number=1,
        state="published",
        name=framework.name,
        summary="What it is.",
        sources=[{"citation": "Somebody (2020)", "basis": "reading"}],
        published_at=timezone.now(),
    )
    for position, element_key in enumerate(elements, 1):
        make_element(edition, element_key, position=position)
    return framework


def make_element(edition: Edition, key: str, **fields: Any) -> Element:
    defaults = {"name": key.replace("_", " ").capitalize(), "description": f"What {key} means."}
    return Element.objects.create(edition=edition, key=key, **{**defaults, **fields})


def reworded(framework: Framework, **elements: list[str]) -> dict[str, Element]:
    """A newer edition with these elements, each with the keys whose place it takes."""
    last = framework.editions.latest("number")
    framework.editions.update(state="superseded")
    edition = Edition.objects.create(
        framework=framework,
        number=last.number + 1,
        state="published",
        name=framework.name,
        summary="What it is.",
        published_at=timezone.now(),
    )
    return {
        key: make_element(edition, key, position=position, takes_the_place_of=earlier)
        for position, (key, earlier) in enumerate(elements.items(), 1)
    }


def share(entry: Entry, cohort: Cohort, audience: str = "facilitator", **fields: Any) -> SharedCopy:
    """The entry's text given to an audience, as the sharing desk would."""
    copy = copy_of(entry.revisions.last() or make_revision(entry), cohort, audience, **fields)
    copy.save(force_insert=True)
    return copy


def copy_of(
    revision: Revision, cohort: Cohort, audience: str = "facilitator", **fields: Any
) -> SharedCopy:
    """To be saved, alone or with others."""
    entry = revision.entry
    given_at = fields.setdefault("given_at", timezone.now())
    fields.setdefault("text_given_at", given_at)
    fields.setdefault("cohort_since", given_at if audience == "cohort" else None)
    return SharedCopy(
        entry=entry,
        revision=revision,
        author=entry.author,
        cohort=cohort,
        audience=audience,
        question=entry.question,
        title=entry.title,
        body=entry.body,
        search_text=SharedCopy.searchable(entry.title, entry.body),
        written_on=entry.written_on,
        **fields,
    )


def share_tagged(author: User, cohort: Cohort, *elements: Element, **fields: Any) -> SharedCopy:
    """A text given to the cohort's facilitators, with these tags on all of it."""
    copy = share(make_entry(author, **fields), cohort)
    for element in elements:
        SharedTag.objects.create(copy=copy, element=element)
    return copy


def share_placed(
    author: User,
    cohort: Cohort,
    level: Element,
    *,
    name: str = "Hollybank",
    needed: Element | None = None,
    **fields: Any,
) -> SharedCopy:
    """A text given to the cohort's facilitators that places a partnership at this level."""
    copy = share_tagged(author, cohort, level, **fields)
    SharedLevel.objects.create(copy=copy, partnership_name=name, level=level, needed=needed)
    return copy


def make_reply(
    copy: SharedCopy, author: User, body: str = "What came next?", **fields: Any
) -> Reply:
    """What someone wrote under a shared copy."""
    return Reply.objects.create(
        copy=copy, entry=copy.entry, to=copy.author, author=author, body=body, **fields
    )


def ask_for(copy: SharedCopy, quote: str, asked_by: User, **fields: Any) -> SheetLine:
    """A line of the copy that a facilitator asked to read out; answered if consent is given."""
    start = copy.body.index(quote)
    if fields.get("consent"):
        fields.setdefault("answered_at", timezone.now())
    return SheetLine.objects.create(
        copy=copy,
        cohort=copy.cohort,
        start=start,
        end=start + len(quote),
        quote=quote,
        asked_by=asked_by,
        **fields,
    )


def second_reading(
    copy: SharedCopy, reader: User, *tags: tuple[Element, str], reason: str = "", **fields: Any
) -> SecondReading:
    """Someone's, done unless said otherwise: each element on these words, or on all of it ("")."""
    now = timezone.now()
    defaults = {"text_given_at": copy.text_given_at, "done_at": now, "saw_other_tags_at": now}
    reading = SecondReading.objects.create(copy=copy, reader=reader, **{**defaults, **fields})
    for element, words in dict.fromkeys(tags):
        start = copy.body.index(words) if words else None
        end = start + len(words) if start is not None else None
        SecondTag.objects.create(
            reading=reading, element=element, start=start, end=end, reason=reason
        )
    return reading


def edit(draft: Edition, key: str, **fields: Any) -> None:
    """Another wording of one element of a draft, as its editor would leave it."""
    draft.elements.filter(key=key).update(**fields)


def published_anew(
    framework_key: str, *, by: User, answers: Answers | None = None, **elements: Any
) -> Edition:
    """A newer edition, published as an admin does: each element named with its changed fields."""
    framework = Framework.objects.get(key=framework_key)
    draft = begin(framework, by=by, at=timezone.now())
    for key, fields in elements.items():
        edit(draft, key, **fields)
    answers = answers or Answers()
    return publish(draft, answers=answers, seen=look_at(draft).seen, by=by, at=timezone.now())
