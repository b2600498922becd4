"""How the site is: what is as it should be, what is not and what to do, and no secret."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from journal.models import Notice
from partnership.backups import STAMP
from partnership.databases import size_and_version
from partnership.record.models import Run
from partnership.record.runs import note
from tests.factories import make_person

URL = "/manage/system/"


def facts(client: Client, heading: str) -> dict[str, Any]:
    parts = dict(client.get(URL).context["parts"])
    return {fact.name: fact for fact in parts[heading]}


def mail(state: str, *, hours: int = 0) -> None:
    now = timezone.now()
    Notice.objects.create(
        person=make_person(),
        kind="replies",
        on_day=timezone.localdate(),
        state=state,
        written_at=now - timedelta(hours=hours),
        sent_at=now if state == "sent" else None,
    )


def test_mail_that_flows_needs_no_advice(as_sam: Client) -> None:
    mail("sent")
    mail("queued")

    found = facts(as_sam, "Mail")

    assert found["Waiting"].value == "1"
    assert found["Last sent"].value != "Nothing yet"
    assert not [fact for fact in found.values() if fact.advice]


def test_mail_that_is_stuck_or_given_up_says_what_to_do(as_sam: Client) -> None:
    mail("sending", hours=7)
    mail("failed", hours=24)
    mail("failed", hours=24 * 8)

    found = facts(as_sam, "Mail")

    assert "more than six hours" in found["Waiting"].advice
    assert found["Given up in seven days"].value == "1"
    assert "look under invitations" in found["Given up in seven days"].advice.lower()


def test_the_last_backup_with_its_size_and_not_its_place(
    as_sam: Client, settings: Any, tmp_path: Path
) -> None:
    assert facts(as_sam, "Backups")["Last backup"].value.startswith("Kept elsewhere")
    settings.BACKUP_FOLDER = tmp_path / "missing"
    assert facts(as_sam, "Backups")["Last backup"].advice
    assert facts(as_sam, "Storage")["Free on the disk"].value == "Not known"

    settings.BACKUP_FOLDER = tmp_path
    (tmp_path / f"journal-{timezone.now():{STAMP}}.age").write_bytes(b"x" * 2048)

    backup = facts(as_sam, "Backups")["Last backup"]
    assert backup.value.endswith("2.0\xa0KB")
    assert not backup.advice
    assertNotContains(as_sam.get(URL), str(tmp_path))


def test_storage_and_versions(as_sam: Client) -> None:
    size, database = size_and_version()

    assert size > 100_000
    assert database.split()[0] in ("SQLite", "PostgreSQL")
    assert facts(as_sam, "Versions")["Partnership Journal"].value[0].isdigit()
    assert facts(as_sam, "Versions")["Database"].value == database
    assert not facts(as_sam, "Storage")["Free on the disk"].advice


def test_a_command_of_a_timer_is_noted_whether_it_went_well_or_not(
    as_sam: Client, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BACKUP_FOLDER, settings.BACKUP_KEY = tmp_path, "no key"
    before = facts(as_sam, "Last run of what a timer runs")
    assert {fact.value for fact in before.values()} == {"Never, as far as is known"}

    call_command("nightly")
    call_command("send_digests")
    with pytest.raises(CommandError):
        call_command("backup")

    found = facts(as_sam, "Last run of what a timer runs")
    assert not found["Nightly tidying"].advice
    assert not found["Sending mail"].advice
    assert found["Backup"].value.startswith("Failed ")
    assert found["Reminders"].advice


def test_where_others_make_the_backups_no_run_of_ours_is_missed(as_sam: Client) -> None:
    assert "Backup" not in facts(as_sam, "Last run of what a timer runs")


def test_one_that_failed_says_when_it_last_went_well(as_sam: Client) -> None:
    note("nightly", went_well=True)
    note("nightly", went_well=False)

    found = facts(as_sam, "Last run of what a timer runs")["Nightly tidying"]
    assert "and last well" in found.value
    assert Run.objects.count() == 1


def test_nothing_on_it_is_secret(as_sam: Client) -> None:
    answer = as_sam.get(URL)

    config = site.DATABASES["default"]
    secrets = [site.SECRET_KEY, config.get("PASSWORD"), str(config["NAME"]), str(site.BASE_DIR)]
    for secret in filter(None, secrets):
        assertNotContains(answer, secret)
    assertContains(answer, "<h1>System</h1>")


@pytest.mark.parametrize("many", [1, 100])
def test_more_mail_costs_no_more_queries(
    as_sam: Client, many: int, django_assert_num_queries: Any
) -> None:
    for _ in range(many):
        mail("queued")

    with django_assert_num_queries(6):
        as_sam.get(URL)


def test_who_reads_what_and_for_how_long(as_sam: Client) -> None:
    answer = as_sam.get("/manage/access/")

    assertContains(answer, "30 days, then it is deleted")
    assertContains(answer, "Sam Admin")
