"""A form that makes something makes it once, however often it is sent; and no words are dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from unittest import mock

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from journal.models import Cohort, Commitment, Partnership, Starter, TwoViews
from partnership.once import saved_once
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_partnership
from tests.forms import Form, form_at
from tests.ours import files, name

SOON = (timezone.localdate() + timedelta(days=9)).isoformat()


@dataclass(frozen=True)
class Page:
    """Where one adds something: who, with which words and which others, and what there is then."""

    who: str
    address: str
    made: Callable[[User], QuerySet]
    said: dict[str, str]
    other: dict[str, str]


PAGES = {
    "a commitment": Page(
        "bryony",
        "/looking-back/commitments/add/",
        lambda person: Commitment.objects.owned_by(person),
        {"when_text": "the form goes out", "will_text": "fill in my own", "due_on": SOON},
        {"will_text": "ask first"},
    ),
    "a partnership": Page(
        "bryony",
        "/partnerships/add/",
        lambda person: Partnership.objects.owned_by(person),
        {"name": "Hollybank", "description": "Since March."},
        {"name": "Kirkgate"},
    ),
    "a starter": Page(
        "rosalind",
        "/review/starters/",
        lambda person: Starter.objects.owned_by(person),
        {"wording": "What did you see?"},
        {"wording": "What came of it?"},
    ),
    "a cohort": Page(
        "rosalind",
        "/cohorts/add/",
        lambda person: Cohort.objects.filter(name__startswith="Spring"),
        {"name": "Spring", "starts_on": "2027-01-11", "module_ends_on": "2027-03-12"},
        {"name": "Spring again"},
    ),
}


@pytest.fixture(params=PAGES, ids=lambda name: name.replace(" ", "-"))
def page(request: pytest.FixtureRequest, autumn: Cohort) -> Page:
    return PAGES[request.param]


@pytest.fixture
def person(request: pytest.FixtureRequest, page: Page) -> User:
    person: User = request.getfixturevalue(page.who)
    return person


@pytest.fixture
def form(page: Page, person: User, autumn: Cohort) -> Form:
    form = form_at(signed_in(person), page.address, "once")
    form.fields["module"] = [str(autumn.module_id)]  # of a cohort
    return form


def test_sent_twice_it_is_made_once_and_answered_alike(
    page: Page, person: User, form: Form
) -> None:
    first, again = (form.post(signed_in(person), **page.said) for _ in range(2))

    assert page.made(person).count() == 1
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]


def test_other_words_from_the_page_that_one_went_back_to_are_made_too(
    page: Page, person: User, form: Form
) -> None:
    for said in (page.said, {**page.said, **page.other}, page.said):
        form.post(signed_in(person), **said)

    assert page.made(person).count() == 2


def test_changed_since_it_is_left_as_it_was_changed(page: Page, person: User, form: Form) -> None:
    form.post(signed_in(person), **page.said)
    field = next(iter(page.other))
    page.made(person).update(**{field: "Spring, put otherwise"})

    form.post(signed_in(person), **page.said)

    assert [getattr(one, field) for one in page.made(person)] == ["Spring, put otherwise"]


def test_sent_twice_at_the_same_moment_the_first_is_given(bryony: User) -> None:
    """The second had looked whether it is there before the first was kept."""
    first = make_partnership(bryony, "Hollybank")
    again = Partnership(pk=first.pk, author=bryony, name="Hollybank")

    with mock.patch.object(QuerySet, "first", side_effect=[None, first]):
        assert saved_once(again, Partnership.objects.owned_by(bryony)) is first

    assert Partnership.objects.owned_by(bryony).count() == 1


def test_a_key_says_nothing_of_who_else_used_it(bryony: User, idris: User) -> None:
    form = form_at(signed_in(bryony), "/partnerships/add/", "once")
    del form.fields["whose"]
    for person in (bryony, idris):
        form.post(signed_in(person), name="Hollybank")

    assert {link.author for link in Partnership.objects.across_owners(reason="a test")} == {
        bryony,
        idris,
    }


def test_a_page_from_before_has_no_key_and_adds_as_ever(as_bryony: Client, bryony: User) -> None:
    for key in ({}, {"once": "short"}):
        as_bryony.post("/partnerships/add/", {"name": "Hollybank", **key})

    assert Partnership.objects.owned_by(bryony).count() == 2


def test_an_asking_that_is_sent_twice_is_not_an_error(
    as_bryony: Client, bryony: User, idris: User, autumn: Cohort
) -> None:
    link = make_partnership(bryony)
    form = form_at(as_bryony, f"/partnerships/{link.pk}/compare/", "once")
    leader = str(autumn.memberships.get(person=idris).pk)

    answers = [form.post(as_bryony, leader=leader) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [link.get_absolute_url()] * 2
    assert TwoViews.objects.count() == 1


CHANGES = {
    "journal/looking_back/commitment.html": "what became of one",
    "journal/looking_back/pair.html": "what was said last of the two stands",
    "journal/review/starter_edit.html": "one that is there",
}


def test_each_form_that_is_saved_by_its_button_is_sent_once_or_changes_what_is_there() -> None:
    every = files("*.html", rooms=["templates"])
    texts = {name(path).removeprefix("templates/"): path.read_text() for path in every}
    silent = {
        template
        for template, text in texts.items()
        if re.search(r"<form[^>]* data-keep", text) and "{% once %}" not in text
    }

    assert silent == CHANGES.keys(), "print {% once %} in it, or say here what it changes"
