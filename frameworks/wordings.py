"""The elements of some frameworks as they are worded now, and which earlier ones count under each.

Counting goes by key across editions: a tag with an earlier wording counts under the present one,
and a tag with an element that has left counts under the one that took its place, if any did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Case, F, QuerySet, Value, When
from django.db.models.expressions import Combinable

from partnership.prepared import prepared

from .models import Edition, Element

StandsFor = tuple[tuple[int, int], ...]  # each wording, and the one that it counts under
COLUMNS = (
    "pk",
    "key",
    "name",
    "is_retired",
    "takes_the_place_of",
    "edition__state",
    "edition__framework__key",
    "edition__framework__name",
    "group__name",
)


@dataclass(frozen=True)
class Worded:
    """An element in the wording that stands for it on a page."""

    pk: int
    key: str
    name: str
    is_retired: bool
    framework_key: str
    framework_name: str
    group: str = ""

    @property
    def whole_key(self) -> str:
        return f"{self.framework_key}/{self.key}"


@dataclass(frozen=True)
class Wordings:
    """`elements` in the frameworks' own order, those that have left at the end of each.

    `stands_for` says of every wording, by primary key, which of the elements it counts under, and
    `present` the same of every key, (framework, element).
    """

    elements: list[Worded]
    stands_for: dict[int, int]
    present: dict[tuple[str, str], int]

    @property
    def offered(self) -> list[Worded]:
        return [element for element in self.elements if not element.is_retired]

    def all_of(self, framework_key: str, element_key: str) -> list[int]:
        """Every wording that counts under what this key counts under, by primary key."""
        return self.of_keys(framework_key, [element_key])

    def of_keys(self, framework_key: str, keys: Iterable[str]) -> list[int]:
        """Every wording that counts under what one of these keys counts under."""
        now = {self.present.get((framework_key, key)) for key in keys}
        return [pk for pk, present in self.stands_for.items() if present in now]

    def key_of(self, pk: int) -> str:
        """ "framework/element" that this wording counts under, by primary key."""
        return self._whole_keys[self.stands_for[pk]]

    def key_now(self, whole_key: str) -> str:
        """ "framework/element" that this key counts under; itself if nothing is known of it."""
        framework_key, _, element_key = whole_key.partition("/")
        now = self.present.get((framework_key, element_key))
        return whole_key if now is None else self._whole_keys[now]

    @cached_property
    def _whole_keys(self) -> dict[int, str]:
        return {element.pk: element.whole_key for element in self.elements}

    def counted_with(self) -> dict[str, list[str]]:
        """Of one framework: the other keys whose tags count under each that has any."""
        now = {element.pk: element.key for element in self.elements}
        earlier: dict[str, list[str]] = {}
        for (_, key), pk in self.present.items():
            if now[pk] != key:
                earlier.setdefault(now[pk], []).append(key)
        return earlier

    def only(self, elements: Sequence[Worded]) -> Wordings:
        """The same of some of the elements."""
        kept = {element.pk for element in elements}
        stands_for = {pk: now for pk, now in self.stands_for.items() if now in kept}
        present = {whole: now for whole, now in self.present.items() if now in kept}
        return Wordings(list(elements), stands_for, present)

    @property
    def in_short(self) -> StandsFor:
        """`stands_for`, for a prepared query."""
        return tuple(self.stands_for.items())


def element_now(path: str, stands_for: StandsFor) -> Combinable:
    """An expression: the wording that the one at `path` counts under, by primary key."""
    earlier: dict[int, list[int]] = {}
    for pk, present in stands_for:
        if pk != present:
            earlier.setdefault(present, []).append(pk)
    whens = [When(**{f"{path}__in": pks}, then=Value(present)) for present, pks in earlier.items()]
    return Case(*whens, default=F(path), output_field=BigIntegerField()) if whens else F(path)


def wordings_of(framework_keys: Sequence[str]) -> Wordings:
    """Every element of these frameworks, in the order of the keys given. One query."""
    rows = _worded(tuple(framework_keys)).rows()
    place = {key: number for number, key in enumerate(framework_keys)}
    rows.sort(key=lambda row: place[row[6]])  # keeps the order within each
    newest: dict[tuple[str, str], Worded] = {}
    taken: dict[tuple[str, str], tuple[str, str]] = {}
    for pk, key, name, is_retired, replaced, state, framework, framework_name, group in rows:
        is_gone = is_retired or state != Edition.State.PUBLISHED
        if (framework, key) in newest:
            continue
        newest[framework, key] = Worded(
            pk, key, name, is_gone, framework, framework_name, group or ""
        )
        for earlier in replaced:  # an older wording has no say: what it took may have come back
            taken.setdefault((framework, earlier), (framework, key))
    now = {whole: newest[_present(whole, newest, taken)] for whole in newest}
    kept = {worded.pk for worded in now.values()}
    elements = [worded for worded in newest.values() if worded.pk in kept]
    elements.sort(key=lambda one: (place[one.framework_key], one.is_retired))
    present = {whole: worded.pk for whole, worded in now.items()}
    return Wordings(elements, {row[0]: present[row[6], row[1]] for row in rows}, present)


def newest_wording(framework_key: str, element_key: str) -> Element | None:
    """The element as it is worded now, or was last; or the one that took its place."""
    now = wordings_of([framework_key]).present.get((framework_key, element_key))
    return None if now is None else Element.objects.with_framework().get(pk=now)


@prepared
def _worded(framework_keys: tuple[str, ...]) -> QuerySet[Element, Any]:
    elements = Element.objects.filter(edition__framework__key__in=framework_keys)
    kept = elements.exclude(edition__state=Edition.State.DRAFT)
    return kept.order_by("-edition__number", "position").values_list(*COLUMNS)


def _present(
    whole: tuple[str, str],
    newest: dict[tuple[str, str], Worded],
    taken: dict[tuple[str, str], tuple[str, str]],
) -> tuple[str, str]:
    """The key that this one's tags count under: an element that left may have been followed."""
    passed: set[tuple[str, str]] = set()
    while newest[whole].is_retired and whole in taken and whole not in passed:
        passed.add(whole)
        whole = taken[whole]
    return whole
