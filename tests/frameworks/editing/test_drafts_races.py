"""Two admins who begin a draft at the very same moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from frameworks.editing.drafts import begin, begin_empty
from frameworks.models import Edition
from tests.factories import make_framework, make_person
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_they_get_the_same_draft(elsewhere_too: Callable[[], None]) -> None:
    admins = [make_person(is_staff=True) for _ in range(4)]
    framework = make_framework()
    elsewhere_too()

    drafts = at_once([lambda by=by: begin(framework, by=by, at=timezone.now()) for by in admins])

    assert isinstance(drafts[0], Edition), drafts
    assert len(set(drafts)) == 1


def test_one_name_makes_two_frameworks(elsewhere_too: Callable[[], None]) -> None:
    admins = [make_person(is_staff=True) for _ in range(3)]
    elsewhere_too()

    drafts = at_once(
        [
            lambda by=by: begin_empty("Trust", "factors", "partnership", by=by, at=timezone.now())
            for by in admins
        ]
    )

    keys = [draft.framework.key for draft in drafts]
    assert sorted(keys) == ["trust", "trust_2", "trust_3"]
