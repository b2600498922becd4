"""What can go wrong in a browser while a person writes, each as a function that makes it so.

Each gives what there is to complain of, which must be nothing: every word is saved, once; none is
left on the device; nobody else came by one; and "Saved" was never said too soon.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Browser, Page, Route, expect

from .desk import Computer, Device, Fault, Person, Window, device
from .gunicorn import served
from .site import PASSWORD, Site

Drill = Callable[[Device, Person], list[str]]
DRILLS: dict[str, Drill] = {}
NOT_HELD = "Keep this tab open until we can save."
HELD = "Your words are kept on this device and will save when you’re back."
NOT_SAVED = "We couldn’t save just now. Your words are still here."


def drill(act: Drill) -> Drill:
    """To be run on a device and a person of its own."""
    DRILLS[act.__name__] = act
    return act


def some_words(many: int) -> str:
    """Like no others."""
    return " ".join(["Hollybank", uuid4().hex, *["partnership"] * (many - 2)]) + ". "


def begun(device: Device, person: Person) -> tuple[Window, str]:
    """A sheet with an entry, of which the server has everything."""
    device.sit_down(person)
    window, text = device.open(), some_words(20)
    window.write(text)
    window.save()
    return window, text


@drill
def offline_for_two_thousand_words(device: Device, person: Person) -> list[str]:
    window, text = begun(device, person)
    device.context.set_offline(True)
    for _ in range(20):
        more = some_words(100)
        window.write(more)
        text += more
    window.page.keyboard.press("Control+s")
    window.says(HELD)
    device.context.set_offline(False)
    window.says("Saved at")
    return device.ends_well(person, text)


@drill
def signed_out_while_writing(device: Device, person: Person) -> list[str]:
    """In another tab; then in again in a third, and the caret is where it was."""
    window, text = begun(device, person)
    other = device.open("/settings/").page
    other.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    for _ in range(5):
        window.words.press("ArrowLeft")
    window.page.keyboard.insert_text("typed afterwards")
    window.page.keyboard.press("Control+s")
    window.says("You’ve been signed out. Your words are still here.")
    with device.context.expect_page() as tab:
        window.status.get_by_role("link", name="Sign in again").click()
    _sign_in(tab.value, person)
    window.says("Signed in. Saved at")
    window.page.bring_to_front()
    window.page.keyboard.insert_text(" and again")
    window.save()
    return device.ends_well(person, f"{text[:-5]}typed afterwards and again{text[-5:]}")


@drill
def token_changed(device: Device, person: Person) -> list[str]:
    """By another tab; and gone altogether. Neither is worth a word."""
    window, text = begun(device, person)
    heard = "new MutationObserver(() => (window.heard = announce.textContent))"
    window.page.evaluate(f"{heard}.observe(announce, {{ childList: true }})")
    device.context.clear_cookies(name="csrf")
    device.open("/settings/").page.close()
    window.write("By another token. ")
    window.save()
    device.context.clear_cookies(name="csrf")
    window.write("By a third.")
    window.save()
    said = window.page.evaluate("window.heard")
    found = [f"said {said}"] if said else []
    return found + device.ends_well(person, f"{text}By another token. By a third.")


@drill
def closed_at_once(device: Device, person: Person) -> list[str]:
    """Right after the last key, twice: of a sheet that is new, and of one that is not."""
    device.sit_down(person)
    window, text = device.open(), some_words(20)
    window.write(text)
    window.leave()
    found = device.open("/journal/") and device.ends_well(person, text)
    (address,) = device.addresses_of(person)
    window, more = device.open(address), some_words(20)
    window.write(more)
    window.leave()
    # Its last request may be on its way yet: a sheet that is opened before it comes has less.
    found += device.open("/journal/") and device.ends_well(person, text + more)
    device.open(address).holds(text + more)
    return found + device.ends_well(person, text + more)


@drill
def closed_while_cut_off(device: Device, person: Person) -> list[str]:
    """What the device kept is back in its place when the sheet is opened again, new or not."""
    device.sit_down(person)
    window, text = device.open(), some_words(20)
    window.is_cut_off()
    window.write(text)
    found = device.holds_the_newest_word()
    window.leave()
    again = device.open()
    if found:
        return found + device.ends_well(person, text)
    again.holds(text)
    again.page.wait_for_url("**/edit/")
    again.is_cut_off()
    again.write("And more.")
    found += device.holds_the_newest_word()
    address = again.page.url.removeprefix(device.home)
    again.leave()
    again = device.open(address)
    again.holds(f"{text}And more.")
    again.says("Saved at")
    return found + device.ends_well(person, f"{text}And more.")


@drill
def changed_elsewhere_meanwhile(device: Device, person: Person) -> list[str]:
    """While one's words were on the device alone, one wrote on from another: both are kept."""
    window, text = begun(device, person)
    address = window.page.url.removeprefix(device.home)
    window.is_cut_off()
    window.write("On this one.")
    found = device.holds_the_newest_word()
    window.leave()
    with device.another() as elsewhere:
        elsewhere.sit_down(person)
        there = elsewhere.open(address)
        there.write("On another.")
        there.save()
        there.write(" And more.")
        there.save()
    again = device.open(address)
    again.holds(f"{text}On another. And more.")
    expect(again.page.get_by_role("link", name="See both")).to_be_visible()
    if f"{text}On this one." not in device.texts_beside(person):
        found.append("not kept beside the other")
    return found + device.ends_well(person, f"{text}On another. And more.")


