"""What an admin does with people and cohorts, and what is told of the site."""

from __future__ import annotations

from functools import cached_property

from playwright.sync_api import Page

from partnership.record.deeds import write_down

from .demo import ENDLESS, LONG, Demo
from .looks import Look, Looks


class ManageWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def recorded(self) -> str:
        """Three pages of the record, with names that do not end; the part to look for."""
        for number in range(120):
            write_down(self.admin, f"made the cohort {number}, {LONG}", about="cohort")
        write_down(self.admin, f"renamed {ENDLESS}", about="framework")
        return "cohort"


def with_long_lines(page: Page, world: ManageWorld) -> None:
    assert world.recorded
    page.reload()


LOOKS: Looks = {
    "record": [
        Look("manage:record", who="admin", query="?page=2"),
        Look("manage:record", "long", who="admin", act=with_long_lines),
        Look("manage:record", "no such lines", who="admin", query="?q=nothing&about=site"),
    ],
}

EXCUSED: dict[str, str] = {}
