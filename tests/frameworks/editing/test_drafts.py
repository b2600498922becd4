"""Drafts: begun from what is published, from nothing or from a file, and discarded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertNotContains

from frameworks.editing.drafts import (
    DraftInProgressError,
    NoDraftError,
    OtherKindError,
    begin,
    begin_again_from,
    begin_empty,
    begin_from_pack,
    discard,
)
from frameworks.exchange.stored import pack_of_edition
from frameworks.loading import publish_packs
from frameworks.models import Edition, Element, Framework
from frameworks.packs import FrameworkPack
from partnership.people.models import User
from partnership.record.models import Change
from tests.factories import make_element, make_entry, make_framework

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def pack_of(packs: list[FrameworkPack], key: str) -> FrameworkPack:
    return next(pack for pack in packs if pack.key == key)


def test_a_draft_begins_in_the_published_words(content: None, sam: User) -> None:
    for framework in Framework.objects.all():
        published = framework.editions.published().get()

        draft = begin(framework, by=sam, at=NOW)

        draft.refresh_from_db()
        assert (draft.state, draft.number, draft.begun_from) == ("draft", 2, published)
        assert (draft.edited_by, draft.edited_at, draft.pack_digest) == (sam, NOW, "")
        assert pack_of_edition(draft) == pack_of_edition(published)


def test_beginning_changes_nothing_of_what_is_published(content: None, sam: User) -> None:
    def seen() -> list[tuple[object, ...]]:
        published = Element.objects.filter(edition__state="published")
        return list(published.order_by("pk").values_list("pk", "name", "group", "edition"))

    before = seen()

    begin(Framework.objects.get(key="briggs_factors"), by=sam, at=NOW)

    assert seen() == before


def test_what_was_retired_is_in_the_draft_as_retired(sam: User) -> None:
    framework = make_framework(elements=("one", "two"))
    Element.objects.filter(key="two").update(is_retired=True)

    draft = begin(framework, by=sam, at=NOW)

    assert list(draft.elements.values_list("key", "is_retired")) == [("one", False), ("two", True)]


def test_the_draft_there_is_is_given_to_everyone(sam: User, rosalind: User) -> None:
    framework = make_framework()
    draft = begin(framework, by=sam, at=NOW)

    assert begin(framework, by=rosalind, at=timezone.now()) == draft
    assert Edition.objects.filter(state="draft").count() == 1
    assert [line.sentence for line in Change.objects.all()] == [
        "Sam Admin began a draft of A framework"
    ]


def test_a_framework_of_ones_own_begins_empty(sam: User) -> None:
    draft = begin_empty("Our own words", "grouped", "partnership", by=sam, at=NOW)

    framework = draft.framework
    assert (framework.key, framework.name, framework.kind) == (
        "our_own_words",
        "Our own words",
        "grouped",
    )
    assert (draft.number, draft.name, draft.begun_from) == (1, "Our own words", None)
    assert not draft.elements.exists()
    assert Change.objects.get().sentence == "Sam Admin began Our own words"


def test_a_name_that_is_taken_gets_a_key_of_its_own(sam: User) -> None:
    keys = [
        begin_empty(name, "factors", "partnership", by=sam, at=NOW).framework.key
        for name in ("Trust", "Trust!", "3 things", "協働", "協働")
    ]

    assert keys == ["trust", "trust_2", "framework_3_things", "framework", "framework_2"]


@pytest.mark.parametrize("address", ["/frameworks/", "/", "/journal/", "/partnerships/"])
def test_an_unpublished_framework_is_named_nowhere(
    content: None, sam: User, as_bryony: Client, address: str
) -> None:
    draft = begin_empty("Our own words", "factors", "partnership", by=sam, at=NOW)
    make_element(draft, "of_our_own", name="Of our own words", position=1)

    assertNotContains(as_bryony.get(address, follow=True), "ur own words")


def test_an_unpublished_framework_is_not_offered_for_tagging(
    content: None, sam: User, bryony: User, as_bryony: Client
) -> None:
    draft = begin_empty("Our own words", "factors", "partnership", by=sam, at=NOW)
    make_element(draft, "of_our_own", name="Of our own words", position=1)
    entry = make_entry(bryony)

    for address in ("?framework=our_own_words", "find/?q=our own", ""):
        page = as_bryony.get(f"/entry/{entry.pk}/tags/{address}", follow=True)
        assertNotContains(page, "Of our own words")
    assert as_bryony.get("/frameworks/our_own_words/").status_code == 404
    assert not Framework.objects.in_use().filter(key="our_own_words").exists()
    assert not Element.objects.offered().filter(key="of_our_own").exists()


def test_a_file_begins_a_new_framework(framework_packs: list[FrameworkPack], sam: User) -> None:
    pack = pack_of(framework_packs, "himmelman_linkage")

    draft = begin_from_pack(pack, by=sam, at=NOW)

    assert (draft.number, draft.state, draft.begun_from) == (1, "draft", None)
    assert pack_of_edition(draft) == pack
    assert Change.objects.get().sentence.startswith("Sam Admin began, from a file, Himmelman")


def test_a_file_begins_a_draft_of_the_framework_that_has_its_key(
    framework_packs: list[FrameworkPack], sam: User
) -> None:
    pack = pack_of(framework_packs, "stakeholders")
    publish_packs([pack], at=NOW)
    shorter = replace(pack, name="Who has a stake", elements=pack.elements[:-1])

    draft = begin_from_pack(shorter, by=sam, at=NOW)

    assert (draft.number, draft.begun_from) == (2, Edition.objects.published().get())
    assert pack_of_edition(draft) == shorter
    assert list(draft.elements.filter(is_retired=True).values_list("key", flat=True)) == [
        pack.elements[-1].key
    ]
    assert Framework.objects.get().name == pack.name, "until it is published"


def test_a_file_overwrites_no_draft(framework_packs: list[FrameworkPack], sam: User) -> None:
    pack = pack_of(framework_packs, "stakeholders")
    draft = begin_from_pack(pack, by=sam, at=NOW)

    with pytest.raises(DraftInProgressError) as refused:
        begin_from_pack(replace(pack, name="Another"), by=sam, at=NOW)
    assert refused.value.draft == draft
    assert Edition.objects.get().name == pack.name


def test_a_file_of_another_kind_is_refused(framework_packs: list[FrameworkPack], sam: User) -> None:
    make_framework("stakeholders", kind="scale")

    with pytest.raises(OtherKindError):
        begin_from_pack(pack_of(framework_packs, "stakeholders"), by=sam, at=NOW)
    assert not Edition.objects.filter(state="draft").exists()


def test_an_earlier_edition_is_begun_from_again(sam: User) -> None:
    framework = make_framework(elements=("one",))
    first = framework.editions.get()
    Edition.objects.update(state="superseded")
    second = Edition.objects.create(
        framework=framework, number=2, state="published", name="A framework", published_at=NOW
    )
    make_element(second, "one", name="Reworded", position=1)
    make_element(second, "newer", position=2)

    draft = begin_again_from(first, by=sam, at=NOW)

    assert (draft.number, draft.begun_from) == (3, first)
    assert list(draft.elements.values_list("key", "name", "is_retired")) == [
        ("one", "One", False),
        ("newer", "Newer", True),
    ]
    with pytest.raises(DraftInProgressError):
        begin_again_from(first, by=sam, at=NOW)


def test_a_discarded_draft_leaves_what_is_published(sam: User) -> None:
    framework = make_framework()
    draft = begin(framework, by=sam, at=NOW)

    discard(draft, by=sam)

    assert list(Edition.objects.values_list("state", flat=True)) == ["published"]
    assert Element.objects.count() == 1
    assert (
        Change.objects.newest_first()[0].sentence == "Sam Admin discarded the draft of A framework"
    )


def test_what_is_not_a_draft_is_not_discarded(sam: User) -> None:
    framework = make_framework()
    draft = begin(framework, by=sam, at=NOW)
    discard(draft, by=sam)

    for edition in (draft, framework.editions.get()):
        with pytest.raises(NoDraftError):
            discard(edition, by=sam)
    assert Edition.objects.published().count() == 1


def test_another_draft_may_follow_a_discarded_one(sam: User) -> None:
    framework = make_framework()
    discard(begin(framework, by=sam, at=NOW), by=sam)

    assert begin(framework, by=sam, at=NOW).number == 2
