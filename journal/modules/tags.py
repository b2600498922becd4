"""What a question may suggest: the elements of published frameworks, by framework."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

from frameworks.models import Element

Choice = tuple[str, str]
Row = tuple[str, str, str, str]


def offered_tags() -> list[Choice]:
    """Each "framework/element" and its name. One query."""
    return [(f"{framework}/{key}", name) for _, framework, key, name in _rows()]


def by_framework(chosen: list[str]) -> list[dict[str, Any]]:
    """The same under the names of frameworks, saying how many of each are chosen. One query."""
    return [_framework(name, list(rows), chosen) for name, rows in groupby(_rows(), itemgetter(0))]


def _framework(name: str, rows: list[Row], chosen: list[str]) -> dict[str, Any]:
    tags = [
        {"value": value, "name": tag, "is_chosen": value in chosen}
        for value, tag in ((f"{framework}/{key}", tag) for _, framework, key, tag in rows)
    ]
    return {"name": name, "tags": tags, "is_chosen": sum(tag["is_chosen"] for tag in tags)}


def _rows() -> list[Row]:
    elements = Element.objects.offered().order_by("edition__framework__name", "position")
    columns = ("edition__framework__name", "edition__framework__key", "key", "name")
    return list(elements.values_list(*columns))
