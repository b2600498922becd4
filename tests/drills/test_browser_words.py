"""No word is lost between a person's fingers and the server, whatever becomes of the browser.

A real Chromium against a real gunicorn: each drill of browser_words.py, and each fault of
outbox_faults.py noticed. Marked `once`, since what is drilled is the script: the rows that it leads
to are tests/drills/test_servers.py and tests/journal/writing/, on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType

from . import browser_words as words
from .browser_words import DRILLS
from .desk import Computer, Person, device
from .gunicorn import Gunicorn, served
from .outbox_faults import BROKEN
from .site import Site

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.once]


@pytest.fixture(scope="module")
def gunicorn(site: Site) -> Iterator[Gunicorn]:
    with served(site) as gunicorn:
        yield gunicorn


@pytest.fixture(scope="module")
def everybody(site: Site) -> Iterator[Person]:
    """Each test takes the next, so that no two write in one journal."""
    return iter(site.script("people", "40"))


@pytest.fixture
def person(everybody: Iterator[Person]) -> Person:
    return next(everybody)


@pytest.fixture
def computer(browsers: BrowserType, chromium_path: str, tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(browsers, chromium_path, tmp_path / "browser")
    yield computer
    computer.is_killed()


@pytest.mark.parametrize("name", DRILLS)
def test_no_word_is_lost(
    chromium: Browser, site: Site, gunicorn: Gunicorn, person: Person, name: str
) -> None:
    with device(chromium, site, gunicorn.port) as desk:
        assert DRILLS[name](desk, person) == []


def test_a_server_that_is_restarted_loses_no_word(
    chromium: Browser, site: Site, person: Person
) -> None:
    assert words.restarted(chromium, site, person) == []


def test_a_browser_that_is_killed_keeps_every_word_for_its_owner_alone(
    computer: Computer, site: Site, gunicorn: Gunicorn, everybody: Iterator[Person]
) -> None:
    people = [next(everybody), next(everybody)]

    assert words.killed(computer, site, gunicorn.port, people) == []


def test_a_browser_that_kept_nothing_is_found_out(
    computer: Computer, site: Site, gunicorn: Gunicorn, everybody: Iterator[Person]
) -> None:
    people = [next(everybody), next(everybody)]
    fault = BROKEN["nothing is kept on the device"]

    found = words.killed(computer, site, gunicorn.port, people, fault)

    assert [each for each in found if each.startswith("lost: ")]


@pytest.mark.parametrize("what", ["words are kept in the clear", "there is one key for everybody"])
def test_a_computer_that_betrays_its_owner_is_found_out(
    chromium: Browser, site: Site, gunicorn: Gunicorn, everybody: Iterator[Person], what: str
) -> None:
    people = [next(everybody), next(everybody)]

    with device(chromium, site, gunicorn.port, BROKEN[what]) as desk:
        found = words.passed_on(desk, people)

    assert "another person reads the storage" in found


@pytest.mark.parametrize(
    ("what", "drill", "complaint"),
    [
        ("what was saved is left behind", "back_after_saving", "left behind"),
        ("“Saved” stays while one types on", "token_changed", "said too soon"),
    ],
)
def test_a_script_that_breaks_its_promise_is_found_out(
    chromium: Browser, site: Site, gunicorn: Gunicorn, person: Person,
    what: str, drill: str, complaint: str,
) -> None:  # fmt: skip
    with device(chromium, site, gunicorn.port, BROKEN[what]) as desk:
        found = DRILLS[drill](desk, person)

    assert [each for each in found if each.startswith(complaint)]
