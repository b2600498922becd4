"""Putting tags and levels on an entry, and taking them off."""

import pytest
from django.core.exceptions import ValidationError

from frameworks.models import Edition, Element, Framework
from journal.models import Tag
from journal.tagging import deeds
from tests.factories import make_element, make_entry, make_framework, make_partnership

BODY = "We met on Monday.\n\nThe cost fell on us, or so I thought."
LEVELS = ("networking", "coordination", "cooperation", "collaboration")


@pytest.fixture
def entry(bryony):
    return make_entry(bryony, body=BODY)


@pytest.fixture
def scale(db):
    return make_framework("himmelman_linkage", LEVELS, kind="scale")


@pytest.fixture
def goals(db):
    return element_of(make_framework("briggs_factors", ("shared_goals",)), "shared_goals")


def element_of(framework: Framework, key: str) -> Element:
    return Element.objects.with_framework().get(
        edition__framework=framework, edition__state="published", key=key
    )


def tagged(entry):
    """Every tag as (element, the words it covers or None for all of it)."""
    rows = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return sorted(rows.values_list("element__key", "passage__quote"), key=str)


def reword(framework: Framework) -> None:
    """A new edition with the same keys takes the place of the published one."""
    old = framework.editions.get(state="published")
    old.state = Edition.State.SUPERSEDED
    old.save()
    new = Edition.objects.create(
        framework=framework,
        number=2,
        state="published",
        name=framework.name,
        summary="Reworded.",
        published_at=old.published_at,
    )
    for element in old.elements.all():
        make_element(new, element.key, position=element.position, name="Reworded")


def test_tags_the_whole_entry_once(entry, goals):
    deeds.tag_whole(entry=entry, element=goals)
    deeds.tag_whole(entry=entry, element=goals)

    assert tagged(entry) == [("shared_goals", None)]


def test_an_element_tagged_in_an_older_wording_is_not_tagged_again(entry, goals):
    deeds.tag_whole(entry=entry, element=goals)
    reword(goals.edition.framework)

    deeds.tag_whole(entry=entry, element=element_of(goals.edition.framework, "shared_goals"))

    assert [tag.element for tag in entry.tags.all()] == [goals]


def test_untags_in_whichever_wording_it_was_made(entry, goals):
    deeds.tag_whole(entry=entry, element=goals)
    reword(goals.edition.framework)

    deeds.untag(
        entry=entry, framework_key="briggs_factors", element_key="shared_goals", passage=None
    )

    assert tagged(entry) == []


def test_tags_some_words_of_the_present_text(entry, goals):
    start = BODY.index("The cost")

    deeds.tag_passage(entry=entry, start=start, end=start + 8, element=goals)

    passage = entry.passages.get()
    assert passage.quote == passage.revision.body[start : start + 8] == "The cost"
    assert passage.prefix == BODY[:start]
    assert passage.suffix == BODY[start + 8 :][:32]
    assert passage.revision.kind == "tagged"


def test_two_tags_on_the_same_words_share_one_passage(entry, goals, scale):
    for element in (goals, element_of(scale, "networking")):
        deeds.tag_passage(entry=entry, start=0, end=17, element=element)

    assert entry.passages.count() == 1
    assert entry.revisions.count() == 1
    assert tagged(entry) == [
        ("networking", "We met on Monday."),
        ("shared_goals", "We met on Monday."),
    ]


def test_a_passage_leaves_with_its_last_tag(entry, goals, scale):
    for element in (goals, element_of(scale, "networking")):
        deeds.tag_passage(entry=entry, start=0, end=17, element=element)

    for tag in entry.tags.for_reading():
        assert entry.passages.count() == 1
        deeds.untag_one(tag=tag)

    assert entry.passages.count() == 0


def test_untagging_the_whole_leaves_the_passage_tagged(entry, goals):
    deeds.tag_whole(entry=entry, element=goals)
    deeds.tag_passage(entry=entry, start=0, end=17, element=goals)

    deeds.untag(
        entry=entry, framework_key="briggs_factors", element_key="shared_goals", passage=None
    )

    assert tagged(entry) == [("shared_goals", "We met on Monday.")]


def test_places_a_partnership_on_the_day_the_entry_was_written(entry, scale):
    hollybank = make_partnership(entry.author)

    observation = deeds.place_partnership(
        entry=entry, partnership=hollybank, level=element_of(scale, "cooperation")
    )

    assert observation.about_on == observation.said_on == entry.written_on
    assert not observation.is_hindsight
    assert list(entry.partnerships.all()) == [hollybank]
    assert tagged(entry) == [("cooperation", None)]


