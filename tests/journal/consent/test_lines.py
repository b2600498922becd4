"""A leader says whether a line may be read out, and changes their mind; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.consent.deeds import answer
from journal.models import Cohort, Membership, SheetLine
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import ask_for, make_entry, make_question, share

LINES = reverse("consent:lines")
BODY = "We met in March. We gave up a day each. It was worth it."


@pytest.fixture
def line(bryony: User, rosalind: User, autumn: Cohort) -> SheetLine:
    return ask_for(share(make_entry(bryony, BODY), autumn), "We gave up a day each.", rosalind)


def answer_url(line: SheetLine) -> str:
    return reverse("consent:line-answer", args=[line.pk])


def said(line: SheetLine) -> str:
    return SheetLine.objects.get(pk=line.pk).consent


def test_the_leader_is_asked_in_plain_words(as_bryony: Client, line: SheetLine) -> None:
    page = as_bryony.get(LINES).text

    assert "Rosalind would like to read one line aloud:" in page
    assert "“We gave up a day each.”" in page
    for words in ("With my name", "Without my name", "No"):
        assert f">{words}</button>" in page


def test_nobody_has_asked(as_bryony: Client, autumn: Cohort) -> None:
    assert "Nobody has asked to read a line of yours." in as_bryony.get(LINES).text


@pytest.mark.parametrize("consent", ["named", "unnamed", "no"])
def test_an_answer_is_kept_and_can_be_changed(
    as_bryony: Client, line: SheetLine, consent: str
) -> None:
    for each in ("no", "named", "unnamed", consent):
        page = as_bryony.post(answer_url(line), {"consent": each}, follow=True)

        assert page.redirect_chain == [(LINES, 302)]
        assert said(line) == each
        assert [row.consent for row in page.context_data["answered"]] == [each]


@pytest.mark.parametrize("consent", ["", "yes", "NAMED", "\x00"])
def test_an_answer_that_is_none_is_refused(
    as_bryony: Client, line: SheetLine, consent: str
) -> None:
    page = as_bryony.post(answer_url(line), {"consent": consent}, follow=True)

    assert "Choose one of the three answers." in page.text
    assert said(line) == ""


@pytest.mark.parametrize("person", ["idris", "rosalind", "saoirse", "devinder", "sam"])
def test_nobody_answers_for_her(
    request: pytest.FixtureRequest, elsewhere: Cohort, line: SheetLine, person: str
) -> None:
    client = signed_in(request.getfixturevalue(person))

    assert client.post(answer_url(line), {"consent": "named"}).status_code == 404
    assert "We gave up" not in client.get(LINES).text
    assert said(line) == ""


def test_answering_is_a_button(as_bryony: Client, line: SheetLine) -> None:
    assert as_bryony.get(answer_url(line)).status_code == 405
    assert as_bryony.post(LINES).status_code == 405


def test_what_was_withdrawn_is_asked_about_no_more(
    as_bryony: Client, bryony: User, line: SheetLine
) -> None:
    as_bryony.post(reverse("sharing:copy-withdraw", args=[line.copy.entry_id]))

    assert not SheetLine.objects.exists()
    assert "We gave up" not in as_bryony.get(LINES).text


def test_whoever_left_the_cohort_is_asked_no_more(
    as_bryony: Client, bryony: User, line: SheetLine
) -> None:
    Membership.objects.filter(person=bryony).update(left_at=timezone.now())

    assert "We gave up" not in as_bryony.get(LINES).text
    assert as_bryony.post(answer_url(line), {"consent": "named"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_long(
    as_bryony: Client,
    bryony: User,
    rosalind: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(rows):
        question = make_question(key=f"q{number}")
        copy = share(make_entry(bryony, BODY, question=question), autumn)
        ask_for(copy, "We met in March.", rosalind)
        answer(ask_for(copy, "It was worth it.", rosalind), "named")

    # session, person, lines, the masthead
    with django_assert_num_queries(4):
        page = as_bryony.get(LINES)

    assert len(page.context_data["waiting"]) == rows
    assert len(page.context_data["answered"]) == rows
