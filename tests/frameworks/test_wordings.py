"""Counting goes by key across editions, and what took an element's place counts for it."""

from __future__ import annotations

import pytest

from frameworks.models import Edition, Element
from frameworks.wordings import Wordings, wordings_of
from tests.factories import make_element, make_framework, reworded

pytestmark = pytest.mark.django_db


def names(wordings: Wordings) -> list[str]:
    return [element.whole_key for element in wordings.elements]


def test_elements_stand_in_the_order_of_the_frameworks_asked_for() -> None:
    make_framework("zeta", ("one", "two"))
    make_framework("alpha", ("three",))

    assert names(wordings_of(["zeta", "alpha"])) == ["zeta/one", "zeta/two", "alpha/three"]


def test_an_earlier_wording_counts_under_the_present_one() -> None:
    framework = make_framework("words", ("one",))
    earlier = Element.objects.get(key="one")
    now = reworded(framework, one=[])["one"]

    wordings = wordings_of(["words"])

    assert [element.pk for element in wordings.elements] == [now.pk]
    assert wordings.stands_for == {earlier.pk: now.pk, now.pk: now.pk}


def test_what_took_its_place_counts_for_it_over_many_editions() -> None:
    framework = make_framework("words", ("one",))
    first = Element.objects.get(key="one")
    second = reworded(framework, two=["one"])["two"]
    third = reworded(framework, three=["two"])["three"]

    assert wordings_of(["words"]).stands_for == {
        first.pk: third.pk,
        second.pk: third.pk,
        third.pk: third.pk,
    }


def test_an_element_that_left_without_a_successor_stands_last_and_is_not_offered() -> None:
    framework = make_framework("words", ("gone", "kept"))
    reworded(framework, kept=[])

    wordings = wordings_of(["words"])

    assert names(wordings) == ["words/kept", "words/gone"]
    assert [element.key for element in wordings.offered] == ["kept"]


def test_a_draft_counts_for_nothing_yet() -> None:
    framework = make_framework("words", ("one",))
    one = Element.objects.get(key="one")
    draft = Edition.objects.create(
        framework=framework, number=2, state="draft", name="Words", summary="What it is."
    )
    make_element(draft, "two", position=1, takes_the_place_of=["one"])

    assert wordings_of(["words"]).stands_for == {one.pk: one.pk}


def test_elements_that_take_each_others_place_are_no_endless_way() -> None:
    framework = make_framework("words", ("one", "two"))
    Element.objects.filter(key="one").update(takes_the_place_of=["two"], is_retired=True)
    Element.objects.filter(key="two").update(takes_the_place_of=["one"], is_retired=True)

    assert len(wordings_of([framework.key]).stands_for) == 2


@pytest.mark.parametrize("key", ["one", "two"])
def test_a_key_of_any_day_finds_all_that_counts_together(key: str) -> None:
    framework = make_framework("words", ("one", "other"))
    first = Element.objects.get(key="one")
    second = reworded(framework, two=["one"], other=[])["two"]

    assert sorted(wordings_of(["words"]).all_of("words", key)) == [first.pk, second.pk]


def test_an_unknown_key_finds_nothing() -> None:
    make_framework("words", ("one",))

    assert wordings_of(["words"]).all_of("words", "zzz") == []


def test_what_came_back_and_left_again_counts_for_itself() -> None:
    framework = make_framework("words", ("one",))
    reworded(framework, two=["one"])
    reworded(framework, one=[], two=[])
    gone = Element.objects.get(pk=reworded(framework, two=[], one=[])["one"].pk)
    Element.objects.filter(pk=gone.pk).update(is_retired=True)

    assert wordings_of(["words"]).present["words", "one"] == gone.pk
