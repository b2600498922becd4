"""What others tell frameworks about themselves, since frameworks knows nothing of who tags what.

An app that uses elements registers here when it starts (`AppConfig.ready`): a counter, which says
where a person used a framework; one over the site, which says how many did, and never who; what
suggests an element; where its definition was found unclear; and what it shows first. Pages of
frameworks only print it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from .models import Framework

MOST_COUNTED = 50  # elements at a time: counting five hundred takes seconds on a large site


@dataclass(frozen=True)
class Use:
    """Where a person used an element: how often, in words, and the page that lists it."""

    count: int
    words: str
    url: str


@dataclass(frozen=True)
class SiteUse:
    """How many tags of how many people, over the whole site. Of few people nothing is said."""

    tags: int
    people: int


Counter = Callable[[AbstractBaseUser, Framework], Mapping[str, Use]]
SiteCounter = Callable[[str, Collection[str]], Mapping[str, SiteUse]]
Suggester = Callable[[str, Collection[str]], Mapping[str, Sequence[str]]]
Doubter = Callable[[str, Collection[str]], Mapping[str, str]]
FirstKeys = Callable[[], Iterable[str]]

_counters: list[Counter] = []
_site_counters: list[SiteCounter] = []
_suggesters: list[Suggester] = []
_doubters: list[Doubter] = []
_first_keys: list[FirstKeys] = []


def register(counter: Counter) -> None:
    """Say where a person used a framework's elements, by key: their own uses and nobody else's."""
    if counter not in _counters:
        _counters.append(counter)


def register_site_counter(counter: SiteCounter) -> None:
    """Say how much a framework's elements are used over the site, by key, for admins.

    A counter is given a framework's key and those of elements, and leaves out each that fewer
    people used than may be counted.
    """
    if counter not in _site_counters:
        _site_counters.append(counter)


def site_uses(framework_key: str, keys: Collection[str]) -> dict[str, SiteUse]:
    """How much each of these is used; those too few people used are missing."""
    uses: dict[str, SiteUse] = {}
    for counter in _site_counters:
        uses.update(counter(framework_key, keys))
    return uses


def register_suggester(suggester: Suggester) -> None:
    """Say what suggests a framework's elements to people, by key: titles, for admins."""
    if suggester not in _suggesters:
        _suggesters.append(suggester)


def suggested_by(framework_key: str, keys: Collection[str]) -> dict[str, list[str]]:
    """What suggests each of these; those that nothing suggests are missing."""
    found: dict[str, list[str]] = defaultdict(list)
    for suggester in _suggesters:
        for key, titles in suggester(framework_key, keys).items():
            found[key] += titles
    return found


def register_doubter(doubter: Doubter) -> None:
    """Say where a framework's definitions were found unclear, by key: a sentence, for admins.

    As of uses, nothing is said of fewer people than may be counted.
    """
    if doubter not in _doubters:
        _doubters.append(doubter)


def doubts_about(framework_key: str, keys: Collection[str]) -> dict[str, str]:
    """A sentence for each of these that was found unclear."""
    found: dict[str, str] = {}
    for doubter in _doubters:
        found |= doubter(framework_key, keys)
    return found


def register_first(keys: FirstKeys) -> None:
    """Say which frameworks to show before the others, by key."""
    if keys not in _first_keys:
        _first_keys.append(keys)


def uses_by(person: AbstractBaseUser, framework: Framework) -> dict[str, list[Use]]:
    """Where this person used the framework, by element key, as every counter tells it."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for counter in _counters:
        for key, use in counter(person, framework).items():
            uses[key].append(use)
    return uses


def first_keys() -> Sequence[str]:
    """The keys of the frameworks to show first, in order and each once."""
    return list(dict.fromkeys(key for keys in _first_keys for key in keys()))
