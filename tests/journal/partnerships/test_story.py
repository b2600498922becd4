"""The sentence about how a partnership moved: right for any number and any way."""

from __future__ import annotations

from datetime import date

import pytest

from journal.partnerships.placed import Level, Place
from journal.partnerships.story import FIT, NONE_YET, movement_in_words, story, their_story

NETWORKING, COORDINATING, COOPERATING, COLLABORATING = LEVELS = [
    Level(name.lower(), name, position)
    for position, name in enumerate(
        ["Networking", "Coordinating", "Cooperating", "Collaborating"], 1
    )
]
SEPTEMBER, NOVEMBER, FEBRUARY, MAY = (
    date(2025, 9, 12),
    date(2025, 11, 20),
    date(2026, 2, 9),
    date(2026, 5, 14),
)
DAYS = [SEPTEMBER, NOVEMBER, FEBRUARY, MAY]
TODAY = date(2026, 6, 1)


def way(*levels: Level) -> list[Place]:
    """Placed at these on the last of the days."""
    return [
        Place(day, level)
        for day, level in zip(DAYS[len(DAYS) - len(levels) :], levels, strict=True)
    ]


def told(*places: Place, has_ended: bool = False) -> str:
    return " ".join(story(places, today=TODAY, has_ended=has_ended))


def test_nothing_yet() -> None:
    assert story([], today=TODAY) == [NONE_YET]


def test_once_shows_no_movement() -> None:
    assert told(Place(MAY, COORDINATING)) == (
        "You placed this link once, on 14 May, at coordinating. "
        f"Movement shows from the second time. {FIT[False]}"
    )


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (
            [NETWORKING, COORDINATING],
            "twice since February. It moved from networking to coordinating in May.",
        ),
        (
            [COOPERATING, NETWORKING],
            "twice since February. It moved from cooperating to networking in May.",
        ),
        ([NETWORKING, NETWORKING], "twice since February. It has stayed at networking."),
        (
            [NETWORKING, COORDINATING, COOPERATING, COORDINATING],
            "four times since September. "
            "It moved from networking to cooperating, then back to coordinating in May.",
        ),
        (
            [NETWORKING, COORDINATING, COORDINATING, COOPERATING],
            "four times since September. It moved from networking to cooperating in May.",
        ),
        (
            [COORDINATING, COLLABORATING, COOPERATING],
            "three times since November. "
            "It moved from coordinating to collaborating, then to cooperating in May.",
        ),
        (
            [COORDINATING, COORDINATING, NETWORKING, COORDINATING],
            "four times since September. "
            "It moved from coordinating to networking, then back to coordinating in May.",
        ),
    ],
)
def test_movement_up_down_and_none(levels: list[Level], said: str) -> None:
    assert told(*way(*levels)).startswith(f"You have placed this link {said}")


def test_a_step_down_is_told_as_a_step_up_is() -> None:
    up, down = told(*way(NETWORKING, COOPERATING)), told(*way(COOPERATING, NETWORKING))

    swap = {"networking": "cooperating", "cooperating": "networking"}
    assert down == " ".join(swap.get(word, word) for word in up.split(" "))


def test_a_long_way_is_told_by_its_ends() -> None:
    places = [Place(date(2026, month, 1), LEVELS[month % 2 * 2]) for month in range(1, 7)]

    assert told(*places).startswith(
        "You have placed this link six times since January. "
        "It has moved to and fro between networking and cooperating, "
        "and was last placed at networking in June."
    )


def test_many_times_are_a_number() -> None:
    assert "11 times" in told(*[Place(date(2026, 1, day), NETWORKING) for day in range(1, 12)])


def test_a_month_of_another_year_says_which() -> None:
    places = [Place(date(2024, 9, 1), NETWORKING), Place(date(2026, 5, 1), NETWORKING)]

    assert "since September 2024" in told(*places)


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        (None, None),
        (COORDINATING, "You wrote that this is what the work needs."),
        (COLLABORATING, "You wrote that the work needs collaborating."),
        (NETWORKING, "You wrote that the work needs networking."),
    ],
)
def test_what_the_work_needs_is_said_of_the_latest(needed: Level | None, said: str | None) -> None:
    earlier = Place(FEBRUARY, NETWORKING, needed=COOPERATING)
    words = told(earlier, Place(MAY, COORDINATING, needed=needed))

    assert words.count("You wrote") == (said is not None)
    assert said is None or said in words


