"""Which rows of a list are right, which are to put right and why, and which have nothing to do."""

from __future__ import annotations

from typing import Any

import pytest

from journal.cohorts import deeds
from journal.cohorts.closing import close_cohort
from journal.cohorts.lists import Looked, Typed, looked_through
from journal.models import Cohort
from partnership.people.models import User
from tests.factories import make_cohort, make_person


def row(email: str = "new@example.org", line: int = 1, **changed: str) -> Typed:
    return Typed(line, email, **{"name": "New", "role": "leader", "cohort": "Autumn", **changed})


def look(*rows: Typed) -> Looked:
    return looked_through(rows, Cohort.objects.not_closed())


def test_a_row_is_right(autumn: Cohort) -> None:
    looked = look(row("Ann@Example.ORG", role="Facilitators", cohort="AUTUMN"))

    (right,) = looked.right
    assert (right.email, right.name, right.role, right.cohort) == (
        "ann@example.org", "New", "facilitator", autumn,
    )  # fmt: skip
    assert looked.wrong == looked.done == []


def test_an_address_may_bring_its_name(autumn: Cohort) -> None:
    (right,) = look(row("Ann New <ann@example.org>", name="")).right

    assert (right.email, right.name) == ("ann@example.org", "Ann New")


@pytest.mark.parametrize(
    ("changed", "column", "why"),
    [
        ({"email": ""}, "email", "There is no email address."),
        ({"email": "ann.example.org"}, "email", "There is no @ in it."),
        ({"email": "ann@example"}, "email", "This is not a whole email address."),
        ({"name": "x" * 121}, "name", "The name is longer than 120 characters."),
        ({"name": "b@example.org"}, "name", "That looks like an email address."),
        ({"role": "head"}, "role", "Choose leader or facilitator."),
        ({"cohort": "Winter"}, "cohort", "There is no open cohort of this name."),
        ({"cohort": ""}, "cohort", "There is no open cohort of this name."),
        ({"cohort": "Twins"}, "cohort", "More than one cohort is called that. Choose one."),
        ({"cohort": "Shut"}, "cohort", "There is no open cohort of this name."),
        ({"email": "gone@example.org"}, "email", "The access of this account was ended."),
        ({"email": "rosalind@example.org"}, "role", "They are in Autumn already, as a facilit"),
        ({"email": "asked@example.org"}, "role", "They are invited to Autumn already, as a fa"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    autumn: Cohort, rosalind: User, changed: dict[str, str], column: str, why: str
) -> None:
    for _ in range(2):
        make_cohort(name="Twins")
    close_cohort(make_cohort(name="Shut"), by=rosalind)
    make_person("Gone", email="gone@example.org", is_active=False)
    deeds.invite(autumn, email="asked@example.org", role="facilitator", by=None)

    looked = look(row(**{"email": "new@example.org", **changed}))

    (wrong,) = looked.wrong
    assert list(wrong.problems) == [column]
    assert wrong.problems[column].startswith(why)
    assert looked.right == []


def test_everything_wrong_with_a_row_is_said_at_once(db: None) -> None:
    (wrong,) = look(row("x", role="", cohort="")).wrong

    assert list(wrong.problems) == ["email", "role", "cohort"]


def test_who_is_in_or_asked_has_nothing_to_do(autumn: Cohort, bryony: User) -> None:
    deeds.invite(autumn, email="asked@example.org", role="leader", by=None)

    looked = look(row("BRYONY@example.org"), row("asked@example.org"), row("new@example.org"))

    assert [one.email for one in looked.done] == ["bryony@example.org", "asked@example.org"]
    assert [one.email for one in looked.right] == ["new@example.org"]


def test_an_address_twice_is_invited_once_and_to_two_cohorts_twice(
    autumn: Cohort, elsewhere: Cohort
) -> None:
    looked = look(row(line=2), row(line=3), row(line=4, cohort="Elsewhere"))

    assert [one.typed.line for one in looked.right] == [2, 4]
    assert looked.wrong[0].problems == {"email": "This address is on line 2 already."}


@pytest.mark.parametrize("rows", [1, 100])
def test_more_rows_cost_no_more_queries(
    autumn: Cohort, rows: int, django_assert_num_queries: Any
) -> None:
    cohorts = list(Cohort.objects.not_closed())

    with django_assert_num_queries(3):
        looked_through([row(f"{n}@example.org") for n in range(rows)], cohorts)
