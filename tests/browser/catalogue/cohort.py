"""A cohort in counts: F3 to F6 of the facilitator's desk, and one leader's page."""

from __future__ import annotations

from functools import cached_property

from playwright.sync_api import Page

from journal.models import Cohort
from tests.factories import make_framework, share_tagged

from .demo import ENDLESS, Demo
from .looks import A_FILE, POSTS_ONLY, Look, Looks


def use_first_gap(page: Page, world: Demo) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Use in next session").first.click()


def open_what_nobody_named(page: Page, world: Demo) -> None:
    page.locator("main summary").click()


class CohortWorld(Demo):
    """What the cohort's pages have beside the demo."""

    @cached_property
    def cohort_and_wide(self) -> Cohort:
        """With a framework that is shown a part at a time, and one text that names some of it."""
        wide = make_framework("wide", tuple(f"element_{n}" for n in range(40)), name=ENDLESS)
        named = wide.editions.get().elements.all()[20:30]
        share_tagged(self.leader, self.cohort, *named)
        return self.cohort


WIDE = "?framework=wide&part=2"
STRANDS, QUESTIONS = "?framework=hargreaves_maturity", "?rows=question&order=least"


LOOKS: Looks = {
    "cohort": [
        Look("review:cohort", who="facilitator", of="cohort.pk"),
        Look("review:leader", who="facilitator", of="cohort.pk leader.pk"),
        Look("review:coverage", who="facilitator", of="cohort.pk", query=STRANDS),
        Look("review:coverage", "list", who="facilitator", of="cohort.pk", query="?layout=list"),
        Look("review:coverage", "questions", who="facilitator", of="cohort.pk", query=QUESTIONS),
        Look(
            "review:coverage",
            "part of a wide framework",
            who="facilitator",
            of="cohort_and_wide.pk",
            query=WIDE,
            act=open_what_nobody_named,
        ),
        Look("review:movement", who="facilitator", of="cohort.pk"),
        Look("review:gaps", who="facilitator", of="cohort.pk"),
        Look("review:gaps", "used", who="facilitator", of="cohort.pk", act=use_first_gap),
        Look("review:movement", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look("review:gaps", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look("review:cohort", "empty, forty leaders", who="facilitator", of="quiet_cohort.pk"),
        Look("review:coverage", "empty, forty leaders", who="facilitator", of="quiet_cohort.pk"),
    ],
}


EXCUSED: dict[str, str] = {
    "review:coverage-file": A_FILE,
    "review:gap-use": POSTS_ONLY,
}
