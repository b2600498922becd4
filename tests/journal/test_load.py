"""The large site for measuring: whole, plausible, and the same each time."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from journal.load import Sizes, make_load
from journal.models import Entry, Membership, Observation, SharedCopy, SharedLevel, Tag
from partnership.people.models import User
from tests.factories import make_framework, make_question


@pytest.fixture
def content(db: None) -> None:
    make_question()
    make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    make_framework("others", ("one", "two", "three"))


def bodies() -> list[str]:
    entries = Entry.objects.across_owners(reason="a test of made-up rows")
    return list(entries.order_by("author__email", "started_at").values_list("body", flat=True))


def test_it_builds_what_was_asked_for(content: None) -> None:
    make_load(Sizes(cohorts=2, leaders=3, entries=4), starts_on=date(2026, 6, 1))

    assert Membership.objects.leaders().count() == 6
    assert Membership.objects.facilitators().count() == 2
    assert len(bodies()) == 24
    assert 0 < SharedCopy.objects.count() < 24


def test_each_passage_is_words_of_its_revision_and_search_finds_them(content: None) -> None:
    make_load(Sizes(1, 1, 5), starts_on=date(2026, 6, 1))

    leader = User.objects.get(email__startswith="leader")
    tags = Tag.objects.owned_by(leader).exclude(passage=None).select_related("passage__revision")
    assert len(tags) == 5
    for tag in tags:
        passage = tag.passage
        assert passage.revision.body[passage.start : passage.end] == passage.quote
        entry = Entry.objects.owned_by(leader).matching(passage.quote).get(pk=tag.entry_id)
        assert entry.search_text == Entry.searchable(entry.title, entry.body)


def test_the_same_sizes_build_the_same_words_and_a_second_call_adds_more(content: None) -> None:
    make_load(Sizes(1, 1, 3), starts_on=date(2026, 6, 1))
    first = bodies()
    make_load(Sizes(1, 1, 3), starts_on=date(2026, 6, 1))

    assert sorted(bodies()) == sorted([*first, *first])


def test_a_placed_partnership_is_shared_with_its_text(content: None) -> None:
    make_load(Sizes(1, 2, 20), starts_on=date(2026, 6, 1))

    levels = list(SharedLevel.objects.select_related("copy"))
    assert 0 < len(levels) < SharedCopy.objects.count()
    for level in levels:
        placed = Observation.objects.owned_by(level.copy.author)
        assert placed.filter(partnership__name=level.partnership_name, level=level.level).exists()


@override_settings(MAY_INVENT_PEOPLE=False)
def test_a_site_of_real_people_is_left_alone(content: None) -> None:
    with pytest.raises(CommandError, match="real people"):
        call_command("make_load")

    assert not User.objects.exists()


@pytest.mark.django_db
def test_without_content_it_says_what_to_run() -> None:
    with pytest.raises(CommandError, match="load_content"):
        call_command("make_load")
