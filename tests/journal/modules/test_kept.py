"""Two admins changed one sheet: one goes on with either wording, or with both."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import KeptSheet, Module
from journal.modules.sheets import working
from tests.forms import form_at

from .desk import KEY, asked, save

pytestmark = pytest.mark.django_db
QUESTION = f"/manage/modules/{KEY}/question/pr_why/"


def test_taking_what_was_kept_keeps_the_other(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_sam, body="Sam’s?", key="the-key-of-sam")
    page = save(as_noor, body="Noor’s?", key="the-key-of-noor").json()["both_url"]

    as_noor.post(page, {"do": "take"})

    assert asked() == ["Noor’s?"]
    assert KeptSheet.objects.get().content["parts"] == ["Sam’s?"]
    late = save(as_sam, body="Sam’s again?", base_version=1, key="another-key-of-sam")
    assert late.status_code == 409


def test_letting_it_go_leaves_the_draft(as_sam: Client, as_noor: Client, shipped: Module) -> None:
    save(as_sam, body="Sam’s?", key="the-key-of-sam")
    page = save(as_noor, body="Noor’s?", key="the-key-of-noor").json()["both_url"]

    as_noor.post(page, {"do": "drop"})

    assert asked() == ["Sam’s?"]
    assert not KeptSheet.objects.exists()


def test_both_are_asked(as_sam: Client, as_noor: Client, shipped: Module) -> None:
    save(as_sam, body="Why?\nSam’s?", key="the-key-of-sam")
    page = save(as_noor, body="Why?\nNoor’s?", key="the-key-of-noor").json()["both_url"]
    assertContains(as_noor.get(page), "Keep both, one below the other")

    answer = as_noor.post(page, {"do": "both"})

    assertRedirects(answer, QUESTION)
    assert asked() == ["Why?", "Sam’s?", "Noor’s?"]
    assert working(KEY).version("question/pr_why") == 2
    assert not KeptSheet.objects.exists()


def test_what_both_cannot_hold_stays_kept(as_sam: Client, as_noor: Client, shipped: Module) -> None:
    save(as_sam, body="Sam’s?", key="the-key-of-sam")
    late = save(as_noor, title="Why, oh why", body="Noor’s?", key="the-key-of-noor")

    for _ in range(2):
        answer = as_noor.post(late.json()["both_url"], {"do": "both"})

    assert asked() == ["Sam’s?", "Noor’s?"]
    assert working(KEY).version("question/pr_why") == 2
    assert working(KEY).sheets["question/pr_why"]["title"] != "Why, oh why"
    assert KeptSheet.objects.get().content["title"] == "Why, oh why"
    assertContains(as_noor.get(answer.url), "What else differed is still kept beside it.")


def test_both_notes_stand_one_below_the_other_if_they_fit(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    section = f"/manage/modules/{KEY}/section/sec_meaning/"
    forms = [form_at(client, section, "base_version") for client in (as_sam, as_noor)]
    forms[0].post(as_sam, body="One note.", notice="a" * 600)
    page = forms[1].post(as_noor, body="Another.", notice="b" * 600).url

    refused = as_noor.post(page, {"do": "both"}, follow=True)
    assertContains(refused, "Make one of them shorter first.")
    assert working(KEY).sheets["section/sec_meaning"]["reading_note"] == "One note."

    form_at(as_sam, section, "base_version").post(as_sam, notice="a")
    as_noor.post(page, {"do": "both"})
    content = working(KEY).sheets["section/sec_meaning"]
    assert content["reading_note"] == "One note.\n\n* * *\n\nAnother."
    assert content["notice"] == f"a\n\n* * *\n\n{'b' * 600}"


def test_both_are_offered_of_long_texts_only(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_sam, title="Sam’s", key="the-key-of-sam")
    page = save(as_noor, title="Noor’s", key="the-key-of-noor").json()["both_url"]

    assertNotContains(as_noor.get(page), "Keep both")


def test_a_button_that_there_is_not_deletes_nothing(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_sam, body="Sam’s?", key="the-key-of-sam")
    page = save(as_noor, body="Noor’s?", key="the-key-of-noor").json()["both_url"]

    as_noor.post(page)

    assert KeptSheet.objects.exists()
