"""What pages weigh on the wire, from the server that `make run` starts: compressed, hashed, cached.

Counted by the browser, with headers, as a newcomer goes from the sign-in page to the first pages.
Marked `once`, since bytes do not depend on the database: see docs/testing.md.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Faults

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.slow]

ROOT = Path(__file__).resolve().parent.parent.parent
KB = 1000
FIRST_LOAD, LATER_PAGE, REQUESTS = 120 * KB, 15 * KB, 8


@dataclass
class Wire:
    """What came over the line since the last page, in bytes as sent, by path."""

    page: Page
    paths: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        line = self.page.context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._finished)
        line.on("Network.requestServedFromCache", lambda event: self.paths.pop(event["requestId"]))

    def _asked(self, event: dict[str, Any]) -> None:
        self.paths[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        url = self.paths.get(event["requestId"])
        if url and event["encodedDataLength"]:
            path = urlsplit(url).path
            self.sizes[path] = self.sizes.get(path, 0) + int(event["encodedDataLength"])

    def taken(self) -> dict[str, int]:
        """What has come, largest first; and start again."""
        self.page.wait_for_load_state("networkidle")
        sizes = dict(sorted(self.sizes.items(), key=lambda item: -item[1]))
        self.sizes.clear()
        return sizes


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The demo, served as `make run` serves it, on a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = f"sqlite:///{tmp_path / 'journal.sqlite3'}"
    settings = {"PORT": str(port), "DATABASE_URL": database, "DEMO": "1"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")} | settings
    server = subprocess.Popen(
        [sys.executable, "-m", "tools.serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "The server stopped before it answered."
        try:
            with urlopen(f"{address}/sign-in/", timeout=5):
                return
        except (URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("The server did not answer within a minute.")


def test_a_first_visit_and_later_pages_are_light(site: str, chromium: Browser) -> None:
    context = chromium.new_context(base_url=site)
    faults = Faults(home=site)
    faults.watch(context)
    page = context.new_page()
    wire, pages = Wire(page), {}

    answer = page.goto("/sign-in/?as=bryony")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    pages["sign in"] = wire.taken()
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Carry on writing").wait_for()
    pages["home"] = wire.taken()
    page.get_by_role("link", name="Carry on writing").click()
    expect(page.locator("#tag-q")).to_be_visible()
    pages["write"] = wire.taken()
    page.get_by_role("button", name="Done").click()
    page.wait_for_url("**/entry/*/")
    pages["entry"] = wire.taken()
    page.get_by_role("link", name="Tag it").click()
    page.wait_for_url("**/tags/")
    pages["tag it"] = wire.taken()
    for name, path in {
        "module": "/modules/partnership_working/",
        "journal": "/journal/",
        "partnerships": "/partnerships/",
        "add a partnership": "/partnerships/add/",
        "frameworks": "/frameworks/",
        "a framework": "/frameworks/hargreaves_maturity/",
        "settings": "/settings/",
    }.items():
        page.goto(path)
        pages[name] = wire.taken()
    context.close()

    print("\n" + "\n".join(line(name, sizes) for name, sizes in pages.items()))
    busy = [line(name, sizes) for name, sizes in pages.items() if len(sizes) > REQUESTS]
    assert busy == []
    first = weight(pages.pop("sign in")) + weight(pages.pop("home"))
    assert first <= FIRST_LOAD, f"The first load is {first} bytes."
    heavy = [line(name, sizes) for name, sizes in pages.items() if weight(sizes) > LATER_PAGE]
    assert heavy == []
    assert faults.seen == []
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def weight(sizes: dict[str, int]) -> int:
    return sum(sizes.values())


def line(name: str, sizes: dict[str, int]) -> str:
    most = ", ".join(f"{Path(path).name or path} {size}" for path, size in list(sizes.items())[:9])
    return f"{name}: {weight(sizes)} bytes in {len(sizes)} requests ({most})"
