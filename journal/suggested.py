"""Which questions suggest an element, and which suggest one that is offered no longer.

A question names what it suggests by keys. An element that was retired, or was given a new meaning
and with it a new key, stops being suggested without anybody having said so: admins are told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from frameworks.models import Element

from .models import Question


class Suggesting(NamedTuple):
    """A question in use, and what it suggests: each "framework/element"."""

    title: str
    key: str
    module: str
    tags: list[str]


def questions_suggesting(framework_key: str, keys: Collection[str]) -> Mapping[str, list[str]]:
    """The titles of the questions that suggest each of these elements. One query."""
    found: dict[str, list[str]] = {}
    for question in _questions():
        for tag in dict.fromkeys(question.tags):
            framework, _, element = tag.partition("/")
            if framework == framework_key and element in keys:
                found.setdefault(element, []).append(question.title)
    return found


def suggesting_in_vain() -> list[Suggesting]:
    """Those that suggest what its framework no longer offers, though it is in use. Two queries."""
    questions = _questions()
    named = {tag.partition("/")[0] for question in questions for tag in question.tags}
    elements = Element.objects.offered().filter(edition__framework__key__in=named)
    offered = set(elements.order_by().values_list("edition__framework__key", "key"))
    in_use = {framework for framework, _ in offered}
    return [
        question
        for question in questions
        if any(
            framework in in_use and (framework, element) not in offered
            for framework, _, element in (tag.partition("/") for tag in question.tags)
        )
    ]


def _questions() -> list[Suggesting]:
    rows = Question.objects.in_use().exclude(suggested_tags=[])
    columns = rows.values_list("title", "key", "module__key", "suggested_tags")
    return [Suggesting(*row) for row in columns]
