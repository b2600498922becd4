"""The stages of strands: nowhere unless switched on; then first view, latest view, movement."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import Element, Framework
from journal.models import Partnership, StrandView
from journal.partnerships.placed import Level
from journal.partnerships.stages import Said, say_stages, way
from partnership.people.models import User
from tests.factories import (
    make_framework,
    make_partnership,
    make_person,
    reworded,
)
from tests.racing import at_once

EARLY, MIDDLE, LATE = (Level(key, key.title(), n) for n, key in enumerate(("early", "mid", "late")))
SEPTEMBER, NOVEMBER, MARCH = date(2025, 9, 18), date(2025, 11, 7), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("said", "latest", "movement"),
    [
        ([(SEPTEMBER, EARLY)], "", "One view so far"),
        ([(SEPTEMBER, EARLY), (MARCH, EARLY)], "Early, 2 Mar 2026", "Stayed at early"),
        ([(SEPTEMBER, EARLY), (MARCH, LATE)], "Late, 2 Mar 2026", "From early to late"),
        ([(SEPTEMBER, LATE), (MARCH, EARLY)], "Early, 2 Mar 2026", "From late to early"),
        (
            [(SEPTEMBER, EARLY), (NOVEMBER, MIDDLE), (MARCH, EARLY)],
            "Early, 2 Mar 2026",
            "Away from early and back",
        ),
    ],
)
def test_first_view_latest_view_and_the_way_between(
    said: list[Said], latest: str, movement: str
) -> None:
    told = way(said)

    assert (told.latest, told.movement) == (latest, movement)
    assert told.first.endswith("18 Sep 2025")


@pytest.fixture
def strands(db: None) -> list[Element]:
    framework = make_framework("hargreaves_maturity", ("trust", "innovation"))
    return list(framework.editions.get().elements.all())


@pytest.fixture
def stages(strands: list[Element]) -> Framework:
    return make_framework("maturity_stages", ("beginning", "leading"), kind="scale")


@pytest.fixture
def link(bryony: User) -> Partnership:
    return make_partnership(bryony)


def page(link: Partnership) -> str:
    return reverse("partnerships:partnership-strands", args=[link.pk])


def test_switched_off_there_is_no_stage_and_no_page_to_say_one(
    as_bryony: Client, link: Partnership, strands: list[Element], stages: Framework
) -> None:
    say_stages(link, {strands[0]: stages.editions.get().elements.all()[0]}, on=SEPTEMBER)
    Framework.objects.filter(pk=stages.pk).update(is_switched_on=False)

    shown = as_bryony.get(link.get_absolute_url())

    for words in ("First view", "Beginning", "Say where the strands are"):
        assertNotContains(shown, words)
    assert as_bryony.get(page(link)).status_code == 404


def test_as_shipped_the_scale_is_switched_off(content: None) -> None:
    assert not Framework.objects.get(key="maturity_stages").is_switched_on


def test_switched_on_it_is_said_on_one_page_and_shown_in_words(
    as_bryony: Client, link: Partnership, strands: list[Element], stages: Framework
) -> None:
    scale = {stage.key: stage for stage in stages.editions.get().elements.all()}
    say_stages(link, {strands[0]: scale["beginning"]}, on=SEPTEMBER)

    asked = as_bryony.get(page(link))
    assertContains(asked, "Last: Beginning, 18 Sep 2025")
    assertContains(asked, "optional", count=1)
    as_bryony.post(page(link), {"trust": "leading", "innovation": ""})

    shown = as_bryony.get(link.get_absolute_url()).content.decode()
    row = shown.partition("Trust</th>")[2].partition("</tr>")[0]
    first, latest, movement = re.findall(r"<td>([^<]*)</td>", row)[-3:]
    assert first == "Beginning, 18 Sep 2025"
    assert latest.startswith("Leading, ")
    assert movement == "From beginning to leading"
    assert StrandView.objects.owned_by(link.author).count() == 2


def test_what_was_said_today_can_be_said_otherwise_or_taken_back(
    as_bryony: Client, link: Partnership, strands: list[Element], stages: Framework
) -> None:
    mine = StrandView.objects.owned_by(link.author)

    as_bryony.post(page(link), {"trust": "leading"})
    as_bryony.post(page(link), {"trust": "beginning"})

    assert [view.stage.key for view in mine.select_related("stage")] == ["beginning"]
    assertContains(as_bryony.get(page(link)), '<option value="beginning" selected>')

    as_bryony.post(page(link), {"trust": ""})

    assert not mine.exists()


def test_a_stage_that_is_none_is_not_kept(
    as_bryony: Client, link: Partnership, stages: Framework
) -> None:
    response = as_bryony.post(page(link), {"trust": "champion"})

    assertContains(response, "There is a problem")
    assert not StrandView.objects.owned_by(link.author).exists()


def test_to_somebody_else_it_is_not_there(
    as_idris: Client, link: Partnership, stages: Framework
) -> None:
    assert as_idris.get(page(link)).status_code == 404
    assert as_idris.post(page(link), {"trust": "leading"}).status_code == 404


def test_a_strand_that_was_reworded_keeps_its_views(
    as_bryony: Client, link: Partnership, strands: list[Element], stages: Framework
) -> None:
    say_stages(link, {strands[0]: stages.editions.get().elements.all()[0]}, on=SEPTEMBER)
    reworded(Framework.objects.get(key="hargreaves_maturity"), social_capital=["trust"])

    assertContains(as_bryony.get(link.get_absolute_url()), "Beginning, 18 Sep 2025")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sent_many_times_at_once_it_is_said_once(elsewhere_too: Callable[[], None]) -> None:
    link = make_partnership(make_person())
    frameworks = (make_framework(key) for key in ("hargreaves_maturity", "maturity_stages"))
    strand, stage = (one.editions.get().elements.get() for one in frameworks)
    elsewhere_too()

    answers = at_once([lambda: say_stages(link, {strand: stage}, on=MARCH)] * 6)
    [said] = at_once([lambda: StrandView.objects.owned_by(link.author).count()])

    assert answers == [None] * 6
    assert said == 1
