"""Made-up reflections of about 400 words, and edits to them that know where a passage should be.

Everything follows from the seed. A text is a list of words, each knowing its paragraph and whether
it belongs to the passage, so that after an edit the right answer is known and not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from journal.tagging.passages import Span, trimmed

SENTENCES = """
We said we would meet every {often}, and by {when} it had become {thing}.
What held was {thing}, because {who} had put it in the calendar before the year began.
I noticed that {who} spoke first and that {others} waited to hear what we wanted.
{who} asked for {thing} and we agreed without asking what it would cost {others}.
In the end it was {others} who kept going when {who} had stopped answering messages.
It would have been easier to do this alone, but {others} would not have believed it.
When I went back through the minutes of {when}, nobody had written down who would do what.
The children did not see any difference, and {others} told us so at {when}.
We share {thing} with {others}, although the money still comes through one school.
At {when} I was sure that trust was the problem; now I think it was {thing}.
My deputy thinks that {who} gave up more than we did, and I find that hard to hear.
There was a long silence after {others} said that the visits felt like an inspection.
Since then {who} and {others} have met each {often} without me, which is how it should be.
I had not told {others} that the plan for {thing} was already written.
Nobody was against it, and so nothing happened until {when}.
What we call partnership is, for {others}, mostly a matter of {thing}.
The governors liked the idea of {thing} more than the work that comes with it.
If {who} left tomorrow I am not certain that anything would go on after {when}.
We had to choose between {thing} and the time that our own staff needed.
For the first time {others} disagreed with us in the room, and it felt like progress.
The best conversation of the year was about {thing}, in a car park, after {when}.
I want to ask {who} what they thought they were agreeing to.
Looking at it again, the school up the hill did the listening and we did the talking.
It matters to me that {others} can say no, and I do not think that they can yet.
Each {often} we look at the same four questions and write down one thing to change.
The link is strongest where teachers plan together, and weakest where only heads meet.
Reading this back, I sound more certain than I was at {when}.
So the next step is small: {thing}, every {often}, with {others} in the chair.
Their newest teacher asked why the two schools mark the same writing so differently.
Perhaps I should have said so then, and spared {others} a term of guessing.
A parent told me that {thing} was the first time anyone had asked her opinion.
By {when} the list of actions was longer than the list of people to do them.
It is hard to tell {who} that we are tired of hosting.
We wrote an agreement, signed it, and have not opened the folder since.
One of {others} drew the link as a bridge with a gate at our end.
I had counted meetings; they had counted favours.
The data looked the same in both schools until we sat down together with {thing}.
When {who} was ill, {others} ran the session, and ran it better.
Our budget pays for {thing}, which buys more silence than it buys trust.
Twice this {often} I cancelled, and twice nobody complained, which worries me.
Every promise we kept was small, and every one we broke was in a bid.
What surprised me was how little {others} knew about our reasons.
Some of the staff still say “their children” and “our children”.
I would like {others} to set the agenda for {when}.
Until {who} came, we had never talked about who was missing from the table.
There is a version of this story in which we were simply lucky.
Then {thing} was moved to {when}, and the smallest of us could not come.
Being generous was easy while it cost us nothing but an afternoon.
""".strip().splitlines()

FILLINGS = {
    "often": ["fortnight", "month", "half term", "Tuesday", "second Friday", "week"],
    "when": [
        "half term",
        "the end of the spring",
        "our second meeting",
        "the moderation day",
        "Easter",
        "the first governors’ meeting",
        "the summer",
    ],
    "who": [
        "both heads",
        "the other head",
        "our chair",
        "the trust",
        "my deputy",
        "the two subject leaders",
        "Hollybank",
        "the local authority",
    ],
    "others": [
        "the teachers",
        "the parents’ group",
        "the family workers",
        "their staff",
        "the smaller school",
        "the children’s centre",
        "our newest partner",
        "the school",
    ],
    "thing": [
        "a text on a Sunday night",
        "the moderation day",
        "a shared timetable",
        "one page of agreed questions",
        "the phonics training",
        "the transition visits",
        "the minibus",
        "a joint post for family support",
        "time to plan together",
    ],
}
OTHER_WORDS = """
perhaps usually openly slowly always sometimes quietly closer further honest useful careful early
later before after since during because although unless whether about around between beyond under
listening asking planning sharing choosing waiting learning leading promise purpose practice
pressure progress question answer reason result visit letter budget timetable corridor office
""".split()


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    paragraph: int
    is_mine: bool = False
    is_original: bool = True


Text = list[Word]


@dataclass(frozen=True, slots=True)
class Case:
    """A passage, an edit, and where the passage ought to be: None if its words are all gone."""

    old: str
    span: Span
    new: str
    truth: Span | None


def sentence(random: Random, shape: str) -> list[str]:
    chosen = {slot: random.choice(fillings) for slot, fillings in FILLINGS.items()}
    made = shape.format(**chosen)
    return (made[0].upper() + made[1:]).split()


def new_sentence(random: Random, text: Text) -> list[str]:
    """One that the author has not already written, filled with words that may well be there."""
    written = " ".join(word.text for word in text).casefold()
    return sentence(
        random, random.choice([s for s in SENTENCES if _longest_part(s) not in written])
    )


def _longest_part(shape: str) -> str:
    """The longest words of a sentence between its slots."""
    return max(re.split(r"{\w+}", shape), key=len).strip().casefold()


def reflection(random: Random, words: int = 400) -> Text:
    text: Text = []
    paragraph = 0
    shapes = iter(random.sample(SENTENCES, len(SENTENCES)))
    while len(text) < words:
        for shape in islice(shapes, random.randint(3, 6)):
            text += [Word(word, paragraph) for word in sentence(random, shape)]
        paragraph += 1
    return text


def with_passage(random: Random, text: Text, sizes: tuple[int, int]) -> Text:
    """Some words in a row of one paragraph, marked as the passage."""
    size = random.randint(*sizes)
    starts = [
        i for i in range(len(text) - size) if text[i].paragraph == text[i + size - 1].paragraph
    ]
    start = random.choice(starts)
    return [replace(word, is_mine=start <= i < start + size) for i, word in enumerate(text)]


def rendered(text: Text) -> tuple[str, Span | None]:
    """The text as it is stored, and the span of the passage without the stop at its end."""
    body, start, end = "", None, 0
    for i, word in enumerate(text):
        if i:
            body += " " if word.paragraph == text[i - 1].paragraph else "\n\n"
        if word.is_mine:
            start = len(body) if start is None else start
            end = len(body) + len(word.text.rstrip(".,;:")) or 1
        body += word.text
    has_survivor = any(word.is_mine and word.is_original for word in text)
    return body, trimmed(body, start, end) if start is not None and has_survivor else None


# Edits. Each answers the text before and the text after.

Edit = Callable[[Random, Text], tuple[Text, Text]]


def typos_corrected_elsewhere(random: Random, text: Text) -> tuple[Text, Text]:
    places = random.sample(
        [i for i, word in enumerate(text) if not word.is_mine and len(word.text) > 4], 8
    )
    before = list(text)
    for i in places:
        before[i] = replace(text[i], text=_mistyped(random, text[i].text))
    return before, text


def _mistyped(random: Random, word: str) -> str:
    i = random.randrange(1, len(word) - 2)
    swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return random.choice(
        [swapped, swapped, word[:i] + word[i + 1 :], word[:i] + word[i] + word[i:]]
    )


def sentences_inserted(random: Random, text: Text) -> tuple[Text, Text]:
    return text, _with_sentences(random, text, written=text)


def _with_sentences(random: Random, text: Text, *, written: Text) -> Text:
    mine = next(i for i, word in enumerate(text) if word.is_mine)
    starts = _sentence_starts(text)
    places = {random.choice([i for i in starts if i <= mine])}
    places |= set(random.sample(starts, random.randint(0, 3)))
    after: Text = []
    for i, word in enumerate(text):
        if i in places:
            after += [Word(made, word.paragraph) for made in new_sentence(random, written)]
        after.append(word)
    return after


def _sentence_starts(text: Text) -> list[int]:
    """Where a sentence may be put in, and not in the middle of the passage."""
    return [
        i
        for i, word in enumerate(text)
        if (i == 0 or text[i - 1].text[-1] in ".?")
        and not (i and text[i - 1].is_mine and word.is_mine)
    ]


def reworded(share: float) -> Edit:
    """A sentence put in before, and this share of the passage's words changed."""

    def edit(random: Random, text: Text) -> tuple[Text, Text]:
        mine = [i for i, word in enumerate(text) if word.is_mine]
        chosen = set(random.sample(mine, max(1, round(share * len(mine)))))
        after: Text = []
        for i, word in enumerate(text):
            after += _reworded(random, word, is_last=i == mine[-1]) if i in chosen else [word]
        is_left = any(word.is_mine for word in after)
        return text, _with_sentences(random, after, written=text) if is_left else after

    return edit