@drill
def pasted(device: Device, person: Person) -> list[str]:
    """50,000 characters; and 40,000 more, with the tab closed at once."""
    device.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window, text = begun(device, person)
    much = (some_words(5000) * 2)[:50_000]
    more = (some_words(5000) * 2)[:40_000]
    for clip in (much, more):
        window.page.evaluate("(text) => navigator.clipboard.writeText(text)", clip)
        window.page.keyboard.press("Control+v")
        if clip == much:
            window.holds(text + much)
            window.save()
    window.leave()
    device.open("/journal/")
    return device.ends_well(person, text + much + more)


@drill
def storage_refuses(device: Device, person: Person) -> list[str]:
    """Then nothing is kept on the device, and nobody is told that it is."""
    device.context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('No', 'SecurityError'); };"
    )
    return _without_storage(device, person)


@drill
def device_is_full(device: Device, person: Person) -> list[str]:
    device.context.add_init_script(
        """IDBObjectStore.prototype.put = function () {
            this.transaction.abort();
            throw new DOMException('Full', 'QuotaExceededError');
        };"""
    )
    return _without_storage(device, person)


@drill
def too_old_or_too_much(device: Device, person: Person) -> list[str]:
    """After thirty days words go, whoever's they are; and past 5 MB no more are kept."""
    device.sit_down(person)
    device.open("/journal/")
    device.has_anothers(days=31, size=1000)
    device.open("/journal/")
    found = device.ends_well(person)
    device.has_anothers(days=29, size=5_000_000)
    return found + _without_storage(device, person)


def _without_storage(device: Device, person: Person) -> list[str]:
    window, text = begun(device, person)
    device.context.set_offline(True)
    window.write("Without a place to keep it.")
    window.page.keyboard.press("Control+s")
    window.says(NOT_HELD)
    device.context.set_offline(False)
    window.says("Saved at")
    found = device.said_too_soon()
    kept = device.texts_of(person)
    return found if kept == [f"{text}Without a place to keep it."] else [*found, f"kept {kept}"]


@drill
def server_is_at_fault(device: Device, person: Person) -> list[str]:
    """A fault of its own, a disk that is full, too many requests; as a page and not as JSON."""
    window, text = begun(device, person)
    statuses = [500, 503, 429]

    def refuse(route: Route) -> None:
        route.fulfill(status=statuses.pop(0), body="<h1>Sorry</h1>", content_type="text/html")

    device.context.route("**/draft/", refuse, times=len(statuses))
    window.write("Said to a wall.")
    window.page.keyboard.press("Control+s")
    while statuses:
        window.says(NOT_SAVED)
        with window.page.expect_response("**/draft/"):
            window.try_now()
    window.try_now()
    window.says("Saved at")
    return device.ends_well(person, f"{text}Said to a wall.")


@drill
def back_after_saving(device: Device, person: Person) -> list[str]:
    """The page that Back leads to has what was saved, and goes on from it."""
    window, text = begun(device, person)
    window.write("Done. ")
    window.page.get_by_role("button", name="Done").click()
    window.page.wait_for_url("**/entry/*/")
    window.page.go_back()
    window.holds(f"{text}Done. ")
    window.write("Gone on.")
    window.save()
    return device.ends_well(person, f"{text}Done. Gone on.")


