"""What the module and follow-up packs may hold: the shape of the files, and their rules.

Reading touches no database; journal.loading makes rows of what was read. Strictness (unknown,
missing and repeated keys) is in frameworks.strict_yaml. The rules between keys, each an error that
names file, line and key:

- a framework or element that the files name is in a framework pack that was read with them;
- a question stands in one of the groups, alone in its place, and asks at least one thing;
- a question inside the reading (its source gives neither bullet nor number) names a heading of it,
  unless it names its sections itself; those are the module's;
- notes and thinkpiece are Markdown without fault (journal.markdown), and a thinkpiece's own words
  have their licence with them;
- a follow-up belongs to one of the moments, alone in its place, and is about questions of the
  module, about every partnership, or about every commitment;
- a moment is open for a day at least;
- a key appears once.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from frameworks.packs import FrameworkPack
from frameworks.strict_yaml import (
    PackError,
    Problem,
    at_least_one,
    at_most,
    key_like,
    read_file,
)
from journal import markdown

CONTENT = Path(__file__).parent / "content"
MODULE_FILE = CONTENT / "module.yaml"
FOLLOW_UPS_FILE = CONTENT / "follow_ups.yaml"

MOST_SECTIONS_A_QUESTION = 3
SUBJECTS_BESIDE_QUESTIONS = {"partnerships", "commitment"}

Key = Annotated[str, key_like]
Name = Annotated[str, at_most(200)]
Known = Mapping[str, frozenset[str]]  # framework key to the keys of its elements
Fault = tuple[int, str, str]  # line, key, message


@dataclass(frozen=True)
class SectionPack:
    """One part of the reading."""

    key: Key
    title: Name
    reading_note: str
    frameworks: tuple[Key, ...]
    thinkpiece_heading: Annotated[str, at_most(200)] = ""
    notice: str = ""
    thinkpiece_text: str = ""
    thinkpiece_licence: Annotated[str, at_most(300)] = ""
    opens_on: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class QuestionGroupPack:
    """A heading over questions that are asked for the same purpose."""

    key: Key
    title: Name
    purpose: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class QuestionSourcePack:
    """Where in the thinkpiece the question stands, or a note when it is this project's own."""

    thinkpiece: str = ""
    bullet: int = 0
    number: str = ""
    note: str = ""


@dataclass(frozen=True)
class QuestionPack:
    """One question, in one or more parts."""

    key: Key
    group: Key
    position: int
    origin: Literal["thinkpiece", "project"]
    source: QuestionSourcePack
    title: Name
    parts: Annotated[tuple[str, ...], at_least_one]
    suggested_tags: tuple[str, ...]
    invites_commitment: bool = False
    sections: tuple[Key, ...] | None = None
    opens_on: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PromptPack:
    """One lens, or one heading of the guided shape."""

    key: Key
    name: Name
    prompt: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ModuleSourcePack:
    """The work that the module's reading notes are about."""

    citation: str = ""


