"""A module with three questions, and the moments and prompts that come after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from journal.models import Cohort, Moment, Prompt, Question
from tests.factories import make_question


@pytest.fixture
def questions(autumn: Cohort) -> dict[str, Question]:
    keys = ("pr_why", "pr_role", "pr_begin")
    return {
        key: make_question(autumn.module, key=key, title=f"Title of {key}", parts=[f"{key}?"])
        for key in keys
    }


@pytest.fixture
def moments(autumn: Cohort, questions: dict[str, Question]) -> dict[str, Moment]:
    """As the shipped pack has their days."""
    autumn.module.follow_ups_digest = "a digest"
    autumn.module.save()
    days = {"end_of_module": (0, 14), "one_month": (30, 14), "one_term": (90, 28)}
    made = {
        key: Moment.objects.create(
            module=autumn.module,
            key=key,
            position=position,
            name=key.replace("_", " ").capitalize(),
            offset_days=offset,
            window_days=window,
        )
        for position, (key, (offset, window)) in enumerate(days.items(), 1)
    }
    end = made["end_of_module"]
    make_prompt(end, "fu_remember", ["pr_why", "pr_role"], "after_answer")
    make_prompt(end, "fu_why", ["pr_why"], "beside")
    make_prompt(end, "fu_level", ["partnerships"], "after_answer")
    make_prompt(end, "fu_plan", ["pr_begin"], "beside", creates="commitment")
    make_prompt(made["one_month"], "fu_kept", ["commitment"], "beside")
    make_prompt(made["one_month"], "fu_other_side", ["partnerships"], "no")
    make_prompt(made["one_term"], "fu_letter", ["pr_why", "pr_role"], "beside")
    return made


def make_prompt(moment: Moment, key: str, about: list[str], shown: str, **fields: str) -> Prompt:
    return Prompt.objects.create(
        moment=moment,
        key=key,
        position=moment.prompts.count() + 1,
        applies_to=about,
        show_earlier=shown,
        wording=f"What do you say to {key}?",
        **fields,
    )


@pytest.fixture
def ended(autumn: Cohort) -> Callable[[int], Cohort]:
    """The cohort's module ended so many days ago."""

    def end(days_ago: int, cohort: Cohort = autumn) -> Cohort:
        last = timezone.localdate() - timedelta(days=days_ago)
        cohort.starts_on, cohort.module_ends_on = date(2020, 9, 1), last
        cohort.save()
        return cohort

    return end
