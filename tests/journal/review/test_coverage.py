"""Coverage: how many shared texts name each element, by leader or by question."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Edition, Element
from journal.models import Cohort, Membership, SecondReading, SharedTag
from journal.review.coverage import Grid
from journal.review.shades import look_of
from journal.sharing.deeds import withdraw
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import (
    make_cohort,
    make_element,
    make_entry,
    make_framework,
    make_module,
    make_person,
    make_question,
    share_tagged,
)


def address(cohort: Cohort, query: str = "") -> str:
    return reverse("review:coverage", args=[cohort.pk]) + query


def grid_of(client: Client, cohort: Cohort, query: str = "") -> Grid:
    grid: Grid = client.get(address(cohort, query)).context_data["grid"]  # type: ignore[attr-defined]
    return grid


def numbers(grid: Grid) -> dict[str, list[str]]:
    return {name: [cell.number for cell in cells] for name, _, cells in grid.rows}


@pytest.fixture
def elements(db: None) -> list[Element]:
    """Three of the framework that stands in front of the module."""
    make_module(frameworks_in_front=["words"])
    make_framework("another", ("four",), name="A first by name")
    framework = make_framework("words", ("one", "two", "three"))
    return list(framework.editions.get().elements.all())


@pytest.mark.parametrize(
    ("count", "look"),
    [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (6, 3), (7, 4), (40, 4)],
)
def test_a_number_has_one_of_five_shades(count: int, look: int) -> None:
    assert look_of(count) == f"heat-{look}"


def test_every_cell_holds_a_number_and_leads_to_those_passages(
    as_rosalind: Client, bryony: User, idris: User, elements: list[Element], autumn: Cohort
) -> None:
    one, two, _ = elements
    share_tagged(bryony, autumn, one, two)
    share_tagged(bryony, autumn, one)
    make_entry(bryony, body="never given")

    grid = grid_of(as_rosalind, autumn)

    assert numbers(grid) == {bryony.name: ["2", "1", "0"], idris.name: ["0", "0", "0"]}
    assert [cell.url for cell in grid.rows[0][2]] == [
        f"/cohort/{autumn.pk}/elements/words/one/?person={bryony.pk}",
        f"/cohort/{autumn.pk}/elements/words/two/?person={bryony.pk}",
        "",
    ]
    assert [cell.look for cell in grid.rows[0][2]] == ["heat-2", "heat-1", "heat-0"]


def test_the_table_prints_each_row_as_its_cells_say(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    for _ in range(2):
        share_tagged(bryony, autumn, elements[1])

    page = as_rosalind.get(address(autumn)).content.decode()

    url = f"/cohort/{autumn.pk}/elements/words/two/?person={bryony.pk}"
    cells = f'<td class="heat-0">0</td><td class="heat-2"><a href="{url}">2</a></td>'
    assert f'<tr><th scope="row"><a href="/cohort/{autumn.pk}/people/{bryony.pk}/">' in page
    assert f'</a></th>{cells}<td class="heat-0">0</td></tr>' in page


def test_where_a_number_leads_those_texts_are(
    as_rosalind: Client, bryony: User, idris: User, elements: list[Element], autumn: Cohort
) -> None:
    question = make_question(key="why")
    share_tagged(bryony, autumn, elements[0], body="Hers.", question=question)
    share_tagged(bryony, autumn, elements[0], body="Hers, free.")
    share_tagged(idris, autumn, elements[0], body="His.", question=question)

    for query in ("", "?rows=question"):
        rows = grid_of(as_rosalind, autumn, query).rows
        leading = [cell for _, _, cells in rows for cell in cells if cell.url]
        assert len(leading) == 2
        for cell in leading:
            assert str(as_rosalind.get(cell.url).context_data["count"]) == cell.number  # type: ignore[attr-defined]


def test_a_text_counts_once_however_many_of_its_passages_are_tagged(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    copy = share_tagged(bryony, autumn, elements[0])
    SharedTag.objects.create(copy=copy, element=elements[0], start=0, end=4)

    assert numbers(grid_of(as_rosalind, autumn))[bryony.name] == ["1", "0", "0"]


def test_earlier_wordings_count_under_the_present_one(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    one, two, three = elements
    one.edition.framework.editions.update(state="superseded")
    edition = Edition.objects.create(
        framework=one.edition.framework,
        number=2,
        state="published",
        name="Words",
        summary="What it is.",
        published_at=timezone.now(),
    )
    new_one = make_element(edition, "one", position=1, name="One, said anew")
    make_element(edition, "four", position=2, takes_the_place_of=["two"])
    copy = share_tagged(bryony, autumn, one, two, three)
    SharedTag.objects.create(copy=copy, element=new_one)

    grid = grid_of(as_rosalind, autumn)

    assert grid.counts == [("One, said anew", 1), ("Four", 1), ("Three", 1)]


def test_an_element_that_left_has_a_column_only_while_a_text_names_it(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    Element.objects.filter(pk=elements[0].pk).update(is_retired=True)
    assert grid_of(as_rosalind, autumn).counts == [("Two", 0), ("Three", 0)]

    share_tagged(bryony, autumn, elements[0])

    assert grid_of(as_rosalind, autumn).counts == [("Two", 0), ("Three", 0), ("One", 1)]


def test_by_question_each_of_the_module_has_a_row_and_free_entries_the_last(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    why = make_question(autumn.module, "why", title="Why?")
    make_question(autumn.module, "how", title="How?")
    make_question(autumn.module, "gone", title="Gone?", is_retired=True)
    share_tagged(bryony, autumn, elements[0], question=why)
    share_tagged(bryony, autumn, elements[1])

    grid = grid_of(as_rosalind, autumn, "?rows=question")

    assert numbers(grid) == {
        "Why?": ["1", "0", "0"],
        "How?": ["0", "0", "0"],
        "Free entries": ["0", "1", "0"],
    }
    assert grid.rows[0][2][0].url.endswith("/elements/words/one/?question=why")


def test_columns_may_stand_least_named_first_and_leaders_never_by_a_count(
    as_rosalind: Client, bryony: User, idris: User, elements: list[Element], autumn: Cohort
) -> None:
    share_tagged(idris, autumn, elements[0], elements[2])
    share_tagged(idris, autumn, elements[0])

    grid = grid_of(as_rosalind, autumn, "?order=least")

    assert grid.counts == [("Two", 0), ("Three", 1), ("One", 2)]
    assert list(numbers(grid)) == [bryony.name, idris.name]


@pytest.mark.parametrize(
    ("query", "framework"),
    [("", "words"), ("?framework=another", "another"), ("?framework=zzz&rows=zzz", "words")],
)
def test_the_module_says_which_framework_comes_first(
    as_rosalind: Client, elements: list[Element], autumn: Cohort, query: str, framework: str
) -> None:
    page = as_rosalind.get(address(autumn, query))

    assert page.context_data["showing"].framework == framework  # type: ignore[attr-defined]


def test_with_nothing_shared_the_table_stands_empty_and_says_so(
    as_rosalind: Client, elements: list[Element], autumn: Cohort
) -> None:
    page = as_rosalind.get(address(autumn)).content.decode()

    assert "Tags appear here as people share." in page
    assert page.count("nobody yet") == 3


def test_as_a_list_it_holds_the_same_numbers(
    as_rosalind: Client, bryony: User, idris: User, elements: list[Element], autumn: Cohort
) -> None:
    share_tagged(bryony, autumn, elements[0])

    grid = grid_of(as_rosalind, autumn, "?layout=list")

    assert [(name, [words for words, _ in cells]) for name, _, cells in grid.lists] == [
        (bryony.name, ["One"]),
        (idris.name, []),
    ]


def test_a_withdrawn_text_is_gone_from_every_count_at_once(
    as_rosalind: Client, bryony: User, elements: list[Element], autumn: Cohort
) -> None:
    copy = share_tagged(bryony, autumn, elements[0])
    assert not grid_of(as_rosalind, autumn).is_empty

    withdraw(copy.entry)

    for query in ("", "?rows=question"):
        assert grid_of(as_rosalind, autumn, query).is_empty
    assert ",1" not in whole(as_rosalind, autumn)


def test_what_one_is_tagging_blind_is_not_counted_yet(
    as_rosalind: Client, bryony: User, rosalind: User, elements: list[Element], autumn: Cohort
) -> None:
    copy = share_tagged(bryony, autumn, elements[0])
    SecondReading.objects.create(
        copy=copy, reader=rosalind, text_given_at=copy.text_given_at, is_blind=True
    )

    assert grid_of(as_rosalind, autumn).is_empty


def whole(client: Client, cohort: Cohort, query: str = "") -> str:
    file = client.get(reverse("review:coverage-file", args=[cohort.pk]) + query)
    return b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_file_holds_the_table_with_nothing_a_spreadsheet_would_run(
    as_rosalind: Client, elements: list[Element], autumn: Cohort
) -> None:
    person = make_person('=HYPERLINK("https://elsewhere.example")')
    Membership.objects.create(cohort=autumn, person=person, role="leader")
    share_tagged(person, autumn, elements[1])

    text = whole(as_rosalind, autumn)

    assert text.startswith("\ufeff")
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert lines[0] == ["Leader", "One", "Two", "Three"]
    assert lines[1] == [f"'{person.name}", "0", "1", "0"]
    assert lines[-1] == ["All", "0", "1", "0"]


def test_the_file_by_question_is_the_table_by_question(
    as_rosalind: Client, elements: list[Element], autumn: Cohort
) -> None:
    assert whole(as_rosalind, autumn, "?rows=question").splitlines()[1] == "Free entries,0,0,0"


@pytest.mark.parametrize("name", ["bryony", "idris", "saoirse", "devinder", "sam"])
@pytest.mark.parametrize("page", ["review:coverage", "review:coverage-file"])
def test_only_the_cohorts_facilitators_come_here(
    request: pytest.FixtureRequest,
    elements: list[Element],
    autumn: Cohort,
    elsewhere: Cohort,
    name: str,
    page: str,
) -> None:
    client = signed_in(request.getfixturevalue(name))

    assert client.get(reverse(page, args=[autumn.pk])).status_code == 404


def test_whoever_stopped_facilitating_has_no_page_from_then_on(
    as_rosalind: Client, rosalind: User, elements: list[Element], autumn: Cohort
) -> None:
    autumn.memberships.filter(person=rosalind).update(left_at=timezone.now())

    assert as_rosalind.get(address(autumn)).status_code == 404


def test_another_cohorts_texts_are_not_counted(
    as_rosalind: Client, rosalind: User, saoirse: User, elements: list[Element], autumn: Cohort
) -> None:
    spring = make_cohort(leaders=(saoirse,), facilitators=(rosalind,))
    share_tagged(saoirse, spring, elements[0])

    assert grid_of(as_rosalind, autumn).is_empty
    assert not grid_of(as_rosalind, spring).is_empty


@pytest.mark.parametrize("name", ["sam", "idris", "devinder"])
def test_what_a_cohort_shares_changes_no_page_about_frameworks(
    request: pytest.FixtureRequest,
    bryony: User,
    elements: list[Element],
    autumn: Cohort,
    elsewhere: Cohort,
    name: str,
) -> None:
    """No count of a cohort is shown outside it, so none can tell of fewer than five people."""
    client = signed_in(request.getfixturevalue(name))

    def pages() -> list[str]:
        found = [client.get(one).content.decode() for one in ("/frameworks/", "/frameworks/words/")]
        return [page[page.index("<main") : page.index("</main>")] for page in found]

    before = pages()

    share_tagged(bryony, autumn, *elements)

    assert pages() == before


@pytest.mark.parametrize("query", ["", "?rows=question", "?layout=list"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_is_shared(
    as_rosalind: Client,
    elements: list[Element],
    autumn: Cohort,
    rows: int,
    query: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        person = make_person()
        question = make_question(autumn.module, f"q_{number}")
        Membership.objects.create(cohort=autumn, person=person, role="leader")
        share_tagged(person, autumn, *elements, question=question)

    # session, person, the masthead, the cohort; frameworks, wordings, counts, leaders or questions,
    # what is left out
    with django_assert_num_queries(8):
        as_rosalind.get(address(autumn, query))
