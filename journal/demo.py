"""The demo: invented people with a term's writing behind them, on a site where nobody is yet.

The cohort is the pack's, moved on by whole years of 52 weeks until all of it has happened, so that
its Septembers stay in September, its Fridays on Fridays, and what its people say about Christmas
comes after one. What is half written is counted back from today: there is something to carry on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from frameworks.models import Element
from journal.demo_begun import Demo
from journal.demo_extras import ExtrasPack
from journal.demo_lines import ask_about, keep, look_back
from journal.demo_pack import DemoPack, EntryPack, ReplyPack
from journal.demo_placing import compare, place
from journal.demo_plans import BEGINS_WRITING, begin, plan
from journal.models import (
    Cohort,
    Entry,
    Membership,
    Module,
    Partnership,
    Question,
    Reading,
    Reply,
    Revision,
)
from journal.revisions import keep_revision
from journal.sharing.deeds import give
from journal.tagging.deeds import tag_passage, tag_whole
from partnership.people.models import User

ADMIN = {"key": "admin", "name": "Sam Thistlewood", "job_title": "Administrator"}
A_YEAR = timedelta(weeks=52)
PRESSES_DONE, SHARES = time(19, 50), time(20, 5)
REPLIES, READS_THE_REPLY = time(13, 30), time(8, 15)


@transaction.atomic
def load_demo(pack: DemoPack, extras: ExtrasPack, *, today: date) -> None:
    """Make the people, their cohort and all they wrote. Needs the content packs loaded."""
    starts_on = start_of_cohort(pack, today)
    people = make_people(pack, joined_on=starts_on)
    demo = Demo(
        pack=pack,
        extras=extras,
        starts_on=starts_on,
        today=today,
        people=people,
        cohort=make_cohort(pack, people, starts_on),
        partnerships=make_partnerships(pack, people, starts_on),
        elements=named_elements(),
        entries={},
    )
    for entry in sorted(pack.entries, key=lambda entry: entry.day):
        demo.entries[entry.key] = write(demo, entry)
    for observation in pack.linkage_observations:
        place(demo, observation)
    for entry in pack.entries:
        share(demo, entry)
    for reply in pack.feedback:
        send(demo, reply)
    for draft in extras.drafts:
        begin(demo, draft)
    for line in extras.asked_lines:
        ask_about(demo, line)
    for kept in extras.kept_lines:
        keep(demo, kept)
    for said in extras.look_backs:
        look_back(demo, said)
    plan(demo)
    for pair in extras.two_views:
        compare(demo, pair)


def start_of_cohort(pack: DemoPack, today: date) -> date:
    """The latest start for which everything in the pack lies before today."""
    example = pack.cohort.example_start
    years = (today - timedelta(days=pack.last_day + 1) - example) // A_YEAR
    return example + years * A_YEAR


def make_people(pack: DemoPack, *, joined_on: date) -> dict[str, User]:
    """Everyone in the pack, and an admin.

    One hash serves them all, since hashing is slow on purpose and the password is on the sign-in
    page. They have read the promise page, so that signing in opens the journal.
    """
    password = make_password(settings.DEMO_PASSWORD)
    joined_at = timezone.make_aware(datetime.combine(joined_on, BEGINS_WRITING))

    def person(key: str, name: str, **fields: object) -> User:
        email = f"{key}@demo.example"
        times = {"joined_at": joined_at, "welcomed_at": joined_at}
        return User.objects.create(email=email, name=name, password=password, **times, **fields)

    facilitator = pack.cohort.facilitator
    people = {
        leader.key: person(
            leader.key, leader.name, job_title=leader.role, organisation=leader.organisation
        )
        for leader in pack.leaders
    }
    people[facilitator.key] = person(facilitator.key, facilitator.name, job_title=facilitator.role)
    people[ADMIN["key"]] = person(**ADMIN, is_staff=True, is_superuser=True)
    return people


def make_cohort(pack: DemoPack, people: Mapping[str, User], starts_on: date) -> Cohort:
    cohort = Cohort.objects.create(
        key=pack.cohort.key,
        name=pack.cohort.name,
        module=Module.objects.get(key=pack.cohort.module),
        starts_on=starts_on,
        module_ends_on=starts_on + timedelta(days=pack.cohort.module_end_day),
    )
    joined_at = timezone.make_aware(datetime.combine(starts_on, READS_THE_REPLY))
    roles = {leader.key: Membership.Role.LEADER for leader in pack.leaders}
    roles[pack.cohort.facilitator.key] = Membership.Role.FACILITATOR
    Membership.objects.bulk_create(
        Membership(cohort=cohort, person=people[key], role=role, joined_at=joined_at)
        for key, role in roles.items()
    )
    return cohort


def make_partnerships(
    pack: DemoPack, people: Mapping[str, User], starts_on: date
) -> dict[tuple[str, str], Partnership]:
    """Each member's own record of it, by partnership and member."""
    added_at = timezone.make_aware(datetime.combine(starts_on, BEGINS_WRITING))
    return {
        (item.key, member): Partnership.objects.create(
            author=people[member],
            name=item.name,
            description=item.description,
            who_with=list(item.stakeholders),
            drivers=list(item.drivers),
            formality=item.formality,
            added_at=added_at,
        )
        for item in pack.partnerships
        for member in item.members
    }


