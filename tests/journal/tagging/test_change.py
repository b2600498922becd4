"""Carrying passages to a changed text: what follows, what is found again, what is lost."""

import pytest

from journal.tagging.change import Carried, Known, carry
from journal.tagging.passages import Span

OLD = (
    "We said we would meet every fortnight. By half term it was a text on a Sunday night.\n\n"
    "What held was the moderation day, because both heads had put it in the calendar."
)


def known(text: str, words: str) -> Known:
    start = text.index(words)
    return Known(Span(start, start + len(words)), words)


def carried(old: str, new: str, words: str) -> tuple[str, str]:
    """The status, and the words pointed at now."""
    [answer] = carry(old, new, [known(old, words)])
    return answer.status, answer.span.of(new) if answer.span else ""


def test_the_same_text_changes_nothing() -> None:
    passage = known(OLD, "the moderation day")

    assert carry(OLD, OLD, [passage]) == [Carried("same", passage.span, 1.0)]


@pytest.mark.parametrize(
    ("change", "words", "answer"),
    [
        (("We said", "At first we said"), "half term", ("moved", "half term")),
        (("calendar.", "diary."), "half term", ("same", "half term")),
        (("calendar.", "calendar"), "in the calendar", ("same", "in the calendar")),
        (
            ("a text on a Sunday", "a message on a Sunday"),
            "it was a text on a Sunday night",
            ("edited", "it was a message on a Sunday night"),
        ),
        (("both heads", "the heads"), "both heads had put it", ("edited", "the heads had put it")),
        (("the moderation day", "something else"), "the moderation day", ("lost", "")),
    ],
)
def test_what_becomes_of_a_passage(
    change: tuple[str, str], words: str, answer: tuple[str, str]
) -> None:
    assert carried(OLD, OLD.replace(*change), words) == answer


def test_a_paragraph_that_moves_takes_its_passages_along() -> None:
    new = "\n\n".join(reversed(OLD.split("\n\n")))

    assert carried(OLD, new, "By half term") == ("moved", "By half term")
    assert carried(OLD, new, OLD.split("\n\n")[0]) == ("moved", OLD.split("\n\n")[0])


def test_another_mention_that_was_there_before_is_not_the_one_that_was_deleted() -> None:
    old = "We trust the school. They visit. In spring we left. Nobody trusts the school now."

    assert carried(old, old.replace("We trust the school. ", ""), "the school")[0] == "lost"
