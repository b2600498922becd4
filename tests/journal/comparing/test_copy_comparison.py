"""One text as its author and a facilitator tagged it, and what they decided."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from pytest_django.fixtures import DjangoAssertNumQueries

from frameworks.editing.drafts import begin
from frameworks.models import Element
from frameworks.uses import doubts_about
from journal.models import Cohort, Decision, Membership, Reading, SharedCopy
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_entry, make_person, second_reading, share

from .conftest import tag


def page_of(copy: SharedCopy) -> str:
    return reverse("comparing:copy-comparison", args=[copy.pk])


def decide(client: Client, copy: SharedCopy, **fields: str) -> HttpResponse:
    return client.post(page_of(copy), {"element": "factors/trust", "outcome": "both", **fields})


def test_passages_stand_side_by_side_with_the_facilitators_reason(
    as_rosalind: Client,
    rosalind: User,
    copy: SharedCopy,
    trust: Element,
    purpose: Element,
) -> None:
    tag(copy, trust, "the trust asked for more")
    tag(copy, purpose)
    second_reading(copy, rosalind, (trust, "the trust asked"), reason="They name it.")

    both, only_hers = as_rosalind.get(page_of(copy)).context_data["compared"]

    assert (both.key, both.used_by) == (
        "factors/trust",
        "Named by Bryony Fennimarsh and you",
    )
    assert [(side.theirs, side.mine, side.reason) for side in both.sides] == [
        ("“the trust asked for more”", "“the trust asked”", "They name it.")
    ]
    assert only_hers.used_by == "Named by Bryony Fennimarsh alone"
    assert [(side.theirs, side.mine) for side in only_hers.sides] == [("All of it", "")]


def test_what_was_decided_is_kept_and_the_last_word_counts(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    tag(copy, trust)
    second_reading(copy, rosalind, (trust, ""))

    decide(as_rosalind, copy, outcome="leader", why="She was there.")
    decide(as_rosalind, copy, outcome="unclear", why="It could be either.")

    decision = Decision.objects.get()
    assert (decision.outcome, decision.why) == ("unclear", "It could be either.")
    assert decision.decided_by == rosalind
    assert "The definition is unclear." in as_rosalind.get(page_of(copy)).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"outcome": ""}, "Choose what you decided."),
        ({"outcome": "neither"}, "Select a valid choice"),
        ({"element": "factors/purpose"}, "not on this reflection any more"),
        ({"why": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_does_not_fit_is_told(
    as_rosalind: Client,
    rosalind: User,
    copy: SharedCopy,
    trust: Element,
    purpose: Element,
    fields: dict[str, str],
    said: str,
) -> None:
    second_reading(copy, rosalind, (trust, ""))

    answer = decide(as_rosalind, copy, **fields)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Decision.objects.exists()


def test_whoever_has_not_looked_is_shown_nothing(
    as_rosalind: Client, copy: SharedCopy, trust: Element, purpose: Element, autumn: Cohort
) -> None:
    """Or the page would take away the chance to tag it blind, and nobody would know."""
    colleague = make_person("Marguerite Ashdown")
    Membership.objects.create(cohort=autumn, person=colleague, role="facilitator")
    tag(copy, trust)
    second_reading(copy, colleague, (purpose, ""))

    page = as_rosalind.get(page_of(copy))

    assert page.context_data["compared"] == []
    assert "You have not looked at anyone’s tags on this yet." in page.content.decode()
    assert decide(as_rosalind, copy).status_code == 422


def test_while_tagging_blind_nothing_is_shown_either(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element
) -> None:
    tag(copy, trust)
    second_reading(copy, rosalind, is_blind=True, done_at=None, saw_other_tags_at=None)
    Reading.objects.create(copy=copy, person=rosalind)

    assert as_rosalind.get(page_of(copy)).context_data["compared"] == []


def test_a_colleagues_reading_can_be_compared_with(
    as_rosalind: Client, rosalind: User, copy: SharedCopy, trust: Element, autumn: Cohort
) -> None:
    colleague = make_person("Marguerite Ashdown")
    Membership.objects.create(cohort=autumn, person=colleague, role="facilitator")
    second_reading(copy, rosalind)
    second_reading(copy, colleague, (trust, ""))

    mine = as_rosalind.get(page_of(copy)).context_data
    theirs = as_rosalind.get(page_of(copy), {"with": str(colleague.pk)}).context_data

    assert (mine["is_mine"], mine["compared"]) == (True, [])
    assert (theirs["is_mine"], [one.name for one in theirs["compared"]]) == (False, ["Trust"])


def test_with_nothing_finished_the_page_says_so(
    as_rosalind: Client, rosalind: User, copy: SharedCopy
) -> None:
    Reading.objects.create(copy=copy, person=rosalind)

    page = as_rosalind.get(page_of(copy)).content.decode()

    assert "No facilitator has finished tagging this text yet." in page


@pytest.mark.parametrize("who", ["bryony", "idris", "saoirse", "devinder", "sam"])
def test_whoever_does_not_facilitate_the_cohort_gets_404(
    request: pytest.FixtureRequest,
    copy: SharedCopy,
    rosalind: User,
    trust: Element,
    elsewhere: Cohort,
    who: str,
) -> None:
    second_reading(copy, rosalind, (trust, ""))
    client = signed_in(request.getfixturevalue(who))

    assert client.get(page_of(copy)).status_code == 404
    assert decide(client, copy).status_code == 404


@pytest.mark.parametrize("tags", [1, 3])
def test_the_page_takes_the_same_queries_however_many_tags(
    as_rosalind: Client,
    rosalind: User,
    copy: SharedCopy,
    trust: Element,
    tags: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    words = ["We met", "the trust", "Nobody"][:tags]
    second_reading(copy, rosalind, *[(trust, word) for word in words])
    for word in words:
        tag(copy, trust, word)

    # session, person, copy, whether one looked (twice), readings, tags of each, wordings,
    # decisions, the masthead
    with django_assert_num_queries(13):
        as_rosalind.get(page_of(copy))


# For whoever words the frameworks


def test_an_unclear_definition_counts_from_five_peoples_texts(
    rosalind: User, trust: Element, autumn: Cohort
) -> None:
    for number in range(5):
        assert list(Decision.objects.unclear_for_editors()) == []
        leader = make_person(f"Leader {number}")
        Membership.objects.create(cohort=autumn, person=leader, role="leader")
        for _ in range(2):
            Decision.objects.create(
                copy=share(make_entry(leader), autumn),
                element_key="factors/trust",
                outcome="unclear",
                decided_by=rosalind,
            )

    assert list(Decision.objects.unclear_for_editors()) == [
        {"element_key": "factors/trust", "times": 10, "people": 5}
    ]
    said = {"trust": "Facilitators found its definition unclear in 10 texts of 5 people."}
    assert doubts_about("factors", ["trust", "respect"]) == said
    assert doubts_about("others", ["trust"]) == {}
    begin(trust.edition.framework, by=rosalind, at=timezone.now())
    as_sam = signed_in(make_person(is_staff=True))
    for page in ("", "elements/trust/"):
        assertContains(as_sam.get(f"/manage/frameworks/factors/draft/{page}"), said["trust"])

    Membership.objects.filter(person=leader).update(left_at="2026-11-01T00:00Z")
    assert list(Decision.objects.unclear_for_editors()) == []
