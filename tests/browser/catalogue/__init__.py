"""Every page in the states that a person may meet it in, for the tests that look at them all.

`LOOKS` says how to come to each; `EXCUSED` names the addresses that are no page, and why. The test
that compares both with the URLconf fails for a page that is in neither. Each part has a module:
what its pages need of the world, what to do before looking, its LOOKS and its EXCUSED.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from . import (
    accounts,
    admin,
    cohort,
    cohorts,
    comparing,
    desk,
    editing,
    frameworks,
    leader,
    manage,
    modules,
    publishing,
    session,
    two_views,
)
from .looks import NOWHERE, POSTS_ONLY, Look

__all__ = ["EXCUSED", "LOOKS", "NOWHERE", "POSTS_ONLY", "World", "addresses"]

PARTS = (accounts, leader, session, comparing, cohort, desk, cohorts, frameworks, admin, manage)
PARTS += (modules, publishing, editing, two_views)


class World(
    leader.LeaderWorld,
    desk.DeskWorld,
    session.SessionWorld,
    comparing.ComparingWorld,
    cohort.CohortWorld,
    cohorts.CohortsWorld,
    accounts.AccountsWorld,
    editing.EditingWorld,
    manage.ManageWorld,
    modules.ModulesWorld,
    publishing.PublishingWorld,
    two_views.TwoViewsWorld,
):
    """All that stands in the address of some page."""


LOOKS: dict[str, list[Look]] = {name: looks for part in PARTS for name, looks in part.LOOKS.items()}
EXCUSED: dict[str, str] = {name: why for part in PARTS for name, why in part.EXCUSED.items()}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address of the site: its name, and its pattern with each parameter as <name>."""
    yield from _addresses(get_resolver(), "", "")


def _addresses(resolver: URLResolver, space: str, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", pattern
        else:
            yield from _addresses(one, f"{one.namespace}:" if one.namespace else space, pattern)
