"""Where you used this: your own tags and levels, by key across editions, and nobody else's."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.utils import timezone

from frameworks.models import Edition, Element, Framework
from frameworks.uses import Use, uses_by
from journal.models import Observation, Passage, Tag
from partnership.people.models import User
from tests.factories import (
    make_element,
    make_entry,
    make_framework,
    make_module,
    make_partnership,
    make_revision,
)


def tag(author: User, element: Element, **fields: object) -> Tag:
    return Tag.objects.create(entry=make_entry(author, **fields), element=element)


def test_your_own_entries_are_counted_and_nobody_elses(bryony: User, idris: User) -> None:
    framework = make_framework("words", elements=("one", "two"))
    one = Element.objects.get(key="one")
    tag(bryony, one)
    tag(bryony, one)
    tag(idris, one)
    tag(idris, Element.objects.get(key="two"))

    assert uses_by(bryony, framework) == {
        "one": [Use(2, "2 entries", "/journal/?element=words/one")]
    }


def test_a_person_who_tagged_nothing_has_no_uses(bryony: User, idris: User) -> None:
    framework = make_framework("words")
    tag(idris, Element.objects.get(key="one"))

    assert uses_by(bryony, framework) == {}


def test_an_entry_counts_once_however_often_it_is_tagged(bryony: User) -> None:
    framework = make_framework("words")
    whole = tag(bryony, Element.objects.get(key="one"))
    revision = make_revision(whole.entry)
    passage = Passage.objects.create(
        entry=whole.entry, revision=revision, start=0, end=4, quote="Some"
    )
    Tag.objects.create(entry=whole.entry, element=whole.element, passage=passage)

    (use,) = uses_by(bryony, framework)["one"]

    assert (use.count, use.words) == (1, "1 entry")


def test_what_is_in_the_bin_is_not_counted(bryony: User) -> None:
    framework = make_framework("words")
    tag(bryony, Element.objects.get(key="one"), binned_at=timezone.now())

    assert uses_by(bryony, framework) == {}


def test_tags_of_every_edition_count_and_those_of_other_frameworks_do_not(bryony: User) -> None:
    framework = make_framework("words")
    other = make_framework("others")
    tag(bryony, framework.editions.get().elements.get())
    framework.editions.update(state="superseded")
    edition = Edition.objects.create(
        framework=framework,
        number=2,
        state="published",
        name="N",
        summary="S",
        published_at=timezone.now(),
    )
    tag(bryony, make_element(edition, "one", position=1))
    tag(bryony, other.editions.get().elements.get())

    assert [use.count for use in uses_by(bryony, framework)["one"]] == [2]


def test_partnerships_placed_at_a_level_are_counted_once_each(bryony: User, idris: User) -> None:
    framework = make_framework("levels", kind="scale")
    level = Element.objects.get(key="one")
    for author, days in ((bryony, (1, 2)), (bryony, (3,)), (idris, (1,))):
        partnership = make_partnership(author)
        for day in days:
            on = date(2026, 9, day)
            Observation.objects.create(
                partnership=partnership, level=level, about_on=on, said_on=on
            )

    assert uses_by(bryony, framework) == {"one": [Use(2, "2 partnerships", "/partnerships/")]}


def test_an_entry_that_places_a_partnership_counts_with_the_tagged_ones(bryony: User) -> None:
    framework = make_framework("levels", kind="scale")
    level = Element.objects.get(key="one")
    tagged = tag(bryony, level).entry
    for entry in (tagged, make_entry(bryony), make_entry(bryony, binned_at=timezone.now())):
        Observation.objects.create(
            partnership=make_partnership(bryony),
            entry=entry,
            level=level,
            about_on=date(2026, 9, 1),
            said_on=date(2026, 9, 1),
        )

    assert uses_by(bryony, framework)["one"][0] == Use(
        2, "2 entries", "/journal/?element=levels/one"
    )


def test_the_number_is_that_of_the_list_it_opens(bryony: User, as_bryony: Client) -> None:
    framework = make_framework("levels", kind="scale")
    level = Element.objects.get(key="one")
    tag(bryony, level)
    Observation.objects.create(
        partnership=make_partnership(bryony),
        entry=make_entry(bryony),
        level=level,
        about_on=date(2026, 9, 1),
        said_on=date(2026, 9, 1),
    )
    make_entry(bryony)

    use = uses_by(bryony, framework)["one"][0]

    assert use.count == 2
    assert as_bryony.get(use.url).context_data["page"].paginator.count == use.count


def test_the_page_of_a_framework_links_to_where_you_used_it(
    bryony: User, idris: User, as_bryony: Client, as_idris: Client
) -> None:
    make_framework("words")
    tag(bryony, Element.objects.get(key="one"))

    mine = as_bryony.get("/frameworks/words/").content.decode()
    theirs = as_idris.get("/frameworks/words/").content.decode()

    assert '<a href="/journal/?element=words/one">1 entry</a>' in mine
    assert "Where you used this" in mine
    assert "Where you used this" not in theirs


def test_modules_say_which_frameworks_come_first(bryony: User, as_bryony: Client) -> None:
    make_framework("words")
    make_framework("others")
    make_module(frameworks_in_front=["others"])

    first = as_bryony.get("/frameworks/").context_data["headings"][0]

    assert first.name == "Shown first when you tag"
    assert [edition.framework for edition in first.editions] == [
        Framework.objects.get(key="others")
    ]
