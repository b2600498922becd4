"""The session sheet is one page of A4, and says so truly; a line is asked for with a script or not.

Chromium makes the very PDF that it would print.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from journal.models import Cohort, SharedCopy, SheetGap, SheetLine
from partnership.people.models import User
from tests.factories import ask_for, make_entry, make_question, share

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

WORDS = "We gave up a day each so that both schools could moderate the writing together. "
MARGINS: Any = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")


def fill(cohort: Cohort, bryony: User, rosalind: User, *, lines: int, gaps: int) -> None:
    """A sheet with lines of 300 characters, and gaps."""
    for number in range(lines):
        body = f"{number}. {WORDS * 4}"[:299] + "."
        copy = share(make_entry(bryony, body), cohort)
        ask_for(copy, copy.body, rosalind, consent="named")
        ask_for(copy, "moderate the writing", rosalind)
    for number in range(gaps):
        question = make_question(key=f"q{number}", title="What did your partner have to give up?")
        SheetGap.objects.create(cohort=cohort, kind="question", key=question.key, added_by=rosalind)


def pages_printed(page: Page) -> int:
    pdf = page.pdf(format="A4", margin=MARGINS)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(
    ("lines", "gaps", "blanks", "fits"),
    [(6, 4, 5, True), (0, 0, 20, True), (8, 2, 1, True), (1, 22, 0, True), (9, 9, 9, False)],
)
def test_a_sheet_that_is_said_to_fit_prints_on_one_page(
    open_page: OpenPage,
    bryony: User,
    rosalind: User,
    autumn: Cohort,
    lines: int,
    gaps: int,
    blanks: int,
    fits: bool,
) -> None:
    fill(autumn, bryony, rosalind, lines=lines, gaps=gaps)
    page = open_page(rosalind)
    page.goto(reverse("review:session", args=[autumn.pk]) + f"?blanks={blanks}")

    warning = page.get_by_text("This will not fit on one page.")
    expect(warning).to_have_count(0 if fits else 1)
    assert (pages_printed(page) == 1) is fits


def test_paper_has_nothing_to_press_and_nothing_unanswered(
    open_page: OpenPage, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    fill(autumn, bryony, rosalind, lines=1, gaps=1)
    page = open_page(rosalind)
    page.goto(reverse("review:session", args=[autumn.pk]))

    page.emulate_media(media="print")

    expect(page.get_by_text("Bryony Fennimarsh")).to_be_visible()
    for hidden in ("main a", "main button", "main summary", "main form", "#waiting", "nav"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony, "😀 We met in March. We gave up a day each."), autumn)


def test_a_line_is_asked_for_without_a_script(
    open_page: OpenPage, rosalind: User, copy: SharedCopy
) -> None:
    page = open_page(rosalind, javascript=False)
    page.goto(reverse("review:line-ask", args=[copy.pk]))

    page.get_by_label("We gave up a day each.").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Ask Bryony").click()

    expect(page.get_by_text("Bryony is asked")).to_be_visible()
    assert SheetLine.objects.get().quote == "We gave up a day each."


def test_selected_words_are_asked_for(
    open_page: OpenPage, rosalind: User, copy: SharedCopy
) -> None:
    page = open_page(rosalind)
    page.goto(reverse("review:line-ask", args=[copy.pk]))
    page.get_by_text("Select other words instead").click()

    page.locator("[data-words]").evaluate(
        """words => {
          const at = words.textContent.indexOf("gave up");
          getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + 7);
        }"""
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Ask to read these words out").click()

    expect(page.get_by_text("Bryony is asked")).to_be_visible()
    assert SheetLine.objects.get().quote == "gave up"
