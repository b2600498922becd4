"""What a window sends of a part that was taken out of the module meanwhile is kept all the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import KeptSheet, Module
from journal.modules.sheets import working
from tests.forms import Form, form_at

from .desk import KEY, OTHER, add

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(as_sam: Client, shipped: Module) -> str:
    """The address of a new one, in a group and a section that are as new."""
    add(as_sam, "group", "For later")
    add(as_sam, "section", "What is next")
    return add(as_sam, "question", "What else?", group="for_later")


@pytest.fixture
def opened(as_sam: Client, question: str) -> Form:
    """Its page in a window that stays open."""
    form = form_at(as_sam, question, "base_version")
    form.fields["sections"] += ["what_is_next"]
    form.fields["in_reading"] = ["on"]
    return form


def discard(client: Client) -> None:
    client.post(reverse("modules:module-discard", args=[KEY]))
    assert not working(KEY).has("question/what_else")


def by_script(client: Client, form: Form, **typed: Any) -> Any:
    fields = {name: texts[0] for name, texts in form.fields.items()}
    sent = {**fields, "sections": form.fields["sections"], **typed}
    return client.post(f"{form.action}save/", sent, content_type="application/json")


def test_a_script_is_told_where_its_words_are(as_sam: Client, opened: Form) -> None:
    discard(as_sam)

    by_script(as_sam, opened, body="What", key="the-first-key")
    answer = by_script(as_sam, opened, body="What is there to say?", key="the-second-key")
    other = by_script(as_sam, opened, body="Else?", key="the-third-key", window=OTHER)

    assert (answer.status_code, other.status_code) == (410, 410)
    assert answer.json()["error"] == "This was taken out of the module meanwhile. " + (
        "Your words are kept."
    )
    kept = KeptSheet.objects.get(window=opened.fields["window"][0])
    assert kept.content["parts"] == ["What is there to say?"]
    assert (kept.content["group"], kept.content["sections"]) == ("for_later", ["what_is_next"])
    assert KeptSheet.objects.count() == 2
    assert answer.json()["see_url"] == reverse("modules:kept", args=[KEY, kept.pk])
    page = as_sam.get(answer.json()["see_url"])
    assertContains(page, "What is there to say?")
    assertNotContains(page, "Put this in its place")
    assertContains(as_sam.get(reverse("modules:module", args=[KEY])), answer.json()["see_url"])


def test_a_button_leads_to_where_its_words_are(as_sam: Client, opened: Form) -> None:
    discard(as_sam)

    answer = opened.post(as_sam, body="What is there to say?")

    kept = KeptSheet.objects.get()
    assertRedirects(answer, reverse("modules:kept", args=[KEY, kept.pk]))
    assert kept.content["parts"] == ["What is there to say?"]
    assertContains(as_sam.post(answer.url, {"do": "take"}, follow=True), "Copy what you need")
    assert KeptSheet.objects.exists()
    assertRedirects(as_sam.post(answer.url, {"do": "drop"}), reverse("modules:module", args=[KEY]))
    assert not KeptSheet.objects.exists()


def test_another_part_of_that_name_is_another_part(
    as_sam: Client, question: str, opened: Form
) -> None:
    discard(as_sam)
    add(as_sam, "group", "For later")
    assert add(as_sam, "question", "What else?", group="for_later") == question

    answer = by_script(as_sam, opened, body="Of the one before?", sections=[])

    assert answer.status_code == 409
    assert "error" not in answer.json()  # one's own windows need no name
    assert working(KEY).sheets["question/what_else"]["parts"] == []
    assert KeptSheet.objects.get().content["parts"] == ["Of the one before?"]


def test_what_cannot_be_kept_is_handed_back(as_sam: Client, opened: Form) -> None:
    discard(as_sam)

    answer = opened.post(as_sam, body="word " * 1000)

    assert answer.status_code == 422
    assertContains(answer, "the most is 4,000", status_code=422)
    assertContains(answer, "word word word", status_code=422)
    assert by_script(as_sam, opened, body="word " * 1000).status_code == 422
    assert not KeptSheet.objects.exists()


def test_of_a_module_that_is_gone_the_words_are_handed_back(
    as_sam: Client, shipped: Module
) -> None:
    begun = {"title": "A first year", "copy_of": ""}
    as_sam.post(reverse("modules:module-add"), begun)
    about = reverse("modules:about", args=["a_first_year"])
    form = form_at(as_sam, about, "base_version")
    as_sam.post(reverse("modules:module-discard", args=["a_first_year"]))

    answer = form.post(as_sam, body="What it asks of people.")

    assertContains(answer, "What it asks of people.", status_code=410)
    assertContains(answer, "This module is not there any more.", status_code=410)
    fields = {name: texts[0] for name, texts in form.fields.items()}
    late = as_sam.post(f"{about}save/", fields, content_type="application/json")
    assert late.status_code == 404
    assert "copy them" in late.json()["error"]


def test_what_never_was_a_part_is_not_found(as_sam: Client, opened: Form) -> None:
    for odd in ("order/x", "nonsense/x", f"question/{'x' * 120}"):
        form = Form(f"/manage/modules/{KEY}/{odd}/", opened.fields)
        assert form.post(as_sam).status_code == 404
        assert by_script(as_sam, form).status_code == 404
    assert not KeptSheet.objects.exists()
