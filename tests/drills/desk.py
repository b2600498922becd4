"""A computer with a browser, and the people who sit down at it: what a drill of words needs.

A `Device` is a browser with storage of its own, and a `Window` one of its pages to write on, which
notices by itself when "Saved" is on the screen while the newest keystroke is not acknowledged.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Error,
    Locator,
    Page,
    Route,
    expect,
)

from tools.chromium import FLAGS

from .site import ROOT, Site

PATIENCE = 60_000  # ms: a busy machine is slow, and that is not what is drilled
IN_VAIN = 3_000  # ms: how long a drill waits with a fault in place, for what will not come
expect.set_options(timeout=PATIENCE)

# Listens before the page's own scripts do: what the server acknowledged, and what the page says.
WATCH = """
    window.tooSoon = [];
    window.keys = [];
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    crypto.subtle.importKey = (form, bytes, ...rest) => {
        window.keys.push(bytes);
        return importKey(form, bytes, ...rest);
    };
    let acknowledged;
    const really = window.fetch;
    window.fetch = async (...asked) => {
        if (window.isCutOff && String(asked[0]).endsWith("/draft/")) throw new TypeError("cut off");
        const answer = await really(...asked);
        if (String(asked[0]).endsWith("/draft/") && [200, 409].includes(answer.status))
            acknowledged = JSON.parse(asked[1].body).body;
        return answer;
    };
    const look = () => {
        const line = document.querySelector("[data-autosave-status]");
        const saysSaved = line && /Saved\\b|We kept/.test(line.textContent);
        if (saysSaved && document.getElementById("body").value !== acknowledged)
            window.tooSoon.push(line.textContent);
    };
    addEventListener("DOMContentLoaded", () => {
        const line = document.querySelector("[data-autosave-status]");
        if (!line) return;
        acknowledged ??= document.getElementById("body").defaultValue;
        new MutationObserver(look).observe(line, { childList: true, subtree: true });
        addEventListener("input", look);
    });
    addEventListener("input", () => (window.isHeld = false));
    document.addEventListener("journal:on-device", ({ detail }) => (window.isHeld = detail.isHeld));
"""
RECORDS = """
    const open = () => new Promise((done, failed) => {
        const asked = indexedDB.open("journal", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "id" });
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
    });
    const records = async () => {
        const database = await open();
        const asked = database.transaction("outbox").objectStore("outbox").getAll();
        await new Promise((done) => (asked.onsuccess = done));
        database.close();
        return asked.result;
    };
