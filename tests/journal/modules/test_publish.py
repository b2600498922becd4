"""Editing a question and publishing it: what an admin does most, from the list to the leader."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from journal.models import Module, Question
from partnership.people.models import User
from partnership.record.models import Change
from tests.conftest import signed_in
from tests.factories import make_cohort, make_entry, share

from .desk import KEY, edit, publish, state_of

pytestmark = pytest.mark.django_db


def test_a_small_fix_is_the_same_question(
    as_sam: Client, shipped: Module, bryony: User, as_bryony: Client
) -> None:
    question = Question.objects.get(key="pr_why")
    entry = make_entry(bryony, question=question)
    before = question.parts[0]
    edit(as_sam, "pr_why", body="Why does partnership matter, as you see it?")
    assertNotContains(as_bryony.get("/modules/partnership_working/"), "Why does partnership matter")

    answer = publish(as_sam, pr_why="fix")

    assertRedirects(answer, reverse("modules:module", args=[KEY]))
    assertContains(as_bryony.get("/modules/partnership_working/"), "Why does partnership matter")
    question.refresh_from_db()
    assert question.parts == ["Why does partnership matter, as you see it?"]
    assert [one["parts"] for one in question.earlier_wordings] == [[before]]
    entry.refresh_from_db()
    assert entry.question == question
    line = Change.objects.newest_first()[0]
    assert line.words == f"published the module {shipped.title}: 1 question changed"


def test_a_new_question_leaves_the_old_one_with_its_answers_and_its_words(
    as_sam: Client, shipped: Module, bryony: User
) -> None:
    question = Question.objects.get(key="pr_why")
    entry = make_entry(bryony, question=question)
    words = question.parts
    edit(as_sam, "pr_why", title="Another matter", body="What else?")

    publish(as_sam, pr_why="new")

    question.refresh_from_db()
    entry.refresh_from_db()
    other = Question.objects.get(key="another_matter")
    assert entry.question == question
    assert (question.is_retired, question.parts, question.earlier_wordings) == (True, words, [])
    assert (other.is_retired, other.parts, other.position) == (False, ["What else?"], 1)
    assert other.suggested_tags == question.suggested_tags


def test_the_wording_that_was_answered_can_be_read_after_a_small_fix(
    as_sam: Client, shipped: Module, bryony: User, idris: User, rosalind: User, as_bryony: Client
) -> None:
    cohort = make_cohort(leaders=(bryony, idris), facilitators=(rosalind,), module=shipped)
    question = Question.objects.get(key="pr_why")
    before = question.parts[0]
    entry = make_entry(bryony, question=question)
    copy = share(entry, cohort, "cohort")
    for client, page in ((as_bryony, entry), (signed_in(rosalind), copy), (signed_in(idris), copy)):
        assertNotContains(client.get(page.get_absolute_url()), "The wording this was begun with")
    edit(as_sam, "pr_why", body="What matters?")

    publish(as_sam, pr_why="fix")

    for client, page in ((as_bryony, entry), (signed_in(rosalind), copy), (signed_in(idris), copy)):
        shown = client.get(page.get_absolute_url())
        assertContains(shown, "The wording this was begun with")
        assertContains(shown, escape(before))
        assertContains(shown, "What matters?")
    later = make_entry(bryony, question=Question.objects.get(key="pr_why"))
    assertNotContains(as_bryony.get(later.get_absolute_url()), "The wording this was begun with")


def test_it_is_asked_which_of_the_two_it_is(as_sam: Client, shipped: Module) -> None:
    edit(as_sam, "pr_why", body="What else?")

    answer = publish(as_sam)

    assertContains(answer, "Is this still the same question?", status_code=422)
    assert Question.objects.get(key="pr_why").parts != ["What else?"]


def test_what_was_published_here_is_left_alone_by_the_file(as_sam: Client, shipped: Module) -> None:
    edit(as_sam, "pr_why", body="What else?")
    publish(as_sam, pr_why="fix")

    call_command("load_content", verbosity=0)

    assert Question.objects.get(key="pr_why").parts == ["What else?"]


def test_publishing_what_somebody_has_since_changed_is_refused(
    as_sam: Client, shipped: Module
) -> None:
    edit(as_sam, "pr_why", body="What else?")
    old = state_of(as_sam)
    edit(as_sam, "pr_role", body="And who?")

    sent = {"state": old, "question-pr_why": "fix", "question-pr_role": "fix"}
    answer = as_sam.post(reverse("modules:module-publish", args=[KEY]), sent)

    assertContains(answer, "Sam Admin changed this draft", status_code=409)
    assert not Question.objects.get(key="pr_why").earlier_wordings


def test_publishing_nothing_but_what_is_there_changes_no_row(
    as_sam: Client, shipped: Module
) -> None:
    """What the site makes of a module it never touched is the module."""
    rows = list(Question.objects.order_by("pk").values())
    behind = list(Question.sections.through.objects.order_by("pk").values("question", "section"))
    edit(as_sam, "pr_why", opens_on="2026-01-01")
    edit(as_sam, "pr_why", opens_on="", base_version=1, key="another-key-of-its-own")

    publish(as_sam)

    assert list(Question.objects.order_by("pk").values()) == rows
    links = Question.sections.through.objects.order_by("pk").values("question", "section")
    assert list(links) == behind


@pytest.mark.parametrize("name", ["module-list", "module-add"])
def test_to_anyone_else_the_pages_are_missing(as_bryony: Client, name: str) -> None:
    assert as_bryony.get(reverse(f"modules:{name}")).status_code == 404


@pytest.mark.parametrize("name", ["module", "about", "module-preview", "module-publish"])
def test_to_anyone_else_a_module_is_missing(
    as_bryony: Client, as_rosalind: Client, shipped: Module, name: str
) -> None:
    for client in (as_bryony, as_rosalind):
        assert client.get(reverse(f"modules:{name}", args=[KEY])).status_code == 404
