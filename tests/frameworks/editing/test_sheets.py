"""A sheet of a draft: shown, saved by a button and by a script, and never overwritten."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertRedirects

from frameworks.editing.drafts import begin, discard
from frameworks.editing.forms import SheetForm
from frameworks.editing.sheets import find
from frameworks.models import Edition, Element, Framework, KeptWording
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_element, make_framework

from .sending import ELEMENT, OTHER, by_script, one, sent

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_the_draft_says(as_sam: Client, draft: Edition) -> None:
    page = as_sam.get(ELEMENT)

    assertContains(page, "<h1>One</h1>")
    assertContains(page, "What one means.")
    assertContains(page, "At this level: Time")
    assertContains(page, 'data-guide="140"')
    assertContains(page, "As leaders will see it")


def test_a_button_saves_and_goes_back_to_its_row(as_sam: Client, draft: Edition) -> None:
    form = sent(draft, name="Won", description="A\r\nnew sense.", aliases="uno\r\n eins \r\n\r\n")

    answer = as_sam.post(ELEMENT, form)

    assertRedirects(answer, "/manage/frameworks/levels/draft/#element-one")
    saved = one(draft)
    assert (saved.name, saved.description) == ("Won", "A\nnew sense.")
    assert (saved.aliases, saved.version) == (["uno", "eins"], 1)


def test_what_was_not_touched_stays_as_it_was(as_sam: Client, draft: Edition) -> None:
    before = {**Edition.objects.filter(pk=draft.pk).values()[0]}

    as_sam.post("/manage/frameworks/levels/draft/words/", sent(draft, "edition", summary="New."))

    after = Edition.objects.filter(pk=draft.pk).values()[0]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"summary", "version", "edited_at"}


def test_every_field_of_an_element_is_kept(as_sam: Client, draft: Edition) -> None:
    texts = {
        "note": "Longer.", "example": "Such as.", "prompt": "Is it?", "adds": "Trust",
        "enough_when": "Always.", "signs_of_more": "None.",
    }  # fmt: skip
    lists = {"cue_words": "we\nus"}

    as_sam.post(ELEMENT, sent(draft, **texts, **lists, **{"distinguishes-time": "Much of it."}))

    saved = one(draft)
    assert {name: getattr(saved, name) for name in texts} == texts
    assert saved.cue_words == ["we", "us"]
    assert saved.distinguishes == {"time": "Much of it."}


def test_a_page_that_is_sent_as_it_was_opened_changes_nothing(
    as_sam: Client, draft: Edition
) -> None:
    for sheet in ("edition", "element/one"):
        row = find(draft, sheet)
        assert row
        form = SheetForm(row, draft, data=None)
        shown = {name: form[name].value() or "" for name in form.names}

        address = "/manage/frameworks/levels/draft/words/" if sheet == "edition" else ELEMENT
        assert by_script(as_sam, sent(draft, sheet, **shown), address).status_code == 200

    draft.refresh_from_db()
    assert (draft.version, one(draft).version) == (0, 0)


def test_sources_and_dimensions_are_rows(as_sam: Client, draft: Edition) -> None:
    form = sent(
        draft,
        "edition",
        **{
            "notes": "One.\n\nTwo,\nstill two.\n\n",
            "is_historical": "yes",
            "source-1-citation": "Another",
            "source-1-basis": "reading",
            "source-1-locator": "p. 4",
            "source-1-note": "",
            "source-1-licence": "CC BY 4.0",
            "dimension-1-key": "",
            "dimension-1-name": "Shared purpose",
        },
    )

    as_sam.post("/manage/frameworks/levels/draft/words/", form)

    draft.refresh_from_db()
    assert draft.notes == ["One.", "Two,\nstill two."]
    assert draft.is_historical
    assert draft.sources[1] == {
        "citation": "Another", "basis": "reading", "locator": "p. 4", "licence": "CC BY 4.0",
    }  # fmt: skip
    assert draft.dimensions == [
        {"key": "time", "name": "Time"},
        {"key": "shared_purpose", "name": "Shared purpose"},
    ]


def test_a_group_has_a_sheet(as_sam: Client, sam: User) -> None:
    framework = make_framework("grouped", kind="grouped")
    framework.editions.get().groups.create(key="letters", name="Letters", position=1)
    draft = begin(framework, by=sam, at=timezone.now())
    address = "/manage/frameworks/grouped/draft/groups/letters/"

    assertContains(as_sam.get(address), "<h1>Letters</h1>")
    as_sam.post(address, sent(draft, "group/letters", name="Signs", description="All of them."))

    group = draft.groups.get()
    assert (group.key, group.name, group.description) == ("letters", "Signs", "All of them.")


def test_another_group_puts_it_at_that_groups_end(as_sam: Client, sam: User) -> None:
    framework = make_framework("grouped", ("one", "two"), kind="grouped")
    edition = framework.editions.get()
    for position, key in enumerate(("a", "b"), 1):
        group = edition.groups.create(key=key, name=key, position=position)
        edition.elements.filter(position=position).update(group=group)
    draft = begin(framework, by=sam, at=timezone.now())
    address = "/manage/frameworks/grouped/draft/elements/one/"

    as_sam.post(address, sent(draft, group="b"))

    places = draft.elements.values_list("key", "group__key", "position")
    assert set(places) == {("one", "b", 1), ("two", "b", 2)}


@pytest.mark.parametrize(
    ("do", "name"),
    [
        ("preview", "editing:element"),
        ("more", "editing:element"),
        ("changes", "publishing:changes"),
    ],
)
def test_a_button_leads_on_once_it_is_saved(
    as_sam: Client, draft: Edition, do: str, name: str
) -> None:
    answer = as_sam.post(ELEMENT, sent(draft, name="Won", do=do))

    args = ["levels", "one"] if name == "editing:element" else ["levels"]
    assert answer["Location"].startswith(reverse(name, args=args))
    assert one(draft).name == "Won"


def test_a_script_saves_as_one_writes(as_sam: Client, draft: Edition) -> None:
    answer = by_script(as_sam, sent(draft, description="Typed."))

    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert one(draft).description == "Typed."


def test_the_same_save_again_is_answered_the_same(as_sam: Client, draft: Edition) -> None:
    form = sent(draft, description="Typed.")

    answers = [by_script(as_sam, form).json() for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert one(draft).version == 1


def test_other_words_from_a_page_gone_back_to_are_not_said_to_be_saved(
    as_sam: Client, draft: Edition
) -> None:
    form = sent(draft, description="Typed.")
    as_sam.post(ELEMENT, form)

    answer = as_sam.post(ELEMENT, {**form, "description": "Typed after going back."})

    kept = KeptWording.objects.get()
    assert kept.fields["description"] == "Typed after going back."
    assert answer["Location"].endswith(f"/{kept.pk}/")
    assert one(draft).description == "Typed."


def test_it_is_answered_the_same_when_it_was_published_meanwhile(
    as_sam: Client, draft: Edition, sam: User
) -> None:
    form = sent(draft, description="Typed.")
    before = by_script(as_sam, form)
    publish_it(draft, sam)

    again = by_script(as_sam, form)

    assert (again.status_code, again.json()) == (200, before.json())
    assert not KeptWording.objects.exists()


def test_the_second_of_two_admins_is_told_and_both_are_kept(
    as_sam: Client, draft: Edition, rosalind: User
) -> None:
    rosalind.is_staff = True
    rosalind.save()
    mine, theirs = (
        sent(draft, description="Mine."),
        sent(draft, description="Theirs.", window=OTHER),
    )

    by_script(signed_in(rosalind), theirs)
    answer = by_script(as_sam, mine)

    kept = KeptWording.objects.get()
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("Rosalind Amberley-Wick also changed this, at ")
    assert answer.json()["both_url"] == reverse("editing:kept", args=["levels", kept.pk])
    assert (one(draft).description, kept.fields["description"]) == ("Theirs.", "Mine.")
    assert by_script(as_sam, mine).status_code == 409
    assert KeptWording.objects.count() == 1


def test_what_one_window_goes_on_to_send_is_one_kept_wording(
    as_sam: Client, draft: Edition
) -> None:
    by_script(as_sam, sent(draft, description="First.", window=OTHER))

    for number in range(3):
        by_script(as_sam, sent(draft, description=f"Late {number}.", base_version=0))
    by_script(as_sam, sent(draft, description="Third window.", base_version=0, window="c" * 32))

    kept = KeptWording.objects.order_by("pk")
    assert [row.fields["description"] for row in kept] == ["Late 2.", "Third window."]


def test_the_same_words_in_two_windows_are_no_conflict(as_sam: Client, draft: Edition) -> None:
    form = sent(draft, description="Same.")
    by_script(as_sam, form)

    answer = by_script(as_sam, {**form, "key": uuid.uuid4().hex, "window": OTHER})

    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert not KeptWording.objects.exists()


def publish_it(draft: Edition, sam: User) -> None:
    draft.framework.editions.published().update(state="superseded")
    now = {"published_at": timezone.now(), "published_by": sam}
    Edition.objects.filter(pk=draft.pk).update(state="published", **now)


def test_a_save_after_publishing_is_kept_and_says_who_and_when(
    as_sam: Client, draft: Edition, sam: User
) -> None:
    form = sent(draft, description="Too late.")
    publish_it(draft, sam)

    answer = by_script(as_sam, form)

    kept = KeptWording.objects.get()
    assert answer.status_code == 410
    assert answer.json()["error"].startswith("Sam Admin published a newer edition at ")
    assert answer.json()["see_url"] == reverse("editing:kept", args=["levels", kept.pk])
    assert kept.fields["description"] == "Too late."
    page = as_sam.get(answer.json()["see_url"])
    assertContains(page, "Too late.")
    assertContains(page, reverse("publishing:difference", args=["levels"]))


@pytest.mark.parametrize("is_begun_again", [False, True])
def test_a_save_after_discarding_is_kept_and_goes_into_no_other_draft(
    as_sam: Client, draft: Edition, sam: User, is_begun_again: bool
) -> None:
    form = sent(draft, description="Too late.")
    discard(draft, by=sam)
    if is_begun_again:
        begin(Framework.objects.get(), by=sam, at=timezone.now())

    for _ in range(2):
        assert by_script(as_sam, form).status_code == 410
    answer = as_sam.post(ELEMENT, {**form, "key": uuid.uuid4().hex})

    kept = KeptWording.objects.get()
    assertRedirects(answer, reverse("editing:kept", args=["levels", kept.pk]))
    assert kept.fields["description"] == "Too late."
    assert not Element.objects.filter(description="Too late.").exists()


def test_what_cannot_be_kept_after_discarding_is_handed_back(
    as_sam: Client, draft: Edition, sam: User
) -> None:
    form = sent(draft, description="word " * 5000)
    discard(draft, by=sam)

    answer = as_sam.post(ELEMENT, form)

    assertContains(answer, "word word word", status_code=422)
    assertContains(answer, "the most is 20,000", status_code=422)
    assert not KeptWording.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"description": "x" * 20_001}, 422),
        ({"name": "x" * 201}, 422),
        ({"description": "a\x00b"}, 422),
        ({"description": None}, 422),
        ({"base_version": -1}, 422),
        ({"key": "short"}, 422),
        ({"window": "no"}, 422),
        ({"author": "somebody else"}, 401),
    ],
)
def test_what_cannot_be_kept_is_refused_and_changes_nothing(
    as_sam: Client, draft: Edition, changes: dict[str, Any], status: int
) -> None:
    answer = by_script(as_sam, sent(draft, **changes))

    assert answer.status_code == status
    assert answer.json()["error"]
    assert one(draft).version == 0
    assert not KeptWording.objects.exists()


def test_too_much_comes_back_on_the_page(as_sam: Client, draft: Edition) -> None:
    page = as_sam.post(ELEMENT, sent(draft, name="x" * 201, description="Mine."))

    assertContains(page, "There is a problem", status_code=422)
    assertContains(page, "Mine.", status_code=422)


def test_a_name_may_be_empty_for_a_while(as_sam: Client, draft: Edition) -> None:
    assert by_script(as_sam, sent(draft, name="")).status_code == 200


def test_a_script_whose_session_is_gone_is_told_so(client: Client, draft: Edition) -> None:
    assert by_script(client, sent(draft)).status_code == 401


@pytest.mark.parametrize("part", ["", "save/", "preview/"])
def test_it_is_for_admins(
    as_bryony: Client, as_rosalind: Client, draft: Edition, part: str
) -> None:
    for client in (as_bryony, as_rosalind):
        assert client.post(ELEMENT + part, sent(draft, name="Mine")).status_code == 404
        assert client.get(ELEMENT).status_code == 404
    assert one(draft).version == 0


@pytest.mark.parametrize("part", ["save/", "preview/"])
def test_a_save_is_posted(as_sam: Client, draft: Edition, part: str) -> None:
    assert as_sam.get(ELEMENT + part).status_code == 405


@pytest.mark.parametrize("elements", [1, 3])
def test_the_page_asks_the_same_of_the_database(
    as_sam: Client,
    draft: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    elements: int,
) -> None:
    for number in range(3, 3 + elements):
        make_element(draft, f"level_{number}", position=number)
    as_sam.get(ELEMENT)

    with django_assert_num_queries(13):
        as_sam.get(ELEMENT)
