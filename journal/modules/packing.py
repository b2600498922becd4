"""A draft as a pack, read by the pack's own strict rules: what is published has passed them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from frameworks.models import Element, Framework
from frameworks.strict_yaml import PackError, Problem, Reader, compose
from journal.packs import Known, ModulePack, module_faults

from .sheets import ABOUT, GROUP, QUESTION, SECTION, Content, Part, Working

FILE = "the draft"
SCHEMA = "pwj-module/1"


def pack_of(there: Working) -> ModulePack:
    """What would be published. Raises PackError with everything that is wrong with it."""
    text = as_yaml(there)
    reader = Reader(FILE)
    pack = reader.value(compose(text, FILE), ModulePack, "")
    if reader.problems:
        raise PackError(reader.problems)
    faults = [Problem(FILE, *fault) for fault in module_faults(pack, _ever_known())]
    if faults:
        raise PackError(faults)
    return pack  # type: ignore[no-any-return]


def as_yaml(there: Working) -> str:
    """The module as a file that load_content could read."""
    return yaml.safe_dump(_content(there), allow_unicode=True, sort_keys=False, width=100)


def _content(there: Working) -> Content:
    about = there.sheets[ABOUT]
    return _without_blanks(
        {
            "schema": SCHEMA,
            "key": there.key,
            "title": about["title"],
            "source": _without_blanks({"citation": about["citation"]}),
            "frameworks_in_front": there.order["frameworks_in_front"],
            "introduction": about["introduction"],
            "sections": [_section(part) for part in there.parts(SECTION)],
            "question_groups": [
                {"key": part.key, **_without_blanks(part.content)} for part in there.parts(GROUP)
            ],
            "questions": list(_questions(there)),
            "lenses": about["lenses"],
            "guided_shape": about["guided_shape"],
        }
    )


def _section(part: Part) -> Content:
    return {"key": part.key, **_dated(part.content)}


def _questions(there: Working) -> Iterator[Content]:
    sections = {part.key for part in there.parts(SECTION)}
    for group in there.parts(GROUP):
        for position, part in enumerate(there.parts(QUESTION, group=group.key), 1):
            content = _dated(part.content)
            content["sections"] = [key for key in content["sections"] if key in sections]
            content["source"] = content.get("source", {})
            yield {"key": part.key, "position": position, **content}


def _dated(content: Content) -> Content:
    kept = _without_blanks(content)
    if "opens_on" in kept:
        kept["opens_on"] = date.fromisoformat(kept["opens_on"])
    return kept


def _without_blanks(content: Content) -> Content:
    """A text that is empty is left out of a pack; an empty list may say something."""
    return {name: value for name, value in content.items() if not _is_blank(value)}


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _ever_known() -> Known:
    """Every element in any edition: what is no longer offered is left out where it is shown."""
    known: dict[str, set[str]] = {
        key: set() for key in Framework.objects.values_list("key", flat=True)
    }
    pairs = Element.objects.order_by().values_list("edition__framework__key", "key").distinct()
    for framework, element in pairs:
        known[framework].add(element)
    return {framework: frozenset(elements) for framework, elements in known.items()}
