"""Gaps: questions and elements nobody has shared anything about, from shared texts alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Cohort, SheetGap
from journal.review.gaps import Gaps
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_entry,
    make_framework,
    make_module,
    make_question,
    share,
    share_tagged,
)


def address(cohort: Cohort) -> str:
    return reverse("review:gaps", args=[cohort.pk])


def use(client: Client, cohort: Cohort, gap: str) -> str:
    """What the page says after the button was pressed."""
    pressed = client.post(reverse("review:gap-use", args=[cohort.pk]), {"gap": gap}, follow=True)
    return pressed.content.decode()


def gaps_of(client: Client, cohort: Cohort) -> Gaps:
    gaps: Gaps = client.get(address(cohort)).context_data["gaps"]  # type: ignore[attr-defined]
    return gaps


@pytest.fixture
def elements(db: None) -> list[Element]:
    make_module(frameworks_in_front=["words"])
    make_framework("another", ("four",))
    framework = make_framework("words", ("one", "two"), name="Words")
    return list(framework.editions.get().elements.all())


def test_a_question_is_a_gap_until_a_shared_text_answers_it(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    why = make_question(autumn.module, "why", title="Why?")
    make_question(autumn.module, "how", title="How?")
    make_question(autumn.module, "gone", title="Gone?", is_retired=True)
    make_entry(bryony, question=why)
    share(make_entry(bryony), autumn)
    assert [gap.words for gap in gaps_of(as_rosalind, autumn).questions] == ["Why?", "How?"]

    copy = share(make_entry(bryony, question=why), autumn)

    assert [gap.words for gap in gaps_of(as_rosalind, autumn).questions] == ["How?"]
    withdraw(copy.entry)
    assert [gap.words for gap in gaps_of(as_rosalind, autumn).questions] == ["Why?", "How?"]


def test_an_element_in_front_is_a_gap_until_a_shared_text_names_it(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    copy = share_tagged(bryony, autumn, elements[0])

    [(name, gaps)] = gaps_of(as_rosalind, autumn).elements

    assert (name, [gap.words for gap in gaps]) == ("Words", ["Two"])
    withdraw(copy.entry)
    assert len(gaps_of(as_rosalind, autumn).elements[0][1]) == 2


def test_with_no_gap_left_it_says_so(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    share_tagged(bryony, autumn, *elements)

    page = as_rosalind.get(address(autumn)).content.decode()

    assert "Every question has been answered in something shared." in page
    assert "Every element in front of this module has been named in something shared." in page


@pytest.mark.parametrize(
    ("gap", "kind", "key", "words"),
    [
        ("question:why", "question", "why", "Why?"),
        ("element:words/two", "element", "words/two", "Two"),
    ],
)
def test_a_gap_is_put_on_the_session_sheet_once(
    as_rosalind: Client,
    rosalind: User,
    elements: list[Element],
    autumn: Cohort,
    gap: str,
    kind: str,
    key: str,
    words: str,
) -> None:
    make_question(autumn.module, "why", title="Why?")

    for _ in range(2):
        assert f"“{words}” is on the session sheet." in use(as_rosalind, autumn, gap)

    assert list(SheetGap.objects.values_list("cohort", "kind", "key", "added_by")) == [
        (autumn.pk, kind, key, rosalind.pk)
    ]
    assert [one.key for one in gaps_of(as_rosalind, autumn) if one.is_on_sheet] == [key]
    sheet = as_rosalind.get(reverse("review:session", args=[autumn.pk]))
    assert words in sheet.content.decode()


@pytest.mark.parametrize("gap", ["element:words/one", "element:zzz", "zzz", ""])
def test_what_is_no_gap_stays_off_the_sheet(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort, gap: str
) -> None:
    share_tagged(bryony, autumn, elements[0])

    assert "Somebody has shared something about that since." in use(as_rosalind, autumn, gap)

    assert not SheetGap.objects.exists()


@pytest.mark.parametrize("name", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_only_the_cohorts_facilitators_come_here(
    request: pytest.FixtureRequest,
    elements: list[Element],
    autumn: Cohort,
    elsewhere: Cohort,
    name: str,
) -> None:
    client = signed_in(request.getfixturevalue(name))

    assert client.get(address(autumn)).status_code == 404
    pressed = client.post(reverse("review:gap-use", args=[autumn.pk]), {"gap": "element:words/one"})
    assert pressed.status_code == 404
    assert not SheetGap.objects.exists()


def test_whoever_stopped_facilitating_has_no_page_from_then_on(
    as_rosalind: Client, rosalind: User, elements: list[Element], autumn: Cohort
) -> None:
    autumn.memberships.filter(person=rosalind).update(left_at=timezone.now())

    assert as_rosalind.get(address(autumn)).status_code == 404


def test_the_button_is_for_posting(as_rosalind: Client, autumn: Cohort) -> None:
    assert as_rosalind.get(reverse("review:gap-use", args=[autumn.pk])).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_many_gaps(
    as_rosalind: Client,
    bryony: User,
    elements: list[Element],
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        make_question(autumn.module, f"q_{number}")
        share_tagged(bryony, autumn, elements[0])

    # session, person, the masthead, the cohort; what is on the sheet, wordings, elements named,
    # questions answered, questions asked, what is left out
    with django_assert_num_queries(9):
        as_rosalind.get(address(autumn))
