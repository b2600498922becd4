"""On which days which follow-up is offered on home, and to whom."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from journal.follow_ups import offered
from journal.models import Cohort, Entry, Membership, Module, Moment, MomentChoice, Question
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, make_module, make_partnership

from .asking import DAY, HOME, Ended, address, answer_all, shown_on_home

TOKEN = re.compile(r'value="\w{64}"')  # a form's own, new at each reading


@pytest.mark.parametrize(
    ("days_since_the_end", "moment"),
    [
        (-1, None),
        (0, "end_of_module"),
        (13, "end_of_module"),
        (14, None),
        (29, None),
        (30, "one_month"),
        (43, "one_month"),
        (44, None),
        (89, None),
        (90, "one_term"),
        (117, "one_term"),
        (118, None),
    ],
)
def test_each_comes_by_the_cohorts_dates_and_goes_again(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], questions: dict[str, Question],
    ended: Ended, days_since_the_end: int, moment: str | None,
) -> None:  # fmt: skip
    make_entry(bryony, question=questions["pr_why"])
    ended(days_since_the_end)

    assert shown_on_home(as_bryony) == moment


def test_home_leads_there_and_names_nothing_that_was_written(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)

    page = as_bryony.get(HOME).text

    assert "End of module" in page
    assert f'href="{address("moment")}">See the questions</a>' in page


def test_looking_back_leads_to_those_that_have_come_whatever_was_said(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(31)
    as_bryony.post(address("moment-turn-off", "one_month"))

    page = as_bryony.get(reverse("looking_back:looking-back")).text

    assert [f'href="{address("moment", key)}"' in page for key in moments] == [True, True, False]
    assert page.count("A module, from ") == 2  # the names alone do not say which is which


def test_a_facilitator_is_asked_nothing(
    as_rosalind: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)

    assert shown_on_home(as_rosalind) is None
    assert as_rosalind.get(address("moment")).status_code == 404


def test_who_has_left_is_asked_nothing_more(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    cohort = ended(1)
    Membership.objects.filter(cohort=cohort, person=bryony).update(left_at=timezone.now())

    assert shown_on_home(as_bryony) is None
    assert as_bryony.get(address("moment")).status_code == 404


def test_a_closed_cohort_goes_on(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    Cohort.objects.filter(pk=ended(1).pk).update(closed_at=timezone.now())

    assert shown_on_home(as_bryony) == "end_of_module"


def test_every_cohort_has_a_last_day(autumn: Cohort) -> None:
    """So none is without a day to count from."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=autumn.pk).update(module_ends_on=None)


