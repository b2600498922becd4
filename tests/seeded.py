"""A journal seeded with random words, one for each thing that could leak.

`Journal` holds them, and every id that an address may hold: a new kind of row gets its word in
`seeded`, a new parameter of an address its ids. tests/walk.py goes in search of them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format

from frameworks.models import Element
from journal.cohorts.deeds import invite, renew_code
from journal.cohorts.links import token_of
from journal.mail.links import pause_link, stop_link
from journal.models import (
    Cohort,
    Decision,
    Entry,
    KeptLine,
    LookBack,
    Membership,
    Module,
    Moment,
    MomentChoice,
    Observation,
    Passage,
    Prompt,
    Question,
    Revision,
    SharedCopy,
    SharedLevel,
    SharedTag,
    SheetGap,
    Starter,
    Tag,
)
from journal.revisions import keep_conflict
from journal.tagging.deeds import place_partnership
from journal.threads.carrying import About
from journal.threads.drafts import ReplySave, draft_id, save_reply
from journal.two_views.deeds import ask
from partnership.people.models import User
from tests.factories import (
    JOINED_AT,
    ask_for,
    compare,
    copy_of,
    make_commitment,
    make_entry,
    make_framework,
    make_partnership,
    make_person,
    make_question,
    make_reply,
    make_revision,
    second_reading,
    share,
)

BEGINS = "zq"  # as every random word does, and nothing else
MARKUP = """<zq>"zq='zq="""
OTHERS_COPIES = 45  # three pages of them


@dataclass
class Journal:
    """Bryony's: the random word of each thing, and every id that an address may hold."""

    words: dict[str, str] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def word(self, thing: str) -> str:
        """A random word that stands for this thing, and is found in an answer or is not.

        With it comes what a page must not take for markup of its own.
        """
        self.words[thing] = f"{BEGINS}{secrets.token_hex(6)}"
        return f"{self.words[thing]}{MARKUP}"

    def add_id(self, parameter: str, value: object) -> None:
        known = self.ids.setdefault(parameter, [])
        if str(value) not in known:
            known.append(str(value))

    def seen_in(self, text: str) -> set[str]:
        return {thing for thing, word in self.words.items() if word in text}


def seeded(bryony: User, rosalind: User, autumn: Cohort) -> Journal:
    """Bryony's: one entry in each state, with everything that hangs on an entry."""
    journal = Journal()
    _where_she_is(journal, bryony, rosalind, autumn)
    question = make_question(key="q_one")
    level = _what_there_is(journal, question)
    private = _written_for_herself(journal, bryony, level)
    _planned(journal, bryony, private)
    _two_views(journal, bryony, autumn, level)
    draft = make_entry(bryony, body=journal.word("a draft"), done_at=None, question=question)
    binned = make_entry(bryony, body=journal.word("in the bin"), binned_at=timezone.now())
    _answered_twice(journal, bryony)
    _followed_up(journal, bryony, autumn)
    narrow_copy = _given_to_the_facilitator(journal, bryony, rosalind, autumn, level)
    _what_she_writes_for_herself(journal, rosalind, narrow_copy)
    wide_copy = share(make_entry(bryony, journal.word("given to the cohort")), autumn, "cohort")
    copies = (narrow_copy, wide_copy)
    Entry.objects.owned_by(bryony).filter(pk__in=[copy.entry_id for copy in copies]).update(
        body=journal.word("changed since it was given")
    )
    by_others(autumn, journal.word("given by others, on a later page"), level)
    for entry in (private, draft, binned, *(copy.entry for copy in copies)):
        journal.add_id("entry_id", entry.pk)
    for copy in copies:
        journal.add_id("copy_id", copy.pk)
    return journal


def _where_she_is(journal: Journal, bryony: User, rosalind: User, autumn: Cohort) -> None:
    """The cohort, its members to be, and what a facilitator has noted of it."""
    journal.add_id("cohort_id", autumn.pk)
    journal.add_id("person_id", bryony.pk)
    invitation = invite(autumn, email="new@example.org", role="leader", by=rosalind)
    journal.add_id("invitation_id", invitation.pk)
    journal.add_id("token", token_of(invitation))
    journal.add_id("code", renew_code(autumn))
    for link in (stop_link(bryony.pk, "replies"), pause_link(bryony.pk)):
        journal.add_id("token", link.rstrip("/").rpartition("/")[2])
    gap = SheetGap.objects.create(cohort=autumn, kind="question", key="q_one", added_by=rosalind)
    journal.add_id("gap_id", gap.pk)


