"""Whatever can happen to a shared text, in any order, beside a plain model of who may see it.

The model knows nothing of how the product does it: who is in which cohort as what, what each
entry says, and what was given of it to whom. After every step each person's readable texts, desk
and finds are compared with it, and no word that is private now may stand in any shared table.
"""

from __future__ import annotations

from contextlib import ExitStack
from copy import deepcopy
from datetime import timedelta
from functools import wraps
from itertools import product
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from journal import standing
from journal.cohorts import deeds as cohorts
from journal.models import (
    Entry,
    Membership,
    Partnership,
    Reply,
    ReplyDraft,
    SharedCopy,
    SheetLine,
)
from journal.readers import cohort_to_share_with
from journal.sharing import deeds as sharing
from journal.tagging import deeds as tagging
from journal.text import fold
from journal.writing import autosave
from journal.writing import deeds as writing
from tests.factories import make_partnership, make_reply

from .sights import Sights, as_read
from .who_compares import WhoCompares
from .world import (
    AT_FIRST,
    AUDIENCES,
    COHORTS,
    FACILITATOR,
    FACILITATORS,
    LEADER,
    LEADERS,
    PEOPLE,
    Given,
    Model,
    Text,
    World,
    Written,
)

MOST_ENTRIES = 3  # so that several things happen to the same one


def on_an_entry(**draws: Any) -> Any:
    """A rule about one of the entries that there are: given its key, or else its place in a row."""

    def made(act: Any) -> Any:
        @precondition(lambda self: bool(self.model.written))
        @rule(which=st.integers(0, MOST_ENTRIES - 1), **draws)
        @wraps(act)
        def on_one(self: WhoSeesWhat, which: UUID | int, **drawn: Any) -> None:
            keys = list(self.model.written)
            act(self, which if isinstance(which, UUID) else keys[which % len(keys)], **drawn)

        return on_one

    return made


