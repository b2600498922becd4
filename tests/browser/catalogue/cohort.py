"""A cohort in counts: F3 to F6 of the facilitator's desk, and one leader's page."""

from __future__ import annotations

from playwright.sync_api import Page

from .demo import Demo
from .looks import A_FILE, POSTS_ONLY, Look, Looks


def use_first_gap(page: Page, world: Demo) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Use in next session").first.click()


STRANDS, QUESTIONS = "?framework=hargreaves_maturity", "?rows=question&order=least"


LOOKS: Looks = {
    "cohort": [
        Look("review:cohort", who="facilitator", of="cohort.pk"),
        Look("review:leader", who="facilitator", of="cohort.pk leader.pk"),
        Look("review:coverage", who="facilitator", of="cohort.pk", query=STRANDS),
        Look("review:coverage", "list", who="facilitator", of="cohort.pk", query="?layout=list"),
        Look("review:coverage", "questions", who="facilitator", of="cohort.pk", query=QUESTIONS),
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
