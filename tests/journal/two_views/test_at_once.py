"""Agreeing to compare while a level goes out of sight, by threads on a real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event

import pytest
from django.db import transaction

from journal.models import Entry, Partnership, SharedPlacing, TwoViews
from journal.two_views.deeds import agree, ask
from journal.writing.deeds import bin_entry
from partnership.people.models import User
from tests.factories import make_cohort, make_framework, make_partnership, make_person, place
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
A_WHILE = 2.0  # long enough to agree, for whoever need not wait


def asked(asker: User, person: User) -> tuple[TwoViews, Partnership, Entry]:
    """What she asked him, his record of it, and the entry in which he placed it."""
    level = (
        make_framework("himmelman_linkage", ("low",), kind="scale").editions.get().elements.get()
    )
    cohort = make_cohort(leaders=(asker, person))
    two_views = ask(make_partnership(asker), person, cohort, called="the link")
    his = make_partnership(person)
    entry = place(his, level, on=date(2025, 9, 20)).entry
    assert entry is not None
    return two_views, his, entry


def test_a_level_that_goes_to_the_bin_meanwhile_is_not_given(
    elsewhere_too: Callable[[], None],
) -> None:
    two_views, his, entry = asked(make_person("Bryony"), make_person("Idris"))
    elsewhere_too()
    is_nearly_binned, has_agreed = Event(), Event()

    @transaction.atomic
    def put_in_the_bin() -> None:
        bin_entry(entry)
        is_nearly_binned.set()
        has_agreed.wait(A_WHILE)

    def agree_meanwhile() -> None:
        is_nearly_binned.wait(20)
        agree(two_views, his)
        has_agreed.set()

    at_once([put_in_the_bin, agree_meanwhile])
    [given] = at_once([lambda: SharedPlacing.objects.filter(author=his.author).count()])

    assert has_agreed.is_set()
    assert given == 0
