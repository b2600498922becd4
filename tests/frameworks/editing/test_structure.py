"""What a draft consists of: added, moved, retired, brought back, deleted, split and merged."""

from __future__ import annotations

import pytest
from django.utils import timezone

from frameworks.editing import structure
from frameworks.editing.drafts import NoDraftError, begin, discard
from frameworks.models import Edition, Element, Framework
from partnership.people.models import User
from tests.factories import make_framework

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(sam: User) -> Edition:
    """Of a framework that has published four elements: one without a group, and a, b, c in one."""
    framework = make_framework(elements=("alone", "a", "b", "c"), kind="grouped")
    edition = framework.editions.get()
    group = edition.groups.create(key="letters", name="Letters", position=1)
    edition.elements.exclude(key="alone").update(group=group)
    return begin(framework, by=sam, at=timezone.now())


def keys(draft: Edition) -> list[str]:
    """In their order, those retired in brackets. Positions always count from one."""
    elements = list(draft.elements.all())
    assert [one.position for one in elements] == list(range(1, len(elements) + 1))
    return [f"({one.key})" if one.is_retired else one.key for one in elements]


def did(sam: User) -> dict[str, object]:
    return {"by": sam, "at": timezone.now()}


def test_an_element_is_added_at_the_end_of_its_group(draft: Edition, sam: User) -> None:
    structure.add_group(draft, "Digits", **did(sam))
    structure.add_element(draft, "One", group="digits", **did(sam))
    structure.add_element(draft, "Dee", group="letters", **did(sam))

    assert keys(draft) == ["alone", "a", "b", "c", "dee", "one"]


def test_a_key_that_any_edition_had_is_never_used_again(draft: Edition, sam: User) -> None:
    Element.objects.filter(edition=draft, key="c").delete()

    assert structure.add_element(draft, "C", group="letters", **did(sam)).key == "c_2"


@pytest.mark.parametrize(
    ("key", "to", "order"),
    [("b", "up", "b a c"), ("b", "down", "a c b"), ("a", "up", "a b c"), ("c", "down", "a b c")],
)
def test_an_element_moves_within_its_group(
    draft: Edition, sam: User, key: str, to: structure.Step, order: str
) -> None:
    structure.move(draft, f"element/{key}", to, **did(sam))

    assert keys(draft) == ["alone", *order.split()]


@pytest.mark.parametrize(
    ("key", "before", "order"),
    [("c", "a", "c a b"), ("a", "c", "b a c"), ("a", "", "b c a"), ("b", "alone", "a c b")],
)
def test_an_element_is_dropped_before_another(
    draft: Edition, sam: User, key: str, before: str, order: str
) -> None:
    structure.place(draft, f"element/{key}", before, **did(sam))

    assert keys(draft) == ["alone", *order.split()]


def test_what_is_retired_is_passed_over_by_what_moves(draft: Edition, sam: User) -> None:
    structure.retire(draft, "b", **did(sam))

    structure.move(draft, "element/c", "up", **did(sam))

    assert keys(draft) == ["alone", "c", "(b)", "a"]


def test_a_group_takes_its_elements_along(draft: Edition, sam: User) -> None:
    structure.add_group(draft, "Digits", **did(sam))
    structure.add_element(draft, "One", group="digits", **did(sam))

    structure.move(draft, "group/digits", "up", **did(sam))
    assert keys(draft) == ["alone", "one", "a", "b", "c"]
    structure.place(draft, "group/digits", "", **did(sam))
    assert keys(draft) == ["alone", "a", "b", "c", "one"]


def test_an_element_is_retired_and_brought_back(draft: Edition, sam: User) -> None:
    structure.retire(draft, "b", **did(sam))
    assert keys(draft) == ["alone", "a", "(b)", "c"]

    structure.bring_back(draft, "b", **did(sam))
    assert keys(draft) == ["alone", "a", "b", "c"]


def test_only_what_is_new_is_deleted(draft: Edition, sam: User) -> None:
    structure.add_element(draft, "New", **did(sam))

    structure.delete_element(draft, "new", **did(sam))
    with pytest.raises(structure.WasPublishedError):
        structure.delete_element(draft, "a", **did(sam))

    assert keys(draft) == ["alone", "a", "b", "c"]


def test_a_group_in_use_is_not_deleted_and_what_was_retired_outlives_it(
    draft: Edition, sam: User
) -> None:
    with pytest.raises(structure.NotEmptyError):
        structure.delete_group(draft, "letters", **did(sam))

    draft.elements.exclude(key="alone").update(is_retired=True)
    structure.delete_group(draft, "letters", **did(sam))

    assert keys(draft) == ["alone", "(a)", "(b)", "(c)"]
    assert not draft.groups.exists()


def test_one_is_split_in_two_that_say_what_they_come_from(draft: Edition, sam: User) -> None:
    made = structure.split(draft, "a", ("First half", "Other half"), **did(sam))

    assert keys(draft) == ["alone", "(a)", "first_half", "other_half", "b", "c"]
    for one in made:
        one.refresh_from_db()
        assert (one.comes_from, one.description) == (["a"], "What a means.")
        assert one.group == draft.groups.get(key="letters")
    assert Element.objects.get(edition__state="published", key="a").is_retired is False


def test_one_takes_the_place_of_another(draft: Edition, sam: User) -> None:
    structure.merge(draft, "a", "b", **did(sam))
    structure.merge(draft, "b", "c", **did(sam))

    assert keys(draft) == ["alone", "(a)", "(b)", "c"]
    assert draft.elements.get(key="c").takes_the_place_of == ["b", "a"]
    assert draft.elements.get(key="b").takes_the_place_of == []


def test_what_is_brought_back_counts_for_itself_again(draft: Edition, sam: User) -> None:
    structure.merge(draft, "a", "b", **did(sam))

    structure.bring_back(draft, "a", **did(sam))

    assert draft.elements.get(key="b").takes_the_place_of == []


def test_a_new_one_is_merged_by_being_deleted(draft: Edition, sam: User) -> None:
    structure.add_element(draft, "New", **did(sam))

    structure.merge(draft, "new", "b", **did(sam))

    assert keys(draft) == ["alone", "a", "b", "c"]
    assert draft.elements.get(key="b").takes_the_place_of == []


def test_who_changed_it_last_is_said(draft: Edition, rosalind: User) -> None:
    structure.retire(draft, "a", **did(rosalind))

    draft.refresh_from_db()
    assert draft.edited_by == rosalind


def test_what_is_no_draft_any_more_is_not_changed(draft: Edition, sam: User) -> None:
    discard(draft, by=sam)
    published = Framework.objects.get().editions.get()

    for edition in (draft, published):
        with pytest.raises(NoDraftError):
            structure.retire(edition, "a", **did(sam))
        with pytest.raises(NoDraftError):
            structure.add_element(edition, "New", **did(sam))
    assert keys(published) == ["alone", "a", "b", "c"]


@pytest.mark.parametrize("sheet", ["element/none", "group/none"])
def test_what_is_not_there_is_not_moved(draft: Edition, sam: User, sheet: str) -> None:
    with pytest.raises(NoDraftError):
        structure.move(draft, sheet, "up", **did(sam))
