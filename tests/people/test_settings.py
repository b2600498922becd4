"""One's own settings: each form saves its own part, and no other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Cohort
from partnership.people.models import User


def test_the_page_holds_a_form_for_each_part(as_bryony: Client) -> None:
    response = as_bryony.get("/settings/")

    for part in ["reading", "reminders", "mail", "about-me", "computer"]:
        assertContains(response, f'action="/settings/{part}/"', count=1)


def test_how_one_reads_shows_on_the_next_page(bryony: User, as_bryony: Client) -> None:
    choices = {"reading_face": "hyperlegible", "text_size": "larger", "theme": "dark"}

    response = as_bryony.post("/settings/reading/", choices, follow=True)

    assertRedirects(response, "/settings/")
    assertContains(response, 'data-theme="dark" data-face="hyperlegible" data-size="larger"')
    assertContains(response, "Saved.")


def test_a_form_saves_its_own_part_and_no_other(bryony: User, as_bryony: Client) -> None:
    data = {"name": "Someone Else", "is_staff": "on", "theme": "dark"}

    as_bryony.post("/settings/reminders/", {"reminders": "off", "reminder_day": "3", **data})

    bryony.refresh_from_db()
    assert (bryony.reminders, bryony.name) == ("off", "Bryony Fennimarsh")
    assert (bryony.is_staff, bryony.theme) == (False, "system")


def test_a_person_may_change_their_name_and_where_they_work(
    bryony: User, as_bryony: Client
) -> None:
    data = {"name": "Bryony F. Marsh", "job_title": "Head", "organisation": "Wrenfold"}

    as_bryony.post("/settings/about-me/", data)

    bryony.refresh_from_db()
    assert (bryony.name, bryony.job_title, bryony.organisation) == tuple(data.values())


def test_a_facilitator_may_switch_single_keys_on(
    rosalind: User, as_rosalind: Client, as_bryony: Client, autumn: Cohort
) -> None:
    as_rosalind.post("/settings/keys/", {"has_single_keys": "on"})

    rosalind.refresh_from_db()
    assert rosalind.has_single_keys
    assertContains(as_rosalind.get("/settings/"), "Single keys while reading")
    assertNotContains(as_bryony.get("/settings/"), "Single keys while reading")

    as_rosalind.post("/settings/keys/", {})
    rosalind.refresh_from_db()
    assert not rosalind.has_single_keys


@pytest.mark.parametrize(
    ("address", "missing"),
    [
        ("/settings/about-me/", ["Give your name."]),
        (
            "/settings/password/",
            [
                "Give the password you have now.",
                "Choose a new password.",
                "Type the new password again.",
            ],
        ),
        ("/reset-password/", ["Give your email address."]),
    ],
)
def test_what_is_left_empty_is_asked_for_by_its_name(
    as_bryony: Client, address: str, missing: list[str]
) -> None:
    page = as_bryony.post(address, {}).content.decode()

    assert [page.count(words) for words in missing] == [2] * len(missing)  # above, and beside it
    assert "This field is required" not in page


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("about-me", {"name": ""}),
        ("about-me", {"name": "x" * 121}),
        ("reading", {"theme": "puce", "text_size": "usual", "reading_face": "serif"}),
        ("reminders", {}),
    ],
)
def test_what_cannot_be_saved_is_shown_again_with_a_reason(
    bryony: User, as_bryony: Client, part: str, data: dict[str, str]
) -> None:
    response = as_bryony.post(f"/settings/{part}/", data)

    assertContains(response, "There is a problem", count=1, status_code=422)
    assertContains(response, "<title>Error: Settings", status_code=422)
    assertContains(response, "Bryony Fennimarsh</span>", status_code=422)
    bryony.refresh_from_db()
    assert (bryony.name, bryony.theme) == ("Bryony Fennimarsh", "system")


def test_reminders_may_come_on_a_day_of_ones_own(bryony: User, as_bryony: Client) -> None:
    as_bryony.post("/settings/reminders/", {"reminders": "weekly", "reminder_day": "0"})

    bryony.refresh_from_db()
    assert (bryony.reminders, bryony.get_reminder_day_display()) == ("weekly", "Monday")
    assert bryony.reminders_chosen_at is not None


@pytest.mark.parametrize("day", ["7", "-1", "Monday", ""])
def test_there_are_seven_days(bryony: User, as_bryony: Client, day: str) -> None:
    data = {"reminders": "weekly", "reminder_day": day}

    response = as_bryony.post("/settings/reminders/", data)

    assertContains(response, "There is a problem", count=1, status_code=422)


@pytest.mark.parametrize(("data", "is_put_off"), [({"put_off": "on"}, True), ({}, False)])
def test_reminders_that_were_put_off_may_start_again(
    bryony: User, as_bryony: Client, data: dict[str, str], is_put_off: bool
) -> None:
    until = timezone.localdate() + timedelta(days=40)
    User.objects.filter(pk=bryony.pk).update(reminders_paused_until=until)
    assertContains(as_bryony.get("/settings/"), f"No reminders until {date_format(until, 'j F')}")

    as_bryony.post("/settings/reminders/", {"reminders": "weekly", "reminder_day": "3", **data})

    bryony.refresh_from_db()
    assert (bryony.reminders_paused_until == until) is is_put_off


def test_nothing_is_said_of_putting_off_once_it_is_over(bryony: User, as_bryony: Client) -> None:
    User.objects.filter(pk=bryony.pk).update(reminders_paused_until=timezone.localdate())

    assertNotContains(as_bryony.get("/settings/"), "No reminders until")


def test_mail_about_replies_may_be_stopped(bryony: User, as_bryony: Client) -> None:
    as_bryony.post("/settings/mail/", {"has_share_mail": ""})

    bryony.refresh_from_db()
    assert (bryony.has_reply_mail, bryony.has_share_mail) == (False, True)


def test_who_facilitates_is_asked_about_both_kinds(
    autumn: Cohort, rosalind: User, as_rosalind: Client, as_bryony: Client
) -> None:
    assertContains(as_rosalind.get("/settings/"), 'name="has_share_mail"', count=1)
    assertNotContains(as_bryony.get("/settings/"), "has_share_mail")

    as_rosalind.post("/settings/facilitators-mail/", {"has_reply_mail": "on"})

    rosalind.refresh_from_db()
    assert (rosalind.has_reply_mail, rosalind.has_share_mail) == (True, False)


def test_a_part_that_does_not_exist_is_not_found(as_bryony: Client) -> None:
    assert as_bryony.post("/settings/is_staff/").status_code == 404


def test_nothing_is_saved_by_asking(as_bryony: Client) -> None:
    assert as_bryony.get("/settings/reading/").status_code == 405
    assert as_bryony.post("/settings/").status_code == 405


def test_settings_are_for_people_who_signed_in(client: Client, db: None) -> None:
    assert client.get("/settings/").status_code == 302
    assert client.post("/settings/reading/", {"theme": "dark"}).status_code == 302
