"""What others read never comes from a private table, not even by a join.

The private managers cannot see a query that begins elsewhere and reaches over a relation
(`User.objects.filter(entries__body__contains=…)`), so this looks at the SQL of the pages.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import Cohort, SharedCopy
from journal.private import PrivateModel
from partnership.people.models import User
from tests.factories import ask_for, make_entry, make_reply, share
from tests.test_private_rows import A_READERS_OWN

TABLES = [
    model._meta.db_table
    for model in apps.get_models()
    if issubclass(model, PrivateModel) and model.__name__ not in A_READERS_OWN
]
TABLES += ["journal_entry_partnerships"]


def private_tables_in(queries: list[dict[str, Any]]) -> set[str]:
    return {table for query in queries for table in TABLES if f'"{table}"' in query["sql"]}


@pytest.fixture
def copy(bryony: User, rosalind: User, autumn: Cohort) -> SharedCopy:
    given = share(make_entry(bryony), autumn, "cohort")
    make_reply(given, rosalind)
    return given


@pytest.mark.parametrize("reader", ["as_rosalind", "as_idris"])
def test_a_readers_pages_ask_no_private_table(
    request: pytest.FixtureRequest, reader: str, copy: SharedCopy
) -> None:
    client: Client = request.getfixturevalue(reader)

    for address in (reverse("review:to-read"), copy.get_absolute_url()):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert private_tables_in(asked.captured_queries) == set()


def test_what_a_facilitator_finds_and_asks_comes_from_no_private_table(
    as_rosalind: Client, copy: SharedCopy
) -> None:
    ask_for(copy, copy.body, copy.cohort.current_facilitators().get(), consent="named")
    pages = [
        reverse("review:find") + "?q=words",
        reverse("review:line-ask", args=[copy.pk]),
        reverse("review:session", args=[copy.cohort_id]),
    ]

    for address in pages:
        with CaptureQueriesContext(connection) as asked:
            assert "of my own." in as_rosalind.get(address).text
        assert private_tables_in(asked.captured_queries) == set()


def test_a_join_to_a_private_table_would_be_seen(copy: SharedCopy) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(SharedCopy.objects.values("entry__body"))
        list(User.objects.filter(entries__body__contains="words"))

    assert private_tables_in(asked.captured_queries) == {"journal_entry"}