def _what_there_is(journal: Journal, question: Question) -> Element:
    """The reference data that addresses name: a level of the one framework."""
    lens = {"key": "a_lens", "name": "A lens", "prompt": "How would another tell it?"}
    Module.objects.update(lenses=[lens], guided_shape=[lens])
    framework = make_framework("himmelman_linkage", ("networking",), kind="scale")
    level = framework.editions.get().elements.get()
    for key in (question.key, question.module.key, framework.key):
        journal.add_id("key", key)
    for name, value in (
        ("lens_key", lens["key"]),
        ("kind", "question"),
        ("item", question.key),
        ("number", 1),
        ("number", 2),
        ("framework_key", framework.key),
        ("element_key", level.key),
    ):
        journal.add_id(name, value)
    return level


def _written_for_herself(journal: Journal, bryony: User, level: Element) -> Entry:
    """An entry with its versions, tags and a line kept, about a partnership that it places."""
    word = journal.word
    link = make_partnership(
        bryony, name=word("a partnership"), description=word("what a partnership is for")
    )
    private = make_entry(
        bryony, body=f"{word('a private text')} and more", title=word("a private title")
    )
    private.partnerships.add(link)
    first = make_revision(private, body=word("an earlier text"))
    keep_conflict(private, title="", body=word("a text from another window"), base_version=1)
    of_the_first = {"entry": private, "revision": first}
    passage = Passage.objects.create(**of_the_first, start=0, end=4, quote=first.body[:4])
    Tag.objects.create(entry=private, element=level, passage=passage)
    Tag.objects.create(entry=private, element=level)
    line = Passage.objects.create(**of_the_first, start=5, end=9, quote=word("a line she keeps"))
    kept = KeptLine.objects.create(author=bryony, passage=line, term="2026-2", place=1)
    on = date(2026, 10, 1)
    placed = {"partnership": link, "entry": private, "level": level}
    Observation.objects.create(**placed, about_on=on, said_on=on, note=word("a note on a level"))
    journal.add_id("partnership_id", link.pk)
    journal.add_id("kept_line_id", kept.pk)
    journal.add_id("passage_id", passage.pk)
    return private


def _planned(journal: Journal, bryony: User, entry: Entry) -> None:
    """A commitment that she has told of, and one that has come back today."""
    told = make_commitment(
        bryony,
        entry=entry,
        when_text=journal.word("when a commitment is for"),
        will_text=journal.word("what is to be done"),
        outcome="changed",
        helped=journal.word("what helped"),
        got_in_the_way=journal.word("what got in the way"),
    )
    today = timezone.localdate()
    make_commitment(bryony, will_text=journal.word("something planned for today"), due_on=today)
    journal.add_id("commitment_id", told.pk)


def _given_to_the_facilitator(
    journal: Journal, bryony: User, rosalind: User, autumn: Cohort, level: Element
) -> SharedCopy:
    """With a level and a tag; read a second time, decided, answered, and asked to be read out."""
    word = journal.word
    copy = share(make_entry(bryony, word("given to the facilitator")), autumn, "facilitator")
    SharedLevel.objects.create(
        copy=copy, partnership_name=word("a level given with it"), level=level
    )
    SharedTag.objects.create(copy=copy, element=level, start=0, end=len(copy.body))
    reading = second_reading(
        copy, rosalind, (level, ""), reason=word("why a facilitator tagged it")
    )
    Decision.objects.create(
        copy=copy,
        element_key=f"{level.edition.framework.key}/{level.key}",
        outcome="unclear",
        why=word("why they decided"),
        decided_by=rosalind,
    )
    make_reply(copy, rosalind, body=word("a reply"))
    journal.add_id("tag_id", reading.tags.get().pk)
    journal.add_id("line_id", ask_for(copy, copy.body, rosalind).pk)
    return copy


def _answered_twice(journal: Journal, bryony: User) -> None:
    """Then and now, and what she sees between them."""
    question = make_question(key="q_twice")
    then, now = (
        make_entry(bryony, body=journal.word(f"answered {when}"), question=question)
        for when in ("then", "now")
    )
    LookBack.objects.create(earlier=then, later=now, see_now=journal.word("what she sees now"))
    journal.add_id("question_key", question.key)


