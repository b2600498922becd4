"""The cast, introduced once, and what every test may lean on.

Bryony and Idris are leaders in the autumn cohort that Rosalind facilitates. Saoirse leads in
another cohort, which Devinder facilitates. Sam is an admin. Nobody else has an account.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserType, sync_playwright

from frameworks.likely import forget_rankings
from frameworks.loading import publish_packs
from frameworks.packs import FrameworkPack, read_packs
from journal.follow_ups import forget_moments
from journal.models import Cohort
from journal.openings import forget_plans
from journal.writing.statuses import asked_since
from partnership.people.models import User
from partnership.people.sessions import remember_computer
from tools.chromium import FLAGS, WHAT_TO_DO, find_chromium

from .factories import make_cohort, make_person
from .order import dealt
from .racing import let_others_in

# Tests make many objects and keep few. Looking for lost ones less often saves a tenth of the time.
gc.set_threshold(50_000, 20, 20)

# What reaches a database in another way than by the fixture `db`.
REACHES_ONE = {"db", "transactional_db", "live_server", "server", "lived"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """A test that reaches no database is asked once: see docs/testing.md."""
    if REACHES_ONE.isdisjoint(getattr(item, "fixturenames", REACHES_ONE)):
        item.add_marker("once")


def pytest_collection_finish() -> None:
    """What was loaded by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After what is not asked for has gone from the list. One process runs them as they come."""
    if workers := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")):
        items[:] = dealt(items, workers)


@pytest.fixture(autouse=True)
def _remember_nothing() -> Iterator[None]:
    """No test inherits another's counted tries at signing in, nor its module's questions."""
    yield
    cache.clear()
    asked_since.cache_clear()
    forget_plans()
    forget_rankings()
    forget_moments()


@pytest.fixture
def bryony(db: None) -> User:
    return make_person("Bryony Fennimarsh", email="bryony@example.org")


@pytest.fixture
def idris(db: None) -> User:
    return make_person("Idris Calloway-Penn", email="idris@example.org")


@pytest.fixture
def rosalind(db: None) -> User:
    return make_person("Rosalind Amberley-Wick", email="rosalind@example.org")


@pytest.fixture
def saoirse(db: None) -> User:
    return make_person("Saoirse Lindqvist-Moor", email="saoirse@example.org")


@pytest.fixture
def devinder(db: None) -> User:
    return make_person("Devinder Pellworth", email="devinder@example.org")


@pytest.fixture
def sam(db: None) -> User:
    return make_person("Sam Admin", email="sam@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def autumn(bryony: User, idris: User, rosalind: User) -> Cohort:
    return make_cohort(leaders=(bryony, idris), facilitators=(rosalind,), name="Autumn")


@pytest.fixture
def elsewhere(autumn: Cohort, saoirse: User, devinder: User) -> Cohort:
    return make_cohort(leaders=(saoirse,), facilitators=(devinder,), name="Elsewhere")


@pytest.fixture
def as_bryony(bryony: User) -> Client:
    return signed_in(bryony)


@pytest.fixture
def as_idris(idris: User) -> Client:
    return signed_in(idris)


@pytest.fixture
def as_rosalind(rosalind: User) -> Client:
    return signed_in(rosalind)


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)


@pytest.fixture(scope="session")
def framework_packs() -> list[FrameworkPack]:
    """The shipped frameworks, read once."""
    return read_packs()


@pytest.fixture
def elsewhere_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """To be called once the rows are there: other threads then reach the test database."""
    return lambda: let_others_in(tmp_path, monkeypatch)


@pytest.fixture
def content(db: None, framework_packs: list[FrameworkPack]) -> None:
    """All the shipped frameworks in the database, in about 0.03 s."""
    publish_packs(framework_packs, at=timezone.now())


@pytest.fixture(scope="session")
def browsers() -> Iterator[BrowserType]:
    """Starts a Chromium, as often as asked. There may be one Playwright for each worker."""
    # It keeps an event loop in this thread, which Django takes for a view that would block one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium
        # While Playwright's event loop is here, Django gives this thread connections of its own:
        # once it has gone nobody finds them, and PostgreSQL will not drop a database in use.
        connections.close_all()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return find_chromium() or pytest.fail(WHAT_TO_DO, pytrace=False)


@pytest.fixture(scope="session")
def chromium(browsers: BrowserType, chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all the tests of a worker."""
    browser = browsers.launch(executable_path=chromium_path, args=FLAGS)
    yield browser
    browser.close()


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    remember_computer(session, shared=False)  # as the sign-in form does
    session.save()
    return client
