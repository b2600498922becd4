"""Who is in a cohort: the list, its people, inviting and joining."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.cohorts.closing import close_cohort
from journal.cohorts.deeds import invite, renew_code
from journal.cohorts.links import token_of
from journal.models import Cohort, Invitation
from tests.factories import make_cohort, make_person

from .demo import ENDLESS, LONG, Demo
from .looks import POSTS_ONLY, Look, Looks, press, unfilled


class CohortsWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def crowded(self) -> Cohort:
        """Of the demo's module, with a long name, a code, and invitations in every state."""
        people = (self.prolific, *(make_person(f"Leader {number}") for number in range(12)))
        first, second = make_person("Facilitating One"), make_person(f"Two {ENDLESS}")
        cohort = make_cohort(leaders=people, facilitators=(first, second), name=LONG)
        renew_code(cohort)
        long_ago = timezone.now() - timedelta(days=30)
        for number, state in enumerate(("queued", "failed", "dropped")):
            email = f"{ENDLESS[:50]}@{number}.example".lower()
            invited = invite(cohort, email=email, name=LONG, role="leader", by=first, at=long_ago)
            invited.notices.update(state=state)
        return cohort

    @cached_property
    def closed(self) -> Cohort:
        """Nobody comes into it any more."""
        cohort = make_cohort(facilitators=(self.facilitator,), name=f"Closed {ENDLESS}")
        close_cohort(cohort, by=self.facilitator)
        return cohort

    @cached_property
    def peopleless(self) -> Cohort:
        """With nobody to write to."""
        return make_cohort(facilitators=(self.facilitator,), name="Summer")

    @cached_property
    def invitation(self) -> Invitation:
        """To somebody who has no account yet."""
        asked = {"email": "new.leader@example.org", "name": "New Leader", "role": "leader"}
        return invite(self.cohort, **asked, by=self.facilitator)

    @cached_property
    def to_newcomer(self) -> Invitation:
        """To somebody who has an account, and is in no cohort."""
        return invite(self.cohort, email=self.outsider.email, role="facilitator", by=None)

    @cached_property
    def new_token(self) -> str:
        return token_of(self.invitation)

    @cached_property
    def known_token(self) -> str:
        return token_of(self.to_newcomer)

    @cached_property
    def old_token(self) -> str:
        return token_of(self.crowded.invitations.earliest("email"))


def some_wrong(page: Page, world: CohortsWorld) -> None:
    """Two lines right and three wrong, one of them very long."""
    lines = ["a@example.org", "b@example.org", "a@example.org", "no address", ENDLESS * 2]
    page.get_by_label("Email addresses").fill("\n".join(lines))
    press("Invite")(page, world)
    expect(page.get_by_text("3 of 5 lines need another look")).to_have_count(2)


def none_right(page: Page, world: CohortsWorld) -> None:
    page.get_by_label("Email addresses").fill("bryony@demo.example")
    press("Invite")(page, world)
    expect(page.get_by_text("In this cohort already.").first).to_be_visible()


LOOKS: Looks = {
    "cohorts": [
        Look("cohorts:cohort-list", who="admin"),
        Look("cohorts:cohort-list", "of a facilitator", who="facilitator"),
        Look("cohorts:cohort-list", "of a leader"),
        Look("cohorts:cohort-list", "none", who="outsider"),
        Look("cohorts:cohort-add", who="admin"),
        Look("cohorts:cohort-add", "error", who="facilitator", act=unfilled("Add")),
        Look("cohorts:cohort-edit", who="facilitator", of="cohort.pk"),
        Look("cohorts:people", who="facilitator", of="cohort.pk"),
        Look("cohorts:people", "long", who="admin", of="crowded.pk"),
        Look("cohorts:people", "closed", who="facilitator", of="closed.pk"),
        Look("cohorts:cohort-close", who="admin", of="crowded.pk"),
        Look("cohorts:message", who="facilitator", of="cohort.pk"),
        Look("cohorts:message", "too many", who="facilitator", of="quiet_cohort.pk"),
        Look("cohorts:message", "nobody", who="facilitator", of="peopleless.pk"),
        Look("cohorts:invite", who="facilitator", of="cohort.pk"),
        Look("cohorts:invite", "some wrong", "facilitator", "cohort.pk", act=some_wrong),
        Look("cohorts:invite", "none right", "facilitator", "cohort.pk", act=none_right),
        Look("cohorts:person-remove", who="admin", of="crowded.pk prolific.pk"),
        Look("cohorts:person-move", who="admin", of="crowded.pk prolific.pk"),
        Look("cohorts:leave", of="cohort.pk"),
        Look("cohorts:leave", "must stay", who="facilitator", of="cohort.pk"),
    ],
    "joining": [
        Look("cohorts:join"),
        Look("cohorts:join", "error", act=unfilled("Go on")),
        Look("cohorts:join", "signed out", who=None),
        Look("cohorts:join", "signed out, error", who=None, act=unfilled("Send")),
        Look("cohorts:join-asked", who=None),
        Look("cohorts:join-code", of="crowded.join_code"),
        Look("cohorts:join-code", "wrong", of="module"),
        Look("cohorts:join-code", "signed out", who=None, of="module"),
        Look("cohorts:invitation", "new", who=None, of="new_token"),
        Look("cohorts:invitation", "error", who=None, of="new_token", act=unfilled("Join")),
        Look("cohorts:invitation", "has an account", who=None, of="known_token"),
        Look("cohorts:invitation", "signed in", who="outsider", of="known_token"),
        Look("cohorts:invitation", "somebody else", of="new_token"),
        Look("cohorts:invitation", "ran out", who=None, of="old_token"),
    ],
}


EXCUSED: dict[str, str] = {
    "cohorts:cohort-open": POSTS_ONLY,
    "cohorts:code-renew": POSTS_ONLY,
    "cohorts:code-end": POSTS_ONLY,
    "cohorts:invitation-send": POSTS_ONLY,
    "cohorts:invitation-take-back": POSTS_ONLY,
}
