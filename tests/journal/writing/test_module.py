"""The module page: the reading, the questions where they stand, and how one stands with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from journal.models import Module, Question, Section
from journal.writing.module_page import minutes_to_read
from tests.conftest import signed_in
from tests.factories import make_entry, make_framework, make_module, make_question

PAGE = "/modules/a_module/"


@pytest.fixture
def module(db: None) -> Module:
    return make_module(introduction="Read, then answer.", source={"citation": "A thinkpiece"})


def make_section(module: Module, key: str = "sec_one", **fields: object) -> Section:
    position = module.sections.count() + 1
    defaults = {"position": position, "title": f"About {key}", "reading_note": f"Note of {key}."}
    return Section.objects.create(module=module, key=key, **{**defaults, **fields})


def inside(section: Section, key: str = "inside", **fields: object) -> Question:
    """A question that the reading itself asks."""
    source = {"thinkpiece": "A heading"}
    question = make_question(section.module, key=key, source=source, **fields)
    question.sections.add(section)
    return question


def page(client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_reading_is_shown_with_what_to_notice_and_what_it_speaks_of(as_bryony, module):
    make_framework("linkage", name="Levels of linkage")
    make_section(module, notice="Look for it.", framework_keys=["linkage"])

    shown = page(as_bryony)

    assert "Read, then answer." in shown
    assert '<p class="words">Note of sec_one.</p>' in shown
    assert "<b>Notice</b> Look for it." in shown
    assert '<a href="/frameworks/linkage/">Levels of linkage</a>' in shown
    assert "A thinkpiece." in shown


def test_a_retired_section_and_a_framework_that_is_off_are_left_out(as_bryony, module):
    make_framework("off", name="Switched off", is_switched_on=False)
    make_section(module, framework_keys=["off"])
    make_section(module, key="gone", is_retired=True)

    shown = page(as_bryony)

    assert "Note of gone." not in shown
    assert "Switched off" not in shown


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_time_is_at_200_words_a_minute(words, minutes):
    assert minutes_to_read([Section(reading_note="word " * words)]) == minutes


def test_a_question_inside_the_reading_follows_the_last_of_its_sections(as_bryony, module):
    first, second = make_section(module), make_section(module, key="sec_two")
    question = inside(first)
    question.sections.add(second)

    parts = as_bryony.get(PAGE).context_data["parts"]

    assert [[task.question for task in part.tasks] for part in parts] == [[], [question]]
    assert 'href="/write/inside/">Answer this' in page(as_bryony)


def test_other_questions_stand_in_the_list_alone(as_bryony, module):
    section = make_section(module)
    make_question(module, source={"thinkpiece": "activity", "bullet": 1}).sections.add(section)

    assert "Answer this" not in page(as_bryony)


def test_questions_show_their_parts_status_and_suggested_tags(as_bryony, bryony, module):
    make_framework("linkage", elements=("networking",), name="Levels of linkage")
    question = make_question(
        module,
        title="How it begins",
        parts=["How would you begin?", "With whom?"],
        suggested_tags=["linkage/networking", "linkage/no_longer_there"],
    )
    make_entry(bryony, question=question)

    shown = page(as_bryony)

    assert "1. How it begins</a>" in shown
    assert '<span class="state state-plain">Saved</span>' in shown
    assert "<li>How would you begin?</li><li>With whom?</li>" in shown
    assert '<a href="/frameworks/linkage/#networking">Networking</a>' in shown
    assert "What networking means." in shown
    assert "no_longer_there" not in shown


def test_a_question_of_this_projects_own_says_so(as_bryony, module):
    make_question(module, origin="project", source={"note": "Not in the thinkpiece."})

    assert "This project’s own question. Not in the thinkpiece." in page(as_bryony)


def test_the_main_button_is_the_next_question_not_started(as_bryony, bryony, module):
    first = make_question(module, key="first")
    make_question(module, key="second")
    make_entry(bryony, question=first)

    assert 'class="btn btn-primary" href="/write/second/">Answer question 2</a>' in page(as_bryony)


def test_with_everything_answered_there_is_no_next(as_bryony, bryony, module):
    make_entry(bryony, question=make_question(module))

    assert "Answer question" not in page(as_bryony)


def test_a_module_without_reading_can_be_answered(as_bryony, module):
    make_question(module)

    assert "The reading is not here yet." in page(as_bryony)


def test_anyone_signed_in_may_read_it(as_rosalind, sam, client, module):
    make_question(module)

    assert "Not started" in page(as_rosalind)
    assert "Not started" in page(signed_in(sam))
    assert client.get(PAGE).status_code == 302


def test_there_is_no_other_module_and_no_other_way_to_ask(as_bryony, module):
    assert as_bryony.get("/modules/another/").status_code == 404
    assert as_bryony.post(PAGE).status_code == 405


def test_the_shipped_module_fits_its_page(as_bryony):
    call_command("load_content", verbosity=0)

    shown = page(as_bryony, "/modules/partnership_working/")

    assert shown.count("Answer this") == 2
    assert shown.count("Tags that may help") == 15
    assert shown.count("This project’s own question.") == 1


def test_what_was_answered_long_ago_or_twice_leads_to_looking_back(as_bryony, bryony, module):
    old, twice, new = (make_question(module, key=key, title=key) for key in ("old", "twice", "new"))
    long_ago = timezone.now() - timedelta(weeks=7)
    make_entry(bryony, question=old, started_at=long_ago, done_at=long_ago)
    make_entry(bryony, question=twice, started_at=long_ago, done_at=long_ago)
    make_entry(bryony, question=twice)
    make_entry(bryony, question=new)

    shown = page(as_bryony)

    assert shown.count("Answer it again") == 1
    assert 'href="/write/old/">Answer it again' in shown
    assert shown.count("Then and now") == 1
    assert 'href="/looking-back/twice/">Then and now' in shown


@pytest.mark.parametrize("count", [1, 3])
def test_twelve_queries_however_much_there_is(
    as_bryony, bryony, module, django_assert_num_queries, count
):
    make_framework("linkage", elements=("networking",))
    for number in range(count):
        section = make_section(module, key=f"sec_{number}", framework_keys=["linkage"])
        question = inside(section, key=f"q{number}", suggested_tags=["linkage/networking"])
        make_entry(bryony, question=question)

    # Session, person, desks, module, questions, replies, answers, elements, sections,
    # frameworks, which section each question stands in, and what was answered how long ago.
    with django_assert_num_queries(12):
        page(as_bryony)
