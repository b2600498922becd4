"""Lines that are asked of their authors, the session sheet, and finding them."""

from __future__ import annotations

from functools import cached_property

from playwright.sync_api import Page

from journal.models import Cohort, SharedCopy, SheetGap
from tests.factories import ask_for, make_entry, share

from .demo import Demo
from .looks import POSTS_ONLY, Look, Looks, open_all, press


class SessionWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def asked(self) -> SharedCopy:
        """With three lines that its author was asked about: one answered, one refused, one not."""
        copy = SharedCopy.objects.given_by(self.leader).get(entry=self.shared)
        for words, consent in zip(copy.body.split(". "), ("named", "no", ""), strict=False):
            ask_for(copy, words, self.facilitator, consent=consent)
        return copy

    @cached_property
    def full_sheet(self) -> Cohort:
        """Six lines as long as they may be, gaps, and others not answered yet."""
        cohort = self.asked.cohort
        body = " ".join(f"{chr(65 + number)}{'e word ' * 42}ends." for number in range(6))
        copy = share(make_entry(self.leader, body), cohort)
        for sentence in copy.body.split(". "):
            ask_for(copy, f"{sentence.rstrip('.')}.", self.facilitator, consent="unnamed")
        gaps = ("question", "act_staff"), ("question", "act_vision")
        for kind, key in (*gaps, ("element", "hargreaves_maturity/high_social_capital")):
            SheetGap.objects.create(cohort=cohort, kind=kind, key=key, added_by=self.facilitator)
        return cohort


def after_asking(page: Page, world: SessionWorld) -> None:
    """Come back once lines of the leader were asked about."""
    assert world.asked
    page.reload()


LOOKS: Looks = {
    "lines": [
        Look("consent:lines", "empty", who="newcomer"),
        Look("consent:lines", act=after_asking),
        Look("review:line-ask", who="facilitator", of="asked.pk", act=open_all),
        Look("review:line-ask", "error", who="facilitator", of="asked.pk", act=press("Ask Bryony")),
        Look("review:session", who="facilitator", of="full_sheet.pk", act=open_all),
        Look("review:find", who="facilitator", act=open_all),
        Look("review:find", "found", who="facilitator", query="?q=partner&from=2020-01-01"),
        Look("review:find", "nothing", who="facilitator", query="?q=zzz&from=2026-02-02&to=x"),
        Look("review:find", "empty", who="starting"),
        Look("review:session", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look(
            "review:session", "too long", who="facilitator", of="full_sheet.pk", query="?blanks=20"
        ),
    ],
}


EXCUSED: dict[str, str] = {
    "consent:line-answer": POSTS_ONLY,
    "review:line-remove": POSTS_ONLY,
    "review:gap-remove": POSTS_ONLY,
}
