"""From an invitation to the first saved reflection, in at most three screens.

The link in the mail opens the first; each page that comes up after it is counted by the browser.
Name, password and words are typed and are not counted.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from journal.cohorts.deeds import invite, renew_code
from journal.models import Cohort, Entry, Invitation
from partnership.people.models import User

from .conftest import PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PASSWORD = "three plain words together"


@pytest.fixture
def facilitator(demo: None) -> User:
    return User.objects.get(email="rosalind@demo.example")


@pytest.fixture
def invitation(facilitator: User) -> Invitation:
    cohort = Cohort.objects.facilitated_by(facilitator).get()
    return invite(cohort, email="new@example.org", name="Ann New", role="leader", by=facilitator)


def screens_of(page: Page) -> list[str]:
    """The paths of the pages that come up from here on; a redirect on the way is none."""
    screens: list[str] = []
    page.on("domcontentloaded", lambda page: screens.append(urlsplit(page.url).path))
    return screens


def mailed_link(invitation: Invitation, settings: LazySettings) -> str:
    """The path in the mail as it is sent, whatever the hour."""
    settings.SITE_URL = "https://journal.example.org"
    call_command("send_digests", verbosity=0)
    (sent,) = (message for message in mail.outbox if message.to == [invitation.email])
    link = re.search(r"https://journal\.example\.org(/join/link/\S+)", str(sent.body))
    assert link
    return link[1]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_invitation_to_the_first_saved_reflection_in_three_screens(
    invitation: Invitation, open_page: OpenPage, settings: LazySettings, javascript: bool
) -> None:
    page = open_page(width=PHONE, javascript=javascript)
    screens, link = screens_of(page), mailed_link(invitation, settings)
    question = invitation.cohort.module.questions.in_use().in_order().first()
    assert question

    page.goto(link)
    page.get_by_label("Choose a password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Join").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Start writing").click()
    page.locator("#body").fill("What I notice first.")
    if javascript:
        expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    else:
        with page.expect_navigation():
            page.get_by_role("button", name="Save and close").click()

    person = User.objects.get(email="new@example.org")
    entry = Entry.objects.owned_by(person).get()
    assert (entry.body, entry.question) == ("What I notice first.", question)
    after_it = [] if javascript else [reverse("writing:home")]  # where saving by hand leads
    assert screens == [link, reverse("welcome"), question.get_absolute_url(), *after_it]


def test_a_code_on_a_phone_leads_an_account_into_the_cohort(
    facilitator: User, open_page: OpenPage
) -> None:
    cohort = Cohort.objects.facilitated_by(facilitator).get()
    code = renew_code(cohort)
    admin = User.objects.get(email="admin@demo.example")
    page = open_page(admin, width=PHONE)

    page.goto(reverse("cohorts:join"))
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Join {cohort.name}")
    with page.expect_navigation():
        page.get_by_role("button", name="Join").click()

    expect(page.get_by_text(f"You are in {cohort.name}.")).to_be_visible()
    assert cohort.memberships.current().leaders().filter(person=admin).exists()


def test_a_list_with_a_wrong_line_is_put_right_and_sent(
    facilitator: User, open_page: OpenPage
) -> None:
    cohort = Cohort.objects.facilitated_by(facilitator).get()
    page = open_page(facilitator)

    page.goto(reverse("cohorts:people", args=[cohort.pk]))
    with page.expect_navigation():
        page.get_by_role("link", name="Invite people").click()
    page.get_by_label("Email addresses").fill("Ann <ann@example.org>\nben@example")
    with page.expect_navigation():
        page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text("This is not a whole email address.")).to_be_visible()
    assert not cohort.invitations.exists()

    with page.expect_navigation():
        page.get_by_role("button", name="Invite the other 1 now").click()
    expect(page.get_by_label("Email addresses")).to_have_value("ben@example")
    page.get_by_label("Email addresses").fill("ben@example.org")
    with page.expect_navigation():
        page.get_by_role("button", name="Check again and invite").click()

    expect(page.locator("main")).to_contain_text("ben@example.org")
    assert cohort.invitations.open().count() == 2
