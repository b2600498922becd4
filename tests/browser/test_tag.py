"""Tagging in a real browser: ticks, the finder by keyboard, selected words, and no script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from journal.models import Module, Tag
from journal.tagging import deeds
from tests.factories import (
    make_element,
    make_entry,
    make_framework,
    make_partnership,
    make_question,
)
from tests.journal.tagging.conftest import BODY, LEVELS, element

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entry(autumn, bryony):
    make_framework("himmelman_linkage", LEVELS, kind="scale", name="Linkage")
    maturity = make_framework("hargreaves_maturity", ("moral_purpose",), name="Maturity")
    make_element(maturity.editions.get(), "capital", position=2, name="High social capital")
    make_framework("network_leadership", ("outside_in", "shared_goals"), name="Skidmore")
    Module.objects.update(frameworks_in_front=["himmelman_linkage", "hargreaves_maturity"])
    question = make_question(suggested_tags=["network_leadership/outside_in"])
    return make_entry(bryony, body=BODY, question=question)


@pytest.fixture
def hollybank(bryony, entry):
    partnership = make_partnership(bryony)
    entry.partnerships.add(partnership)
    return partnership


def address(entry):
    return reverse("tagging:entry-tags", args=[entry.pk])


def tagged(entry):
    rows = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return sorted(rows.values_list("element__key", "passage__quote"), key=str)


def test_a_tick_is_kept_at_once_and_focus_stays(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    page.get_by_label("Outside in").check()
    expect(page.locator("#tag-chosen")).to_contain_text("1 tag")

    assert tagged(entry) == [("outside_in", None)]
    expect(page.get_by_label("Outside in")).to_be_focused()


def test_remove_unticks_the_box_and_focus_goes_on(open_page, bryony, entry):
    deeds.tag_whole(entry=entry, element=element("network_leadership/outside_in"))
    page = open_page(bryony)
    page.goto(address(entry))

    page.get_by_role("button", name="Remove Outside in").click()
    expect(page.get_by_label("Outside in")).not_to_be_checked()

    assert tagged(entry) == []
    expect(page.locator("#tag-q")).to_be_focused()


def test_four_letters_and_enter_add_a_tag(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    page.locator("#tag-q").focus()
    page.keyboard.type("soci")
    page.keyboard.press("Enter")
    expect(page.locator("#tag-chosen")).to_contain_text("High social capital")

    assert tagged(entry) == [("capital", None)]
    expect(page.locator("#tag-q")).to_have_value("")
    expect(page.locator("#tag-q")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("Added High social capital.")
    assert page.url.endswith(address(entry))


def test_the_finder_says_what_enter_adds_and_arrow_down_goes_there(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    page.locator("#tag-q").press_sequentially("shared")
    expect(page.locator("#tag-hint")).to_have_text("Type a few letters. Enter adds: Shared goals")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("#tag-chosen")).to_contain_text("Shared goals")

    assert tagged(entry) == [("shared_goals", None)]


def test_a_finder_without_hits_says_so_and_enter_adds_nothing(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    page.locator("#tag-q").press_sequentially("zzz")
    expect(page.locator("#tag-found")).to_have_text(
        "Nothing found for “zzz”. Try the groups below."
    )
    page.keyboard.press("Enter")

    assert tagged(entry) == []


def select(page, quote):
    """Select these words as a person's mouse would."""
    page.evaluate(
        """(quote) => {
          const text = document.querySelector("[data-words]").firstChild;
          const start = text.data.indexOf(quote);
          getSelection().setBaseAndExtent(text, start, text, start + quote.length);
        }""",
        quote,
    )


