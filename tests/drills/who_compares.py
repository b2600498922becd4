"""Two leaders compare where they placed a partnership: what can happen to that, beside the model.

Each entry of the drill has a partnership of its own, so a record is named by its entry.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from journal.models import SharedPlacing, TwoViews
from journal.partnerships import deeds as partnerships
from journal.tagging import deeds as tagging
from journal.two_views import deeds as two_views

from .sights import Sights
from .world import COHORTS, LEADER, PEOPLE, Model, Pair, World


class WhoCompares:
    """Mixed into the machine of who_sees_what."""

    model: Model
    world: World
    sights: Sights

    # Of the machine itself
    _entry: Any
    _link: Any
    _word: Any

    @precondition(lambda self: len({one.author for one in self.model.written.values()}) > 1)
    @rule(first=st.integers(0, 2), agrees=st.booleans())
    def compare(self, first: int, agrees: bool) -> None:
        """The author of one entry asks that of another, who says yes, or has not answered."""
        keys = list(self.model.written)
        hers = keys[first % len(keys)]
        author = self.model.written[hers].author
        his = next(key for key in keys if self.model.written[key].author != author)
        other, called = self.model.written[his].author, self._word()
        cohort = next((at for at in COHORTS if self._both_lead(author, other, at)), COHORTS[0])
        may = self._both_lead(author, other, cohort) and not self._are_paired(hers, other)
        links = self._link(self._entry(hers)), self._link(self._entry(his))
        try:
            asked = two_views.ask(
                links[0], self.world.people[other], self.world.cohorts[cohort], called=called
            )
        except two_views.CannotCompareError:
            assert not may, "asking was refused"
            return
        assert may, "asking was not refused"
        pair = Pair(cohort, (author, hers), (other, None), called)
        self.model.pairs[asked.pk] = pair
        if agrees and not self._are_paired(his, author):
            two_views.agree(asked, links[1])
            pair.asked = other, his

    def _both_lead(self, one: str, other: str, cohort: str) -> bool:
        return all(self.model.roles.get((who, cohort)) == LEADER for who in (one, other))

    def _are_paired(self, record: UUID, other: str) -> bool:
        """This record with that person: asked already, or agreed either way."""
        return any(
            (pair.asker[1] == record and pair.asked[0] == other)
            or (pair.asked[1] == record and pair.asker[0] == other)
            for pair in self.model.pairs.values()
        )

    @precondition(lambda self: bool(self.model.pairs))
    @rule(which=st.integers(0, 2), how=st.sampled_from(("stop", "end")))
    def stop_comparing(self, which: int, how: str) -> None:
        """By one of the two, or because a partnership has ended."""
        keys = list(self.model.pairs)
        key = keys[which % len(keys)]
        record = self.model.pairs[key].asker[1]
        if how == "stop":
            two_views.stop(TwoViews.objects.get(pk=key))
            del self.model.pairs[key]
        elif record in self.model.written:
            partnerships.end(self._link(self._entry(record)))
            for other, pair in list(self.model.pairs.items()):
                if record in (pair.asker[1], pair.asked[1]):
                    del self.model.pairs[other]

    @precondition(lambda self: bool(self.model.written))
    @rule(which=st.integers(0, 2))
    def take_level_off(self, which: int) -> None:
        keys = list(self.model.written)
        key = keys[which % len(keys)]
        entry, text = self._entry(key), self.model.written[key].text
        tagging.unplace_partnership(entry=entry, partnership=self._link(entry))
        if text.levels:
            placed = {level for _, level in text.levels}
            self.model.on_entry(key, levels=frozenset(), tags=text.tags - placed)

    def each_sees_the_levels_they_agreed_to(self) -> None:
        kept = SharedPlacing.objects.values_list("pk", "two_views", "level__key")
        levels = {pk: (pair, level) for pk, pair, level in kept}
        seen: dict[str, list[tuple[UUID, str]]] = {name: [] for name in PEOPLE}
        for name, _, placing in self.sights.of_views():
            seen[name].append(levels[placing])
        for name in PEOPLE:
            assert sorted(seen[name]) == self.model.seen_by(name), f"what {name} sees of others"
        pairs = dict(TwoViews.objects.values_list("pk", "called"))
        assert pairs == {key: pair.called for key, pair in self.model.pairs.items()}, "who compares"
