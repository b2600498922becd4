"""Looking again through a lens: offered on what is Done, and an entry of its own if it is taken."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Entry, Module
from journal.writing.ways import lenses_for
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_module, make_question

from .pressing import press

LENSES = [
    {"key": "lens_self", "name": "Your own story", "prompt": "What in your past?"},
    {"key": "lens_pupils", "name": "Pupils and families", "prompt": "How would a pupil tell it?"},
]
OFFER = "Look again through another lens"


@pytest.fixture
def done(bryony: User) -> Entry:
    question = make_question(make_module(lenses=LENSES), title="Whom it serves")
    return make_entry(bryony, question=question)


def lens_list(entry: Entry) -> str:
    return reverse("writing:lens-list", args=[entry.pk])


def look(entry: Entry, lens: str = "lens_pupils") -> str:
    return reverse("writing:look-again", args=[entry.pk, lens])


def second_look_at(done: Entry) -> str:
    return f'A second look at <a href="{done.get_absolute_url()}">Whom it serves</a>'


def looked(client: Client, done: Entry, do: str = "done", **fields: object) -> uuid.UUID:
    entry_id = uuid.uuid4()
    press(client, entry_id, do, **{"looks_at": done.pk, "title": "Pupils and families", **fields})
    return entry_id


def test_it_is_offered_on_what_is_done_and_nowhere_else(
    as_bryony: Client, bryony: User, done: Entry
) -> None:
    draft = make_entry(bryony, question=done.question, done_at=None)

    assertContains(as_bryony.get(done.get_absolute_url()), OFFER)
    assertNotContains(as_bryony.get(draft.get_absolute_url()), OFFER)
    assert as_bryony.get(lens_list(draft)).status_code == 404


def test_where_no_module_has_lenses_nothing_is_offered(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony, question=make_question())

    assertNotContains(as_bryony.get(entry.get_absolute_url()), OFFER)
    assertContains(as_bryony.get(lens_list(entry)), "No lenses are offered here.")


def test_each_lens_leads_to_a_sheet_with_its_prompt(as_bryony: Client, done: Entry) -> None:
    page = as_bryony.get(lens_list(done))

    for lens in LENSES:
        assertContains(page, lens["prompt"])
        assertContains(page, look(done, lens["key"]))
    sheet = as_bryony.get(look(done))
    assertContains(sheet, "How would a pupil tell it?")
    assertContains(sheet, "Pupils and families")
    assertContains(
        sheet, f'A second look at <a href="{done.get_absolute_url()}">Whom it serves</a>'
    )
    assertContains(sheet, f'href="{lens_list(done)}">Back to the lenses</a>')
    assertNotContains(sheet, done.body)  # one writes first
    assertNotContains(sheet, "Write it in")


def test_opening_one_stores_nothing(as_bryony: Client, bryony: User, done: Entry) -> None:
    as_bryony.get(look(done))

    assert Entry.objects.owned_by(bryony).get() == done


def test_what_is_written_is_an_entry_of_its_own_that_goes_back_to_the_first(
    as_bryony: Client, bryony: User, done: Entry
) -> None:
    second = Entry.objects.owned_by(bryony).get(pk=looked(as_bryony, done, body="As she saw it."))

    assert (second.revisits, second.question, second.follow_up) == (done, None, "")
    assert (second.title, second.body) == ("Pupils and families", "As she saw it.")
    done.refresh_from_db()
    assert done.version == 1
    page = as_bryony.get(second.get_absolute_url())
    assertContains(page, "How would a pupil tell it?")
    assertContains(page, second_look_at(done))
    assertContains(as_bryony.get(lens_list(done)), f'href="{second.get_absolute_url()}"')


def test_a_script_saves_it_as_the_same(as_bryony: Client, bryony: User, done: Entry) -> None:
    entry_id = uuid.uuid4()
    sent = {"title": "Pupils and families", "body": "As she", "question": "", "key": "12345678"}
    sent |= {"base_version": 0, "looks_at": str(done.pk)}

    address = reverse("writing:draft-save", args=[entry_id])
    answer = as_bryony.post(address, json.dumps(sent), content_type="application/json")

    assert answer.status_code == 200
    assert Entry.objects.owned_by(bryony).get(pk=entry_id).revisits == done
    form = as_bryony.get(look(done)).content.decode()
    assert 'data-carries="question looks_at"' in form


def test_a_draft_of_it_is_gone_on_with_under_its_prompt(
    as_bryony: Client, bryony: User, done: Entry
) -> None:
    begun = looked(as_bryony, done, "save", body="As she")

    for address in (look(done), reverse("writing:entry-edit", args=[begun])):
        page = as_bryony.get(address)
        assert page.context_data["entry"].pk == begun
        assertContains(page, "How would a pupil tell it?")
    assert as_bryony.get(look(done, "lens_self")).context_data["entry"].pk != begun


@pytest.mark.parametrize("do", ["done", "save"])
def test_an_empty_one_is_not_kept(as_bryony: Client, bryony: User, done: Entry, do: str) -> None:
    sent = {"looks_at": done.pk, "title": "Pupils and families", "body": ""}

    answer = press(as_bryony, uuid.uuid4(), do, **sent)

    if do == "done":
        assertContains(answer, "How would a pupil tell it?", status_code=422)
    else:
        assertRedirects(answer, reverse("writing:home"))
    assert Entry.objects.owned_by(bryony).get() == done


def test_on_the_way_to_add_a_partnership_it_is_not_lost_sight_of(
    as_bryony: Client, done: Entry
) -> None:
    answer = press(as_bryony, uuid.uuid4(), "partnership", body="", looks_at=done.pk)

    assert answer.url.endswith(f"?next={lens_list(done).replace('/', '%2F')}")


def test_a_lens_that_left_the_module_leaves_the_words(
    as_bryony: Client, bryony: User, done: Entry
) -> None:
    second = looked(as_bryony, done, body="As she saw it.")
    Module.objects.update(lenses=[])

    page = as_bryony.get(reverse("writing:entry", args=[second]))

    assertContains(page, "As she saw it.")
    assertContains(page, "A second look at")
    assertNotContains(page, "How would a pupil")
    assert as_bryony.get(look(done)).status_code == 404
    assertContains(as_bryony.get(reverse("writing:entry-edit", args=[second])), 'id="title"')


def test_of_what_is_in_the_bin_nothing_is_said(
    as_bryony: Client, bryony: User, done: Entry
) -> None:
    second = looked(as_bryony, done, body="As she saw it.")
    Entry.objects.owned_by(bryony).filter(pk=done.pk).update(binned_at=timezone.now())

    assertNotContains(as_bryony.get(reverse("writing:entry", args=[second])), "A second look")
    assert as_bryony.get(lens_list(done)).status_code == 404


def test_nobody_looks_at_anothers(
    as_idris: Client, idris: User, as_rosalind: Client, done: Entry
) -> None:
    for client in (as_idris, as_rosalind):
        assert client.get(lens_list(done)).status_code == 404
        assert client.get(look(done)).status_code == 404
    second = looked(as_idris, done, body="Mine.")

    assert Entry.objects.owned_by(idris).get(pk=second).revisits is None


def test_a_free_entry_has_the_lenses_of_the_module_that_is_taken(bryony: User) -> None:
    make_module("another", title="A", lenses=LENSES[1:])
    taken = make_module("taken", title="B", lenses=LENSES)
    assert [lens.key for lens in lenses_for(bryony, None)] == ["lens_pupils"]

    make_cohort(leaders=(bryony,), module=taken)

    assert [lens.key for lens in lenses_for(bryony, None)] == ["lens_self", "lens_pupils"]


def test_reading_any_other_entry_costs_no_query_for_it(
    as_bryony: Client, done: Entry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Entry.objects.owned_by(done.author).update(edited_at=timezone.now() - timedelta(days=90))
    as_bryony.get(done.get_absolute_url())

    with django_assert_num_queries(7):
        as_bryony.get(done.get_absolute_url())
