"""Publishing a draft: keys, what counts under which, and what keeps it from being published."""

from __future__ import annotations

import pytest

from frameworks.editing.drafts import begin, begin_again_from
from frameworks.loading import load_frameworks, publish_made_here, publish_packs
from frameworks.models import Edition, Element, Framework
from frameworks.packs import FrameworkPack
from frameworks.publishing.deeds import (
    ChangedSinceError,
    NewerEditionError,
    NothingChangedError,
    NotReadyError,
    PublishedAlreadyError,
    look_at,
    publish,
)
from frameworks.publishing.settling import NEW, Answers
from frameworks.wordings import wordings_of
from partnership.people.models import User
from partnership.record.models import Change
from tests.factories import edit, make_element

from .conftest import NOW

pytestmark = pytest.mark.django_db


def published(draft: Edition, by: User | None, **answers: dict[str, str]) -> Edition:
    looked = look_at(draft)
    return publish(draft, answers=Answers(**answers), seen=looked.seen, by=by, at=NOW)


def counts_under(framework: Framework) -> dict[str, str]:
    """The key that each wording ever published counts under now, where it is not its own."""
    wordings = wordings_of([framework.key])
    keys = dict(Element.objects.values_list("pk", "key"))
    return {keys[pk]: keys[now] for pk, now in wordings.stands_for.items() if keys[pk] != keys[now]}


def offered(framework: Framework) -> list[str]:
    elements = Element.objects.offered().filter(edition__framework=framework)
    return list(elements.values_list("key", flat=True))


def test_what_was_a_draft_is_published_and_what_was_published_superseded(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "one", description="Said better.")

    edition = published(draft, sam)

    assert [(one.number, one.state) for one in framework.editions.order_by("number")] == [
        (1, "superseded"),
        (2, "published"),
    ]
    assert (edition.published_by, edition.published_at) == (sam, NOW)
    line = Change.objects.newest_first()[0]
    assert (line.by, line.words) == (sam, "published edition 2 of A framework")


def test_the_same_meaning_keeps_the_key(framework: Framework, draft: Edition, sam: User) -> None:
    edit(draft, "one", description="Said better.")

    published(draft, sam)

    assert offered(framework) == ["one", "two", "three"]
    assert counts_under(framework) == {}


def test_a_new_meaning_is_a_new_key_and_the_old_words_keep_the_old_one(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "one", description="Something else.")

    edition = published(draft, sam, meaning={"one": NEW})

    assert offered(framework) == ["one_2", "two", "three"]
    kept, anew = edition.elements.get(key="one"), edition.elements.get(key="one_2")
    assert (kept.is_retired, kept.description) == (True, "What one means.")
    assert (anew.description, anew.comes_from) == ("Something else.", ["one"])
    assert counts_under(framework) == {}


def test_what_counted_under_the_old_words_stays_with_them(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "two", is_retired=True)
    published(draft, sam, place_of={"two": "one"})
    again = begin(framework, by=sam, at=NOW)
    edit(again, "one", name="Unlike")

    published(again, sam, meaning={"one": NEW})

    assert offered(framework) == ["unlike", "three"]
    assert counts_under(framework) == {"two": "one"}


def test_tags_of_what_leaves_stay_with_its_own_words_or_count_under_another(
    framework: Framework, draft: Edition, sam: User
) -> None:
    draft.elements.filter(key__in=["one", "two"]).update(is_retired=True)

    edition = published(draft, sam, place_of={"one": "three", "two": ""})

    assert offered(framework) == ["three"]
    assert counts_under(framework) == {"one": "three"}
    assert edition.elements.get(key="three").takes_the_place_of == ["one"]


def test_what_is_missing_from_the_draft_is_carried_as_retired(
    framework: Framework, draft: Edition, sam: User
) -> None:
    draft.elements.filter(key="one").delete()

    edition = published(draft, sam)

    assert edition.elements.get(key="one").is_retired
    assert [one.position for one in edition.elements.all()] == [1, 2, 3]


def test_an_element_split_in_two_says_what_its_parts_come_from(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "one", is_retired=True)
    for position, key in enumerate(("left", "right"), 4):
        make_element(draft, key, position=position)

    edition = published(
        draft, sam, part_of={"left": "one", "right": "one"}, place_of={"one": "left"}
    )

    assert counts_under(framework) == {"one": "left"}
    assert edition.elements.get(key="right").comes_from == ["one"]


def test_a_place_is_taken_by_the_one_that_was_answered(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "one", is_retired=True)
    edit(draft, "two", takes_the_place_of=["one"])

    edition = published(draft, sam, place_of={"one": "three"})

    assert edition.elements.get(key="two").takes_the_place_of == []
    assert counts_under(framework) == {"one": "three"}


