"""The follow-up pack as rows: word for word, the same again, and what left it retired."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from frameworks.packs import FrameworkPack
from frameworks.strict_yaml import PackError
from journal.loading import TakenKeyError, load_module
from journal.loading_follow_ups import load_follow_ups
from journal.models import Module, Moment, Prompt
from journal.packs import (
    FOLLOW_UPS_FILE,
    FollowUpsPack,
    elements_of,
    read_follow_ups,
    read_module,
)
from tests.factories import make_module


@pytest.fixture
def pack(framework_packs: list[FrameworkPack]) -> FollowUpsPack:
    known = elements_of(framework_packs)
    return read_follow_ups(read_module(known), known)


@pytest.fixture
def module(db: None, framework_packs: list[FrameworkPack]) -> Module:
    return load_module(read_module(elements_of(framework_packs)))


def stored() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Module, Moment, Prompt)]


def test_the_rows_are_the_pack_word_for_word(pack: FollowUpsPack, module: Module) -> None:
    load_follow_ups(pack, module)

    moments = Moment.objects.in_use().values_list("key", "offset_days", "window_days")
    assert list(moments) == [("end_of_module", 0, 14), ("one_month", 30, 14), ("one_term", 90, 28)]
    prompts = Prompt.objects.in_use().order_by("moment__position", "position")
    assert [one.key for one in prompts] == [one.key for one in pack.prompts]
    first = prompts[0]
    assert first.show_earlier == "after_answer"
    assert first.question_keys == ["pr_why", "pr_purposes", "pr_role", "pr_strengths", "pr_begin"]
    assert Prompt.objects.get(key="fu_end_linkage").is_of_partnerships
    assert Prompt.objects.get(key="fu_month_plan").is_of_commitments
    assert Prompt.objects.get(key="fu_end_commit").creates == "commitment"


def test_loading_again_changes_nothing(pack: FollowUpsPack, module: Module) -> None:
    load_follow_ups(pack, module)
    before = stored()

    load_follow_ups(pack, module)

    assert stored() == before


def test_what_left_the_file_is_retired_and_what_comes_back_is_in_use(
    pack: FollowUpsPack, module: Module
) -> None:
    load_follow_ups(pack, module)
    kept = tuple(one for one in pack.prompts if one.moment != "one_term")

    load_follow_ups(replace(pack, moments=pack.moments[:2], prompts=kept), module)

    assert Moment.objects.get(key="one_term").is_retired
    assert Prompt.objects.get(key="fu_term_letter").is_retired
    assert Prompt.objects.in_use().count() == 11

    load_follow_ups(pack, module)

    assert Moment.objects.in_use().count() == 3
    assert Prompt.objects.in_use().count() == 15


def test_another_modules_prompts_are_left_alone(pack: FollowUpsPack, module: Module) -> None:
    load_follow_ups(pack, module)

    with pytest.raises(TakenKeyError):
        load_follow_ups(pack, make_module("another"))

    assert not Moment.objects.filter(module__key="another").exists()


def test_load_content_loads_them_with_the_module(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_content")

    assert Prompt.objects.in_use().count() == 15
    assert Module.objects.get().follow_ups_digest
    assert "Follow-ups: 15 questions, asked at 3 moments." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    position: 1\n", "    positions: 1\n", "prompts[1].positions: is not a key"),
        ("offset_days: 0, ", "", "moments[1].when.offset_days: is missing"),
        ("key: one_month", "key: one_term", "moments: “one_term” appears twice"),
        ("    position: 2\n", "    position: 1\n", "2 prompts of “end_of_module” have position 1"),
        ("    position: 1\n", "    position: 1\n    position: 1\n", "position"),
        ("window_days: 14", "window_days: 0", "moments.end_of_module.when.window_days: must be"),
        (
            "applies_to: [partnerships]",
            "applies_to: [partnerships, pr_why]",
            "prompts.fu_end_linkage.applies_to: “partnerships” and “commitment” stand alone",
        ),
        ("anchor: module_end", "anchor: half_term", "when.anchor: is “half_term”"),
    ],
)
def test_a_fault_is_refused_by_file_line_and_key(
    framework_packs: list[FrameworkPack], tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = FOLLOW_UPS_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "follow_ups.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    known = elements_of(framework_packs)

    with pytest.raises(PackError) as refused:
        read_follow_ups(read_module(known), known, path)

    assert "follow_ups.yaml, line " in str(refused.value)
    assert problem in str(refused.value)


def test_follow_ups_with_a_fault_keep_everything_out(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise PackError([])

    monkeypatch.setattr("journal.management.commands.load_content.read_follow_ups", fail)

    with pytest.raises(CommandError):
        call_command("load_content")

    assert not Module.objects.exists()