@dataclass(frozen=True)
class ModulePack:
    """A module as its file has it."""

    schema: Literal["pwj-module/1"]
    key: Key
    title: Name
    source: ModuleSourcePack
    frameworks_in_front: tuple[Key, ...]
    sections: tuple[SectionPack, ...]
    question_groups: Annotated[tuple[QuestionGroupPack, ...], at_least_one]
    questions: Annotated[tuple[QuestionPack, ...], at_least_one]
    introduction: str = ""
    lenses: tuple[PromptPack, ...] = ()
    guided_shape: tuple[PromptPack, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def digest(self) -> str:
        return digest_of(self)


@dataclass(frozen=True)
class WhenPack:
    """Days counted from an anchor, and for how long the moment stays open."""

    anchor: Literal["module_end"]
    offset_days: int
    window_days: int


@dataclass(frozen=True)
class MomentPack:
    """A time at which people come back to what they wrote."""

    key: Key
    name: Name
    when: WhenPack
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class FollowUpPack:
    """One question asked at a moment about what was written earlier."""

    key: Key
    moment: Key
    position: int
    applies_to: Annotated[tuple[Key, ...], at_least_one]
    show_earlier: Literal["after_answer", "beside", "no"]
    wording: str
    suggested_tags: tuple[str, ...]
    creates: Literal["", "commitment"] = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class StarterPack:
    """A line that a facilitator may begin a reply with."""

    key: Key
    wording: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class FollowUpsPack:
    """The follow-ups of a module as their file has them."""

    schema: Literal["pwj-follow-ups/1"]
    module: Key
    moments: Annotated[tuple[MomentPack, ...], at_least_one]
    rules: tuple[str, ...]
    prompts: tuple[FollowUpPack, ...]
    feedback_starters: tuple[StarterPack, ...]
    line: int = field(default=0, compare=False)

    @property
    def digest(self) -> str:
        return digest_of(self)


def elements_of(frameworks: Iterable[FrameworkPack]) -> Known:
    """What other packs may refer to."""
    return {pack.key: frozenset(item.key for item in pack.elements) for pack in frameworks}


def read_module(known: Known, path: Path = MODULE_FILE) -> ModulePack:
    """The module. Raises PackError."""
    pack = read_file(path, ModulePack)
    raise_if_any(path, module_faults(pack, known))
    return pack


def read_follow_ups(
    module: ModulePack, known: Known, path: Path = FOLLOW_UPS_FILE
) -> FollowUpsPack:
    """The follow-ups of this module. Raises PackError."""
    pack = read_file(path, FollowUpsPack)
    raise_if_any(path, _follow_up_faults(pack, module, known))
    return pack


def sections_behind(question: QuestionPack, module: ModulePack) -> list[SectionPack]:
    """The reading that a question grew from, in the module's order: that which it names.

    Where it names none: a question inside the reading belongs to the sections under its heading.
    Any other grew from the sections its suggested tags lead to, each tag to the one section that
    deals most with its framework: the three most led to, and among equals those named first.
    """
    if question.sections is not None:
        return [section for section in module.sections if section.key in question.sections]
    under_its_heading = _sections_under(question.source.thinkpiece, module)
    if under_its_heading:
        return under_its_heading
    frameworks = [tag.split("/")[0] for tag in question.suggested_tags]
    led_to = Counter(
        section.key for key in frameworks if (section := _section_most_about(key, module))
    )
    chosen = {key for key, _ in led_to.most_common(MOST_SECTIONS_A_QUESTION)}
    return [section for section in module.sections if section.key in chosen]


def _sections_under(heading: str, module: ModulePack) -> list[SectionPack]:
    """Under the heading itself, or in what follows it: "… (no heading of its own)"."""
    return [s for s in module.sections if s.thinkpiece_heading.split(" (")[0] == heading]


def _section_most_about(framework: str, module: ModulePack) -> SectionPack | None:
    """The section that names the framework earliest in its list; the first of such sections."""
    speaking_of_it = [s for s in module.sections if framework in s.frameworks]
    return min(speaking_of_it, key=lambda s: s.frameworks.index(framework), default=None)


def module_faults(pack: ModulePack, known: Known) -> Iterator[Fault]:
    """What is wrong between its keys, and in its Markdown."""
    for name in ("sections", "question_groups", "questions", "lenses", "guided_shape"):
        yield from repeated(name, getattr(pack, name))
    yield from _unknown_frameworks(
        pack.frameworks_in_front, known, pack.line, "frameworks_in_front"
    )
    for section in pack.sections:
        where = f"sections.{section.key}.frameworks"
        yield from _unknown_frameworks(section.frameworks, known, section.line, where)
        yield from _words_faults(section)
    for question in pack.questions:
        yield from _question_faults(question, pack, known)
    for (group, position), times in Counter((q.group, q.position) for q in pack.questions).items():
        if times > 1:
            message = f"{times} questions of “{group}” have position {position}"
            yield pack.line, "questions", message


def _words_faults(section: SectionPack) -> Iterator[Fault]:
    for name in ("reading_note", "thinkpiece_text"):
        for message in markdown.faults_in(getattr(section, name)):
            yield section.line, f"sections.{section.key}.{name}", message
    if section.thinkpiece_text and not section.thinkpiece_licence:
        where = f"sections.{section.key}.thinkpiece_licence"
        yield section.line, where, "is missing: say whose words these are, and by what leave"


def _question_faults(question: QuestionPack, pack: ModulePack, known: Known) -> Iterator[Fault]:
    where, source = f"questions.{question.key}", question.source
    if question.group not in {group.key for group in pack.question_groups}:
        yield question.line, f"{where}.group", f"“{question.group}” is not one of the groups"
    for key in sorted(set(question.sections or ()) - {section.key for section in pack.sections}):
        yield question.line, f"{where}.sections", f"“{key}” is not one of the sections"
    stands_inside = source.thinkpiece and not source.bullet and not source.number
    if stands_inside and question.sections is None and not _sections_under(source.thinkpiece, pack):
        message = f"no section is under the heading “{source.thinkpiece}”"
        yield question.line, f"{where}.source.thinkpiece", message
    yield from unknown_elements(
        question.suggested_tags, known, question.line, f"{where}.suggested_tags"
    )


def _follow_up_faults(pack: FollowUpsPack, module: ModulePack, known: Known) -> Iterator[Fault]:
    if pack.module != module.key:
        yield pack.line, "module", f"“{pack.module}” is not a module"
    for name in ("moments", "prompts", "feedback_starters"):
        yield from repeated(name, getattr(pack, name))
    for moment in pack.moments:
        if moment.when.window_days < 1:
            where = f"moments.{moment.key}.when.window_days"
            yield moment.line, where, "must be 1 or more"
    for (key, position), times in Counter((p.moment, p.position) for p in pack.prompts).items():
        if times > 1:
            yield pack.line, "prompts", f"{times} prompts of “{key}” have position {position}"
    moments = {moment.key for moment in pack.moments}
    subjects = {question.key for question in module.questions} | SUBJECTS_BESIDE_QUESTIONS
    for prompt in pack.prompts:
        where = f"prompts.{prompt.key}"
        if prompt.moment not in moments:
            yield prompt.line, f"{where}.moment", f"“{prompt.moment}” is not one of the moments"
        for subject in sorted(set(prompt.applies_to) - subjects):
            message = f"“{subject}” is not a question, “partnerships” or “commitment”"
            yield prompt.line, f"{where}.applies_to", message
        if len(prompt.applies_to) > 1 and SUBJECTS_BESIDE_QUESTIONS & set(prompt.applies_to):
            message = "“partnerships” and “commitment” stand alone"
            yield prompt.line, f"{where}.applies_to", message
        yield from unknown_elements(
            prompt.suggested_tags, known, prompt.line, f"{where}.suggested_tags"
        )


def repeated(where: str, items: Iterable[Any]) -> Iterator[Fault]:
    """A fault for each item whose key an earlier one has."""
    seen: set[str] = set()
    for item in items:
        if item.key in seen:
            yield item.line, where, f"“{item.key}” appears twice"
        seen.add(item.key)


def unknown_elements(tags: Iterable[str], known: Known, line: int, where: str) -> Iterator[Fault]:
    """A fault for each "framework/element" that no pack holds."""
    for tag in tags:
        framework, _, element = tag.partition("/")
        if element not in known.get(framework, frozenset()):
            yield line, where, f"“{tag}” is not an element of any framework"


def raise_if_any(path: Path, faults: Iterable[Fault]) -> None:
    """Raise PackError with all of them, if there are any."""
    problems = [Problem(path.name, *found) for found in faults]
    if problems:
        raise PackError(problems)


def _unknown_frameworks(
    keys: Iterable[str], known: Known, line: int, where: str
) -> Iterator[Fault]:
    for key in keys:
        if key not in known:
            yield line, where, f"“{key}” is not a framework"


def digest_of(pack: ModulePack | FollowUpsPack) -> str:
    """SHA-256 of the content; comments and layout of the file do not count."""
    content = _without_lines(asdict(pack))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(part) for key, part in value.items() if key != "line"}
    if isinstance(value, list | tuple):
        return [_without_lines(part) for part in value]
    return value
