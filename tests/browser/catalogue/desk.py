"""The facilitator's desk in every state: what the catalogue's world has for those pages.

Its facilitator has two modules, forty texts waiting, and one text with everything on its page.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.models import Cohort, Question, Reading, SharedCopy, Starter
from journal.review.opening import CLAIM
from journal.threads.carrying import About
from journal.threads.drafts import ReplySave, draft_id, save_reply
from journal.threads.pointing import pointed_at
from partnership.people.models import User
from tests.factories import (
    make_cohort,
    make_entry,
    make_module,
    make_person,
    make_reply,
    share,
)

from .demo import Demo
from .looks import POSTS_ONLY, Look, Looks, open_all, press

LONG_NAME = "Wrenfold-and-Ashlathe-and-Cressing-and-Little-Hallowby-transition"
WORDS = "We said we would meet every fortnight. By half term it was a text on a Sunday night."


class DeskWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def starting(self) -> User:
        """Facilitates a cohort that has shared nothing."""
        person = make_person("Starting Facilitator")
        make_cohort(facilitators=(person,), name="Spring")
        return person

    @cached_property
    def copy(self) -> SharedCopy:
        return SharedCopy.objects.readable_by(self.facilitator).get(entry=self.answered)

    @cached_property
    def quiet_facilitator(self) -> User:
        """Of a cohort that has shared nothing."""
        person = make_person("Maya Lewis")
        make_cohort(facilitators=(person,))
        return person

    @cached_property
    def put_off_by(self) -> User:
        """With nothing left but one that was put off."""
        person, leader = make_person("Orla Put-Off"), make_person("Anil Shah")
        cohort = make_cohort(leaders=(leader,), facilitators=(person,))
        copy = share(make_entry(leader, WORDS), cohort)
        Reading.objects.create(copy=copy, person=person, later_at=timezone.now())
        return person

    @cached_property
    def busy_facilitator(self) -> User:
        person = make_person(f"Rosamund {LONG_NAME}", has_single_keys=True)
        now = timezone.now()
        for module in (None, make_module("another", title=LONG_NAME)):
            leaders = tuple(make_person(f"{n} {LONG_NAME}") for n in range(20))
            cohort = make_cohort(leaders=leaders, facilitators=(person,), module=module)
            for days, leader in enumerate(leaders):
                question = Question.objects.all()[days % 5] if module is None else None
                entry = make_entry(leader, WORDS, question=question, title=LONG_NAME)
                given_at = now - timedelta(days=days)
                copy = share(entry, cohort, given_at=given_at, text_given_at=given_at)
                self._touch(copy, person, days)
        Starter.objects.create(author=person, wording=f"What would {LONG_NAME} say?", position=1)
        Starter.objects.create(author=person, wording="You said .... Why now?", position=2)
        return person

    def _touch(self, copy: SharedCopy, person: User, days: int) -> None:
        now = timezone.now()
        done = {"dealt_at": now - timedelta(hours=1), "answered_at": now}
        ways = {3: done, 4: {"later_at": now}}
        if days in ways:
            Reading.objects.create(copy=copy, person=person, **ways[days])
        if days == 5:
            until = now + CLAIM
            Reading.objects.create(copy=copy, person=self.put_off_by, claimed_until=until)

    @cached_property
    def full_copy(self) -> SharedCopy:
        """Asked about, answered, with an earlier text, a note, and two windows' drafts."""
        facilitator = self.busy_facilitator
        cohort = Cohort.objects.facilitated_by(facilitator).get(module__key="partnership_working")
        leader = cohort.memberships.leaders().order_by("pk")[7].person
        question, now = Question.objects.first(), timezone.now()
        before = now - timedelta(days=40)
        share(make_entry(leader, f"{WORDS} {LONG_NAME}", question=question), cohort,
              given_at=before)  # fmt: skip
        copy = share(
            make_entry(leader, f"{WORDS}\n\n{LONG_NAME} {WORDS}", question=question), cohort
        )
        quoted = pointed_at("0-38", copy.body)
        assert quoted is not None
        make_reply(copy, facilitator, about_text_given_at=before, **quoted.columns)
        make_reply(copy, leader, "It was me who always sent it.", sent_at=now)
        Reading.objects.create(
            copy=copy, person=self.put_off_by, claimed_until=now + CLAIM, dealt_at=now
        )
        self._begin(copy)
        return copy

    def _begin(self, copy: SharedCopy) -> UUID:
        writer, about = self.busy_facilitator, About.of(copy)
        for body in (f"What would {LONG_NAME} say?", "From the other window."):
            save_reply(
                ReplySave(
                    writer=writer,
                    about=about,
                    is_open=True,
                    body=body,
                    note="Ask in May.",
                    base_version=0,
                    key=f"a-key-{len(body)}-of-its-own",
                )
            )
        return draft_id(writer, copy.pk)

    @cached_property
    def both_id(self) -> UUID:
        return draft_id(self.busy_facilitator, self.full_copy.pk)

    @cached_property
    def kept_id(self) -> UUID:
        """Of a text that was withdrawn since."""
        cohort = Cohort.objects.facilitated_by(self.busy_facilitator).first()
        assert cohort is not None
        leader = cohort.memberships.leaders().first()
        assert leader is not None
        copy = share(make_entry(leader.person, WORDS), cohort)
        kept = self._begin(copy)
        copy.delete()
        return kept

    @cached_property
    def starter(self) -> Starter:
        return Starter.objects.owned_by(self.busy_facilitator).order_by("position").first()  # type: ignore[return-value]


