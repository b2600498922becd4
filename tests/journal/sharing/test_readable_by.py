"""Who reads what was shared: facilitators of the cohort, and its members if it was given to all."""

import pytest
from django.utils import timezone

from journal.models import Cohort, Membership, Reply, SharedCopy
from partnership.people.models import User
from tests.factories import make_entry, make_reply, share


@pytest.mark.parametrize(
    ("audience", "reader", "reads"),
    [
        ("facilitator", "rosalind", True),
        ("facilitator", "idris", False),
        ("facilitator", "saoirse", False),
        ("facilitator", "devinder", False),
        ("facilitator", "sam", False),
        ("cohort", "rosalind", True),
        ("cohort", "idris", True),
        ("cohort", "saoirse", False),
        ("cohort", "devinder", False),
        ("cohort", "sam", False),
    ],
)
def test_a_shared_copy_is_readable_by(
    request: pytest.FixtureRequest,
    bryony: User,
    autumn: Cohort,
    elsewhere: Cohort,
    audience: str,
    reader: str,
    reads: bool,
) -> None:
    copy = share(make_entry(bryony), autumn, audience)

    readable = SharedCopy.objects.readable_by(request.getfixturevalue(reader))

    assert list(readable) == ([copy] if reads else [])


@pytest.mark.parametrize("reader", ["rosalind", "idris"])
def test_whoever_left_the_cohort_reads_nothing(
    request: pytest.FixtureRequest, bryony: User, autumn: Cohort, reader: str
) -> None:
    person = request.getfixturevalue(reader)
    share(make_entry(bryony), autumn, "cohort")
    Membership.objects.filter(person=person).update(left_at=timezone.now())

    assert not SharedCopy.objects.readable_by(person).exists()


def test_replies_stay_with_the_author_when_the_copy_goes(
    bryony: User, rosalind: User, autumn: Cohort
) -> None:
    copy = share(make_entry(bryony), autumn)
    reply = make_reply(copy, rosalind)

    copy.delete()

    assert list(Reply.objects.received_by(bryony)) == [reply]
    assert Reply.objects.get().copy is None


def test_whoever_leaves_a_cohort_takes_what_they_gave_away(
    rosalind: User, bryony: User, autumn: Cohort
) -> None:
    share(make_entry(bryony), autumn, "cohort")

    Membership.objects.filter(person=bryony).update(left_at=timezone.now())

    assert not SharedCopy.objects.readable_by(rosalind).exists()
    assert not SharedCopy.objects.for_facilitator(rosalind).exists()


def test_the_desk_holds_what_was_given_to_the_cohorts_one_facilitates(
    rosalind: User, idris: User, bryony: User, autumn: Cohort
) -> None:
    given = share(make_entry(bryony), autumn, "cohort")

    assert list(SharedCopy.objects.for_facilitator(rosalind)) == [given]
    assert not SharedCopy.objects.for_facilitator(idris).exists()


@pytest.mark.parametrize("reader", ["rosalind", "bryony", "idris", "saoirse", "devinder", "sam"])
@pytest.mark.parametrize("left", ["", "bryony", "rosalind"])
@pytest.mark.parametrize("audience", ["facilitator", "cohort"])
def test_the_desk_of_one_cohort_is_that_part_of_the_desk(
    request: pytest.FixtureRequest,
    bryony: User,
    autumn: Cohort,
    elsewhere: Cohort,
    reader: str,
    left: str,
    audience: str,
) -> None:
    person = request.getfixturevalue(reader)
    given = share(make_entry(bryony), autumn, audience)
    share(make_entry(request.getfixturevalue("saoirse")), elsewhere, audience)
    if left:
        members = Membership.objects.filter(person=request.getfixturevalue(left))
        members.update(left_at=timezone.now())

    for cohort in (autumn, elsewhere):
        of_it = set(SharedCopy.objects.for_facilitator_of(cohort.pk, person))
        assert of_it == set(SharedCopy.objects.for_facilitator(person).filter(cohort=cohort))
    expected = [given] if reader == "rosalind" and not left else []
    assert list(SharedCopy.objects.for_facilitator_of(autumn.pk, person)) == expected
