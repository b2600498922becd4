"""The admin's first page: what needs attention, in sentences right for one and for many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import Edition
from journal.cohorts import deeds
from journal.cohorts.closing import close_cohort
from journal.manage.attention import few
from journal.models import Cohort, Module, ModuleDraft, Notice
from partnership.backups import STAMP
from partnership.people.models import User
from partnership.record.models import Run
from partnership.record.runs import note
from tests.factories import (
    make_cohort,
    make_entry,
    make_framework,
    make_module,
    make_person,
    make_question,
    share,
)

DAY = timedelta(days=1)


def sentences(client: Client) -> list[str]:
    return [need.words for need in client.get("/manage/").context["needs"]]


@pytest.fixture
def in_order(autumn: Cohort) -> None:
    """A cohort with a facilitator, and a module that asks something."""
    make_question(autumn.module)


def invitations(number: int, at: Any, state: str = "sent") -> None:
    cohort = Cohort.objects.get()
    for count in range(number):
        asked = {"email": f"{count}@example.org", "role": "leader", "by": None}
        deeds.invite(cohort, **asked, at=at)
    Notice.objects.update(state=state, sent_at=at if state == "sent" else None)


def ran_out(number: int) -> None:
    invitations(number, timezone.now() - 20 * DAY)


def not_delivered(number: int) -> None:
    invitations(number, timezone.now(), state="failed")


def mails(number: int, state: str) -> None:
    for _ in range(number):
        Notice.objects.create(
            person=make_person(),
            kind="replies",
            on_day=timezone.localdate(),
            state=state,
            written_at=timezone.now() - DAY,
        )


def waiting(number: int) -> None:
    mails(number, "queued")


def given_up(number: int) -> None:
    mails(number, "failed")


def framework_drafts(number: int, days: int = 15) -> None:
    for count in range(number):
        framework = make_framework(f"framework_{count}")
        Edition.objects.create(
            framework=framework,
            number=2,
            state="draft",
            name=f"Framework {count}",
            summary="x",
            edited_at=timezone.now() - days * DAY,
        )


def module_drafts(number: int, days: int = 15) -> None:
    for count in range(number):
        module = make_module(f"module_{count}", title=f"Module {count}")
        at = timezone.now() - days * DAY
        ModuleDraft.objects.create(key=module.key, module=module, edited_at=at)


def without_facilitator(number: int) -> None:
    for count in range(number):
        make_cohort(name=f"Cohort {count}")


def without_question(number: int) -> None:
    facilitator = make_person()
    for count in range(number):
        module = make_module(f"module_{count}", title=f"Module {count}")
        make_cohort(module=module, facilitators=(facilitator,))


def suggested_in_vain(number: int) -> None:
    """What they suggest was given a new meaning, and with it another key."""
    make_framework("words", ("one_2",))
    module = Module.objects.first()
    for count in range(number):
        tags = ["words/one", "not_here/any"]
        make_question(module, f"question_{count}", title=f"Why {count}?", suggested_tags=tags)


CASES: list[tuple[Callable[[int], None], str, str]] = [
    (ran_out, "1 invitation has run out.", "3 invitations have run out."),
    (
        not_delivered,
        "1 invitation could not be delivered.",
        "3 invitations could not be delivered.",
    ),
    (
        waiting,
        "1 mail has waited for more than six hours.",
        "3 mails have waited for more than six hours.",
    ),
    (
        given_up,
        "1 mail was given up in the last seven days.",
        "3 mails were given up in the last seven days.",
    ),
    (
        framework_drafts,
        "The draft of Framework 0 has been left alone for more than 14 days, unpublished.",
        "The drafts of Framework 0, Framework 1 and Framework 2 have been left alone for more "
        "than 14 days, unpublished.",
    ),
    (
        module_drafts,
        "The draft of Module 0 has been left alone for more than 14 days, unpublished.",
        "The drafts of Module 0, Module 1 and Module 2 have been left alone for more than 14 "
        "days, unpublished.",
    ),
    (
        without_facilitator,
        "Cohort 0 has no facilitator: nobody reads what is shared there.",
        "Cohort 0, Cohort 1 and Cohort 2 have no facilitator: nobody reads what is shared there.",
    ),
    (
        without_question,
        "Module 0 has no question, and people are taking it.",
        "Module 0, Module 1 and Module 2 have no question, and people are taking them.",
    ),
    (
        suggested_in_vain,
        "“Why 0?” suggests a tag that is no longer offered.",
        "“Why 0?”, “Why 1?” and “Why 2?” suggest tags that are no longer offered.",
    ),
]


def test_with_nothing_to_do_it_says_so(as_sam: Client, in_order: None) -> None:
    assertContains(as_sam.get("/manage/"), "Nothing needs you.")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("happen", "one", "three"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_each_sentence_is_right_for_one_and_for_many(
    as_sam: Client,
    in_order: None,
    happen: Callable[[int], None],
    one: str,
    three: str,
    number: int,
) -> None:
    happen(number)

    assert sentences(as_sam) == [one if number == 1 else three]


def test_more_than_three_are_counted() -> None:
    assert few(["A"]) == "A"
    assert few(["A", "B", "C"]) == "A, B and C"
    assert few(["A", "B", "C", "D"]) == "A, B and 2 others"


def test_what_is_recent_or_closed_needs_nobody(
    as_sam: Client, in_order: None, sam: User, autumn: Cohort
) -> None:
    framework_drafts(1, days=13)
    module_drafts(1, days=13)
    close_cohort(make_cohort(name="Shut"), by=sam)
    deeds.invite(autumn, email="new@example.org", role="leader", by=None)

    assertContains(as_sam.get("/manage/"), "Nothing needs you.")


def test_a_backup_that_is_late_or_missing_is_said(
    as_sam: Client, in_order: None, settings: Any, tmp_path: Path
) -> None:
    settings.BACKUP_FOLDER = tmp_path
    assert sentences(as_sam) == ["No backup has been made yet."]

    (tmp_path / f"journal-{timezone.now():{STAMP}}.age").write_bytes(b"x")
    assert sentences(as_sam) == []


def test_the_nightly_run_is_missed_once_it_has_run(as_sam: Client, in_order: None) -> None:
    note("nightly", went_well=True)
    assert sentences(as_sam) == []

    Run.objects.update(ended_at=timezone.now() - 3 * DAY)
    assert sentences(as_sam)[0].startswith("The nightly tidying has not run since")
    note("nightly", went_well=False)
    assert sentences(as_sam) == ["The nightly tidying failed when it last ran."]


def test_each_leads_to_where_something_can_be_done(as_sam: Client, in_order: None) -> None:
    ran_out(1)

    (need,) = as_sam.get("/manage/").context["needs"]
    assert need.href == "/manage/invitations/?which=ran-out"
    assert as_sam.get(need.href).status_code == 200


@pytest.mark.parametrize("many", [1, 20])
def test_more_to_do_costs_no_more_queries(
    as_sam: Client, in_order: None, many: int, django_assert_num_queries: Any
) -> None:
    ran_out(many)
    framework_drafts(many)
    module_drafts(many)
    without_facilitator(many)

    with django_assert_num_queries(13):
        as_sam.get("/manage/")


def test_nothing_that_anybody_wrote_is_said_or_counted(
    as_sam: Client, in_order: None, autumn: Cohort, bryony: User
) -> None:
    share(make_entry(bryony, body="zqwords"), autumn)

    for page in ("", "system/", "access/"):
        assertNotContains(as_sam.get(f"/manage/{page}"), "zqwords")
    assert sentences(as_sam) == []


@pytest.mark.parametrize("page", ["start", "system", "access"])
def test_they_are_for_admins(
    as_sam: Client, as_bryony: Client, as_rosalind: Client, client: Client, page: str
) -> None:
    url = reverse(f"manage:{page}")

    assert as_sam.get(url).status_code == 200
    assert as_sam.post(url).status_code == 405
    assert as_bryony.get(url).status_code == as_rosalind.get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_only_an_admin_has_a_link_to_it(as_sam: Client, as_rosalind: Client) -> None:
    assertContains(as_sam.get("/"), reverse("manage:start"))
    assertNotContains(as_rosalind.get("/", follow=True), reverse("manage:start"))
