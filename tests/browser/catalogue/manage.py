"""What an admin does with people and cohorts, and what is told of the site."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.cohorts.deeds import invite
from journal.models import Notice
from partnership.people.deeds import end_access
from partnership.people.models import User
from partnership.record.deeds import write_down
from tests.factories import make_cohort, make_module, make_person

from .demo import ENDLESS, LONG, Demo
from .looks import A_FILE, POSTS_ONLY, Act, Look, Looks, press, unfilled


class ManageWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def recorded(self) -> str:
        """Three pages of the record, with names that do not end; the part to look for."""
        for number in range(120):
            write_down(self.admin, f"made the cohort {number}, {LONG}", about="cohort")
        write_down(self.admin, f"renamed {ENDLESS}", about="framework")
        return "cohort"

    @cached_property
    def hundreds(self) -> User:
        """Among a hundred others, somebody in six cohorts with a name that does not end; ended."""
        for number in range(100):
            make_person(f"Person {number:03}", email=f"person-{number}@people.example")
        person = make_person(f"Aa {ENDLESS}", email=f"{ENDLESS[:50]}@people.example".lower())
        for number in range(6):
            cohort = make_cohort(leaders=(person,), name=f"{number} {LONG}")
            email = f"{number}{ENDLESS[:50]}@people.example".lower()
            at = timezone.now() - timedelta(days=30 * (number % 2))
            invite(cohort, email=email, name=LONG, role="leader", by=None, at=at)
        end_access(person, by=self.admin)
        return person


SOME_WRONG = f"""email,name,role,cohort,school
a@example.org,{LONG},leader,,x
{ENDLESS},{ENDLESS},head,Nowhere,x
bryony@demo.example,Bryony,leader,,x
"""


def a_list(text: str) -> Act:
    """Paste it for the demo's cohort, and look through it."""

    def act(page: Page, world: ManageWorld) -> None:
        page.get_by_label("Paste a list").fill(text)
        page.get_by_label("Cohort").select_option(world.cohort.key)
        press("Look through it")(page, world)
        expect(page.get_by_role("heading", name="Check the list")).to_be_visible()

    return act


def with_hundreds(page: Page, world: ManageWorld) -> None:
    assert world.hundreds
    page.reload()


def with_much_amiss(page: Page, world: ManageWorld) -> None:
    """Of each kind more than one; mail that waits and mail that was given up."""
    assert world.hundreds
    for number in range(5):
        make_cohort(name=f"{number} {ENDLESS}", module=make_module(f"m_{number}", title=LONG))
    long_ago = timezone.now() - timedelta(days=2)
    Notice.objects.update(written_at=long_ago, state="failed", sent_at=None)
    for state in ("queued", "failed"):
        on_day = timezone.localdate()
        person = make_person(state)
        Notice.objects.create(
            person=person, kind="replies", on_day=on_day, state=state, written_at=long_ago
        )
    page.reload()
    expect(page.get_by_text("Needs you")).to_be_visible()


def with_long_lines(page: Page, world: ManageWorld) -> None:
    assert world.recorded
    page.reload()


LOOKS: Looks = {
    "people": [
        Look("manage:people", who="admin"),
        Look("manage:people", "many", who="admin", act=with_hundreds),
        Look("manage:people", "page 2", who="admin", query="?q=person&page=2"),
        Look("manage:people", "nobody", who="admin", query="?q=nobody&who=ended"),
        Look("manage:person", who="admin", of="leader.pk"),
        Look("manage:person", "ended, long", who="admin", of="hundreds.pk"),
        Look("manage:person", "oneself", who="admin", of="admin.pk"),
        Look("manage:person-admin", who="admin", of="leader.pk"),
        Look("manage:person-admin", "the last", "admin", "admin.pk", act=press("Take it back")),
        Look("manage:person-access", who="admin", of="facilitator.pk"),
        Look("manage:person-access", "ended", who="admin", of="hundreds.pk"),
        Look("manage:cohorts", who="admin"),
        Look("manage:cohorts", "none matches", who="admin", query="?q=nothing&which=closed"),
        Look("manage:invitations", who="admin"),
        Look("manage:invitations", "none", who="admin", query="?which=failed"),
    ],
    "list": [
        Look("manage:list-add", who="admin"),
        Look("manage:list-add", "error", who="admin", act=unfilled("Look through it")),
        Look("manage:list-add", "some wrong", who="admin", act=a_list(SOME_WRONG)),
        Look("manage:list-add", "none right", who="admin", act=a_list(ENDLESS)),
        Look("manage:list-add", "nothing to do", who="admin", act=a_list("bryony@demo.example")),
    ],
    "site": [
        Look("manage:start", "nothing needs anyone", who="admin"),
        Look("manage:start", "much needs an admin", who="admin", act=with_much_amiss),
        Look("manage:system", who="admin"),
        Look("manage:access", who="admin"),
    ],
    "record": [
        Look("manage:record", who="admin", query="?page=2"),
        Look("manage:record", "long", who="admin", act=with_long_lines),
        Look("manage:record", "no such lines", who="admin", query="?q=nothing&about=site"),
    ],
}

EXCUSED: dict[str, str] = {
    "manage:people-file": A_FILE,
    "manage:invitations-send": POSTS_ONLY,
}
