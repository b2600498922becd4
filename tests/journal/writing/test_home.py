"""Home: the way to go on, what is new, the module, and something from earlier."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.utils import timezone

from journal.models import Entry, Reply
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_module, make_person, make_question, share

HOME = "/"
WEEK = timedelta(weeks=1)


@pytest.fixture
def questions(autumn):
    return [
        make_question(autumn.module, key="why", title="Why it matters", parts=["Why does it?"]),
        make_question(autumn.module, key="how", title="How you begin", parts=["How will you?"]),
    ]


def page(client) -> str:
    answer = client.get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def reply_to(entry, cohort, author, **fields):
    copy = share(entry, cohort)
    return Reply.objects.create(
        copy=copy, entry=entry, to=entry.author, author=author, body="And then?", **fields
    )


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(HOME).status_code == 302


def test_home_is_only_read(as_bryony):
    assert as_bryony.post(HOME).status_code == 405


def test_the_first_visit_has_the_first_question_on_the_sheet(as_bryony, questions):
    shown = page(as_bryony)

    assert "Your first question takes about ten minutes, or start with one sentence." in shown
    assert "Why does it?" in shown
    assert 'href="/write/why/">Start writing</a>' in shown
    assert "Start something else" in shown


def test_a_draft_shows_its_last_sentence_and_when(as_bryony, bryony, questions):
    body = "An opening. I had assumed that all the cost of this would fall on us, and now"
    two_days_ago = timezone.now() - timedelta(days=2)
    entry = make_entry(bryony, body, question=questions[1], done_at=None, edited_at=two_days_ago)

    shown = page(as_bryony)

    weekday = timezone.localtime(two_days_ago).strftime("%A")
    assert f"You stopped halfway through question 2 on {weekday}." in shown
    assert "How will you?" in shown
    assert "“I had assumed that all the cost of this would fall on us, and now …”" in shown
    assert "An opening." not in shown
    assert f'href="/entry/{entry.pk}/edit/">Carry on writing</a>' in shown


def test_of_two_drafts_the_one_edited_last_is_carried_on(as_bryony, bryony, questions):
    now = timezone.now()
    make_entry(bryony, question=questions[0], done_at=None, edited_at=now - WEEK)
    later = make_entry(bryony, question=questions[1], done_at=None, edited_at=now - WEEK / 2)

    assert as_bryony.get(HOME).context_data["carry_on"].href == f"/entry/{later.pk}/edit/"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("", "You stopped halfway through an entry of your own today."),
        ("Biscuits", "You stopped halfway through “Biscuits” today."),
    ],
)
def test_a_free_entry_has_no_number(as_bryony, bryony, questions, title, words):
    make_entry(bryony, title=title, done_at=None)

    assert words in page(as_bryony)


def test_without_a_draft_the_next_question_is_on_the_sheet(as_bryony, bryony, questions):
    make_entry(bryony, question=questions[0])

    carry_on = as_bryony.get(HOME).context_data["carry_on"]

    assert (carry_on.lead, carry_on.question) == ("Question 2 is next.", "How will you?")


def test_when_all_are_answered_a_free_entry_is_left(as_bryony, bryony, questions):
    for question in questions:
        make_entry(bryony, question=question)

    shown = page(as_bryony)

    assert "You have answered every question." in shown
    assert 'href="/write/">Start writing</a>' in shown
    assert "Start something else" not in shown


def test_the_module_is_a_task_list_with_a_status_in_words(as_bryony, bryony, questions):
    make_entry(bryony, question=questions[0])

    shown = page(as_bryony)

    assert '1. Why it matters</a> <span class="state state-plain">Saved</span>' in shown
    assert '2. How you begin</a> <span class="state state-todo">Not started</span>' in shown


def test_of_two_cohorts_the_newest_is_shown(as_bryony, bryony, questions):
    spring = make_module("spring_module", title="The spring module")
    make_cohort(
        leaders=(bryony,),
        module=spring,
        starts_on="2027-01-11",
        module_ends_on="2027-03-01",
    )

    assert "The spring module" in page(as_bryony)
    assert "Why it matters" not in page(as_bryony)


def test_a_new_reply_is_one_line_and_none_of_its_words(
    as_bryony, bryony, rosalind, autumn, questions
):
    entry = make_entry(bryony, question=questions[0])
    reply_to(entry, autumn, rosalind)

    shown = page(as_bryony)

    assert f'href="/entry/{entry.pk}/">Rosalind replied to “Why it matters”</a> today' in shown
    assert '<span class="state state-reply">New reply</span>' in shown
    assert "And then?" not in shown


def test_a_reply_that_was_read_and_one_in_the_bin_are_not_new(
    as_bryony, bryony, rosalind, autumn, questions
):
    now = timezone.now()
    reply_to(make_entry(bryony, question=questions[0]), autumn, rosalind, read_at=now)
    reply_to(make_entry(bryony, title="Binned", binned_at=now), autumn, rosalind)

    assert "New replies" not in page(as_bryony)


def test_nobody_elses_words_or_replies_are_on_my_home(
    as_bryony, idris, rosalind, autumn, questions
):
    old = timezone.now() - 10 * WEEK
    entry = make_entry(idris, "Words of Idris.", question=questions[0], started_at=old)
    reply_to(entry, autumn, rosalind)
    make_entry(idris, "A draft of Idris.", done_at=None)

    shown = page(as_bryony)

    assert "of Idris" not in shown
    assert "New repl" not in shown
    assert "Your first question" in shown


def test_something_from_earlier_turns_up_with_its_month(as_bryony, bryony, questions):
    old = timezone.now() - 10 * WEEK
    entry = make_entry(bryony, "A thing I said.", title="Biscuits", started_at=old)
    make_entry(bryony, "A thing of last week.", started_at=timezone.now() - WEEK)

    shown = page(as_bryony)

    assert f"In {timezone.localtime(old):%B} you wrote" in shown
    assert "A thing I said." in shown
    assert "A thing of last week." not in shown
    assert f'href="/entry/{entry.pk}/">Read it</a>' in shown


def test_it_stays_the_same_all_day(bryony, as_bryony):
    for number in range(8):
        make_entry(bryony, f"Thing {number}.", started_at=timezone.now() - 10 * WEEK)

    first, second = (as_bryony.get(HOME).context_data["earlier"].entry for _ in range(2))

    assert first == second


def test_and_another_day_it_may_be_any_other(bryony):
    for quarter in range(4):
        # Ids spread evenly: of random ones, two may lie so close that no day falls between.
        make_entry(bryony, id=UUID(int=quarter << 126))
    first_day = date(2026, 11, 21)
    mine = Entry.objects.owned_by(bryony)

    turned_up = {mine.turning_up_on(first_day + timedelta(days=n)).first().pk for n in range(60)}

    assert turned_up == set(mine.values_list("pk", flat=True))


def test_not_this_one_works_with_a_plain_form_and_another_may_come(as_bryony, bryony):
    for number in range(2):
        make_entry(bryony, f"Thing {number}.", started_at=timezone.now() - 10 * WEEK)
    first = as_bryony.get(HOME).context_data["earlier"].entry

    answer = as_bryony.post(f"/earlier/{first.pk}/skip/")

    assert (answer.status_code, answer["Location"]) == (302, "/#earlier")
    second = as_bryony.get(HOME).context_data["earlier"].entry
    assert second != first
    as_bryony.post(f"/earlier/{second.pk}/skip/")
    assert as_bryony.get(HOME).context_data["earlier"] is None


def test_only_the_author_can_put_it_aside_and_only_by_post(as_idris, as_bryony, bryony):
    entry = make_entry(bryony, started_at=timezone.now() - 10 * WEEK)

    assert as_idris.post(f"/earlier/{entry.pk}/skip/").status_code == 404
    assert as_bryony.get(f"/earlier/{entry.pk}/skip/").status_code == 405


def test_a_facilitator_is_sent_to_what_is_to_be_read_and_can_write(as_rosalind, autumn, questions):
    shown = page(as_rosalind)

    assert 'class="btn btn-primary" href="/review/">To read</a>' in shown
    assert 'href="/write/">Start writing</a>' in shown
    assert "Why it matters" not in shown


def test_a_person_without_a_cohort_can_write(sam, db):
    shown = page(signed_in(sam))

    assert "Write about whatever is on your mind." in shown
    assert 'href="/write/">Start writing</a>' in shown


def test_who_gave_no_name_is_greeted_without_one(db):
    shown = page(signed_in(make_person("")))

    assert re.search(r"<h1>Good \w+</h1>", shown)
    assert re.search(r"<title>Good \w+ –", shown)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("journal.writing.views.home.tasks_of", "We couldn’t show your questions just now."),
        ("journal.writing.views.home.earlier", "We couldn’t look back just now."),
    ],
)
def test_a_part_that_fails_says_so_alone(
    as_bryony, bryony, questions, monkeypatch, caplog, broken, says
):
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("statement timeout")

    make_entry(bryony, question=questions[0], done_at=None)
    monkeypatch.setattr(broken, fail)

    shown = page(as_bryony)

    assert says in shown
    assert "Carry on writing" in shown
    assert "home could not show" in caplog.text


@pytest.mark.parametrize("count", [1, 3])
def test_nine_queries_however_much_there_is(
    as_bryony, bryony, rosalind, autumn, django_assert_num_queries, count
):
    old = timezone.now() - 10 * WEEK
    for number in range(count):
        question = make_question(autumn.module, key=f"q{number}")
        reply_to(make_entry(bryony, question=question, started_at=old), autumn, rosalind)
        make_entry(bryony, question=question, done_at=None)

    # Session, person, desks, whether there is news, replies, questions, answers, draft, earlier.
    with django_assert_num_queries(9):
        page(as_bryony)
