"""Giving a text: what is copied, to whom, and that later words stay private until given too."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import Cohort, Entry, Observation, Revision, SharedCopy
from journal.sharing.deeds import give
from journal.tagging.deeds import tag_passage, tag_whole
from partnership.people.models import User
from tests.factories import make_entry, make_framework, make_partnership, share


def url(entry: Entry) -> str:
    return reverse("sharing:entry-share", args=[entry.pk])


def test_the_narrower_audience_comes_first_and_is_chosen(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    page = as_bryony.get(url(make_entry(bryony))).content.decode()

    narrow = page.index("Rosalind Amberley-Wick, your facilitator")
    wide = page.index("Everyone in your cohort (2 people) and Rosalind")
    assert narrow < wide
    assert page.index("checked") < wide
    assert "Have you left out pupils’ names?" in page


def test_the_text_its_tags_and_levels_are_copied(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    framework = make_framework("himmelman_linkage", ("networking", "coordination"), kind="scale")
    networking, coordination = framework.editions.get().elements.all()
    entry = make_entry(bryony, body="We met. They listened.", title="A title")
    tag_whole(entry=entry, element=networking)
    tag_passage(entry=entry, start=8, end=22, element=coordination)
    Observation.objects.create(
        partnership=make_partnership(bryony, "Hollybank"),
        entry=entry,
        level=networking,
        needed=coordination,
        about_on=date(2026, 10, 1),
        said_on=date(2026, 10, 1),
    )

    response = as_bryony.post(url(entry), {"audience": "facilitator"})

    copy = SharedCopy.objects.get()
    assert response.url == entry.get_absolute_url()
    assert (copy.body, copy.title, copy.cohort) == (entry.body, "A title", autumn)
    assert copy.revision.body == entry.body
    assert set(copy.tags.values_list("element", "start", "end")) == {
        (networking.pk, None, None),
        (coordination.pk, 8, 22),
    }
    level = copy.levels.get()
    assert (level.partnership_name, level.level, level.needed) == (
        "Hollybank",
        networking,
        coordination,
    )


def test_a_draft_that_is_given_is_one_no_longer(bryony: User, autumn: Cohort) -> None:
    draft = make_entry(bryony, "Enough said.", done_at=None)

    give(draft, cohort=autumn, audience="facilitator")

    draft.refresh_from_db()
    assert not draft.is_draft


def test_later_words_stay_private_until_they_are_given_too(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony, body="Early words.")
    as_bryony.post(url(entry), {"audience": "facilitator"})
    Entry.objects.owned_by(bryony).update(body="Later words.")

    assert SharedCopy.objects.get().body == "Early words."

    as_bryony.post(url(entry), {"audience": "facilitator"})

    assert SharedCopy.objects.get().body == "Later words."
    assert list(entry.revisions.values_list("kind", flat=True)) == [Revision.Kind.SHARED] * 2


def test_widening_is_a_second_act_and_narrowing_takes_effect_at_once(
    as_bryony: Client, as_idris: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    as_bryony.post(url(entry), {"audience": "cohort"})
    copy = SharedCopy.objects.get()
    assert as_idris.get(copy.get_absolute_url()).status_code == 200

    as_bryony.post(url(entry), {"audience": "facilitator"})

    assert as_idris.get(copy.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("audience", ["", "everyone", "facilitator\x00"])
def test_an_audience_there_is_not_is_refused(
    as_bryony: Client, bryony: User, autumn: Cohort, audience: str
) -> None:
    response = as_bryony.post(url(make_entry(bryony)), {"audience": audience})

    assert "There is a problem" in response.content.decode()
    assert not SharedCopy.objects.exists()


def test_there_must_be_something_to_share(as_bryony: Client, bryony: User, autumn: Cohort) -> None:
    response = as_bryony.post(url(make_entry(bryony, body=" \n")), {"audience": "facilitator"})

    assert "Write something before you share it" in response.content.decode()
    assert not SharedCopy.objects.exists()


def test_without_a_cohort_there_is_nobody_to_share_with(as_bryony: Client, bryony: User) -> None:
    response = as_bryony.post(url(make_entry(bryony)), {"audience": "cohort"})

    assert "Nobody to share with" in response.content.decode()
    assert not SharedCopy.objects.exists()


def test_nobody_shares_what_is_not_theirs(as_idris: Client, bryony: User, autumn: Cohort) -> None:
    entry = make_entry(bryony)

    assert as_idris.get(url(entry)).status_code == 404
    assert as_idris.post(url(entry), {"audience": "cohort"}).status_code == 404
    assert not SharedCopy.objects.exists()


def test_withdrawing_takes_everything_back_at_once(
    as_bryony: Client, as_rosalind: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    copy = share(entry, autumn)
    assert as_rosalind.get(copy.get_absolute_url()).status_code == 200

    as_bryony.post(reverse("sharing:copy-withdraw", args=[entry.pk]))

    assert as_rosalind.get(copy.get_absolute_url()).status_code == 404
    assert not SharedCopy.objects.exists()
    assert Entry.objects.owned_by(bryony).get() == entry


def test_withdrawing_twice_says_so_and_harms_nothing(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    withdraw = reverse("sharing:copy-withdraw", args=[entry.pk])

    as_bryony.post(withdraw)

    assert "This was not shared." in as_bryony.get(entry.get_absolute_url()).content.decode()
    assert as_bryony.get(withdraw).status_code == 405


@pytest.mark.parametrize("tags", [1, 3])
def test_the_page_takes_the_same_queries_however_many_tags(
    as_bryony: Client,
    bryony: User,
    autumn: Cohort,
    tags: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    entry = make_entry(bryony)
    elements = make_framework(elements=("one", "two", "three")).editions.get().elements.all()
    for element in elements[:tags]:
        tag_whole(entry=entry, element=element)

    # session, person, the masthead, entry, cohorts, facilitators, members, copy, tags, levels
    with django_assert_num_queries(10):
        as_bryony.get(url(entry))
