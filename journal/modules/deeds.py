"""Beginning a module, changing what stands where, and publishing: each whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from django.db import transaction

from frameworks.keys import new_key
from frameworks.models import Framework
from journal.loading import publish_made_here
from journal.models import DraftSheet, Module, ModuleDraft, Question
from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change as Line

from .changes import Changes, changes_in
from .checks import hindrances
from .packing import pack_of
from .saving import change_order, held, write_sheet
from .sheets import (
    ABOUT,
    EMPTY,
    GROUP,
    ORDER,
    QUESTION,
    SECTION,
    Content,
    Part,
    Working,
    name_of,
    working,
)

FIX, NEW = "fix", "new"
Choices = Mapping[str, str]  # key of a reworded question to FIX or NEW
FIRST_GROUP = "Questions"


class ChangedMeanwhileError(Exception):
    """Somebody saved or published since the page was made."""


class HinderedError(Exception):
    """Something has to be put right first: journal.modules.checks says what."""


class NotChosenError(Exception):
    """A reworded question is neither a small fix nor a new question yet."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


@transaction.atomic
def publish(key: str, *, by: User, state: str, choices: Choices, at: datetime) -> Module:
    """Put the draft in the place of what is published, if it still is what `by` looked at."""
    draft = held(key, by=by, at=at)
    there = working(key)
    if there.state != state:
        raise ChangedMeanwhileError
    if hindrances(there):
        raise HinderedError
    reworded = [change.key for change in changes_in(there).reworded]
    undecided = [one for one in reworded if choices.get(one) not in (FIX, NEW)]
    if undecided:
        raise NotChosenError(undecided)
    done = changes_in(there)
    for question in reworded:
        if choices[question] == NEW:
            _part_company(draft, there, question, by=by, at=at)
            there = working(key)
    module = publish_made_here(pack_of(there), by=by, at=at)
    draft.module, draft.published_at, draft.edited_at = module, at, at
    draft.save(update_fields=["module", "published_at", "edited_at"])
    write_down(by, _published(module, done, choices), about=Line.About.MODULE, key=key)
    return module


def _part_company(draft: ModuleDraft, there: Working, key: str, *, by: User, at: datetime) -> None:
    """What was written of this question becomes one of its own; the old one is as it was, retired.

    Answers stay with the old one and the words that they answered.
    """
    name = name_of(QUESTION, key)
    content = there.sheets[name]
    other = new_key(content["title"], taken_keys(), otherwise="question")
    order: Content = {one: list(keys) for one, keys in there.order.items()}
    order[QUESTION].insert(order[QUESTION].index(key), other)
    order["retired"].append(name)
    write_sheet(draft, name, there.published[name], by=by, at=at)
    write_sheet(draft, name_of(QUESTION, other), content, by=by, at=at, is_new=True)
    write_sheet(draft, ORDER, order, by=by, at=at)


def _published(module: Module, done: Changes, choices: Choices) -> str:
    said = f"published the module {module.title}: {done.in_brief or 'as it was'}"
    new = sum(choices.get(change.key) == NEW for change in done.reworded)
    if new:
        said += f"; {new} reworded as {'a new question' if new == 1 else 'new questions'}"
    return said


def taken_keys() -> set[str]:
    """Of every question there ever was, retired ones and those in drafts too."""
    drafted = DraftSheet.objects.filter(name__startswith=f"{QUESTION}/").values_list(
        "name", flat=True
    )
    published = Question.objects.values_list("key", flat=True)
    return {*published, *(name.partition("/")[2] for name in drafted)}


# Beginning


@transaction.atomic
def begin(title: str, *, by: User, at: datetime) -> ModuleDraft:
    """A new module with one group of questions and nothing in it. Leaders see nothing of it."""
    draft = _new_draft(title, by=by, at=at)
    about = {**EMPTY[ABOUT], "title": title}
    write_sheet(draft, ABOUT, about, by=by, at=at, is_new=True)
    first = {**EMPTY[GROUP], "title": FIRST_GROUP}
    write_sheet(draft, name_of(GROUP, "questions"), first, by=by, at=at, is_new=True)
    write_down(by, f"began the module {title}", about=Line.About.MODULE, key=draft.key)
    return draft


@transaction.atomic
def copy(there: Working, title: str, *, by: User, at: datetime) -> ModuleDraft:
    """The same under another title, without what is retired. Its questions are questions anew."""
    draft = _new_draft(title, by=by, at=at)
    sheets: dict[str, Content] = {ABOUT: {**there.sheets[ABOUT], "title": title}}
    for part in [*there.parts(SECTION), *there.parts(GROUP)]:
        sheets[part.name] = _undated(part)
    taken = taken_keys()
    for part in there.parts(QUESTION):
        key = new_key(part.content["title"], taken, otherwise="question")
        taken.add(key)
        sheets[name_of(QUESTION, key)] = _undated(part)
    order = {**EMPTY[ORDER], "frameworks_in_front": there.order["frameworks_in_front"]}
    for name in sheets:
        kind, _, key = name.partition("/")
        if key:
            order[kind] = [*order[kind], key]
    for name, content in {**sheets, ORDER: order}.items():
        write_sheet(draft, name, content, by=by, at=at, is_new=True)
    words = f"began the module {title} as a copy of {there.title}"
    write_down(by, words, about=Line.About.MODULE, key=draft.key)
    return draft


