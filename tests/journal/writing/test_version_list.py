"""Every text that was kept, newest first, with when, why and how long."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from partnership.people.models import User
from tests.factories import make_entry, make_revision


def url(entry: Entry) -> str:
    return reverse("writing:version-list", args=[entry.pk])


def test_versions_are_listed_newest_first(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony)
    make_revision(entry, body="One.")
    make_revision(entry, body="Two words.", kind="restored")

    response = as_bryony.get(url(entry))

    assert [version.number for version in response.context_data["page"]] == [2, 1]
    assert "Restored from an earlier version" in response.text
    assert "1 word<" in response.text
    assert "2 words<" in response.text


def test_before_the_first_version_it_says_how_one_is_made(as_bryony: Client, bryony: User) -> None:
    response = as_bryony.get(url(make_entry(bryony)))

    assert "No version is kept yet. One is kept when you press Done." in response.text


def test_many_versions_are_in_pages(as_bryony: Client, bryony: User) -> None:
    entry = make_entry(bryony)
    for _ in range(51):
        make_revision(entry)

    assert [v.number for v in as_bryony.get(url(entry) + "?page=2").context_data["page"]] == [1]
    assert as_bryony.get(url(entry) + "?page=hello").status_code == 200


def test_the_list_is_only_read(as_bryony: Client, bryony: User) -> None:
    assert as_bryony.post(url(make_entry(bryony))).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_more_versions_cost_no_more_queries(
    as_bryony: Client, bryony: User, rows: int, django_assert_num_queries: Any
) -> None:
    entry = make_entry(bryony)
    for _ in range(rows):
        make_revision(entry)

    with django_assert_num_queries(6):
        as_bryony.get(url(entry))
