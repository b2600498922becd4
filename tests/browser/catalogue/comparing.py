"""A facilitator's own tags beside the author's, and a cohort's by element."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.utils import timezone
from playwright.sync_api import Page, expect

from frameworks.models import Element
from journal.models import Cohort, SharedCopy, SharedTag
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_person, second_reading, share

from .demo import ENDLESS, LONG, Demo
from .looks import A_FILE, POSTS_ONLY, Look, Looks, open_all, press


class ComparingWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def untagged(self) -> SharedCopy:
        """That the facilitator has neither opened nor tagged."""
        return SharedCopy.objects.for_facilitator(self.facilitator).latest("text_given_at")

    @cached_property
    def tagged_blind(self) -> SharedCopy:
        """That the facilitator is tagging without seeing others' tags."""
        return tagged_by(self.facilitator, 0, is_blind=True, done_at=None)

    @cached_property
    def tagged_twice(self) -> SharedCopy:
        """By its author, and by the facilitator, who is done."""
        return tagged_by(self.facilitator, 1)

    @cached_property
    def tagged_in_pairs(self) -> Cohort:
        """Where two facilitators tagged twenty-four texts of two levels without looking."""
        author, colleague = make_person("Ambrose Tindle"), make_person(f"Dorothea {ENDLESS}")
        cohort = make_cohort(leaders=(author,), facilitators=(self.facilitator, colleague))
        levels = Element.objects.offered().filter(edition__framework__key=self.levels)
        for number in range(24):
            copy = share(make_entry(author, LONG, title=ENDLESS), cohort)
            theirs, mine, other = (levels[at // 2] for at in (number % 3, number % 4, number % 3))
            SharedTag.objects.create(copy=copy, element=theirs, start=0, end=len(LONG))
            for person, level in ((self.facilitator, mine), (colleague, other)):
                now = timezone.now()
                blind = {"is_blind": True, "done_at": now, "saw_other_tags_at": now}
                second_reading(copy, person, (level, ""), **blind)
        return cohort

    @cached_property
    def given_anew(self) -> SharedCopy:
        """In another text than the facilitator tagged."""
        long_ago = timezone.now() - timedelta(days=900)
        return tagged_by(self.facilitator, 2, text_given_at=long_ago)


def tagged_by(person: User, number: int, **fields: object) -> SharedCopy:
    """One of the oldest copies on this person's desk, tagged by them too, and not all alike."""
    copy = SharedCopy.objects.for_facilitator(person).oldest_first()[number]
    elements = list(Element.objects.offered().with_framework()[:20:9])
    words = copy.body.split(". ")[1]
    seen = {"saw_other_tags_at": timezone.now()}
    tags = [(elements[0], words), *((one, "") for one in elements)]
    tags += [(given.element, "") for given in copy.tags.filter(start=None)[:2]]
    second_reading(copy, person, *tags, **{**seen, **fields}, reason=LONG)
    return copy


def add_without_ticking(page: Page, world: ComparingWorld) -> None:
    press("Add what I ticked")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def decide_nothing(page: Page, world: ComparingWorld) -> None:
    page.locator("main details").first.evaluate("one => { one.open = true }")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_text("There is a problem")).to_be_visible()


LOOKS: Looks = {
    "comparing": [
        Look("comparing:second-reading", "new", who="facilitator", of="untagged.pk"),
        Look("comparing:second-reading", who="facilitator", of="tagged_blind.pk", act=open_all),
        Look(
            "comparing:second-reading",
            "error",
            who="facilitator",
            of="tagged_blind.pk",
            query="?q=trust&framework=stakeholders",
            act=add_without_ticking,
        ),
        Look("comparing:second-reading", "done", who="facilitator", of="tagged_twice.pk"),
        Look("comparing:second-reading", "stale", who="facilitator", of="given_anew.pk"),
        Look("comparing:copy-comparison", who="facilitator", of="tagged_twice.pk", act=open_all),
        Look(
            "comparing:copy-comparison",
            "error",
            who="facilitator",
            of="tagged_twice.pk",
            act=decide_nothing,
        ),
        Look("comparing:copy-comparison", "not looked", who="facilitator", of="untagged.pk"),
        Look("comparing:copy-comparison", "empty", who="facilitator", of="given_anew.pk"),
        Look("comparing:comparison", who="facilitator", of="cohort.pk"),
        Look("comparing:comparison", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look(
            "comparing:comparison-element",
            "levels",
            who="facilitator",
            of="tagged_in_pairs.pk levels one_level",
            act=open_all,
        ),
        Look(
            "comparing:comparison-element",
            "empty",
            who="facilitator",
            of="quiet_cohort.pk factors never_shared",
        ),
        Look("comparing:together", who="facilitator", of="cohort.pk"),
        Look("comparing:together", "empty", who="facilitator", of="quiet_cohort.pk"),
        Look(
            "comparing:together",
            "texts",
            who="facilitator",
            of="cohort.pk",
            query="?one=himmelman_linkage/networking&other=hargreaves_maturity/evaluation_challenge",
        ),
        Look("comparing:element", who="facilitator", of="cohort.pk strands much_shared"),
        Look("comparing:element", "empty", who="facilitator", of="cohort.pk factors never_shared"),
    ],
}


EXCUSED: dict[str, str] = {
    "comparing:element-file": A_FILE,
    "comparing:second-reading-state": POSTS_ONLY,
    "comparing:second-tag": POSTS_ONLY,
}
