"""An admin's journey in a real browser: reword, see what changes, publish; and dragging a line."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journal.models import Question
from journal.modules.sheets import working
from partnership.people.models import User

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once]
KEY = "partnership_working"


@pytest.fixture
def admin(demo: None) -> User:
    return User.objects.get(email="admin@demo.example")


def press(page: Page, role: str, name: str) -> None:
    """A link or a button that leads to another page."""
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]


def wait_until_saved(page: Page) -> None:
    """The line says so of the newest change alone: with each it says “Saves as you write.”"""
    saved = re.compile(r"Saved at .* Not published\.")
    expect(page.locator("[data-autosave-status]")).to_have_text(saved)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_reworded_and_published_in_five_clicks(
    admin: User, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(admin, javascript=javascript)
    page.goto("/manage/modules/")

    press(page, "link", "Partnership working and the senior leader")
    press(page, "link", "Why partnership matters")
    page.get_by_label("What it asks").fill("Why does it matter?")
    if javascript:
        wait_until_saved(page)
    press(page, "button", "Save and see what changes")
    page.get_by_label("Small fix (same question)").check()
    press(page, "button", "Publish")

    expect(page.get_by_text("is published. Leaders see it now.")).to_be_visible()
    assert Question.objects.get(key="pr_why").parts == ["Why does it matter?"]


def test_ticks_and_days_are_saved_as_one_makes_them(admin: User, open_page: OpenPage) -> None:
    page = open_page(admin)
    page.goto(f"/manage/modules/{KEY}/question/pr_why/")

    page.get_by_label("The senior leader", exact=True).check()
    page.get_by_label("It invites a commitment").check()
    page.get_by_label("Opens on").fill("2030-05-12")
    page.get_by_label("Questions to consider").check()
    wait_until_saved(page)
    page.reload()
    expect(page.get_by_label("The senior leader", exact=True)).to_be_checked()
    expect(page.get_by_label("It invites a commitment")).to_be_checked()
    expect(page.get_by_label("Opens on")).to_have_value("2030-05-12")
    expect(page.get_by_label("Questions to consider")).to_be_checked()


def test_a_line_is_dragged_to_its_place(admin: User, open_page: OpenPage) -> None:
    page = open_page(admin)
    page.goto(f"/manage/modules/{KEY}/")
    line = page.locator("#section-sec_levels")
    first = page.locator("#section-sec_meaning")

    with page.expect_navigation():
        line.locator(".handle").drag_to(first, target_position={"x": 40, "y": 2})

    expect(page.locator("#sections + ol > li").first).to_have_id("section-sec_levels")
    assert [part.key for part in working(KEY).parts("section")][:2] == ["sec_levels", "sec_meaning"]