@pytest.mark.parametrize(
    ("fit", "has_ended", "said"),
    [
        ("closer", False, "You wrote that a closer link would help."),
        ("lighter", False, "You wrote that a lighter link would help."),
        ("lighter", True, "You wrote that a lighter link would have helped."),
        ("unsure", False, "You wrote that you are not sure what the work needs."),
        ("right", False, None),  # which names the level that it is
    ],
)
def test_what_is_needed_is_said_also_where_no_level_was_named(
    fit: str, has_ended: bool, said: str | None
) -> None:
    words = told(Place(MAY, COORDINATING, fit=fit), has_ended=has_ended)

    assert words.count("You wrote") == (said is not None)
    assert said is None or said in words


def test_a_day_with_two_levels_is_gone_back_to() -> None:
    places = [Place(FEBRUARY, NETWORKING), Place(FEBRUARY, COOPERATING), Place(MAY, NETWORKING)]

    assert "from networking to cooperating, then back to networking in May." in told(*places)


def test_of_two_said_looking_back_on_one_day_the_last_is_told() -> None:
    said = [Place(FEBRUARY, level, said_on=MAY) for level in (NETWORKING, COOPERATING)]

    assert "Looking back, you place it at cooperating on 9 February." in told(*said)


def test_hindsight_is_told_beside_what_was_said_then() -> None:
    back = Place(FEBRUARY, NETWORKING, said_on=date(2026, 5, 20))
    words = told(Place(FEBRUARY, COOPERATING), back, Place(MAY, COOPERATING))

    assert "twice since February. It has stayed at cooperating." in words
    assert "Looking back, you place it at networking on 9 February." in words


def test_once_says_what_is_needed_too() -> None:
    words = told(Place(MAY, COORDINATING, needed=NETWORKING))

    assert "Movement shows from the second time. You wrote that the work needs networking." in words


def test_hindsight_alone_is_told_and_is_no_movement() -> None:
    words = told(Place(FEBRUARY, NETWORKING, said_on=MAY))

    assert words == f"{NONE_YET} Looking back, you place it at networking on 9 February."


def test_only_the_latest_hindsight_is_told() -> None:
    first = Place(FEBRUARY, NETWORKING, said_on=date(2026, 5, 20))
    second = Place(NOVEMBER, COOPERATING, said_on=date(2026, 5, 21))

    words = told(Place(MAY, COOPERATING), first, second)

    assert words.count("Looking back") == 1
    assert "you place it at cooperating on 20 November 2025." in words


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "Idris has not placed it yet."),
        ([COORDINATING], "Idris placed it once, on 14 May, at coordinating."),
        (
            [COORDINATING, COOPERATING],
            "Idris has placed it twice since February. "
            "It moved from coordinating to cooperating in May.",
        ),
        (
            [COOPERATING, COORDINATING],
            "Idris has placed it twice since February. "
            "It moved from cooperating to coordinating in May.",
        ),
        (
            [NETWORKING, NETWORKING],
            "Idris has placed it twice since February. It has stayed at networking.",
        ),
    ],
)
def test_how_somebody_else_placed_it_is_told_in_the_same_words(
    levels: list[Level], said: str
) -> None:
    assert " ".join(their_story("Idris", way(*levels), today=TODAY)) == said


def test_what_somebody_else_says_looking_back_has_its_own_sentence() -> None:
    back = Place(FEBRUARY, NETWORKING, said_on=FEBRUARY)

    words = their_story("Idris", [back, Place(MAY, COORDINATING)], today=TODAY)

    assert words[-1] == "Looking back, Idris places it at networking on 9 February."


def test_ones_own_movement_beside_theirs_asks_nothing() -> None:
    words = movement_in_words(way(NETWORKING, COORDINATING), today=TODAY)

    assert words == story(way(NETWORKING, COORDINATING), today=TODAY)[:-1]


def test_an_ended_one_is_asked_about_in_the_past() -> None:
    words = told(*way(NETWORKING, COORDINATING), has_ended=True)

    assert words.endswith(FIT[True])
