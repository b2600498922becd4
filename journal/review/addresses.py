"""The addresses that fill the cohort's tables, made from one another and not looked up each time.

Finding an address by its name costs a hundred function calls, and a table prints thousands.
"""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

A_COHORT, SOMEBODY = UUID(int=0), UUID(int=1)


def leader_url(cohort_id: UUID, person_id: UUID) -> str:
    """What one leader shared with the cohort."""
    pattern = _leader().replace(str(SOMEBODY), str(person_id))
    return pattern.replace(str(A_COHORT), str(cohort_id))


@cache
def _leader() -> str:
    return reverse("review:leader", args=[A_COHORT, SOMEBODY])


def element_url(cohort_id: UUID, framework_key: str, element_key: str) -> str:
    """Every shared passage under one element; `?person=` and `?question=` narrow it."""
    pattern = _element().replace(str(A_COHORT), str(cohort_id))
    return pattern.replace("/framework/element/", f"/{framework_key}/{element_key}/")


@cache
def _element() -> str:
    return reverse("comparing:element", args=[A_COHORT, "framework", "element"])
