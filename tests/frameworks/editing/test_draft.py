"""The page of a draft and its buttons: for admins, by POST, and quick with 500 elements."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from frameworks.editing.drafts import begin, begin_empty, discard
from frameworks.models import Edition, Element, Group
from partnership.people.models import User
from tests.factories import make_element, make_framework

pytestmark = pytest.mark.django_db
DRAFT = "/manage/frameworks/our_words/draft/"
POSTS = [
    "add/", "groups/letters/move/", "groups/letters/delete/", "elements/a/move/",
    "elements/a/retire/", "elements/a/bring-back/", "elements/a/delete/",
]  # fmt: skip
ASKS = ["elements/a/split/", "elements/a/merge/"]


@pytest.fixture
def draft(sam: User) -> Edition:
    """Of a framework that has published a, b and c in one group; another group is empty."""
    framework = make_framework("our_words", ("a", "b", "c"), kind="grouped", name="Our words")
    edition = framework.editions.get()
    letters = edition.groups.create(key="letters", name="Letters", position=1)
    edition.groups.create(key="digits", name="Digits", position=2)
    edition.elements.update(group=letters)
    return begin(framework, by=sam, at=timezone.now())


def keys(draft: Edition) -> list[str]:
    return [f"({e.key})" if e.is_retired else e.key for e in draft.elements.all()]


def test_it_lists_groups_and_elements_in_order(as_sam: Client, draft: Edition) -> None:
    outline = as_sam.get(DRAFT).context["outline"]

    assert [(part.group.name, [row.name for row in part.rows]) for part in outline.parts] == [
        ("Letters", ["A", "B", "C"]),
        ("Digits", []),
    ]


def test_an_empty_draft_asks_for_its_first_element(as_sam: Client, sam: User) -> None:
    begin_empty("Our words", "factors", "partnership", by=sam, at=timezone.now())

    page = as_sam.get(DRAFT)
    assertContains(page, "No element yet. Add the first one.")
    assertNotContains(page, "Add a group")


def test_an_empty_draft_in_groups_asks_for_its_first_group(as_sam: Client, sam: User) -> None:
    begin_empty("Our words", "grouped", "partnership", by=sam, at=timezone.now())

    page = as_sam.get(DRAFT)
    assertContains(page, "No group yet. Add the first one: its elements go into it.")
    assertNotContains(page, "Add an element")


def test_letters_find_elements(as_sam: Client, draft: Edition) -> None:
    draft.elements.filter(key="b").update(aliases=["Beta blocker"])

    page = as_sam.get(DRAFT, {"q": "BETA"})
    assertContains(page, "1 of 3.")
    assertNotContains(page, "Move up")
    assertContains(as_sam.get(DRAFT, {"q": "zzz"}), "No element has “zzz” in it.")


def test_an_element_is_added_by_its_name(as_sam: Client, draft: Edition) -> None:
    answer = as_sam.post(f"{DRAFT}add/", {"kind": "element", "name": " One  ", "group": "digits"})

    assertRedirects(answer, f"{DRAFT}elements/one/")
    element = draft.elements.get(key="one")
    assert (element.name, element.group.key) == ("One", "digits")  # type: ignore[union-attr]
    assertContains(as_sam.get(DRAFT), "New in this draft. No definition yet.")


def test_a_group_is_added_by_its_name(as_sam: Client, draft: Edition) -> None:
    answer = as_sam.post(f"{DRAFT}add/", {"kind": "group", "name": "Signs"})

    assertRedirects(answer, f"{DRAFT}#group-signs")
    assert draft.groups.filter(key="signs", position=3).exists()


@pytest.mark.parametrize(("kind", "name"), [("group", " "), ("element", ""), ("element", "\x00")])
def test_what_is_added_needs_a_name(as_sam: Client, draft: Edition, kind: str, name: str) -> None:
    answer = as_sam.post(f"{DRAFT}add/", {"kind": kind, "name": name}, follow=True)

    assertContains(answer, f"Give the {kind} a name.")


def test_the_moved_row_is_where_one_comes_back_to(as_sam: Client, draft: Edition) -> None:
    answer = as_sam.post(f"{DRAFT}elements/c/move/", {"to": "up"})

    assertRedirects(answer, f"{DRAFT}#element-c")
    assertContains(as_sam.get(DRAFT), 'id="element-c" tabindex="-1"')
    assert keys(draft) == ["a", "c", "b"]


def test_a_row_is_dropped_before_another(as_sam: Client, draft: Edition) -> None:
    as_sam.post(f"{DRAFT}elements/c/move/", {"to": "before", "before": "a"})
    assert keys(draft) == ["c", "a", "b"]

    as_sam.post(f"{DRAFT}groups/digits/move/", {"to": "up"})
    assert list(draft.groups.values_list("key", flat=True)) == ["digits", "letters"]


def test_what_was_published_is_retired_and_brought_back(as_sam: Client, draft: Edition) -> None:
    assertNotContains(as_sam.get(DRAFT), '/delete/">Delete<span class="visually-hidden"> A')

    as_sam.post(f"{DRAFT}elements/a/retire/")
    assert keys(draft) == ["(a)", "b", "c"]
    assertContains(as_sam.get(DRAFT), "Bring back")

    as_sam.post(f"{DRAFT}elements/a/bring-back/")
    assert keys(draft) == ["a", "b", "c"]


def test_what_was_published_is_never_deleted(as_sam: Client, draft: Edition) -> None:
    answer = as_sam.post(f"{DRAFT}elements/a/delete/", follow=True)

    assertContains(answer, "so it can only be retired")
    assert keys(draft) == ["a", "b", "c"]


def test_what_is_new_is_deleted(as_sam: Client, draft: Edition) -> None:
    make_element(draft, "new", position=4)

    assertContains(as_sam.post(f"{DRAFT}elements/new/delete/", follow=True), "is deleted.")
    assert keys(draft) == ["a", "b", "c"]


def test_an_empty_group_is_deleted_and_a_full_one_is_not(as_sam: Client, draft: Edition) -> None:
    for key, said in (("digits", "The group is deleted."), ("letters", "Move its elements")):
        assertContains(as_sam.post(f"{DRAFT}groups/{key}/delete/", follow=True), said)

    assert list(draft.groups.values_list("key", flat=True)) == ["letters"]


def test_one_is_split_in_two(as_sam: Client, draft: Edition) -> None:
    address = f"{DRAFT}elements/b/split/"

    assertContains(as_sam.get(address), "Split in two")
    assertContains(as_sam.post(address, {"one": "Bee"}), "Name both.", status_code=422)
    assert keys(draft) == ["a", "b", "c"]
    as_sam.post(address, {"one": "Bee", "other": "Beta"})

    assert keys(draft) == ["a", "(b)", "bee", "beta", "c"]
    assert draft.elements.get(key="beta").comes_from == ["b"]


def test_one_is_merged_with_another(as_sam: Client, draft: Edition) -> None:
    address = f"{DRAFT}elements/b/merge/"

    assertContains(as_sam.get(address), "Which takes its place?")
    assertContains(as_sam.post(address, {"into": "b"}), "Choose one.", status_code=422)
    answer = as_sam.post(address, {"into": "c"})

    assertRedirects(answer, f"{DRAFT}#element-c")
    assert keys(draft) == ["a", "(b)", "c"]
    assert draft.elements.get(key="c").takes_the_place_of == ["b"]


def test_the_preview_is_the_list_that_leaders_tag_from(as_sam: Client, draft: Edition) -> None:
    page = as_sam.get(f"{DRAFT}preview/")

    assertContains(page, 'class="picker"')
    assertContains(page, "What b means.")


@pytest.mark.parametrize("part", [*POSTS, *ASKS])
def test_to_anyone_else_it_is_a_missing_page(
    as_bryony: Client, as_rosalind: Client, draft: Edition, part: str
) -> None:
    for client in (as_bryony, as_rosalind):
        assert client.post(DRAFT + part, {"to": "down", "into": "b"}).status_code == 404
    assert keys(draft) == ["a", "b", "c"]


@pytest.mark.parametrize("part", POSTS)
def test_a_button_is_pressed_and_not_fetched(as_sam: Client, draft: Edition, part: str) -> None:
    assert as_sam.get(DRAFT + part).status_code == 405


@pytest.mark.parametrize("part", [part for part in [*POSTS, *ASKS] if part != "add/"])
def test_there_is_no_such_part(as_sam: Client, draft: Edition, part: str) -> None:
    part = part.replace("/a/", "/none/").replace("/letters/", "/none/")

    answer = as_sam.post(DRAFT + part, {"to": "up"})

    assert answer.status_code in (302, 404)
    assert keys(draft) == ["a", "b", "c"]


@pytest.mark.parametrize("part", POSTS)
def test_a_draft_that_is_gone_is_not_changed(
    as_sam: Client, draft: Edition, sam: User, part: str
) -> None:
    discard(draft, by=sam)

    assert as_sam.post(DRAFT + part, {"name": "x"}).status_code == 404
    assert Element.objects.count() == 3


def fill(draft: Edition, number: int) -> None:
    """So many elements more, in ten groups."""
    groups = Group.objects.bulk_create(
        Group(edition=draft, key=f"g{n}", name=f"Group {n}", position=n) for n in range(3, 13)
    )
    Element.objects.bulk_create(
        Element(
            edition=draft, key=f"e{n}", name=f"Element {n}", description="Words.",
            group=groups[n * 10 // number], position=n + 4,
        )
        for n in range(number)
    )  # fmt: skip


@pytest.mark.parametrize("elements", [10, 30])
def test_the_page_asks_the_same_of_the_database(
    as_sam: Client,
    draft: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    elements: int,
) -> None:
    fill(draft, elements)
    as_sam.get(DRAFT)

    with django_assert_num_queries(11):
        as_sam.get(DRAFT)


def test_of_many_elements_the_uses_are_counted_on_their_own_pages_alone(
    as_sam: Client,
    draft: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("frameworks.editing.views.drafts.MOST_COUNTED", 2)
    assertContains(as_sam.get(DRAFT), "in how many tags each is used stands on its own page")

    with django_assert_num_queries(9):
        as_sam.get(DRAFT)


@pytest.mark.parametrize(
    "part", ["", "?q=element", "preview/", "words/", "elements/e250/", "elements/e250/merge/"]
)
def test_with_500_elements_a_page_takes_15_statements_at_the_most(
    as_sam: Client,
    draft: Edition,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    part: str,
) -> None:
    fill(draft, 500)
    as_sam.get(DRAFT)

    with django_assert_max_num_queries(15):
        assert as_sam.get(DRAFT + part).status_code == 200


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("elements/e250/move/", {"to": "up"}),
        ("elements/e250/retire/", {}),
        ("elements/e250/split/", {"one": "One", "other": "Other"}),
        ("add/", {"kind": "element", "name": "New", "group": "g3"}),
    ],
)
def test_with_500_elements_a_button_takes_21(
    as_sam: Client,
    draft: Edition,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    part: str,
    sent: dict[str, str],
) -> None:
    fill(draft, 500)
    as_sam.get(DRAFT)

    with django_assert_max_num_queries(21):
        assert as_sam.post(DRAFT + part, sent).status_code == 302
