"""What the demo cohort's pack may hold: its shape, and its rules.

Every person, school and place is invented. Days count from the start of the cohort. Reading
touches no database; journal.demo makes people and entries of what was read, and of what we add to
it (journal.demo_extras). The rules between keys, each an error that names file, line and key:

- whoever writes, takes part, places a partnership or replies is one of the cohort's people, and
  writes only about partnerships they are a member of;
- a question, follow-up, starter or element that is named is in the packs read with it;
- a follow-up is answered once its moment has come;
- a partnership is placed on a day on which its observer wrote;
- hindsight is about an earlier day; what was kept private has no reply.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Protocol

from frameworks.strict_yaml import at_least_one, at_most, read_file
from journal.packs import (
    CONTENT,
    Fault,
    FollowUpsPack,
    Key,
    Known,
    ModulePack,
    Name,
    raise_if_any,
    repeated,
    unknown_elements,
)

DEMO_FILE = CONTENT / "demo_cohort.yaml"
LEVELS, STAKEHOLDERS = "himmelman_linkage", "stakeholders"
DRIVERS, FORMALITY = "partnership_drivers", "partnership_formality"


@dataclass(frozen=True)
class FacilitatorPack:
    """Who facilitates the cohort."""

    key: Key
    name: Annotated[str, at_most(120)]
    role: Annotated[str, at_most(120)]


@dataclass(frozen=True)
class CohortPack:
    """The cohort, and the first day of its example."""

    key: Key
    name: Name
    module: Key
    example_start: date
    module_end_day: int
    facilitator: FacilitatorPack


@dataclass(frozen=True)
class LeaderPack:
    """One of its leaders."""

    key: Key
    name: Annotated[str, at_most(120)]
    role: Annotated[str, at_most(120)]
    setting: Literal["primary", "secondary", "special", "trust"]
    organisation: Annotated[str, at_most(160)]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PartnershipPack:
    """A link; each of its members keeps a record of their own."""

    key: Key
    name: Annotated[str, at_most(160)]
    description: str
    members: Annotated[tuple[Key, ...], at_least_one]
    stakeholders: tuple[Key, ...]
    formality: Key
    drivers: tuple[Key, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ObservationPack:
    """Where one person placed a partnership, said on a day, maybe about an earlier one."""

    partnership: Key
    by: Key
    day: int
    kind: Literal["now", "hindsight"]
    level: Key
    needed: Key
    note: Annotated[str, at_most(300)]
    about_day: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class CommitmentPack:
    """ "When …, I will …", and what became of it."""

    key: Key
    when: str
    i_will: str
    due_day: int
    status: Literal["kept", "changed", "open", "let_go"]


@dataclass(frozen=True)
class EntryPack:
    """One reflection."""

    key: Key
    leader: Key
    day: int
    title: Name
    responds_to: Key | None
    visibility: Literal["private", "facilitator", "cohort"]
    partnerships: tuple[Key, ...]
    tags: tuple[str, ...]
    body: str
    follow_up: Key = ""
    revisits: Key = ""
    commitment: CommitmentPack | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ReplyPack:
    """What the facilitator wrote back."""

    entry: Key
    by: Key
    day: int
    starter: Key
    body: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class DemoPack:
    """The invented cohort as its file has it."""

    schema: Literal["pwj-demo/1"]
    fictional: Literal[True]
    cohort: CohortPack
    leaders: Annotated[tuple[LeaderPack, ...], at_least_one]
    partnerships: tuple[PartnershipPack, ...]
    linkage_observations: tuple[ObservationPack, ...]
    entries: tuple[EntryPack, ...]
    feedback: tuple[ReplyPack, ...]
    line: int = field(default=0, compare=False)

    @property
    def last_day(self) -> int:
        """The day of the last thing that happens in it."""
        days = [entry.day for entry in self.entries]
        days += [observation.day for observation in self.linkage_observations]
        return max(days + [reply.day for reply in self.feedback])


class Written(Protocol):
    """An entry, or a draft that is added."""

    @property
    def leader(self) -> str: ...
    @property
    def responds_to(self) -> str | None: ...
    @property
    def partnerships(self) -> tuple[str, ...]: ...
    @property
    def line(self) -> int: ...


def read_demo(
    module: ModulePack, follow_ups: FollowUpsPack, known: Known, path: Path = DEMO_FILE
) -> DemoPack:
    """The invented cohort. Raises PackError."""
    pack = read_file(path, DemoPack)
    raise_if_any(path, _demo_faults(pack, module, follow_ups, known))
    return pack


def _demo_faults(
    pack: DemoPack, module: ModulePack, follow_ups: FollowUpsPack, known: Known
) -> Iterator[Fault]:
    if pack.cohort.module != module.key:
        yield pack.line, "cohort.module", f"“{pack.cohort.module}” is not a module"
    for name in ("leaders", "partnerships", "entries"):
        yield from repeated(name, getattr(pack, name))
    yield from _partnership_faults(pack, known)
    yield from _observation_faults(pack, known)
    for entry in pack.entries:
        yield from _entry_faults(entry, pack, module, follow_ups, known)
    yield from _reply_faults(pack, follow_ups)


def _partnership_faults(pack: DemoPack, known: Known) -> Iterator[Fault]:
    leaders = {leader.key for leader in pack.leaders}
    for item in pack.partnerships:
        where = f"partnerships.{item.key}"
        for key in sorted(set(item.members) - leaders):
            yield item.line, f"{where}.members", f"“{key}” is not one of the leaders"
        tags = [f"{STAKEHOLDERS}/{key}" for key in item.stakeholders]
        tags += [f"{DRIVERS}/{key}" for key in item.drivers] + [f"{FORMALITY}/{item.formality}"]
        yield from unknown_elements(tags, known, item.line, where)


def _observation_faults(pack: DemoPack, known: Known) -> Iterator[Fault]:
    members = {item.key: item.members for item in pack.partnerships}
    days_of_writing = {(entry.leader, entry.day) for entry in pack.entries}
    for item in pack.linkage_observations:
        where = f"linkage_observations.{item.partnership}"
        if item.by not in members.get(item.partnership, ()):
            yield item.line, where, f"“{item.by}” is not a member of “{item.partnership}”"
        levels = [f"{LEVELS}/{item.level}", f"{LEVELS}/{item.needed}"]
        yield from unknown_elements(levels, known, item.line, where)
        if (item.by, item.day) not in days_of_writing:
            yield item.line, where, f"“{item.by}” wrote no entry on day {item.day}"
        is_earlier = item.about_day is not None and item.about_day < item.day
        if is_earlier != (item.kind == "hindsight"):
            yield item.line, where, "hindsight, and only hindsight, is about an earlier day"


def _entry_faults(
    entry: EntryPack,
    pack: DemoPack,
    module: ModulePack,
    follow_ups: FollowUpsPack,
    known: Known,
) -> Iterator[Fault]:
    where, line = f"entries.{entry.key}", entry.line
    yield from writing_faults(entry, pack, module, where)
    yield from _follow_up_faults(entry, pack, follow_ups)
    own = {earlier.key for earlier in pack.entries if earlier.leader == entry.leader}
    if entry.revisits and entry.revisits not in own - {entry.key}:
        yield line, f"{where}.revisits", f"“{entry.revisits}” is not an entry of the same leader"
    yield from unknown_elements(entry.tags, known, line, f"{where}.tags")


def _follow_up_faults(
    entry: EntryPack, pack: DemoPack, follow_ups: FollowUpsPack
) -> Iterator[Fault]:
    """Answered before its moment, it would be asked again."""
    where = f"entries.{entry.key}"
    offsets = {moment.key: moment.when.offset_days for moment in follow_ups.moments}
    asked_on = {
        prompt.key: pack.cohort.module_end_day + offsets[prompt.moment]
        for prompt in follow_ups.prompts
    }
    if entry.follow_up and entry.follow_up not in asked_on:
        yield entry.line, f"{where}.follow_up", f"“{entry.follow_up}” is not a follow-up"
    elif entry.follow_up and entry.day < asked_on[entry.follow_up]:
        message = f"“{entry.follow_up}” is not asked before day {asked_on[entry.follow_up]}"
        yield entry.line, f"{where}.day", message


def _reply_faults(pack: DemoPack, follow_ups: FollowUpsPack) -> Iterator[Fault]:
    shared = {entry.key for entry in pack.entries if entry.visibility != "private"}
    starters = {starter.key for starter in follow_ups.feedback_starters}
    for reply in pack.feedback:
        where = f"feedback.{reply.entry}"
        if reply.entry not in shared:
            yield reply.line, where, f"“{reply.entry}” is not an entry that was shared"
        if reply.by != pack.cohort.facilitator.key:
            yield reply.line, f"{where}.by", f"“{reply.by}” is not the facilitator"
        if reply.starter not in starters:
            yield reply.line, f"{where}.starter", f"“{reply.starter}” is not a starter"


def writing_faults(
    item: Written, demo: DemoPack, module: ModulePack, where: str
) -> Iterator[Fault]:
    """Of an entry or a draft: who writes, in answer to what, about which partnerships."""
    if item.leader not in {leader.key for leader in demo.leaders}:
        yield item.line, f"{where}.leader", f"“{item.leader}” is not one of the leaders"
    if item.responds_to and item.responds_to not in {q.key for q in module.questions}:
        yield item.line, f"{where}.responds_to", f"“{item.responds_to}” is not a question"
    own = {p.key for p in demo.partnerships if item.leader in p.members}
    for key in sorted(set(item.partnerships) - own):
        message = f"“{item.leader}” is not a member of “{key}”"
        yield item.line, f"{where}.partnerships", message
