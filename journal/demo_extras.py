"""What is added to the demo cohort so that a demo shows what the site can do.

Marked passages, an earlier text of an entry, something half written, lines that were asked about,
plans, two views of one partnership. A quotation stands in its entry exactly once, so that a demo
never marks words its author did not mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from frameworks.strict_yaml import read_file
from journal.demo_pack import DemoPack, writing_faults
from journal.packs import (
    CONTENT,
    Fault,
    Key,
    Known,
    ModulePack,
    raise_if_any,
    repeated,
    unknown_elements,
)

EXTRAS_FILE = CONTENT / "demo_extras.yaml"


@dataclass(frozen=True)
class PassagePack:
    """Words of an entry, and the element they are about."""

    entry: Key
    quote: str
    element: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class EarlierTextPack:
    """How an entry read before its author pressed Done a second time."""

    entry: Key
    body: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class DraftPack:
    """Something half written, so many days before the demo is loaded."""

    key: Key
    leader: Key
    days_ago: int
    responds_to: Key | None
    partnerships: tuple[Key, ...]
    body: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class LinePack:
    """A line that the facilitator asked to read out, and its author's answer, if there is one."""

    entry: Key
    quote: str
    answer: Literal["named", "unnamed", "no"] | None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class TwoViewsPack:
    """Two leaders who follow one partnership and let each other see where they placed it."""

    partnership: Key
    asker: Key
    asked: Key
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class KeptLinePack:
    """A sentence that its author keeps of the term."""

    entry: Key
    quote: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class LookBackPack:
    """What an author says of two of their entries, side by side, on the day of the later one."""

    earlier: Key
    later: Key
    what_changed: Literal["partnership", "view", "both", "neither", "unsure"]
    see_now: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class WentPack:
    """What helped with a commitment of the cohort's pack, and what got in its way."""

    commitment: Key
    helped: str = ""
    got_in_the_way: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PlanPack:
    """One more commitment, due so many days from the day on which the demo is loaded."""

    key: Key
    leader: Key
    when: str
    i_will: str
    due_in_days: int
    entry: Key = ""
    follows: Key = ""
    status: Literal["", "kept", "changed", "to_come", "let_go"] = ""
    helped: str = ""
    got_in_the_way: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ExtrasPack:
    """What we add to the cohort so that a demo shows what the site can do."""

    schema: Literal["pwj-demo-extras/1"]
    fictional: Literal[True]
    passages: tuple[PassagePack, ...]
    earlier_texts: tuple[EarlierTextPack, ...]
    drafts: tuple[DraftPack, ...]
    asked_lines: tuple[LinePack, ...]
    kept_lines: tuple[KeptLinePack, ...]
    look_backs: tuple[LookBackPack, ...]
    went: tuple[WentPack, ...]
    plans: tuple[PlanPack, ...]
    two_views: tuple[TwoViewsPack, ...]
    line: int = field(default=0, compare=False)


def read_extras(
    demo: DemoPack, module: ModulePack, known: Known, path: Path = EXTRAS_FILE
) -> ExtrasPack:
    """What is added to that cohort. Raises PackError."""
    pack = read_file(path, ExtrasPack)
    raise_if_any(path, _extras_faults(pack, demo, module, known))
    return pack


def _extras_faults(
    pack: ExtrasPack, demo: DemoPack, module: ModulePack, known: Known
) -> Iterator[Fault]:
    bodies = {entry.key: entry.body for entry in demo.entries}
    for quoted in _quotations(pack):
        times = bodies.get(quoted.entry, "").count(quoted.quote)
        if times != 1:
            message = f"“{quoted.quote}” stands in it {times} times, and must once"
            yield quoted.line, f"{_kind(quoted)}.{quoted.entry}", message
    for line in pack.asked_lines:
        if line.entry not in shared_in(demo):
            yield (
                line.line,
                f"asked_lines.{line.entry}",
                "is not shared: nobody can ask",
            )
    for passage in pack.passages:
        where = f"passages.{passage.entry}"
        yield from unknown_elements([passage.element], known, passage.line, where)
    for text in pack.earlier_texts:
        if text.entry not in bodies:
            yield text.line, "earlier_texts", f"“{text.entry}” is not an entry"
    for draft in pack.drafts:
        yield from writing_faults(draft, demo, module, f"drafts.{draft.key}")
    entries = {entry.key: (entry.leader, entry.day) for entry in demo.entries}
    for said in pack.look_backs:
        earlier, later = entries.get(said.earlier), entries.get(said.later)
        if not earlier or not later or earlier[0] != later[0] or earlier[1] >= later[1]:
            message = f"“{said.earlier}” is not an earlier entry of the same leader"
            yield said.line, f"look_backs.{said.later}", message
    yield from _plan_faults(pack, demo)
    members = {item.key: item.members for item in demo.partnerships}
    for pair in pack.two_views:
        if not {pair.asker, pair.asked} <= {*members.get(pair.partnership, ())}:
            yield pair.line, f"two_views.{pair.partnership}", "is not a partnership of both"


def _plan_faults(pack: ExtrasPack, demo: DemoPack) -> Iterator[Fault]:
    """Of a plan: who makes it, while writing what, and in place of which of their own."""
    yield from repeated("plans", pack.plans)
    writers = {entry.key: entry.leader for entry in demo.entries}
    planners = {e.commitment.key: e.leader for e in demo.entries if e.commitment}
    for went in pack.went:
        if went.commitment not in planners:
            yield went.line, "went", f"“{went.commitment}” is not a commitment of the cohort"
    for plan in pack.plans:
        where = f"plans.{plan.key}"
        if plan.leader not in {leader.key for leader in demo.leaders}:
            yield plan.line, f"{where}.leader", f"“{plan.leader}” is not one of the leaders"
        if plan.entry and writers.get(plan.entry) != plan.leader:
            yield plan.line, f"{where}.entry", f"“{plan.entry}” is not an entry of “{plan.leader}”"
        if plan.follows and planners.get(plan.follows) != plan.leader:
            message = f"“{plan.follows}” is not an earlier commitment of “{plan.leader}”"
            yield plan.line, f"{where}.follows", message
        if plan.status and plan.due_in_days > 0:
            yield plan.line, f"{where}.status", "nobody can say yet what became of it"
        planners[plan.key] = plan.leader


def shared_in(demo: DemoPack) -> set[str]:
    return {entry.key for entry in demo.entries if entry.visibility != "private"}


def _quotations(pack: ExtrasPack) -> list[PassagePack | LinePack | KeptLinePack]:
    return [*pack.passages, *pack.asked_lines, *pack.kept_lines]


def _kind(quoted: PassagePack | LinePack | KeptLinePack) -> str:
    kinds = {PassagePack: "passages", LinePack: "asked_lines", KeptLinePack: "kept_lines"}
    return kinds[type(quoted)]
