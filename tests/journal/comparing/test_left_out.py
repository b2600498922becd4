"""Where a cohort's tags are counted, whoever is tagging blind is told what is left out."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from frameworks.models import Element
from journal.comparing.deeds import finish
from journal.models import Cohort, SecondReading, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, second_reading, share

from .conftest import tag

PAGES = [
    "review:cohort",
    "review:coverage",
    "review:movement",
    "review:gaps",
    "comparing:comparison",
    "comparing:together",
    "comparing:element",
]
ONE = "1 text that you are tagging without seeing others’ tags is left out here until you are done."
TWO = "2 texts that you are tagging without seeing others’ tags are left out here until you are"


def ask(client: Client, name: str, cohort: Cohort) -> HttpResponse:
    element = ["factors", "trust"] if name == "comparing:element" else []
    return client.get(reverse(name, args=[cohort.pk, *element]))


@pytest.fixture
def blind(copy: SharedCopy, trust: Element, rosalind: User) -> SecondReading:
    """Rosalind's, going on."""
    tag(copy, trust)
    return second_reading(copy, rosalind, is_blind=True, done_at=None, saw_other_tags_at=None)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_left_out_is_said_until_one_is_done(
    as_rosalind: Client, blind: SecondReading, autumn: Cohort, name: str
) -> None:
    assert ONE in ask(as_rosalind, name, autumn).content.decode()

    finish(blind)

    assert "left out here" not in ask(as_rosalind, name, autumn).content.decode()


def test_more_than_one_are_counted(
    as_rosalind: Client, blind: SecondReading, rosalind: User, bryony: User, autumn: Cohort
) -> None:
    going_on = {"is_blind": True, "done_at": None, "saw_other_tags_at": None}
    second_reading(share(make_entry(bryony), autumn), rosalind, **going_on)

    assert TWO in ask(as_rosalind, "review:coverage", autumn).content.decode()


def test_nothing_is_said_of_what_was_taken_back_or_of_another_cohort(
    as_rosalind: Client, blind: SecondReading, autumn: Cohort, elsewhere: Cohort
) -> None:
    elsewhere.memberships.create(person=blind.reader, role="facilitator")
    assert "left out here" not in ask(as_rosalind, "review:cohort", elsewhere).content.decode()

    blind.copy.delete()

    assert "left out here" not in ask(as_rosalind, "review:cohort", autumn).content.decode()
