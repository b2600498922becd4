"""A framework reworded while somebody is tagging: they lose nothing, and are told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.publishing.settling import NEW, Answers
from journal.models import Cohort, Entry, Observation, SharedTag, Tag
from journal.tagging.offered import resolve
from journal.tagging.seen import seen_in
from partnership.people.models import User
from tests.factories import make_partnership, published_anew, share

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
STRAND = "hargreaves_maturity/moral_purpose"
TOLD = "was changed while you were tagging. Your tag keeps the words you saw."
SINCE = "; worded as in edition 1, and changed since"


@pytest.fixture
def reworded(sam: User) -> None:
    """While Bryony's page is open, on which edition 1 stands of everything."""
    anew = {"description": "Said in another way."}
    published_anew("hargreaves_maturity", by=sam, moral_purpose=anew)
    published_anew("himmelman_linkage", by=sam, networking={"name": "Net working"})


def tick(client: Client, entry: Entry, key: str = STRAND, **fields: str) -> str:
    sent = {"tag": key, "on": "1", "version": entry.version, **fields}
    address = reverse("tagging:tag-toggle", args=[entry.pk])
    return client.post(address, sent, headers=SCRIPT).content.decode()


def editions(entry: Entry) -> list[tuple[str, int]]:
    tags = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return list(tags.values_list("element__key", "element__edition__number"))


def test_a_tick_keeps_the_words_that_were_seen(
    as_bryony: Client, entry: Entry, reworded: None
) -> None:
    answer = tick(as_bryony, entry, seen="hargreaves_maturity.1")

    assert editions(entry) == [("moral_purpose", 1)]
    assert TOLD in answer
    assert SINCE in answer


def test_words_that_are_the_same_are_those_of_the_newest(
    as_bryony: Client, entry: Entry, reworded: None
) -> None:
    answer = tick(
        as_bryony, entry, "hargreaves_maturity/social_capital", seen="hargreaves_maturity.1"
    )

    assert editions(entry) == [("social_capital", 2)]
    assert TOLD not in answer
    assert SINCE not in answer


def test_a_page_of_the_newest_edition_tags_with_it(
    as_bryony: Client, entry: Entry, reworded: None
) -> None:
    answer = tick(as_bryony, entry, seen="hargreaves_maturity.2")

    assert editions(entry) == [("moral_purpose", 2)]
    assert TOLD not in answer


@pytest.mark.parametrize("seen", ["", "nonsense", "hargreaves_maturity.99", "himmelman_linkage.1"])
def test_what_no_page_showed_counts_for_nothing(
    as_bryony: Client, entry: Entry, reworded: None, seen: str
) -> None:
    tick(as_bryony, entry, seen=seen)

    assert editions(entry) == [("moral_purpose", 2)]


def test_an_element_that_was_given_a_new_meaning_can_still_be_tagged_as_it_was_seen(
    as_bryony: Client, entry: Entry, sam: User
) -> None:
    published_anew(
        "hargreaves_maturity",
        by=sam,
        answers=Answers(meaning={"moral_purpose": NEW}),
        moral_purpose={"description": "Something else."},
    )

    assert TOLD in tick(as_bryony, entry, seen="hargreaves_maturity.1")
    assert editions(entry) == [("moral_purpose", 1)]


def test_the_whole_page_keeps_them_too(as_bryony: Client, entry: Entry, reworded: None) -> None:
    address = reverse("tagging:entry-tags", args=[entry.pk])
    sent = {"tags": STRAND, "shown": STRAND, "was": "", "seen": "hargreaves_maturity.1"}

    page = as_bryony.post(address, {**sent, "do": "done"}, follow=True)

    assert editions(entry) == [("moral_purpose", 1)]
    assertContains(page, TOLD)
    assertContains(page, SINCE)
    assertContains(page, "/frameworks/hargreaves_maturity/editions/1/#moral_purpose")


def test_so_does_a_level(as_bryony: Client, bryony: User, entry: Entry, reworded: None) -> None:
    link = make_partnership(bryony)
    address = reverse("tagging:level-set", args=[entry.pk])
    sent = {"partnership": link.pk, f"{link.pk}-level": "networking", "seen": "himmelman_linkage.1"}

    answer = as_bryony.post(address, sent, headers=SCRIPT)

    assertContains(answer, TOLD)
    assert Observation.objects.owned_by(bryony).get().level.name == "Networking"
    page = as_bryony.get(link.get_absolute_url())
    assertContains(page, "Networking</span>")
    assertContains(page, SINCE)


def test_the_page_says_which_editions_it_shows(as_bryony: Client, entry: Entry) -> None:
    page = as_bryony.get(reverse("tagging:entry-tags", args=[entry.pk]))

    assertContains(page, 'name="seen" value="hargreaves_maturity.1"')
    assertContains(page, 'name="seen" value="himmelman_linkage.1"')


def test_an_old_tag_shows_its_words_and_a_reader_sees_that_they_changed(
    as_bryony: Client, as_rosalind: Client, entry: Entry, autumn: Cohort, sam: User
) -> None:
    tick(as_bryony, entry)
    own = reverse("writing:entry", args=[entry.pk])
    assertNotContains(as_bryony.get(own), SINCE)

    published_anew("hargreaves_maturity", by=sam, moral_purpose={"name": "A moral purpose"})

    assertContains(as_bryony.get(own), "Moral purpose")
    assertContains(as_bryony.get(own), SINCE)
    copy = share(entry, autumn)
    for tag in entry.tags.all():
        SharedTag.objects.create(copy=copy, element=tag.element)
    assertContains(as_rosalind.get(reverse("review:copy", args=[copy.pk])), SINCE)


def test_words_that_come_back_are_no_longer_said_to_have_changed(
    as_bryony: Client, entry: Entry, sam: User
) -> None:
    tick(as_bryony, entry)
    published_anew("hargreaves_maturity", by=sam, moral_purpose={"note": "More."})
    published_anew("hargreaves_maturity", by=sam, moral_purpose={"note": ""})

    assertNotContains(as_bryony.get(reverse("writing:entry", args=[entry.pk])), SINCE)


def test_where_nothing_was_published_meanwhile_nothing_more_is_asked(
    entry: Entry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert resolve([STRAND], seen_in(["hargreaves_maturity.1"])).keys() == {STRAND}
