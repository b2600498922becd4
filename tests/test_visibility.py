"""The visibility walk: every address, asked for by everyone, with an entry in every state.

Bryony's journal is seeded with random words, one for each thing that could leak. Each actor then
asks for every address with every one of her ids in it, and nothing in any answer (body, headers,
cookies, mail, log) may hold a word that is not theirs to read. Two controls keep the walk honest:
Bryony herself must come across every word, and a rule broken on purpose must be noticed.
"""

from __future__ import annotations

import html
import logging
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from frameworks.models import Element
from journal.cohorts.deeds import end, invite, move, renew_code
from journal.cohorts.links import token_of
from journal.mail.links import pause_link, stop_link
from journal.models import (
    Cohort,
    Decision,
    Entry,
    Membership,
    Observation,
    Passage,
    Reading,
    SecondReading,
    SecondTag,
    SharedCopy,
    SharedLevel,
    SharedTag,
    SheetGap,
    Starter,
    Tag,
)
from journal.models.sharing import SharedCopyQuerySet
from journal.revisions import keep_conflict
from journal.sharing.deeds import withdraw
from journal.threads.carrying import About
from journal.threads.drafts import ReplySave, draft_id, save_reply
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    JOINED_AT,
    ask_for,
    make_entry,
    make_framework,
    make_partnership,
    make_person,
    make_question,
    make_reply,
    make_revision,
    share,
)

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
READABLE: dict[str, set[str]] = {
    "a peer": {"given to the cohort"},
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
OTHERS_COPIES = 45  # three pages of them

LOOK_AFTER_PEOPLE = {
    "the facilitator",
    "a co-facilitator",
    "an admin",
    "an admin who leads in the cohort",
}


@dataclass
class Journal:
    """Bryony's: the random word of each thing, and every id that an address may hold."""

    words: dict[str, str] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def word(self, thing: str) -> str:
        """A random word that stands for this thing, and is found in an answer or is not."""
        self.words[thing] = f"zq{secrets.token_hex(6)}"
        return self.words[thing]

    def add_id(self, parameter: str, value: object) -> None:
        self.ids.setdefault(parameter, []).append(str(value))

    def seen_in(self, text: str) -> set[str]:
        return {thing for thing, word in self.words.items() if word in text}


@pytest.fixture
def journal(bryony: User, rosalind: User, autumn: Cohort) -> Journal:
    """One entry in each state, with everything that hangs on an entry."""
    journal = Journal()
    word, add_id = journal.word, journal.add_id
    for link in (stop_link(bryony.pk, "replies"), pause_link(bryony.pk)):
        add_id("token", link.rstrip("/").rpartition("/")[2])
    question = make_question(key="q_one")
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
    add_id("cohort_id", autumn.pk)
    add_id("person_id", bryony.pk)
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
    add_id("passage_id", passage.pk)
    Observation.objects.create(
        partnership=link,
        entry=private,
        level=level,
        about_on=date(2026, 10, 1),
        said_on=date(2026, 10, 1),
        note=word("a note on a level"),
    )
    draft = make_entry(bryony, body=word("a draft"), done_at=None, question=question)
    binned = make_entry(bryony, body=word("in the bin"), binned_at=timezone.now())

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
    by_others(autumn, word("given by others, on a later page"), level)
    for entry in (private, draft, binned, narrow, wide):
        add_id("entry_id", entry.pk)
    gap = SheetGap.objects.create(cohort=autumn, kind="question", key="q_one", added_by=rosalind)
    add_id("gap_id", gap.pk)
    add_id("line_id", ask_for(narrow_copy, narrow_copy.body, rosalind).pk)
    for copy in (narrow_copy, wide_copy):
        add_id("copy_id", copy.pk)
    return journal


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


def by_others(cohort: Cohort, word: str, level: Element) -> None:
    """So much from one more leader that pages two and three hold some of it."""
    other = make_person("Marisol Vantongeren")
    Membership.objects.create(cohort=cohort, person=other, role="leader", joined_at=JOINED_AT)
    for number in range(OTHERS_COPIES):
        copy = share(make_entry(other, f"{word} and the rest", title=f"{word} {number}"), cohort)
        SharedTag.objects.create(copy=copy, element=level, start=0, end=len(word))


@pytest.fixture
def actors(
    bryony: User, idris: User, rosalind: User, saoirse: User, devinder: User, sam: User,
    autumn: Cohort, elsewhere: Cohort,
) -> dict[str, Client]:  # fmt: skip
    gone = {"cohort": autumn, "left_at": timezone.now()}
    former_peer, former_facilitator = make_person("Former Peer"), make_person("Former Facilitator")
    Membership.objects.create(person=former_peer, role="leader", **gone)
    Membership.objects.create(person=former_facilitator, role="facilitator", **gone)
    co_facilitator = make_person("Co Facilitator")
    Membership.objects.create(person=co_facilitator, role="facilitator", cohort=autumn)
    leading_admin = make_person("Leading Admin", is_staff=True, is_superuser=True)
    Membership.objects.create(person=leading_admin, role="leader", cohort=autumn)
    return {
        "nobody": Client(),
        "the author": signed_in(bryony),
        "a stranger": signed_in(saoirse),
        "a peer": signed_in(idris),
        "a former peer": signed_in(former_peer),
        "the facilitator": signed_in(rosalind),
        "a co-facilitator": signed_in(co_facilitator),
        "a former facilitator": signed_in(former_facilitator),
        "another cohort's facilitator": signed_in(devinder),
        "an admin": signed_in(sam),
        "an admin who leads in the cohort": signed_in(leading_admin),
    }


def addresses(journal: Journal) -> Iterator[str]:
    """Every path of the URLconf, with each known id in each place."""
    for pattern, converters in _patterns(get_resolver()):
        filled = [pattern]
        for name in converters:
            values = journal.ids.get(name) or _declared(name)
            filled = [one.replace(f"<{name}>", value) for one in filled for value in values]
        yield from (f"/{one}" for one in filled)


# Parameters of addresses that lead to nothing of Bryony's: any value will do.
HARMLESS: dict[str, list[str]] = {
    name: ["x"]
    for name in (
        "uidb36", "app_label", "url", "object_id", "content_type_id", "extra_context", "provider",
        "path", "pk", "part", "format",
    )
}  # fmt: skip


def _declared(name: str) -> list[str]:
    if name not in HARMLESS:
        pytest.fail(f"An address has a parameter {name!r} that the walk has no value for.")
    return HARMLESS[name]


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    for entry in resolver.url_patterns:
        route = prefix + _route(entry)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, [part.split(">")[0] for part in route.split("<")[1:]]


def _route(entry: URLResolver | URLPattern) -> str:
    """The pattern with its parameters as <name>, whether it was a path or a regular expression."""
    text = str(entry.pattern)
    text = re.sub(r"<\w+:(\w+)>", r"<\1>", text)
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text)
    text = re.sub(r"\(\?:[^)]*\)\??", "", text)
    return text.lstrip("^").rstrip("$").replace("\\Z", "").replace("\\", "")


