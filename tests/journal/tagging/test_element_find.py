"""What a few typed letters find, or one more framework, as fragments for the panel."""

import uuid

import pytest
from django.urls import reverse

from frameworks.models import Framework
from journal.tagging import deeds

from .conftest import element

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def find(client, entry_id, **query):
    url = reverse("tagging:element-find", args=[entry_id])
    return client.get(url, query, headers=SCRIPT)


def test_finds_as_tick_boxes_with_their_definitions(as_bryony, entry):
    deeds.tag_whole(entry=entry, element=element("network_leadership/outside_in"))

    response = find(as_bryony, entry.pk, q="outs")

    html = response.content.decode()
    assert [c.key for c in response.context["found"].choices] == ["network_leadership/outside_in"]
    assert "What outside_in means." in html
    assert " checked" in html
    assert 'data-first="Outside in"' in html


def test_says_so_when_nothing_is_found(as_bryony, entry):
    html = find(as_bryony, entry.pk, q="zzz").content.decode()

    assert "Nothing found for “zzz”. Try the groups below." in html


def test_finds_nothing_that_is_switched_off(as_bryony, entry):
    Framework.objects.filter(key="network_leadership").update(is_switched_on=False)

    assert find(as_bryony, entry.pk, q="outs").context["found"].choices == []


def test_opens_one_more_framework(as_bryony, entry):
    response = find(as_bryony, entry.pk, framework="network_leadership")

    groups = response.context["frame"].groups
    assert [c.name for g in groups for c in g.choices] == ["Outside in", "Shared goals"]


def test_a_framework_that_is_not_offered_says_so(as_bryony, entry):
    html = find(as_bryony, entry.pk, framework="nothing").content.decode()

    assert "That framework is not offered any more." in html


def test_a_new_sheet_may_search_before_its_first_save(as_bryony, entry):
    response = find(as_bryony, uuid.uuid4(), q="outs")

    assert len(response.context["found"].choices) == 1


def test_a_stranger_sees_only_what_is_offered_and_nothing_ticked(as_idris, entry):
    deeds.tag_whole(entry=entry, element=element("network_leadership/outside_in"))

    response = find(as_idris, entry.pk, q="outs")

    assert not response.context["found"].choices[0].is_ticked


def test_without_script_the_page_answers(as_bryony, as_idris, entry):
    url = reverse("tagging:element-find", args=[entry.pk])

    assert as_bryony.get(url, {"q": "outs"}).url.endswith("/tags/?q=outs")
    assert as_idris.get(url, {"q": "outs"}).status_code == 404


def test_only_by_get(as_bryony, entry):
    assert as_bryony.post(reverse("tagging:element-find", args=[entry.pk])).status_code == 405


def test_a_fixed_number_of_queries(as_bryony, entry, django_assert_num_queries):
    with django_assert_num_queries(6):
        find(as_bryony, entry.pk, q="outs")
