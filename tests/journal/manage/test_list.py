"""Inviting from a list: looked through first, mended in place, and safe to repeat."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.cohorts.tables import MOST_BYTES
from journal.models import Cohort, Invitation, Notice
from partnership.record.models import Change

URL = "/manage/people/list/"
LIST = "Name,Email\nAnn,a@example.org\nBen,b@example\nBryony,bryony@example.org\n"


def paste(client: Client, text: str, cohort: Cohort | None, **more: str) -> Any:
    key = cohort.key if cohort else ""
    return client.post(URL, {"pasted": text, "cohort": key, "role": "leader", **more})


def upload(client: Client, data: bytes, cohort: Cohort) -> Any:
    file = SimpleUploadedFile("people.csv", data, content_type="text/csv")
    return client.post(URL, {"file": file, "cohort": cohort.key, "role": "leader"})


def press(client: Client, page: Any, do: str, **mended: str) -> Any:
    """A button of the page that checks, with what its boxes hold or what is typed into them."""
    boxes = {box.name: box.value for row in page.context["wrong"] for box in row.boxes}
    typed = {name.replace("_", "-"): value for name, value in mended.items()}
    data = {"rows": page.context["rows"], "do": do, **boxes, **typed}
    return client.post(URL, data, follow=True)


def test_looking_writes_nothing_and_says_what_is_wrong_beside_each_row(
    as_sam: Client, autumn: Cohort
) -> None:
    answer = paste(as_sam, LIST, autumn)

    assertContains(answer, "1 can be invited. 1 needs another look. 1 is in or invited already.")
    assertContains(answer, "This is not a whole email address.")
    assertContains(answer, 'value="b@example"')
    assertContains(answer, "Leader in Autumn")
    assert not Invitation.objects.exists()
    assert not Change.objects.exists()


def test_right_rows_are_invited_alone_and_the_others_stay(as_sam: Client, autumn: Cohort) -> None:
    page = paste(as_sam, LIST, autumn)

    answer = press(as_sam, page, "invite", email_3="ben@example.org")

    assertContains(answer, "1 person is invited.")
    assert [one.email for one in Invitation.objects.all()] == ["a@example.org"]
    assertContains(answer, "Ben, ben@example.org")  # what was typed is right now, and not sent yet
    assert Change.objects.get().words == "invited Ann (a@example.org) to Autumn as a leader"


def test_a_row_is_mended_in_place(as_sam: Client, autumn: Cohort) -> None:
    page = paste(as_sam, LIST, autumn)

    looked = press(as_sam, page, "look", email_3="ben@example.org")
    assert not Invitation.objects.exists()
    answer = press(as_sam, looked, "invite")

    assertRedirects(answer, "/manage/invitations/")
    emails = Invitation.objects.order_by("email").values_list("email", "name")
    assert list(emails) == [("a@example.org", "Ann"), ("ben@example.org", "Ben")]
    assert Notice.objects.count() == 2


def test_a_role_and_a_cohort_are_chosen_from_those_there_are(
    as_sam: Client, autumn: Cohort, elsewhere: Cohort
) -> None:
    page = paste(as_sam, "email,role,cohort\na@example.org,head,Winter\n", None)
    assertContains(page, "There is no open cohort of this name.")

    answer = press(as_sam, page, "look", role_2="facilitator", cohort_2=elsewhere.key)

    assertContains(answer, "Facilitator in Elsewhere")


def test_the_same_list_twice_changes_nothing_and_says_so(as_sam: Client, autumn: Cohort) -> None:
    text = "a@example.org\nbryony@example.org\n"
    page = paste(as_sam, text, autumn)
    press(as_sam, page, "invite")
    before = [Invitation.objects.count(), Notice.objects.count(), Change.objects.count()]

    again = paste(as_sam, text, autumn)
    pressed_twice = press(as_sam, page, "invite")

    assertContains(again, "Nothing to do: everyone on this list is in their cohort or invited")
    assertNotContains(again, 'value="invite"')
    assert pressed_twice.status_code == 200
    after = [Invitation.objects.count(), Notice.objects.count(), Change.objects.count()]
    assert after == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_its_spreadsheet_saved_it(
    as_sam: Client, autumn: Cohort, encoding: str
) -> None:
    page = upload(as_sam, "Email;Name\r\nzoe@example.org;Zoë\r\n".encode(encoding), autumn)

    press(as_sam, page, "invite")

    assert Invitation.objects.get().name == "Zoë"


def test_how_it_was_read_is_said(as_sam: Client, autumn: Cohort) -> None:
    guessed = paste(as_sam, "Ann,a@example.org,leader", autumn)
    left_out = paste(as_sam, "Email,School\na@example.org,x", autumn)

    assertContains(guessed, "the name in column 1, the address in column 2 and the role in column")
    assertContains(left_out, "Not read: School.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "There is nobody in it."),
        (b"PK\x03\x04...", "choose Save as and then CSV UTF-8."),
        (b"a" * (MOST_BYTES + 1), "larger than 256 KB"),
        (b"a@example.org\n" * 600, "There are more than 500 rows."),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(
    as_sam: Client, autumn: Cohort, data: bytes, says: str
) -> None:
    answer = upload(as_sam, data, autumn)

    assertContains(answer, says)
    assertContains(answer, "<title>Error: ")
    assert not Invitation.objects.exists()


def test_one_of_the_two_is_enough_and_both_are_too_much(as_sam: Client, autumn: Cohort) -> None:
    file = SimpleUploadedFile("people.csv", b"a@example.org")

    both = as_sam.post(URL, {"pasted": "b@example.org", "file": file, "role": "leader"})

    assertContains(both, "Paste a list or choose a file: one of the two.")
    assertContains(paste(as_sam, " ", autumn), "There is nobody in it.")


def test_five_hundred_are_looked_through_and_a_hundred_mended_at_a_time(
    as_sam: Client, autumn: Cohort, django_assert_max_num_queries: Any
) -> None:
    text = "".join(
        f"{'x' if n % 2 else ''}{n}{'' if n % 2 else '@example.org'}\n" for n in range(500)
    )

    with django_assert_max_num_queries(16):
        page = paste(as_sam, text, autumn)
        again = press(as_sam, page, "look")

    assertContains(again, "250 can be invited. 250 need another look.")
    assert len(again.context["wrong"]) == 100
    assertContains(again, "The other 150 come when these are right.")


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "[",
        "[1]",
        "[[1,2,3,4,5]]",
        '[["1","a","b","c","d"]]',
        "[" * 100_000,
        json.dumps([[1] * 9]),
    ],
)
def test_what_the_page_did_not_send_is_refused(as_sam: Client, rows: str) -> None:
    answer = as_sam.post(URL, {"rows": rows, "do": "invite"}, follow=True)

    assertContains(answer, "The list did not come back whole.")
    assert not Invitation.objects.exists()


def test_what_a_list_holds_is_text(as_sam: Client, autumn: Cohort) -> None:
    answer = paste(as_sam, 'email,name\nx,"<script>alert(1)</script>"', autumn)

    assertNotContains(answer, "<script>alert")


def test_it_is_for_admins(as_rosalind: Client, autumn: Cohort) -> None:
    assert as_rosalind.get(URL).status_code == 404
    assert paste(as_rosalind, LIST, autumn).status_code == 404
