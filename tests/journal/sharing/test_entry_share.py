"""Giving a text: what is copied, to whom, and that later words stay private until given too."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from journal.models import Cohort, Entry, Membership, Observation, Revision, SharedCopy
from journal.sharing.deeds import AlreadyGivenError, CannotGiveError, give
from journal.tagging.deeds import tag_passage, tag_whole
from journal.writing.deeds import bin_entry
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_framework, make_partnership, share


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


def test_newer_words_go_to_the_same_people_whatever_is_sent(
    as_bryony: Client, as_idris: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    as_bryony.post(url(entry), {"audience": "facilitator"})
    Entry.objects.owned_by(bryony).update(body="Later words.")

    page = as_bryony.get(url(entry)).text
    as_bryony.post(url(entry), {"audience": "cohort"})

    copy = SharedCopy.objects.get()
    assert 'name="audience"' not in page
    assert "The same people go on reading it" in page
    assert (copy.body, copy.audience) == ("Later words.", "facilitator")
    assert as_idris.get(copy.get_absolute_url()).status_code == 404


def test_nobody_gives_what_they_have_not_seen(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony, "What I looked at.")
    seen = as_bryony.get(url(entry)).context_data["seen"]
    Entry.objects.owned_by(bryony).update(body="What another window wrote since.")

    response = as_bryony.post(url(entry), {"audience": "facilitator", "seen": seen})

    assert response.status_code == 422
    assert "You have changed this since you opened the page." in response.text
    assert "What another window wrote since." in response.text
    assert not SharedCopy.objects.exists()

    again = {"audience": "facilitator", "seen": response.context_data["seen"]}
    assert as_bryony.post(url(entry), again).url == entry.get_absolute_url()


def test_when_nothing_has_changed_there_is_nothing_to_update(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    give(entry, cohort=autumn, audience="facilitator")

    page = as_bryony.get(url(entry)).text

    assert "They see this text already." in page
    assert '<button class="btn btn-primary">' not in page


def test_a_tag_added_since_is_a_change(as_bryony: Client, bryony: User, autumn: Cohort) -> None:
    entry = make_entry(bryony)
    give(entry, cohort=autumn, audience="facilitator")
    assert "They see your" not in as_bryony.get(entry.get_absolute_url()).text

    tag_whole(entry=entry, element=make_framework().editions.get().elements.get())

    page = as_bryony.get(entry.get_absolute_url()).text
    assert "They see your tags and levels of" in page
    assert "Update what they see" in page


def test_what_was_given_to_a_cohort_one_has_left_is_gone_before_it_is_given_anew(
    as_bryony: Client, bryony: User, rosalind: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    left_behind = share(entry, autumn, "cohort")
    Membership.objects.filter(person=bryony).update(left_at=timezone.now())
    spring = make_cohort(leaders=(bryony,), module=autumn.module)

    as_bryony.post(url(entry), {"audience": "facilitator"})

    copy = SharedCopy.objects.get()
    assert copy.pk != left_behind.pk
    assert (copy.cohort, copy.audience) == (spring, "facilitator")


def test_a_text_stays_with_the_cohort_it_was_given_to(
    as_bryony: Client, bryony: User, autumn: Cohort
) -> None:
    entry = make_entry(bryony)
    give(entry, cohort=autumn, audience="facilitator")
    make_cohort(
        leaders=(bryony,),
        module=autumn.module,
        starts_on=date(2027, 1, 1),
        module_ends_on=date(2027, 2, 1),
    )
    Entry.objects.owned_by(bryony).update(body="Later words.")

    as_bryony.post(url(entry))

    copy = SharedCopy.objects.get()
    assert (copy.cohort, copy.body) == (autumn, "Later words.")


def test_pressed_twice_it_is_given_once(bryony: User, autumn: Cohort) -> None:
    entry = make_entry(bryony)
    give(entry, cohort=autumn, audience="facilitator")

    with pytest.raises(AlreadyGivenError):
        give(entry, cohort=autumn, audience="cohort")

    assert SharedCopy.objects.get().audience == "facilitator"


def test_what_is_in_the_bin_is_given_to_nobody(bryony: User, autumn: Cohort) -> None:
    entry = make_entry(bryony)
    bin_entry(Entry.objects.owned_by(bryony).get())

    with pytest.raises(CannotGiveError):
        give(entry, cohort=autumn, audience="facilitator")


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

    # session, person, the masthead, entry and copy, tags, levels, cohort, facilitators, members
    with django_assert_num_queries(9):
        as_bryony.get(url(entry))
