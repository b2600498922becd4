"""What a cohort's leaders gave, as far as one of its facilitators may read it: where every page of
the cohort begins."""

from __future__ import annotations

from journal.comparing.blind import without_blind
from journal.models import Cohort, SharedCopy
from journal.models.sharing import SharedCopyQuerySet
from partnership.people.models import User
from partnership.prepared import given


def copies_in(cohort: Cohort, person: User) -> SharedCopyQuerySet:
    """What was given to this cohort."""
    return SharedCopy.objects.for_facilitator_of(cohort.pk, person)


def tagged_in(cohort: Cohort, person: User) -> SharedCopyQuerySet:
    """Of these, those whose tags and levels this facilitator may see now."""
    return without_blind(copies_in(cohort, person), person)


def copies_in_one() -> SharedCopyQuerySet:
    """The same of a given cohort, for a given person: what prepared queries begin with."""
    return SharedCopy.objects.for_facilitator_of(given("cohort"), given("person"))


def tagged_in_one() -> SharedCopyQuerySet:
    """tagged_in, of a given cohort and for a given person."""
    return without_blind(copies_in_one(), given("person"))
