"""What came too late for a sheet, beside what stands: one goes on with either, or with both."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.editing.drafts import discard
from frameworks.editing.sheets import SOURCE
from frameworks.models import Edition, KeptWording
from partnership.people.models import User

from .sending import ELEMENT, OTHER, by_script, one, sent

pytestmark = pytest.mark.django_db
WORDS = "/manage/frameworks/levels/draft/words/"


def two(client: Client, draft: Edition, mine: dict[str, str], theirs: dict[str, str]) -> str:
    """Two windows send these; where both wordings are."""
    by_script(client, sent(draft, window=OTHER, **theirs))
    answer = by_script(client, sent(draft, base_version=0, **mine))
    assert answer.status_code == 409
    return reverse("editing:kept", args=["levels", KeptWording.objects.get().pk])


def test_what_was_kept_is_taken_and_what_it_replaced_is_kept(
    as_sam: Client, draft: Edition
) -> None:
    by_script(as_sam, sent(draft, description="Theirs.", window=OTHER))
    by_script(as_sam, sent(draft, description="Mine.", base_version=0))
    address = reverse("editing:kept", args=["levels", KeptWording.objects.get().pk])

    page = as_sam.get(address)
    assertContains(page, "Mine.")
    assertContains(page, "Theirs.")
    as_sam.post(address, {"do": "take"})

    assert one(draft).description == "Mine."
    assert KeptWording.objects.get().fields["description"] == "Theirs."
    assertRedirects(as_sam.post(address, {"do": "drop"}), ELEMENT)
    assert one(draft).description == "Mine."
    assert not KeptWording.objects.exists()


def test_both_stand_one_below_the_other(as_sam: Client, draft: Edition) -> None:
    address = two(
        as_sam,
        draft,
        {"description": "Mine.", "aliases": "uno\neins"},
        {"description": "Theirs.", "aliases": "uno\nun"},
    )
    assertContains(as_sam.get(address), "Keep both, one below the other")

    page = as_sam.post(address, {"do": "both"}, follow=True)

    assertRedirects(page, ELEMENT)
    assertContains(page, "Both are in the draft now, one below the other.")
    assert one(draft).description == "Theirs.\n\n* * *\n\nMine."
    assert one(draft).aliases == ["uno", "un", "eins"]
    assert one(draft).version == 2
    assert not KeptWording.objects.exists()


def test_what_both_cannot_hold_stays_kept(as_sam: Client, draft: Edition) -> None:
    """A name is one or the other."""
    mine = {"name": "My name", "description": "Mine."}
    address = two(as_sam, draft, mine, {"description": "Theirs."})

    for _ in range(2):
        as_sam.post(address, {"do": "both"})

    assert (one(draft).name, one(draft).version) == ("One", 2)
    assert one(draft).description == "Theirs.\n\n* * *\n\nMine."
    assert KeptWording.objects.get().fields["name"] == "My name"
    assertContains(as_sam.get(ELEMENT), "What else differed is still kept beside it.")


def test_both_are_offered_of_long_texts_only(as_sam: Client, draft: Edition) -> None:
    address = two(as_sam, draft, {"name": "Mine"}, {"name": "Theirs"})

    assertNotContains(as_sam.get(address), "Keep both")


def test_both_of_the_draft_s_own_words(as_sam: Client, draft: Edition) -> None:
    another = {f"source-{len(draft.sources)}-{name}": "" for name in SOURCE}
    another |= {f"source-{len(draft.sources)}-basis": "published"}  # as an empty one is
    for late, notes in ((False, "First.\n\nTheirs."), (True, "First.\n\nMine.")):
        form = sent(draft, "edition", notes=notes, window=OTHER if late else "a" * 32)
        by_script(as_sam, {**form, **another, "base_version": 0}, WORDS)
    kept = KeptWording.objects.get()

    as_sam.post(reverse("editing:kept", args=["levels", kept.pk]), {"do": "both"})

    draft.refresh_from_db()
    assert draft.notes == ["First.", "Theirs.", "Mine."]
    assert not KeptWording.objects.exists()


def test_both_that_are_too_long_together_stay_as_they_are(as_sam: Client, draft: Edition) -> None:
    mine, theirs = "a" * 15_000, "b" * 15_000
    address = two(as_sam, draft, {"description": mine}, {"description": theirs})

    page = as_sam.post(address, {"do": "both"}, follow=True)

    assertContains(page, "Make one of them shorter first.")
    assert one(draft).description == theirs
    assert KeptWording.objects.get().fields["description"] == mine


@pytest.mark.parametrize("do", ["take", "both", "", "nonsense"])
def test_without_a_draft_it_stays_kept(as_sam: Client, draft: Edition, sam: User, do: str) -> None:
    address = two(as_sam, draft, {"description": "Mine."}, {"description": "Theirs."})
    discard(draft, by=sam)

    page = as_sam.post(address, {"do": do}, follow=True)

    assertContains(page, "Begin one first.")
    assertContains(page, "Mine.")
    assertNotContains(page, "Keep both")
    assert KeptWording.objects.exists()


def test_the_draft_says_that_something_is_kept(as_sam: Client, draft: Edition) -> None:
    by_script(as_sam, sent(draft, description="First.", window=OTHER))
    by_script(as_sam, sent(draft, description="Second.", base_version=0))

    assertContains(as_sam.get("/manage/frameworks/levels/draft/"), "See both")
