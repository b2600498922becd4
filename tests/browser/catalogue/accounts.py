"""Signing in, settings, the links in mails, and trouble."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.mail.links import pause_link, stop_link
from partnership.carried import signed
from partnership.handed_back import Words
from partnership.outages import NOT_NOW
from partnership.people.models import User
from tests.factories import make_person

from .demo import Demo
from .looks import A_PROBE, NOWHERE, POSTS_ONLY, Act, Look, Looks, press, unfilled


class AccountsWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def reset_key(self) -> str:
        return user_pk_to_url_str(self.leader)

    @cached_property
    def reset_token(self) -> str:
        return default_token_generator.make_token(self.leader)

    @cached_property
    def away(self) -> User:
        """Has put reminders off for a month."""
        until = timezone.localdate() + timedelta(days=30)
        return make_person("Gone Fishing", reminders_paused_until=until)

    @cached_property
    def stop_token(self) -> str:
        return stop_link(self.leader.pk, "reminder").rstrip("/").rpartition("/")[2]

    @cached_property
    def pause_token(self) -> str:
        return pause_link(self.leader.pk).rstrip("/").rpartition("/")[2]

    @cached_property
    def without_password(self) -> User:
        person = make_person("Let In By Hand")
        person.set_unusable_password()
        person.save()
        return person


def without_token(page: Page, world: AccountsWorld) -> None:
    """Send a form as a page does whose sign-in has changed since."""
    with page.expect_navigation():
        page.evaluate(
            """() => {
              const form = document.querySelector("main form[method=post]");
              form.querySelector("[name=csrfmiddlewaretoken]").value = "x".repeat(64);
              form.submit();
            }"""
        )


def on_a_page_of_another(page: Page, world: AccountsWorld) -> None:
    """Send words from a page that was opened before somebody else signed in."""
    whose = signed(world.away.pk)
    page.evaluate("(whose) => (document.forms.sheet.elements.whose.value = whose)", whose)
    send_by_hand(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Someone else’s words")


def send_by_hand(page: Page) -> None:
    with page.expect_navigation():
        page.evaluate("HTMLFormElement.prototype.submit.call(document.forms.sheet)")


def wrong_password(page: Page, world: AccountsWorld) -> None:
    page.get_by_label("Email address").fill("bryony@demo.example")
    page.get_by_label("Password", exact=True).fill("not the password")
    press("Sign in")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


def changed_on_the_way(page: Page, world: AccountsWorld) -> None:
    """The link as some mail program broke it."""
    page.goto(reverse("mail:stop", args=["broken"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work")


def no_such_day(page: Page, world: AccountsWorld) -> None:
    page.get_by_label("From a day of my own").check()
    press("Save")(page, world)
    expect(page.get_by_text("There is a problem")).to_be_visible()


NOT_SAVED = {
    "words": [
        Words("body", "Your words", "What the four heads settled on.\n\nAnd what each gave up."),
        Words("note", "Note to self", "Ask Hollybank first."),
    ],
    "fields": [("title", "Ties"), ("do", "done")],
    "send_to": "/entry/new/",
    "why": NOT_NOW,
}


def served(template: str, context: dict[str, Any] | None = None) -> Act:
    """A page that only a fault brings up, served in place of the one at hand."""

    def act(page: Page, world: AccountsWorld) -> None:
        body = render_to_string(template, context)
        page.route(
            "**/sign-in/**", lambda route: route.fulfill(body=body, content_type="text/html")
        )
        page.reload()

    return act


def after_an_idle_hour(page: Page, world: AccountsWorld) -> None:
    """Almost: the page asks how long is left, as it does when one comes back to it."""
    page.get_by_label("This is a shared computer").check()
    press("Save for this computer")(page, world)
    page.route("**/session/left/", lambda route: route.fulfill(json={"seconds": 200}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".session-end")).to_be_visible()


LOOKS: Looks = {
    "signing in": [
        Look("account_login", who=None),
        Look("account_login", "error", who=None, act=wrong_password),
        Look("account_login", "lapsed", who=None, query="?next=/journal/"),
        Look("account_inactive", who=None),
        Look("account_reset_password", who=None),
        Look("account_reset_password", "error", who=None, act=unfilled("Send")),
        Look("account_reset_password_done", who=None),
        Look("account_reset_password_from_key", who=None, of="reset_key reset_token"),
        Look(
            "account_reset_password_from_key",
            "error",
            who=None,
            of="reset_key reset_token",
            act=unfilled("Save my new password"),
        ),
        Look("account_reset_password_from_key", "used", who=None, of="reset_key one"),
        Look("account_reset_password_from_key_done", who=None),
    ],
    "trouble": [
        Look(NOWHERE, "404, signed out", who=None),
        Look(NOWHERE, "404"),
        Look("settings", "403, stale page", act=without_token),
        Look("account_login", "400", who=None, act=served("400.html")),
        Look("account_login", "403", who=None, act=served("403.html")),
        Look("account_login", "429", who=None, act=served("429.html")),
        Look("account_login", "500", who=None, act=served("500.html")),
        Look("account_login", "503", who=None, act=served("503.html")),
        Look(
            "account_login",
            "503, words kept",
            who=None,
            act=served("errors/words_kept.html", NOT_SAVED),
        ),
        Look("writing:entry-new", "words of another", act=on_a_page_of_another),
    ],
    "settings": [
        Look("settings"),
        Look("settings", "of a facilitator", who="facilitator"),
        Look("settings", "reminders put off", who="away"),
        Look("settings", "saved", who="prolific", act=press("Save reminders")),
        Look("settings", "error", act=unfilled("Save about me")),
        Look("settings", "about to be signed out", act=after_an_idle_hour),
        Look("account_change_password"),
        Look("account_change_password", "error", act=unfilled("password")),
        Look("account_set_password", who="without_password"),
        Look("account_logout"),
    ],
    "mail": [
        Look("mail:pause", who=None, of="pause_token"),
        Look("mail:pause", "error", who=None, of="pause_token", act=no_such_day),
        Look("mail:pause", "paused", who=None, of="pause_token", act=press("Save")),
        Look("mail:stop", who=None, of="stop_token"),
        Look("mail:stop", "stopped", who=None, of="stop_token", act=press("Stop these mails")),
        Look("mail:pause", "off", who=None, of="pause_token"),
        Look("mail:stop", "broken", who=None, of="stop_token", act=changed_on_the_way),
    ],
}


EXCUSED: dict[str, str] = {
    "settings-save": POSTS_ONLY,
    "session-left": "asked by a script; what it then says is looked at",
    "outbox-key": "asked by a script",
    "healthz": A_PROBE,
    "readyz": A_PROBE,
}
