"""The session sheet prints what its authors agreed to, gaps and room for notes, and no more."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.consent.deeds import answer
from journal.models import Cohort, Membership, SharedCopy, SheetGap, SheetLine
from journal.review.session import Gap, Line, Sheet, blanks_asked
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    ask_for,
    make_cohort,
    make_element,
    make_entry,
    make_framework,
    make_question,
    share,
)

BODY = "We met in March. We gave up a day each. It was worth it."
QUOTE = "We gave up a day each."


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    question = make_question(title="What did your partner give up?")
    entry = make_entry(bryony, BODY, question=question, title="A swap of days")
    return share(entry, autumn, given_at=datetime(2025, 5, 3, 12, tzinfo=UTC))


@pytest.fixture
def line(copy: SharedCopy, rosalind: User) -> SheetLine:
    asked_at = datetime(2025, 5, 4, 12, tzinfo=UTC)
    return ask_for(copy, QUOTE, rosalind, asked_at=asked_at)


@pytest.fixture
def gap(autumn: Cohort, rosalind: User) -> SheetGap:
    make_question(key="a_gap", title="A question nobody answered")
    return SheetGap.objects.create(cohort=autumn, kind="question", key="a_gap", added_by=rosalind)


def url(cohort: Cohort) -> str:
    return reverse("review:session", args=[cohort.pk])


def printed(page: Any) -> str:
    """The words of the page that stand on paper: what is marked no-print, and tags, left out."""
    main = re.search(r"<main.*</main>", page.text, re.DOTALL)
    assert main
    text = main.group()
    for tag in ("form", "section", "details", "a", "p", "div"):
        text = re.sub(rf"<{tag} [^>]*class=\"[^\"]*no-print.*?</{tag}>", "", text, flags=re.DOTALL)
    return text


def test_with_nothing_on_it_it_says_how_to_begin(as_rosalind: Client, autumn: Cohort) -> None:
    assert "Add a line while reading." in as_rosalind.get(url(autumn)).text


@pytest.mark.parametrize(
    ("consent", "is_printed", "state"),
    [
        ("", False, "Asked Bryony on 4 May 2025, not answered yet"),
        ("named", True, "May be read out, with the name"),
        ("unnamed", True, "May be read out, without a name"),
        ("no", False, "Not to be read out"),
    ],
)
def test_only_what_its_author_agreed_to_is_printed(
    as_rosalind: Client, autumn: Cohort, line: SheetLine, consent: str, is_printed: bool, state: str
) -> None:
    if consent:
        answer(line, consent)

    page = as_rosalind.get(url(autumn))

    sheet = page.context_data["sheet"]
    assert QUOTE in page.text
    assert (QUOTE in printed(page)) is is_printed
    assert [one.state for one in (*sheet.agreed, *sheet.waiting, *sheet.refused)] == [state]
    assert bool(sheet.agreed) is is_printed


@pytest.mark.parametrize("then", ["no", "unnamed"])
def test_a_change_of_mind_shows_at_once(
    as_rosalind: Client, autumn: Cohort, line: SheetLine, then: str
) -> None:
    answer(line, "named")
    assert "Bryony Fennimarsh" in printed(as_rosalind.get(url(autumn)))

    answer(line, then)

    assert "Bryony" not in printed(as_rosalind.get(url(autumn)))


def test_without_a_name_nothing_tells_whose_it_is(
    as_rosalind: Client, autumn: Cohort, copy: SharedCopy, line: SheetLine
) -> None:
    answer(line, "unnamed")

    text = as_rosalind.get(url(autumn)).text

    assert QUOTE in text
    for telling in ("Bryony", "give up?", "A swap of days", "May", "2025"):
        assert telling not in text


def test_taking_the_text_back_takes_its_lines_off(
    as_rosalind: Client, as_bryony: Client, autumn: Cohort, line: SheetLine
) -> None:
    answer(line, "named")

    as_bryony.post(reverse("sharing:copy-withdraw", args=[line.copy.entry_id]))

    assert QUOTE not in as_rosalind.get(url(autumn)).text


def test_whoever_leaves_takes_their_lines_along(
    as_rosalind: Client, autumn: Cohort, bryony: User, line: SheetLine
) -> None:
    answer(line, "named")

    Membership.objects.filter(person=bryony).update(left_at=timezone.now())

    assert QUOTE not in as_rosalind.get(url(autumn)).text


def test_gaps_go_by_their_present_names(
    as_rosalind: Client, autumn: Cohort, rosalind: User, gap: SheetGap
) -> None:
    make_element(make_framework("a_scale").editions.get(), "trust", position=2, name="Trust")
    for kind, key in (("element", "a_scale/trust"), ("element", "a/b"), ("question", "gone")):
        SheetGap.objects.create(cohort=autumn, kind=kind, key=key, added_by=rosalind)

    gaps = as_rosalind.get(url(autumn)).context_data["sheet"].gaps

    assert [(gap.words, gap.about) for gap in gaps] == [
        ("A question nobody answered", "a question"),
        ("Trust", "A framework"),
        ("No longer in use", ""),
        ("No longer in use", ""),
    ]


@pytest.mark.parametrize(
    ("asked", "blanks"),
    [(None, 5), ("", 5), ("0", 0), ("7", 7), ("20", 20), ("21", 20), ("9" * 5000, 20)]
    + [(odd, 5) for odd in ("-1", "x", "٣", "\x00", "1.5")],
)
def test_the_number_of_blank_lines_is_asked_for(asked: str | None, blanks: int) -> None:
    assert blanks_asked(asked) == blanks


def test_blank_lines_are_printed(as_rosalind: Client, autumn: Cohort, gap: SheetGap) -> None:
    assert as_rosalind.get(url(autumn), {"blanks": "3"}).text.count('class="blank"') == 3


def sheet(lines: int = 0, gaps: int = 0, blanks: int = 0) -> Sheet:
    long = Line("a" * 300, "Somebody", "", "", "")
    return Sheet(
        "A sheet", [long] * lines, [], [], [Gap("A question", "", "")] * gaps, range(blanks)
    )


@pytest.mark.parametrize(
    ("lines", "gaps", "blanks", "fits"),
    [(0, 0, 20, True), (6, 4, 5, True), (6, 4, 6, False), (1, 1, 18, True), (20, 0, 0, False)],
)
def test_it_is_known_whether_it_fits_one_page(
    lines: int, gaps: int, blanks: int, fits: bool
) -> None:
    assert sheet(lines, gaps, blanks).fits_one_page is fits


def test_too_much_for_one_page_is_said(as_rosalind: Client, autumn: Cohort, gap: SheetGap) -> None:
    assert "will not fit on one page" not in as_rosalind.get(url(autumn)).text

    for number in range(30):
        SheetGap.objects.create(
            cohort=autumn, kind="question", key=f"q{number}", added_by=gap.added_by
        )

    assert "will not fit on one page" in as_rosalind.get(url(autumn)).text


@pytest.mark.parametrize("consent", ["", "named", "unnamed", "no"])
def test_a_line_is_taken_off_but_a_refusal_stays(
    as_rosalind: Client, autumn: Cohort, line: SheetLine, consent: str
) -> None:
    if consent:
        answer(line, consent)

    answered = as_rosalind.post(reverse("review:line-remove", args=[autumn.pk, line.pk]))

    assert answered.url == url(autumn)
    assert SheetLine.objects.exists() is (consent == "no")


def test_a_gap_is_taken_off(as_rosalind: Client, autumn: Cohort, gap: SheetGap) -> None:
    as_rosalind.post(reverse("review:gap-remove", args=[autumn.pk, gap.pk]))

    assert not SheetGap.objects.exists()


@pytest.mark.parametrize("person", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_the_sheet_is_its_facilitators_alone(
    request: pytest.FixtureRequest,
    autumn: Cohort,
    elsewhere: Cohort,
    line: SheetLine,
    gap: SheetGap,
    person: str,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    buttons = [
        reverse("review:line-remove", args=[autumn.pk, line.pk]),
        reverse("review:gap-remove", args=[autumn.pk, gap.pk]),
    ]

    assert client.get(url(autumn)).status_code == 404
    assert [client.post(button).status_code for button in buttons] == [404, 404]
    assert SheetLine.objects.exists()
    assert SheetGap.objects.exists()


def test_what_is_on_one_sheet_is_not_taken_off_by_another(
    as_rosalind: Client, rosalind: User, line: SheetLine, gap: SheetGap
) -> None:
    other = make_cohort(facilitators=(rosalind,))

    for button, pk in (("review:line-remove", line.pk), ("review:gap-remove", gap.pk)):
        assert as_rosalind.post(reverse(button, args=[other.pk, pk])).status_code == 404
    assert QUOTE not in as_rosalind.get(url(other)).text


def test_taking_off_is_a_button(as_rosalind: Client, autumn: Cohort, line: SheetLine) -> None:
    remove = reverse("review:line-remove", args=[autumn.pk, line.pk])

    assert as_rosalind.get(remove).status_code == 405
    assert as_rosalind.post(url(autumn)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_sheet_takes_the_same_queries_however_long(
    as_rosalind: Client,
    autumn: Cohort,
    bryony: User,
    rosalind: User,
    rows: int,
    django_assert_num_queries: Any,
) -> None:
    edition = make_framework("a_scale").editions.get()
    for number in range(rows):
        question = make_question(key=f"q{number}")
        copy = share(make_entry(bryony, BODY, question=question), autumn)
        ask_for(copy, QUOTE, rosalind, consent="named")
        make_element(edition, f"e{number}", position=number + 2)
        for kind, key in (("question", f"q{number}"), ("element", f"a_scale/e{number}")):
            SheetGap.objects.create(cohort=autumn, kind=kind, key=key, added_by=rosalind)

    # session, person, cohort, lines, gaps, questions, elements, the masthead
    with django_assert_num_queries(8):
        as_rosalind.get(url(autumn))
