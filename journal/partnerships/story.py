"""How a partnership moved, in two or three sentences that end with the question of fit. Pure.

Only what was said at the time is told as movement; hindsight gets a sentence of its own. Up and
down are told in the same words, since a closer link is not a better one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from journal.dates import day_in_words, month_in_words, times

from .placed import Place, at_the_time

NONE_YET = "You have not placed it yet. You can when you tag what you write about it."
ONE_SO_FAR = "Movement shows from the second time."
FIT = (
    "A closer link is not always a better one: is this the right level for what you both need?",
    "A closer link is not always a better one: was this the right level for what you both needed?",
)
OPEN = {  # what was said of the fit, where no level was named
    "closer": (
        "You wrote that a closer link would help.",
        "You wrote that a closer link would have helped.",
    ),
    "lighter": (
        "You wrote that a lighter link would help.",
        "You wrote that a lighter link would have helped.",
    ),
    "unsure": (
        "You wrote that you are not sure what the work needs.",
        "You wrote that you were not sure what the work needed.",
    ),
}
MOST_TURNS = 3  # a longer way is told by its two ends


def story(places: Sequence[Place], *, today: date, has_ended: bool = False) -> list[str]:
    """Sentences for the page, with the days as they are said today. `places` are oldest first."""
    told = at_the_time(places)
    if not told:
        return [NONE_YET, *_looking_back(places, today)]
    sentences = _one(told[0], today) if len(told) == 1 else _many(told, today)
    sentences += _what_is_needed(told[-1], has_ended)
    sentences += _looking_back(places, today)
    return [*sentences, FIT[has_ended]]


def movement_in_words(places: Sequence[Place], *, today: date) -> list[str]:
    """How its reader placed it, where it stands beside how somebody else did."""
    told = at_the_time(places)
    if not told:
        return ["You have not placed it yet.", *_looking_back(places, today)]
    said = _one(told[0], today)[:1] if len(told) == 1 else _many(told, today)
    return said + _looking_back(places, today)


def their_story(name: str, places: Sequence[Place], *, today: date) -> list[str]:
    """How somebody else placed it, by their first name: the same facts, and no comparison."""
    told = at_the_time(places)
    if not told:
        said = [f"{name} has not placed it yet."]
    elif len(told) == 1:
        when = day_in_words(told[0].on, today)
        said = [f"{name} placed it once, {when}, at {told[0].level.in_words}."]
    else:
        since = month_in_words(told[0].on, today)
        said = [f"{name} has placed it {times(len(told))} since {since}.", _movement(told, today)]
    return said + [
        f"Looking back, {name} places it at {place.level.in_words} {day_in_words(place.on, today)}."
        for place in _latest_hindsight(places)
    ]


def _one(place: Place, today: date) -> list[str]:
    when = day_in_words(place.on, today)
    return [f"You placed this link once, {when}, at {place.level.in_words}.", ONE_SO_FAR]


def _many(told: Sequence[Place], today: date) -> list[str]:
    first = month_in_words(told[0].on, today)
    return [f"You have placed this link {times(len(told))} since {first}.", _movement(told, today)]


def _movement(told: Sequence[Place], today: date) -> str:
    turns = _turns(told)
    if len(turns) == 1:
        return f"It has stayed at {turns[0].level.in_words}."
    when = month_in_words(turns[-1].on, today)
    first, last = turns[0].level.in_words, turns[-1].level.in_words
    if len(turns) > MOST_TURNS + 1:
        return _wandering(told, last, when)
    steps = [f"from {first} to {turns[1].level.in_words}"]
    for before, turn in pairwise(turns[1:]):
        back = "back " if _was_there(told[: told.index(before)], turn) else ""
        steps.append(f"then {back}to {turn.level.in_words}")
    return f"It moved {', '.join(steps)} in {when}."


def _wandering(told: Sequence[Place], last: str, when: str) -> str:
    levels = sorted({place.level for place in told}, key=lambda level: (level.position, level.key))
    between = f"between {levels[0].in_words} and {levels[-1].in_words}"
    return f"It has moved to and fro {between}, and was last placed at {last} in {when}."


def _turns(told: Sequence[Place]) -> list[Place]:
    """The first place, each place at which the direction changed, and where it came to last.

    Steps one after the other in one direction are one move. The day of a turn is the day it was
    first placed there.
    """
    moves = [told[0]]
    for place in told[1:]:
        if place.level.key == moves[-1].level.key:
            continue
        goes_on = len(moves) > 1 and _closer(moves[-2], moves[-1]) == _closer(moves[-1], place)
        moves[-1:] = [place] if goes_on else [moves[-1], place]
    return moves


def _closer(one: Place, other: Place) -> bool:
    return other.level.position > one.level.position


def _was_there(earlier: Sequence[Place], turn: Place) -> bool:
    return any(place.level.key == turn.level.key for place in earlier)


def _what_is_needed(latest: Place, has_ended: bool) -> list[str]:
    if latest.needed is None:
        return [OPEN[latest.fit][has_ended]] if latest.fit in OPEN else []
    verb = "needed" if has_ended else "needs"
    if latest.needed.key == latest.level.key:
        return [f"You wrote that this is what the work {verb}."]
    return [f"You wrote that the work {verb} {latest.needed.in_words}."]


def _looking_back(places: Sequence[Place], today: date) -> list[str]:
    return [
        f"Looking back, you place it at {place.level.in_words} {day_in_words(place.on, today)}."
        for place in _latest_hindsight(places)
    ]


def _latest_hindsight(places: Sequence[Place]) -> list[Place]:
    """One, or none."""
    back = [place for place in places if place.said_on is not None]
    back.reverse()  # of those said on one day about one day, the last
    return [max(back, key=lambda place: (place.said_on, place.on))] if back else []