def _reworded(random: Random, word: Word, *, is_last: bool) -> list[Word]:
    """Another word, none, or one more; after the last it would not be the passage's."""
    bare = word.text.rstrip(".,;:?")
    other_text = random.choice(OTHER_WORDS) + word.text[len(bare) :]
    other = replace(word, text=other_text, is_original=False)
    return random.choice([[other], [other], [other], [], [other] if is_last else [word, other]])


def its_paragraph_moved(random: Random, text: Text) -> tuple[Text, Text]:
    mine = next(word.paragraph for word in text if word.is_mine)
    order = sorted({word.paragraph for word in text} - {mine})
    order.insert(random.choice([i for i in range(len(order) + 1) if i != mine]), mine)
    return text, [word for paragraph in order for word in text if word.paragraph == paragraph]


def deleted_or_wholly_rewritten(random: Random, text: Text) -> tuple[Text, Text]:
    how = random.choice(["words", "sentence", "rewritten"])
    if how == "sentence":
        return text, [word for i, word in enumerate(text) if not _in_its_sentences(text, i)]
    after: Text = []
    own = {word.text.strip(".,;:").casefold() for word in text if word.is_mine}
    for word in text:
        if not word.is_mine:
            after.append(word)
        elif how == "rewritten":
            choices = [other for other in OTHER_WORDS if other not in own]
            after.append(replace(word, text=random.choice(choices), is_original=False))
    return text, after


def _in_its_sentences(text: Text, i: int) -> bool:
    mine = [n for n, word in enumerate(text) if word.is_mine]
    starts = [n for n in range(len(text)) if n == 0 or text[n - 1].text[-1] in ".?"]
    start = max(n for n in starts if n <= mine[0])
    end = min((n for n in starts if n > mine[-1]), default=len(text))
    return start <= i < end


EDITS: dict[str, Edit] = {
    "typos corrected elsewhere": typos_corrected_elsewhere,
    "sentences inserted": sentences_inserted,
    "10% of the passage reworded": reworded(0.1),
    "40% reworded": reworded(0.4),
    "its paragraph moved": its_paragraph_moved,
    "deleted, or wholly rewritten": deleted_or_wholly_rewritten,
}


def case(seed: str, edit: Edit, sizes: tuple[int, int]) -> Case:
    random = Random(seed)  # noqa: S311  made-up words, no secrets
    before, after = edit(random, with_passage(random, reflection(random), sizes))
    old, span = rendered(before)
    new, truth = rendered(after)
    assert span is not None  # noqa: S101  the passage was put there two lines above
    return Case(old, span, new, truth)
