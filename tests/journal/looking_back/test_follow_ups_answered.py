"""A moment's page, and answering its prompts: each shown what the pack says and no more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frameworks.models import Element
from journal.models import (
    Cohort,
    Commitment,
    Entry,
    LookBack,
    Moment,
    Prompt,
    Question,
    Tag,
)
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_partnership, make_revision

from .asking import Ended, answer, sheet

LONG_AGO = timezone.now() - timedelta(weeks=20)
FIRST = "Because we were told to."
MOMENT = reverse("looking_back:moment", args=["a_module", "end_of_module"])


@pytest.fixture
def first(bryony: User, questions: dict[str, Question], moments: object, ended: Ended) -> Entry:
    """Her first answer to pr_why, and a module that ended yesterday."""
    ended(1)
    return make_entry(bryony, FIRST, question=questions["pr_why"], started_at=LONG_AGO)


def test_the_page_lists_the_prompts_in_order_of_what_there_is(
    as_bryony: Client, bryony: User, first: Entry
) -> None:
    """Not those about questions that were never answered; and none of what was written."""
    make_partnership(bryony, "Hollybank")
    make_partnership(bryony, "Long over", ended_on=timezone.localdate())

    page = as_bryony.get(MOMENT)

    rows = page.context_data["rows"]
    assert [row.wording for row in rows] == [
        "What do you say to fu_remember?",
        "What do you say to fu_why?",
        "What do you say to fu_level?",
    ]
    assert [link.about for link in rows[2].links] == ["Hollybank"]
    assert FIRST not in page.text


def test_who_answered_nothing_is_told_so(as_idris: Client, first: Entry) -> None:
    Prompt.objects.filter(key="fu_level").delete()

    assert "There is nothing to look back on yet." in as_idris.get(MOMENT).text


def test_an_answer_is_an_ordinary_entry_that_goes_back_to_the_first(
    as_bryony: Client, bryony: User, first: Entry, questions: dict[str, Question]
) -> None:
    make_entry(bryony, "A later answer.", question=questions["pr_why"])

    answer(as_bryony, as_bryony.get(sheet("fu_why")), "I have seen it since.")

    entry = Entry.objects.owned_by(bryony).get(follow_up="fu_why")
    assert (entry.body, entry.is_draft) == ("I have seen it since.", False)
    assert (entry.revisits, entry.question) == (first, questions["pr_why"])
    assert entry.get_absolute_url() in as_bryony.get(MOMENT).text
    assert "What do you say to fu_why?" in as_bryony.get(entry.get_absolute_url()).text


def test_every_earlier_version_is_kept(as_bryony: Client, bryony: User, first: Entry) -> None:
    """The rule of the pack: a revisit is a new entry, and nothing of the old one changes."""
    make_revision(first)

    def all_of_it() -> list[Any]:
        mine = Entry.objects.owned_by(bryony).filter(pk=first.pk)
        return [*mine.values(), *first.revisions.values(), *first.tags.values()]

    before = all_of_it()
    for key in ("fu_remember", "fu_why"):
        answer(as_bryony, as_bryony.get(sheet(key)), f"To {key}.")

    assert all_of_it() == before


def test_the_remembered_view_comes_before_the_earlier_answer(
    as_bryony: Client, bryony: User, first: Entry
) -> None:
    """The rule of the pack: until it is Done, the earlier text is on no page of the answer."""
    empty = as_bryony.get(sheet("fu_remember"))
    answer(as_bryony, empty, "I remember", do="save")
    draft = Entry.objects.owned_by(bryony).get(follow_up="fu_remember")
    again = as_bryony.get(sheet("fu_remember"))
    asked_for = as_bryony.get(reverse("looking_back:beside", args=[draft.pk]), follow=True)
    read = as_bryony.get(draft.get_absolute_url())
    tagging = as_bryony.get(reverse("tagging:entry-tags", args=[draft.pk]))

    assert again.context_data["sheet"].entry == draft
    pages = [empty, again, asked_for, read, tagging, as_bryony.get(MOMENT)]
    assert [FIRST in page.text for page in pages] == [False] * 6

    done = answer(as_bryony, again, "I remember little.")
    together = as_bryony.get(done["Location"]).text
    assert together.index(FIRST) < together.index("I remember little.")


def test_beside_is_beside(as_bryony: Client, first: Entry) -> None:
    page = as_bryony.get(sheet("fu_why"))

    assert FIRST in page.text
    assert "Title of pr_why" in page.text


def test_one_about_several_questions_shows_each_first_answer(
    as_bryony: Client, bryony: User, first: Entry, questions: dict[str, Question]
) -> None:
    role = make_entry(bryony, "I led.", question=questions["pr_role"], started_at=LONG_AGO)
    done = answer(as_bryony, as_bryony.get(sheet("fu_remember")), "I remember.")

    one = as_bryony.get(done["Location"])
    other = as_bryony.get(done["Location"], {"then": str(role.pk)})

    assert (FIRST in one.text, "I led." in one.text) == (True, False)
    assert (FIRST in other.text, "I led." in other.text) == (False, True)
    assert "Title of pr_role" in one.text


def test_what_was_said_beside_one_first_answer_is_not_kept_beside_another(
    as_bryony: Client, bryony: User, first: Entry, questions: dict[str, Question]
) -> None:
    role = make_entry(bryony, "I led.", question=questions["pr_role"], started_at=LONG_AGO)
    done = answer(as_bryony, as_bryony.get(sheet("fu_remember")), "I remember.")
    role.binned_at = timezone.now()
    role.save(update_fields=["binned_at"])

    shown = as_bryony.post(done["Location"], {"then": str(role.pk), "see_now": "I led too much."})

    assert shown.status_code == 422
    assert "I led too much." in shown.text
    assert not LookBack.objects.owned_by(bryony).exists()


def test_no_is_nowhere(as_bryony: Client, bryony: User, first: Entry, ended: Ended) -> None:
    ended(31)
    link = make_partnership(bryony, "Hollybank")
    make_entry(bryony, "An early word on it.", started_at=LONG_AGO).partnerships.add(link)

    page = as_bryony.get(sheet("fu_other_side", link))
    done = as_bryony.get(answer(as_bryony, page, "They would say more.")["Location"], follow=True)

    assert "An early word on it." not in page.text + done.text
    assert done.redirect_chain[-1][0] == reverse(
        "looking_back:moment", args=["a_module", "one_month"]
    )


def test_each_partnership_has_an_answer_of_its_own(
    as_bryony: Client, bryony: User, first: Entry
) -> None:
    hollybank = make_partnership(bryony, "Hollybank")
    make_partnership(bryony, "Quarry")
    early = make_entry(bryony, "We met in the rain.", started_at=LONG_AGO)
    early.partnerships.add(hollybank)

    page = as_bryony.get(sheet("fu_level", hollybank))
    done = answer(as_bryony, page, "Closer than I thought.")

    entry = Entry.objects.owned_by(bryony).get(follow_up="fu_level")
    assert list(entry.partnerships.all()) == [hollybank]
    assert (entry.title, entry.question, entry.revisits) == ("End of module: Hollybank", None, None)
    links = as_bryony.get(MOMENT).context_data["rows"][-1].links
    assert [(link.about, link.words) for link in links] == [
        ("Hollybank", "Read it"), ("Quarry", "Answer it"),
    ]  # fmt: skip
    assert "We met in the rain." not in page.text
    assert "We met in the rain." in as_bryony.get(done["Location"]).text


def test_a_script_that_saves_no_tick_leaves_it_about_its_partnership(
    as_bryony: Client, bryony: User, first: Entry
) -> None:
    link = make_partnership(bryony)
    entry_id = uuid4()
    sent = {
        "title": "", "body": "Half", "base_version": 0, "key": uuid4().hex, "question": "",
        "follow_up": "fu_level", "about": str(link.pk),
    }  # fmt: skip
    save = reverse("writing:draft-save", args=[entry_id])

    saved = as_bryony.post(save, sent, content_type="application/json")
    later = {**sent, "base_version": 1, "key": uuid4().hex, "partnerships": []}
    as_bryony.post(save, later, content_type="application/json")

    assert saved.status_code == 200
    entry = Entry.objects.owned_by(bryony).get(pk=entry_id)
    assert entry.follow_up == "fu_level"
    assert not entry.partnerships.exists()


@pytest.mark.parametrize("follow_up", ["unheard_of", "not a slug", "x" * 81])
def test_words_for_a_prompt_that_is_not_there_come_back(
    as_bryony: Client, bryony: User, first: Entry, follow_up: str
) -> None:
    sent = {"title": "", "body": "Words", "base_version": 0, "key": uuid4().hex,
            "follow_up": follow_up}  # fmt: skip

    save = reverse("writing:draft-save", args=[uuid4()])

    assert as_bryony.post(save, sent, content_type="application/json").status_code == 422
    assert Entry.objects.owned_by(bryony).count() == 1


def test_an_untouched_sheet_leaves_nothing(as_bryony: Client, bryony: User, first: Entry) -> None:
    answer(as_bryony, as_bryony.get(sheet("fu_why")), "", do="save")

    assert Entry.objects.owned_by(bryony).get() == first


def test_nothing_written_is_said_on_the_same_sheet(as_bryony: Client, first: Entry) -> None:
    page = answer(as_bryony, as_bryony.get(sheet("fu_why")), " ")

    assert page.status_code == 422
    assert "What do you say to fu_why?" in page.content.decode()
    assert "Write something first." in page.content.decode()


def test_a_plan_is_one_press_away_and_what_became_of_it_too(
    as_bryony: Client, bryony: User, first: Entry, questions: dict[str, Question], ended: Ended
) -> None:
    make_entry(bryony, "I would begin small.", question=questions["pr_begin"], started_at=LONG_AGO)
    add = reverse("looking_back:commitment-add")
    assert f'{add}?prompt=fu_plan"' in as_bryony.get(MOMENT).text

    planned = Commitment.objects.create(
        author=bryony, when_text="the term starts", will_text="ring", due_on=timezone.localdate()
    )
    ended(31)
    month = as_bryony.get(reverse("looking_back:moment", args=["a_module", "one_month"])).text
    assert planned.get_absolute_url() in month
    assert planned.sentence in as_bryony.get(sheet("fu_kept")).text


def test_a_plan_that_was_let_go_is_as_good_an_answer_as_one_that_was_kept(
    as_bryony: Client, bryony: User, first: Entry, ended: Ended
) -> None:
    """The rule of the pack: whatever became of it, the page and what it asks next are the same."""
    ended(31)
    planned = Commitment.objects.create(
        author=bryony, when_text="the term starts", will_text="ring", due_on=timezone.localdate()
    )
    page = reverse("looking_back:moment", args=["a_module", "one_month"])
    told: dict[str, list[Any]] = {}

    for outcome in Commitment.Outcome:
        planned.outcome, planned.said_on = outcome, timezone.localdate()
        planned.save()
        told[outcome] = as_bryony.get(page).context_data["rows"]

    assert all(rows == told[Commitment.Outcome.KEPT] for rows in told.values())
    assert told[Commitment.Outcome.LET_GO][0].wording == "What do you say to fu_kept?"


def test_nobody_answers_before_its_time_or_for_a_partnership_of_others(
    as_bryony: Client, as_idris: Client, as_rosalind: Client, first: Entry, idris: User
) -> None:
    assert as_bryony.get(sheet("fu_letter")).status_code == 404
    assert as_bryony.get(sheet("unheard_of")).status_code == 404
    assert as_rosalind.get(sheet("fu_why")).status_code == 404
    assert as_bryony.get(sheet("fu_level", make_partnership(idris))).status_code == 404
    assert as_bryony.get(f"{sheet('fu_level')}?partnership=x").status_code == 404
    assert as_bryony.post(sheet("fu_why")).status_code == 405
    assert FIRST not in as_idris.get(sheet("fu_why")).text


def test_the_two_together_are_their_authors_alone(
    as_bryony: Client, as_idris: Client, as_rosalind: Client, bryony: User, first: Entry
) -> None:
    done = answer(as_bryony, as_bryony.get(sheet("fu_remember")), "I remember.")

    for client in (as_idris, as_rosalind):
        assert client.get(done["Location"]).status_code == 404
        assert client.post(done["Location"], {"what_changed": "both"}).status_code == 404
    assert as_bryony.post(done["Location"], {"what_changed": "both"}).status_code == 302


def test_who_has_left_keeps_what_they_answered(
    as_bryony: Client, bryony: User, first: Entry, autumn: Cohort
) -> None:
    done = answer(as_bryony, as_bryony.get(sheet("fu_why")), "Seen since.")
    autumn.memberships.filter(person=bryony).update(left_at=timezone.now())

    assert "Seen since." in as_bryony.get(done["Location"]).text
    entry = Entry.objects.owned_by(bryony).get(follow_up="fu_why")
    assert as_bryony.get(reverse("writing:entry-edit", args=[entry.pk])).status_code == 200


def test_only_the_partnership_that_was_asked_about_is_placed_again(
    as_bryony: Client, bryony: User, first: Entry
) -> None:
    hollybank, quarry = (make_partnership(bryony, name) for name in ("Hollybank", "Quarry"))
    early = make_entry(bryony, "We met in the rain.", started_at=LONG_AGO)
    early.partnerships.add(hollybank, quarry)

    done = answer(as_bryony, as_bryony.get(sheet("fu_level", hollybank)), "Closer.")

    form = as_bryony.get(done["Location"]).context_data["form"]
    assert [one.name for one in form.partnerships] == ["Hollybank"]


def test_an_answer_keeps_the_words_of_a_prompt_that_left_the_pack(
    as_bryony: Client, bryony: User, first: Entry
) -> None:
    answer(as_bryony, as_bryony.get(sheet("fu_why")), "Seen", do="save")
    Prompt.objects.filter(key="fu_why").update(is_retired=True)
    entry = Entry.objects.owned_by(bryony).get(follow_up="fu_why")

    assert as_bryony.get(sheet("fu_why")).status_code == 404
    for address in (entry.get_absolute_url(), reverse("writing:entry-edit", args=[entry.pk])):
        assert "What do you say to fu_why?" in as_bryony.get(address).text


def test_a_draft_of_one_is_no_draft_of_the_question_that_it_goes_back_to(
    as_bryony: Client, bryony: User, first: Entry, questions: dict[str, Question]
) -> None:
    """Home goes on with it by its own name; the question stands as it did, and may be answered."""
    answer(as_bryony, as_bryony.get(sheet("fu_why")), "Half of it", do="save")
    draft = Entry.objects.owned_by(bryony).get(follow_up="fu_why")

    home = as_bryony.get("/")
    again = as_bryony.get(questions["pr_why"].get_absolute_url())

    carry_on = home.context_data["carry_on"]
    assert carry_on.lead == "You stopped halfway through “End of module” today."
    assert carry_on.question == "What do you say to fu_why?"
    assert str(draft.pk) in carry_on.href
    statuses = [task.status for group in home.context_data["groups"] for task in group.tasks]
    assert statuses == ["saved", "todo", "todo"]
    assert again.context_data["sheet"].is_new


@pytest.mark.parametrize("count", [1, 3])
def test_eight_queries_for_the_page_however_much_there_is(
    as_bryony: Client, bryony: User, first: Entry, questions: dict[str, Question],
    moments: dict[str, Moment], count: int, django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        link = make_partnership(bryony, f"Link {number}")
        make_entry(bryony, follow_up="fu_level").partnerships.add(link)
        make_entry(bryony, question=questions["pr_role"])
    as_bryony.get(MOMENT)

    # Session, person, cohorts; then prompts, answers, first answers, partnerships, what was said.
    with django_assert_num_queries(8):
        as_bryony.get(MOMENT)


def test_twelve_queries_for_the_two_together(
    as_bryony: Client, bryony: User, first: Entry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hollybank = make_partnership(bryony, "Hollybank")
    early = make_entry(bryony, "We met in the rain.", started_at=LONG_AGO)
    early.partnerships.add(hollybank)
    make_framework("words", ("trust",))
    Tag.objects.create(entry=early, element=Element.objects.get())
    done = answer(as_bryony, as_bryony.get(sheet("fu_level", hollybank)), "Closer.")
    as_bryony.get(done["Location"])

    # Session, person, cohorts; the entry with what it is about, its prompt, what was earlier; then
    # both entries, tags and their wordings, levels; partnerships, and the levels offered.
    with django_assert_num_queries(12):
        as_bryony.get(done["Location"])
