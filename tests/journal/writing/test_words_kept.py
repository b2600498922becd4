"""Posts that come too late or from a session that has gone: no word of them is lost."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry, Revision
from partnership.people.models import User
from tests.factories import make_entry
from tests.journal.writing.pressing import press


def test_a_late_post_keeps_both_texts_and_shows_them(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, "From the first window.", version=3)

    answer = press(as_bryony, entry.pk, "done", body="From the second.", base_version=2)

    page = as_bryony.get(answer.url)
    sides = page.context_data["comparison"]
    assert page.context_data["version"].kind == Revision.Kind.CONFLICT
    assert sides.is_side_by_side
    assert (sides.earlier.body, sides.later.body) == ("From the first window.", "From the second.")


def test_the_other_text_can_take_its_place_and_nothing_is_lost(
    as_bryony: Client, bryony: User
) -> None:
    entry = make_entry(bryony, "From the first window.", version=3)
    press(as_bryony, entry.pk, body="From the second.", base_version=2)

    as_bryony.post(reverse("writing:version-restore", args=[entry.pk, 1]))

    entry.refresh_from_db()
    assert (entry.body, entry.version) == ("From the second.", 4)
    kept = set(entry.revisions.values_list("body", flat=True))
    assert kept == {"From the first window.", "From the second."}


def test_both_texts_are_their_author_s_alone(
    as_bryony: Client, as_idris: Client, bryony: User
) -> None:
    entry = make_entry(bryony, version=3)
    url = press(as_bryony, entry.pk, body="Late.", base_version=2).url

    assert as_idris.get(url).status_code == 404
    assert as_bryony.post(url).status_code == 405


def carry_of(client: Client) -> tuple[uuid.UUID, str]:
    sheet = client.get("/write/").context_data["sheet"]
    return sheet.entry.pk, sheet.carry


def test_a_post_whose_session_has_gone_gets_its_words_back(
    as_bryony: Client, client: Client, bryony: User
) -> None:
    entry_id, carry = carry_of(as_bryony)
    sent = {"body": "Typed & safe.", "carry": carry, "key": "carried-over", "do": "done"}

    kept = press(client, entry_id, **sent)

    assert kept.status_code == 401
    assert "Your words are safe" in kept.content.decode()
    assert "Typed &amp; safe." in kept.content.decode()
    again = kept.context_data["fields"]
    assert press(as_bryony, entry_id, **again).url == reverse("writing:entry", args=[entry_id])
    assert Entry.objects.owned_by(bryony).get(pk=entry_id).body == "Typed & safe."


def test_carried_words_are_saved_by_their_writer_alone(
    as_bryony: Client, as_idris: Client, idris: User
) -> None:
    entry_id, carry = carry_of(as_bryony)

    kept = press(as_idris, entry_id, body="Bryony’s words.", carry=carry)

    assert kept.status_code == 409
    assert not Entry.objects.owned_by(idris).exists()


@pytest.mark.parametrize("carry", ["", "made up", "WyJhIl0:1:x"])
def test_words_from_a_form_that_is_not_ours_are_not_taken(
    client: Client, db: None, carry: str
) -> None:
    assert press(client, uuid.uuid4(), carry=carry).status_code == 404


def test_a_stale_token_gives_the_words_back_with_a_fresh_one(bryony: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bryony, backend="allauth.account.auth_backends.AuthenticationBackend")
    entry_id, carry = carry_of(client)

    kept = press(client, entry_id, body="Typed.", carry=carry)

    assert kept.status_code == 409
    assert "Typed." in kept.content.decode()
    token = kept.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = kept.context_data["fields"] | {"csrfmiddlewaretoken": token}
    assert press(client, entry_id, **again).status_code == 302
    assert Entry.objects.owned_by(bryony).get(pk=entry_id).body == "Typed."
