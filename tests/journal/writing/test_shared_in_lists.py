"""Lists say "Shared" of what somebody can read now, as the entry's own page does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, Entry, ReplyDraft
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.factories import make_entry, make_question, make_reply, share


@pytest.fixture
def entry(bryony: User, autumn: Cohort) -> Entry:
    entry = make_entry(bryony, question=make_question(autumn.module))
    share(entry, autumn)
    return entry


@pytest.mark.parametrize("address", ["/", "/journal/", "/journal/?shared=yes"])
def test_a_membership_that_was_ended_by_hand_ends_it(
    as_bryony: Client, bryony: User, entry: Entry, autumn: Cohort, address: str
) -> None:
    said = "Shared</span>"
    assert said in as_bryony.get(address).content.decode()

    autumn.memberships.filter(person=bryony).update(left_at=timezone.now())

    assert said not in as_bryony.get(address).content.decode()


def test_what_was_begun_before_it_was_withdrawn_is_found_from_the_entry(
    as_bryony: Client, bryony: User, rosalind: User, entry: Entry
) -> None:
    copy = entry.shared_copy
    make_reply(copy, rosalind)
    ReplyDraft.objects.create(
        author=bryony, to=bryony, copy=copy, question=entry.question, body="Half an answer"
    )
    kept = "What you had begun to write back is kept."
    assert kept not in as_bryony.get(entry.get_absolute_url()).content.decode()

    withdraw(entry)

    page = as_bryony.get(Entry.objects.owned_by(bryony).get().get_absolute_url()).content.decode()
    assert kept in page
    assert "/review/kept/" in page
    assert "Half an answer" in as_bryony.get("/review/kept/").content.decode()
