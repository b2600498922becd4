"""From memory first: while a question is answered again, or where it may be, the first stays away.

What one opens oneself may show it, and offers no sheet (decision 23).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.looking_back.keeping import keep_line
from journal.looking_back.on_this_day import on_this_day
from journal.models import Cohort, Entry, Question
from journal.tagging.passages import Span
from partnership.people.models import User
from tests.factories import make_entry, make_partnership, make_question

A_TERM_AGO = timezone.now() - timedelta(weeks=13)
FIRST = "Because we were told to."
HOME, LOOKING_BACK = reverse("writing:home"), reverse("looking_back:looking-back")
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)


@pytest.fixture
def why(autumn: Cohort) -> Question:
    return make_question(autumn.module, key="why", title="Why it matters")


@pytest.fixture
def first(bryony: User, why: Question) -> Entry:
    """Its author also keeps a line of it, and it is about a partnership."""
    entry = make_entry(bryony, FIRST, question=why, started_at=A_TERM_AGO)
    entry.partnerships.add(make_partnership(bryony))
    keep_line(entry=entry, span=Span(0, len(FIRST)))
    return entry


def again(bryony: User, why: Question, **fields: Any) -> Entry:
    return make_entry(bryony, "I think", **{"question": why, "done_at": None, **fields})


def in_view(page: str) -> str:
    """Without what is folded until somebody opens it."""
    return FOLDED.sub("", page)


@pytest.mark.parametrize("is_begun", [False, True], ids=["due", "half written"])
def test_no_page_that_leads_to_the_sheet_shows_the_first(
    as_bryony: Client, bryony: User, why: Question, first: Entry, is_begun: bool
) -> None:
    sheets = [why.get_absolute_url()]
    if is_begun:
        sheets.append(reverse("writing:entry-edit", args=[again(bryony, why).pk]))
    pages = [HOME, LOOKING_BACK, why.module.get_absolute_url(), reverse("writing:journal")]
    pages += [f"{reverse('writing:journal')}?q=told", first.get_absolute_url()]
    pages += [reverse("looking_back:pair", args=["why"])]
    pages += [reverse("looking_back:line-keep", args=[first.pk])]
    pages += [reverse("writing:version-list", args=[first.pk])]
    pages += [link.get_absolute_url() for link in first.partnerships.all()]
    shown = {page: in_view(as_bryony.get(page).text) for page in pages}

    lead_there = {page for page in pages if any(f'href="{one}"' in shown[page] for one in sheets)}
    have_words = {page for page in pages if FIRST in shown[page]}

    assert lead_there >= ({HOME} if is_begun else {LOOKING_BACK, why.module.get_absolute_url()})
    assert have_words >= {reverse("writing:journal"), first.get_absolute_url()}
    assert not lead_there & have_words
    assert not [sheet for sheet in sheets if FIRST in as_bryony.get(sheet).text]


def turned_up(client: Client) -> Any:
    return client.get(HOME).context_data["earlier"]


def test_home_brings_up_none_that_is_being_answered_again(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    assert turned_up(as_bryony).entry.pk == first.pk

    draft = again(bryony, why)
    assert turned_up(as_bryony) is None

    other = make_entry(bryony, "Of my own.", started_at=A_TERM_AGO)
    assert turned_up(as_bryony).entry.pk == other.pk

    Entry.objects.owned_by(bryony).filter(pk__in=[draft.pk, other.pk]).update(
        done_at=timezone.now(), binned_at=timezone.now()
    )
    assert turned_up(as_bryony).entry.pk == first.pk


@pytest.mark.parametrize(
    ("key", "done_at", "comes_up"),
    [
        ("fu_remember", None, False),
        ("fu_level", None, False),
        ("fu_remember", timezone.now(), True),
        ("fu_why", None, True),  # which has the first beside it
    ],
)
@pytest.mark.usefixtures("moments")
def test_nothing_comes_up_while_a_follow_up_is_answered_from_memory(
    as_bryony: Client,
    bryony: User,
    ended: Callable[[int], Cohort],
    key: str,
    done_at: Any,
    comes_up: bool,
) -> None:
    ended(1000)
    make_entry(bryony, "Of my own.", started_at=A_TERM_AGO)
    make_entry(bryony, "I think", follow_up=key, done_at=done_at)

    (then,) = on_this_day(bryony, timezone.now())

    assert (turned_up(as_bryony) is not None, then.opening == "Of my own.") == (comes_up, comes_up)


@pytest.mark.usefixtures("moments")
def test_home_brings_nothing_up_beside_the_questions_of_a_follow_up(
    as_bryony: Client, bryony: User, ended: Callable[[int], Cohort]
) -> None:
    make_entry(bryony, "Of my own.", started_at=A_TERM_AGO)
    ended(100)
    assert turned_up(as_bryony) is not None

    ended(3)
    page = as_bryony.get(HOME)

    assert page.context_data["follow_up"] is not None
    assert page.context_data["earlier"] is None


def test_on_this_day_shows_the_words_once_it_was_answered_again(
    as_bryony: Client, bryony: User, why: Question, first: Entry
) -> None:
    """Until then its heading, its day and a way to open it."""
    waiting = as_bryony.get(LOOKING_BACK)
    assert [one.opening for one in waiting.context_data["on_this_day"]] == [""]
    assert (
        "You can answer this again from memory, so your words are not shown here." in waiting.text
    )
    assert f'href="{first.get_absolute_url()}">Read it' in waiting.text
    assert "You answered this six weeks ago or more." in waiting.text

    again(bryony, why, done_at=timezone.now())
    page = as_bryony.get(LOOKING_BACK)

    assert [one.opening for one in page.context_data["on_this_day"]] == [FIRST]
    assert f'href="{why.get_absolute_url()}"' not in page.text


@pytest.mark.parametrize("is_open", [False, True])
def test_lines_of_what_is_asked_again_are_folded_but_for_those_that_were_just_changed(
    as_bryony: Client, first: Entry, is_open: bool
) -> None:
    term = first.passages.get().kept_line.term

    page = as_bryony.get(LOOKING_BACK + f"?term={term if is_open else '2020-1'}").text

    assert FIRST in page
    assert (FIRST in in_view(page)) is is_open
    assert ": 1 line</summary>" in page


@pytest.mark.parametrize("asked_by", ["", "the question", "a follow-up"])
@pytest.mark.usefixtures("moments")
def test_the_newest_lines_are_in_view_if_nothing_asks_to_remember_them(
    as_bryony: Client, bryony: User, why: Question, asked_by: str
) -> None:
    entry = make_entry(bryony, FIRST, question=why)
    keep_line(entry=entry, span=Span(0, len(FIRST)))
    older = make_entry(bryony, "Of my own.", started_at=A_TERM_AGO - timedelta(weeks=13))
    keep_line(entry=older, span=Span(0, 10))
    if asked_by:
        follow_up = "fu_level" if asked_by == "a follow-up" else ""
        again(bryony, why, question=None if follow_up else why, follow_up=follow_up)

    page = in_view(as_bryony.get(LOOKING_BACK).text)

    assert (FIRST in page) is not bool(asked_by)
    assert "Of my own.</blockquote>" not in page.partition("Your term in your words")[2]
