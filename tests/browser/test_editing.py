"""The framework editor in a real browser: saved as one writes, previewed, moved in place."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from frameworks.editing.drafts import begin
from frameworks.models import Element, Framework, Group
from partnership.people.models import User

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once]
DRAFT = "/manage/frameworks/briggs_factors/draft/"


@pytest.fixture
def draft(content: None, sam: User) -> None:
    begin(Framework.objects.get(key="briggs_factors"), by=sam, at=timezone.now())


def test_words_are_saved_and_shown_as_they_are_typed(
    draft: None, sam: User, open_page: OpenPage
) -> None:
    page = open_page(sam)
    page.goto(f"{DRAFT}elements/mutual_benefit/")

    page.get_by_label("Definition").fill("Everyone gains something that they can name.")

    preview = page.get_by_role("complementary")
    expect(preview).to_contain_text("Everyone gains something that they can name.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    expect(page.get_by_text("44 characters.")).to_be_visible()
    saved = Element.objects.get(edition__state="draft", key="mutual_benefit")
    assert saved.description == "Everyone gains something that they can name."


def test_a_moved_row_keeps_the_focus(draft: None, sam: User, open_page: OpenPage) -> None:
    page = open_page(sam)
    page.goto(DRAFT)

    with page.expect_navigation():
        page.get_by_role("button", name="Move down Seeing mutual benefit").click()

    expect(page.locator("#element-mutual_benefit")).to_be_focused()


def test_every_part_of_it_works_without_a_script(
    draft: None, sam: User, open_page: OpenPage
) -> None:
    page = open_page(sam, javascript=False)
    page.goto(f"{DRAFT}elements/mutual_benefit/")
    page.get_by_label("Definition").fill("Said plainly.")

    with page.expect_navigation():
        page.get_by_role("button", name="Save and preview").click()

    expect(page.get_by_role("complementary")).to_contain_text("Said plainly.")


def test_a_group_is_dragged_with_all_that_is_in_it(
    draft: None, sam: User, open_page: OpenPage
) -> None:
    page = open_page(sam)
    page.goto(DRAFT)
    groups = Group.objects.filter(edition__state="draft").order_by("position")
    first, second = groups.values_list("key", flat=True)[:2]

    with page.expect_navigation():
        page.locator(f"#group-{second} .handle").drag_to(
            page.locator(f"#group-{first}"), target_position={"x": 40, "y": 8}
        )

    expect(page.locator("[data-ordered] > [data-key]").first).to_have_attribute("data-key", second)
    assert groups.values_list("key", flat=True)[0] == second
    assert Element.objects.filter(edition__state="draft", group__key=second)[0].position == 1