def test_selected_words_after_an_emoji_are_tagged(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    select(page, "The cost fell on us")
    page.get_by_role("button", name="Tag these words").click()
    expect(page.get_by_label("“The cost fell on us”")).to_be_checked()
    page.get_by_label("Outside in").check()
    expect(page.locator("#tag-chosen")).to_contain_text("“The cost fell on us”")

    assert tagged(entry) == [("outside_in", "The cost fell on us")]


def test_two_words_are_offered_their_sentence(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    select(page, "🎉 on")
    page.get_by_role("button", name="Tag these words").click()
    page.get_by_role("button", name="Tag the sentence").click()
    expect(page.get_by_label("“We met 🎉 on Monday.”")).to_be_checked()
    page.get_by_label("Outside in").check()
    expect(page.locator("#tag-chosen")).to_contain_text("1 tag")

    assert tagged(entry) == [("outside_in", "We met 🎉 on Monday.")]


def test_each_part_shows_its_own_ticks(open_page, bryony, entry):
    deeds.tag_whole(entry=entry, element=element("network_leadership/outside_in"))
    page = open_page(bryony)
    page.goto(address(entry))

    page.get_by_label("“We met 🎉 on Monday.”").check()
    expect(page.get_by_label("Outside in")).not_to_be_checked()
    page.get_by_label("All of it").check()
    expect(page.get_by_label("Outside in")).to_be_checked()


def test_a_failed_tick_stays_and_is_tried_again(open_page, bryony, entry, faults):
    faults.allow(r"status of 503")
    page = open_page(bryony)
    page.goto(address(entry))
    page.route("**/tags/toggle/", lambda route: route.fulfill(status=503))

    page.get_by_label("Outside in").check()
    expect(page.locator("[data-tag-status]")).to_have_text("Not saved yet. Trying again.")
    expect(page.get_by_label("Outside in")).to_be_checked()
    page.unroute("**/tags/toggle/")
    expect(page.locator("#tag-chosen")).to_contain_text("1 tag")

    assert tagged(entry) == [("outside_in", None)]


def test_places_a_partnership_with_what_the_work_needs(open_page, bryony, entry, hollybank):
    page = open_page(bryony)
    page.goto(address(entry))

    page.get_by_text("How closely are you linked?").click()
    expect(page.get_by_text("Is this the right level for what you both need?")).to_be_hidden()
    page.get_by_label("Coordination").check()
    page.get_by_label("Closer would help").check()
    with page.expect_response(lambda one: "collaboration" in (one.request.post_data or "")):
        page.get_by_label("Which level does it need?").select_option("Collaboration")
    expect(page.locator("#tag-chosen")).to_contain_text("Hollybank phonics link")

    observation = entry.observations.get()
    assert observation.level.key == "coordination"
    assert (observation.fit, observation.needed.key) == ("closer", "collaboration")


def test_done_goes_to_the_entry(open_page, bryony, entry):
    page = open_page(bryony)
    page.goto(address(entry))

    page.get_by_label("Outside in").check()
    page.get_by_role("button", name="Done").click()
    page.wait_for_url(f"**{reverse('writing:entry', args=[entry.pk])}")

    assert tagged(entry) == [("outside_in", None)]


def test_without_script_the_whole_and_a_paragraph_are_tagged(open_page, bryony, entry):
    page = open_page(bryony, javascript=False)
    page.goto(address(entry))

    page.get_by_label("Outside in").check()
    page.get_by_role("button", name="Done").click()
    page.goto(address(entry))
    page.get_by_label("“We met 🎉 on Monday.”").check()
    page.get_by_role("button", name="Keep, and show its tags").click()
    page.get_by_label("Find a tag").fill("shared")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_label("Shared goals").check()
    page.get_by_role("button", name="Done").click()

    assert tagged(entry) == [("outside_in", None), ("shared_goals", "We met 🎉 on Monday.")]


def test_what_is_suggested_is_kept_by_a_tick_like_any_other(open_page, bryony, entry):
    entry.body = "We meet outside the school."
    entry.save()
    page = open_page(bryony)
    page.goto(address(entry))

    page.get_by_role("button", name="Suggest tags").click()
    page.get_by_label("Tag with this: Outside in").check()
    expect(page.locator("#tag-chosen")).to_contain_text("1 tag")

    assert tagged(entry) == [("outside_in", None)]
    expect(page.get_by_label("Outside in", exact=True)).to_be_checked()
    expect(page.locator("#announce")).to_have_text("1 tag suggested.")
