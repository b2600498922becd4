"""The visibility walk: every address, asked for by everyone, with an entry in every state.

Bryony's journal is seeded with random words, one for each thing that could leak. Each actor then
asks for every address with every one of her ids in it, and nothing in any answer (body, headers,
cookies, mail, log) may hold a word that is not theirs to read. Two controls keep the walk honest:
Bryony herself must come across every word, and a rule broken on purpose must be noticed.

The long ones are marked `once`: who may read which row is asked on both databases, after any series
of deeds, by journal/sharing/test_who_sees_what.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache, partial
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.cohorts.deeds import end, move
from journal.models import (
    Cohort,
    Entry,
    KeptLine,
    LookBack,
    Membership,
    MomentChoice,
    Observation,
    Reading,
    SharedCopy,
    SharedPlacing,
    Tag,
    TwoViews,
)
from journal.models.sharing import SharedCopyQuerySet
from journal.sharing.deeds import withdraw
from journal.two_views.deeds import stop
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import make_person
from tests.seeded import Journal, seeded
from tests.walk import everywhere, walk

ACTORS = [
    "nobody",
    "a stranger",
    "a peer",
    "a former peer",
    "the facilitator",
    "a co-facilitator",
    "a former facilitator",
    "another cohort's facilitator",
    "an admin",
    "an admin who leads in the cohort",
]
HERS_ALONE = {"a reply begun", "a note to self", "a starter"}  # the facilitator's own
A_PEERS_OWN = {
    "what a peer calls his",
    "what a peer wrote that day",
    "a day of a peer that she sees",
}
READABLE: dict[str, set[str]] = {
    "a peer": {
        "given to the cohort",
        "what she asked about",
        "a day of hers that a peer sees",
        *A_PEERS_OWN,
    },
    "an admin who leads in the cohort": {"given to the cohort"},
    "the facilitator": {
        "given to the cohort",
        "given to the facilitator",
        "a level given with it",
        "a reply",
        "why a facilitator tagged it",
        "why they decided",
        *HERS_ALONE,
        "given by others, on a later page",
    },
    "a co-facilitator": {
        "given to the cohort",
        "given to the facilitator",
        "a level given with it",
        "a reply",
        "given by others, on a later page",
    },
}
MAY_COME_ACROSS = {
    "a co-facilitator": {"why a facilitator tagged it", "why they decided"},  # after their own
}
GOING = ("/sign-out/", "/leave/")  # or the rest would be asked by somebody else
REMOVING = ("/remove/",)  # takes back what she gave: journal/cohorts/test_going.py
NO_PAGE = {"accept": "application/json"}  # where nobody looks at what is answered
THEIRS_TO_DO = {
    "the facilitator": REMOVING,
    "a co-facilitator": REMOVING,
    "an admin": REMOVING,
    "an admin who leads in the cohort": REMOVING,
    "a peer": ("/stop/",),  # either may stop what both agreed to: journal/two_views/test_deeds.py
}

AsOneOf = Callable[[str], Client]


@pytest.fixture
def journal(bryony: User, rosalind: User, autumn: Cohort) -> Journal:
    return seeded(bryony, rosalind, autumn)


@pytest.fixture
def as_one_of(
    bryony: User, idris: User, rosalind: User, saoirse: User, devinder: User, sam: User,
    autumn: Cohort, elsewhere: Cohort,
) -> AsOneOf:  # fmt: skip
    gone = {"cohort": autumn, "left_at": timezone.now()}
    former_peer, former_facilitator = make_person("Former Peer"), make_person("Former Facilitator")
    Membership.objects.create(person=former_peer, role="leader", **gone)
    Membership.objects.create(person=former_facilitator, role="facilitator", **gone)
    co_facilitator = make_person("Co Facilitator")
    Membership.objects.create(person=co_facilitator, role="facilitator", cohort=autumn)
    leading_admin = make_person("Leading Admin", is_staff=True, is_superuser=True)
    Membership.objects.create(person=leading_admin, role="leader", cohort=autumn)
    people = {
        "the author": bryony,
        "a stranger": saoirse,
        "a peer": idris,
        "a former peer": former_peer,
        "the facilitator": rosalind,
        "a co-facilitator": co_facilitator,
        "a former facilitator": former_facilitator,
        "another cohort's facilitator": devinder,
        "an admin": sam,
        "an admin who leads in the cohort": leading_admin,
    }
    return lambda actor: Client() if actor == "nobody" else signed_in(people[actor])


@pytest.mark.once
@pytest.mark.parametrize("actor", ["the author", *ACTORS])
def test_each_comes_across_what_is_theirs_to_read_and_changes_nothing(
    as_one_of: AsOneOf, journal: Journal, actor: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What is not theirs they see nowhere, nor is it logged; and what is, they can find.

    The author comes across every word of hers, or the walk would pass by never looking in the
    right place. Reading writes nothing but who opened what, and that only of facilitators.
    """
    not_hers = {
        *HERS_ALONE,
        *A_PEERS_OWN - {"a day of a peer that she sees"},
        "what she called it when she asked",  # told to the peer until he answered
        "what she asked about",
        "why a facilitator tagged it",
        "why they decided",
        "given by others, on a later page",
    }
    theirs = {**READABLE, "the author": set(journal.words) - not_hers}.get(actor, set())
    before = everything_stored(but_logs=True)

    with caplog.at_level(logging.DEBUG):
        seen = walk(as_one_of(actor), journal)

    assert seen - (MAY_COME_ACROSS.get(actor, set()) - theirs) == theirs
    assert not [line for line in caplog.text.splitlines() if journal.seen_in(line)]
    assert everything_stored(but_logs=True) == before
    facilitates = actor in ("the facilitator", "a co-facilitator")
    assert facilitates or not Reading.objects.exists()


