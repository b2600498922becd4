"""A module as its admins are changing it: every part a sheet, in the shape of the pack.

A part that nobody has changed is as published; one that somebody has is a DraftSheet. Sheets are
called "about" (the module itself), "order" (what stands where, what is retired, which frameworks
stand in front), "section/…", "group/…" and "question/…". Nothing here writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from journal.models import DraftSheet, Module, ModuleDraft, Question, Section

Content = dict[str, Any]
ABOUT, ORDER = "about", "order"
SECTION, GROUP, QUESTION = "section", "group", "question"
KINDS = (SECTION, GROUP, QUESTION)

EMPTY: dict[str, Content] = {
    ABOUT: {"title": "", "introduction": "", "citation": "", "lenses": [], "guided_shape": []},
    ORDER: {"frameworks_in_front": [], SECTION: [], GROUP: [], QUESTION: [], "retired": []},
    SECTION: {
        "title": "",
        "thinkpiece_heading": "",
        "reading_note": "",
        "notice": "",
        "frameworks": [],
        "thinkpiece_text": "",
        "thinkpiece_licence": "",
        "opens_on": "",
    },
    GROUP: {"title": "", "purpose": "", "note": ""},
    QUESTION: {
        "title": "",
        "parts": [],
        "group": "",
        "sections": [],
        "suggested_tags": [],
        "invites_commitment": False,
        "origin": "project",
        "source": {},
        "opens_on": "",
    },
}


class NoSuchModuleError(Exception):
    """Neither published nor begun."""


def name_of(kind: str, key: str = "") -> str:
    return f"{kind}/{key}" if key else kind


@dataclass(frozen=True)
class Part:
    """A section, group or question in its place."""

    kind: str
    key: str
    content: Content
    is_retired: bool

    @property
    def name(self) -> str:
        return name_of(self.kind, self.key)

    @property
    def title(self) -> str:
        return self.content["title"] or f"A {self.kind} without a title"


@dataclass
class Working:
    """A module with what is being changed in it."""

    key: str
    module: Module | None
    draft: ModuleDraft | None
    published: dict[str, Content]
    rows: dict[str, DraftSheet] = field(default_factory=dict)
    sheets: dict[str, Content] = field(default_factory=dict)

    def __post_init__(self) -> None:
        changed = {name: row.content for name, row in self.rows.items()}
        self.sheets = {**self.published, **changed}
        self.sheets.setdefault(ABOUT, dict(EMPTY[ABOUT]))
        self.sheets[ORDER] = self._completed(self.sheets.get(ORDER, EMPTY[ORDER]))

    @property
    def title(self) -> str:
        return str(self.sheets[ABOUT]["title"]) or "A module without a title"

    @property
    def order(self) -> Content:
        return self.sheets[ORDER]

    @property
    def has_changes(self) -> bool:
        return self.draft is not None and self.draft.has_changes

    @property
    def state(self) -> str:
        """Changes with every save, so that nobody publishes what they have not seen."""
        digest = self.module.pack_digest if self.module else ""
        versions = sorted((name, row.version) for name, row in self.rows.items())
        return hashlib.sha256(json.dumps([digest, versions]).encode()).hexdigest()[:32]

    def version(self, name: str) -> int:
        row = self.rows.get(name)
        return row.version if row else 0

    def has(self, name: str) -> bool:
        return name in self.sheets

    def parts(self, kind: str, *, group: str = "") -> list[Part]:
        """Those in use, in their order; of questions, those of one group."""
        return [part for part in self._all(kind) if not part.is_retired and _in(part, group)]

    def retired(self, kind: str) -> list[Part]:
        return [part for part in self._all(kind) if part.is_retired]

    def part(self, name: str) -> Part:
        kind, _, key = name.partition("/")
        return Part(kind, key, self.sheets[name], name in self.order["retired"])

    def is_published(self, name: str) -> bool:
        return name in self.published

    def _all(self, kind: str) -> Iterator[Part]:
        for key in self.order[kind]:
            yield self.part(name_of(kind, key))

    def _completed(self, order: Content) -> Content:
        """With every part that there is, those it does not name at the end."""
        completed = {**EMPTY[ORDER], **order}
        for kind in KINDS:
            there = [name.partition("/")[2] for name in self.sheets if name.startswith(f"{kind}/")]
            named = [key for key in completed[kind] if key in there]
            completed[kind] = named + [key for key in there if key not in named]
        return completed


def working(key: str) -> Working:
    """Raises NoSuchModuleError. Seven queries at the most."""
    module = Module.objects.filter(key=key).select_related("published_by").first()
    draft = ModuleDraft.objects.filter(key=key).select_related("edited_by").first()
    if module is None and draft is None:
        raise NoSuchModuleError(key)
    rows = draft.sheets.select_related("edited_by") if draft else []
    published = published_sheets(module) if module else {}
    return Working(key, module, draft, published, {row.name: row for row in rows})


def published_sheets(module: Module) -> dict[str, Content]:
    """Every part as it is published, retired ones too."""
    sections = list(module.sections.order_by("is_retired", "position", "pk"))
    groups = list(module.question_groups.order_by("position", "pk"))
    questions = list(
        module.questions.select_related("group")
        .prefetch_related("sections")
        .order_by("is_retired", "group__position", "position", "pk")
    )
    sheets: dict[str, Content] = {ABOUT: _about(module)}
    sheets |= {name_of(SECTION, section.key): _section(section) for section in sections}
    sheets |= {
        name_of(GROUP, group.key): {
            "title": group.name,
            "purpose": group.purpose,
            "note": group.note,
        }
        for group in groups
    }
    sheets |= {name_of(QUESTION, question.key): _question(question) for question in questions}
    retired = [name_of(SECTION, one.key) for one in sections if one.is_retired]
    retired += [name_of(QUESTION, one.key) for one in questions if one.is_retired]
    sheets[ORDER] = {
        "frameworks_in_front": list(module.frameworks_in_front),
        SECTION: [one.key for one in sections],
        GROUP: [one.key for one in groups],
        QUESTION: [one.key for one in questions],
        "retired": retired,
    }
    return sheets


def _about(module: Module) -> Content:
    return {
        "title": module.title,
        "introduction": module.introduction,
        "citation": module.source.get("citation", ""),
        "lenses": module.lenses,
        "guided_shape": module.guided_shape,
    }


def _section(section: Section) -> Content:
    return {
        "title": section.title,
        "thinkpiece_heading": section.thinkpiece_heading,
        "reading_note": section.reading_note,
        "notice": section.notice,
        "frameworks": list(section.framework_keys),
        "thinkpiece_text": section.thinkpiece_text,
        "thinkpiece_licence": section.thinkpiece_licence,
        "opens_on": _day(section.opens_on),
    }


def _question(question: Question) -> Content:
    behind = sorted(question.sections.all(), key=lambda section: section.position)
    return {
        "title": question.title,
        "parts": list(question.parts),
        "group": question.group.key,
        "sections": [section.key for section in behind],
        "suggested_tags": list(question.suggested_tags),
        "invites_commitment": question.invites_commitment,
        "origin": question.origin,
        "source": dict(question.source),
        "opens_on": _day(question.opens_on),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _in(part: Part, group: str) -> bool:
    return not group or part.content.get("group") == group
