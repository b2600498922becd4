"""The ledger: written before its deed is done, never shortened, and without a word of anyone's."""

import re
from datetime import timedelta
from pathlib import Path
from unittest import mock
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, SharedCopy
from journal.sharing.deeds import withdraw
from partnership.ledger import Deed, Ledger, LedgerError, write_down
from partnership.people.models import User
from tests.factories import make_entry, share

LINE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00 [a-z-]+ [0-9a-f]{64}\Z")


@pytest.fixture
def file(tmp_path: Path, settings: LazySettings) -> Path:
    settings.LEDGER = tmp_path / "ledger"
    return settings.LEDGER


def test_what_was_written_down_is_known_with_its_last_time(file: Path) -> None:
    now, one, other = timezone.now(), uuid4(), uuid4()

    write_down(Deed.COPY_NARROWED, [one], at=now - timedelta(days=2))
    write_down(Deed.COPY_NARROWED, [one, other], at=now)
    ledger = Ledger.read([file])

    assert ledger.done_to(Deed.COPY_NARROWED, one) == now
    assert ledger.done_to(Deed.COPY_WITHDRAWN, one) is None
    assert ledger.begins_at == now - timedelta(days=2)


def test_a_line_holds_when_which_deed_and_a_hash(file: Path) -> None:
    one = uuid4()
    write_down(Deed.ENTRY_ERASED, [one])
    write_down(Deed.ENTRY_ERASED, [])

    (line,) = file.read_text().splitlines()
    assert LINE.match(line)
    assert str(one) not in line


def test_a_line_that_was_broken_off_harms_no_other(file: Path) -> None:
    one, other = uuid4(), uuid4()
    write_down(Deed.ENTRY_ERASED, [one])
    file.write_text(file.read_text() + "2026-11-22T02:15:00.000000+00:00 entry-er")

    write_down(Deed.ENTRY_ERASED, [other])
    ledger = Ledger.read([file])

    assert ledger.done_to(Deed.ENTRY_ERASED, one)
    assert ledger.done_to(Deed.ENTRY_ERASED, other)
    assert len(ledger) == 2


def test_the_line_is_there_before_the_deed_is_done(
    file: Path, bryony: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn)
    failing = mock.patch.object(
        type(SharedCopy.objects.all()), "delete", side_effect=OperationalError
    )

    with failing, pytest.raises(OperationalError):
        withdraw(copy.entry)

    assert SharedCopy.objects.filter(pk=copy.pk).exists()
    assert Ledger.read([file]).done_to(Deed.COPY_WITHDRAWN, copy.pk)


def test_a_line_is_on_the_disk_before_anything_more_is_done(file: Path) -> None:
    with mock.patch("partnership.ledger.os.fsync", side_effect=OSError), pytest.raises(LedgerError):
        write_down(Deed.ENTRY_ERASED, [uuid4()])


def test_without_its_line_a_deed_is_not_done_and_the_page_says_so(
    file: Path, bryony: User, autumn: Cohort, as_bryony: Client
) -> None:
    copy = share(make_entry(bryony), autumn)
    file.mkdir()  # so that it cannot be written
    as_bryony.raise_request_exception = False

    page = as_bryony.post(f"/entry/{copy.entry_id}/withdraw/")

    assert page.status_code == 503
    assert SharedCopy.objects.filter(pk=copy.pk).exists()