def test_a_rule_broken_on_purpose_is_noticed(as_one_of: AsOneOf, journal: Journal) -> None:
    everyone_reads_all = mock.patch.object(
        SharedCopyQuerySet, "readable_by", lambda self, person: self.all()
    )

    with everyone_reads_all:
        seen = walk(as_one_of("a stranger"), journal)

    assert {"given to the cohort", "given to the facilitator"} <= seen


def withdrawn(bryony: User, autumn: Cohort, elsewhere: Cohort) -> None:
    for entry in Entry.objects.owned_by(bryony):
        withdraw(entry)
    for two_views in TwoViews.objects.of(bryony):
        stop(two_views)


def moved(bryony: User, autumn: Cohort, elsewhere: Cohort) -> None:
    """Into the cohort that the stranger leads in, which another facilitates."""
    membership = autumn.memberships.get(person=bryony)
    move(membership, to=elsewhere, by=bryony)


def left_by_hand(bryony: User, autumn: Cohort, elsewhere: Cohort) -> None:
    """Behind the product's back, so that the rows are still there."""
    autumn.memberships.filter(person=bryony).update(left_at=timezone.now())


AFTERWARDS = [
    (withdrawn, "a peer"),
    (withdrawn, "the facilitator"),
    (moved, "a peer"),
    (moved, "the facilitator"),
    (moved, "a stranger"),
    (moved, "another cohort's facilitator"),
    (left_by_hand, "a peer"),
    (left_by_hand, "the facilitator"),
]


@pytest.mark.once
@pytest.mark.parametrize(("happened", "actor"), AFTERWARDS)
def test_what_was_taken_back_is_come_across_no_more(
    as_one_of: AsOneOf, journal: Journal, actor: str, bryony: User, autumn: Cohort,
    elsewhere: Cohort, happened: Callable[[User, Cohort, Cohort], None],
) -> None:  # fmt: skip
    client = as_one_of(actor)  # signed in before
    happened(bryony, autumn, elsewhere)

    seen = walk(client, journal)

    others = {"given by others, on a later page", *HERS_ALONE, *A_PEERS_OWN}
    others -= {"a day of a peer that she sees"}  # stands beside hers, and went with it
    assert seen == READABLE.get(actor, set()) & others


def test_a_facilitator_who_was_removed_comes_across_nothing(
    as_one_of: AsOneOf, journal: Journal, rosalind: User, sam: User, autumn: Cohort
) -> None:
    client = as_one_of("the facilitator")  # signed in before
    end(autumn.memberships.get(person=rosalind), by=sam)

    assert walk(client, journal) <= HERS_ALONE