def test_one_that_comes_back_counts_for_itself_again_and_may_leave_anew(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "one", is_retired=True)
    published(draft, sam, place_of={"one": "two"})
    again = begin(framework, by=sam, at=NOW)
    edit(again, "one", is_retired=False)
    published(again, sam)
    assert counts_under(framework) == {}
    assert offered(framework) == ["two", "three", "one"]

    last = begin(framework, by=sam, at=NOW)
    edit(last, "one", is_retired=True)
    published(last, sam, place_of={"one": ""})

    assert counts_under(framework) == {}


def test_an_older_edition_is_restored_by_publishing_its_words_again(
    framework: Framework, draft: Edition, sam: User
) -> None:
    edit(draft, "one", description="Said worse.")
    make_element(draft, "four", position=4)
    published(draft, sam)

    published(begin_again_from(framework.editions.get(number=1), by=sam, at=NOW), sam)

    one = Element.objects.offered().get(key="one")
    assert (one.edition.number, one.description) == (3, "What one means.")
    assert one.edition.elements.get(key="four").is_retired


def test_pressing_twice_publishes_once(draft: Edition, sam: User) -> None:
    edit(draft, "one", name="Uno")
    seen = look_at(draft).seen
    publish(draft, answers=Answers(), seen=seen, by=sam, at=NOW)

    with pytest.raises(PublishedAlreadyError) as told:
        publish(draft, answers=Answers(), seen=seen, by=sam, at=NOW)

    assert told.value.edition.number == 2
    assert Change.objects.filter(words__startswith="published").count() == 1


def test_an_edition_published_meanwhile_is_told_and_nothing_is_written(
    content: None, framework_packs: list[FrameworkPack], sam: User
) -> None:
    pack = next(one for one in framework_packs if one.key == "briggs_factors")
    draft = begin(Framework.objects.get(key=pack.key), by=sam, at=NOW)
    draft.elements.filter(position=1).update(name="Mine")
    seen = look_at(draft).seen
    publish_made_here(pack, at=NOW)

    with pytest.raises(NewerEditionError) as told:
        publish(draft, answers=Answers(), seen=seen, by=sam, at=NOW)

    draft.refresh_from_db()
    assert (told.value.published.number, draft.state) == (3, "draft")
    assert draft.elements.filter(name="Mine").exists()


def test_a_draft_that_was_changed_since_is_looked_at_again(draft: Edition, sam: User) -> None:
    edit(draft, "one", name="Uno")
    seen = look_at(draft).seen
    edit(draft, "two", name="Due")

    with pytest.raises(ChangedSinceError):
        publish(draft, answers=Answers(), seen=seen, by=sam, at=NOW)


def test_a_draft_that_changes_nothing_is_no_edition(draft: Edition, sam: User) -> None:
    with pytest.raises(NothingChangedError):
        published(draft, sam)


def test_what_breaks_a_rule_is_told_by_its_sheet(draft: Edition, sam: User) -> None:
    edit(draft, "one", description="")
    edit(draft, "two", takes_the_place_of=["gone"])
    edit(draft, "three", takes_the_place_of=["gone"])
    draft.sources, draft.summary = [], ""
    draft.save()

    with pytest.raises(NotReadyError) as told:
        published(draft, sam)

    assert [(fault.sheet, fault.words) for fault in told.value.faults] == [
        ("edition", "The framework: sources must have at least one."),
        ("edition", "The framework: summary is empty."),
        ("element/one", "One: definition is empty."),
        (
            "element/three",
            "Three: takes the place of an element that “Two” takes the place of too.",
        ),
    ]


def test_a_framework_is_called_what_its_new_edition_calls_it(
    framework: Framework, draft: Edition, sam: User
) -> None:
    draft.name = "Another name"
    draft.save()

    published(draft, sam)

    framework.refresh_from_db()
    assert framework.name == "Another name"


def test_loading_the_packs_leaves_what_was_published_here_alone(
    content: None, framework_packs: list[FrameworkPack], sam: User
) -> None:
    draft = begin(Framework.objects.get(key="himmelman_linkage"), by=sam, at=NOW)
    edit(draft, "networking", description="As we say it here.")
    published(draft, sam)

    report = publish_packs(framework_packs, at=NOW)

    assert report.made_here == ["himmelman_linkage"]
    assert Element.objects.offered().get(key="networking").description == "As we say it here."
    assert load_frameworks(at=NOW).made_here == ["himmelman_linkage"]


@pytest.mark.parametrize("key", ["himmelman_linkage", "hargreaves_maturity", "briggs_factors"])
def test_every_shape_of_framework_may_be_published(content: None, sam: User, key: str) -> None:
    draft = begin(Framework.objects.get(key=key), by=sam, at=NOW)
    draft.elements.filter(position=2).update(note="More to say.")

    assert published(draft, sam).number == 2
