"""`/healthz` and `/readyz`: what they ask, and that they tell nobody anything else."""

import json
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnership import health
from partnership.backups import STAMP

WELL = {
    "ready": True,
    "database": "ok",
    "migrations": "ok",
    "disk": "ok",
    "ledger": "ok",
    "cache": "ok",
    "backup": "ok",
}


@pytest.fixture
def backups(tmp_path: Path, settings: LazySettings) -> Path:
    settings.BACKUP_FOLDER = tmp_path
    return tmp_path


def backup_made(folder: Path, *, hours_ago: float) -> None:
    at = timezone.now() - timedelta(hours=hours_ago)
    (folder / f"journal-{at:{STAMP}}.age").touch()


def readiness(client: Client) -> dict[str, object]:
    response = client.get("/readyz")
    found = json.loads(response.content)
    assert response.status_code == (200 if found["ready"] else 503)
    return found


def test_the_process_answers_without_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"healthy": True})


@pytest.mark.django_db
def test_a_site_that_has_all_it_needs_is_ready(client: Client, backups: Path) -> None:
    backup_made(backups, hours_ago=25)

    assert readiness(client) == WELL


@pytest.mark.django_db
def test_where_others_make_the_backups_none_is_missed(client: Client) -> None:
    assert readiness(client) == WELL


@pytest.mark.django_db
def test_a_backup_that_is_missing_or_late_is_said(client: Client, backups: Path) -> None:
    assert readiness(client)["backup"] == "none"

    backup_made(backups, hours_ago=27)  # and carried here just now
    assert readiness(client)["backup"] == "late"


@pytest.mark.django_db
def test_a_backup_of_a_day_to_come_is_not_taken_for_the_newest(
    client: Client, backups: Path
) -> None:
    """The clock was wrong once. What is made, or not made, after that is still looked at."""
    backup_made(backups, hours_ago=-24 * 365)
    assert readiness(client)["backup"] == "none"

    backup_made(backups, hours_ago=27)
    assert readiness(client)["backup"] == "late"


@pytest.mark.django_db
def test_a_disk_with_little_room_is_said(client: Client) -> None:
    little = mock.Mock(free=health.LEAST_FREE - 1)

    with mock.patch.object(health.shutil, "disk_usage", return_value=little):
        assert readiness(client)["disk"] == "low"


@pytest.mark.django_db
def test_a_migration_that_waits_is_said(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0001%'")

    assert readiness(client) == WELL | {"ready": False, "migrations": "waiting"}


@pytest.mark.django_db
def test_a_ledger_that_cannot_be_written_is_said(client: Client, settings: LazySettings) -> None:
    settings.LEDGER = Path("/nowhere/ledger")

    assert readiness(client)["ledger"] == "closed"


@pytest.mark.django_db
def test_a_cache_that_forgets_is_said(client: Client) -> None:
    with mock.patch.object(cache, "get", return_value=None):
        assert readiness(client)["cache"] == "forgets"


def test_a_database_that_is_gone_is_said_and_nothing_of_it(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    gone = OperationalError('connection to "10.0.0.7" failed for user "journal"')

    with mock.patch.object(health.connection, "cursor", side_effect=gone):
        found = readiness(client)

    assert (found["ready"], found["database"], found["migrations"]) == (False, "fault", "fault")
    assert "10.0.0.7" not in json.dumps(found)
    assert caplog.records


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_both_are_asked_and_never_told(client: Client, db: None, address: str) -> None:
    assert client.post(address).status_code == 405
    assert not client.get(address).cookies
