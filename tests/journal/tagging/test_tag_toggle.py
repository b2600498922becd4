"""One tick or untick, kept at once."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from frameworks.models import Framework
from journal.models import Tag
from journal.tagging import deeds
from tests.factories import make_partnership

from .conftest import BODY, element

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
KEY = "hargreaves_maturity/moral_purpose"


def toggle(client, entry, *, headers=SCRIPT, **fields):
    url = reverse("tagging:tag-toggle", args=[entry.pk])
    return client.post(url, {"tag": KEY, "version": entry.version, **fields}, headers=headers)


def tagged(entry):
    rows = Tag.objects.owned_by(entry.author).filter(entry=entry)
    return sorted(rows.values_list("element__key", "passage__quote"), key=str)


def test_ticks_and_answers_with_the_list(as_bryony, entry):
    response = toggle(as_bryony, entry, on="1")

    assert [line.name for line in response.context["chosen"].lines] == ["Moral purpose"]
    assert f'data-ticked="{KEY}"' in response.content.decode()
    assert "1 tag<" in response.content.decode()
    assert tagged(entry) == [("moral_purpose", None)]


def test_ticking_twice_is_once(as_bryony, entry):
    toggle(as_bryony, entry, on="1")
    toggle(as_bryony, entry, on="1")

    assert tagged(entry) == [("moral_purpose", None)]


def test_unticks(as_bryony, entry):
    toggle(as_bryony, entry, on="1")

    response = toggle(as_bryony, entry)

    assert "No tags yet. You can add them any time." in response.content.decode()
    assert tagged(entry) == []


def test_tags_some_words_and_unticks_them(as_bryony, entry):
    toggle(as_bryony, entry, on="1", part="0-19")
    assert tagged(entry) == [("moral_purpose", BODY[:19])]

    toggle(as_bryony, entry, part="0-19")
    assert tagged(entry) == []


def test_unticks_what_has_left_the_list(as_bryony, entry):
    toggle(as_bryony, entry, on="1")
    Framework.objects.update(is_switched_on=False)

    assert toggle(as_bryony, entry).status_code == 200
    assert tagged(entry) == []


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"tag": "hargreaves_maturity/nothing"}, id="an unknown element"),
        pytest.param({"tag": "nothing"}, id="no framework"),
        pytest.param({"tag": ""}, id="nothing"),
        pytest.param({"tag": "a/b/c"}, id="too many parts"),
        pytest.param({"tag": "x" * 1000}, id="too long"),
        pytest.param({"tag": "hargreaves_maturity/moral\0purpose"}, id="a NUL"),
        pytest.param({"part": "0-999"}, id="words past the end"),
        pytest.param({"part": "0-19", "version": 0}, id="an older text"),
        pytest.param({"part": "10-12", "quote": "on"}, id="offsets counted in UTF-16 units"),
    ],
)
def test_refuses_what_does_not_fit_with_a_sentence(as_bryony, entry, fields):
    response = toggle(as_bryony, entry, on="1", **fields)

    assert response.status_code == 422
    assert response.json()["error"].endswith(".")
    assert tagged(entry) == []


@pytest.mark.parametrize("change", [{"is_switched_on": False}, {"retired_at": "2026-01-01T00:00Z"}])
def test_refuses_an_element_that_is_not_offered(as_bryony, entry, change):
    Framework.objects.filter(key="hargreaves_maturity").update(**change)

    assert toggle(as_bryony, entry, on="1").status_code == 422
    assert tagged(entry) == []


def test_removes_one_line(as_bryony, entry):
    toggle(as_bryony, entry, on="1")
    tag = entry.tags.get()

    toggle(as_bryony, entry, tag="", remove=str(tag.pk))

    assert tagged(entry) == []


def test_removes_a_partnerships_level(as_bryony, entry):
    hollybank = make_partnership(entry.author)
    deeds.place_partnership(
        entry=entry, partnership=hollybank, level=element("himmelman_linkage/networking")
    )

    response = toggle(as_bryony, entry, tag="", remove=f"level:{hollybank.pk}")

    assert 'id="tag-levels"' in response.content.decode()
    assert entry.observations.count() == 0
    assert tagged(entry) == []


def test_without_script_goes_back_to_the_page(as_bryony, entry):
    response = toggle(as_bryony, entry, on="1", headers={})

    assert response.url == reverse("tagging:entry-tags", args=[entry.pk])


def test_a_stranger_is_told_there_is_no_such_entry(as_idris, entry):
    response = toggle(as_idris, entry, on="1")

    assert response.status_code == 404
    assert tagged(entry) == []


def test_a_sheet_that_is_not_saved_yet_is_404_with_a_sentence(as_bryony, entry):
    response = as_bryony.post(
        reverse("tagging:tag-toggle", args=[uuid.uuid4()]), {"tag": KEY}, headers=SCRIPT
    )

    assert response.status_code == 404
    assert "write a few words first" in response.json()["error"]


def test_signed_out_is_401_and_never_a_redirect(entry):
    assert toggle(Client(), entry, on="1").status_code == 401


def test_only_by_post(as_bryony, entry):
    assert as_bryony.get(reverse("tagging:tag-toggle", args=[entry.pk])).status_code == 405


def test_a_fixed_number_of_queries(as_bryony, entry, django_assert_num_queries):
    with django_assert_num_queries(11):
        toggle(as_bryony, entry, on="1")