def _followed_up(journal: Journal, bryony: User, autumn: Cohort) -> None:
    """A moment that has come, and her answer to its prompt, beside what it goes back to."""
    module = autumn.module
    module.follow_ups_digest = "a digest"
    module.save()
    long_ago = {"offset_days": -4000, "window_days": 14}
    moment = Moment.objects.create(
        module=module, key="end", position=1, name="At the end", **long_ago
    )
    prompt = Prompt.objects.create(
        moment=moment,
        key="fu_one",
        position=1,
        applies_to=["q_twice"],
        show_earlier="beside",
        wording="What do you see now?",
    )
    answer = make_entry(bryony, body=journal.word("answered afterwards"), follow_up=prompt.key)
    MomentChoice.objects.create(person=bryony, moment=moment, cohort=autumn)
    for name, value in (
        ("module_key", module.key),
        ("moment_key", "end"),
        ("prompt_key", prompt.key),
    ):
        journal.add_id(name, value)
    journal.add_id("entry_id", answer.pk)


def _what_she_writes_for_herself(journal: Journal, rosalind: User, copy: SharedCopy) -> None:
    """As private as an entry, and on the facilitator's own desk."""
    about = About.of(copy)
    save_reply(
        ReplySave(
            writer=rosalind,
            about=about,
            is_open=True,
            body=journal.word("a reply begun"),
            note=journal.word("a note to self"),
            base_version=0,
            key="a-key-of-its-own",
        )
    )
    starter = Starter.objects.create(author=rosalind, wording=journal.word("a starter"), position=1)
    journal.add_id("draft_id", draft_id(rosalind, copy.pk))
    journal.add_id("kept_id", draft_id(rosalind, copy.pk))
    journal.add_id("starter_id", starter.pk)


A_DAY, HIS_DAY = date(2003, 3, 17), date(2004, 8, 23)  # days on which nothing else happens


def _two_views(journal: Journal, bryony: User, autumn: Cohort, level: Element) -> None:
    """One agreed with a peer, and one that she only asked for.

    The words of a level are everybody's, so what stands for a placing is its day.
    """
    others = autumn.memberships.current().leaders().exclude(person=bryony)
    peer = others.select_related("person").earliest("pk").person
    hers = make_partnership(bryony, journal.word("what she calls what she compares"))
    his = make_partnership(peer, journal.word("what a peer calls his"))
    writes = {hers: "what she wrote that day", his: "what a peer wrote that day"}
    for record, on in ((hers, A_DAY), (his, HIS_DAY)):
        began_at = timezone.make_aware(datetime.combine(on, time(12)))
        entry = make_entry(record.author, journal.word(writes[record]), started_at=began_at)
        place_partnership(entry=entry, partnership=record, level=level)
    agreed = compare(hers, his, autumn, called=journal.word("what she called it when she asked"))
    asked_about = make_partnership(bryony, journal.word("what she calls what she asked about"))
    only_asked = ask(asked_about, peer, autumn, called=journal.word("what she asked about"))
    for two_views in (agreed, only_asked):
        journal.add_id("two_views_id", two_views.pk)
    for record in (hers, asked_about):
        journal.add_id("partnership_id", record.pk)
    journal.words["a day of hers that a peer sees"] = date_format(A_DAY, "j M Y")
    journal.words["a day of a peer that she sees"] = date_format(HIS_DAY, "j M Y")


def by_others(cohort: Cohort, word: str, level: Element) -> None:
    """So much from one more leader that pages two and three hold some of it."""
    other = make_person("Marisol Vantongeren")
    Membership.objects.create(cohort=cohort, person=other, role="leader", joined_at=JOINED_AT)
    body = f"{word} and the rest"
    entries = Entry.objects.bulk_create(
        Entry(author=other, title=f"{word} {number}", body=body, version=1)
        for number in range(OTHERS_COPIES)
    )
    revisions = Revision.objects.bulk_create(
        Revision(entry=one, number=1, kind="shared", title=one.title, body=body, entry_version=1)
        for one in entries
    )
    copies = SharedCopy.objects.bulk_create(copy_of(one, cohort) for one in revisions)
    SharedTag.objects.bulk_create(
        SharedTag(copy=copy, element=level, start=0, end=len(word)) for copy in copies
    )
