"""What differs between two editions is said element by element, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frameworks.publishing.changes import Change, Changes, Kind, changes_between
from frameworks.publishing.contents import NOTHING, Contents, Sheet


def sheet(key: str, name: str = "", definition: str = "", **fields: object) -> Sheet:
    said = {"name": name or key.capitalize(), "description": definition or f"What {key} means."}
    return replace(Sheet(key, said["name"], said), **fields)  # type: ignore[arg-type]


def edition(*elements: Sheet, groups: tuple[Sheet, ...] = (), **head: str) -> Contents:
    return Contents(
        Sheet("", "", head),
        {group.key: group for group in groups},
        {element.key: element for element in elements},
    )


ONE, TWO, THREE = sheet("one"), sheet("two"), sheet("three")


def of(changes: Changes, key: str) -> Change:
    return next(one for one in changes.elements if one.key == key)


def test_the_same_edition_differs_in_nothing() -> None:
    changes = changes_between(edition(ONE, TWO), edition(ONE, TWO))

    assert changes.is_empty
    assert [one.key for one in changes.unchanged] == ["one", "two"]


@pytest.mark.parametrize(
    ("after", "kind", "words"),
    [
        (sheet("one", definition="Something else."), Kind.REWORDED, "reworded"),
        (sheet("one", "Uno"), Kind.RENAMED, "renamed"),
        (sheet("one", "Uno", "Something else."), Kind.RENAMED, "renamed and reworded"),
    ],
)
def test_another_wording_under_one_key_is_the_same_element(
    after: Sheet, kind: Kind, words: str
) -> None:
    change = of(changes_between(edition(ONE, TWO), edition(after, TWO)), "one")

    assert (change.kind, change.words) == (kind, words)
    assert change.changes_meaning


def test_it_says_which_fields_differ_and_in_which_words() -> None:
    change = of(
        changes_between(edition(ONE), edition(sheet("one", definition="What it is."))), "one"
    )

    [field] = change.fields
    pieces = [(piece.kind, piece.text) for par in field.paragraphs for piece in par.pieces]
    assert field.label == "Definition"
    assert ("removed", "one means") in [(kind, text.strip()) for kind, text in pieces]
    assert ("added", "it is") in [(kind, text.strip()) for kind, text in pieces]


def test_words_to_find_it_by_are_not_its_meaning() -> None:
    found_by = replace(ONE, said={**ONE.said, "cue_words": "link\ntie"})

    change = of(changes_between(edition(ONE), edition(found_by)), "one")

    assert change.kind == Kind.REWORDED
    assert not change.changes_meaning


def test_an_element_that_is_retired_and_one_that_is_new() -> None:
    changes = changes_between(edition(ONE, TWO), edition(TWO, THREE, replace(ONE, is_retired=True)))

    assert of(changes, "one").words == "retired"
    assert of(changes, "three").words == "new"
    assert [one.key for one in changes.changed] == ["three", "one"]


def test_what_was_retired_before_is_no_change() -> None:
    gone = replace(ONE, is_retired=True)

    assert changes_between(edition(gone, TWO), edition(gone, TWO)).is_empty


def test_words_of_what_was_retired_before_are_told_and_nothing_is_asked() -> None:
    gone = replace(ONE, is_retired=True)
    reworded = replace(gone, said={**ONE.said, "description": "Something else."})

    changes = changes_between(edition(gone, TWO), edition(reworded, TWO))

    [change] = changes.changed
    assert (change.key, change.words) == ("one", "reworded, and stays retired")
    assert not change.changes_meaning
    assert not change.has_left


@pytest.mark.parametrize(
    ("field", "label"),
    [("takes_the_place_of", "Takes the place of"), ("comes_from", "Comes from")],
)
def test_what_it_follows_of_those_that_left_before_is_told(field: str, label: str) -> None:
    gone = replace(ONE, is_retired=True)
    follower = replace(TWO, **{field: ("one",)})  # type: ignore[arg-type]

    [change] = changes_between(edition(TWO, gone), edition(follower, gone)).changed

    assert (change.key, change.words) == ("two", "with another origin")
    assert [(one.label, one.before, one.after) for one in change.fields] == [(label, "", "One")]
    assert not change.changes_meaning


def test_a_new_element_that_follows_one_that_left_before() -> None:
    gone = replace(ONE, is_retired=True)
    follower = replace(THREE, takes_the_place_of=("one",))

    [change] = changes_between(edition(TWO, gone), edition(TWO, follower, gone)).changed

    assert change.words == "new; takes the place of “One”"


def test_a_place_once_taken_stays_so_and_may_pass_to_another() -> None:
    gone = replace(ONE, is_retired=True)
    taker, other = (replace(one, takes_the_place_of=("one",)) for one in (TWO, THREE))

    assert changes_between(edition(taker, THREE, gone), edition(TWO, THREE, gone)).is_empty
    passed = changes_between(edition(taker, THREE, gone), edition(TWO, other, gone))
    assert [one.key for one in passed.changed] == ["two", "three"]


def test_a_retired_element_may_be_brought_back() -> None:
    changes = changes_between(edition(replace(ONE, is_retired=True), TWO), edition(ONE, TWO))

    assert of(changes, "one").words == "brought back"


def test_a_new_element_that_takes_the_place_of_one() -> None:
    follower = replace(THREE, takes_the_place_of=("one",))

    changes = changes_between(edition(ONE, TWO), edition(follower, TWO))

    assert of(changes, "three").words == "new; takes the place of “One”"
    assert of(changes, "one").words == "retired; “Three” takes its place"


def test_an_element_split_in_two() -> None:
    halves = [sheet(key, comes_from=("one",)) for key in ("left", "right")]

    changes = changes_between(edition(ONE, TWO), edition(*halves, TWO))

    assert of(changes, "one").kind == Kind.SPLIT
    assert of(changes, "one").words == "split into “Left” and “Right”"
    assert of(changes, "left").words == "new; comes from “One”"


def test_two_elements_merged_into_a_new_one() -> None:
    both = replace(THREE, takes_the_place_of=("one", "two"))

    changes = changes_between(edition(ONE, TWO), edition(both))

    assert of(changes, "three").words == "merged from “One” and “Two”"
    assert of(changes, "one").words == of(changes, "two").words == "merged into “Three”"


def test_an_element_merged_into_one_that_stays() -> None:
    grown = replace(TWO, takes_the_place_of=("one",))

    changes = changes_between(edition(ONE, TWO), edition(grown))

    assert of(changes, "two").words == "merged with “One”"


def test_a_new_meaning_is_an_element_of_its_own() -> None:
    anew = sheet("one_2", "One", "Something else.", comes_from=("one",))

    changes = changes_between(edition(ONE), edition(anew, replace(ONE, is_retired=True)))

    assert of(changes, "one").words == "retired; “One” carries on with a new meaning"


def test_the_one_that_moved_is_told_and_not_all_that_it_passed() -> None:
    four = sheet("four")

    changes = changes_between(edition(ONE, TWO, THREE, four), edition(four, ONE, TWO, THREE))

    assert [(one.key, one.where) for one in changes.changed] == [("four", "moved in the list")]


def test_an_element_moved_to_another_group() -> None:
    groups = (sheet("a", "Aims"), sheet("b", "Bonds"))

    changes = changes_between(
        edition(replace(ONE, group="a"), groups=groups),
        edition(replace(ONE, group="b"), groups=groups),
    )

    assert of(changes, "one").where == "moved from “Aims” to “Bonds”"


def test_groups_and_the_framework_itself() -> None:
    changes = changes_between(
        edition(groups=(sheet("a", "Aims"), sheet("b", "Bonds")), summary="Then.", sources="Old"),
        edition(groups=(sheet("a", "Ends"), sheet("c", "Costs")), summary="Now.", sources="New"),
    )

    assert [one.label for one in changes.head] == ["Summary", "Sources"]
    assert [(one.key, str(one.kind)) for one in changes.changed_groups] == [
        ("a", "renamed"),
        ("c", "new"),
        ("b", "retired"),
    ]


def test_a_first_edition_is_all_new() -> None:
    changes = changes_between(NOTHING, edition(ONE, TWO))

    assert {one.kind for one in changes.elements} == {Kind.NEW}


def test_the_digest_differs_when_anything_does() -> None:
    assert edition(ONE, TWO).digest == edition(ONE, TWO).digest
    others = [
        edition(TWO, ONE),
        edition(ONE, replace(TWO, is_retired=True)),
        edition(ONE, TWO, summary="x"),
    ]
    assert len({edition(ONE, TWO).digest, *(other.digest for other in others)}) == 4
