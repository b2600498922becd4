"""Lenses and the guided shape: a line for each, and keys that stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from journal.models import Module
from journal.modules.prompts import Prompt, as_text, from_text

from .desk import KEY, WINDOW, publish

OWN: Prompt = {"key": "lens_self", "name": "Your own story", "prompt": "What in your past?"}
THEIRS: Prompt = {"key": "lens_them", "name": "Partners", "prompt": "How would they tell it?"}


def read(text: str, *before: Prompt) -> list[Prompt]:
    return from_text(text, before, otherwise="lens")


@pytest.mark.parametrize(
    "before",
    [[], [OWN], [OWN, THEIRS], [{**OWN, "name": "One: two"}], [{**OWN, "prompt": "One\ntwo?"}]],
)
def test_what_is_not_changed_stays_as_it_was(before: list[Prompt]) -> None:
    assert read(as_text(before), *before) == before


def test_the_order_is_that_of_the_lines_and_keys_go_with_names() -> None:
    text = "Partners: And in their words?\n\nYour own story: What in your past?\n"

    found = read(text, OWN, THEIRS)

    assert found == [{**THEIRS, "prompt": "And in their words?"}, OWN]


def test_one_that_asks_the_same_under_another_name_keeps_its_key() -> None:
    assert read("Mine: What in your past?", OWN, THEIRS) == [{**OWN, "name": "Mine"}]


def test_a_new_one_gets_a_key_that_nobody_had() -> None:
    found = read("Lens self: Why?\n読: What?", OWN)

    assert [one["key"] for one in found] == ["lens_self_2", "lens"]


def test_a_line_without_a_colon_is_a_name_so_far() -> None:
    assert read("Reading") == [{"key": "reading", "name": "Reading", "prompt": ""}]


def save(client: Client, module: Module, **changed: str) -> Any:
    about = {"title": module.title, "body": module.introduction, "base_version": 0}
    about["window"] = WINDOW
    return client.post(
        reverse("modules:about", args=[KEY]), {**about, "key": "a-key-of-its-own", **changed}
    )


@pytest.mark.django_db
def test_an_admin_changes_them_and_publishes(as_sam: Client, shipped: Module) -> None:
    page = as_sam.get(reverse("modules:about", args=[KEY]))
    assertContains(page, "Reading: Which idea in the reading does this bear out")
    shape = as_text(shipped.guided_shape)

    save(as_sam, shipped, lenses="Pupils and families: What would they say?", guided_shape=shape)

    changes = as_sam.get(reverse("modules:module-publish", args=[KEY]))
    assertContains(changes, "Lenses")
    publish(as_sam)
    before = list(shipped.guided_shape)
    shipped.refresh_from_db()
    assert shipped.lenses == [
        {"key": "lens_learners", "name": "Pupils and families", "prompt": "What would they say?"}
    ]
    assert shipped.guided_shape == before


@pytest.mark.django_db
def test_one_that_asks_nothing_is_kept_and_not_published(as_sam: Client, shipped: Module) -> None:
    assertRedirects(save(as_sam, shipped, lenses="Reading"), f"/manage/modules/{KEY}/#about")

    page = as_sam.get(reverse("modules:module-publish", args=[KEY]))

    assertContains(page, "The lens “Reading” needs a name, a colon and a question.")
    publish(as_sam)
    shipped.refresh_from_db()
    assert len(shipped.lenses) == 4


@pytest.mark.django_db
def test_a_page_that_does_not_send_them_leaves_them(as_sam: Client, shipped: Module) -> None:
    save(as_sam, shipped, title="Another title")
    publish(as_sam)

    before = list(shipped.lenses)
    shipped.refresh_from_db()
    assert (shipped.title, shipped.lenses) == ("Another title", before)