def whole(response: HttpResponse) -> str:
    """Everything that an answer carries, as one text."""
    body = b"".join(response) if response.streaming else response.content
    return f"{body.decode(errors='replace')}\n{response.headers}\n{response.cookies}"


def walk(client: Client, journal: Journal) -> set[str]:
    """The things whose words this client came across anywhere, by reading alone."""
    seen: set[str] = set()
    for address in addresses(journal):
        seen |= seen_from(client, address, journal)
    for thing, word in journal.words.items():  # a page may repeat what was searched for
        for search in SEARCHES:
            seen |= journal.seen_in(whole(client.get(search, {"q": word}))) - {thing}
    for message in mail.outbox:
        seen |= journal.seen_in(f"{message.subject}\n{message.body}")
    return seen


SEARCHES = ["/journal/", "/review/find/"]
MOST_PAGES = 6


def seen_from(client: Client, address: str, journal: Journal) -> set[str]:
    """At the address, and at what its own links ask of it: other pages, orders and groupings."""
    path, _, asked = address.partition("?")
    waiting, done, seen = [f"?{asked}" if asked else ""], set(), set()
    while waiting and len(done) < MOST_PAGES:
        query = waiting.pop(0)
        done.add(query)
        text = whole(client.get(path + query))
        seen |= journal.seen_in(text)
        links = (html.unescape(link) for link in re.findall(r'href="(\?[^"#]+)', text))
        waiting += [link for link in dict.fromkeys(links) if link not in {*done, *waiting}]
        waiting.sort(key=lambda link: "page=" not in link)
    return seen


