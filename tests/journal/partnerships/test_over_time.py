"""A partnership over time, as its page prints it: chart, table, strands and factors agree."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element, Framework
from journal.models import Observation, Partnership, Tag
from partnership.people.models import User
from tests.factories import make_element, make_entry, make_framework, make_partnership, reworded

FIRST = date(2025, 9, 12)


@pytest.fixture
def levels(db: None) -> list[Element]:
    names = ("networking", "coordinating", "cooperating", "collaborating")
    return list(make_framework("himmelman_linkage", names).editions.get().elements.all())


@pytest.fixture
def link(bryony: User) -> Partnership:
    return make_partnership(bryony)


@pytest.fixture
def strands(db: None) -> Framework:
    keys = ("trust", "coaching")
    return make_framework("hargreaves_maturity", keys, kind="grouped", name="Strands")


def place(link: Partnership, level: Element, days: int, **more: object) -> Observation:
    on = FIRST + timedelta(days)
    entry = make_entry(link.author, title=f"Day {days}")
    fields = {"about_on": on, "said_on": on, "entry": entry, "level": level, **more}
    return Observation.objects.create(partnership=link, **fields)


def table(page: str) -> list[tuple[str, str]]:
    """Day and level of each row, the newest first."""
    body = page.split('aria-label="Where you placed it, table"')[1].split("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', body, re.DOTALL)
    return [(words_in(day), words_in(said)) for day, said in rows]


def words_in(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def test_the_chart_and_the_table_say_the_same(
    as_bryony: Client, link: Partnership, levels: list[Element]
) -> None:
    for days, level in [(0, 0), (69, 1), (150, 2), (244, 1)]:
        place(link, levels[level], days)

    response = as_bryony.get(link.get_absolute_url())

    chart = response.context["chart"]
    drawn = [(f"{p.on.day} {p.on:%b %Y}", p.level) for p in chart.points]
    assert drawn == table(response.content.decode())[::-1]
    circles = re.findall(r'<circle class="steps-point" cx="([\d.]+)" cy="(\d+)"', response.text)
    by_y = {line.y: line.name for line in chart.lines}
    assert [by_y[int(y)] for _, y in circles[:-1]] == [level for _, level in drawn]


def test_who_does_not_see_the_chart_is_told_it(
    as_bryony: Client, link: Partnership, levels: list[Element]
) -> None:
    place(link, levels[0], 0)
    place(link, levels[1], 69)

    page = as_bryony.get(link.get_absolute_url())

    assertContains(page, 'role="img" aria-labelledby="steps-title steps-words"')
    assertContains(page, "Networking from 12 September 2025, then coordinating from 20 November")


def test_with_one_place_there_is_a_sentence_and_no_chart(
    as_bryony: Client, link: Partnership, levels: list[Element]
) -> None:
    place(link, levels[0], 0)

    page = as_bryony.get(link.get_absolute_url())

    assertContains(page, "Movement shows from the second time.")
    assertNotContains(page, "<figure")


def test_hindsight_and_what_is_needed_have_their_own_marks_and_a_key(
    as_bryony: Client, link: Partnership, levels: list[Element]
) -> None:
    place(link, levels[0], 0, needed=levels[1], fit="closer")
    place(link, levels[1], 69)
    later = FIRST + timedelta(100)
    place(link, levels[1], 0, said_on=later, is_hindsight=True)

    page = as_bryony.get(link.get_absolute_url())

    for words in ("What you wrote the work needs", "Looking back at that day", "steps-hindsight"):
        assertContains(page, words)


def test_two_hundred_places_are_one_chart_and_a_page_of_the_table(
    as_bryony: Client,
    link: Partnership,
    levels: list[Element],
    strands: Framework,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    entry = make_entry(link.author)
    Observation.objects.bulk_create(
        Observation(
            partnership=link,
            level=levels[day % 4],
            about_on=FIRST + timedelta(day),
            said_on=FIRST + timedelta(day),
            entry=entry if day == 0 else None,
        )
        for day in range(200)
    )

    with django_assert_num_queries(10):
        page = as_bryony.get(link.get_absolute_url()).content.decode()

    assert page.count('<circle class="steps-point"') == 201  # one in the key
    assert len(table(page)) == 25
    last = as_bryony.get(link.get_absolute_url(), {"page": 8}).content.decode()
    assert table(last)[-1] == ("12 Sep 2025", "Networking")


def tagged(link: Partnership, *elements: Element, day: int = 1, **fields: object) -> None:
    at = timezone.make_aware(datetime(2026, 3, day, 9))
    entry = make_entry(link.author, started_at=at, **fields)
    entry.partnerships.add(link)
    for element in elements:
        Tag.objects.create(entry=entry, element=element)


def test_a_strand_has_a_dot_for_each_entry_and_says_when_last(
    as_bryony: Client, link: Partnership, strands: Framework
) -> None:
    trust, _ = strands.editions.get().elements.all()
    tagged(link, trust, day=1)
    tagged(link, trust, day=5)

    page = as_bryony.get(link.get_absolute_url())

    [dots] = re.findall(r'class="strand-dots"[^>]*><path d="([^"]*)"', page.text)
    assert dots.count("M") == 2
    assertContains(page, "5 Mar 2026")
    assertContains(page, "Not yet", count=1)  # coaching stands there unwritten


def test_neither_the_bin_nor_another_link_nor_another_person_counts(
    as_bryony: Client, link: Partnership, strands: Framework, idris: User
) -> None:
    trust, _ = strands.editions.get().elements.all()
    tagged(link, trust, binned_at=timezone.now())
    tagged(make_partnership(link.author, "Another"), trust)
    tagged(make_partnership(idris, "His"), trust)

    assertNotContains(as_bryony.get(link.get_absolute_url()), "Strand by strand")


def test_an_earlier_wording_counts_under_the_strand_it_became(
    as_bryony: Client, link: Partnership, strands: Framework
) -> None:
    trust, _ = strands.editions.get().elements.all()
    tagged(link, trust)
    reworded(strands, high_trust=["trust"], coaching=[])
    make_element(strands.editions.latest("number"), "trust", position=9, is_retired=True)

    assertContains(as_bryony.get(link.get_absolute_url()), "about High trust")


def test_a_level_that_became_another_is_no_move_and_stands_where_that_stands(
    as_bryony: Client, link: Partnership, levels: list[Element]
) -> None:
    """A newer edition puts one in front, words one anew, and one takes the place of another."""
    place(link, levels[0], 0)
    place(link, levels[1], 30)
    framework = levels[0].edition.framework
    now = reworded(framework, meeting=[], networking=[], aligning=["coordinating"], cooperating=[])
    now["networking"].name = "Keeping in touch"
    now["networking"].save()
    place(link, now["aligning"], 60)
    place(link, now["networking"], 90)

    page = as_bryony.get(link.get_absolute_url())

    assertContains(
        page, "It moved from keeping in touch to aligning, then back to keeping in touch"
    )
    assert [line.name for line in page.context["chart"].lines] == [
        "Cooperating",
        "Aligning",
        "Keeping in touch",
        "Meeting",
    ]


def test_what_has_left_is_counted_where_it_was_named(
    as_bryony: Client, link: Partnership, strands: Framework
) -> None:
    trust, _ = strands.editions.get().elements.all()
    factors = make_framework("briggs_factors", ("time", "people"))
    tagged(link, trust, factors.editions.get().elements.get(key="time"))
    for framework in (strands, factors):
        framework.editions.get().elements.filter(key__in=["trust", "time"]).update(is_retired=True)

    page = as_bryony.get(link.get_absolute_url())

    assertContains(page, "about Trust")
    assertContains(page, ">Time</a>")
    assertContains(page, "Not yet", count=1)  # coaching, which is still offered
    assertNotContains(page, "People")


def test_factors_are_a_counted_list_the_most_written_about_first(
    as_bryony: Client, link: Partnership
) -> None:
    factors = make_framework("briggs_factors", ("time", "people", "place"))
    time, people, _ = factors.editions.get().elements.all()
    tagged(link, time, people, day=1)
    tagged(link, people, day=2)

    page = as_bryony.get(link.get_absolute_url()).text

    assert page.index(">People<") < page.index(">Time<")
    assert "2 entries" in page
    assert "1 entry" in page
    assert ">Place<" not in page