class WhoSeesWhat(WhoCompares, RuleBasedStateMachine):
    """One example is one savepoint, rolled back at its end."""

    world: World
    sights: Sights
    at_first = Model()
    words_used = 0

    def __init__(self) -> None:
        super().__init__()
        self.model, self.looked_at = deepcopy(self.at_first), None
        self.begun: set[str] = set()
        self.writes = 0
        self.until_its_end = ExitStack()
        self.until_its_end.enter_context(transaction.atomic())
        self.until_its_end.enter_context(connection.execute_wrapper(self._note_a_write))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.until_its_end.close()

    def _note_a_write(self, execute: Any, sql: str, *asked: Any) -> Any:
        self.writes += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, *asked)

    # Writing

    def begin(self) -> None:
        """One text at the facilitators' desks and one before the cohort, so that much can be; and
        what each of the two says a level of is compared with the other's."""
        narrow, wide = self._new("bryony"), self._new("idris")
        self.tag(narrow, what=("on", 0))
        self.tag(narrow, what=("level", 1))
        self.tag(wide, what=("level", 0))
        self.share(narrow, audience="facilitator")
        self.share(wide, audience="cohort")
        self.compare(first=0, agrees=True)

    @precondition(lambda self: len(self.model.written) < MOST_ENTRIES)
    @rule(author=st.sampled_from(LEADERS))
    def write(self, author: str) -> None:
        self._new(author)

    def _new(self, author: str) -> UUID:
        entry_id = uuid4()
        self.model.written[entry_id] = Written(author, Text("", ""))
        self._save(entry_id, base_version=0)
        return entry_id

    @on_an_entry()
    def edit(self, entry_id: UUID) -> None:
        entry = self._entry(entry_id)
        if entry.binned_at is None:
            self._save(entry_id, base_version=entry.version)

    @on_an_entry(what=st.tuples(st.sampled_from(("on", "off", "level")), st.integers(0, 1)))
    def tag(self, entry_id: UUID, what: tuple[str, int]) -> None:
        """A factor on or off; or a partnership, of a name that nobody else knows, at a level."""
        (deed, number), entry = what, self._entry(entry_id)
        text, factor = self.model.written[entry_id].text, self.world.factors[number]
        if deed == "on":
            tagging.tag_whole(entry=entry, element=factor)
            self.model.on_entry(entry_id, tags=text.tags | {factor.key})
        elif deed == "off":
            framework = {"framework_key": "briggs_factors", "element_key": factor.key}
            tagging.untag(entry=entry, passage=None, **framework)
            self.model.on_entry(entry_id, tags=text.tags - {factor.key})
        else:
            link, level = self._link(entry), self.world.levels[number]
            tagging.place_partnership(entry=entry, partnership=link, level=level)
            tags = text.tags - {one.key for one in self.world.levels} | {level.key}
            self.model.on_entry(entry_id, levels=frozenset({(link.name, level.key)}), tags=tags)

    # Giving and taking back

    @on_an_entry(audience=st.sampled_from(AUDIENCES))
    def share(self, entry_id: UUID, audience: str) -> None:
        entry, one = self._entry(entry_id), self.model.written[entry_id]
        cohort = cohort_to_share_with(entry.author, None)
        name = self.world.cohort_name(cohort)
        leads = {there for there in COHORTS if self.model.roles.get((one.author, there)) == LEADER}
        assert name in (leads or {None}), "offered a cohort that its author does not lead in"
        if cohort is None:
            return
        may, words = not self.model.in_force(one), {"cohort": cohort, "audience": audience}
        if self._acts(entry_id, may=may, act=sharing.give, **words):
            one.given = Given(one.text, str(name), audience)

    @on_an_entry()
    def update(self, entry_id: UUID) -> None:
        one = self.model.written[entry_id]
        if self._acts(entry_id, may=self.model.in_force(one), act=sharing.update_copy):
            assert one.given is not None
            one.given.text = one.text

    @on_an_entry(audience=st.sampled_from(AUDIENCES))
    def widen_or_narrow(self, entry_id: UUID, audience: str) -> None:
        one = self.model.written[entry_id]
        act = sharing.widen if audience == "cohort" else sharing.narrow
        if self._acts(entry_id, may=self.model.in_force(one), act=act):
            assert one.given is not None
            one.given.audience = audience

    @on_an_entry()
    def withdraw(self, entry_id: UUID) -> None:
        one = self.model.written[entry_id]
        assert sharing.withdraw(self._entry(entry_id)) == (one.given is not None)
        one.given = None

    @on_an_entry()
    def put_in_the_bin_or_take_out(self, entry_id: UUID) -> None:
        entry, one = self._entry(entry_id), self.model.written[entry_id]
        if one.is_binned:
            writing.bring_back(entry)
        else:
            writing.bin_entry(entry)
        one.given, one.is_binned = None, not one.is_binned

    @precondition(lambda self: any(one.is_binned for one in self.model.written.values()))
    @rule()
    def erase_what_is_in_the_bin(self) -> None:
        writing.empty_bin(at=timezone.now() + timedelta(days=31))
        self.model.written = {
            key: one for key, one in self.model.written.items() if not one.is_binned
        }

    # Writing back

    @on_an_entry(who=st.sampled_from(FACILITATORS))
    def write_back(self, entry_id: UUID, who: str) -> None:
        """By whoever has it at their desk: a reply, one half written, and a line to read out."""
        person, one = self.world.people[who], self.model.written[entry_id]
        copy = SharedCopy.objects.for_facilitator(person).filter(entry=entry_id).first()
        if copy is None:
            return
        assert one.given is not None, "a desk holds what was given to nobody"
        body, quote = self._word(), copy.body.split()[0]
        make_reply(copy, person, body=body)
        one.given.replies.add(body)
        one.replies.add(body)
        words = {"copy": copy, "start": 0, "end": len(quote)}
        if not ReplyDraft.objects.owned_by(person).filter(copy=copy).exists():
            ReplyDraft.objects.create(**words, author=person, to=copy.author, body=body)
            self.begun.add(body)
        asked = {"cohort": copy.cohort, "quote": quote, "asked_by": person}
        SheetLine.objects.get_or_create(**words, defaults=asked)

    # Who is where

    @rule(who=st.sampled_from((*LEADERS, *FACILITATORS)), by_hand=st.booleans())
    def go(self, who: str, by_hand: bool) -> None:
        """A leader leaves, a facilitator is removed; what they gave is taken back.

        By hand, behind the product's back, nothing is, and nobody reads it all the same.
        """
        for membership, cohort in self._memberships(who):
            if by_hand:
                membership.left_at = timezone.now()
                membership.save()
                del self.model.roles[who, cohort]
            else:
                cohorts.end(membership, by=self.world.people["sam"])
                self.model.gone(who, cohort)

    @rule(who=st.sampled_from(LEADERS), to=st.sampled_from(COHORTS))
    def move(self, who: str, to: str) -> None:
        for membership, cohort in self._memberships(who)[:1]:
            if (who, to) not in self.model.roles:
                sam = self.world.people["sam"]
                cohorts.move(membership, to=self.world.cohorts[to], by=sam)
                self.model.gone(who, cohort)
                self.model.roles[who, to] = LEADER

    @rule(who=st.sampled_from((*LEADERS, *FACILITATORS)), cohort=st.sampled_from(COHORTS))
    def come(self, who: str, cohort: str) -> None:
        """Somebody joins another cohort too, or is added back."""
        if (who, cohort) not in self.model.roles:
            role = LEADER if who in LEADERS else FACILITATOR
            cohorts.add(self.world.people[who], self.world.cohorts[cohort], role=role)
            self.model.roles[who, cohort] = role

    @rule()
    def everyone_comes_back(self) -> None:
        for who, cohort in AT_FIRST:
            self.come(who, cohort)

    # What must be so after every step

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        """Half of what is tried has no effect, and what was looked at is not looked at again."""
        now = self.writes, deepcopy(self.model)
        if now == self.looked_at:
            return
        self.looked_at = now
        self._everyone_sees_what_the_model_says()
        self._replies_are_where_they_belong()
        self._authors_are_told_the_truth()
        self.each_sees_the_levels_they_agreed_to()

    def _everyone_sees_what_the_model_says(self) -> None:
        copies = list(SharedCopy.objects.prefetch_related("tags__element", "levels__level"))
        texts = {copy.pk: as_read(copy) for copy in copies}
        seen = dict.fromkeys(product(("reads", "has at their desk"), PEOPLE), frozenset[Text]())
        for name, how, copy_id in self.sights.now():
            seen[how, name] |= {texts[copy_id]}
        for name in PEOPLE:
            reads, desk = seen["reads", name], seen["has at their desk", name]
            assert reads == self.model.readable_by(name), f"what {name} reads"
            assert desk == self.model.desk_of(name), f"what is at {name}’s desk"
        self._no_private_word_is_in(copies)

    def _no_private_word_is_in(self, copies: list[SharedCopy]) -> None:
        """Nor in what hangs on a copy, or was left by one; and each word given can be found."""
        given = [one.given for one in self.model.written.values() if one.given]
        public = {word for one in given for word in one.text.words()}
        shared = {word for copy in copies for word in as_read(copy).words()}
        assert shared == public, "the words in shared copies"
        for copy in copies:
            found_by = fold(f"{copy.title}\n{copy.body}")
            assert copy.search_text == found_by, "what is found is not what is read"
        asked_of = {*SheetLine.objects.values_list("quote", flat=True)}
        assert asked_of <= public, "a line that was taken back is kept"

    def _replies_are_where_they_belong(self) -> None:
        received = dict.fromkeys(PEOPLE, frozenset[str]())
        open_to_readers = set()
        for to, copy, body in Reply.objects.values_list("to", "copy", "body"):
            received[self.world.name_of[to]] |= {body}
            open_to_readers |= {body} if copy else set()
        for name in PEOPLE:
            kept = [one.replies for one in self.model.written.values() if one.author == name]
            assert received[name] == frozenset().union(*kept), f"replies that {name} received"
        under = [one.given.replies for one in self.model.written.values() if one.given]
        assert open_to_readers == set().union(*under), "replies that readers come across"
        kept = ReplyDraft.objects.across_owners(reason="a test looks at every word that is kept")
        assert {*kept.values_list("body", flat=True)} == self.begun, "what was begun in reply"

    def _authors_are_told_the_truth(self) -> None:
        """Of the newest entry, so that it stays quick."""
        for key, one in list(self.model.written.items())[-1:]:
            entry = self._entry(key)
            said = standing.standing_of(entry)
            assert (said.copy is not None) == self.model.in_force(one), (
                "who reads it, on its own page"
            )
            is_wide = one.given is not None and one.given.audience == "cohort"
            assert said.is_wide == (is_wide and self.model.in_force(one)), "who reads it, in words"

    # The product

    def _entry(self, entry_id: UUID) -> Entry:
        """As it is now."""
        mine = Entry.objects.owned_by(self.world.people[self.model.written[entry_id].author])
        return mine.select_related("author").get(pk=entry_id)

    def _save(self, entry_id: UUID, *, base_version: int) -> None:
        title, body = self._word(), f"{self._word()} {self._word()}"
        draft = autosave.Draft(
            author=self.world.people[self.model.written[entry_id].author],
            entry_id=entry_id,
            title=title,
            body=body,
            base_version=base_version,
            key=uuid4().hex,
        )
        autosave.save_draft(draft)
        self.model.on_entry(entry_id, title=title, body=body)

    def _acts(self, entry_id: UUID, *, may: bool, act: Any, **words: Any) -> bool:
        """Do it, or see that it is refused; whether it was done."""
        entry, one = self._entry(entry_id), self.model.written[entry_id]
        try:
            act(entry, **words)
        except sharing.CannotGiveError:
            assert one.is_binned or not may, f"{act.__name__} was refused"
            return False
        assert may, f"{act.__name__} was not refused"
        assert not one.is_binned, f"{act.__name__} from the bin"
        return True

    def _link(self, entry: Entry) -> Partnership:
        mine = Partnership.objects.owned_by(entry.author).filter(description=str(entry.pk))
        return mine.first() or make_partnership(
            entry.author, self._word(), description=str(entry.pk)
        )

    def _memberships(self, who: str) -> list[tuple[Membership, str]]:
        mine = Membership.objects.filter(left_at=None, person=self.world.people[who])
        names = {cohort.pk: name for name, cohort in self.world.cohorts.items()}
        related = mine.select_related("person", "cohort").order_by("pk")
        return [(one, names[one.cohort_id]) for one in related]

    def _word(self) -> str:
        self.words_used += 1
        return f"zq{self.words_used:04}"
