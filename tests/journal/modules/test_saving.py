"""A sheet is saved as one writes: two admins at once lose nothing, nor does a repeated request."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from journal.models import DraftSheet, KeptSheet, Module, ModuleDraft, SheetReceipt
from partnership.people.models import User

from .desk import KEY, SAVE, asked, edit, publish, save

pytestmark = pytest.mark.django_db


def test_a_save_raises_the_version_by_one_and_publishes_nothing(
    as_sam: Client, shipped: Module
) -> None:
    first = save(as_sam, body="One?", key="the-first-key")
    second = save(as_sam, body="One?\n\n Two? ", base_version=1, key="the-second-key")

    assert [first.json()["version"], second.json()["version"]] == [1, 2]
    assert asked() == ["One?", "Two?"]
    assert shipped.questions.get(key="pr_why").parts != ["One?"]


def test_looking_writes_nothing(as_sam: Client, shipped: Module) -> None:
    for name in ("module", "about", "module-preview", "module-publish"):
        as_sam.get(reverse(f"modules:{name}", args=[KEY]))
    as_sam.get(reverse("modules:part", args=[KEY, "question", "pr_why"]))

    assert not ModuleDraft.objects.exists()


def test_the_same_key_again_gets_the_same_answer(as_sam: Client, shipped: Module) -> None:
    first = save(as_sam, body="One?")
    again = save(as_sam, body="One?")

    assert first.json() == again.json()
    assert DraftSheet.objects.get().version == 1
    assert SheetReceipt.objects.count() == 1


def test_other_words_from_a_page_gone_back_to_are_not_said_to_be_saved(
    as_sam: Client, shipped: Module
) -> None:
    edit(as_sam, "pr_why", body="One?")

    answer = edit(as_sam, "pr_why", body="Another, after going back?")

    kept = KeptSheet.objects.get()
    assert kept.content["parts"] == ["Another, after going back?"]
    assert answer["Location"].endswith(f"/{kept.pk}/")
    assert asked() == ["One?"]


def test_of_two_admins_the_second_overwrites_nothing(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_sam, body="Sam’s?", key="the-key-of-sam")

    answer = save(as_noor, body="Noor’s?", key="the-key-of-noor")

    assert answer.status_code == 409
    assert answer.json()["error"].startswith("Sam Admin changed this")
    assert asked() == ["Sam’s?"]
    kept = KeptSheet.objects.get()
    assert kept.content["parts"] == ["Noor’s?"]
    both = as_noor.get(answer.json()["both_url"])
    assertContains(both, "Two of you changed Why partnership matters")
    assertContains(both, "Noor’s?")
    sheet = as_sam.get(f"/manage/modules/{KEY}/question/pr_why/")
    assertContains(sheet, "Another wording of this is kept beside the draft")
    module = as_sam.get(reverse("modules:module", args=[KEY]))
    assertContains(module, "Kept beside the draft")
    assertContains(module, f'href="{answer.json()["both_url"]}">Why partnership matters</a>')
    again = save(as_noor, body="Noor’s?", key="the-key-of-noor")
    assert (again.status_code, again.json()["both_url"]) == (409, answer.json()["both_url"])
    assert KeptSheet.objects.count() == 1


def test_the_same_words_from_two_windows_are_no_conflict(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_sam, body="The same?", key="the-key-of-sam")

    answer = save(as_noor, body="The same?", key="the-key-of-noor")

    assert (answer.status_code, answer.json()["version"]) == (200, 1)


def test_without_a_script_the_second_sees_both(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    edit(as_sam, "pr_why", body="Sam’s?", key="the-key-of-sam")

    answer = edit(as_noor, "pr_why", body="Noor’s?", key="the-key-of-noor")

    assertRedirects(answer, reverse("modules:kept", args=[KEY, KeptSheet.objects.get().pk]))
    page = as_noor.get(answer.url).content.decode()
    only_here = '<mark><span class="visually-hidden">(only here: </span>'
    assert page.index(f"{only_here}Sam") < page.index(f"{only_here}Noor")


def test_other_sheets_and_moves_are_no_conflict(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    as_sam.post(reverse("modules:part-move", args=[KEY, "question", "pr_why"]), {"to": "down"})

    assert edit(as_noor, "pr_role", body="Who?", key="the-key-of-noor").status_code == 302
    assert save(as_noor, body="Why?", key="another-key-of-noor").status_code == 200


def test_a_window_that_was_open_while_another_published_goes_on(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_noor, body="Noor’s?", key="the-key-of-noor")
    publish(as_sam, pr_why="fix")

    answer = save(as_noor, body="Noor’s, and more?", base_version=1, key="more-of-noor")

    assert answer.status_code == 200
    assert shipped.questions.get(key="pr_why").parts == ["Noor’s?"]


def test_a_window_whose_question_became_another_is_kept_apart(
    as_sam: Client, as_noor: Client, shipped: Module
) -> None:
    save(as_noor, body="Noor’s?", key="the-key-of-noor")
    publish(as_sam, pr_why="new")

    answer = save(as_noor, body="Noor’s, and more?", base_version=1, key="more-of-noor")

    assert answer.status_code == 409
    assert KeptSheet.objects.get().content["parts"] == ["Noor’s, and more?"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"body": "x" * 4001}, "4,001 characters"),
        ({"body": "half \ud800"}, "half a character"),
        ({"title": ["a", "list"]}, "not text"),
        ({"group": "nowhere"}, "Select a valid choice"),
        ({"suggested_tags": ["no_such/element"]}, "Select a valid choice"),
        ({"sections": ["sec_of_another"]}, "Select a valid choice"),
        ({"opens_on": "soon"}, "valid date"),
        ({"base_version": "x"}, "which version"),
        ({"key": "!"}, "no proper key"),
    ],
)
def test_what_cannot_be_kept_is_said(
    as_sam: Client, shipped: Module, changed: dict[str, Any], words: str
) -> None:
    answer = save(as_sam, **changed)

    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert not DraftSheet.objects.exists()


def test_someone_else_at_the_same_computer_saves_nothing(as_sam: Client, shipped: Module) -> None:
    assert save(as_sam, author="somebody").status_code == 401


def test_what_is_no_json_is_handed_back(as_sam: Client, shipped: Module) -> None:
    assert as_sam.post(SAVE, "{", content_type="application/json").status_code == 422


def test_a_leader_saves_nothing(as_bryony: Client, bryony: User, shipped: Module) -> None:
    assert save(as_bryony, body="Mine?").status_code == 404
    assert not ModuleDraft.objects.exists()