@drill
def signing_out_at_once(device: Device, person: Person) -> list[str]:
    """Everything is saved first, in the other window too."""
    one, text = begun(device, person)
    two, other = device.open(), some_words(20)
    one.is_cut_off()
    two.is_cut_off()
    one.write("In one window.")
    two.write(other)
    found = device.holds_the_newest_word()
    one.is_cut_off(False)
    two.is_cut_off(False)
    _sign_out(two)
    expect(two.page.get_by_role("heading", name="Sign in")).to_be_visible()
    return found + device.ends_well(person, f"{text}In one window.", other)


@drill
def signing_out_while_cut_off(device: Device, person: Person) -> list[str]:
    """One is asked. What is kept comes back, and what is thrown away does not."""
    window, text = begun(device, person)
    address = window.page.url.removeprefix(device.home)
    window.is_cut_off()
    window.write("Kept here.")
    _sign_out(window)
    window.page.get_by_role("button", name="Sign out and keep it here").click()
    expect(window.page.get_by_role("heading", name="Sign in")).to_be_visible()
    _sign_in(window.page, person)
    expect(window.page.get_by_role("main")).to_contain_text("It is saved now.")
    again = device.open(address)
    again.holds(f"{text}Kept here.")
    again.is_cut_off()
    again.write("Thrown away.")
    _sign_out(again)
    again.page.get_by_role("button", name="Sign out and throw it away").click()
    expect(again.page.get_by_role("heading", name="Sign in")).to_be_visible()
    return device.ends_well(person, f"{text}Kept here.")


def _sign_in(page: Page, person: Person) -> None:
    page.get_by_label("Email address").fill(person["email"])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def _sign_out(window: Window) -> None:
    window.page.get_by_role("contentinfo").get_by_role("button", name="Sign out").click()


def restarted(browser: Browser, site: Site, person: Person) -> list[str]:
    """The server, while somebody writes."""
    with served(site) as first, device(browser, site, first.port) as desk:
        window, text = begun(desk, person)
        first.stop()
        window.write("While it was away.")
        window.page.keyboard.press("Control+s")
        window.says(NOT_SAVED)
        with served(site, port=first.port):
            window.try_now()
            window.says("Saved at")
            return desk.ends_well(person, f"{text}While it was away.")


def killed(
    computer: Computer, site: Site, port: int, people: list[Person], fault: Fault | None = None
) -> list[str]:
    """The browser, at its last key; another person sits down at the computer, then the owner."""
    owner, other = people
    text = some_words(200)
    with computer.on(site, port, fault) as desk:
        _, found = _written_while_cut_off(desk, owner, text)
        computer.is_killed()
    found += [f"it can be read in {name}" for name in computer.holds(text[:40])]
    with computer.on(site, port, fault) as desk:
        found += _sees_nothing(desk, other, text)
        desk.sit_down(owner)
        desk.open()
        return found + desk.ends_well(owner, text)


def passed_on(desk: Device, people: list[Person]) -> list[str]:
    """The computer, with its browser running, while words are on it that are not saved."""
    owner, other = people
    text = some_words(200)
    window, found = _written_while_cut_off(desk, owner, text)
    window.leave()
    found += _sees_nothing(desk, other, text)
    desk.sit_down(owner)
    desk.open()
    return found + desk.ends_well(owner, text)


def _written_while_cut_off(desk: Device, owner: Person, text: str) -> tuple[Window, list[str]]:
    desk.sit_down(owner)
    window = desk.open()
    window.is_cut_off()
    window.write(text)
    return window, desk.holds_the_newest_word()


def _sees_nothing(desk: Device, other: Person, text: str) -> list[str]:
    """Neither on a page nor in the storage; and nothing of it is saved in their name."""
    desk.sit_down(other)
    page = desk.open().page
    read = desk.is_read_by_whoever_is_signed_in()
    found = ["another person reads the storage"] if text[:40] in read else []
    seen = [page.content(), page.locator("#body").input_value()]
    if any(text[:40] in each for each in seen):
        found.append("another person sees it")
    return found + [f"saved as theirs: {body[:40]}" for body in desk.texts_of(other)]
