"""A facilitator at the desk: thirty answered, two at once, and nothing lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.models import Cohort, Membership, Reading, Reply, ReplyDraft, SharedCopy
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_person, share

from .conftest import Faults, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once]
LABEL = "A question to open up the next thought"
WORDS = "We met every fortnight. By half term it was a text on a Sunday night.\n\nThen nothing."


@pytest.fixture
def facilitator(transactional_db: None) -> User:
    return make_person("Maya Lewis")


@pytest.fixture
def cohort(facilitator: User) -> Cohort:
    return make_cohort(leaders=(make_person("Anil Shah"),), facilitators=(facilitator,))


def give(cohort: Cohort, times: int = 1) -> list[SharedCopy]:
    """So many texts of the cohort's leader, oldest first."""
    author = cohort.memberships.leaders().get().person
    at = timezone.now() - timedelta(days=1)
    return [
        share(make_entry(author, WORDS), cohort, given_at=at + timedelta(minutes=number))
        for number in range(times)
    ]


def open_copy(page: Page, copy: SharedCopy) -> None:
    page.goto(copy.get_absolute_url())
    expect(page.get_by_label(LABEL)).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")


def test_a_note_to_self_saves_as_one_writes(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)

    page.get_by_text("Note to yourself").first.click()
    page.get_by_role("textbox", name="Note to yourself").press_sequentially("Ask Anil in May.")
    saved(page)
    page.reload()

    expect(page.get_by_role("textbox", name="Note to yourself")).to_have_value("Ask Anil in May.")
    expect(page.get_by_label(LABEL)).to_have_value("")


@pytest.mark.slow
def test_thirty_are_read_and_answered_with_one_press_each(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    """Typing apart: Tab to the box and Ctrl+Enter, or one click. At most two a text."""
    give(cohort, 30)
    page = open_page(facilitator)
    page.goto(reverse("review:to-read"))
    with page.expect_navigation():
        page.get_by_role("link", name="Start reading").click()
    actions = 1

    for number in range(30):
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Anil Shah")
        expect(page.get_by_text(f"{number} of 30 read")).to_be_visible()
        if number % 3 == 2:
            with page.expect_navigation():
                page.get_by_role("button", name="Read, no reply needed").click()
            actions += 1
            continue
        page.get_by_label(LABEL).focus()  # one action: a click into the box, or Tab
        page.keyboard.type(f"Why {number}?")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        actions += 2

    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last one")
    expect(page.get_by_text("30 read, 20 replies.")).to_be_visible()
    assert Reply.objects.count() == 20
    assert actions <= 2 * 30


def test_focus_is_on_the_next_heading_and_what_was_done_is_said(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    first, _ = give(cohort, 2)
    page = open_page(facilitator)
    open_copy(page, first)
    page.get_by_label(LABEL).fill("Who sent it?")

    with page.expect_navigation():
        page.get_by_role("button", name="Send and open next").click()

    expect(page.get_by_text("Sent to Anil. Next: Anil Shah.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_two_at_one_desk_do_not_answer_the_same_text_unknowingly(
    open_page: OpenPage, faults: Faults, facilitator: User, cohort: Cohort
) -> None:
    faults.allow(r"status of 409")
    (copy,) = give(cohort)
    other = make_person("Ruth Bell")
    Membership.objects.create(cohort=cohort, person=other, role="facilitator")
    mine, theirs = open_page(facilitator), open_page(other)
    open_copy(mine, copy)
    open_copy(theirs, copy)
    expect(theirs.get_by_text("Maya opened this just now.")).to_be_visible()
    mine.get_by_label(LABEL).fill("Who sent it?")
    theirs.get_by_label(LABEL).fill("How was that for you?")

    for page in (theirs, mine):
        with page.expect_navigation():
            page.get_by_role("button", name="Send and open next").click()

    expect(mine.get_by_text("Ruth replied while you were reading.")).to_be_visible()
    expect(mine.get_by_text("How was that for you?")).to_be_visible()
    expect(mine.get_by_label(LABEL)).to_have_value("Who sent it?")
    assert Reply.objects.count() == 1
    with mine.expect_navigation():
        mine.get_by_role("button", name="Send all the same").click()
    assert Reply.objects.count() == 2


def test_a_draft_survives_the_page(open_page: OpenPage, facilitator: User, cohort: Cohort) -> None:
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)
    page.get_by_label(LABEL).fill("Half a question")
    page.get_by_label("About these words").select_option(index=1)
    saved(page)

    page.reload()

    expect(page.get_by_label(LABEL)).to_have_value("Half a question")
    expect(page.get_by_label("About these words")).to_have_value("0-69")


def test_signed_out_while_typing_keeps_the_words(
    open_page: OpenPage, faults: Faults, facilitator: User, cohort: Cohort
) -> None:
    faults.allow(r"status of 401")
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)
    session = next(c for c in page.context.cookies() if c["name"] == "sessionid")
    page.context.clear_cookies(name="sessionid")

    page.get_by_label(LABEL).fill("Words that must not go.")
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("You’ve been signed out. Your words are still here.")
    page.context.add_cookies([session])  # signed in again, in another tab
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(status).to_contain_text("Signed in. Saved at")
    assert ReplyDraft.objects.owned_by(facilitator).get().body == "Words that must not go."


def test_withdrawn_while_typing_says_so_and_keeps_the_words(
    open_page: OpenPage, faults: Faults, facilitator: User, cohort: Cohort
) -> None:
    faults.allow(r"status of 410")
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)
    SharedCopy.objects.all().delete()

    page.get_by_label(LABEL).fill("Half a question")
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("Anil is no longer sharing this")
    with page.expect_navigation():
        status.get_by_role("link", name="See it").click()

    expect(page.get_by_text("Half a question")).to_be_visible()
    expect(page.get_by_text("We met every fortnight.")).to_have_count(0)