def test_the_last_level_said_stands(entry, scale):
    hollybank = make_partnership(entry.author)

    for key in ("cooperation", "networking"):
        deeds.place_partnership(entry=entry, partnership=hollybank, level=element_of(scale, key))

    assert entry.observations.get().level.key == "networking"
    assert tagged(entry) == [("networking", None)]


def test_a_level_stays_tagged_while_another_partnership_is_at_it(entry, scale):
    cooperation = element_of(scale, "cooperation")
    hollybank = make_partnership(entry.author)
    library = make_partnership(entry.author, "Town library")
    for partnership in (hollybank, library):
        deeds.place_partnership(entry=entry, partnership=partnership, level=cooperation)

    deeds.unplace_partnership(entry=entry, partnership=hollybank)
    assert tagged(entry) == [("cooperation", None)]

    deeds.unplace_partnership(entry=entry, partnership=library)
    assert tagged(entry) == []
    assert entry.observations.count() == 0


def test_unticking_a_level_takes_partnerships_off_it(entry, scale):
    hollybank = make_partnership(entry.author)
    library = make_partnership(entry.author, "Town library")
    deeds.place_partnership(
        entry=entry, partnership=hollybank, level=element_of(scale, "cooperation")
    )
    deeds.place_partnership(entry=entry, partnership=library, level=element_of(scale, "networking"))

    deeds.untag(
        entry=entry, framework_key="himmelman_linkage", element_key="cooperation", passage=None
    )

    assert entry.observations.get().partnership == library
    assert tagged(entry) == [("networking", None)]


@pytest.mark.parametrize(
    ("fit", "needed", "stored"),
    [
        ("", None, None),
        ("", "collaboration", None),
        ("right", None, "coordination"),
        ("right", "collaboration", "coordination"),
        ("closer", None, None),
        ("closer", "cooperation", "cooperation"),
        ("lighter", "networking", "networking"),
        ("unsure", "networking", None),
    ],
)
def test_stores_what_the_work_needs(entry, scale, fit, needed, stored):
    observation = deeds.place_partnership(
        entry=entry,
        partnership=make_partnership(entry.author),
        level=element_of(scale, "coordination"),
        fit=fit,
        needed=element_of(scale, needed) if needed else None,
    )

    assert observation.fit == fit
    assert (observation.needed.key if observation.needed else None) == stored


@pytest.mark.parametrize(
    ("fit", "needed"),
    [
        ("closer", "networking"),
        ("closer", "coordination"),
        ("lighter", "cooperation"),
        ("lighter", "coordination"),
    ],
)
def test_refuses_a_need_that_contradicts_the_answer(entry, scale, fit, needed):
    with pytest.raises(ValidationError, match=f"not {fit} than Coordination"):
        deeds.place_partnership(
            entry=entry,
            partnership=make_partnership(entry.author),
            level=element_of(scale, "coordination"),
            fit=fit,
            needed=element_of(scale, needed),
        )

    assert entry.observations.count() == 0


def test_an_entry_about_no_partnership_has_one_level(entry, scale, goals):
    deeds.tag_whole(entry=entry, element=goals)
    deeds.choose_level(entry=entry, level=element_of(scale, "networking"))
    deeds.choose_level(entry=entry, level=element_of(scale, "cooperation"))
    assert tagged(entry) == [("cooperation", None), ("shared_goals", None)]

    deeds.choose_level(entry=entry, level=None)
    assert tagged(entry) == [("shared_goals", None)]


def test_a_partnership_it_is_no_longer_about_takes_its_level_along(entry, scale):
    hollybank = make_partnership(entry.author)
    library = make_partnership(entry.author, "Town library")
    deeds.place_partnership(
        entry=entry, partnership=hollybank, level=element_of(scale, "networking")
    )

    deeds.say_whether_about(entry=entry, partnership=library, is_about=True)
    deeds.say_whether_about(entry=entry, partnership=hollybank, is_about=False)

    assert list(entry.partnerships.all()) == [library]
    assert entry.observations.count() == 0
    assert tagged(entry) == []


def test_an_entry_is_about_the_partnerships_said_and_no_others(entry, scale):
    hollybank = make_partnership(entry.author)
    library = make_partnership(entry.author, "Town library")
    deeds.place_partnership(
        entry=entry, partnership=hollybank, level=element_of(scale, "networking")
    )

    deeds.say_what_it_is_about(entry=entry, partnerships=[library])

    assert list(entry.partnerships.all()) == [library]
    assert entry.observations.count() == 0