def _undated(part: Part) -> Content:
    return {**part.content, "opens_on": ""} if "opens_on" in part.content else dict(part.content)


def _new_draft(title: str, *, by: User, at: datetime) -> ModuleDraft:
    taken = {
        *Module.objects.values_list("key", flat=True),
        *ModuleDraft.objects.values_list("key", flat=True),
    }
    key = new_key(title, taken, otherwise="module")
    return ModuleDraft.objects.create(key=key, edited_at=at, edited_by=by)


@transaction.atomic
def add_part(
    module_key: str, kind: str, title: str, *, group: str = "", by: User, at: datetime
) -> str:
    """A new section, group or question at the end of its list. Its key, which is forever."""
    draft = held(module_key, by=by, at=at)
    there = working(module_key)
    taken = taken_keys() if kind == QUESTION else set(there.order[kind])
    key = new_key(title, taken, otherwise=kind)
    content = {**EMPTY[kind], "title": title}
    if kind == QUESTION:
        content["group"] = group
    write_sheet(draft, name_of(kind, key), content, by=by, at=at, is_new=True)
    return key


# What stands where


def move(module_key: str, name: str, to: Literal["up", "down"], *, by: User, at: datetime) -> None:
    """One place up or down, past the next that is in use (of its group, if a question)."""

    def moved(there: Working, order: Content) -> None:
        part = there.part(name)
        beside = [one.key for one in there.parts(part.kind, group=part.content.get("group", ""))]
        _swap(order[part.kind], beside, part.key, to)

    change_order(module_key, moved, by=by, at=at)


def place(module_key: str, name: str, before: str, *, by: User, at: datetime) -> None:
    """Where it was dropped: before another of its list, or at the end for ""."""

    def placed(there: Working, order: Content) -> None:
        part = there.part(name)
        keys = order[part.kind]
        keys.remove(part.key)
        keys.insert(keys.index(before) if before in keys else len(keys), part.key)

    change_order(module_key, placed, by=by, at=at)


def retire(module_key: str, name: str, *, by: User, at: datetime) -> None:
    """Out of the module when it is published; whatever was answered stays."""

    def retired(there: Working, order: Content) -> None:
        if there.has(name) and name not in order["retired"]:
            order["retired"].append(name)

    change_order(module_key, retired, by=by, at=at)


def bring_back(module_key: str, name: str, *, by: User, at: datetime) -> None:
    def back(there: Working, order: Content) -> None:
        order["retired"] = [one for one in order["retired"] if one != name]

    change_order(module_key, back, by=by, at=at)


def is_framework(key: str) -> bool:
    """Whether people may be offered it."""
    return Framework.objects.in_use().filter(key=key.replace("\0", "")).exists()


def front(module_key: str, framework: str, to: str, *, by: User, at: datetime) -> None:
    """Put a framework in front, take it out, or move it: in, out, up or down."""

    def changed(there: Working, order: Content) -> None:
        keys = order["frameworks_in_front"]
        if to == "in" and framework not in keys:
            keys.append(framework)
        elif to == "out" and framework in keys:
            keys.remove(framework)
        elif to in ("up", "down"):
            _swap(keys, list(keys), framework, to)

    change_order(module_key, changed, by=by, at=at)


@transaction.atomic
def discard(key: str, *, by: User, at: datetime) -> None:
    """Back to what is published. What windows that are still open send afterwards is kept apart.

    Of a module that was never published nothing is left.
    """
    draft = held(key, by=by, at=at)
    there = working(key)
    write_down(by, f"discarded the draft of {there.title}", about=Line.About.MODULE, key=key)
    if there.module is None:
        draft.delete()
        return
    for name, row in there.rows.items():
        if name in there.published and row.content != there.published[name]:
            write_sheet(draft, name, there.published[name], by=by, at=at)
    new = [name for name in there.rows if name not in there.published]
    draft.sheets.filter(name__in=new).delete()
    draft.published_at = draft.edited_at = at
    draft.save(update_fields=["published_at", "edited_at"])


def _swap(keys: list[str], beside: list[str], key: str, to: str) -> None:
    """Change places with the one before or after it among those beside it."""
    if key not in beside:
        return
    other = beside.index(key) + (1 if to == "down" else -1)
    if 0 <= other < len(beside):
        one, two = keys.index(key), keys.index(beside[other])
        keys[one], keys[two] = keys[two], keys[one]
