"""Words for a made-up journal: paragraphs about schools working together, and names for people.

Sentences are filled from small stocks, so that entries differ from one another, share words as
real ones do, and search finds something. The folded form search looks in is made once for each
paragraph, since folding 100,000 texts one by one would be most of the work.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from journal.text import fold

FIRST_NAMES = (
    "Amara Beatrix Callum Delphine Edwin Farah Gethin Hester Imran Jocelyn Keir Lowri "
    "Marcus Nadia Osian Priya Quentin Rhona Stellan Tamsin Ursula Viggo Winifred Yusuf "
    "Zelda Siân Zoë "
).split()
LAST_NAMES = (
    "Ashgrove Birkwhistle Copplestone Dunmallet Eversholt Fothergate Grimsdyke Hollowell "
    "Ivesborough Jessamine Kettlewick Larkspur Mossington Netherwood Oakhanger Penhallow "
    "Quarrington Ravenscar Silverdale Thornquist Umberleigh Vellacott Wetherlam Yarrowby "
).split()
PLACES = (
    "Wrenfold Ashlathe Tidemarsh Quillbrook Harrowmere Vellshire Oxenholt Pennywell "
    "Stonebeck Larkfield Millbrook Gorsedale Brackenhurst Fernleigh Saltmarsh "
).split()

STOCK = {
    "partner": [
        "the primary school down the road",
        "our feeder schools",
        "the parents' group",
        "the speech therapy team",
        "two local employers",
        "the trust's other secondary",
        "the governors of both schools",
        "the community nursing team",
        "a school much like ours",
    ],
    "thing": [
        "the transition record",
        "the reading scheme",
        "the shared training day",
        "a common calendar",
        "the way we moderate writing",
        "the phonics programme",
        "cover for joint planning",
        "one review meeting in place of three",
        "the open evening",
    ],
    "act": [
        "agreed to change",
        "swapped notes about",
        "put two teachers' time into",
        "asked a hard question about",
        "stopped pretending about",
        "wrote down who looks after",
        "planned together",
        "dropped",
        "took turns to lead",
    ],
    "feeling": [
        "relieved",
        "uneasy",
        "less sure than I was",
        "quietly pleased",
        "a little embarrassed",
        "more hopeful",
        "tired of meetings",
        "curious what they would say",
    ],
    "when": [
        "This week",
        "Before half-term",
        "On Tuesday",
        "At the end of a long day",
        "In September",
        "After the visit",
        "When the inspection was over",
        "Over a cup of tea",
    ],
}
SENTENCES = [
    "{when} we {act} {thing} with {partner}.",
    "I had assumed that {partner} wanted the same as we did from {thing}.",
    "{when} I was {feeling}, because nobody had asked {partner} about {thing}.",
    "What I had not seen was how much {thing} cost {partner}.",
    "If I am honest, we {act} {thing} mostly to keep in touch.",
    "It matters less who leads it than whether {partner} would miss it.",
    "We have called it collaboration, and so far it is news swapped about {thing}.",
    "Each of us has changed something that we used to guard, and {thing} is the better for it.",
    "A colleague from {partner} told me something I did not want to hear, and she was right.",
    "I came away {feeling} and wrote down three names.",
    "What would it take for {partner} to say that they gain as much as we do?",
    "Next time I would listen for longer before I spoke about {thing}.",
    "The children notice the join even when we do not.",
    "Nothing about {thing} rests on an agreement; it rests on two people who get on.",
]
STOCK_OF_PARAGRAPHS = 1_500


@dataclass(frozen=True)
class Paragraph:
    text: str
    folded: str


def paragraphs(draw: random.Random) -> list[Paragraph]:
    """The stock that entries are put together from; 30 to 90 words each."""
    return [_paragraph(draw) for _ in range(STOCK_OF_PARAGRAPHS)]


def _paragraph(draw: random.Random) -> Paragraph:
    sentences = draw.sample(SENTENCES, draw.randint(3, 6))
    filled = [
        sentence.format(**{name: draw.choice(words) for name, words in STOCK.items()})
        for sentence in sentences
    ]
    text = " ".join(filled)
    return Paragraph(text, fold(text))
