"""What a form changes is not written over unseen: two windows, and both have words to save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, Commitment, LookBack, Partnership, Starter
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_commitment, make_entry, make_partnership, make_question
from tests.forms import Form, form_at, form_on
from tests.ours import files, name

HERS, HIS = "Said in one window", "Said in the other"


@dataclass(frozen=True)
class Page:
    """Where it is changed: by whom, one field of words, what else is sent, and where it is kept."""

    who: str
    at: Callable[[User], str]
    field: str
    kept: Callable[[User], Any]
    others: dict[str, str] = field(default_factory=dict)


def a_commitment(person: User) -> str:
    return make_commitment(person).get_absolute_url()


def a_starter(person: User) -> str:
    starter = Starter.objects.create(author=person, wording="Which?", position=1)
    return f"/review/starters/{starter.pk}/"


def a_pair(person: User) -> str:
    question = make_question()
    for days in (200, 100):
        make_entry(person, question=question, started_at=timezone.now() - timedelta(days=days))
    return f"/looking-back/{question.key}/"


PAGES = {
    "a commitment": Page(
        "bryony",
        lambda person: f"{a_commitment(person)}edit/",
        "will_text",
        Commitment.objects.owned_by,
    ),
    "what became of one": Page(
        "bryony", a_commitment, "helped", Commitment.objects.owned_by, {"outcome": "let_go"}
    ),
    "a partnership": Page(
        "bryony",
        lambda person: f"{make_partnership(person).get_absolute_url()}edit/",
        "description",
        Partnership.objects.owned_by,
    ),
    "a starter": Page("rosalind", a_starter, "wording", Starter.objects.owned_by),
    "what one sees now": Page("bryony", a_pair, "see_now", LookBack.objects.owned_by),
}


@pytest.fixture(params=PAGES, ids=lambda name: name.replace(" ", "-"))
def page(request: pytest.FixtureRequest, autumn: Cohort) -> Page:
    return PAGES[request.param]


@pytest.fixture
def person(request: pytest.FixtureRequest, page: Page) -> User:
    person: User = request.getfixturevalue(page.who)
    return person


@pytest.fixture
def client(person: User) -> Client:
    return signed_in(person)


@pytest.fixture
def windows(page: Page, person: User, client: Client) -> list[Form]:
    """Two, open on the same."""
    at = page.at(person)
    return [form_at(client, at, page.field) for _ in range(2)]


def test_other_words_are_shown_before_they_are_replaced(
    page: Page, person: User, client: Client, windows: list[Form]
) -> None:
    one, other = windows
    assert one.post(client, **page.others, **{page.field: HERS}).status_code == 302

    answer = other.post(client, **page.others, **{page.field: HIS})

    assert answer.status_code in (200, 422)
    assert f"has saved other words here: “{HERS}”" in answer.text
    assert f"{HIS}</textarea>" in answer.text
    assert getattr(page.kept(person).get(), page.field) == HERS
    again = form_on(answer, page.field, other.action)
    assert again.post(client, **page.others).status_code == 302
    assert getattr(page.kept(person).get(), page.field) == HIS


def test_a_field_that_was_left_alone_is_not_put_back(
    page: Page, person: User, client: Client, windows: list[Form]
) -> None:
    one, other = windows
    one.post(client, **page.others, **{page.field: HERS})

    assert other.post(client, **page.others).status_code == 302

    assert getattr(page.kept(person).get(), page.field) == HERS


def test_the_same_words_and_the_words_of_a_page_from_before_are_saved(
    page: Page, person: User, client: Client, windows: list[Form]
) -> None:
    one, other = windows
    for window in (one, other):
        assert window.post(client, **page.others, **{page.field: HERS}).status_code == 302
    del other.fields["began"]

    assert other.post(client, **page.others, **{page.field: HIS}).status_code == 302

    assert getattr(page.kept(person).get(), page.field) == HIS


def test_each_form_that_changes_words_says_what_it_began_from() -> None:
    every = files("*.html", rooms=["templates"])
    texts = {name(path).removeprefix("templates/"): path.read_text() for path in every}
    silent = {
        template
        for template, text in texts.items()
        if "data-keep>" in text and "{% began form %}" not in text
    }

    assert silent == {"journal/review/starters.html"}  # which only adds
