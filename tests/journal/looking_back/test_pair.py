"""Two answers to one question, side by side: which two, what is said of them, and who reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import Entry, LookBack, Observation, Partnership, Question, Tag
from partnership.people.models import User
from tests.factories import (
    make_entry,
    make_framework,
    make_partnership,
    make_question,
    reworded,
)

PAIR = reverse("looking_back:pair", args=["why"])
OCTOBER = datetime(2025, 10, 3, 12, tzinfo=UTC)
JANUARY = datetime(2026, 1, 9, 12, tzinfo=UTC)
MAY = datetime(2026, 5, 8, 12, tzinfo=UTC)


@pytest.fixture
def why(db: None) -> Question:
    return make_question(key="why", title="Why it matters", parts=["Why does it?"])


@pytest.fixture
def answer(bryony: User, why: Question) -> Callable[..., Entry]:
    def answered(words: str, at: datetime, **fields: Any) -> Entry:
        return make_entry(bryony, words, question=why, started_at=at, **fields)

    return answered


@pytest.fixture
def levels(db: None) -> dict[str, Element]:
    framework = make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    return {one.key: one for one in framework.editions.get().elements.all()}


@pytest.fixture
def hollybank(bryony: User) -> Partnership:
    return make_partnership(bryony, "Hollybank")


def said(then: Entry, now: Entry, **fields: str) -> dict[str, str]:
    return {"then": str(then.pk), "now": str(now.pk), **fields}


def page(client: Client, **query: str) -> str:
    return client.get(PAIR, query).content.decode()


def test_the_first_answer_stands_before_the_newest(
    as_bryony: Client, answer: Callable[..., Entry]
) -> None:
    answer("We are better together.", MAY)
    answer("Because we were told to.", OCTOBER)

    shown = page(as_bryony)

    assert "Why does it?" in shown
    assert shown.index("3 October 2025") < shown.index("Because we were told to.")
    assert shown.index("Because we were told to.") < shown.index("8 May")
    assert shown.index("8 May") < shown.index("We are better together.")


def test_of_three_any_two_can_be_chosen_in_either_order(
    as_bryony: Client, answer: Callable[..., Entry]
) -> None:
    _, second, third = (
        answer(f"Answer {n}.", at) for n, at in enumerate([OCTOBER, JANUARY, MAY], 1)
    )

    usual, chosen = page(as_bryony), page(as_bryony, **said(third, second))

    assert [f"Answer {n}." in usual for n in (1, 2, 3)] == [True, False, True]
    assert [f"Answer {n}." in chosen for n in (1, 2, 3)] == [False, True, True]
    assert chosen.index("Answer 2.") < chosen.index("Answer 3.")


def test_two_have_nothing_to_choose_from(as_bryony: Client, answer: Callable[..., Entry]) -> None:
    answer("Then.", OCTOBER)
    answer("Now.", MAY)

    assert "<select" not in page(as_bryony)


@pytest.mark.parametrize("other", [{"done_at": None}, {"binned_at": timezone.now()}])
def test_one_finished_answer_is_not_shown_and_may_be_given_again(
    as_bryony: Client, answer: Callable[..., Entry], other: dict[str, Any]
) -> None:
    """A second that is half written is written from memory: the first stays hidden."""
    answer("Because we were told to.", OCTOBER)
    answer("A second", MAY, **other)

    shown = page(as_bryony)

    assert "When you answer this question a second time, both answers appear here." in shown
    assert 'href="/write/why/">Answer it again</a>' in shown
    assert "Because we were told to." not in shown


def test_nobody_else_has_such_a_page(
    as_idris: Client, as_rosalind: Client, as_sam: Client, answer: Callable[..., Entry]
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)

    for client in (as_idris, as_rosalind, as_sam):
        assert client.get(PAIR).status_code == 404
        assert client.post(PAIR, said(then, now, what_changed="both")).status_code == 404


def test_somebody_elses_answers_are_never_a_side(
    as_bryony: Client, answer: Callable[..., Entry], idris: User, why: Question
) -> None:
    answer("Then.", OCTOBER)
    mine = answer("Now.", MAY)
    his = make_entry(idris, "Words of Idris.", question=why, started_at=JANUARY)

    shown = page(as_bryony, **said(his, mine))

    assert "Words of Idris." not in shown
    assert "Then." in shown


def test_what_is_not_a_question_is_missing(as_bryony: Client) -> None:
    assert as_bryony.get(PAIR).status_code == 404
    assert as_bryony.put(PAIR).status_code == 405


def test_what_differs_in_tags_is_said_in_words(
    as_bryony: Client, answer: Callable[..., Entry]
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)
    make_framework("words", ("trust", "time", "money"), name="Words")
    trust, time, money = Element.objects.order_by("position")
    for entry, elements in ((then, (trust, time)), (now, (trust, money))):
        for element in elements:
            Tag.objects.create(entry=entry, element=element)

    sentences = as_bryony.get(PAIR).context_data["difference"]

    assert sentences == [
        "Named both times: Trust.",
        "Named only on 3 October 2025: Time.",
        f"Named only on {as_bryony.get(PAIR).context_data['sides'][1].day}: Money.",
    ]


def test_of_two_answers_of_one_day_it_says_which_time(
    as_bryony: Client, answer: Callable[..., Entry]
) -> None:
    words = make_framework("words", ("time", "money"))
    for n, element in enumerate(words.editions.get().elements.all()):
        written = answer(f"Answer {n}.", OCTOBER + timedelta(hours=n))
        Tag.objects.create(entry=written, element=element)

    assert as_bryony.get(PAIR).context_data["difference"] == [
        "Named only the first time: Time.",
        "Named only the second time: Money.",
    ]


def test_the_same_element_in_two_editions_is_no_difference(
    as_bryony: Client, answer: Callable[..., Entry]
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)
    framework = make_framework("words", ("trust",), name="Words")
    Tag.objects.create(entry=then, element=Element.objects.get())
    faith = reworded(framework, faith=["trust"])["faith"]
    Tag.objects.create(entry=now, element=faith)

    assert as_bryony.get(PAIR).context_data["difference"] == [
        "You named the same both times: Faith."
    ]


def test_what_changed_is_kept_and_the_answers_stay_as_they_were(
    as_bryony: Client, answer: Callable[..., Entry], bryony: User
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)
    before = list(Entry.objects.owned_by(bryony).order_by("pk").values())

    saved = as_bryony.post(PAIR, said(then, now, what_changed="view", see_now=" I was\n early. "))

    kept = LookBack.objects.owned_by(bryony).get()
    assert (kept.earlier, kept.later, kept.what_changed, kept.see_now) == (
        then, now, "view", "I was early."
    )  # fmt: skip
    assert saved.status_code == 302
    assert "I was early." in as_bryony.get(saved["Location"]).content.decode()
    assert list(Entry.objects.owned_by(bryony).order_by("pk").values()) == before


def test_said_again_the_last_stands_and_nothing_takes_it_back(
    as_bryony: Client, answer: Callable[..., Entry], bryony: User
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)
    mine = LookBack.objects.owned_by(bryony)

    as_bryony.post(PAIR, said(then, now, what_changed="view"))
    as_bryony.post(PAIR, said(now, then, what_changed="neither"))
    assert list(mine.values_list("earlier", "what_changed")) == [(then.pk, "neither")]

    as_bryony.post(PAIR, said(then, now))
    assert not mine.exists()


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"what_changed": "better"}, "Select a valid choice"),
        ({"see_now": "x" * 301}, "This is 301 characters long and the most is 300."),
        ({"see_now": "\0"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_reason(
    as_bryony: Client,
    answer: Callable[..., Entry],
    bryony: User,
    sent: dict[str, str],
    problem: str,
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)

    shown = as_bryony.post(PAIR, said(then, now, **sent))

    assert shown.status_code == 422
    assert problem in shown.content.decode()
    assert not LookBack.objects.owned_by(bryony).exists()


def test_what_was_said_of_two_is_not_kept_of_two_others(
    as_bryony: Client, answer: Callable[..., Entry], bryony: User
) -> None:
    """One of the two went to the bin while the page was open: the words come back with the rest."""
    first, second, third = (answer(f"Answer {at.month}.", at) for at in (OCTOBER, JANUARY, MAY))
    first.binned_at = timezone.now()
    first.save(update_fields=["binned_at"])

    shown = as_bryony.post(PAIR, said(first, third, see_now="I was early."))

    assert shown.status_code == 422
    assert "One of the two that you had before you is not there any more." in shown.text
    assert "I was early." in shown.text
    assert not LookBack.objects.owned_by(bryony).exists()

    as_bryony.post(PAIR, said(second, third, see_now="I was early."))

    assert LookBack.objects.owned_by(bryony).get().earlier == second


def placed(entry: Entry, partnership: Partnership, level: Element) -> Observation:
    entry.partnerships.add(partnership)
    on = entry.written_on
    return Observation.objects.create(
        partnership=partnership, entry=entry, level=level, about_on=on, said_on=on
    )


def test_october_is_placed_again_from_hindsight_and_the_first_is_kept(
    as_bryony: Client,
    answer: Callable[..., Entry],
    bryony: User,
    hollybank: Partnership,
    levels: dict[str, Element],
) -> None:
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)
    first = placed(then, hollybank, levels["coordination"])
    asked = page(as_bryony)
    again = {f"place-{hollybank.pk}": "networking"}

    as_bryony.post(PAIR, said(then, now, **again))
    as_bryony.post(PAIR, said(then, now, **again))

    assert "Looking at it now, where would you place October 2025?" in asked
    assert "You said coordination then. That stays as it is." in asked
    first.refresh_from_db()
    assert (first.level.key, first.is_hindsight) == ("coordination", False)
    later = Observation.objects.owned_by(bryony).get(is_hindsight=True)
    assert (later.level.key, later.entry, later.about_on, later.said_on) == (
        "networking", now, date(2025, 10, 3), timezone.localdate()
    )  # fmt: skip

    as_bryony.post(PAIR, said(then, now))
    assert list(Observation.objects.owned_by(bryony)) == [first]


def test_a_partnership_that_was_not_placed_then_may_be_now(
    as_bryony: Client, answer: Callable[..., Entry], hollybank: Partnership
) -> None:
    answer("Then.", OCTOBER).partnerships.add(hollybank)
    answer("Now.", MAY)

    assert "You did not place it then." in page(as_bryony)


def test_the_day_itself_is_no_hindsight(
    as_bryony: Client, answer: Callable[..., Entry], hollybank: Partnership
) -> None:
    answer("Then.", timezone.now()).partnerships.add(hollybank)
    answer("Now.", timezone.now())

    assert "Looking at it now" not in page(as_bryony)


def test_only_the_partnerships_of_the_earlier_answer_can_be_placed(
    as_bryony: Client, answer: Callable[..., Entry], bryony: User, idris: User,
    levels: dict[str, Element],
) -> None:  # fmt: skip
    then, now = answer("Then.", OCTOBER), answer("Now.", MAY)
    others = [make_partnership(idris, "His"), make_partnership(bryony, "Another of hers")]

    as_bryony.post(PAIR, said(then, now, **{f"place-{one.pk}": "networking" for one in others}))

    assert not Observation.objects.across_owners(reason="a test").exists()


def test_two_entries_of_one_month_are_told_apart_by_day(
    as_bryony: Client, answer: Callable[..., Entry], hollybank: Partnership
) -> None:
    answer("Then.", OCTOBER).partnerships.add(hollybank)
    answer("Now.", OCTOBER.replace(day=20))

    assert "where would you place 3 October 2025?" in page(as_bryony)


@pytest.mark.usefixtures("moments")
def test_an_answer_to_a_follow_up_says_what_it_was_asked(
    as_bryony: Client, answer: Callable[..., Entry]
) -> None:
    answer("Because we were told to.", OCTOBER)
    answer("I would keep it.", MAY, follow_up="fu_why")

    shown = page(as_bryony)

    assert shown.count("A follow-up asked:") == 1
    assert shown.index("A follow-up asked: What do you say to fu_why?") < shown.index(
        "I would keep"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_eleven_queries_however_much_there_is(
    as_bryony: Client,
    answer: Callable[..., Entry],
    bryony: User,
    levels: dict[str, Element],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for at in [OCTOBER, *[MAY] * count]:
        entry = answer("Words.", at)
        for number in range(count):
            placed(entry, make_partnership(bryony, f"Link {number}"), levels["networking"])
        for level in list(levels.values())[:count]:
            Tag.objects.create(entry=entry, element=level)

    # Session, person, desks, question, answers; then entries with what was said of the pair, tags
    # and their wordings, levels; its partnerships, and the levels offered.
    with django_assert_num_queries(11):
        as_bryony.get(PAIR)
