"""Every shared passage under an element: on a page, narrowed, and as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Edition, Element
from journal.models import Cohort, SecondReading, SharedCopy
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_element, make_entry, make_question, share

from .conftest import tag


def address(cohort: Cohort, key: str = "trust", name: str = "element") -> str:
    return reverse(f"comparing:{name}", args=[cohort.pk, "factors", key])


def rows_of(page: HttpResponse) -> list[tuple[str, str, str]]:
    return [(row.before, row.words, row.after) for row in page.context_data["rows"]]


def lines_of(answer: HttpResponse) -> list[list[str]]:
    text = b"".join(answer).decode()
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_passage_is_shown_within_a_sentence_either_side(
    as_rosalind: Client, copy: SharedCopy, trust: Element, autumn: Cohort
) -> None:
    found = tag(copy, trust, "the trust asked")

    page = as_rosalind.get(address(autumn))

    assert rows_of(page) == [
        (
            "We met in May. Then ",
            "the trust asked",
            " for more, and we gave it. Nobody wrote it down.",
        )
    ]
    assert f"{copy.get_absolute_url()}#passage-{found.start}-{found.end}" in page.content.decode()


def test_a_tag_on_all_of_it_is_listed_with_the_opening_words(
    as_rosalind: Client, copy: SharedCopy, trust: Element, autumn: Cohort
) -> None:
    tag(copy, trust)

    page = as_rosalind.get(address(autumn))

    assert rows_of(page) == [("", "“We met in May. Then the trust …”", "")]
    assert "Bryony Fennimarsh" in page.content.decode()


def test_with_nothing_under_it_the_page_says_so(
    as_rosalind: Client, trust: Element, autumn: Cohort
) -> None:
    page = as_rosalind.get(address(autumn))

    assert "Nobody has shared anything under this yet." in page.content.decode()


def test_a_tag_counts_in_whichever_edition_it_was_made(
    as_rosalind: Client, copy: SharedCopy, trust: Element, autumn: Cohort
) -> None:
    tag(copy, trust)
    Edition.objects.update(state="superseded")
    newer = Edition.objects.create(
        framework=trust.edition.framework,
        number=2,
        state="published",
        name="Factors",
        summary="Reworded.",
        published_at=timezone.now(),
    )
    reworded = make_element(newer, "trust", name="Trust, reworded", position=1)
    tag(copy, reworded, "the trust asked")

    page = as_rosalind.get(address(autumn))

    assert page.context_data["element"] == reworded
    assert len(rows_of(page)) == 2


def test_the_words_of_a_draft_are_not_shown(
    as_rosalind: Client, trust: Element, autumn: Cohort
) -> None:
    draft = Edition.objects.create(
        framework=trust.edition.framework, number=2, name="Factors", summary="Not yet."
    )
    make_element(draft, "only_in_a_draft", position=1)

    assert as_rosalind.get(address(autumn, "only_in_a_draft")).status_code == 404


def test_it_can_be_narrowed_to_one_person_and_one_question(
    as_rosalind: Client, bryony: User, idris: User, trust: Element, autumn: Cohort
) -> None:
    question = make_question(key="q_one", title="Why now?")
    hers = share(make_entry(bryony, "Hers.", question=question), autumn)
    his = share(make_entry(idris, "His.", question=question), autumn)
    free = share(make_entry(bryony, "Free."), autumn)
    for given in (hers, his, free):
        tag(given, trust)

    page = as_rosalind.get(address(autumn), {"person": str(bryony.pk), "question": "q_one"})

    assert [words for _, words, _ in rows_of(page)] == ["“Hers.”"]
    assert page.context_data["only"] == [
        "by Bryony Fennimarsh",
        "in answer to “Why now?”",
    ]


def test_nobody_is_named_who_is_not_in_the_cohort(
    as_rosalind: Client, saoirse: User, trust: Element, autumn: Cohort, elsewhere: Cohort
) -> None:
    page = as_rosalind.get(address(autumn), {"person": str(saoirse.pk)})

    assert "Saoirse" not in page.content.decode()
    assert page.context_data["only"] == ["by someone who is not in this cohort"]


@pytest.mark.parametrize("query", [{"person": "nobody"}, {"page": "zzz"}, {"question": "x" * 500}])
def test_an_address_typed_wrong_is_no_fault(
    as_rosalind: Client, trust: Element, autumn: Cohort, query: dict[str, str]
) -> None:
    assert as_rosalind.get(address(autumn), query).status_code == 200


def test_what_is_being_tagged_blind_is_left_out_until_it_is_done(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element, autumn: Cohort
) -> None:
    tag(copy, trust)
    reading = SecondReading.objects.create(
        copy=copy, reader=rosalind, text_given_at=copy.text_given_at, is_blind=True
    )

    assert rows_of(as_rosalind.get(address(autumn))) == []

    reading.done_at = timezone.now()
    reading.save()

    assert len(rows_of(as_rosalind.get(address(autumn)))) == 1


@pytest.mark.parametrize("name", ["element", "element-file"])
@pytest.mark.parametrize("reader", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_who_does_not_facilitate_the_cohort_gets_404(
    request: pytest.FixtureRequest,
    copy: SharedCopy,
    trust: Element,
    autumn: Cohort,
    elsewhere: Cohort,
    reader: str,
    name: str,
) -> None:
    tag(copy, trust)

    client = signed_in(request.getfixturevalue(reader))

    assert client.get(address(autumn, name=name)).status_code == 404


def test_an_element_that_does_not_exist_is_a_page_that_does_not_exist(
    as_rosalind: Client, trust: Element, autumn: Cohort
) -> None:
    assert as_rosalind.get(address(autumn, "nothing_of_the_kind")).status_code == 404


@pytest.mark.parametrize("name", ["element", "element-file"])
def test_nothing_is_changed_here(
    as_rosalind: Client, trust: Element, autumn: Cohort, name: str
) -> None:
    assert as_rosalind.post(address(autumn, name=name)).status_code == 405


def test_the_file_has_one_row_a_tag(
    as_rosalind: Client, bryony: User, trust: Element, purpose: Element, autumn: Cohort
) -> None:
    given = share(make_entry(bryony, "=1+1 is what the trust said.", title="+44"), autumn)
    tag(given, trust, "=1+1")
    tag(given, trust)
    tag(given, purpose)

    header, *lines = lines_of(as_rosalind.get(address(autumn, name="element-file")))

    passage, whole = sorted(lines, key=lambda line: line[3], reverse=True)
    assert header[:5] == ["framework", "element", "edition", "covers", "words"]
    assert passage[:6] == ["factors", "trust", "1", "passage", "'=1+1", "Bryony Fennimarsh"]
    assert passage[8] == "'+44"
    assert whole[3:5] == ["all of it", ""]


@pytest.mark.parametrize("copies", [1, 3])
def test_the_page_takes_the_same_queries_however_much_was_shared(
    as_rosalind: Client,
    bryony: User,
    trust: Element,
    autumn: Cohort,
    copies: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(copies):
        tag(share(make_entry(bryony, "The trust asked."), autumn), trust, "trust")

    # session, person, cohort, wordings, element, wordings, count, tags, what is left out,
    # the masthead
    with django_assert_num_queries(10):
        as_rosalind.get(address(autumn))
