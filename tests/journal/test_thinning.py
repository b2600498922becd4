"""Old versions are thinned, and never one that is pointed at, or the last of its day."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from journal import thinning
from journal.models import Cohort, DraftSave, Entry, Passage, Revision
from journal.thinning import delete_old_receipts, thin_versions
from partnership.people.models import User
from tests.factories import make_entry, make_revision, share

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


def versions(entry: Entry, times: Iterable[datetime], **fields: str) -> list[Revision]:
    return [make_revision(entry, made_at=made_at, **fields) for made_at in times]


def left(entry: Entry) -> list[int]:
    return list(entry.revisions.order_by("number").values_list("number", flat=True))


def days_ago(days: float, *hours: float) -> list[datetime]:
    """On that day at these hours (in UTC, which is the time of the schools in winter)."""
    day = (NOW - timedelta(days=days)).replace(hour=0)
    return [day + timedelta(hours=hour) for hour in hours]


@pytest.fixture
def entry(bryony: User) -> Entry:
    return make_entry(bryony)


def test_for_ninety_days_all_of_them_stay(entry: Entry) -> None:
    versions(entry, [*days_ago(89, 9, 10, 11), *days_ago(2, 9, 10)])

    assert thin_versions(at=NOW) == 0
    assert left(entry) == [1, 2, 3, 4, 5]


def test_then_the_last_of_each_day_stays(entry: Entry) -> None:
    versions(entry, [*days_ago(320, 9, 10, 23), *days_ago(319, 1), *days_ago(100, 9, 10), NOW])

    assert thin_versions(at=NOW) == 3
    assert left(entry) == [3, 4, 6, 7]
    assert thin_versions(at=NOW) == 0


def test_after_a_year_the_last_of_each_week_stays(entry: Entry) -> None:
    monday = (NOW - timedelta(days=400)).replace(hour=9)
    monday -= timedelta(days=monday.weekday())
    versions(entry, [monday, monday + timedelta(days=6), monday + timedelta(days=7), NOW])

    assert thin_versions(at=NOW) == 1
    assert left(entry) == [2, 3, 4]


def test_a_day_is_the_schools_own(entry: Entry) -> None:
    """In summer 23:30 in UTC is half past midnight of the next day."""
    summer = datetime(2026, 6, 10, 23, 30, tzinfo=UTC)
    versions(entry, [summer - timedelta(hours=2), summer, summer + timedelta(hours=3), NOW])

    thin_versions(at=NOW)

    assert left(entry) == [1, 3, 4]


def test_the_newest_stays_however_old_and_each_entry_is_thinned_alone(
    entry: Entry, idris: User
) -> None:
    other = make_entry(idris)
    versions(entry, days_ago(400, 9, 10))
    versions(other, days_ago(400, 9, 11))

    assert thin_versions(at=NOW) == 0


def test_what_somebody_points_at_stays(entry: Entry, bryony: User, autumn: Cohort) -> None:
    tagged, lost, _plain, _last = versions(entry, days_ago(200, 9, 10, 11, 12))
    Passage.objects.create(entry=entry, revision=tagged, start=0, end=4, quote="Some")
    entry.revisions.filter(pk=lost.pk).update(kind=Revision.Kind.CONFLICT)
    shared = share(make_entry(bryony), autumn).revision
    Revision.objects.owned_by(bryony).filter(pk=shared.pk).update(made_at=days_ago(200, 9)[0])
    versions(shared.entry, [*days_ago(200, 10), NOW])
    versions(entry, [NOW])

    assert thin_versions(at=NOW) == 1
    assert left(entry) == [1, 2, 4, 5]
    assert left(shared.entry) == [1, 2, 3]


def test_what_is_pointed_at_while_it_is_about_to_go_stays(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the list is made, and before anything on it is deleted."""
    first, _second, _last = versions(entry, days_ago(200, 9, 10, 11))
    listed = thinning._doomed

    def listed_and_then_tagged(*asked: Any) -> list[UUID]:
        doomed = list(listed(*asked))
        Passage.objects.create(entry=entry, revision=first, start=0, end=4, quote="Some")
        return doomed

    versions(entry, [NOW])
    monkeypatch.setattr(thinning, "_doomed", listed_and_then_tagged)

    assert thin_versions(at=NOW) == 1
    assert left(entry) == [1, 3, 4]


def test_a_receipt_outlives_what_a_device_may_still_send(entry: Entry, bryony: User) -> None:
    for days in (30, 32):
        DraftSave.objects.create(
            entry=entry, key=f"saved-{days}", version=1, saved_at=NOW - timedelta(days=days)
        )

    assert delete_old_receipts(at=NOW) == 1
    assert DraftSave.objects.owned_by(bryony).get().key == "saved-30"