def test_of_two_cohorts_with_one_module_the_newer_says_when(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    """Not twice, and not once more for the older one."""
    ended(1)
    newer = make_cohort(leaders=(bryony,), starts_on=date(2021, 9, 1), module_ends_on="2999-12-31")
    assert shown_on_home(as_bryony) is None

    newer.module_ends_on = timezone.localdate() - 30 * DAY
    newer.save()
    assert shown_on_home(as_bryony) == "one_month"


def test_what_was_said_in_one_cohort_does_not_count_in_the_next(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    as_bryony.post(address("moment-turn-off"))
    answer_all(bryony, moments["end_of_module"], timezone.now() - 100 * DAY)
    yesterday = timezone.localdate() - DAY

    make_cohort(leaders=(bryony,), starts_on=date(2021, 9, 1), module_ends_on=yesterday)

    assert shown_on_home(as_bryony) == "end_of_module"


def test_cohorts_of_two_modules_each_have_their_own_days(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    """The newest cohort is on home, and the end of the older one's module is asked about."""
    ended(1)
    spring = make_module("spring_module", title="The spring module")
    make_cohort(
        leaders=(bryony,), module=spring, starts_on=date(2021, 1, 11), module_ends_on="2999-12-31"
    )

    assert shown_on_home(as_bryony) == "end_of_module"


def test_an_older_module_of_another_cohort_lets_no_earlier_answer_count(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    """Each module’s answers count from its own last day."""
    cohort = ended(1)
    answer_all(bryony, moments["end_of_module"], timezone.now() - 50 * DAY)  # of an earlier time
    spring = make_module("spring_module", title="The spring module", follow_ups_digest="another")
    Moment.objects.create(
        module=spring, key="later", position=1, name="Later", offset_days=90, window_days=28
    )
    older = make_cohort(
        leaders=(bryony,), module=spring, starts_on=date(2019, 1, 11),
        module_ends_on=timezone.localdate() - 100 * DAY,
    )  # fmt: skip

    asked = offered(bryony, [cohort, older], today=timezone.localdate())

    assert [one.moment.key for one in asked] == ["end_of_module"]


def test_the_one_that_opened_last_comes_first(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], ended: Ended
) -> None:
    cohort = ended(30)
    MomentChoice.objects.create(
        person=bryony,
        moment=moments["end_of_module"],
        cohort=cohort,
        put_off_until=timezone.localdate() - DAY,
    )

    both = offered(bryony, [cohort], today=timezone.localdate())

    assert [one.moment.key for one in both] == ["one_month", "end_of_module"]
    assert shown_on_home(as_bryony) == "one_month"


def test_a_moment_that_left_the_pack_is_not_asked(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    ended(1)
    Moment.objects.update(is_retired=True)

    assert shown_on_home(as_bryony) is None
    assert as_bryony.get(address("moment")).status_code == 404


def test_it_can_be_skipped_and_nothing_else_waits_for_it(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended
) -> None:
    """To leave it alone is enough: the way to go on is as it was, and a month on is asked."""
    ended(1)
    with_it = as_bryony.get(HOME).context_data["carry_on"]
    ended(30)

    assert shown_on_home(as_bryony) == "one_month"
    assert as_bryony.get(HOME).context_data["carry_on"] == with_it


def test_once_all_is_answered_it_is_not_offered(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], questions: dict[str, Question],
    ended: Ended,
) -> None:  # fmt: skip
    ended(0)
    make_entry(bryony, question=questions["pr_why"])
    answer_all(bryony, moments["end_of_module"])
    assert shown_on_home(as_bryony) is None

    Entry.objects.owned_by(bryony).filter(follow_up="fu_why").update(binned_at=timezone.now())
    assert shown_on_home(as_bryony) == "end_of_module"


def test_what_cannot_be_asked_is_not_waited_for(
    as_bryony: Client, bryony: User, moments: dict[str, Moment], questions: dict[str, Question],
    ended: Ended,
) -> None:  # fmt: skip
    """She never answered pr_begin, so fu_plan is not on the page, and all that is there is said."""
    ended(0)
    make_entry(bryony, question=questions["pr_why"])
    for key in ("fu_remember", "fu_level"):
        make_entry(bryony, follow_up=key)
    assert shown_on_home(as_bryony) == "end_of_module"

    make_entry(bryony, follow_up="fu_why")
    assert shown_on_home(as_bryony) is None

    make_entry(bryony, question=questions["pr_begin"])
    assert shown_on_home(as_bryony) == "end_of_module"


@pytest.mark.parametrize(
    "answer",
    [None, {"done_at": None}, {"binned_at": timezone.now()}, {"follow_up": "fu_why"}],
    ids=["none", "draft", "in the bin", "a follow-up"],
)
def test_who_has_nothing_to_look_back_on_is_not_asked_to(
    as_bryony: Client, as_idris: Client, bryony: User, idris: User,
    moments: dict[str, Moment], questions: dict[str, Question], ended: Ended,
    answer: dict[str, Any] | None,
) -> None:  # fmt: skip
    """A term on there is one prompt, about the first answers to two questions."""
    ended(90)
    make_entry(idris, question=questions["pr_role"])
    if answer is not None:
        make_entry(bryony, question=questions["pr_role"], **answer)

    assert shown_on_home(as_bryony) is None
    assert shown_on_home(as_idris) == "one_term"


def test_nobody_is_told_that_one_was_missed(
    as_bryony: Client, as_rosalind: Client, sam: User, bryony: User, idris: User,
    moments: dict[str, Moment], ended: Ended,
) -> None:  # fmt: skip
    """Whatever a leader says of a moment, nothing differs for their facilitator and an admin."""
    cohort = ended(1)
    as_sam = signed_in(sam)
    pages = [HOME, "/review/", f"/cohort/{cohort.pk}/", f"/cohort/{cohort.pk}/gaps/"]
    pages += ["/manage/", "/manage/people/", f"/manage/people/{bryony.pk}/"]

    def seen() -> list[tuple[int, str]]:
        answers = [client.get(page) for client in (as_rosalind, as_sam) for page in pages]
        return [(one.status_code, TOKEN.sub("", one.text)) for one in answers]

    before = seen()
    as_bryony.post(address("moment-turn-off"))
    make_entry(bryony, follow_up="fu_why")
    make_partnership(bryony)

    assert [a for a, b in zip(before, seen(), strict=True) if a != b] == []


def test_home_says_so_if_it_cannot_look(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("statement timeout")

    ended(1)
    monkeypatch.setattr("journal.writing.views.home.offered", fail)

    page = as_bryony.get(HOME).text

    assert "We couldn’t look for follow-ups just now." in page
    assert "Start writing" in page


@pytest.mark.parametrize(("days_ago", "queries"), [(-1, 8), (1, 8), (100, 9), (400, 8)], ids=str)
def test_home_asks_once_more_and_only_while_a_moment_may_be_due(
    as_bryony: Client, moments: dict[str, Moment], ended: Ended,
    django_assert_num_queries: DjangoAssertNumQueries, days_ago: int, queries: int,
) -> None:  # fmt: skip
    """Where it offers one, it looks for nothing from earlier."""
    ended(days_ago)
    as_bryony.get(HOME)
    assert Module.objects.get().follow_ups_digest

    with django_assert_num_queries(queries):
        as_bryony.get(HOME)