@pytest.mark.parametrize("actor", ["the author", *ACTORS])
def test_each_comes_across_what_is_theirs_to_read_and_changes_nothing(
    actors: dict[str, Client], journal: Journal, actor: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What is not theirs they see nowhere, nor is it logged; and what is, they can find.

    The author comes across every word of hers, or the walk would pass by never looking in the
    right place. Reading writes nothing but who opened what, and that only of facilitators.
    """
    not_hers = HERS_ALONE | {
        "why a facilitator tagged it",
        "why they decided",
        "given by others, on a later page",
    }
    theirs = {**READABLE, "the author": set(journal.words) - not_hers}.get(actor, set())
    before = everything_stored(but_logs=True)

    with caplog.at_level(logging.DEBUG):
        seen = walk(actors[actor], journal)

    assert seen - (MAY_COME_ACROSS.get(actor, set()) - theirs) == theirs
    assert not [line for line in caplog.text.splitlines() if journal.seen_in(line)]
    assert everything_stored(but_logs=True) == before
    facilitates = actor in ("the facilitator", "a co-facilitator")
    assert facilitates or not Reading.objects.exists()


def test_a_rule_broken_on_purpose_is_noticed(actors: dict[str, Client], journal: Journal) -> None:
    everyone_reads_all = mock.patch.object(
        SharedCopyQuerySet, "readable_by", lambda self, person: self.all()
    )

    with everyone_reads_all:
        seen = walk(actors["a stranger"], journal)

    assert {"given to the cohort", "given to the facilitator"} <= seen


def withdrawn(bryony: User, autumn: Cohort, elsewhere: Cohort) -> None:
    for entry in Entry.objects.owned_by(bryony):
        withdraw(entry)


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


@pytest.mark.parametrize(("happened", "actor"), AFTERWARDS)
def test_what_was_taken_back_is_come_across_no_more(
    actors: dict[str, Client], journal: Journal, actor: str, bryony: User, autumn: Cohort,
    elsewhere: Cohort, happened: Callable[[User, Cohort, Cohort], None],
) -> None:  # fmt: skip
    happened(bryony, autumn, elsewhere)

    seen = walk(actors[actor], journal)

    left = READABLE.get(actor, set()) & {"given by others, on a later page", *HERS_ALONE}
    assert seen == left


def test_a_facilitator_who_was_removed_comes_across_nothing(
    actors: dict[str, Client], journal: Journal, rosalind: User, sam: User, autumn: Cohort
) -> None:
    end(autumn.memberships.get(person=rosalind), by=sam)

    assert walk(actors["the facilitator"], journal) <= HERS_ALONE


def everything_stored(*, but_logs: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what the journal holds, to tell that nothing changed.

    `but_logs` leaves out what is logged of reading (docs/decisions/0009): all of a Reading, and
    of a SecondReading when its reader first saw the tags of others.
    """
    stored = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("journal_") or (but_logs and table == "journal_reading"):
                continue
            columns = [
                connection.ops.quote_name(column.name)
                for column in connection.introspection.get_table_description(cursor, table)
                if not (but_logs and column.name == "saw_other_tags_at")
            ]
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT {', '.join(columns)} FROM {name}")
            stored[table] = sorted(cursor.fetchall(), key=repr)
    return stored


@pytest.mark.parametrize("actor", ["the author", "the facilitator"])
def test_asking_for_headers_changes_nothing_at_all(
    actors: dict[str, Client], journal: Journal, actor: str
) -> None:
    before = everything_stored()

    for address in addresses(journal):
        actors[actor].head(address)

    assert everything_stored() == before


@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_changes_what_is_not_theirs(
    actors: dict[str, Client], journal: Journal, actor: str, bryony: User
) -> None:
    """Posting to every address with her ids: her rows stay as they are, down to the last."""
    before = hers(bryony)

    for address in addresses(journal):
        if actor in LOOK_AFTER_PEOPLE and address.endswith("/remove/"):
            continue  # theirs to do, and takes back what she gave: journal/cohorts/test_going.py
        client = actors[actor]
        client.post(address, {"body": "x", "base_version": 1, "key": "k", "name": "x"})

    assert hers(bryony) == before


def hers(bryony: User) -> list[list[Any]]:
    """Bryony's rows and what was shared of them, in full."""
    entries = Entry.objects.owned_by(bryony)
    return [
        list(entries.order_by("pk").values_list()),
        list(bryony.partnerships.order_by("pk").values_list()),
        list(Tag.objects.owned_by(bryony).order_by("pk").values_list()),
        list(Observation.objects.owned_by(bryony).order_by("pk").values_list()),
        list(SharedCopy.objects.given_by(bryony).order_by("pk").values_list()),
    ]
