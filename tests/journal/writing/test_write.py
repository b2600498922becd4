"""The write page and its buttons, as they work without any script."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from journal.models import Cohort, Entry
from partnership.people.models import User
from partnership.text import MOST_CHARACTERS
from tests.conftest import signed_in
from tests.factories import make_entry, make_partnership, make_question, share
from tests.journal.writing.pressing import press

IN_OCTOBER = datetime(2024, 10, 12, 9, tzinfo=ZoneInfo("Europe/London"))


def test_a_question_opens_an_empty_sheet_and_stores_nothing(
    as_bryony: Client, bryony: User
) -> None:
    question = make_question(title="Looking outward", parts=["How far?", "And how?"])

    page = as_bryony.get(question.get_absolute_url())

    assert page.status_code == 200
    assert b'<h1 id="heading">Looking outward</h1>' in page.content
    assert b"<p>How far?</p><p>And how?</p>" in page.content
    assert "Private. Not shared with anyone." in page.text
    assert page.context_data["shown"]["base_version"] == 0
    assert not Entry.objects.owned_by(bryony).exists()


def test_a_question_opens_the_draft_that_was_begun(as_bryony: Client, bryony: User) -> None:
    question = make_question()
    draft = make_entry(bryony, "Half a thought", question=question, done_at=None)
    make_entry(bryony, "Binned", question=question, done_at=None, binned_at=timezone.now())

    page = as_bryony.get(question.get_absolute_url())

    assert page.context_data["entry"] == draft
    assert "Half a thought" in page.text


def test_someone_else_s_draft_is_not_opened(as_idris: Client, bryony: User) -> None:
    question = make_question()
    make_entry(bryony, "Half a thought", question=question, done_at=None)

    page = as_idris.get(question.get_absolute_url())

    assert "Half a thought" not in page.text
    assert page.context_data["sheet"].is_new


def test_an_earlier_answer_is_named_and_not_shown(as_bryony: Client, bryony: User) -> None:
    question = make_question()
    make_entry(bryony, "What I said then", question=question, started_at=IN_OCTOBER)

    page = as_bryony.get(question.get_absolute_url())

    assert "You answered this in October 2024. You can see it after you write." in page.text
    assert "What I said then" not in page.text


def test_the_month_of_a_recent_answer_needs_no_year(as_bryony: Client, bryony: User) -> None:
    question = make_question()
    weeks_ago = timezone.now() - timedelta(weeks=6)
    make_entry(bryony, question=question, started_at=weeks_ago)

    page = as_bryony.get(question.get_absolute_url())

    month = f"{timezone.localtime(weeks_ago):%B}"
    assert f"You answered this in {month}. You can see it after you write." in page.text


def test_an_unheard_of_question_is_not_there(as_bryony: Client) -> None:
    assert as_bryony.get("/write/unheard_of/").status_code == 404


def test_a_free_entry_has_a_title(as_bryony: Client) -> None:
    page = as_bryony.get("/write/")

    assert b'<h1 id="heading">A free entry</h1>' in page.content
    assert b'name="title"' in page.content


def test_an_entry_opens_to_be_gone_on_with(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "Words & <b>more</b>", title="A title", version=7)

    page = as_bryony.get(reverse("writing:entry-edit", args=[entry.pk]))

    assert "\nWords &amp; &lt;b&gt;more&lt;/b&gt;</textarea>" in page.text
    assert b'name="base_version" value="7"' in page.content
    assert 'value="A title"' in page.text


@pytest.mark.parametrize("person", ["idris", "rosalind", "sam"])
def test_nobody_else_opens_an_entry(
    request: pytest.FixtureRequest, bryony: User, autumn: Cohort, person: str
) -> None:
    entry = make_entry(bryony, "Bryony’s own.")
    share(entry, autumn, audience="cohort")
    client = signed_in(request.getfixturevalue(person))

    assert client.get(reverse("writing:entry-edit", args=[entry.pk])).status_code == 404


def test_an_entry_in_the_bin_does_not_open(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, binned_at=timezone.now())

    assert as_bryony.get(reverse("writing:entry-edit", args=[entry.pk])).status_code == 404


def test_the_page_names_who_one_could_share_with(as_bryony: Client, autumn: Cohort) -> None:
    question = make_question()

    assert "Share with Rosalind" in as_bryony.get(question.get_absolute_url()).text


def test_someone_in_no_cohort_is_not_asked_to_share(as_bryony: Client) -> None:
    assert 'value="share"' not in as_bryony.get("/write/").text


def test_stop_sharing_saves_the_words_and_then_posts_on(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony, "One.")
    share(entry, autumn)

    answer = press(as_bryony, entry.pk, "withdraw", body="One. Two.", base_version=1)

    entry.refresh_from_db()
    assert (answer.status_code, answer.url) == (
        307,
        reverse("sharing:copy-withdraw", args=[entry.pk]),
    )
    assert entry.body == "One. Two."


def test_a_shared_entry_says_so_where_one_types(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    share(entry, autumn, given_at=datetime(2026, 3, 14, 12, tzinfo=ZoneInfo("Europe/London")))

    page = as_bryony.get(reverse("writing:entry-edit", args=[entry.pk]))

    assert "Shared with Rosalind since 14 March." in page.text
    assert "Update what they see" in page.text
    assert "Private." not in page.text


@pytest.mark.parametrize(
    ("do", "leads_to"),
    [("tag", "tagging:entry-tags"), ("share", "sharing:entry-share"), ("done", "writing:entry")],
)
def test_each_button_saves_and_leads_on(
    as_bryony: Client, bryony: User, do: str, leads_to: str
) -> None:
    entry_id = uuid.uuid4()

    answer = press(as_bryony, entry_id, do, body="A new sheet.")

    assert answer.status_code == 302
    assert answer.url == reverse(leads_to, args=[entry_id])
    assert Entry.objects.owned_by(bryony).get(pk=entry_id).body == "A new sheet."


def test_save_and_close_keeps_a_draft_and_goes_home(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "One.", done_at=None)

    answer = press(as_bryony, entry.pk, "save", body="One. Two.", base_version=1)

    entry.refresh_from_db()
    assert answer.url == "/"
    assert (entry.body, entry.is_draft) == ("One. Two.", True)


def test_done_finishes_the_entry_once_and_keeps_its_text(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "One.", done_at=None)

    press(as_bryony, entry.pk, "done", body="Finished.", base_version=1)
    entry.refresh_from_db()
    first_done_at = entry.done_at
    press(as_bryony, entry.pk, "done", body="Finished again.", base_version=2)
    entry.refresh_from_db()

    assert first_done_at is not None
    assert entry.done_at == first_done_at
    kept = [(revision.kind, revision.body) for revision in entry.revisions.order_by("number")]
    assert kept == [("done", "Finished."), ("done", "Finished again.")]


def test_done_says_what_one_could_look_at(as_bryony: Client, bryony: User) -> None:
    link = make_partnership(bryony, "Hollybank <b>phonics</b>")

    done = press(as_bryony, uuid.uuid4(), "done", partnerships=["", str(link.pk)])

    page = " ".join(as_bryony.get(done.url).text.split())
    name = "Hollybank &lt;b&gt;phonics&lt;/b&gt;"
    look = f'<a href="{link.get_absolute_url()}">look at {name} over time</a>'
    assert f"<p> Saved. You can stop here, or {look}. </p>" in page


def test_adding_a_partnership_keeps_the_words_first_and_comes_back_to_them(
    as_bryony: Client, bryony: User
) -> None:
    answer = press(as_bryony, uuid.uuid4(), "partnership", body="Half a thought.")

    [entry] = Entry.objects.owned_by(bryony)
    added = as_bryony.post(answer.url, {"name": "Hollybank"})
    assert entry.body == "Half a thought."
    assert added.url == reverse("writing:entry-edit", args=[entry.pk])


@pytest.mark.parametrize("key", ["", "a_question"])
def test_adding_a_partnership_from_an_empty_sheet_comes_back_to_one(
    as_bryony: Client, bryony: User, key: str
) -> None:
    question = make_question()
    sheet = question.get_absolute_url() if key else "/write/"

    answer = press(as_bryony, uuid.uuid4(), "partnership", body="", question=key)

    assert not Entry.objects.owned_by(bryony).exists()
    assert as_bryony.post(answer.url, {"name": "Hollybank"}).url == sheet


def test_done_with_no_partnership_says_no_more_than_saved(as_bryony: Client) -> None:
    done = press(as_bryony, uuid.uuid4(), "done")

    page = " ".join(as_bryony.get(done.url).text.split())
    assert "<p> Saved. </p>" in page


def test_pressing_done_twice_writes_once(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "One.", done_at=None)

    for _ in range(2):
        press(as_bryony, entry.pk, "done", body="Two.", base_version=1, key="pressed-twice")

    entry.refresh_from_db()
    assert entry.version == 2
    assert entry.revisions.count() == 1


@pytest.mark.parametrize("do", ["done", "share"])
def test_done_with_nothing_written_says_so(as_bryony: Client, bryony: User, do: str) -> None:
    answer = press(as_bryony, uuid.uuid4(), do, body="  \n ")

    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()
    assert not Entry.objects.owned_by(bryony).exists()


def test_closing_an_untouched_sheet_stores_nothing(as_bryony: Client, bryony: User) -> None:
    assert press(as_bryony, uuid.uuid4(), "save", body="").url == "/"
    assert not Entry.objects.owned_by(bryony).exists()


def test_words_that_cannot_be_kept_stay_on_the_page(as_bryony: Client, bryony: User) -> None:
    question = make_question()

    answer = press(as_bryony, uuid.uuid4(), body="a" * 100_001, question=question.key)

    assert answer.status_code == 422
    assert "the most is 100,000" in answer.content.decode()
    assert "a" * 100_001 in answer.content.decode()
    assert question.title in answer.content.decode()


def test_nothing_says_saved_of_words_that_were_refused(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "Before.")

    page = press(as_bryony, entry.pk, body="a" * 100_001, base_version=1)

    assert "data-autosave-status>Not saved yet.</p>" in page.text
    assert "Saved" not in page.text.partition('id="sheet"')[2].partition("</form>")[0]


def test_a_sheet_cannot_hold_more_than_one_post_may_carry(as_bryony: Client) -> None:
    """What is too long comes back on the page; past this, the browser could not bring it back."""
    page = as_bryony.get("/write/").text

    [most] = re.findall(r'<textarea[^>]* maxlength="(\d+)"', page)

    most_bytes = 3 * int(most)  # of a character in UTF-8, for each that the browser counts
    assert int(most) > MOST_CHARACTERS
    assert most_bytes + 10_000 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_signed_out_opens_no_sheet(client: Client, db: None) -> None:
    assert client.get("/write/").status_code == 302
    assert client.get("/write/", headers={"accept": "application/json"}).status_code == 401
    assert client.get("/write/", headers={"hx-request": "true"}).status_code == 401


def test_only_reading_is_done_at_the_addresses_of_new_sheets(as_bryony: Client) -> None:
    question = make_question()

    assert as_bryony.post("/write/").status_code == 405
    assert as_bryony.post(question.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_statements_however_much_there_is(
    as_bryony: Client,
    bryony: User,
    autumn: Cohort,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    question = make_question()
    for n in range(number):
        make_partnership(bryony, f"Link {n}")
        make_entry(bryony, question=question)
        make_entry(bryony, question=question, done_at=None)

    with django_assert_num_queries(9):
        as_bryony.get(question.get_absolute_url())
