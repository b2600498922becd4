"""A section's Markdown, the thinkpiece's own words with their licence, days, and the previews."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from journal.models import Cohort, Entry, Module
from partnership.record.models import Change
from tests.factories import make_cohort

from .desk import KEY, WINDOW, edit, publish, state_of

pytestmark = pytest.mark.django_db
SECTION = f"/manage/modules/{KEY}/section/sec_drivers/"
PREVIEW = f"/manage/modules/{KEY}/preview/"
TOMORROW = timezone.localdate() + timedelta(days=1)


def write(client: Client, **changed: Any) -> Any:
    sent = {
        "title": "Why partnerships form",
        "body": "A note.",
        "notice": "",
        "thinkpiece_heading": "Two types of partnership drivers",
        "frameworks": ["", "stakeholders"],
        "opens_on": "",
        "thinkpiece_text": "",
        "thinkpiece_licence": "",
        "base_version": 0,
        "key": "a-key-of-its-own",
        "window": WINDOW,
    }
    return client.post(SECTION, {**sent, **changed})


def test_a_note_is_shown_as_markdown_once_it_is_published(
    as_sam: Client, as_bryony: Client, shipped: Module
) -> None:
    write(as_sam, body="One *thing*.\n\n- a list\n\n# A heading")
    publish(as_sam)

    page = as_bryony.get(shipped.get_absolute_url())

    assertContains(page, "<p>One <em>thing</em>.</p>")
    assertContains(page, "<li>a list</li>")
    assertContains(page, "<h4>A heading</h4>")
    beside = as_bryony.get("/write/emb_compete/")
    assertContains(beside, "<h3>A heading</h3>")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("![a plan](plan.png)", "a picture cannot be shown here"),
        ("<b>bold</b>", "HTML is not read here"),
        ("[x](javascript:alert(1))", "a link may lead to"),
    ],
)
@pytest.mark.parametrize("field", ["body", "thinkpiece_text"])
def test_what_cannot_be_shown_is_kept_said_and_not_published(
    as_sam: Client, shipped: Module, text: str, words: str, field: str
) -> None:
    answer = write(as_sam, **{field: text, "thinkpiece_licence": "Ours"})

    assert answer.status_code == 302  # kept, since it is a draft
    assertContains(as_sam.get(SECTION), words)
    refused = as_sam.post(
        reverse("modules:module-publish", args=[KEY]), {"state": state_of(as_sam)}
    )
    assertContains(refused, words, status_code=422)
    assertNotContains(as_sam.get(PREVIEW), 'href="javascript')
    assert shipped.sections.get(key="sec_drivers").reading_note not in ("", text)


def test_a_thinkpieces_own_words_have_their_licence(
    as_sam: Client, as_bryony: Client, shipped: Module
) -> None:
    write(as_sam, thinkpiece_text="Their **own** words.")
    address = reverse("modules:module-publish", args=[KEY])
    assertContains(as_sam.get(address), "does not say by what licence")
    licence = "© Hallowby Trust 2026, used with permission"
    write(
        as_sam,
        thinkpiece_text="Their **own** words.",
        thinkpiece_licence=licence,
        base_version=1,
        key="another-key",
    )

    publish(as_sam)

    for page in (shipped.get_absolute_url(), "/write/emb_compete/"):
        assertContains(as_bryony.get(page), "<p>Their <strong>own</strong> words.</p>")
        assertContains(as_bryony.get(page), licence)


def test_a_preview_is_the_leaders_page_in_the_drafts_words(as_sam: Client, shipped: Module) -> None:
    write(as_sam, body="In the *draft*.")

    page = as_sam.get(PREVIEW)

    assert "journal/writing/module.html" in [one.name for one in page.templates]
    assertContains(page, "<p>In the <em>draft</em>.</p>")
    assertContains(page, "A preview: this is how a leader would see it")
    assertContains(page, "Competing and collaborating")


def test_a_preview_of_a_question_is_the_leaders_sheet_and_keeps_nothing(
    as_sam: Client, shipped: Module, sam: Any
) -> None:
    edit(as_sam, "pr_why", body="In the draft?")

    page = as_sam.get(f"/manage/modules/{KEY}/question/pr_why/preview/")

    assert "journal/writing/write.html" in [one.name for one in page.templates]
    assertContains(page, "In the draft?")
    assertContains(page, "<fieldset disabled")
    assertNotContains(page, "autosave.js")
    assertNotContains(page, "hx-get")
    assert not Entry.objects.owned_by(sam).exists()


def test_what_differs_from_a_leaders_page_is_only_the_frame(
    as_sam: Client, as_bryony: Client, shipped: Module
) -> None:
    """Of a module that nobody has changed, the preview says what leaders read."""
    theirs = as_bryony.get(shipped.get_absolute_url()).content.decode()
    shown = as_sam.get(PREVIEW).content.decode()

    inside = theirs[theirs.index('<div class="module">') : theirs.index("</main>")]
    preview = shown[shown.index('<div class="module">') : shown.index("</main>")]
    for question in shipped.questions.all():
        address = f"/manage/modules/{KEY}/question/{question.key}/preview/"
        preview = preview.replace(address, question.get_absolute_url())
    assert preview.split() == inside.split()


# Days


def test_a_day_of_the_module_closes_a_section_and_its_questions(
    as_sam: Client, as_bryony: Client, shipped: Module
) -> None:
    write(as_sam, opens_on=TOMORROW.isoformat())
    assertContains(as_sam.get(f"/manage/modules/{KEY}/"), f"Opens on {TOMORROW:%-d %B}")

    publish(as_sam)

    page = as_bryony.get(shipped.get_absolute_url())
    assertContains(page, f"It opens on {TOMORROW:%-d %B}.")
    assertNotContains(page, "A note.")
    assertContains(as_bryony.get("/write/emb_compete/"), "You can answer this from")
    assertContains(as_sam.get(PREVIEW), f"It opens on {TOMORROW:%-d %B}.")
    assertContains(as_sam.get(f"{PREVIEW}?on={TOMORROW.isoformat()}"), "A note.")


def test_a_cohorts_days_count_once_they_are_saved(
    as_sam: Client, as_bryony: Client, bryony: Any, shipped: Module
) -> None:
    cohort = make_cohort(leaders=(bryony,), module=shipped, name="Spring")
    address = reverse("modules:cohort-days", args=[KEY, cohort.pk])
    was = as_sam.get(address).context_data["form"]["was"].value()

    as_sam.post(address, {"was": was, "question/pr_why": TOMORROW.isoformat()})

    cohort.refresh_from_db()
    assert cohort.openings == {"question/pr_why": TOMORROW.isoformat()}
    assertContains(as_bryony.get("/write/pr_why/"), "You can answer this from")
    line = Change.objects.newest_first()[0]
    assert line.words == f"set when the parts of {shipped.title} open for Spring"


def test_of_two_who_set_a_cohorts_days_the_second_is_told(
    as_sam: Client, bryony: Any, shipped: Module
) -> None:
    cohort = make_cohort(leaders=(bryony,), module=shipped)
    address = reverse("modules:cohort-days", args=[KEY, cohort.pk])
    was = as_sam.get(address).context_data["form"]["was"].value()
    as_sam.post(address, {"was": was, "question/pr_why": "2026-01-01"})

    answer = as_sam.post(address, {"was": was, "question/pr_role": "2026-01-02"})

    assertContains(answer, "Somebody else changed these days", status_code=409)
    assertContains(answer, "2026-01-02", status_code=409)
    assert Cohort.objects.get(pk=cohort.pk).openings == {"question/pr_why": "2026-01-01"}


def test_a_day_that_is_none_is_said(as_sam: Client, bryony: Any, shipped: Module) -> None:
    cohort = make_cohort(leaders=(bryony,), module=shipped)
    address = reverse("modules:cohort-days", args=[KEY, cohort.pk])

    answer = as_sam.post(address, {"was": "x", "question/pr_why": "soon"})

    assertContains(answer, "There is a problem", status_code=422)


def test_to_anyone_else_the_days_are_missing(
    as_rosalind: Client, rosalind: Any, shipped: Module
) -> None:
    cohort = make_cohort(facilitators=(rosalind,), module=shipped)

    assert as_rosalind.get(reverse("modules:cohort-days", args=[KEY, cohort.pk])).status_code == 404


def test_a_question_may_be_asked_in_the_reading_too(
    as_sam: Client, as_bryony: Client, shipped: Module
) -> None:
    heading = '<span class="visually-hidden">: Competing and collaborating</span>'
    assertContains(as_bryony.get(shipped.get_absolute_url()), heading)
    edit(as_sam, "emb_compete", in_reading="")

    publish(as_sam)

    page = as_bryony.get(shipped.get_absolute_url())
    assertNotContains(page, heading)
    assertContains(page, "14. Competing and collaborating")
    again = {"in_reading": "on", "base_version": 1, "key": "another-key-of-its-own"}
    edit(as_sam, "emb_compete", **again)
    publish(as_sam)
    assertContains(as_bryony.get(shipped.get_absolute_url()), heading)
