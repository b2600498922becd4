"""Tells frameworks where a person used their elements. Registered in journal.apps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count
from django.urls import reverse

from frameworks.models import Framework
from frameworks.uses import Use

from .models import Module, Observation, Tag


def entries_about(person: AbstractBaseUser, framework: Framework) -> Mapping[str, Use]:
    """This person's own entries about each element, in any edition, as the journal lists them.

    Tagged with it, or with a partnership placed there (journal.writing.filters), not in the bin.
    """
    tags = Tag.objects.owned_by(person).filter(element__edition__framework=framework)
    placed = Observation.objects.owned_by(person).filter(level__edition__framework=framework)
    pairs = (
        tags.filter(entry__binned_at=None)
        .values_list("element__key", "entry")
        .union(placed.in_journal().values_list("level__key", "entry"))
    )
    counts = Counter(key for key, _ in pairs)
    return {
        key: Use(
            count=count,
            words="1 entry" if count == 1 else f"{count} entries",
            url=_journal_with(f"{framework.key}/{key}"),
        )
        for key, count in counts.items()
    }


def placed_partnerships(person: AbstractBaseUser, framework: Framework) -> Mapping[str, Use]:
    """Partnerships of this person's own that they have placed at each level of a scale."""
    if framework.kind != Framework.Kind.SCALE:
        return {}
    placed = Observation.objects.owned_by(person).filter(level__edition__framework=framework)
    counts = placed.values_list("level__key").annotate(Count("partnership", distinct=True))
    return {
        key: Use(
            count=count,
            words="1 partnership" if count == 1 else f"{count} partnerships",
            url=reverse("partnerships:partnership-list"),
        )
        for key, count in counts
    }


def frameworks_in_front() -> Sequence[str]:
    """The frameworks that modules put first, in the order of the first module that does."""
    return [
        key for keys in Module.objects.values_list("frameworks_in_front", flat=True) for key in keys
    ]


def _journal_with(element: str) -> str:
    return f"{reverse('writing:journal')}?{urlencode({'element': element}, safe='/')}"
