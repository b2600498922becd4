"""Two or three windows on one sheet, over a channel that drops, repeats and reorders.

Windows only ever add words, each word once in the whole run, so the promise is one line: every
word that any answer acknowledged can be read in the working text or in a text that was kept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from journal.models import Entry, Revision
from journal.writing.autosave import Conflict, Draft, NoSuchEntryError, save_draft
from partnership.people.models import User
from partnership.saving import Saved

WINDOWS = st.integers(0, 2)
ANY = st.integers(0, 1000)
FEW = settings(
    max_examples=100,  # `make drills` runs 2,000
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


@dataclass
class Window:
    """What a browser window knows: its words, the version they began from, what it waits for."""

    words: str = ""
    version: int = 0
    waiting_for: Draft | None = None


class Windows(RuleBasedStateMachine):
    author: User

    def __init__(self) -> None:
        super().__init__()
        self.entry_id = uuid.uuid4()
        self.windows = [Window(), Window(), Window()]
        self.now = timezone.now()
        self.on_the_way: list[Draft] = []
        self.answers: dict[str, Saved | Conflict] = {}
        self.acknowledged: set[str] = set()
        self.version = 0
        self.count = 0

    @rule(window=WINDOWS)
    def write(self, window: int) -> None:
        self.count += 1
        self.windows[window].words += f"w{self.count} "

    @rule(window=WINDOWS)
    def send(self, window: int) -> None:
        """Send what is new; or, while an answer is outstanding, the same again."""
        own = self.windows[window]
        if own.waiting_for is None:
            own.waiting_for = Draft(
                author=self.author,
                entry_id=self.entry_id,
                title="",
                body=own.words,
                base_version=own.version,
                key=uuid.uuid4().hex,
            )
        self.on_the_way.append(own.waiting_for)

    @precondition(lambda self: self.on_the_way)
    @rule(which=ANY, again=st.booleans(), minutes=st.sampled_from([0, 0, 0, 1, 45]))
    def deliver(self, which: int, again: bool, minutes: int) -> None:
        """Any of those on the way arrives next, and perhaps once more later."""
        which %= len(self.on_the_way)
        sent = self.on_the_way[which] if again else self.on_the_way.pop(which)
        self.now += timedelta(minutes=minutes)

        try:
            answer = save_draft(sent, at=self.now)
        except NoSuchEntryError:
            assert self.version == 0
            return

        assert self.answers.setdefault(sent.key, answer) == answer
        self.acknowledged.update(sent.body.split())
        entry = self.entry()
        assert entry.version in (self.version, self.version + 1)
        self.version = entry.version

    @precondition(lambda self: self.on_the_way)
    @rule(which=ANY)
    def drop(self, which: int) -> None:
        self.on_the_way.pop(which % len(self.on_the_way))

    @rule(window=WINDOWS)
    def hear(self, window: int) -> None:
        """The answer comes back, if there is one. A window that lost writes on as it was."""
        own = self.windows[window]
        answer = self.answers.get(own.waiting_for.key) if own.waiting_for else None
        if isinstance(answer, Saved):
            own.version = answer.version
        if answer is not None:
            own.waiting_for = None

    @rule(window=WINDOWS)
    def reload(self, window: int) -> None:
        """The page is opened again: what was not saved in it goes, by the person's own choice."""
        if self.version:
            entry = self.entry()
            self.windows[window] = Window(words=entry.body, version=entry.version)

    @invariant()
    def every_acknowledged_word_can_be_read(self) -> None:
        if self.version:
            entry = self.entry()
            kept = [entry.body, *entry.revisions.values_list("body", flat=True)]
            assert self.acknowledged <= set(" ".join(kept).split())

    @invariant()
    def each_conflict_is_kept_once(self) -> None:
        if self.version:
            conflicts = [a for a in self.answers.values() if isinstance(a, Conflict)]
            kept = self.entry().revisions.filter(kind=Revision.Kind.CONFLICT)
            assert sorted(kept.values_list("number", flat=True)) == sorted(
                conflict.number for conflict in conflicts
            )

    def entry(self) -> Entry:
        return Entry.objects.owned_by(self.author).get(pk=self.entry_id)


def run(author: User, **changes: object) -> None:
    machine = type("Windows", (Windows,), {"author": author})
    run_state_machine_as_test(machine, settings=settings(FEW, **changes))
