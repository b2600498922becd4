"""Asking, answering, the two views side by side, and stopping, as each of the two meets them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.models import Element
from journal.looking_back.hindsight import place_again
from journal.mail.news import leaders_with_news
from journal.models import Cohort, Partnership, TwoViews
from journal.two_views.deeds import ask, stop
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import compare, make_entry, make_partnership, place, reworded

LIST = reverse("partnerships:partnership-list")


def of(name: str, two_views: TwoViews) -> str:
    return reverse(f"two_views:{name}", args=[two_views.pk])


def asking(link: Partnership) -> str:
    return reverse("two_views:ask", args=[link.pk])


@pytest.fixture
def asked(hers: Partnership, idris: User, autumn: Cohort) -> TwoViews:
    return ask(hers, idris, autumn, called="The move to Ashlathe")


def test_from_asking_to_seeing_to_stopping(
    as_bryony: Client,
    as_idris: Client,
    hers: Partnership,
    his: Partnership,
    idris: User,
    autumn: Cohort,
) -> None:
    membership = autumn.memberships.get(person=idris)
    as_bryony.post(asking(hers), {"leader": membership.pk, "called": "The move to Ashlathe"})

    waiting = TwoViews.objects.get()
    assertContains(as_idris.get(reverse("writing:home")), "would like to compare where each of you")
    assertContains(as_idris.get(LIST), "“The move to Ashlathe”")
    answer = as_idris.get(of("answer", waiting))
    assertContains(answer, "Bryony Fennimarsh would like to compare")
    assertNotContains(answer, "Transition with Ashlathe")  # hers, which she did not type for him

    assertContains(
        as_idris.post(of("answer", waiting), {"partnership": his.pk}, follow=True),
        "You and Bryony each see where the other placed it.",
    )

    assertContains(as_bryony.get(hers.get_absolute_url()), "In Idris’s view")
    assertNotContains(as_bryony.get(of("two-views", waiting)), his.name)
    assertNotContains(as_idris.get(of("two-views", waiting)), hers.name)

    as_idris.post(of("stop", waiting))

    assertNotContains(as_bryony.get(hers.get_absolute_url()), "Idris")
    assert as_bryony.get(of("two-views", waiting)).status_code == 404


def test_the_asker_sees_what_the_other_would_see_and_only_leaders_of_their_cohort(
    as_bryony: Client, hers: Partnership, autumn: Cohort, elsewhere: Cohort
) -> None:
    page = as_bryony.get(asking(hers))

    assertContains(page, "Networking, 18 September 2025")
    assertContains(page, "Idris Calloway-Penn")
    assertNotContains(page, "Rosalind")
    assertNotContains(page, "Saoirse")


def test_a_list_tells_nothing_of_who_follows_such_a_partnership(
    as_bryony: Client, hers: Partnership, idris: User, autumn: Cohort
) -> None:
    before = as_bryony.get(asking(hers)).content

    make_partnership(idris, hers.name)

    strip = re.compile(rb'(csrfmiddlewaretoken|once)" value="[^"]+"')
    assert strip.sub(b"", as_bryony.get(asking(hers)).content) == strip.sub(b"", before)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"called": "A link"}, "Choose who to ask."),
        ({"leader": "0", "called": "A link"}, "0 is not one of the available choices"),
        ({"called": "   "}, "Say which link you mean."),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_asked(
    as_bryony: Client, hers: Partnership, autumn: Cohort, sent: dict[str, str], said: str
) -> None:
    assertContains(as_bryony.post(asking(hers), sent), said)

    assert not TwoViews.objects.exists()


def test_somebody_of_another_cohort_cannot_be_asked(
    as_bryony: Client, hers: Partnership, saoirse: User, elsewhere: Cohort
) -> None:
    membership = elsewhere.memberships.get(person=saoirse)

    as_bryony.post(asking(hers), {"leader": membership.pk, "called": "A link"})

    assert not TwoViews.objects.exists()


def test_declining_is_the_same_to_the_asker_as_waiting(
    as_bryony: Client, as_idris: Client, asked: TwoViews, hers: Partnership
) -> None:
    waits = as_bryony.get(hers.get_absolute_url()).content.decode()

    said_no = as_idris.post(of("decline", asked), follow=True)

    assertContains(said_no, "Bryony is not told.")
    assertNotContains(as_idris.get(LIST), asked.called)
    assert as_idris.get(of("answer", asked)).status_code == 404
    same = re.compile(r'csrfmiddlewaretoken" value="[^"]+"')
    after = as_bryony.get(hers.get_absolute_url()).content.decode()
    assert same.sub("", after) == same.sub("", waits)


def test_the_asker_can_take_it_back(
    as_bryony: Client, as_idris: Client, asked: TwoViews, hers: Partnership
) -> None:
    assertContains(as_bryony.get(hers.get_absolute_url()), "Nothing shows until you both agree.")

    as_bryony.post(of("stop", asked))

    assertNotContains(as_idris.get(LIST), asked.called)
    assert not TwoViews.objects.exists()


def test_whoever_is_asked_declines_and_does_not_stop(as_idris: Client, asked: TwoViews) -> None:
    assert as_idris.post(of("stop", asked)).status_code == 404


def test_without_a_partnership_to_compare_one_can_be_added(
    as_idris: Client, asked: TwoViews
) -> None:
    assertContains(as_idris.get(of("answer", asked)), "You follow no partnership")


@pytest.mark.parametrize("page", ["answer", "two-views"])
def test_to_a_stranger_none_of_it_is_there(
    asked: TwoViews, agreed_too: TwoViews, saoirse: User, rosalind: User, page: str
) -> None:
    for person in (saoirse, rosalind):
        for two_views in (asked, agreed_too):
            assert signed_in(person).get(of(page, two_views)).status_code == 404
            assert signed_in(person).post(of("stop", two_views)).status_code == 404
            assert signed_in(person).post(of("decline", two_views)).status_code == 404


@pytest.fixture
def agreed_too(bryony: User, his: Partnership, autumn: Cohort) -> TwoViews:
    return compare(make_partnership(bryony, "Another"), his, autumn)


@pytest.mark.parametrize("page", ["stop", "decline"])
def test_nothing_is_done_by_following_a_link(as_idris: Client, asked: TwoViews, page: str) -> None:
    assert as_idris.get(of(page, asked)).status_code == 405


def test_anothers_or_an_ended_partnership_cannot_be_compared(
    as_idris: Client, as_bryony: Client, hers: Partnership
) -> None:
    assert as_idris.get(asking(hers)).status_code == 404

    Partnership.objects.owned_by(hers.author).update(ended_on=timezone.localdate())

    assert as_bryony.get(asking(hers)).status_code == 404
    assertNotContains(as_bryony.get(hers.get_absolute_url()), "Compare with")


def test_ending_it_from_its_page_ends_the_comparison(
    as_bryony: Client, agreed: TwoViews, hers: Partnership
) -> None:
    as_bryony.post(
        reverse("partnerships:partnership-end", args=[hers.pk]), {"ended_on": "2026-10-01"}
    )

    assert not TwoViews.objects.exists()


def days(page: str) -> list[tuple[str, ...]]:
    """The table of both views: when, and what stands under each."""
    table = page.partition('class="table two-views"')[2].partition("</table>")[0]
    rows = re.findall(
        r"<tr>\s*<th scope=\"row\">(.*?)</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>", table, re.S
    )
    return [tuple(" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row) for row in rows]


def test_the_table_says_where_each_placed_it_and_works_nothing_out(
    as_bryony: Client, agreed: TwoViews, hers: Partnership, his: Partnership, levels: list[Element]
) -> None:
    place(his, levels[2], on=date(2025, 9, 18))

    page = as_bryony.get(hers.get_absolute_url()).content.decode()

    assert days(page) == [
        ("20 Sep 2025", "– you said nothing that day", "Coordination"),
        ("18 Sep 2025", "Networking", "Cooperation"),
    ]
    assert not re.search(r"averag|gap|agreement|score|differ", page, re.IGNORECASE)


def test_what_the_other_said_looking_back_is_told_apart_and_moves_nothing(
    as_bryony: Client, agreed: TwoViews, his: Partnership, levels: list[Element]
) -> None:
    later = make_entry(his.author)
    again = [(his.pk, levels[3])]
    place_again(later=later, about_on=date(2025, 9, 20), placed=again, today=timezone.localdate())

    page = as_bryony.get(of("two-views", agreed)).text

    assert (
        "20 Sep 2025",
        "– you said nothing that day",
        "Coordination Collaboration Looking back",
    ) in days(page)
    assert "Idris placed it once, on 20 September 2025, at coordination." in page
    assert "Looking back, Idris places it at collaboration on 20 September 2025." in page


def test_both_are_told_in_the_levels_of_today(
    as_bryony: Client, agreed: TwoViews, his: Partnership, levels: list[Element]
) -> None:
    """His two levels are one since a newer edition, so that he did not move."""
    place(his, levels[2], on=date(2025, 10, 20))
    reworded(levels[0].edition.framework, networking=[], aligned=["coordination", "cooperation"])

    page = as_bryony.get(of("two-views", agreed))

    assertContains(page, "Idris has placed it twice since September 2025. It has stayed at aligned")
    assert [line.name for line in page.context["shown"].theirs.lines] == ["Aligned", "Networking"]


def test_what_the_other_stops_while_the_page_is_made_is_not_there_any_more(
    as_bryony: Client, agreed: TwoViews
) -> None:
    """Between the look for the agreement and the look for its levels."""
    address = of("two-views", agreed)
    seen = TwoViews.objects.get(pk=agreed.pk)
    stop(agreed)

    with mock.patch("journal.two_views.views.get_object_or_404", return_value=seen):
        assert as_bryony.get(address).status_code == 404


@pytest.mark.parametrize("more", [0, 30])
def test_side_by_side_takes_the_same_queries_however_many_days(
    as_bryony: Client,
    agreed: TwoViews,
    his: Partnership,
    levels: list[Element],
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(more):
        place(his, levels[day % 4], on=date(2025, 10, 1) + timedelta(day))
    as_bryony.get(of("two-views", agreed))

    with django_assert_num_queries(9):
        as_bryony.get(of("two-views", agreed))


def test_being_asked_is_news_for_a_mail_until_it_is_answered(
    as_idris: Client, asked: TwoViews, idris: User, bryony: User
) -> None:
    assert list(leaders_with_news()) == [idris]

    as_idris.post(of("decline", asked))

    assert not leaders_with_news().exists()
    assert mail.outbox == []