"""
UNTIL = """async (patience) => {{
    {records}
    for (const until = Date.now() + patience; Date.now() < until; ) {{
        if ({what}) return true;
        await new Promise((done) => setTimeout(done, 20));
    }}
    return false;
}}"""
UNTIL_HELD = UNTIL.format(records="", what="window.isHeld")
UNTIL_EMPTY = UNTIL.format(records=RECORDS, what="!(await records()).length")
LEAVE_A_RECORD = f"""async ([days, size]) => {{
    {RECORDS}
    const at = Date.now() - days * 24 * 60 * 60 * 1000;
    const database = await open();
    const change = database.transaction("outbox", "readwrite");
    const sealed = new ArrayBuffer(size);
    change.objectStore("outbox").put({{ id: "another's", owner: "another", at, sealed }});
    await new Promise((done) => (change.oncomplete = done));
    database.close();
}}"""
# Whoever is signed in reads what they can: as it lies there, with every key that the server gives
# them, and with those that the page's own script has.
READ = f"""async () => {{
    {RECORDS}
    const found = [];
    while (!window.keys.length) await new Promise((done) => setTimeout(done, 20));
    const address = document.querySelector("meta[name=outbox]").content;
    for (const record of await records()) {{
        const {{ id, owner, epoch, at, iv, sealed }} = record;
        found.push(new TextDecoder().decode(sealed), JSON.stringify(record));
        const keys = [...window.keys];
        for (const named of ["", `&epoch=${{epoch}}`]) {{
            const {{ key }} = await (await fetch(address + named)).json();
            keys.push(Uint8Array.from(atob(key), (each) => each.charCodeAt(0)));
        }}
        const additionalData = new TextEncoder().encode([id, owner, epoch, at].join(" "));
        const how = {{ name: "AES-GCM", iv, additionalData }};
        for (const bytes of keys) {{
            const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["decrypt"]);
            await crypto.subtle.decrypt(how, key, sealed).then(
                (text) => found.push(new TextDecoder().decode(text)), () => {{}});
        }}
    }}
    return found.join();
}}"""


Person = dict[str, str]
Fault = tuple[str, str, str]


@dataclass
class Window:
    """A page to write on."""

    page: Page

    @property
    def words(self) -> Locator:
        return self.page.locator("#body")

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-autosave-status]")

    def write(self, text: str) -> None:
        """All of it at once, after what is there."""
        self.words.focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(text)

    def says(self, words: str) -> None:
        expect(self.status).to_contain_text(words)

    def save(self) -> None:
        """Without a wait for the time that it takes by itself."""
        self.page.keyboard.press("Control+s")
        self.says("Saved at")

    def try_now(self) -> None:
        """Presses it, unless the page has tried again by itself meanwhile: then it is gone."""
        self.page.evaluate("document.querySelector('[data-autosave-status] button')?.click()")

    def holds(self, text: str) -> None:
        expect(self.words).to_have_value(text)

    def is_cut_off(self, yes: bool = True) -> None:
        """Nothing that it saves reaches the server, not even as it is closed."""
        self.page.evaluate("(yes) => (window.isCutOff = yes)", yes)

    def leave(self) -> None:
        """Closes the tab as a person does, who is asked first while something is not saved."""
        self.page.once("dialog", lambda dialog: dialog.accept())
        with self.page.expect_event("close"):
            self.page.close(run_before_unload=True)


@dataclass
class Device:
    """A browser on a site; a fault, if any, is put into a script on its way."""

    context: BrowserContext
    site: Site
    port: int
    fault: Fault | None = None
    patience: int = PATIENCE

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(WATCH)
        if self.fault:
            self.context.route(f"**/{self.fault[0]}", self._spoil)

    def _spoil(self, route: Route) -> None:
        name, what, instead = self.fault or ("", "", "")
        script = (ROOT / "static" / name).read_text()
        assert script.count(what) == 1, f"{what} is not in {name}: the fault is none"
        route.fulfill(body=script.replace(what, instead), content_type="text/javascript")

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sit_down(self, person: Person) -> None:
        """This person is signed in, and nobody else."""
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": "session", "value": person["session"], "url": self.home}]
        )

    def open(self, path: str = "/write/") -> Window:
        page = self.context.new_page()
        page.goto(f"{self.home}{path}")
        return Window(page)

    @contextmanager
    def another(self) -> Iterator[Device]:
        """Somewhere else, on the same site."""
        assert self.context.browser
        with self.context.browser.new_context() as context:
            yield Device(context, self.site, self.port)

    def texts_of(self, person: Person) -> list[str]:
        """Every text of theirs that the database holds, past what the product says of it."""
        return [body for _, body in self._entries_of(person)]

    def texts_beside(self, person: Person) -> list[str]:
        """Those that are kept beside an entry's own, having lost to another window."""
        texts = (
            "SELECT revision.body FROM journal_revision revision "
            "JOIN journal_entry entry ON entry.id = entry_id WHERE author_id = ?"
        )
        return [body for (body,) in self.site.ask(texts, self._id_of(person))]

    def addresses_of(self, person: Person) -> list[str]:
        """Where each of their entries is written."""
        return [f"/entry/{UUID(str(pk))}/edit/" for pk, _ in self._entries_of(person)]

    def _entries_of(self, person: Person) -> list[tuple[object, str]]:
        texts = "SELECT id, body FROM journal_entry WHERE author_id = ?"
        return self.site.ask(texts, self._id_of(person))

    def _id_of(self, person: Person) -> str:
        pk = UUID(person["person"])
        return pk.hex if self.site.is_file else str(pk)

    def holds_the_newest_word(self) -> list[str]:
        """Waits until the window in front has it on the device."""
        held = self.context.pages[-1].evaluate(UNTIL_HELD, PATIENCE)
        return [] if held else ["not kept on the device"]

    def ends_well(self, person: Person, *texts: str) -> list[str]:
        """What is to complain of: each text is saved, once, and none is on the device any more."""
        found = self.said_too_soon()
        if not asked(self.context.pages[-1], UNTIL_EMPTY, self.patience):
            found.append("left behind on the device")
        until = time.monotonic() + self.patience / 1000
        while sorted(self.texts_of(person)) != sorted(texts) and time.monotonic() < until:
            time.sleep(0.05)  # the last request of a tab that was closed may be on its way
        kept = self.texts_of(person)
        found += [f"lost: {text[:40]}…" for text in texts if text not in kept]
        return found + [f"not asked for: {text[:40]}…" for text in kept if text not in texts]

    def has_anothers(self, *, days: int, size: int) -> None:
        """So many bytes that another person wrote so many days ago."""
        self.context.pages[-1].evaluate(LEAVE_A_RECORD, [days, size])

    def is_read_by_whoever_is_signed_in(self) -> str:
        """What they can make of the storage, with every key that they are given."""
        text: str = self.context.pages[-1].evaluate(READ)
        return text

    def said_too_soon(self) -> list[str]:
        pages = [page for page in self.context.pages if page.url.startswith(self.home)]
        return [f"said too soon: {line}" for page in pages for line in asked(page, "tooSoon")]


def asked(page: Page, expression: str, argument: object = None) -> Any:
    """What the page says; asked again if it was left for another meanwhile, as after a crash."""
    while True:
        try:
            return page.evaluate(expression, argument)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_load_state()


@contextmanager
def device(browser: Browser, site: Site, port: int, fault: Fault | None = None) -> Iterator[Device]:
    """A storage of its own in a browser that runs already."""
    with browser.new_context() as context:
        yield Device(context, site, port, fault, PATIENCE if fault is None else IN_VAIN)


@dataclass
class Computer:
    """A browser of its own, with a folder, that can be killed and started again."""

    browsers: BrowserType
    chromium_path: str
    folder: Path

    @contextmanager
    def on(self, site: Site, port: int, fault: Fault | None = None) -> Iterator[Device]:
        context = self.browsers.launch_persistent_context(
            self.folder, executable_path=self.chromium_path, args=FLAGS
        )
        yield Device(context, site, port, fault, PATIENCE if fault is None else IN_VAIN)
        with suppress(Error):  # it was killed
            context.close()

    def is_killed(self) -> None:
        """All of its processes at once, without a word."""
        for pid in self._processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _processes(self) -> list[int]:
        mine = f"--user-data-dir={self.folder}".encode()
        return [
            int(process.name)
            for process in Path("/proc").iterdir()
            if process.name.isdigit() and mine in _command(process)
        ]

    def holds(self, text: str) -> list[str]:
        """The files of the browser in which this text can be read."""
        forms = [text.encode(), text.encode("utf-16-le")]
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""
