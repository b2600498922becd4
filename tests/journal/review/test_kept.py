"""What was begun about a text that is no longer shared, and what was begun and not sent."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Cohort, ReplyDraft, SharedCopy
from journal.threads.carrying import About
from journal.threads.drafts import ReplySave, draft_id, save_reply
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_question, share

LIST = reverse("review:kept-list")


@pytest.fixture
def copy(bryony: User, rosalind: User, autumn: Cohort) -> SharedCopy:
    """With a reply begun and a note about it."""
    question = make_question(title="What holds?")
    given = share(make_entry(bryony, "What was given.", question=question), autumn)
    begin(rosalind, given)
    return given


def begin(person: User, copy: SharedCopy) -> None:
    about = About.of(copy)
    words = {"body": "Half a", "note": "Ask her.", "base_version": 0, "key": "a-key-of"}
    save_reply(ReplySave(writer=person, about=about, is_open=True, **words))


def test_what_is_begun_and_not_sent_leads_back_to_its_text(
    as_rosalind: Client, copy: SharedCopy
) -> None:
    page = as_rosalind.get(LIST).content.decode()

    assert "Not sent yet" in page
    assert copy.get_absolute_url() in page
    assert "Ask her." not in page


def test_once_it_is_withdrawn_one_s_own_words_stay_and_none_of_the_author_s(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    kept_url = reverse("review:kept", args=[draft_id(rosalind, copy.pk)])
    gone_url = copy.get_absolute_url()
    copy.delete()

    page = as_rosalind.get(LIST).content.decode()

    assert "No longer shared with you" in page
    for words in ("Half a", "Ask her.", "Bryony Fennimarsh", "What holds?"):
        assert words in page
    assert "What was given." not in page
    assert gone_url not in page
    assert "Half a" in as_rosalind.get(kept_url).content.decode()


def test_they_are_deleted_for_good(as_rosalind: Client, rosalind: User, copy: SharedCopy) -> None:
    kept_id = draft_id(rosalind, copy.pk)
    copy.delete()

    as_rosalind.post(reverse("review:kept-delete", args=[kept_id]))

    assert not ReplyDraft.objects.owned_by(rosalind).exists()
    assert "Nothing is begun" in as_rosalind.get(LIST).content.decode()


def test_a_note_about_what_is_still_shared_stays_when_the_reply_is_deleted(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    as_rosalind.post(reverse("review:kept-delete", args=[draft_id(rosalind, copy.pk)]))

    assert "Half a" not in as_rosalind.get(LIST).content.decode()
    page = as_rosalind.get(copy.get_absolute_url()).content.decode()
    assert "Ask her." in page
    assert "Half a" not in page


def test_a_note_alone_is_kept_when_its_text_is_gone(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    ReplyDraft.objects.owned_by(rosalind).update(body="")
    copy.delete()

    page = as_rosalind.get(LIST).content.decode()

    assert "<strong>Note to yourself</strong> about Bryony Fennimarsh" in page
    assert "Ask her." in page


@pytest.mark.parametrize("stranger", ["bryony", "idris", "devinder", "sam"])
def test_nobody_else_finds_them(
    request: pytest.FixtureRequest, rosalind: User, copy: SharedCopy, stranger: str
) -> None:
    client = signed_in(request.getfixturevalue(stranger))
    kept_id = draft_id(rosalind, copy.pk)

    assert "Half a" not in client.get(LIST).content.decode()
    assert client.get(reverse("review:kept", args=[kept_id])).status_code == 404
    assert client.post(reverse("review:kept-delete", args=[kept_id])).status_code == 404
    assert client.get(reverse("review:kept-delete", args=[kept_id])).status_code == 405
    assert ReplyDraft.objects.owned_by(rosalind).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    as_rosalind: Client,
    rosalind: User,
    bryony: User,
    autumn: Cohort,
    rows: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for _ in range(rows):
        begin(rosalind, share(make_entry(bryony), autumn))

    with django_assert_num_queries(6):  # session, person, open copies, drafts, saves, desks
        as_rosalind.get(LIST)
