"""The demo: what it makes of its packs, and that nothing private is shared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from frameworks.packs import read_packs
from frameworks.strict_yaml import PackError
from journal.demo import start_of_cohort
from journal.demo_extras import EXTRAS_FILE, ExtrasPack, read_extras
from journal.demo_pack import DEMO_FILE, DemoPack, read_demo
from journal.follow_ups import opened
from journal.looking_back.moment_page import rows_of
from journal.models import (
    Cohort,
    Commitment,
    Entry,
    LookBack,
    Observation,
    Partnership,
    Passage,
    Reply,
    Revision,
    SharedCopy,
    Tag,
)
from journal.packs import (
    FollowUpsPack,
    Known,
    ModulePack,
    elements_of,
    read_follow_ups,
    read_module,
)
from partnership.people.models import User

Packs = tuple[ModulePack, FollowUpsPack, Known]


@pytest.fixture(scope="module")
def packs() -> Packs:
    known = elements_of(read_packs())
    module = read_module(known)
    return module, read_follow_ups(module, known), known


@pytest.fixture(scope="module")
def pack(packs: Packs) -> DemoPack:
    return read_demo(*packs)


@pytest.fixture(scope="module")
def extras(packs: Packs, pack: DemoPack) -> ExtrasPack:
    return read_extras(pack, packs[0], packs[2])


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        call_command("load_content", verbosity=0)
        call_command("load_demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> dict[str, User]:
    """The people of the loaded demo, by the first part of their address."""
    return {person.email.split("@")[0]: person for person in User.objects.all()}


def test_it_has_the_people_of_the_pack_and_an_admin(demo):
    assert sorted(demo) == ["admin", "bryony", "devinder", "idris", "rosalind", "saoirse"]
    assert demo["bryony"].check_password("demo-partnership")
    assert demo["bryony"].job_title == "Deputy headteacher"
    assert demo["admin"].is_staff
    assert [name for name, person in demo.items() if person.is_staff] == ["admin"]


def test_nobody_is_stopped_at_the_promise_page(demo):
    assert not User.objects.filter(welcomed_at=None).exists()


def test_roles_are_in_the_one_cohort(demo):
    cohort = Cohort.objects.get()

    assert cohort.memberships.leaders().count() == 4
    assert [person.name for person in cohort.current_facilitators()] == ["Rosalind Amberley-Wick"]


def test_every_entry_is_its_authors_with_its_text_word_for_word(demo, pack):
    mine = Entry.objects.owned_by(demo["bryony"]).exclude(done_at=None).order_by("started_at")

    assert [entry.title for entry in mine] == [
        "Biscuits and folders",
        "Two pages out of forty",
        "What is different for them",
    ]
    assert mine[0].body == pack.entries[0].body.strip()
    assert mine[1].revisits == mine[0]
    assert mine[1].follow_up == "fu_end_compare"
    assert list(mine.matching("biscuits")) == [mine[0], mine[1]]


def test_what_was_kept_private_is_shared_with_nobody(demo):
    private = Entry.objects.owned_by(demo["saoirse"]).get(title="Stepping back on purpose")

    assert not SharedCopy.objects.filter(entry=private).exists()
    assert SharedCopy.objects.count() == 11
    assert SharedCopy.objects.filter(audience="cohort").count() == 5


def test_a_partnership_of_two_is_two_records(demo):
    bryonys = Partnership.objects.owned_by(demo["bryony"])
    idriss = Partnership.objects.owned_by(demo["idris"])

    assert "Wrenfold and Ashlathe transition group" in {p.name for p in bryonys}
    assert "Wrenfold and Ashlathe transition group" in {p.name for p in idriss}
    assert not set(bryonys) & set(idriss)


def test_levels_are_of_a_day_and_what_the_work_needs_is_kept_beside(demo):
    mine = Observation.objects.owned_by(demo["idris"])

    assert mine.count() == 5
    assert mine.said_at_the_time().count() == 4
    hindsight = mine.get(is_hindsight=True)
    assert hindsight.level.key == "networking"
    assert hindsight.needed.key == "coordination"
    assert hindsight.fit == "closer"
    assert hindsight.about_on < hindsight.said_on
    assert mine.filter(fit="right").count() == 4


def test_no_follow_up_that_was_answered_is_asked_again(demo):
    cohort, today = Cohort.objects.get(), timezone.localdate()
    answers = [
        answer
        for person in demo.values()
        for answer in Entry.objects.owned_by(person).following_up()
    ]

    to_read = {
        link.address
        for person in demo.values()
        for moment in opened([cohort], today=today)
        for row in rows_of(person, moment)
        for link in row.links
        if link.words == "Read it"
    }

    assert len(answers) == 6
    assert to_read == {answer.get_absolute_url() for answer in answers}


def test_only_the_latest_reply_is_new(demo):
    assert Reply.objects.count() == 6
    [new] = Reply.objects.unread()
    assert new.to == demo["bryony"]


def test_a_passage_is_the_words_it_quotes(demo, extras):
    passages = Passage.objects.across_owners(reason="the demo's own").select_related("revision")

    assert len(passages) == len(extras.passages) + len(extras.kept_lines)
    for passage in passages:
        assert passage.revision.body[passage.start : passage.end] == passage.quote


def test_one_marks_their_own_work_down_and_says_what_changed(demo):
    """His first level stays beside the one from hindsight."""
    said = LookBack.objects.owned_by(demo["idris"]).get()
    placed = Observation.objects.owned_by(demo["idris"]).filter(about_on=said.earlier.written_on)

    assert said.what_changed == LookBack.Changed.VIEW
    assert set(placed.values_list("level__key", "is_hindsight")) == {
        ("coordination", False),
        ("networking", True),
    }


def test_a_shared_copy_marks_the_same_passages(demo):
    entry = Entry.objects.owned_by(demo["bryony"]).get(title="Two pages out of forty")

    shared = entry.shared_copy.tags.exclude(start=None)

    assert {entry.body[tag.start : tag.end] for tag in shared} == {
        passage.quote for passage in entry.passages.filter(tags__isnull=False)
    }  # and not the lines that she keeps for herself


def test_one_entry_has_an_earlier_text_to_compare(demo):
    entry = Entry.objects.owned_by(demo["bryony"]).get(title="Two pages out of forty")

    assert [revision.number for revision in entry.revisions.all()] == [1, 2]
    assert entry.version == 2


def test_nothing_was_made_in_the_future(demo):
    now = timezone.now()

    for model, field in [(Revision, "made_at"), (Tag, "made_at"), (Entry, "edited_at")]:
        everybodys = model.objects.across_owners(reason="the demo's own")
        assert not everybodys.filter(**{f"{field}__gt": now}).exists()
    assert not SharedCopy.objects.filter(given_at__gt=now).exists()
    assert not Reply.objects.filter(sent_at__gt=now).exists()


def test_bryony_has_something_to_carry_on_with(demo):
    [draft] = Entry.objects.owned_by(demo["bryony"]).drafts()

    assert draft.question.key == "pr_role"
    assert draft.written_on == timezone.localdate() - timedelta(days=2)


@pytest.mark.parametrize(
    ("today", "starts_on"),
    [
        (date(2026, 2, 9), date(2024, 9, 16)),  # its last day is today, so not yet over
        (date(2026, 2, 10), date(2025, 9, 15)),
        (date(2026, 11, 21), date(2025, 9, 15)),
        (date(2027, 6, 1), date(2026, 9, 14)),
    ],
)
def test_the_cohort_is_the_latest_autumns_that_is_over(pack, today, starts_on):
    assert start_of_cohort(pack, today) == starts_on
    assert starts_on.weekday() == pack.cohort.example_start.weekday()


def changed(tmp_path: Path, original: Path, old: str, new: str) -> Path:
    text = original.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / original.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("fictional: true", "fictional: false", "fictional: "),
        ("example_start: 2025-09-15", "example_start: soon", "example_start: must be a date"),
        ("leader: bryony", "leader: brynoy", "entries.bryony_1.leader: “brynoy” is not one"),
        ("responds_to: pr_purposes", "responds_to: pr_none", "responds_to: “pr_none” is not"),
        ("revisits: bryony_1", "revisits: idris_1", "entries.bryony_2.revisits: “idris_1”"),
        ("follow_up: fu_end_compare", "follow_up: fu_end", "“fu_end” is not a follow-up"),
        ("day: 54\n", "day: 47\n", "bryony_2.day: “fu_end_compare” is not asked before day 48"),
        ("module_end_day: 48", "module_end_day: 49", "idris_3.day: “fu_term_level” is not asked"),
        ("members: [bryony, idris]", "members: [bryony]", "“idris” is not a member"),
        ("formality: agreed", "formality: signed", "“partnership_formality/signed”"),
        ("day: 4, kind: now", "day: 4, kind: hindsight", "is about an earlier day"),
        ("by: bryony, day: 4,", "by: bryony, day: 9,", "“bryony” wrote no entry on day 9"),
        ("entry: bryony_1, by", "entry: saoirse_3, by", "“saoirse_3” is not an entry that was"),
        ("starter: fb_thread", "starter: fb_no", "“fb_no” is not a starter"),
    ],
)
def test_a_cohort_with_a_fault_is_refused_by_file_and_key(tmp_path, packs, old, new, problem):
    path = changed(tmp_path, DEMO_FILE, old, new)

    with pytest.raises(PackError) as refused:
        read_demo(*packs, path)

    assert "demo_cohort.yaml, line " in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("a calendar rarely argues", "a calendar often argues", "stands in it 0 times"),
        ('quote: "Most of mine are for keeping in touch."', "quote: partnership", "2 times"),
        ("himmelman_linkage/networking", "himmelman_linkage/none", "himmelman_linkage/none"),
        ("- entry: bryony_2", "- entry: bryony_9", "“bryony_9” is not an entry"),
        ("leader: bryony", "leader: saoirse", "“saoirse” is not a member of “transition”"),
        ("commitment: bryony_c1", "commitment: bryony_c9", "is not a commitment of the cohort"),
        ("    entry: idris_3", "    entry: bryony_3", "“bryony_3” is not an entry of “idris”"),
        ("earlier: idris_1", "earlier: bryony_1", "is not an earlier entry of the same leader"),
        ("follows: bryony_c1", "follows: idris_c1", "is not an earlier commitment of “bryony”"),
        ("due_in_days: -40", "due_in_days: 40", "nobody can say yet what became of it"),
    ],
)
def test_extras_with_a_fault_are_refused_by_file_and_key(tmp_path, packs, pack, old, new, problem):
    path = changed(tmp_path, EXTRAS_FILE, old, new)

    with pytest.raises(PackError) as refused:
        read_extras(pack, packs[0], packs[2], path)

    assert "demo_extras.yaml, line " in str(refused.value)
    assert problem in str(refused.value)


def test_a_plan_was_changed_another_let_go_and_one_comes_back_today(demo):
    changed = Commitment.objects.owned_by(demo["bryony"]).get(outcome="changed")
    let_go = Commitment.objects.owned_by(demo["idris"]).get(outcome="let_go")
    kept = Commitment.objects.owned_by(demo["devinder"]).get()

    assert changed.entry.title == "Two pages out of forty"
    assert changed.got_in_the_way
    assert (changed.followed_by.due_on, changed.followed_by.outcome) == (timezone.localdate(), "")
    assert let_go.helped
    assert (kept.outcome, kept.said_on) == ("kept", kept.due_on)
