"""How a person stands with each question, and that it costs the same however much they wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from journal.models import Module, QuestionGroup, Reply
from journal.writing.statuses import Status, grouped, next_task, tasks_of
from tests.factories import make_entry, make_module, make_question, make_revision, share

DAY = timedelta(days=1)


@pytest.fixture
def module(db: None) -> Module:
    return make_module()


def reply_to(copy, author, **fields):
    return Reply.objects.create(
        copy=copy, entry=copy.entry, to=copy.author, author=author, body="And then?", **fields
    )


def only_status(module, person) -> Status:
    [task] = tasks_of(module, person)
    return task.status


def test_nothing_written_is_not_started_and_leads_to_writing(module, bryony):
    question = make_question(module)

    [task] = tasks_of(module, bryony)

    assert (task.status, task.href) == (Status.NOT_STARTED, question.get_absolute_url())


def test_half_written_is_a_draft_and_leads_on_with_it(module, bryony):
    entry = make_entry(bryony, question=make_question(module), done_at=None)

    [task] = tasks_of(module, bryony)

    assert (task.status, task.href) == (Status.DRAFT, f"/entry/{entry.pk}/edit/")


def test_done_is_saved_and_leads_to_reading_it(module, bryony):
    entry = make_entry(bryony, question=make_question(module))

    [task] = tasks_of(module, bryony)

    assert (task.status, task.href) == (Status.SAVED, f"/entry/{entry.pk}/")


def test_given_to_somebody_is_shared(module, autumn, bryony):
    share(make_entry(bryony, question=make_question(module)), autumn)

    assert only_status(module, bryony) == Status.SHARED


def test_an_unread_reply_comes_before_everything(module, autumn, bryony, rosalind):
    question = make_question(module)
    answered = make_entry(bryony, question=question)
    reply_to(share(answered, autumn), rosalind)
    make_entry(bryony, question=question, done_at=None)

    [task] = tasks_of(module, bryony)

    assert (task.status, task.href) == (Status.NEW_REPLY, f"/entry/{answered.pk}/")


def test_a_reply_that_was_read_changes_nothing(module, autumn, bryony, rosalind):
    copy = share(make_entry(bryony, question=make_question(module)), autumn)
    reply_to(copy, rosalind, read_at=timezone.now())

    assert only_status(module, bryony) == Status.SHARED


def test_ones_own_words_under_a_copy_are_no_new_reply(module, autumn, bryony):
    copy = share(make_entry(bryony, question=make_question(module)), autumn)
    reply_to(copy, bryony)

    assert only_status(module, bryony) == Status.SHARED


def test_of_two_answers_a_draft_comes_first_and_then_the_newest(module, autumn, bryony):
    question, now = make_question(module), timezone.now()
    share(make_entry(bryony, question=question, started_at=now - 2 * DAY), autumn)
    again = make_entry(bryony, question=question, started_at=now - DAY, done_at=None)

    assert only_status(module, bryony) == Status.DRAFT

    type(again).objects.owned_by(bryony).filter(pk=again.pk).update(done_at=now)
    assert only_status(module, bryony) == Status.SAVED


def test_what_is_in_the_bin_is_not_counted(module, bryony):
    make_entry(bryony, question=make_question(module), binned_at=timezone.now())

    assert only_status(module, bryony) == Status.NOT_STARTED


def test_another_persons_answer_says_nothing_about_mine(module, autumn, bryony, idris, rosalind):
    copy = share(make_entry(idris, question=make_question(module)), autumn)
    reply_to(copy, rosalind)

    assert only_status(module, bryony) == Status.NOT_STARTED


def test_questions_are_numbered_through_the_groups_and_retired_ones_left_out(module, bryony):
    later = QuestionGroup.objects.create(module=module, key="later", position=2, name="Later")
    last = make_question(module, key="last", position=1)
    type(last).objects.filter(pk=last.pk).update(group=later)
    make_question(module, key="first", position=1)
    make_question(module, key="retired", position=2, is_retired=True)
    make_question(module, key="second", position=3)

    tasks = tasks_of(module, bryony)

    assert [(task.number, task.question.key) for task in tasks] == [
        (1, "first"),
        (2, "second"),
        (3, "last"),
    ]
    assert [(part.group.name, [task.number for task in part.tasks]) for part in grouped(tasks)] == [
        ("A group", [1, 2]),
        ("Later", [3]),
    ]


@pytest.mark.parametrize(
    ("answered", "following"),
    [
        ([], "q1"),
        (["q1"], "q2"),
        (["q2"], "q3"),
        (["q3"], "q1"),
        (["q1", "q3"], "q2"),
        (["q1", "q2", "q3"], None),
    ],
)
def test_the_next_question_follows_the_last_one_started(module, bryony, answered, following):
    for key in ("q1", "q2", "q3"):
        question = make_question(module, key=key)
        if key in answered:
            make_entry(bryony, question=question)

    task = next_task(tasks_of(module, bryony))

    assert (task and task.question.key) == following


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_however_many_questions_and_answers(
    module, autumn, bryony, rosalind, count, django_assert_num_queries
):
    for number in range(count):
        entry = make_entry(bryony, question=make_question(module, key=f"q{number}"))
        make_revision(entry)
        reply_to(share(entry, autumn), rosalind)

    with django_assert_num_queries(3):
        grouped(tasks_of(module, bryony))


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_class_that_the_style_sheet_knows(status: Status) -> None:
    styles = (settings.BASE_DIR / "static/css/components.css").read_text()

    assert f".{status.look} {{" in styles


def test_a_task_answers_a_template_by_name_and_by_attribute(module, bryony):
    make_question(module, title="What held?")

    [task] = tasks_of(module, bryony)

    assert task["heading"] == task.heading == "1. What held?"
    with pytest.raises(KeyError):
        task["nothing of it"]
