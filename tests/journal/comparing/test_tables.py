"""No page that compares asks a private table, not even by a join."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frameworks.models import Element
from journal.models import Cohort, SharedCopy
from partnership.people.models import User
from tests.factories import second_reading
from tests.journal.review.test_tables import private_tables_in

from .conftest import tag


def test_comparing_reads_shared_copies_and_nothing_else(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element, autumn: Cohort
) -> None:
    tag(copy, trust)
    second_reading(copy, rosalind, (trust, ""))
    element = [autumn.pk, "factors", "trust"]
    pages = {
        "second-reading": [copy.pk],
        "copy-comparison": [copy.pk],
        "comparison": [autumn.pk],
        "comparison-element": element,
        "together": [autumn.pk],
        "element": element,
        "element-file": element,
    }

    for name, arguments in pages.items():
        with CaptureQueriesContext(connection) as asked:
            answer = as_rosalind.get(reverse(f"comparing:{name}", args=arguments))
            assert b"".join(answer)
        assert answer.status_code == 200
        assert private_tables_in(asked.captured_queries) == set()
