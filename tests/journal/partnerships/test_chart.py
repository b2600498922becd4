"""The step chart: what it draws is what the table says, and one point draws nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta

from journal.partnerships.chart import LEFT, RIGHT, ROW, TOP, chart
from journal.partnerships.placed import Level, Place, scale

LEVELS = [Level(key, key.title(), n) for n, key in enumerate(["low", "mid", "high"], 1)]
LOW, MID, HIGH = LEVELS
FIRST = date(2026, 1, 10)


def on(days: int, level: Level, **more: object) -> Place:
    return Place(FIRST + timedelta(days=days), level, **more)  # type: ignore[arg-type]


def drawn(*places: Place):  # type: ignore[no-untyped-def]
    made = chart(places, LEVELS)
    assert made is not None
    return made


def test_nothing_is_drawn_before_the_second_place() -> None:
    assert chart([], LEVELS) is None
    assert chart([on(0, LOW)], LEVELS) is None
    assert chart([on(0, LOW), on(0, MID, said_on=FIRST + timedelta(9))], LEVELS) is None


def test_the_closest_level_is_the_top_line() -> None:
    assert [(line.name, line.y) for line in drawn(on(0, LOW), on(1, LOW)).lines] == [
        ("High", TOP),
        ("Mid", TOP + ROW),
        ("Low", TOP + 2 * ROW),
    ]


def test_a_point_stands_on_its_day_and_its_level() -> None:
    points = drawn(on(0, LOW), on(50, HIGH), on(100, MID)).points

    assert [(p.x, p.y, p.level) for p in points] == [
        (LEFT, TOP + 2 * ROW, "Low"),
        ((LEFT + RIGHT) / 2, TOP, "High"),
        (RIGHT, TOP + ROW, "Mid"),
    ]


def test_a_level_holds_until_the_next_day_it_was_placed() -> None:
    path = drawn(on(0, LOW), on(50, HIGH), on(100, MID)).path

    assert path == "M190 130 H400 V30 H610 V80 H630"


def test_hindsight_is_a_point_and_on_no_line() -> None:
    later = FIRST + timedelta(days=200)
    made = drawn(on(0, LOW), on(50, HIGH, said_on=later), on(100, LOW))

    assert [(p.y, p.level) for p in made.hindsight] == [(TOP, "High")]
    assert "V30" not in made.path
    assert len(made.points) == 2


def test_what_is_needed_is_a_line_that_breaks_where_nobody_said() -> None:
    made = drawn(on(0, LOW, needed=MID), on(50, LOW), on(100, LOW, needed=LOW))

    assert made.needed_path == "M190 80 H400 M610 130 H630"
    assert drawn(on(0, LOW), on(1, LOW)).needed_path == ""


def test_two_charts_side_by_side_have_the_same_days() -> None:
    days = (FIRST, FIRST + timedelta(100))

    made = chart([on(25, LOW), on(50, HIGH)], LEVELS, days=days)

    assert made is not None
    assert [point.x for point in made.points] == [
        LEFT + (RIGHT - LEFT) * part for part in (0.25, 0.5)
    ]
    assert made.ticks == drawn(on(0, LOW), on(100, LOW)).ticks


def test_all_of_one_day_stands_in_the_middle() -> None:
    made = drawn(on(0, LOW), on(0, HIGH))

    assert {point.x for point in made.points} == {(LEFT + RIGHT) / 2}
    assert [tick.label for tick in made.ticks] == ["10 Jan"]


def test_days_are_marked_by_month_and_by_no_more_than_six() -> None:
    assert [tick.label for tick in drawn(on(0, LOW), on(100, LOW)).ticks] == ["Feb", "Mar", "Apr"]
    assert len(drawn(on(0, LOW), on(1500, LOW)).ticks) <= 6
    assert drawn(on(0, LOW), on(1500, LOW)).ticks[1].label == "Nov 2026"
    assert [tick.label for tick in drawn(on(0, LOW), on(9, LOW)).ticks] == ["10 Jan", "19 Jan"]


def test_two_hundred_places_are_smaller_points() -> None:
    many = drawn(*[on(day, LEVELS[day % 3]) for day in range(200)])

    assert len(many.points) == 200
    assert float(many.radius) < float(drawn(on(0, LOW), on(1, LOW)).radius)
    assert len(many.in_words) < 400


def test_the_words_tell_each_change_once() -> None:
    made = drawn(on(0, LOW), on(10, LOW), on(50, HIGH))

    assert made.in_words == (
        "Low from 10 January 2026, then high from 1 March 2026. The table below has the same facts."
    )


def test_the_words_of_a_long_way_do_not_jump_over_it() -> None:
    made = drawn(*[on(day, LEVELS[day % 2]) for day in range(15)])

    assert made.in_words == (
        "Low from 10 January 2026, then 14 moves; the last is to low from 24 January 2026. "
        "The table below has the same facts."
    )


def test_a_level_that_has_left_keeps_its_line_and_its_name() -> None:
    gone = Level("gone", "Gone", 4)
    axis = scale([on(0, gone, needed=MID)], [])

    assert [level.key for level in axis] == ["mid", "gone"]


def test_no_number_in_the_drawing_runs_out_of_it() -> None:
    made = drawn(*[on(day * 7, LEVELS[day % 3], needed=MID) for day in range(60)])
    numbers = [float(n) for n in re.findall(r"[\d.]+", made.path + made.needed_path)]

    assert max(numbers) <= made.width
    assert {point.y for point in made.points} == {line.y for line in made.lines}
