"""One framework's page: every definition, where it comes from, and where you used it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frameworks.definitions import words_for_acts
from frameworks.models import Edition, Element, Framework
from partnership.people.models import User
from tests.factories import make_element, make_framework


def words_of(client: Client, key: str) -> str:
    """The page as text: no tags, one space between words."""
    response = client.get(reverse("frameworks:framework", args=[key]))
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_every_framework_shows_every_word_of_its_pack(content: None, as_bryony: Client) -> None:
    for framework in Framework.objects.all():
        page = words_of(as_bryony, framework.key)
        edition = framework.editions.get()
        assert edition.summary in page
        for element in edition.elements.all():
            said = [element.name, element.description, element.prompt]
            said += [element.enough_when, element.signs_of_more]
            said += [alias for alias in element.aliases if alias != element.name]
            said += element.distinguishes.values()
            assert [text for text in said if text not in page] == []
        for source in edition.sources:
            assert source["citation"] in page
            assert source.get("note", "") in page
            assert source.get("locator", "")[1:] in page
        assert [note for note in edition.notes if note not in page] == []


def test_every_element_can_be_linked_to(content: None, as_bryony: Client) -> None:
    links = [one.get_absolute_url().split("#") for one in Element.objects.with_framework()]
    pages = {page: as_bryony.get(page).text for page in dict(links)}

    assert len(pages) == Framework.objects.count()
    assert [anchor for page, anchor in links if f'id="{anchor}"' not in pages[page]] == []


def test_the_levels_of_a_scale_are_compared_in_a_table(content: None, as_bryony: Client) -> None:
    response = as_bryony.get("/frameworks/himmelman_linkage/")

    assert [row.name for row in response.context_data["table"]][:3] == [
        "What passes between partners",
        "Trust",
        "Time",
    ]
    trust = response.context_data["table"][1].cells
    assert trust[2] == "High; partners can hurt each other by pulling out."
    page = response.content.decode()
    assert page.count('<th scope="col">') == 4
    assert page.count('<th scope="row">') == 6


def test_a_plain_list_has_no_table(content: None, as_bryony: Client) -> None:
    assert as_bryony.get("/frameworks/system_leadership/").context_data["table"] == []


def test_a_list_that_its_source_numbers_is_numbered_and_levels_are_not(
    content: None, as_bryony: Client
) -> None:
    assert "3. Purposeful connections" in words_of(as_bryony, "system_leadership")
    assert "3. Co-operation" not in words_of(as_bryony, "himmelman_linkage")


def test_what_partners_do_is_said_in_the_words_of_the_level_that_adds_it(content: None) -> None:
    levels = Element.objects.filter(edition__framework__key="himmelman_linkage")

    assert words_for_acts(levels) == {
        "exchange_information": "exchange information",
        "alter_activities": "alter activities",
        "share_resources": "share resources",
        "enhance_capacity": "enhance each other's capacity",
    }


def test_what_is_not_confirmed_says_so(content: None, as_bryony: Client) -> None:
    stages = words_of(as_bryony, "maturity_stages")
    hazards = words_of(as_bryony, "partnership_hazards")
    outcomes = words_of(as_bryony, "ecm_outcomes")

    assert "Partly verified" in stages
    assert stages.count("Not confirmed") == 1
    assert "Gathered for this journal from the reading" in hazards
    assert "Historical" in outcomes
    for text in ("Partly verified", "Not confirmed", "Gathered", "Historical"):
        assert text not in words_of(as_bryony, "strong_collaborations")


@pytest.mark.parametrize("field", [{"is_switched_on": False}, {"retired_at": timezone.now()}])
def test_what_is_not_offered_can_be_read_and_says_so(
    as_bryony: Client, field: dict[str, object]
) -> None:
    make_framework("old_words", **field)

    assert "It is not offered for new tags" in words_of(as_bryony, "old_words")


def test_what_left_a_framework_is_kept_apart(as_bryony: Client) -> None:
    framework = make_framework("old_words", elements=("stays",))
    make_element(framework.editions.get(), "left", position=2, is_retired=True)

    response = as_bryony.get("/frameworks/old_words/")

    assert [d.element.key for d in response.context_data["parts"][0].definitions] == ["stays"]
    assert [d.element.key for d in response.context_data["retired"]] == ["left"]
    assert "No longer part of it (1)" in response.content.decode()


def test_only_the_published_wording_is_shown(as_bryony: Client) -> None:
    framework = make_framework("old_words")
    draft = Edition.objects.create(framework=framework, number=2, name="N", summary="Unpublished.")
    make_element(draft, "one", position=1, description="A draft's words.")

    page = words_of(as_bryony, "old_words")

    assert "Unpublished." not in page
    assert "A draft's words." not in page


def test_an_unknown_framework_is_a_missing_page(as_bryony: Client, db: None) -> None:
    assert as_bryony.get("/frameworks/nobody_knows/").status_code == 404


def test_a_framework_that_was_never_published_is_a_missing_page(as_bryony: Client) -> None:
    framework = make_framework("old_words")
    framework.editions.update(state="draft", published_at=None)

    assert as_bryony.get("/frameworks/old_words/").status_code == 404


@pytest.mark.parametrize("path", ["/frameworks/", "/frameworks/old_words/"])
def test_frameworks_are_read_and_not_written_and_need_sign_in(
    as_bryony: Client, client: Client, path: str
) -> None:
    make_framework("old_words")

    assert as_bryony.post(path).status_code == 405
    assert client.get(path).status_code == 302


def test_script_in_a_framework_stays_text(as_bryony: Client) -> None:
    framework = make_framework("old_words", name="<script>alert(1)</script>")
    framework.editions.get().elements.update(description="<img src=x onerror=alert(1)>")

    page = as_bryony.get("/frameworks/old_words/").content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("key", ["himmelman_linkage", "hargreaves_maturity", "briggs_factors"])
def test_a_figure_names_every_element_and_links_to_its_definition(
    content: None, as_bryony: Client, key: str
) -> None:
    page = as_bryony.get(f"/frameworks/{key}/").content.decode()
    figure = page[page.index('<figure class="fig">') : page.index("</figure>")]

    for element in Element.objects.filter(edition__framework__key=key):
        assert f'href="#{element.key}"' in figure
        assert element.name in unescape(figure)
    assert "<figcaption" in figure
    for drawing in re.findall(r"<svg[^>]*>", figure):
        assert 'aria-hidden="true"' in drawing


def test_the_flow_follows_the_order_of_the_groups(content: None, as_bryony: Client) -> None:
    flow = as_bryony.get("/frameworks/briggs_factors/").context_data["flow"]

    assert [[part.group.key for part in row] for row in flow] == [
        ["policy_condition"],
        ["organisational", "leaders_and_staff"],
        ["distribution"],
        ["resulting_conditions"],
        ["outcomes"],
    ]


@pytest.mark.parametrize("key", ["team_culture", "hargreaves_maturity", "senior_leader"])
def test_a_page_costs_the_same_number_of_queries_for_3_elements_and_14(
    content: None,
    bryony: User,
    as_bryony: Client,
    key: str,
    django_assert_num_queries: object,
) -> None:
    with django_assert_num_queries(7):  # type: ignore[operator]
        as_bryony.get(f"/frameworks/{key}/")
