"""The module and follow-up packs: what they may hold, and how they become rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frameworks.models import Framework
from frameworks.packs import read_packs
from frameworks.strict_yaml import PackError
from journal.loading import load_module
from journal.models import Module, Question, QuestionGroup, Section
from journal.packs import (
    FOLLOW_UPS_FILE,
    MODULE_FILE,
    Known,
    ModulePack,
    elements_of,
    read_follow_ups,
    read_module,
    sections_behind,
)


@pytest.fixture(scope="module")
def known() -> Known:
    return elements_of(read_packs())


@pytest.fixture(scope="module")
def pack(known: Known) -> ModulePack:
    return read_module(known)


def changed(tmp_path: Path, original: Path, old: str, new: str) -> Path:
    """A copy of a shipped pack with one thing in it changed."""
    text = original.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / original.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_the_shipped_module_has_ten_sections_and_fifteen_questions_in_three_groups(pack):
    assert len(pack.sections) == 10
    assert [group.key for group in pack.question_groups] == ["activity", "personal", "embedded"]
    assert len(pack.questions) == 15


def test_the_shipped_follow_ups_fit_the_module(pack, known):
    follow_ups = read_follow_ups(pack, known)

    assert len(follow_ups.moments) == 3
    assert len(follow_ups.prompts) == 15
    assert len(follow_ups.feedback_starters) == 7


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("schema: pwj-module/1", "schema: pwj-module/2", "schema: is “pwj-module/2”"),
        ("    notice: Look", "    notise: Look", "sections[1].notise: is not a key"),
        ("    title: What working", "    # title: What working", "sections[1].title: is missing"),
        ("key: sec_drivers", "key: sec_meaning", "sections: “sec_meaning” appears twice"),
        ("key: act_responding", "key: act_vision", "questions: “act_vision” appears twice"),
        (
            "[himmelman_linkage, hargreaves_maturity, briggs_factors]\n",
            "[himmelman_linkage, somebody_else]\n",
            "frameworks_in_front: “somebody_else” is not a framework",
        ),
        (
            "frameworks: [briggs_factors]",
            "frameworks: [brigs_factors]",
            "sections.sec_conditions.frameworks: “brigs_factors” is not a framework",
        ),
        (
            "childrens_centre_behaviours/clear_vision",
            "childrens_centre_behaviours/no_vision",
            "questions.act_vision.suggested_tags: “childrens_centre_behaviours/no_vision” is not",
        ),
        (
            "  - key: pr_why\n    group: personal",
            "  - key: pr_why\n    group: public",
            "questions.pr_why.group: “public” is not one of the groups",
        ),
        (
            "group: activity\n    position: 2",
            "group: activity\n    position: 1",
            "questions: 2 questions of “activity” have position 1",
        ),
        (
            'source: {thinkpiece: "What can we learn from others?"}',
            'source: {thinkpiece: "What others learn from us"}',
            "questions.emb_outward.source.thinkpiece: no section is under the heading",
        ),
    ],
)
def test_a_module_with_a_fault_is_refused_by_file_and_key(tmp_path, known, old, new, problem):
    path = changed(tmp_path, MODULE_FILE, old, new)

    with pytest.raises(PackError) as refused:
        read_module(known, path)

    assert "module.yaml, line " in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("module: partnership_working", "module: another", "module: “another” is not a module"),
        (
            "moment: one_month",
            "moment: one_year",
            "prompts.fu_month_plan.moment: “one_year” is not one of the moments",
        ),
        (
            "applies_to: [pr_why]",
            "applies_to: [pr_how]",
            "prompts.fu_end_why.applies_to: “pr_how” is not a question",
        ),
        ("creates: commitment", "creates: trouble", "creates: is “trouble”"),
        ("show_earlier: beside", "show_earlier: always", "show_earlier: is “always”"),
        (
            "system_leadership/learning_culture",
            "system_leadership/no_culture",
            "prompts.fu_end_compare.suggested_tags: “system_leadership/no_culture” is not",
        ),
        ("key: fb_thread", "key: fb_next", "feedback_starters: “fb_next” appears twice"),
    ],
)
def test_follow_ups_with_a_fault_are_refused_by_file_and_key(
    tmp_path, pack, known, old, new, problem
):
    path = changed(tmp_path, FOLLOW_UPS_FILE, old, new)

    with pytest.raises(PackError) as refused:
        read_follow_ups(pack, known, path)

    assert "follow_ups.yaml, line " in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        # Inside the reading: the heading it stands under, and what follows without its own.
        ("emb_compete", ["sec_drivers", "sec_levels"]),
        ("emb_outward", ["sec_others"]),
        # The eighth behaviour of children's centre leaders, in a senior leader.
        ("act_own_learning", ["sec_leadership", "sec_role", "sec_others"]),
        ("act_vision", ["sec_conditions", "sec_role", "sec_others"]),
        # Three tags lead to the purposes; policy and benefits were named before linkage.
        ("pr_purposes", ["sec_meaning", "sec_policy", "sec_contribution"]),
        ("pr_begin", ["sec_levels", "sec_conditions", "sec_leadership"]),
    ],
)
def test_a_question_has_the_reading_it_grew_from(pack, question, sections):
    [asked] = [item for item in pack.questions if item.key == question]

    assert [section.key for section in sections_behind(asked, pack)] == sections


def test_every_question_has_some_reading_and_not_too_much(pack):
    for question in pack.questions:
        assert len(sections_behind(question, pack)) in range(1, 4), question.key


def test_a_loaded_module_is_the_pack_word_for_word(db, pack):
    load_module(pack)

    module = Module.objects.get()
    question = Question.objects.get(key="emb_compete")
    assert module.introduction == pack.introduction
    assert module.lenses[0] == {
        "key": "lens_self",
        "name": "Your own story",
        "prompt": "What in your own past makes you see it this way?",
    }
    assert [s.reading_note for s in module.sections.all()] == [
        s.reading_note for s in pack.sections
    ]
    assert [s.key for s in question.sections.all()] == ["sec_drivers", "sec_levels"]
    assert [q.key for q in Question.objects.in_order()] == [q.key for q in pack.questions]


def test_loading_twice_changes_nothing(db, pack):
    load_module(pack)
    before = [list(model.objects.values()) for model in (Module, Section, QuestionGroup, Question)]

    load_module(pack)

    after = [list(model.objects.values()) for model in (Module, Section, QuestionGroup, Question)]
    assert after == before


def test_what_left_the_file_is_retired_and_what_came_back_is_in_use(db, pack, known, tmp_path):
    load_module(pack)
    text = MODULE_FILE.read_text(encoding="utf-8")
    start, end = text.index("  - key: emb_outward"), text.index("lenses:")
    path = tmp_path / "module.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")

    load_module(read_module(known, path))

    assert Question.objects.get(key="emb_outward").is_retired
    assert Question.objects.in_use().count() == 14

    load_module(pack)

    assert not Question.objects.get(key="emb_outward").is_retired


def test_nothing_is_half_loaded(db, pack, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("journal.loading._load_questions", fail)

    with pytest.raises(RuntimeError):
        load_module(pack)

    assert not Module.objects.exists()
    assert not Section.objects.exists()


def test_load_content_loads_frameworks_then_the_module(db, capsys):
    call_command("load_content")

    assert Framework.objects.count() == 29
    assert Question.objects.in_use().count() == 15
    assert "“Partnership working and the senior leader”, 15 questions" in capsys.readouterr().out


def test_a_broken_module_keeps_the_frameworks_out_too(db, tmp_path):
    path = changed(tmp_path, MODULE_FILE, "key: act_responding", "key: act_vision")

    with pytest.raises(CommandError, match=r"module.yaml, line \d+: questions: “act_vision”"):
        call_command("load_content", module=path)

    assert not Framework.objects.exists()


def test_checking_needs_no_database(capsys):
    call_command("load_content", "--check")

    assert "A module with 15 questions, and nothing wrong." in capsys.readouterr().out
