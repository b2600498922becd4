"""Addresses that are found once say what Django's own tags say."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import NoReverseMatch, reverse

from partnership.addresses import address_of

BOTH = "{{% load static addresses %}}{{% {theirs} {what} %}} {{% {ours} {what} %}}"


@pytest.mark.parametrize(
    ("theirs", "ours", "what"),
    [("url", "address", "'writing:journal'"), ("static", "asset", "'css/site.css'")],
)
def test_a_tag_prints_what_djangos_own_prints(theirs: str, ours: str, what: str) -> None:
    printed = Template(BOTH.format(theirs=theirs, ours=ours, what=what)).render(Context())

    first, second = printed.split()
    assert first == second


def test_an_unknown_name_fails_when_the_template_is_read() -> None:
    with pytest.raises(NoReverseMatch):
        Template("{% load addresses %}{% if never %}{% address 'nowhere' %}{% endif %}")


def test_a_tag_without_a_name_says_so() -> None:
    with pytest.raises(TemplateSyntaxError, match="address"):
        Template("{% load addresses %}{% address %}")


def test_a_row_has_the_address_of_its_own_id() -> None:
    for name in ("writing:entry", "writing:entry-edit"):
        for pk in (uuid4(), uuid4()):
            assert address_of(name, pk) == reverse(name, args=[pk])


def test_a_template_has_the_address_of_an_id() -> None:
    pk = uuid4()
    template = Template("{% load addresses %}{% address_of 'writing:entry' row.pk %}")

    assert template.render(Context({"row": {"pk": pk}})) == f"/entry/{pk}/"


def test_an_address_of_nothing_says_so() -> None:
    with pytest.raises(TemplateSyntaxError, match="quoted name and an id"):
        Template("{% load addresses %}{% address_of 'writing:entry' %}")
