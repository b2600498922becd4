"""A reply saved as one writes: each answer it can give, and what is stored after each."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from journal.models import Cohort, Membership, ReplyDraft, SharedCopy
from journal.threads.carrying import carry
from journal.threads.drafts import draft_id
from journal.threads.forms import text_name
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_reply, share

from .saving import draft_of, save, send


@pytest.fixture
def copy(bryony: User, autumn: Cohort) -> SharedCopy:
    return share(make_entry(bryony, "One.\n\nTwo."), autumn)


def conflicts_of(person: User) -> list[str]:
    return [save.body for save in draft_of(person).saves.conflicts()]


def test_the_first_save_begins_a_draft(
    as_rosalind: Client, rosalind: User, bryony: User, copy: SharedCopy
) -> None:
    answer = save(as_rosalind, copy, passage="0-4", text=text_name(copy))

    draft = draft_of(rosalind)
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert answer.json()["saved_at"] == draft.edited_at.isoformat()[:23] + "Z"
    assert (draft.copy, draft.to, draft.body, draft.version) == (copy, bryony, "Why?", 1)
    assert (draft.start, draft.end) == (0, 4)


def test_each_save_raises_the_version_by_one(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    for version in range(3):
        answer = save(as_rosalind, copy, body=f"{version}", base_version=version)

    assert answer.json()["version"] == draft_of(rosalind).version == 3
    assert draft_of(rosalind).body == "2"


def test_a_late_save_is_kept_beside_the_first(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, body="From the first window.")

    answer = save(as_rosalind, copy, body="From the second.")

    draft = draft_of(rosalind)
    assert answer.status_code == 409
    assert answer.json() == {
        "version": 1,
        "edited_at": draft.edited_at.isoformat()[:23] + "Z",
        "both_url": f"/thread/drafts/{draft.pk}/both/",
    }
    assert draft.body == "From the first window."
    assert conflicts_of(rosalind) == ["From the second."]


def test_the_same_text_in_two_windows_is_no_conflict(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy)

    answer = save(as_rosalind, copy)

    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert conflicts_of(rosalind) == []


@pytest.mark.parametrize("base_version", [0, 1, 2])
def test_the_same_key_is_answered_alike_and_written_once(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, base_version: int
) -> None:
    save(as_rosalind, copy, body="Before.")
    sent = {"body": "After.", "base_version": base_version, "key": "the-same-key"}

    first = save(as_rosalind, copy, **sent)
    again = save(as_rosalind, copy, **sent)

    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert draft_of(rosalind).version == (2 if base_version == 1 else 1)
    assert len(conflicts_of(rosalind)) == (0 if base_version == 1 else 1)


def test_other_words_under_the_same_key_are_kept_beside_the_first(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    """From a page that was gone back to: an answer that they are saved would be untrue."""
    sent = {"base_version": 0, "key": "the-same-key"}
    save(as_rosalind, copy, body="Why?", **sent)

    for _ in range(2):
        assert save(as_rosalind, copy, body="Why? And what then?", **sent).status_code == 409

    assert draft_of(rosalind).body == "Why?"
    assert conflicts_of(rosalind) == ["Why? And what then?"]


def test_what_comes_late_after_it_was_sent_is_not_begun_again(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    make_reply(copy, rosalind, body="Why?")

    answer = save(as_rosalind, copy, base_version=4)

    assert (answer.status_code, answer.json()["version"]) == (200, 0)
    assert not ReplyDraft.objects.owned_by(rosalind).exists()


def test_other_words_after_it_was_sent_begin_a_new_draft(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    make_reply(copy, rosalind, body="Why?")

    answer = save(as_rosalind, copy, body="And then?", base_version=4)

    assert answer.json()["version"] == 1
    assert draft_of(rosalind).body == "And then?"


def test_the_author_has_a_draft_of_their_own(
    as_bryony: Client, as_rosalind: Client, bryony: User, rosalind: User, copy: SharedCopy
) -> None:
    save(as_bryony, copy, body="Because.")
    save(as_rosalind, copy)

    assert draft_of(bryony).body == "Because."
    assert draft_of(rosalind).body == "Why?"


def test_a_peer_may_read_and_not_write_under_it(
    as_idris: Client, idris: User, bryony: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn, "cohort")

    assert save(as_idris, copy).status_code == 403
    assert not ReplyDraft.objects.owned_by(idris).exists()


@pytest.mark.parametrize("stranger", ["idris", "saoirse", "devinder", "sam"])
def test_who_may_not_read_it_is_told_that_it_is_not_there(
    request: pytest.FixtureRequest, copy: SharedCopy, elsewhere: Cohort, stranger: str
) -> None:
    person = request.getfixturevalue(stranger)

    assert save(signed_in(person), copy).status_code == 404
    assert not ReplyDraft.objects.owned_by(person).exists()


def test_a_copy_that_never_was_is_not_there(as_rosalind: Client, copy: SharedCopy) -> None:
    sent = {"body": "x", "base_version": 0, "key": "a-key-of-its-own"}

    assert send(as_rosalind, uuid.uuid4(), json.dumps(sent)).status_code == 404


@pytest.mark.parametrize("has_draft", [True, False])
def test_what_is_sent_after_it_was_withdrawn_is_kept_all_the_same(
    as_rosalind: Client, rosalind: User, bryony: User, copy: SharedCopy, has_draft: bool
) -> None:
    token = carry(rosalind, copy)
    if has_draft:
        save(as_rosalind, copy, body="Begun.")
    copy_id = copy.pk
    copy.delete()
    copy.pk = copy_id

    answer = save(as_rosalind, copy, body="Went on.", base_version=int(has_draft), carry=token)

    draft = draft_of(rosalind)
    assert answer.status_code == 410
    assert "Bryony is no longer sharing this" in answer.json()["error"]
    assert answer.json()["see_url"] == f"/review/kept/{draft.pk}/"
    assert answer.json()["version"] == draft.version == 1 + has_draft
    assert (draft.copy, draft.to, draft.body) == (None, bryony, "Went on.")


def test_who_facilitates_no_more_keeps_their_words_and_sees_nothing(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    token = carry(rosalind, copy)
    Membership.objects.filter(person=rosalind).delete()

    answer = save(as_rosalind, copy, carry=token)

    assert answer.status_code == 410
    assert draft_of(rosalind).body == "Why?"
    assert draft_of(rosalind).copy is None


@pytest.mark.parametrize("whose", ["nobody's", "another's", "another copy's"])
def test_a_token_is_for_one_person_and_one_copy(
    as_rosalind: Client, rosalind: User, bryony: User, autumn: Cohort, whose: str
) -> None:
    copy, other = share(make_entry(bryony), autumn), share(make_entry(bryony), autumn)
    tokens = {
        "nobody's": "not a token",
        "another's": carry(bryony, copy),
        "another copy's": carry(rosalind, other),
    }
    copy_id = copy.pk
    copy.delete()
    copy.pk = copy_id

    assert save(as_rosalind, copy, carry=tokens[whose]).status_code == 404
    assert not ReplyDraft.objects.owned_by(rosalind).exists()


def test_a_draft_points_at_no_words_of_a_text_that_has_changed(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, passage="0-4", text="2026-01-01T00:00:00+00:00")

    assert (draft_of(rosalind).start, draft_of(rosalind).end) == (None, None)


def test_signed_out_is_401_in_json(client: Client, copy: SharedCopy) -> None:
    answer = save(client, copy)

    assert answer.status_code == 401
    assert answer.json() == {"error": "You’ve been signed out. Your words are still here."}


def test_someone_else_signed_in_is_401_and_saves_nothing(
    as_rosalind: Client, rosalind: User, bryony: User, copy: SharedCopy
) -> None:
    assert save(as_rosalind, copy, author=str(bryony.pk)).status_code == 401
    assert not ReplyDraft.objects.owned_by(rosalind).exists()


def test_too_much_to_read_is_413(as_rosalind: Client, copy: SharedCopy) -> None:
    assert save(as_rosalind, copy, body="a" * 1024 * 1024).status_code == 413


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"body": "a" * 100_001}, "100,001 characters long and the most is 100,000"),
        ({"body": "a\x00b"}, "NUL"),
        ({"body": "a\ud83d"}, "half a character"),
        ({"body": None}, "words were not sent"),
        ({"base_version": -1}, "which version"),
        ({"base_version": None}, "which version"),
        ({"base_version": 2**31}, "which version"),
        ({"key": "short"}, "no proper key"),
        ({"key": "no spaces in"}, "no proper key"),
    ],
)
def test_what_cannot_be_kept_is_422_and_says_what_to_do(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, changes: dict[str, Any], says: str
) -> None:
    answer = save(as_rosalind, copy, **changes)

    assert answer.status_code == 422
    assert says in answer.json()["error"]
    assert not ReplyDraft.objects.owned_by(rosalind).exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "3", b"\xff\xfe{", "[" * 100_000])
def test_what_cannot_be_read_is_422(
    as_rosalind: Client, copy: SharedCopy, body: str | bytes
) -> None:
    assert send(as_rosalind, copy.pk, body).status_code == 422


def test_only_post_saves(as_rosalind: Client, copy: SharedCopy) -> None:
    url = reverse("threads:draft-save", args=[copy.pk])

    assert as_rosalind.get(url).status_code == 405


def test_a_save_takes_seven_statements(
    as_rosalind: Client, copy: SharedCopy, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    save(as_rosalind, copy)

    with django_assert_num_queries(7):  # session, person, copy, begin, text, receipt, commit
        save(as_rosalind, copy, base_version=1)


# Two windows


def test_both_texts_are_shown_and_either_can_be_gone_on_with(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, body="The first.")
    save(as_rosalind, copy, body="The second.")
    url = reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    page = as_rosalind.get(url).content.decode()
    other = draft_of(rosalind).saves.conflicts().get()

    as_rosalind.post(url, {"other": other.pk, "do": "use"})

    only_here = '<span class="visually-hidden">(only here: </span>'
    assert f"The <mark>{only_here}first" in page
    assert f"The <mark>{only_here}second" in page
    assert (draft_of(rosalind).body, draft_of(rosalind).version) == ("The second.", 2)
    assert conflicts_of(rosalind) == ["The first."]


def test_both_can_be_kept_one_below_the_other(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, body="We agree.\n\nThe first.", note="Ask.")
    save(as_rosalind, copy, body="We agree.\n\nThe second.", note="Ask her.")
    url = reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    page = as_rosalind.get(url).content.decode()
    other = draft_of(rosalind).saves.conflicts().get()

    answer = as_rosalind.post(url, {"other": other.pk, "do": "both"})

    only_here = '<span class="visually-hidden">(only here: </span>'
    assert f"{only_here}first" in page
    assert f"{only_here}second" in page
    draft = draft_of(rosalind)
    assert draft.body == "We agree.\n\nThe first.\n\n* * *\n\nWe agree.\n\nThe second."
    assert (draft.note, draft.version) == ("Ask.\n\n* * *\n\nAsk her.", 2)
    assert answer.url == copy.get_absolute_url()
    assert as_rosalind.post(url, {"other": other.pk, "do": "both"}).status_code == 404


def test_both_that_are_too_long_together_stay_as_they_are(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, body="a" * 60_000)
    save(as_rosalind, copy, body="b" * 60_000)
    url = reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    other = draft_of(rosalind).saves.conflicts().get()

    page = as_rosalind.post(url, {"other": other.pk, "do": "both"}, follow=True)

    assert "the most is 100,000" in page.content.decode()
    assert draft_of(rosalind).body == "a" * 60_000
    assert conflicts_of(rosalind) == ["b" * 60_000]


def test_what_was_deleted_does_not_come_back_with_a_late_request(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy, body="The first.")
    late = {"body": "The second.", "key": "one-edit-of-it"}
    save(as_rosalind, copy, **late)
    url = reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    other = draft_of(rosalind).saves.conflicts().get()
    as_rosalind.post(url, {"other": other.pk, "do": "drop"})

    save(as_rosalind, copy, **late)

    assert conflicts_of(rosalind) == []


def test_one_of_them_can_be_deleted(as_rosalind: Client, rosalind: User, copy: SharedCopy) -> None:
    save(as_rosalind, copy, body="The first.")
    save(as_rosalind, copy, body="The second.")
    url = reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])
    other = draft_of(rosalind).saves.conflicts().get()

    answer = as_rosalind.post(url, {"other": other.pk, "do": "drop"})

    assert answer.url == copy.get_absolute_url()
    assert conflicts_of(rosalind) == []
    assert as_rosalind.post(url, {"other": "x"}).status_code == 404


def test_another_s_draft_is_not_there(
    as_rosalind: Client, as_bryony: Client, rosalind: User, copy: SharedCopy
) -> None:
    save(as_rosalind, copy)
    url = reverse("threads:draft-both", args=[draft_id(rosalind, copy.pk)])

    assert as_bryony.get(url).status_code == 404
