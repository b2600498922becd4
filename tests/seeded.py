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
    SecondReading,
    SecondTag,
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
    make_commitment,
    make_entry,
    make_framework,
    make_partnership,
    make_person,
    make_question,
    make_reply,
    make_revision,
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
    word, add_id = journal.word, journal.add_id
    for link in (stop_link(bryony.pk, "replies"), pause_link(bryony.pk)):
        add_id("token", link.rstrip("/").rpartition("/")[2])
    lens = {"key": "a_lens", "name": "A lens", "prompt": "How would another tell it?"}
    question = make_question(key="q_one")
    Module.objects.update(lenses=[lens], guided_shape=[lens])
    add_id("lens_key", lens["key"])
    framework = make_framework("himmelman_linkage", ("networking",), kind="scale")
    level = framework.editions.get().elements.get()
    for key in (question.key, question.module.key, framework.key):
        add_id("key", key)
    add_id("kind", "question")
    add_id("item", question.key)
    add_id("cohort_id", autumn.pk)
    add_id("person_id", bryony.pk)
    add_id("number", 1)
    add_id("number", 2)
    invitation = invite(autumn, email="new@example.org", role="leader", by=rosalind)
    add_id("invitation_id", invitation.pk)
    add_id("token", token_of(invitation))
    add_id("code", renew_code(autumn))
    add_id("framework_key", framework.key)
    add_id("element_key", level.key)

    link = make_partnership(
        bryony, name=word("a partnership"), description=word("what a partnership is for")
    )
    add_id("partnership_id", link.pk)

    private = make_entry(
        bryony, body=f"{word('a private text')} and more", title=word("a private title")
    )
    private.partnerships.add(link)
    first = make_revision(private, body=word("an earlier text"))
    keep_conflict(private, title="", body=word("a text from another window"), base_version=1)
    passage = Passage.objects.create(
        entry=private, revision=first, start=0, end=4, quote=first.body[:4]
    )
    Tag.objects.create(entry=private, element=level, passage=passage)
    Tag.objects.create(entry=private, element=level)
    kept_line = KeptLine.objects.create(
        author=bryony,
        passage=Passage.objects.create(
            entry=private, revision=first, start=5, end=9, quote=word("a line she keeps")
        ),
        term="2026-2",
        place=1,
    )
    add_id("kept_line_id", kept_line.pk)
    add_id("passage_id", passage.pk)
    Observation.objects.create(
        partnership=link,
        entry=private,
        level=level,
        about_on=date(2026, 10, 1),
        said_on=date(2026, 10, 1),
        note=word("a note on a level"),
    )
    _two_views(journal, bryony, autumn, level)
    draft = make_entry(bryony, body=word("a draft"), done_at=None, question=question)
    binned = make_entry(bryony, body=word("in the bin"), binned_at=timezone.now())
    _answered_twice(journal, bryony)
    _followed_up(journal, bryony, autumn)

    narrow = make_entry(bryony, body=word("given to the facilitator"))
    narrow_copy = share(narrow, autumn, "facilitator")
    SharedLevel.objects.create(
        copy=narrow_copy, partnership_name=word("a level given with it"), level=level
    )
    second = SecondReading.objects.create(
        copy=narrow_copy,
        reader=rosalind,
        text_given_at=narrow_copy.text_given_at,
        saw_other_tags_at=timezone.now(),
        done_at=timezone.now(),
    )
    second_tag = SecondTag.objects.create(
        reading=second, element=level, reason=word("why a facilitator tagged it")
    )
    add_id("tag_id", second_tag.pk)
    Decision.objects.create(
        copy=narrow_copy,
        element_key=f"{framework.key}/{level.key}",
        outcome="unclear",
        why=word("why they decided"),
        decided_by=rosalind,
    )
    SharedTag.objects.create(copy=narrow_copy, element=level, start=0, end=len(narrow.body))
    make_reply(narrow_copy, rosalind, body=word("a reply"))
    _what_she_writes_for_herself(journal, rosalind, narrow_copy)
    wide = make_entry(bryony, body=word("given to the cohort"))
    wide_copy = share(wide, autumn, "cohort")
    Entry.objects.owned_by(bryony).filter(pk__in=[narrow.pk, wide.pk]).update(
        body=word("changed since it was given")
    )
    planned = make_commitment(
        bryony,
        entry=private,
        when_text=word("when a commitment is for"),
        will_text=word("what is to be done"),
        outcome="changed",
        helped=word("what helped"),
        got_in_the_way=word("what got in the way"),
    )
    make_commitment(
        bryony, will_text=word("something planned for today"), due_on=timezone.localdate()
    )
    add_id("commitment_id", planned.pk)
    by_others(autumn, word("given by others, on a later page"), level)
    for entry in (private, draft, binned, narrow, wide):
        add_id("entry_id", entry.pk)
    gap = SheetGap.objects.create(cohort=autumn, kind="question", key="q_one", added_by=rosalind)
    add_id("gap_id", gap.pk)
    add_id("line_id", ask_for(narrow_copy, narrow_copy.body, rosalind).pk)
    for copy in (narrow_copy, wide_copy):
        add_id("copy_id", copy.pk)
    return journal


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
    for number in range(OTHERS_COPIES):
        copy = share(make_entry(other, f"{word} and the rest", title=f"{word} {number}"), cohort)
        SharedTag.objects.create(copy=copy, element=level, start=0, end=len(word))
