"""What a pack may hold. Each thing that it may not is told by file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from frameworks.packs import CONTENT, FrameworkPack, read_pack, read_packs
from frameworks.strict_yaml import PackError

FACTORS = """\
schema: pwj-framework/1
key: two_things
name: Two things
kind: factors
status: core
subject: partnership
summary: What they are.
sources:
  - {citation: A book, basis: reading}
elements:
  - {key: one, name: One, description: The first.}
  - {key: two, name: Two, description: The second.}
"""
GROUPED = (
    FACTORS.replace("kind: factors", "kind: grouped")
    .replace(
        "elements:\n  - {key: one,",
        "groups:\n  - {key: all, name: All, order: 1}\nelements:\n  - {key: one, group: all,",
    )
    .replace("{key: two,", "{key: two, group: all,")
)
SCALE = (
    FACTORS.replace("kind: factors", "kind: scale")
    .replace("{key: one,", "{key: one, order: 1, distinguishes: {trust: Little},")
    .replace("{key: two,", "{key: two, order: 2, distinguishes: {trust: Much},")
)


def read(tmp_path: Path, text: str, name: str = "two_things.yaml") -> FrameworkPack:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_pack(tmp_path / name)


@pytest.mark.parametrize("text", [FACTORS, GROUPED, SCALE], ids=["factors", "grouped", "scale"])
def test_the_examples_below_break_only_what_they_mean_to(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path, text).elements) == 2


DECLARED = "dimensions: [{key: trust, name: Trust}, {key: time, name: Time}]\nelements:"

# Which example, what in it is replaced by what, and the line and key that must be told.
BROKEN = {
    "unknown key": (FACTORS, "status: core", "status: core\ncolour: red", 6, "colour"),
    "unknown key of an element": (
        FACTORS,
        "name: One,",
        "name: One, nme: x,",
        11,
        "elements[1].nme",
    ),
    "unknown key of a source": (
        FACTORS,
        "basis: reading",
        "basis: reading, page: 3",
        9,
        "sources[1].page",
    ),
    "missing key": (FACTORS, "summary: What they are.\n", "", 1, "summary"),
    "missing key of an element": (FACTORS, "name: Two, ", "", 11 + 1, "elements[2].name"),
    "empty text": (FACTORS, "summary: What they are.", "summary: ' '", 7, "summary"),
    "no text": (FACTORS, "summary: What they are.", "summary:", 7, "summary"),
    "wrong type, number": (FACTORS, "name: Two things", "name: 12", 3, "name"),
    "wrong type, no is false": (FACTORS, "name: Two things", "name: no", 3, "name"),
    "wrong type, list": (FACTORS, "name: One,", "name: [One],", 11, "elements[1].name"),
    "wrong type, mapping": (
        FACTORS,
        "name: One,",
        "name: One, aliases: {a: b},",
        11,
        "elements[1].aliases",
    ),
    "wrong type of a flag": (
        FACTORS,
        "status: core",
        "status: core\nhistorical: 'yes'",
        6,
        "historical",
    ),
    "key twice in a mapping": (
        FACTORS,
        "name: Two things",
        "name: Two things\nname: Three",
        4,
        "name",
    ),
    "element twice": (FACTORS, "{key: two,", "{key: one,", 12, "elements"),
    "group twice": (
        GROUPED,
        "{key: all, name: All, order: 1}",
        "{key: all, name: All, order: 1}\n  - {key: all, name: All, order: 2}",
        12,
        "groups",
    ),
    "dangling group": (
        GROUPED,
        "{key: two, group: all,",
        "{key: two, group: some,",
        14,
        "elements.two.group",
    ),
    "no group": (GROUPED, "{key: two, group: all,", "{key: two,", 14, "elements.two.group"),
    "group out of order": (
        GROUPED,
        "name: All, order: 1",
        "name: All, order: 2",
        11,
        "groups.all.order",
    ),
    "groups in a plain list": (GROUPED, "kind: grouped", "kind: factors", 1, "groups"),
    "undeclared dimension": (
        SCALE,
        "{trust: Much}",
        "{trust: Much, time: Much}",
        12,
        "elements.two.distinguishes.time",
    ),
    "dimension left out": (SCALE, "{trust: Much}", "{}", 12, "elements.two.distinguishes.trust"),
    "declared dimension left out": (
        SCALE,
        "elements:",
        DECLARED,
        13,
        "elements.two.distinguishes.time",
    ),
    "dimension of a plain list": (
        FACTORS,
        "name: One,",
        "name: One, distinguishes: {trust: Little},",
        11,
        "elements.one.distinguishes.trust",
    ),
    "levels out of order": (SCALE, "order: 2", "order: 3", 12, "elements.two.order"),
    "level without an order": (SCALE, "order: 2, ", "", 12, "elements.two.order"),
    "order in a plain list": (
        FACTORS,
        "name: One,",
        "name: One, order: 1,",
        11,
        "elements.one.order",
    ),
    "half numbered": (
        FACTORS,
        "name: One,",
        "name: One, position: 1,",
        12,
        "elements.two.position",
    ),
    "bad kind": (FACTORS, "kind: factors", "kind: ladder", 4, "kind"),
    "bad status": (FACTORS, "status: core", "status: best", 5, "status"),
    "bad subject": (FACTORS, "subject: partnership", "subject: a_person", 6, "subject"),
    "bad basis": (FACTORS, "basis: reading", "basis: hearsay", 9, "sources[1].basis"),
    "bad schema": (FACTORS, "pwj-framework/1", "pwj-framework/2", 1, "schema"),
    "no sources": (
        FACTORS,
        "sources:\n  - {citation: A book, basis: reading}",
        "sources: []",
        8,
        "sources",
    ),
    "key with a capital": (FACTORS, "{key: two,", "{key: Two,", 12, "elements[2].key"),
    "key of another file": (FACTORS, "key: two_things", "key: other", 1, "key"),
    "name too long": (FACTORS, "name: Two things", f"name: {'x' * 201}", 3, "name"),
    "replaces what is there": (
        FACTORS,
        "{key: two,",
        "{key: two, takes_the_place_of: [one],",
        12,
        "elements.two.takes_the_place_of",
    ),
    "not YAML": (FACTORS, "name: Two things", "name: [Two things", 4, "the file"),
    "a list": (FACTORS, FACTORS, "- one", 1, "the file"),
    "nothing": (FACTORS, FACTORS, "", 1, "the file"),
    "an object of Python's": (
        FACTORS,
        "name: Two things",
        "name: !!python/name:os.system x",
        3,
        "name",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_told_by_file_line_and_key(tmp_path: Path, fault: str) -> None:
    text, before, after, line, key = BROKEN[fault]
    assert before in text

    with pytest.raises(PackError) as error:
        read(tmp_path, text.replace(before, after))

    told = [(problem.file, problem.line, problem.key) for problem in error.value.problems]
    assert ("two_things.yaml", line, key) in told


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FACTORS.replace("core", "best").replace("One", "[One]"))
    (tmp_path / "b.yaml").write_text(FACTORS)
    (tmp_path / "two_things.yaml").write_text(FACTORS)

    with pytest.raises(PackError) as error:
        read_packs(tmp_path)

    assert str(error.value).splitlines() == [
        "a.yaml, line 5: status: is “best” and must be one of: core, supplementary",
        "a.yaml, line 11: elements[1].name: must be text, and is a list",
        "b.yaml, line 1: key: is “two_things”, so the file must be called two_things.yaml",
    ]


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    (tmp_path / "two_things.yaml").write_bytes(FACTORS.encode().replace(b"book", b"b\xf6\xf6k"))

    with pytest.raises(PackError, match=r"two_things\.yaml, line 1: the file: is not UTF-8"):
        read_packs(tmp_path)


def test_a_folder_without_packs_is_told_and_retires_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="has no packs"):
        read_packs(tmp_path)


def test_a_scale_that_declares_no_dimensions_has_those_of_its_levels(tmp_path: Path) -> None:
    pack = read(tmp_path, SCALE)

    assert [(item.key, item.name) for item in pack.dimensions] == [("trust", "Trust")]


def test_comments_and_the_order_of_keys_do_not_change_the_digest(tmp_path: Path) -> None:
    first = read(tmp_path, FACTORS).digest

    moved = FACTORS.replace("kind: factors\n", "").replace(
        "status:", "# why\nkind: factors\nstatus:"
    )
    assert read(tmp_path, moved).digest == first
    assert read(tmp_path, FACTORS + "groups: []\nswitched_on: false\n").digest == first
    assert read(tmp_path, FACTORS.replace("The first.", "The  first.")).digest != first


def test_the_shipped_packs_are_29_frameworks_with_169_elements() -> None:
    packs = read_packs(CONTENT)

    assert len(packs) == 29
    assert sum(len(pack.elements) for pack in packs) == 169


def test_the_shipped_packs_are_read_word_for_word() -> None:
    for pack in read_packs(CONTENT):
        raw = yaml.safe_load((CONTENT / f"{pack.key}.yaml").read_text(encoding="utf-8"))

        for element, words in zip(pack.elements, raw["elements"], strict=True):
            for key, value in words.items():
                read_value = getattr(element, key)
                assert (list(read_value) if isinstance(value, list) else read_value) == value
