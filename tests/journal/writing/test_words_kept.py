"""Posts that come too late: no word of them is lost. Of sessions that have gone, see
people/test_carried.py."""

from __future__ import annotations

import uuid

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Entry, ErasedEntry, Revision
from partnership.people.models import User
from tests.factories import make_entry, make_partnership
from tests.forms import form_at, form_on
from tests.journal.writing.pressing import press
from tests.journal.writing.test_draft_save import save


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


def test_what_was_deleted_meanwhile_is_not_saved_and_its_words_come_back(
    as_bryony: Client, bryony: User
) -> None:
    entry = make_entry(bryony, version=1, binned_at=timezone.now())

    page = press(as_bryony, entry.pk, "done", body="Typed & safe.", base_version=1)

    assert page.status_code == 409
    assert "This entry is in your bin." in page.text
    form = form_on(page, "body")
    assert form.fields["body"] == ["Typed & safe."]
    Entry.objects.owned_by(bryony).update(binned_at=None)
    assert form.post(as_bryony).url == entry.get_absolute_url()


def test_what_was_erased_meanwhile_stays_so_and_its_words_come_back(
    as_bryony: Client, bryony: User
) -> None:
    entry_id = uuid.uuid4()
    ErasedEntry.objects.remember([entry_id], at=timezone.now())

    page = press(as_bryony, entry_id, body="Typed in a window that was left open.")

    assert page.status_code == 409
    assert "left open." in page.text
    assert not Entry.objects.owned_by(bryony).exists()


def test_a_page_that_was_gone_back_to_saves_what_was_added(as_bryony: Client, bryony: User) -> None:
    """It has the key of the save before. That is answered by its receipt, and these are words."""
    form = form_at(as_bryony, "/write/", "body")
    form.post(as_bryony, "save", body="First.")

    for _ in range(2):
        assert form.post(as_bryony, "save", body="First. And more.").status_code == 302

    entry = Entry.objects.owned_by(bryony).get()
    assert (entry.body, entry.version) == ("First. And more.", 2)
    assert [one.body for one in entry.revisions.all()] == ["First."]


def test_what_was_added_there_is_kept_beside_what_another_window_wrote(
    as_bryony: Client, bryony: User
) -> None:
    form = form_at(as_bryony, "/write/", "body")
    form.post(as_bryony, "save", body="First.")
    entry = Entry.objects.owned_by(bryony).get()
    save(as_bryony, entry.pk, body="From another window.", base_version=1)

    for words in ("First. And more.", "First. And something else."):
        for _ in range(2):
            form.post(as_bryony, "save", body=words)

    entry.refresh_from_db()
    assert entry.body == "From another window."
    kept = [one.body for one in entry.revisions.order_by("number")]
    assert kept == ["First. And more.", "First. And something else."]


def test_a_tick_that_was_changed_there_is_saved(as_bryony: Client, bryony: User) -> None:
    link = make_partnership(bryony)
    form = form_at(as_bryony, "/write/", "body")
    form.post(as_bryony, "save", body="First.")

    form.post(as_bryony, "save", body="First.", partnerships=str(link.pk))

    assert list(Entry.objects.owned_by(bryony).get().partnerships.all()) == [link]
