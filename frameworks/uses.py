"""What others tell frameworks about themselves, since frameworks knows nothing of who tags what.

An app that uses elements registers here when it starts (`AppConfig.ready`): a counter, which says
where a person used a framework, and what it shows first. Pages of frameworks only print it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from .models import Framework


@dataclass(frozen=True)
class Use:
    """Where a person used an element: how often, in words, and the page that lists it."""

    count: int
    words: str
    url: str


Counter = Callable[[AbstractBaseUser, Framework], Mapping[str, Use]]
FirstKeys = Callable[[], Iterable[str]]

_counters: list[Counter] = []
_first_keys: list[FirstKeys] = []


def register(counter: Counter) -> None:
    """Say where a person used a framework's elements, by key: their own uses and nobody else's."""
    if counter not in _counters:
        _counters.append(counter)


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