@pytest.mark.once
def test_no_row_says_a_word_of_itself(journal: Journal) -> None:
    """What a row is called reaches logs and error pages: what it is, and the start of its id."""
    rows = [row for model in apps.get_models() for row in model._base_manager.all()]

    called = "\n".join(f"{row} {row!r}" for row in rows)

    assert {User, Entry, SharedCopy, Change} <= {type(row) for row in rows}
    assert journal.seen_in(called) == set()
    assert not [person.name for person in User.objects.all() if person.name in called]


def everything_stored(*, but_logs: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what the journal holds, to tell that nothing changed.

    `but_logs` leaves out what is logged of reading (docs/decisions/0009): all of a Reading, and
    of a SecondReading when its reader first saw the tags of others.
    """
    stored = {}
    with connection.cursor() as cursor:
        for table, columns in tables_of_the_journal().items():
            if but_logs and table == "journal_reading":
                continue
            kept = [name for name in columns if not (but_logs and name == "saw_other_tags_at")]
            names = ", ".join(map(connection.ops.quote_name, kept))
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")
            stored[table] = sorted(cursor.fetchall(), key=repr)
    return stored


@cache
def tables_of_the_journal() -> dict[str, list[str]]:
    """Each with its columns, as the database has them."""
    with connection.cursor() as cursor:
        return {
            table: [
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            ]
            for table in connection.introspection.table_names(cursor)
            if table.startswith("journal_")
        }


@pytest.mark.once
@pytest.mark.parametrize("actor", ["the author", "the facilitator"])
def test_asking_for_headers_changes_nothing_at_all(
    as_one_of: AsOneOf, journal: Journal, actor: str
) -> None:
    before = everything_stored()

    for _ in everywhere(partial(as_one_of(actor).head, headers=NO_PAGE), journal):
        pass

    assert everything_stored() == before


@pytest.mark.once
@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_changes_what_is_not_theirs(
    as_one_of: AsOneOf, journal: Journal, actor: str, bryony: User
) -> None:
    """Posting to every address with her ids: her rows stay as they are, down to the last."""
    before, client = hers(bryony), as_one_of(actor)

    post_everywhere(client, journal, but=GOING + THEIRS_TO_DO.get(actor, ()))

    assert hers(bryony) == before
    home = client.get(reverse("writing:home"))
    assert home.status_code == (302 if actor == "nobody" else 200), "they were signed out"


@pytest.mark.once
def test_a_change_let_through_on_purpose_is_noticed(
    as_one_of: AsOneOf, journal: Journal, bryony: User
) -> None:
    before = hers(bryony)

    with mock.patch(
        "journal.writing.views.bin.get_object_or_404",
        lambda rows, pk: Entry.objects.owned_by(bryony).get(pk=pk),
    ):
        post_everywhere(as_one_of("a stranger"), journal, but=GOING)

    assert hers(bryony) != before


def post_everywhere(client: Client, journal: Journal, *, but: tuple[str, ...]) -> None:
    """What a page might send, to every address that takes anything, but those with such an end."""
    fields = {"body": "x", "base_version": 1, "key": "k", "name": "x"}
    post = partial(client.post, data=fields, headers=NO_PAGE)
    for _ in everywhere(post, journal, but=but):
        pass


def hers(bryony: User) -> list[list[Any]]:
    """Bryony's rows and what was shared of them, in full."""
    entries = Entry.objects.owned_by(bryony)
    return [
        list(entries.order_by("pk").values_list()),
        list(bryony.partnerships.order_by("pk").values_list()),
        list(bryony.commitments.order_by("pk").values_list()),
        list(Tag.objects.owned_by(bryony).order_by("pk").values_list()),
        list(KeptLine.objects.owned_by(bryony).order_by("pk").values_list()),
        list(Observation.objects.owned_by(bryony).order_by("pk").values_list()),
        list(MomentChoice.objects.owned_by(bryony).order_by("pk").values_list()),
        list(LookBack.objects.owned_by(bryony).order_by("pk").values_list()),
        list(SharedCopy.objects.given_by(bryony).order_by("pk").values_list()),
        list(SharedPlacing.objects.filter(author=bryony).order_by("pk").values_list()),
    ]
