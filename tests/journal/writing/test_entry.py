"""An entry is read back by its author and nobody else, with who can read it said first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from journal.models import Cohort, Entry, Observation, Partnership, Reply
from journal.templatetags.days import day
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_entry,
    make_framework,
    make_partnership,
    make_question,
    make_revision,
    share,
)

MARCH = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def reply_to(entry: Entry, author: User, body: str = "What held?", **fields: Any) -> Reply:
    return Reply.objects.create(
        copy=getattr(entry, "shared_copy", None),
        entry=entry,
        to=entry.author,
        author=author,
        body=body,
        **fields,
    )


def place(partnership: Partnership, entry: Entry, level: Element, **fields: Any) -> Observation:
    today = timezone.localdate()
    return Observation.objects.create(
        partnership=partnership, entry=entry, level=level, about_on=today, said_on=today, **fields
    )


def test_the_author_reads_their_words_under_the_question(as_bryony: Client, bryony: User) -> None:
    question = make_question(title="What held?", parts=["Where does it hold?", "And why?"])
    entry = make_entry(bryony, "The moderation day held.", question=question)

    text = as_bryony.get(entry.get_absolute_url()).text

    assert "<title>What held? – Partnership journal</title>" in text
    assert "Where does it hold?" in text
    assert "And why?" in text
    assert "The moderation day held." in text


@pytest.mark.parametrize("person", ["idris", "rosalind", "sam"])
def test_nobody_else_reads_it_shared_or_not(
    person: str, bryony: User, autumn: Cohort, request: pytest.FixtureRequest
) -> None:
    entry = make_entry(bryony)
    share(entry, autumn)
    client = signed_in(request.getfixturevalue(person))

    assert client.get(entry.get_absolute_url()).status_code == 404


def test_reading_is_only_reading(as_bryony: Client, bryony: User) -> None:
    assert as_bryony.post(make_entry(bryony).get_absolute_url()).status_code == 405


@pytest.mark.parametrize(
    ("done_at", "said"), [(None, "Draft. Not shared."), (MARCH, "Saved. Not shared.")]
)
def test_it_says_that_nobody_else_can_read_it(
    as_bryony: Client, bryony: User, done_at: datetime | None, said: str
) -> None:
    entry = make_entry(bryony, done_at=done_at)

    response = as_bryony.get(entry.get_absolute_url())

    assert said in response.text
    assert "Stop sharing" not in response.text


@pytest.mark.parametrize(
    ("audience", "who"),
    [("facilitator", "Rosalind"), ("cohort", "everyone in your cohort and Rosalind")],
)
def test_it_says_who_reads_it_and_since_when(
    as_bryony: Client, bryony: User, autumn: Cohort, audience: str, who: str
) -> None:
    entry = make_entry(bryony)
    share(entry, autumn, audience, given_at=MARCH)

    response = as_bryony.get(entry.get_absolute_url())

    assert f"Shared with {who} since {day(MARCH)}." in response.text
    assert reverse("sharing:copy-withdraw", args=[entry.pk]) in response.text
    assert "They see your" not in response.text


def test_it_says_when_they_see_an_earlier_text(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    share(entry, autumn, given_at=MARCH)
    Entry.objects.owned_by(bryony).update(body="Changed since.")

    response = as_bryony.get(entry.get_absolute_url())

    assert f"They see your text of {day(MARCH)}; you have changed it since." in response.text
    assert "Update what they see" in response.text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, ""),
        ({"fit": "right"}, "; which is what the work needs"),
        ({"fit": "closer"}, "; closer would help"),
        ({"fit": "unsure"}, "; not sure what the work needs"),
        ({"fit": "closer", "needed": "collaborating"}, "; the work needs Collaborating"),
    ],
)
def test_partnerships_have_their_level_in_this_entry(
    as_bryony: Client, bryony: User, answer: dict[str, Any], said: str
) -> None:
    framework = make_framework("himmelman_linkage", ("networking", "collaborating"), kind="scale")
    levels = {level.key: level for level in framework.editions.get().elements.all()}
    if "needed" in answer:
        answer = answer | {"needed": levels[answer["needed"]]}
    hollybank, plain = make_partnership(bryony, "Hollybank"), make_partnership(bryony, "Ash Lane")
    entry, other = make_entry(bryony), make_entry(bryony)
    entry.partnerships.add(hollybank, plain)
    place(hollybank, entry, levels["networking"], **answer)
    place(hollybank, other, levels["collaborating"])

    response = as_bryony.get(entry.get_absolute_url())

    ash, holly = response.context_data["partnerships"]
    assert (ash.name, ash.level) == ("Ash Lane", None)
    assert (holly.name, holly.level) == ("Hollybank", "Networking")
    assert f"Networking{said}</span>" in response.text


def test_a_new_reply_is_shown_and_stays_new_until_said_to_be_read(
    as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    share(entry, autumn)
    reply = reply_to(entry, rosalind, "What would Hollybank say?")

    for _ in range(2):
        response = as_bryony.get(entry.get_absolute_url())
        assert "What would Hollybank say?" in response.text
        assert "New reply" in response.text
        reply.refresh_from_db()
        assert reply.read_at is None

    as_bryony.post(reverse("writing:replies-read", args=[entry.pk]))

    reply.refresh_from_db()
    assert reply.read_at is not None
    assert "New reply" not in as_bryony.get(entry.get_absolute_url()).text


def test_a_reply_outlives_the_sharing(
    as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    copy = share(entry, autumn)
    reply_to(entry, rosalind, "What held?")
    copy.delete()

    assert "What held?" in as_bryony.get(entry.get_absolute_url()).text


def test_only_the_author_says_that_a_reply_was_read(
    as_idris: Client, as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    share(entry, autumn)
    reply = reply_to(entry, rosalind)
    url = reverse("writing:replies-read", args=[entry.pk])

    assert as_idris.post(url).status_code == 404
    assert as_bryony.get(url).status_code == 405

    reply.refresh_from_db()
    assert reply.read_at is None


def test_other_answers_to_the_question_are_offered_after_writing(
    as_bryony: Client, bryony: User, idris: User
) -> None:
    question = make_question()
    october = make_entry(bryony, question=question, started_at=datetime(2025, 10, 14, tzinfo=UTC))
    make_entry(bryony, "A draft of it.", question=question, done_at=None)
    make_entry(idris, question=question)
    entry = make_entry(bryony, question=question)
    draft = make_entry(bryony, question=question, done_at=None)

    after = as_bryony.get(entry.get_absolute_url())
    before = as_bryony.get(draft.get_absolute_url())

    [other] = after.context_data["other_answers"]
    assert other == (october.get_absolute_url(), "14 October 2025")
    assert "You also answered this on" in after.text
    assert before.context_data["other_answers"] == []


def test_the_newest_versions_are_at_hand(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony)
    for _ in range(5):
        make_revision(entry)

    response = as_bryony.get(entry.get_absolute_url())

    assert [version.number for version in response.context_data["versions"]] == [5, 4, 3]
    assert "All versions" in response.text


def test_tagged_words_are_marked_and_named_and_listed(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "We met. The moderation day held.")
    revision = make_revision(entry)
    trust, time = make_framework("briggs_factors", ("trust", "time")).editions.get().elements.all()
    passage = entry.passages.create(revision=revision, start=8, end=22, quote="The moderation")
    entry.tags.create(element=trust, passage=passage)
    entry.tags.create(element=time)

    text = as_bryony.get(entry.get_absolute_url()).text

    assert "<mark>The moderation</mark>" in text
    assert 'href="#passage-8-22"' in text
    assert "Time</a>" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_a_full_entry_takes_the_same_queries(
    as_bryony: Client,
    bryony: User,
    rosalind: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: Any,
) -> None:
    entry = make_entry(bryony, "We met. The moderation day held.", question=make_question())
    framework = make_framework("himmelman_linkage", ("networking", "one", "two", "three"))
    networking, *elements = framework.editions.get().elements.all()
    for number in range(rows):
        revision = make_revision(entry)
        passage = entry.passages.create(revision=revision, start=8, end=22, quote="The moderation")
        entry.tags.create(element=elements[number], passage=passage)
        partnership = make_partnership(bryony, f"Link {number}")
        entry.partnerships.add(partnership)
        place(partnership, entry, networking, needed=networking, fit="right")
    make_revision(entry)  # so that where the passages are now has to be read
    share(entry, autumn)
    for _ in range(rows):
        reply_to(entry, rosalind)

    # session, person, entry and copy, versions, replies, tags, where passages are, links, who reads
    # it, lines asked about, what is being written back, other answers
    with django_assert_num_queries(12):
        as_bryony.get(entry.get_absolute_url())


def test_a_plain_entry_takes_seven(
    as_bryony: Client, bryony: User, django_assert_num_queries: Any
) -> None:
    entry = make_entry(bryony, question=make_question())
    entry.partnerships.add(make_partnership(bryony))

    # session, person, entry, versions, tags, links, other answers
    with django_assert_num_queries(7):
        as_bryony.get(entry.get_absolute_url())


def test_a_facilitator_keeps_their_desk_beside_an_entry_of_their_own(
    as_rosalind: Client, rosalind: User, autumn: Cohort
) -> None:
    shown = as_rosalind.get(make_entry(rosalind).get_absolute_url()).text

    assert reverse("review:cohort", args=[autumn.pk]) in shown


def test_a_title_is_text_and_never_markup(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "<b>bold</b>", title="<script>alert(1)</script>")

    text = as_bryony.get(entry.get_absolute_url()).text

    assert "<script>alert" not in text
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
