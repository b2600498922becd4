"""Pictures of the demo for the README and the guides: what `make screenshots` does.

The demo is loaded into a database of its own, thrown away afterwards, and the server's clock
stands still, so that the same pages give the same pictures. What is typed into the draft
is below; nobody's journal is ever opened.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.error import URLError
from urllib.request import urlopen

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import WHAT_TO_DO, find_chromium
from tools.postgresql import free_port
from tools.serve import ROOT, get_ready

IMAGES = ROOT / "docs" / "images"
NOW = datetime(2026, 3, 3, 16, 32, tzinfo=UTC)
LEADER = "bryony@demo.example"
FLAGS = ["--disable-gpu", "--hide-scrollbars", "--no-first-run", "--no-sandbox"]

QUESTION = "act_communication"
DRAFT = """\
I rang Ashlathe before half term and asked what they would like to hear from us in June. I had a \
list of my own ready and did not read it out.

What they wanted was small: who a child trusts, what helps on a bad morning, and the name of \
somebody here to ring. None of it is in our folder. We write down what children can do, and hardly \
ever how they are when they cannot.

So we have each given something up. They no longer test in the first week, and we no longer send \
forty pages.
"""


def application() -> WSGIHandler:
    """The site at one moment that never passes. Served by gunicorn, in a process of its own.

    Its random ids come out the same each time, because a home page picks an earlier entry by them.
    """
    dice = random.Random(1)  # noqa: S311  # for the ids of invented people
    from django.utils import timezone

    timezone.now = lambda: NOW
    uuid.uuid4 = lambda: uuid.UUID(int=dice.getrandbits(128), version=4)
    django.setup()
    get_ready()  # before the application looks which static files there are
    return get_wsgi_application()


@contextmanager
def demo_site() -> Iterator[str]:
    """The address of a demo that nobody has used yet."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "partnership.settings.development",
            "STATIC_IS_COLLECTED": "1",
        }
        arguments = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
        arguments += ["--no-control-socket", "tools.screenshots:application()"]
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *arguments], cwd=ROOT, env=environment
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/sign-in/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            sys.exit("The demo did not start: its own message is above.")
        try:
            urlopen(address).close()  # noqa: S310  # our own http address
        except URLError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The demo did not answer within a minute.")


def signed_in(browser: Browser, site: str, *, dark: bool = False, phone: bool = False) -> Page:
    """A window of a fixed size in which the leader has signed in."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": 390, "height": 844} if phone else {"width": 1200, "height": 840},
        device_scale_factor=2 if phone else 1.25,
        color_scheme="dark" if dark else "light",
        locale="en-GB",
        timezone_id="Europe/London",
    )
    page = context.new_page()
    page.goto("/sign-in/?as=bryony")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", level=1, name="Bryony").wait_for()
    return page


def take(page: Page, name: str) -> None:
    """The window as it is now, with nothing moving in it."""
    page.wait_for_load_state("networkidle")
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


def home(page: Page) -> None:
    page.goto("/")


def module(page: Page) -> None:
    page.goto("/modules/partnership_working/")
    page.locator("#sec_levels").evaluate("part => part.scrollIntoView()")


def write(page: Page) -> None:
    page.goto(f"/write/{QUESTION}/")
    page.locator("#body").fill(DRAFT)
    page.get_by_label("Wrenfold and Ashlathe transition group").check()
    page.get_by_text(re.compile("^Saved at")).wait_for()


def write_and_tag(page: Page) -> None:
    """The sheet on a desktop, where the tags stand beside it."""
    write(page)
    page.locator("#tag-q").press_sequentially("listen")
    page.get_by_role("checkbox", name="Listens").first.check()
    page.get_by_text("1 tag", exact=True).wait_for()
    page.locator("#tag-q").fill("")
    page.locator("#tag-found .picker").wait_for(state="detached")
    page.locator("#tag-panel").evaluate("panel => panel.scrollTo(0, 0)")
    page.locator("#body").focus()
    page.evaluate("scrollTo(0, 0)")


def entry(page: Page) -> None:
    page.goto("/journal/?q=biscuits+forty")
    page.locator(".entries h3 a").click()


def tag(page: Page) -> None:
    """What was just written, a paragraph of it chosen."""
    page.goto(page.url.replace("/edit/", "/tags/"))
    page.get_by_label("“I rang Ashlathe").check()
    page.get_by_text("These tags go on").wait_for()
    page.get_by_role("checkbox", name="Open communication").first.check()
    page.get_by_text("2 tags", exact=True).wait_for()


def journal(page: Page) -> None:
    page.goto("/journal/?q=folder")


def framework(page: Page) -> None:
    page.goto("/frameworks/himmelman_linkage/")


def partnership(page: Page) -> None:
    page.goto("/partnerships/")
    page.get_by_role("link", name="Wrenfold reading mornings").click()


DESKTOP: dict[str, Callable[[Page], None]] = {
    "home": home,
    "module": module,
    "entry": entry,
    "journal": journal,
    "framework": framework,
    "partnership": partnership,
    "write": write_and_tag,
    "tag": tag,
}


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        sys.exit(WHAT_TO_DO)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, demo_site() as site:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = signed_in(browser, site)
        for name, go in DESKTOP.items():
            go(page)
            take(page, name)
        written = page.url.replace("/tags/", "/edit/")
        for name, options in {"phone-write": {"phone": True}, "write-dark": {"dark": True}}.items():
            page = signed_in(browser, site, **options)
            page.goto(written)
            take(page, name)


if __name__ == "__main__":
    main()
