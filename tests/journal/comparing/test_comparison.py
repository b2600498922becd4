"""A cohort's texts as leaders and a facilitator tagged them: counts, levels, and coefficients."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Edition, Element
from journal.comparing.agreement import Counts
from journal.comparing.blind_pairs import Pair, pairs
from journal.comparing.coefficients import LeftOut
from journal.comparing.matching import Levels
from journal.models import Cohort, Reading, SharedCopy, SharedLevel
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_element,
    make_entry,
    make_framework,
    second_reading,
    share,
)

from .conftest import tag


def page_of(cohort: Cohort, element: str = "factors/trust") -> str:
    return reverse("comparing:comparison-element", args=[cohort.pk, *element.split("/")])


def overview_of(cohort: Cohort) -> str:
    return reverse("comparing:comparison", args=[cohort.pk])


def give(author: User, cohort: Cohort, texts: int = 1) -> list[SharedCopy]:
    return [share(make_entry(author, "The trust asked. We gave."), cohort) for _ in range(texts)]


@pytest.fixture
def compared(bryony: User, rosalind: User, trust: Element, autumn: Cohort) -> Cohort:
    """Eight texts: both used it in 2, only the leader in 1, only Rosalind in 3, neither in 2."""
    uses = [(1, 1)] * 2 + [(1, 0)] + [(0, 1)] * 3 + [(0, 0)] * 2
    for copy, (leader, facilitator) in zip(give(bryony, autumn, 8), uses, strict=True):
        if leader:
            tag(copy, trust)
        second_reading(copy, rosalind, *[(trust, "The trust")] * facilitator)
    return autumn


def test_four_counts_in_a_sentence(as_rosalind: Client, compared: Cohort) -> None:
    page = as_rosalind.get(page_of(compared))

    assert page.context_data["counts"] == Counts(2, 1, 3, 2)
    assert (
        "In 8 reflections you both used <em>Trust</em> in 2; only the leader in 1; only you in 3; "
        "neither in 2." in page.content.decode()
    )
    assert "both, 2 of 6" in page.content.decode()
    assert len(page.context_data["texts"]) == 6


def test_no_coefficient_is_reckoned_between_leader_and_facilitator(
    as_rosalind: Client, compared: Cohort
) -> None:
    page = as_rosalind.get(page_of(compared))

    assert page.context_data["agreements"] == []
    assert "alpha" not in page.content.decode()


def test_the_list_counts_each_element_that_either_used(
    as_rosalind: Client, compared: Cohort
) -> None:
    page = as_rosalind.get(overview_of(compared))

    [heading] = page.context_data["headings"]
    assert [(row.name, row.counts) for row in heading.rows] == [("Trust", Counts(2, 1, 3, 2))]
    assert "You have tagged 8 of the 8 reflections" in page.content.decode()


def test_only_readings_that_are_done_and_of_the_present_text_count(
    as_rosalind: Client, bryony: User, rosalind: User, trust: Element, autumn: Cohort
) -> None:
    unfinished, earlier, counted = give(bryony, autumn, 3)
    second_reading(unfinished, rosalind, (trust, ""), done_at=None)
    second_reading(earlier, rosalind, (trust, ""), text_given_at=timezone.now() - timedelta(days=9))
    second_reading(counted, rosalind, (trust, ""))

    assert as_rosalind.get(page_of(autumn)).context_data["counts"] == Counts(0, 0, 1, 0)


def test_with_nothing_tagged_the_pages_say_so(
    as_rosalind: Client, bryony: User, trust: Element, autumn: Cohort
) -> None:
    give(bryony, autumn)

    said = as_rosalind.get(overview_of(autumn)).content.decode()

    assert "You have not finished tagging any reflection of this cohort." in said
    assert "You have not finished tagging" in as_rosalind.get(page_of(autumn)).content.decode()


def test_what_could_still_be_tagged_blind_is_listed(
    as_rosalind: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    opened, tagged, *untouched = give(bryony, autumn, 8)
    Reading.objects.create(copy=opened, person=rosalind)
    second_reading(tagged, rosalind)

    page = as_rosalind.get(overview_of(autumn)).context_data

    assert page["unopened"] == untouched[:5]
    assert page["unopened_count"] == 6


def test_levels_are_compared_one_a_text(
    as_rosalind: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    scale = make_framework("scale", ("apart", "near", "close"), kind="scale", name="Scale")
    apart, near, close = scale.editions.get().elements.all()
    seen: list[tuple[list[Element], list[Element]]] = [
        ([apart], [apart]),
        ([apart], [close]),
        ([near], [apart]),
        ([near], []),
        ([near, close], [near]),
    ]
    for copy, (leaders, mine) in zip(give(bryony, autumn, 5), seen, strict=True):
        for level in leaders:
            SharedLevel.objects.create(copy=copy, partnership_name="A link", level=level)
        second_reading(copy, rosalind, *[(level, "") for level in mine])

    page = as_rosalind.get(page_of(autumn, "scale/near"))

    grid = page.context_data["grid"]
    assert grid.levels == Levels(((2, 1), (1, 3), (1, 1)), left_out=2)
    assert "Same 1 of 3; within one 2 of 3; facilitator higher 1, lower 1." in page.content.decode()
    assert grid.rows[0] == ("Apart", [1, 0, 1])


# Two facilitators


def tag_both(
    cohort: Cohort,
    author: User,
    people: tuple[User, User],
    trust: Element,
    texts: int,
    **fields: Any,
) -> None:
    """Both use it in every other text, and one of them once more."""
    for number, copy in enumerate(give(author, cohort, texts)):
        now = timezone.now()
        blind = {"is_blind": True, "done_at": now, "saw_other_tags_at": now, **fields}
        for person in people:
            uses = number % 2 == 0 or (number == 1 and person == people[0])
            second_reading(copy, person, *[(trust, "The trust")] * uses, **blind)


def test_blind_pairs_are_given_a_coefficient(
    as_rosalind: Client, bryony: User, idris: User, rosalind: User, colleague: User, trust: Element,
    autumn: Cohort,
) -> None:  # fmt: skip
    for author in (bryony, idris):
        tag_both(autumn, author, (rosalind, colleague), trust, 11)

    [agreement] = as_rosalind.get(page_of(autumn)).context_data["agreements"]

    use, paragraph = agreement.measured
    assert agreement.other == "Marguerite Ashdown"
    assert (use.coefficient.refusal, use.coefficient.n, use.coefficient.uses) == ("", 22, 26)
    assert (use.coefficient.alpha, use.coefficient.kappa) == ("0.82", "0.81")
    assert paragraph.unit == "paragraphs"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "tagged 3 reflections without looking"),
        ({"is_blind": False}, "had seen the other’s tags"),
        ({"saw_other_tags_at": timezone.now() - timedelta(days=900)}, "had seen the other’s tags"),
        ({"text_given_at": timezone.now() - timedelta(days=900)}, "different texts"),
    ],
)
def test_pairs_that_say_nothing_are_refused_in_a_sentence(
    as_rosalind: Client,
    bryony: User,
    rosalind: User,
    colleague: User,
    trust: Element,
    autumn: Cohort,
    fields: dict[str, Any],
    sentence: str,
) -> None:
    tag_both(autumn, bryony, (rosalind, colleague), trust, 3, **fields)

    [agreement] = as_rosalind.get(page_of(autumn)).context_data["agreements"]

    assert sentence in agreement.measured[0].coefficient.refusal


def test_texts_read_in_different_editions_are_left_out(
    bryony: User, rosalind: User, colleague: User, trust: Element, autumn: Cohort
) -> None:
    tag_both(autumn, bryony, (rosalind, colleague), trust, 2)
    Edition.objects.update(state="superseded")
    edition = Edition.objects.create(
        framework=trust.edition.framework,
        number=2,
        state="published",
        name="Factors",
        summary="Reworded.",
        published_at=timezone.now(),
    )
    reworded = make_element(edition, "trust", position=1)
    for one, other in ((trust, reworded), (reworded, reworded)):
        [copy] = give(bryony, autumn)
        second_reading(copy, rosalind, (one, ""), is_blind=True)
        second_reading(copy, colleague, (other, ""), is_blind=True)

    [pair] = pairs(rosalind, autumn, "factors")

    assert isinstance(pair, Pair)
    assert (pair.edition, len(pair.both)) == (2, 1)
    assert pair.left_out == LeftOut(another_edition=3)


def test_a_site_may_switch_coefficients_off(
    as_rosalind: Client,
    bryony: User,
    rosalind: User,
    colleague: User,
    trust: Element,
    autumn: Cohort,
    settings: LazySettings,
) -> None:
    tag_both(autumn, bryony, (rosalind, colleague), trust, 3)
    settings.COEFFICIENTS = False

    page = as_rosalind.get(page_of(autumn))

    assert page.context_data["agreements"] == []
    assert page.context_data["counts"].n == 3


@pytest.mark.parametrize("who", ["bryony", "saoirse", "devinder", "sam"])
def test_whoever_does_not_facilitate_the_cohort_gets_404(
    request: pytest.FixtureRequest, compared: Cohort, elsewhere: Cohort, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))

    assert client.get(page_of(compared)).status_code == 404
    assert client.get(overview_of(compared)).status_code == 404


def test_nothing_is_changed_here(as_rosalind: Client, compared: Cohort) -> None:
    assert as_rosalind.post(page_of(compared)).status_code == 405
    assert as_rosalind.post(overview_of(compared)).status_code == 405


@pytest.mark.parametrize("texts", [1, 3])
def test_the_pages_take_the_same_queries_however_many_texts(
    as_rosalind: Client,
    bryony: User,
    rosalind: User,
    colleague: User,
    trust: Element,
    autumn: Cohort,
    texts: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    tag_both(autumn, bryony, (rosalind, colleague), trust, texts)

    # session, person, cohort, wordings, element, readings, tags of each, levels, wordings,
    # decisions, then of the pairs: readings, wordings, tags, editions; the masthead
    with django_assert_num_queries(16):
        as_rosalind.get(page_of(autumn))
    # session, person, cohort, readings, tags of each, levels, unopened, how many, how many shared,
    # wordings, elements, what is left out, the masthead
    with django_assert_num_queries(14):
        as_rosalind.get(overview_of(autumn))
