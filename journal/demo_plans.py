"""What the demo's people have begun and mean to do.

What is half written, and the day of a plan that is added, are counted from the day on which the
demo is loaded. A plan of the pack belongs to the entry it stands in, and is told of on its day.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from journal.demo_begun import Demo
from journal.demo_extras import DraftPack, PlanPack
from journal.demo_pack import CommitmentPack
from journal.models import Commitment, Entry, Question

BEGINS_WRITING = time(19, 10)
PLANNED_AHEAD = timedelta(days=20)


def begin(demo: Demo, pack: DraftPack) -> None:
    """Something half written, a few days ago."""
    written_on = demo.today - timedelta(days=pack.days_ago)
    started_at = timezone.make_aware(datetime.combine(written_on, BEGINS_WRITING))
    body = pack.body.strip()
    entry = Entry.objects.create(
        author=demo.people[pack.leader],
        question=Question.objects.filter(key=pack.responds_to).first(),
        body=body,
        search_text=Entry.searchable("", body),
        version=1,
        started_at=started_at,
        edited_at=started_at + timedelta(minutes=12),
    )
    entry.partnerships.set(demo.partnerships[key, pack.leader] for key in pack.partnerships)


def plan(demo: Demo) -> None:
    """The commitments of the pack, with how they went; then those that are added to them."""
    made = {
        entry.commitment.key: _of_the_pack(demo, demo.entries[entry.key], entry.commitment)
        for entry in demo.pack.entries
        if entry.commitment
    }
    for added in demo.extras.plans:
        made[added.key] = _added(demo, added, made)


def _of_the_pack(demo: Demo, entry: Entry, pack: CommitmentPack) -> Commitment:
    due_on = demo.on(pack.due_day)
    said = {}
    if pack.status != "open":
        said = {"outcome": pack.status, "said_on": due_on}
        said |= {
            name: getattr(went, name)
            for went in demo.extras.went
            if went.commitment == pack.key
            for name in ("helped", "got_in_the_way")
        }
    return Commitment.objects.create(
        author=entry.author,
        entry=entry,
        when_text=pack.when,
        will_text=pack.i_will,
        due_on=due_on,
        added_at=entry.edited_at,
        **said,
    )


def _added(demo: Demo, pack: PlanPack, made: dict[str, Commitment]) -> Commitment:
    due_on = demo.today + timedelta(days=pack.due_in_days)
    return Commitment.objects.create(
        author=demo.people[pack.leader],
        entry=demo.entries.get(pack.entry),
        follows=made.get(pack.follows),
        when_text=pack.when,
        will_text=pack.i_will,
        due_on=due_on,
        outcome=pack.status,
        said_on=due_on if pack.status else None,
        helped=pack.helped,
        got_in_the_way=pack.got_in_the_way,
        added_at=timezone.make_aware(datetime.combine(due_on - PLANNED_AHEAD, BEGINS_WRITING)),
    )
