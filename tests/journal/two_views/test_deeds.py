"""What each sees of the other's levels, through all that can happen to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from frameworks.models import Element
from journal.cohorts.deeds import end as leave
from journal.looking_back.hindsight import place_again
from journal.models import (
    Cohort,
    Observation,
    Partnership,
    SharedPlacing,
    TwoViews,
)
from journal.partnerships.deeds import end
from journal.tagging.deeds import place_partnership, untag
from journal.two_views.choosing import NOTHING_YET, mine_to_choose_from
from journal.two_views.deeds import CannotCompareError, agree, ask, decline, stop
from journal.two_views.following import follow, observations_to_give
from journal.writing.deeds import bin_entry, bring_back, empty_bin
from partnership.people.deeds import end_access
from partnership.people.models import User
from tests.factories import compare, make_entry, make_partnership, place

AUTUMN_DAY, HIS_DAY = date(2025, 9, 18), date(2025, 9, 20)


def seen_by(person: User) -> list[tuple[str, date, bool]]:
    rows = SharedPlacing.objects.seen_by(person).order_by("about_on", "is_hindsight")
    return list(rows.values_list("level__key", "about_on", "is_hindsight"))


def said_in(link: Partnership) -> Observation:
    return Observation.objects.owned_by(link.author).get(partnership=link)


def test_each_sees_where_the_other_placed_it_on_which_day(
    agreed: TwoViews, bryony: User, idris: User
) -> None:
    assert seen_by(idris) == [("networking", AUTUMN_DAY, False)]
    assert seen_by(bryony) == [("coordination", HIS_DAY, False)]


def test_nobody_sees_anything_before_both_agree(
    hers: Partnership, bryony: User, idris: User, autumn: Cohort
) -> None:
    ask(hers, idris, autumn, called="the link")

    assert seen_by(idris) == seen_by(bryony) == []


def test_nobody_else_sees_any_of_it(
    agreed: TwoViews, rosalind: User, saoirse: User, sam: User
) -> None:
    assert seen_by(rosalind) == seen_by(saoirse) == seen_by(sam) == []


def test_the_next_place_is_seen_at_once_and_a_second_thought_replaces_the_first(
    agreed: TwoViews, hers: Partnership, idris: User, levels: list[Element]
) -> None:
    day = date(2025, 11, 7)
    entry = place(hers, levels[1], on=day).entry
    assert entry is not None
    assert seen_by(idris) == [
        ("networking", AUTUMN_DAY, False),
        ("coordination", day, False),
    ]

    place_partnership(entry=entry, partnership=hers, level=levels[2])

    assert seen_by(idris)[1:] == [("cooperation", day, False)]


@pytest.mark.parametrize("placed_first", ["morning", "evening"])
@pytest.mark.parametrize("agreed_at", ["before", "after", "before there were places"])
def test_two_levels_of_one_day_stand_as_their_author_said_them(
    hers: Partnership,
    his: Partnership,
    idris: User,
    autumn: Cohort,
    levels: list[Element],
    agreed_at: str,
    placed_first: str,
) -> None:
    """By when each entry was begun, whichever was placed first and whichever id is less."""
    day = datetime(2025, 11, 7, 9, tzinfo=UTC)
    entries = {
        "morning": (make_entry(hers.author, started_at=day), levels[3]),
        "evening": (make_entry(hers.author, started_at=day + timedelta(hours=9)), levels[0]),
    }
    if agreed_at == "before":
        compare(hers, his)
    for when in sorted(entries, key=lambda when: when != placed_first):
        entry, level = entries[when]
        place_partnership(entry=entry, partnership=hers, level=level)
    if agreed_at != "before":
        compare(hers, his)
    if agreed_at == "before there were places":
        SharedPlacing.objects.update(place_in_day=0)
        migration = import_module("journal.migrations.0030_levels_of_one_day_in_order")
        migration.put_in_order(apps, None)

    seen = SharedPlacing.objects.seen_by(idris).oldest_first()

    assert list(seen.values_list("level__key", flat=True))[1:] == [
        "collaboration",
        "networking",
    ]


def test_what_is_said_looking_back_is_marked_and_not_when_it_was_said(
    agreed: TwoViews, hers: Partnership, idris: User, levels: list[Element]
) -> None:
    looked_back = Observation.objects.create(
        partnership=hers,
        entry=make_entry(hers.author),
        level=levels[2],
        about_on=AUTUMN_DAY,
        said_on=date(2026, 2, 2),
        is_hindsight=True,
    )

    follow(looked_back, by=hers.author)

    assert seen_by(idris) == [
        ("networking", AUTUMN_DAY, False),
        ("cooperation", AUTUMN_DAY, True),
    ]
    assert not any(field.name == "said_on" for field in SharedPlacing._meta.get_fields())


def test_placing_an_earlier_day_again_is_seen_and_so_is_taking_that_back(
    agreed: TwoViews, hers: Partnership, bryony: User, idris: User, levels: list[Element]
) -> None:
    later = make_entry(bryony)

    for level in (levels[2], levels[3], None):
        again = [(hers.pk, level)]
        place_again(later=later, about_on=AUTUMN_DAY, placed=again, today=timezone.localdate())

        seen = [(level.key, AUTUMN_DAY, True)] if level else []
        assert seen_by(idris) == [("networking", AUTUMN_DAY, False), *seen]


def taken_off(link: Partnership) -> None:
    entry = said_in(link).entry
    assert entry is not None
    untag(
        entry=entry,
        framework_key="himmelman_linkage",
        element_key="networking",
        passage=None,
    )


def binned(link: Partnership) -> None:
    entry = said_in(link).entry
    assert entry is not None
    bin_entry(entry)


def erased(link: Partnership) -> None:
    binned(link)
    empty_bin(at=timezone.now() + timedelta(days=31))


def deleted(link: Partnership) -> None:
    said_in(link).delete()


@pytest.mark.parametrize("happened", [taken_off, binned, erased, deleted])
def test_a_level_that_goes_is_seen_no_more(
    agreed: TwoViews,
    hers: Partnership,
    idris: User,
    bryony: User,
    happened: Callable[[Partnership], None],
) -> None:
    happened(hers)

    assert seen_by(idris) == []
    assert not SharedPlacing.objects.filter(author=bryony).exists()
    assert len(seen_by(bryony)) == 1


def test_what_is_erased_does_not_come_back_with_the_next_place(
    agreed: TwoViews, hers: Partnership, idris: User, levels: list[Element]
) -> None:
    erased(hers)
    place(hers, levels[1], on=date(2025, 11, 7))

    assert seen_by(idris) == [("coordination", date(2025, 11, 7), False)]


def test_what_is_taken_out_of_the_bin_is_a_part_of_ones_record_again(
    agreed: TwoViews, hers: Partnership, idris: User
) -> None:
    entry = said_in(hers).entry
    assert entry is not None
    bin_entry(entry)

    bring_back(entry)

    assert seen_by(idris) == [("networking", AUTUMN_DAY, False)]


@pytest.mark.parametrize("happened", [binned, erased])
def test_what_is_in_the_bin_or_erased_is_not_given_when_they_agree(
    hers: Partnership,
    his: Partnership,
    idris: User,
    bryony: User,
    autumn: Cohort,
    happened: Callable[[Partnership], None],
) -> None:
    """Nor when they agree anew: its author keeps the level, and the other never has it again."""
    for link in (hers, his):
        happened(link)

    compare(hers, his)

    assert seen_by(idris) == seen_by(bryony) == []


@pytest.mark.parametrize("happened", [binned, erased])
def test_no_page_before_the_agreement_says_that_such_a_level_is_given(
    hers: Partnership,
    his: Partnership,
    idris: User,
    autumn: Cohort,
    happened: Callable[[Partnership], None],
) -> None:
    asked = ask(hers, idris, autumn, called="the link")
    happened(hers)
    happened(his)

    assert not observations_to_give(hers).exists()
    assert mine_to_choose_from(asked, as_of=HIS_DAY) == [(his, NOTHING_YET)]


def stopped_by_either(agreed: TwoViews, sam: User) -> None:
    stop(agreed)


def ended(agreed: TwoViews, sam: User) -> None:
    link = agreed.of_asker
    link.ended_on = timezone.localdate()
    end(link)


def left(agreed: TwoViews, sam: User) -> None:
    leave(agreed.cohort.memberships.get(person=agreed.asked), by=sam)


@pytest.mark.parametrize("happened", [stopped_by_either, ended, left])
def test_stopping_leaves_nothing_of_it(
    agreed: TwoViews,
    bryony: User,
    idris: User,
    sam: User,
    happened: Callable[[TwoViews, User], None],
) -> None:
    happened(agreed, sam)

    assert seen_by(bryony) == seen_by(idris) == []
    assert not TwoViews.objects.exists()
    assert not SharedPlacing.objects.exists()


def test_coming_back_to_a_cohort_does_not_compare_again(
    agreed: TwoViews, autumn: Cohort, idris: User, bryony: User, sam: User
) -> None:
    left(agreed, sam)
    autumn.memberships.create(person=idris, role="leader")

    assert seen_by(idris) == seen_by(bryony) == []


def gone_behind_the_products_back(agreed: TwoViews, sam: User) -> None:
    agreed.cohort.memberships.filter(person=agreed.asker).update(left_at=timezone.now())


def access_ended(agreed: TwoViews, sam: User) -> None:
    end_access(agreed.asker, by=sam)


def facilitates_now(agreed: TwoViews, sam: User) -> None:
    agreed.cohort.memberships.filter(person=agreed.asker).update(role="facilitator")


@pytest.mark.parametrize("happened", [gone_behind_the_products_back, access_ended, facilitates_now])
def test_while_one_is_not_there_neither_sees_anything(
    agreed: TwoViews,
    bryony: User,
    idris: User,
    sam: User,
    happened: Callable[[TwoViews, User], None],
) -> None:
    happened(agreed, sam)

    assert seen_by(bryony) == seen_by(idris) == []


def test_declining_shows_nothing_and_is_not_told(
    hers: Partnership, idris: User, bryony: User, autumn: Cohort
) -> None:
    two_views = ask(hers, idris, autumn, called="the link")

    decline(two_views)

    assert not TwoViews.objects.waiting_for(idris).exists()
    assert TwoViews.objects.agreed_or_asked_by(bryony).exists()
    assert seen_by(idris) == seen_by(bryony) == []


def test_what_was_declined_cannot_be_agreed_to_any_more(
    hers: Partnership, his: Partnership, idris: User, autumn: Cohort
) -> None:
    two_views = ask(hers, idris, autumn, called="the link")
    decline(two_views)

    with pytest.raises(CannotCompareError):
        agree(two_views, his)


def test_one_is_asked_once_about_a_partnership(agreed: TwoViews, hers: Partnership) -> None:
    with pytest.raises(CannotCompareError, match="already"):
        ask(hers, agreed.asked, agreed.cohort, called="again")


def test_one_record_is_compared_with_one_of_a_persons(
    agreed: TwoViews, bryony: User, his: Partnership, autumn: Cohort
) -> None:
    second = ask(make_partnership(bryony, "Another"), agreed.asked, autumn, called="another")

    with pytest.raises(CannotCompareError, match="Choose another"):
        agree(second, his)


def test_only_what_goes_on_and_is_not_compared_yet_can_be_chosen(
    agreed: TwoViews, bryony: User, idris: User, autumn: Cohort
) -> None:
    make_partnership(idris, "Long over", ended_on=AUTUMN_DAY)
    another = make_partnership(idris, "Another")
    asked = ask(make_partnership(bryony, "Hers"), idris, autumn, called="another")

    assert mine_to_choose_from(asked, as_of=HIS_DAY) == [(another, NOTHING_YET)]


def test_nobody_is_asked_in_a_cohort_that_is_not_theirs(
    hers: Partnership, saoirse: User, autumn: Cohort
) -> None:
    with pytest.raises(CannotCompareError, match="not both in this cohort"):
        ask(hers, saoirse, autumn, called="the link")


@pytest.mark.parametrize("gone", ["from the cohort", "from the site"])
def test_who_is_gone_meanwhile_cannot_be_agreed_with(
    hers: Partnership, his: Partnership, bryony: User, idris: User, autumn: Cohort, gone: str
) -> None:
    two_views = ask(hers, idris, autumn, called="the link")
    if gone == "from the cohort":
        autumn.memberships.filter(person=bryony).update(left_at=timezone.now())
    else:
        User.objects.filter(pk=bryony.pk).update(is_active=False)

    with pytest.raises(CannotCompareError):
        agree(two_views, his)
