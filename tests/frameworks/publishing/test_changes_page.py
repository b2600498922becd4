"""The page that says what publishing changes, asks, and publishes."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.exchange.stored import published_pack
from frameworks.loading import publish_made_here
from frameworks.models import Edition, Element, Framework, KeptWording
from journal.models import Tag
from partnership.people.models import User
from tests.factories import edit, make_element, make_entry, make_module, make_person, make_question

from .conftest import NOW

ADDRESS = "/manage/frameworks/words/changes/"


def sent(client: Client, **answers: str) -> HttpResponse:
    """Press Publish on the page as it is now, with these answers."""
    return client.post(ADDRESS, posted(client) | answers)  # type: ignore[return-value]


def posted(client: Client) -> dict[str, Any]:
    page = client.get(ADDRESS)
    return {"draft": page.context["draft"].pk, "seen": page.context["seen"]}


def test_it_says_what_changes_element_by_element_in_words(as_sam: Client, draft: Edition) -> None:
    edit(draft, "one", name="Uno", description="Said better.")
    edit(draft, "two", is_retired=True)
    make_element(draft, "four", position=4)

    page = as_sam.get(ADDRESS)

    assertContains(page, "1 renamed, 1 retired, 1 new, 1 unchanged.")
    assertContains(page, "Renamed and reworded; it was “One”.")
    assertContains(page, '<span class="visually-hidden">(added: </span>Said better')
    assertContains(page, "Does it still mean the same?")
    assertContains(page, "Where do tags made with it count from now on?")
    assertContains(page, "Is it part of an element that leaves?")


def test_how_many_it_touches_is_told_from_five_people_up(as_sam: Client, draft: Edition) -> None:
    one, two = Element.objects.offered().filter(key__in=["one", "two"])
    for number in range(5):
        entry = make_entry(make_person())
        Tag.objects.create(entry=entry, element=one)
        if number:
            Tag.objects.create(entry=entry, element=two)
    draft.elements.filter(key__in=["one", "two"]).update(note="More.")

    page = as_sam.get(ADDRESS)

    assertContains(page, "5 tags by 5 people.")
    assertContains(page, "Used by fewer than five people, if at all.")
    assertNotContains(page, "4 tags")


def test_which_questions_will_stop_suggesting_it_is_told(as_sam: Client, draft: Edition) -> None:
    make_question(key="why", title="Why?", suggested_tags=["words/one", "words/two"])
    make_question(make_module("other"), "how", title="How?", suggested_tags=["words/two"])
    make_question(make_module("third"), "who", title="Who?", suggested_tags=["words/three"])
    edit(draft, "one", description="Said better.")
    edit(draft, "two", is_retired=True)
    edit(draft, "three", example="Only an example.")

    page = as_sam.get(ADDRESS)

    assertContains(page, "The question “Why?” suggests it, and will not if it means something new.")
    both = "The questions “Why?” and “How?” suggest it, and will not once this is published."
    assertContains(page, both)
    assertNotContains(page, "Who?")


def test_pressing_publish_publishes(as_sam: Client, framework: Framework, draft: Edition) -> None:
    edit(draft, "one", description="Said better.")

    answer = sent(as_sam)

    assertRedirects(answer, reverse("publishing:history", args=["words"]))
    assertContains(as_sam.get(answer["Location"]), "Edition 2")
    assert framework.editions.published().get().pk == draft.pk


def test_the_answers_are_kept_to(as_sam: Client, draft: Edition) -> None:
    edit(draft, "one", description="Something else.")
    edit(draft, "two", is_retired=True)

    sent(as_sam, **{"meaning-one": "new", "place-two": "three"})

    offered = Element.objects.offered()
    assert set(offered.values_list("key", flat=True)) == {"one_2", "three"}
    assert offered.get(key="three").takes_the_place_of == ["two"]


def test_an_answer_that_is_not_offered_publishes_nothing(as_sam: Client, draft: Edition) -> None:
    edit(draft, "two", is_retired=True)

    answer = sent(as_sam, **{"place-two": "nowhere"})

    assertContains(answer, "Two: Choose one of those listed.", status_code=422)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_second_press_says_that_it_is_published(as_sam: Client, draft: Edition) -> None:
    edit(draft, "one", name="Uno")
    data = posted(as_sam)
    as_sam.post(ADDRESS, data)

    again = as_sam.post(ADDRESS, data, follow=True)

    assertContains(again, "It is published already, as edition 2.")


def test_a_draft_that_was_changed_meanwhile_is_shown_as_it_is_now(
    as_sam: Client, draft: Edition
) -> None:
    edit(draft, "one", name="Uno")
    data = posted(as_sam)
    edit(draft, "two", name="Due")

    answer = as_sam.post(ADDRESS, data | {"meaning-one": "new"})

    assertContains(answer, "Somebody changed the draft while you looked at it", status_code=409)
    assertContains(answer, "Due", status_code=409)
    assertContains(
        answer, 'name="meaning-one" value="new" id="meaning-one-new" checked', status_code=409
    )


def test_rules_that_are_broken_are_told_with_where_to_mend_them(
    as_sam: Client, draft: Edition
) -> None:
    edit(draft, "one", description="")

    page = as_sam.get(ADDRESS)

    assertContains(page, "There is a problem")
    assertContains(page, "/manage/frameworks/words/draft/elements/one/")
    assertContains(page, "One: definition is empty.")
    assertNotContains(page, '<button class="btn btn-primary">Publish</button>')
    assert sent(as_sam).status_code == 422


def test_nothing_changed_is_nothing_to_publish(as_sam: Client, draft: Edition) -> None:
    assertContains(as_sam.get(ADDRESS), "there is nothing to publish")
    assert sent(as_sam).status_code == 422


@pytest.fixture
def newer(draft: Edition, framework: Framework, sam: User) -> Edition:
    """Published by Sam after the draft was begun: "one" reworded, and "two" said anew."""
    pack = published_pack("words")
    assert pack
    publish_made_here(pack, at=NOW)
    edition = framework.editions.published().get()
    edition.published_by = sam
    edition.save()
    edit(edition, "one", description="As they say it.")
    edit(edition, "two", description="Theirs alone.")
    return edition


def test_a_newer_edition_is_told_and_the_draft_can_be_carried_over(
    as_sam: Client, draft: Edition, newer: Edition
) -> None:
    edit(draft, "one", description="As I say it.", note="Mine alone.")

    page = as_sam.get(ADDRESS)
    assertContains(page, "Sam Admin published a newer edition, number 3")
    assertContains(page, "?before=3&amp;after=draft")
    assert sent(as_sam).status_code == 409

    told = as_sam.post(f"{ADDRESS}up-to-date/", follow=True)

    assertContains(told, "1 sheet was changed in both")
    one, two = (draft.elements.get(key=key) for key in ("one", "two"))
    assert (one.description, one.note) == ("As they say it.", "Mine alone.")
    assert two.description == "Theirs alone."
    kept = KeptWording.objects.get()
    assert (kept.sheet, kept.fields) == ("element/one", {"description": "As I say it."})
    assert sent(as_sam).status_code == 302


def test_without_a_draft_it_leads_to_the_editions(as_sam: Client, framework: Framework) -> None:
    for answer in (as_sam.get(ADDRESS), as_sam.post(f"{ADDRESS}up-to-date/")):
        assertRedirects(answer, reverse("publishing:history", args=["words"]))


def test_it_is_for_admins(as_bryony: Client, as_rosalind: Client, draft: Edition) -> None:
    for client in (as_bryony, as_rosalind):
        assert client.get(ADDRESS).status_code == 404
        assert client.post(ADDRESS).status_code == 404
        assert client.post(f"{ADDRESS}up-to-date/").status_code == 404


def test_carrying_over_is_sent_and_not_fetched(as_sam: Client, draft: Edition) -> None:
    assert as_sam.get(f"{ADDRESS}up-to-date/").status_code == 405


def test_a_framework_that_is_not_there(as_sam: Client, db: None) -> None:
    assert as_sam.get("/manage/frameworks/nowhere/changes/").status_code == 404


@pytest.mark.parametrize("changed", [("one",), ("one", "two", "three")])
def test_the_queries_are_the_same_for_one_change_and_for_three(
    as_sam: Client,
    draft: Edition,
    changed: tuple[str, ...],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    draft.elements.filter(key__in=changed).update(note="More.")

    with django_assert_num_queries(14):
        as_sam.get(ADDRESS)
