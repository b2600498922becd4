"""How much elements are used over the whole site: the one number about private tags an admin sees.

By element and by nothing else: never by person, cohort, module or day, and of fewer than five
people nothing at all. Registered in journal.apps; tests/test_private_rows.py knows this file by
name, since it is one of the few that look at the tags of many people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When

from frameworks.uses import SiteUse
from frameworks.wordings import wordings_of

from .models import Tag

FEWEST_PEOPLE = 5

Counts = QuerySet[Tag, tuple[str, int, int]]


def tags_over_the_site(framework_key: str, keys: Collection[str]) -> Mapping[str, SiteUse]:
    """For each of these keys how many tags count under it now, and those of how many people.

    In every edition's wording, and with the tags of what it took the place of. What is in the bin
    is not counted. Two queries.
    """
    wordings = wordings_of([framework_key])
    earlier = wordings.counted_with()
    wanted = {key: [key, *earlier.get(key, ())] for key in keys}
    rows = _counted(wordings.of_keys(framework_key, keys), wanted)
    return {key: SiteUse(tags, people) for key, tags, people in rows}


def _counted(elements: list[int], wanted: Mapping[str, list[str]]) -> Counts:
    """By the elements themselves: PostgreSQL knows how many tags each has, of a key it does not,
    and looked up the entry of each of a million tags by itself."""
    taken = [
        When(element__key__in=others, then=Value(key))
        for key, (_, *others) in wanted.items()
        if others
    ]
    counted_under = Case(*taken, default=F("element__key"), output_field=CharField())
    return (
        Tag.objects.across_owners(reason="how much each element is used, as a number")
        .filter(
            element__in=elements,
            element__key__in=[key for keys in wanted.values() for key in keys],
            entry__binned_at=None,
        )
        .annotate(counted_under=counted_under if taken else F("element__key"))
        .order_by()
        .values("counted_under")
        .annotate(tags=Count("pk"), people=Count("entry__author", distinct=True))
        .filter(people__gte=FEWEST_PEOPLE)
        .values_list("counted_under", "tags", "people")
    )