def replied_meanwhile(page: Page, world: DeskWorld) -> None:
    """Send, when a co-facilitator has replied since the page was opened."""
    make_reply(world.full_copy, world.put_off_by, "How was it for you?")
    page.get_by_label("A question to open up").fill("What came of it?")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Send and open").click()
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()


LOOKS: Looks = {
    "desk": [
        Look("review:to-read", who="facilitator"),
        Look("review:to-read", "of a leader", who="outsider"),
        Look("review:to-read", "empty", who="quiet_facilitator"),
        Look("review:to-read", "full, two modules", who="busy_facilitator"),
        Look("review:to-read", "by person", who="busy_facilitator", query="?by=person&page=2"),
        Look("review:shared", who="busy_facilitator"),
        Look("review:shared", "of a leader", who="newcomer"),
        Look("review:copy", who="facilitator", of="copy.pk", act=open_all),
        Look("review:copy", "of a peer", who="newcomer", of="shared.shared_copy.pk"),
        Look("review:copy", "full", who="busy_facilitator", of="full_copy.pk", act=open_all),
        Look("review:copy", "error", who="facilitator", of="copy.pk", act=press("Send and open")),
        Look(
            "review:copy",
            "replied meanwhile",
            who="busy_facilitator",
            of="full_copy.pk",
            act=replied_meanwhile,
        ),
        Look(
            "review:copy",
            "next",
            who="busy_facilitator",
            of="full_copy.pk",
            act=press("Come back later"),
        ),
        Look("review:done", who="quiet_facilitator"),
        Look("review:done", "put off", who="put_off_by"),
        Look("review:kept-list", who="busy_facilitator"),
        Look("review:kept-list", "empty", who="quiet_facilitator"),
        Look("review:kept", who="busy_facilitator", of="kept_id"),
        Look("threads:draft-both", who="busy_facilitator", of="both_id"),
        Look("review:starter-list", who="busy_facilitator"),
        Look("review:starter-list", "empty, error", who="quiet_facilitator", act=press("Add")),
        Look("review:starter-edit", who="busy_facilitator", of="starter.pk"),
    ],
}


EXCUSED: dict[str, str] = {
    "review:copy-next": "leads on to a copy or to the end, which are looked at",
    "review:copy-later": "the same, for what was put off",
    "review:copy-reply": POSTS_ONLY,
    "review:kept-delete": POSTS_ONLY,
    "review:starter-move": POSTS_ONLY,
    "review:starter-delete": POSTS_ONLY,
    "threads:draft-save": POSTS_ONLY,
    "threads:answer-send": POSTS_ONLY,
}
