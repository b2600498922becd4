"""An element that took another's place is the same element, whoever named it in which wording."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element, Framework
from journal.comparing.agreement import Counts
from journal.comparing.blind_pairs import pairs
from journal.models import Cohort, Decision, Membership, SharedCopy
from partnership.people.models import User
from tests.factories import make_person, reworded, second_reading

from .conftest import tag


@pytest.fixture
def reliance(factors: Framework, trust: Element, copy: SharedCopy) -> Element:
    """What the author named as trust is called reliance since, and that by another key."""
    tag(copy, trust, "trust asked for more")
    return reworded(factors, reliance=["trust"], purpose=[])["reliance"]


@pytest.fixture
def read(copy: SharedCopy, reliance: Element, rosalind: User) -> None:
    second_reading(copy, rosalind, (reliance, "trust asked"))


@pytest.mark.parametrize("key", ["reliance", "trust"])
@pytest.mark.usefixtures("read")
def test_the_two_count_as_one_by_either_address(
    as_rosalind: Client, autumn: Cohort, key: str
) -> None:
    address = reverse("comparing:comparison-element", args=[autumn.pk, "factors", key])

    context = as_rosalind.get(address).context_data

    assert context["counts"] == Counts(1, 0, 0, 0)
    assert context["element"].name == "Reliance"
    ((side,),) = [text.sides for text in context["texts"]]
    assert (side.theirs, side.mine) == ("“trust asked for more”", "“trust asked”")


@pytest.mark.usefixtures("read")
def test_they_stand_beside_each_other_on_the_page_of_the_text(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    """And so does what was decided while it had its old name."""
    Decision.objects.create(
        copy=copy, element_key="factors/trust", outcome="both", decided_by=rosalind
    )
    address = reverse("comparing:copy-comparison", args=[copy.pk])

    (one,) = as_rosalind.get(address).context_data["compared"]

    assert (one.key, one.name) == ("factors/reliance", "Reliance")
    assert one.decided is not None
    as_rosalind.post(address, {"element": "factors/reliance", "outcome": "leader"})
    (one,) = as_rosalind.get(address).context_data["compared"]
    assert one.decided is not None
    assert one.decided.outcome == "leader"


@pytest.mark.usefixtures("read")
def test_the_overview_lists_it_once(as_rosalind: Client, autumn: Cohort) -> None:
    address = reverse("comparing:comparison", args=[autumn.pk])

    (heading,) = as_rosalind.get(address).context_data["headings"]

    assert [(row.name, row.counts) for row in heading.rows] == [("Reliance", Counts(1, 0, 0, 0))]


def test_two_facilitators_who_read_the_old_edition_are_compared_under_the_new_name(
    copy: SharedCopy, trust: Element, factors: Framework, autumn: Cohort, rosalind: User
) -> None:
    colleague = make_person("Marguerite Ashdown")
    Membership.objects.create(cohort=autumn, person=colleague, role="facilitator")
    now = timezone.now()
    blind = {"is_blind": True, "done_at": now, "saw_other_tags_at": now}
    for person in (rosalind, colleague):
        second_reading(copy, person, (trust, ""), **blind)
    reworded(factors, reliance=["trust"])

    (pair,) = pairs(rosalind, autumn, "factors")

    assert pair.use("factors/reliance").uses == 2


def test_what_goes_together_goes_by_the_present_name(
    as_rosalind: Client, copy: SharedCopy, reliance: Element, purpose: Element, autumn: Cohort
) -> None:
    tag(copy, purpose)
    address = reverse("comparing:together", args=[autumn.pk])
    factors = {"rows": "factors", "columns": "factors"}

    (cell,) = as_rosalind.get(address, factors).context_data["table"].pairs
    by_old_name = {"one": "factors/trust", "other": "factors/purpose"}
    texts = as_rosalind.get(address, by_old_name).context_data

    assert (cell.one, cell.other, cell.words) == ("Reliance", "Purpose", "1 of 1")
    assert (texts["one"].name, texts["page"].paginator.count) == ("Reliance", 1)