def named_elements() -> dict[str, Element]:
    """Every element of a published edition, by "framework/element"."""
    published = Element.objects.filter(edition__state="published").with_framework()
    return {f"{element.edition.framework.key}/{element.key}": element for element in published}


def write(demo: Demo, pack: EntryPack) -> Entry:
    """The entry as it was marked Done, with its earlier text, its tags and its passages."""
    begun_at, done_at = demo.at(pack.day, BEGINS_WRITING), demo.at(pack.day, PRESSES_DONE)
    entry = Entry.objects.create(
        author=demo.people[pack.leader],
        question=Question.objects.filter(key=pack.responds_to).first(),
        revisits=demo.entries.get(pack.revisits),
        follow_up=pack.follow_up,
        title=pack.title,
        started_at=begun_at,
        done_at=done_at,
    )
    earlier = [text.body for text in demo.extras.earlier_texts if text.entry == pack.key]
    for version, body in enumerate([*earlier, pack.body], 1):
        entry.body = body.strip()
        entry.search_text = Entry.searchable(entry.title, entry.body)
        entry.version = version
        entry.edited_at = done_at + timedelta(minutes=20 * (version - 1))
        entry.save(update_fields=["body", "search_text", "version", "edited_at"])
        keep_revision(entry, Revision.Kind.DONE, at=entry.edited_at)
    entry.partnerships.set(demo.partnerships[key, pack.leader] for key in pack.partnerships)
    for tag in pack.tags:
        tag_whole(entry=entry, element=demo.elements[tag])
    for passage in demo.extras.passages:
        if passage.entry == pack.key:
            start = entry.body.index(passage.quote)
            end = start + len(passage.quote)
            element = demo.elements[passage.element]
            tag_passage(entry=entry, start=start, end=end, element=element)
    entry.tags.update(made_at=entry.edited_at)
    return entry


def share(demo: Demo, pack: EntryPack) -> None:
    """Give the entry to whom its author chose. What is private stays so."""
    if pack.visibility != "private":
        at = demo.at(pack.day, SHARES)
        give(demo.entries[pack.key], cohort=demo.cohort, audience=pack.visibility, at=at)


def send(demo: Demo, pack: ReplyPack) -> None:
    """The reply, read the next morning; the last of them is still new. It waits no longer."""
    entry = demo.entries[pack.entry]
    is_last = pack.day == max(reply.day for reply in demo.pack.feedback)
    sent_at = demo.at(pack.day, REPLIES)
    Reading.objects.create(
        copy=entry.shared_copy,
        person=demo.people[pack.by],
        opened_at=sent_at,
        last_opened_at=sent_at,
        dealt_at=sent_at,
    )
    Reply.objects.create(
        copy=entry.shared_copy,
        entry=entry,
        to=entry.author,
        author=demo.people[pack.by],
        body=pack.body,
        sent_at=sent_at,
        about_text_given_at=entry.shared_copy.text_given_at,
        read_at=None if is_last else demo.at(pack.day + 1, READS_THE_REPLY),
    )
