"""What the cohort's pages say in a sentence before any table. Pure: counts and names in, words out.

Nothing here ranks people, averages levels or counts anything that was not shared.
"""

from __future__ import annotations

from collections.abc import Sequence

from journal.names import in_a_row

FEW = 2


def joined(members: int, asked: int) -> str:
    """How many of those asked are in: `asked` is how many invitations are still open."""
    if not members and not asked:
        return "Nobody has been invited yet."
    if not asked:
        everyone = {1: "The one person invited has", 2: "Both have"}
        return f"{everyone.get(members, f'All {members} have')} joined."
    return f"{members or 'None'} of {members + asked} {'has' if members == 1 else 'have'} joined."


def who_has_shared(names: Sequence[str], leaders: int) -> str:
    """`names` of those who have, of so many leaders; named only while they are one or two."""
    if not names:
        return "Nobody has shared yet."
    count = len(names)
    if count == leaders:
        if count > FEW:
            return f"All {count} leaders have shared something."
        return f"{in_a_row(names)} {'has' if count == 1 else 'have both'} shared something."
    if count > FEW:
        return f"{count} of {leaders} leaders have shared something."
    return f"{count} of {leaders} leaders {_has(count)} shared something: {in_a_row(names)}."


def most_and_least(counts: Sequence[tuple[str, int]]) -> str:
    """Which elements are in most of what was shared, and which in none, as (name, how many texts).

    Elements are compared here, never people.
    """
    most = max((count for _, count in counts), default=0)
    if not counts:
        return ""
    if not most:
        return "No tags have been shared yet."
    first = [name for name, count in counts if count == most]
    return f"{_most(first, most)} {_least(counts)}"


def _most(names: Sequence[str], count: int) -> str:
    texts = "1 shared text" if count == 1 else f"{count} shared texts"
    if len(names) == 1:
        return f"{_quoted(names)} is named most, in {texts}."
    each = f"in {texts} each"
    if len(names) == FEW:
        return f"{_quoted(names)} are named most, {each}."
    return f"{len(names)} elements are named most, {each}."


def _least(counts: Sequence[tuple[str, int]]) -> str:
    untouched = [name for name, count in counts if not count]
    if len(untouched) > FEW:
        return f"{len(untouched)} of {len(counts)} are in nobody’s text yet."
    if untouched:
        return f"{_quoted(untouched)} {_is(len(untouched))} in nobody’s text yet."
    least = min(count for _, count in counts)
    names = [name for name, count in counts if count == least]
    if len(names) > FEW or len(names) == len(counts):
        return f"Each of the {len(counts)} has been named."
    return f"{_quoted(names)} {_is(len(names))} named least, in {least}."


def moved(closer: int, lighter: int, same: int) -> str:
    """Of partnerships with two shared views: how many are closer, lighter, or as they were."""
    twice = closer + lighter + same
    if not twice:
        return "No partnership has been placed twice yet, so nothing shows of how they move."
    if twice == 1:
        now = "is closer than at first" if closer else "is lighter than at first"
        return f"1 partnership has been placed twice, and {'is as it was' if same else now}."
    parts = [(closer, "closer than at first"), (lighter, "lighter"), (same, "as before")]
    counted = [(count, words) for count, words in parts if count]
    if len(counted) == 1:
        return f"{twice} partnerships have been placed twice, and all are {counted[0][1]}."
    said = [f"{count} {_is(count)} {words}" for count, words in counted]
    return f"{twice} partnerships have been placed twice: {in_a_row(said)}."


def not_enough(count: int, enough: int) -> str:
    """Why there is no table of moves yet."""
    so_far = f"There {_is(count)} {count or 'none'} so far"
    return f"Movement shows from {enough} partnerships with two shared views. {so_far}."


def needed(*, right: int, closer: int, lighter: int, unsaid: int) -> str:
    """What their authors last said of what each of these partnerships needs."""
    if not right + closer + lighter:
        return "Nobody has said yet what level any of them needs."
    parts = [
        (right, "is where it needs to be", "are where they need to be"),
        (closer, "needs to be closer", "need to be closer"),
        (lighter, "needs to be lighter", "need to be lighter"),
        (unsaid, "has no such answer", "have no such answer"),
    ]
    said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
    return f"As their authors last said, {in_a_row(said)}."


def _quoted(names: Sequence[str]) -> str:
    return in_a_row([f"“{name}”" for name in names])


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
