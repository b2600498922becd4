"""A facilitator's own opening lines."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Starter
from journal.review.starters import shipped
from partnership.people.models import User

LIST = reverse("review:starter-list")


@pytest.fixture
def lines(rosalind: User) -> list[Starter]:
    return [
        Starter.objects.create(author=rosalind, wording=wording, position=position)
        for position, wording in enumerate(("One?", "Two?", "Three?"), 1)
    ]


def wordings(person: User) -> list[str]:
    return list(Starter.objects.owned_by(person).values_list("wording", flat=True))


def test_the_seven_shipped_ones_stand_beneath_one_s_own(
    as_rosalind: Client, lines: list[Starter]
) -> None:
    page = as_rosalind.get(LIST).content.decode()

    assert len(shipped()) == 7
    assert all(wording in page for wording in ("One?", "what would they add?"))


def test_one_is_added_at_the_end(as_rosalind: Client, rosalind: User, lines: list[Starter]) -> None:
    as_rosalind.post(LIST, {"wording": "Four?"})

    assert wordings(rosalind) == ["One?", "Two?", "Three?", "Four?"]


@pytest.mark.parametrize("wording", ["", "   ", "x" * 301])
def test_what_is_no_line_is_refused(
    as_rosalind: Client, rosalind: User, lines: list[Starter], wording: str
) -> None:
    edit = reverse("review:starter-edit", args=[lines[0].pk])

    assert as_rosalind.post(LIST, {"wording": wording}).status_code == 422
    assert as_rosalind.post(edit, {"wording": wording}).status_code == 422
    assert wordings(rosalind) == ["One?", "Two?", "Three?"]


def test_one_is_changed(as_rosalind: Client, rosalind: User, lines: list[Starter]) -> None:
    edit = reverse("review:starter-edit", args=[lines[1].pk])
    assert "Two?" in as_rosalind.get(edit).content.decode()

    as_rosalind.post(edit, {"wording": "And two?"})

    assert wordings(rosalind) == ["One?", "And two?", "Three?"]


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        (1, "up", ["Two?", "One?", "Three?"]),
        (1, "down", ["One?", "Three?", "Two?"]),
        (0, "up", ["One?", "Two?", "Three?"]),
        (2, "down", ["One?", "Two?", "Three?"]),
    ],
)
def test_they_are_put_in_order(
    as_rosalind: Client, rosalind: User, lines: list[Starter], which: int, to: str, order: list[str]
) -> None:
    as_rosalind.post(reverse("review:starter-move", args=[lines[which].pk]), {"to": to})

    assert wordings(rosalind) == order


def test_one_is_deleted(as_rosalind: Client, rosalind: User, lines: list[Starter]) -> None:
    as_rosalind.post(reverse("review:starter-delete", args=[lines[0].pk]))

    assert wordings(rosalind) == ["Two?", "Three?"]


@pytest.mark.parametrize("name", ["starter-edit", "starter-move", "starter-delete"])
def test_another_s_are_not_there(
    as_bryony: Client, rosalind: User, lines: list[Starter], name: str
) -> None:
    answer = as_bryony.post(reverse(f"review:{name}", args=[lines[0].pk]), {"wording": "Mine?"})

    assert answer.status_code == 404
    assert "One?" not in as_bryony.get(LIST).content.decode()
    assert wordings(rosalind) == ["One?", "Two?", "Three?"]


@pytest.mark.parametrize("name", ["starter-move", "starter-delete"])
def test_a_button_is_pressed_and_not_followed(
    as_rosalind: Client, lines: list[Starter], name: str
) -> None:
    assert as_rosalind.get(reverse(f"review:{name}", args=[lines[0].pk])).status_code == 405
