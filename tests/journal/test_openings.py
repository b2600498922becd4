"""On which day a part opens to whom: as a table, and on the pages of a leader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.packs import FrameworkPack
from journal.loading import load_module
from journal.models import Cohort, Entry, Module, Question
from journal.openings import Plan, closed
from journal.packs import elements_of, read_module
from partnership.people.models import User
from tests.factories import make_entry

TODAY, BEFORE, LATER, LATEST = (date(2026, 11, day) for day in (10, 9, 20, 30))
PLAN = Plan(
    {"section/one": LATER, "section/two": LATEST, "question/own": BEFORE, "question/late": LATEST},
    {
        "own": ["section/one"],
        "late": [],
        "of_one": ["section/one"],
        "of_both": ["section/one", "section/two"],
        "of_none": [],
    },
)


@pytest.mark.parametrize(
    ("own", "sections", "questions"),
    [
        # In no cohort: the module's days. A question without a day waits for all of its reading.
        (
            [],
            {"one": LATER, "two": LATEST},
            {"late": LATEST, "of_one": LATER, "of_both": LATEST},
        ),
        ([{}], {"one": LATER, "two": LATEST}, {"late": LATEST, "of_one": LATER, "of_both": LATEST}),
        # The cohort's day counts in place of the module's, for a section and for a question.
        (
            [{"section/one": "2026-11-01", "question/of_none": "2026-11-20"}],
            {"two": LATEST},
            {"late": LATEST, "of_both": LATEST, "of_none": LATER},
        ),
        (
            [{"question/late": "2026-11-10"}],
            {"one": LATER, "two": LATEST},
            {"of_one": LATER, "of_both": LATEST},
        ),
        # Of two cohorts the earlier day; and what is open in one is open.
        (
            [{"question/late": "2026-11-20"}, {"section/two": "2026-11-10"}],
            {"one": LATER},
            {"late": LATER, "of_one": LATER, "of_both": LATER},
        ),
    ],
)  # fmt: skip
def test_what_is_closed_to_whom(
    own: list[dict[str, str]], sections: object, questions: object
) -> None:
    found = closed(PLAN, own, today=TODAY)

    assert (found.sections, found.questions) == (sections, questions)


def test_a_part_is_open_on_its_day() -> None:
    assert closed(PLAN, [], today=LATEST).questions == {}
    assert closed(Plan(), [], today=TODAY).sections == {}


# On the pages


@pytest.fixture
def module(content: None, autumn: Cohort) -> Module:
    call_command("load_content", verbosity=0)
    module = Module.objects.get(key="partnership_working")
    Cohort.objects.filter(pk=autumn.pk).update(module=module)
    return module


@pytest.fixture
def soon() -> date:
    return timezone.localdate() + timedelta(days=9)


def open_on(cohort: Cohort, **days: date) -> None:
    openings = {name.replace("__", "/"): day.isoformat() for name, day in days.items()}
    Cohort.objects.filter(pk=cohort.pk).update(openings=openings)


def test_a_question_before_its_day_is_shown_and_cannot_be_answered(
    as_bryony: Client, module: Module, autumn: Cohort, soon: date
) -> None:
    open_on(autumn, question__act_vision=soon)
    words = f"Opens on {soon:%-d %B}"

    assertContains(as_bryony.get("/"), words)
    assertContains(as_bryony.get(module.get_absolute_url()), words)
    page = as_bryony.get("/write/act_vision/")
    assertContains(page, f"You can answer this from {soon:%-d %B}")
    assertNotContains(page, "<textarea")
    assertContains(as_bryony.get("/write/act_staff/"), "<textarea")


def test_the_day_of_a_cohort_is_its_own(
    as_bryony: Client, module: Module, autumn: Cohort, elsewhere: Cohort, soon: date
) -> None:
    open_on(elsewhere, question__act_vision=soon)

    assertNotContains(as_bryony.get("/"), "Opens on")
    assertContains(as_bryony.get("/write/act_vision/"), "<textarea")


def test_the_reading_before_its_day_says_when_it_opens(
    as_bryony: Client, module: Module, autumn: Cohort, soon: date
) -> None:
    note = module.sections.get(key="sec_drivers").reading_note
    assertContains(as_bryony.get(module.get_absolute_url()), note[:40])
    open_on(autumn, section__sec_drivers=soon)

    page = as_bryony.get(module.get_absolute_url())

    assertNotContains(page, note[:40])
    assertContains(page, f"It opens on {soon:%-d %B}.")
    # emb_compete stands in it, and has no day of its own
    assertContains(as_bryony.get("/write/emb_compete/"), "You can answer this from")


def test_what_is_begun_goes_on(
    as_bryony: Client, bryony: User, module: Module, autumn: Cohort, soon: date
) -> None:
    question = Question.objects.get(key="act_vision")
    draft = make_entry(bryony, "Half a thought", question=question, done_at=None)
    open_on(autumn, question__act_vision=soon)

    assertContains(as_bryony.get("/write/act_vision/"), "Half a thought")
    assertContains(as_bryony.get(f"/entry/{draft.pk}/edit/"), "Half a thought")
    assertNotContains(as_bryony.get("/"), "Opens on")


def test_an_answer_that_comes_before_the_day_is_handed_back(
    as_bryony: Client, bryony: User, module: Module, autumn: Cohort, soon: date
) -> None:
    sheet = as_bryony.get("/write/act_vision/").context_data["sheet"]
    open_on(autumn, question__act_vision=soon)
    sent = {"title": "", "body": "Too early", "base_version": 0, "key": "a-key-of-its-own"}
    sent |= {"question": "act_vision", "carry": sheet.carry}

    by_script = as_bryony.post(
        f"/entry/{sheet.entry.pk}/draft/", sent, content_type="application/json"
    )
    by_button = as_bryony.post(f"/entry/{sheet.entry.pk}/edit/", {**sent, "do": "save"})

    assert by_script.status_code == 422
    assert by_script.json()["error"].startswith(f"This question opens on {soon:%-d %B}.")
    assertContains(by_button, "Too early", status_code=409)
    assert not Entry.objects.owned_by(bryony).exists()


def test_home_leads_past_what_is_closed(
    as_bryony: Client, module: Module, autumn: Cohort, soon: date
) -> None:
    open_on(autumn, question__act_vision=soon)
    assert as_bryony.get("/").context_data["carry_on"].href == "/write/act_responding/"

    questions = module.questions.values_list("key", flat=True)
    open_on(autumn, **{f"question__{key}": soon for key in questions})

    carry_on = as_bryony.get("/").context_data["carry_on"]
    assert carry_on.is_free
    assert carry_on.lead == f"Question 1 opens on {soon:%-d %B}."


def test_a_day_of_the_module_is_loaded_with_it(
    as_bryony: Client,
    framework_packs: list[FrameworkPack],
    module: Module,
    autumn: Cohort,
    soon: date,
) -> None:
    pack = read_module(elements_of(framework_packs))
    first, *others = pack.questions
    load_module(replace(pack, questions=(replace(first, opens_on=soon), *others)))

    assertContains(as_bryony.get("/"), f"Opens on {soon:%-d %B}")


def test_what_is_not_open_is_no_gap(
    as_rosalind: Client, module: Module, autumn: Cohort, soon: date
) -> None:
    gaps = f"/cohort/{autumn.pk}/gaps/"
    assertContains(as_rosalind.get(gaps), "Living and sharing a vision")
    open_on(autumn, question__act_vision=soon)

    assertNotContains(as_rosalind.get(gaps), "Living and sharing a vision")


def test_days_ask_nothing_more_of_the_database(
    as_bryony: Client, bryony: User, module: Module, autumn: Cohort, soon: date,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    User.objects.filter(pk=bryony.pk).update(has_follow_ups=False)  # which have days of their own
    as_bryony.get("/")  # what is kept in memory is read
    for days in ({}, {"question__act_vision": soon, "section__sec_drivers": soon}):
        open_on(autumn, **days)
        with django_assert_num_queries(7):
            as_bryony.get("/")