def test_a_starter_goes_in_with_its_blank_selected_and_not_out_as_it_stands(
    open_page: OpenPage, faults: Faults, facilitator: User, cohort: Cohort
) -> None:
    faults.allow(r"status of 422")
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)
    box = page.get_by_label(LABEL)
    page.get_by_text("Begin with a starter").click()
    page.get_by_role("button", name="You came back to").click()
    assert box.evaluate("b => b.value.slice(b.selectionStart, b.selectionEnd)") == "..."
    saved(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Send and open next").click()
    expect(page.get_by_text("There is still a blank")).to_be_visible()

    page.get_by_label(LABEL).fill("You came back to Sundays more than once. Why?")
    with page.expect_navigation():
        page.get_by_role("button", name="Send and open next").click()

    assert Reply.objects.get().body.startswith("You came back to Sundays")


def test_words_that_are_selected_can_be_asked_about(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)
    page.evaluate(
        """() => {
          const text = document.querySelector("[data-about-words] p").firstChild;
          const range = document.createRange();
          range.setStart(text, text.data.indexOf("it was"));
          range.setEnd(text, text.data.indexOf(" on a Sunday"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Use the words you selected").click()
    page.get_by_label(LABEL).fill("Whose?")
    with page.expect_navigation():
        page.get_by_role("button", name="Send and open next").click()

    assert Reply.objects.get().quote == "it was a text"


def test_single_keys_go_on_and_back_only_when_switched_on(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    first, second = give(cohort, 2)
    page = open_page(facilitator)
    open_copy(page, first)
    page.keyboard.press("r")
    expect(page.get_by_label(LABEL)).not_to_be_focused()
    User.objects.filter(pk=facilitator.pk).update(has_single_keys=True)
    open_copy(page, first)

    with page.expect_navigation():
        page.keyboard.press("j")
    assert page.url.endswith(second.get_absolute_url())
    with page.expect_navigation():
        page.keyboard.press("k")
    assert page.url.endswith(first.get_absolute_url())
    page.keyboard.press("r")
    expect(page.get_by_label(LABEL)).to_be_focused()
    page.keyboard.type("jk")
    expect(page.get_by_label(LABEL)).to_have_value("jk")


def test_without_a_script_it_is_read_begun_with_a_starter_and_answered(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    (copy,) = give(cohort)
    page = open_page(facilitator, javascript=False)
    page.goto(reverse("review:to-read"))
    page.get_by_role("link", name="Start reading").click()
    page.get_by_label("About these words").select_option(label="“Then nothing.”")
    page.get_by_text("Begin with a starter").click()
    page.get_by_role("button", name="What did you see or hear").click()
    box = page.get_by_label(LABEL)
    expect(box).to_have_value("What did you see or hear that tells you so?")
    box.fill("What did you see that tells you so?")
    page.get_by_role("button", name="Send and open next").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last one")
    assert Reply.objects.get().quote == "Then nothing."
    assert Reading.objects.get(copy=copy).dealt_at is not None


def test_the_author_answers_and_it_waits_again(
    open_page: OpenPage, facilitator: User, cohort: Cohort
) -> None:
    (copy,) = give(cohort)
    page = open_page(facilitator)
    open_copy(page, copy)
    page.get_by_label(LABEL).fill("Who sent it?")
    with page.expect_navigation():
        page.get_by_role("button", name="Send and open next").click()

    author = open_page(copy.author)
    author.goto(reverse("writing:entry", args=[copy.entry_id]))
    author.get_by_label("Write back").fill("It was always me.")
    saved(author)
    with author.expect_navigation():
        author.get_by_role("button", name="Send", exact=True).click()
    expect(author.get_by_text("Sent to Maya.")).to_be_visible()

    page.goto(reverse("review:to-read"))
    expect(page.get_by_role("heading", name="Replied to you")).to_be_visible()
