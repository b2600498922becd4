"""Coming into a cohort and going: whole, and never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journal.cohorts import deeds
from journal.models import Cohort, Entry, Invitation, Membership, Notice, SharedCopy
from partnership.people.models import User
from tests.factories import make_cohort, make_entry, make_person, share

A_DAY = timedelta(days=1)


def membership(person: User, cohort: Cohort) -> Membership:
    return cohort.memberships.current().get(person=person)


def invited(cohort: Cohort, email: str = "new@example.org", **fields: object) -> Invitation:
    return deeds.invite(cohort, **{"email": email, "role": "leader", "by": None, **fields})


def test_a_new_cohort_has_a_key_of_its_own(autumn: Cohort, rosalind: User) -> None:
    def made(name: str) -> Cohort:
        dates = {"starts_on": autumn.starts_on, "module_ends_on": autumn.module_ends_on}
        cohort = Cohort(name=name, module=autumn.module, **dates)
        return deeds.make_cohort(cohort, facilitator=rosalind, by=rosalind)

    assert [made("Spring 2027").key for _ in range(3)] == [
        "spring-2027", "spring-2027-2", "spring-2027-3",
    ]  # fmt: skip
    assert made("Весна").key == "cohort"
    assert Cohort.objects.facilitated_by(rosalind).count() == 5


def test_asking_writes_one_mail_to_be_sent(autumn: Cohort, rosalind: User) -> None:
    invitation = invited(autumn, "New@Example.org", name="New Person", by=rosalind)

    assert (invitation.email, invitation.invited_by) == ("new@example.org", rosalind)
    assert invitation.expires_at - invitation.invited_at == timedelta(days=14)
    notice = Notice.objects.get()
    assert (notice.kind, notice.state, notice.invitation) == ("invitation", "queued", invitation)


def test_asking_again_keeps_the_invitation_and_its_role(autumn: Cohort) -> None:
    first = invited(autumn, role="facilitator")

    again = invited(autumn, "NEW@example.org", role="leader")

    assert (again.pk, again.role) == (first.pk, "facilitator")
    assert Notice.objects.count() == 1


def test_an_invitation_that_ran_out_is_open_again_when_it_is_sent_again(autumn: Cohort) -> None:
    now = timezone.now()
    invitation = invited(autumn, at=now - 20 * A_DAY)
    assert invitation.has_run_out(now)

    assert deeds.send_again(invitation, at=now)

    assert invitation.may_be_accepted(now)
    assert Notice.objects.count() == 2


def test_one_mail_a_day_to_an_address(autumn: Cohort) -> None:
    invitation = invited(autumn)

    assert not deeds.send_again(invitation)
    Notice.objects.update(state="failed", tries=5)
    assert deeds.send_again(invitation)

    assert Notice.objects.values_list("state", "tries").get() == ("queued", 0)


def test_what_is_taken_back_is_not_sent_and_lets_nobody_in(autumn: Cohort, saoirse: User) -> None:
    invitation = invited(autumn)

    deeds.take_back(invitation)

    assert Notice.objects.get().state == "dropped"
    assert not deeds.accept(invitation, saoirse)
    assert not deeds.is_in(saoirse, autumn)


def test_an_invitation_lets_in_one_person_once(
    autumn: Cohort, elsewhere: Cohort, saoirse: User, devinder: User
) -> None:
    invitation = invited(autumn, role="facilitator")

    assert deeds.accept(invitation, devinder)
    assert not deeds.accept(invitation, saoirse)

    assert membership(devinder, autumn).role == "facilitator"
    assert Notice.objects.get().state == "dropped"
    assert not deeds.is_in(saoirse, autumn)


def test_an_invitation_that_ran_out_lets_nobody_in(autumn: Cohort, saoirse: User) -> None:
    invitation = invited(autumn, at=timezone.now() - 15 * A_DAY)

    assert not deeds.accept(invitation, saoirse)


def test_whoever_is_in_already_keeps_their_role(autumn: Cohort, bryony: User) -> None:
    assert deeds.accept(invited(autumn, role="facilitator"), bryony)

    assert membership(bryony, autumn).role == "leader"


def test_going_takes_back_what_was_given_here_and_nothing_else(
    autumn: Cohort, bryony: User, idris: User, rosalind: User
) -> None:
    spring = make_cohort(leaders=(bryony,), facilitators=(rosalind,))
    kept = [share(make_entry(bryony), spring), share(make_entry(idris), autumn, "cohort")]
    share(make_entry(bryony), autumn)
    share(make_entry(bryony), autumn, "cohort")

    deeds.end(membership(bryony, autumn), by=rosalind)

    assert set(SharedCopy.objects.all()) == set(kept)
    assert Entry.objects.owned_by(bryony).count() == 3
    assert not deeds.is_in(bryony, autumn)
    assert deeds.is_in(bryony, spring)


def test_coming_back_gives_nothing_again(autumn: Cohort, bryony: User, rosalind: User) -> None:
    share(make_entry(bryony), autumn)
    deeds.end(membership(bryony, autumn), by=rosalind)

    deeds.add(bryony, autumn, role="leader")

    assert not SharedCopy.objects.readable_by(rosalind).exists()


def test_moving_carries_the_role_and_no_text(
    autumn: Cohort, elsewhere: Cohort, bryony: User, sam: User
) -> None:
    share(make_entry(bryony), autumn)

    deeds.move(membership(bryony, autumn), to=elsewhere, by=sam)

    assert membership(bryony, elsewhere).role == "leader"
    assert not deeds.is_in(bryony, autumn)
    assert not SharedCopy.objects.exists()


def test_moving_to_where_one_is_already_changes_nothing(
    autumn: Cohort, bryony: User, rosalind: User, sam: User
) -> None:
    spring = make_cohort(leaders=(bryony,), facilitators=(rosalind,))
    copy = share(make_entry(bryony), autumn)

    with pytest.raises(deeds.AlreadyInError):
        deeds.move(membership(bryony, autumn), to=spring, by=sam)

    assert deeds.is_in(bryony, autumn)
    assert SharedCopy.objects.get() == copy


def test_the_last_facilitator_stays_unless_an_admin_says_so(
    autumn: Cohort, rosalind: User, sam: User
) -> None:
    last = membership(rosalind, autumn)

    with pytest.raises(deeds.LastFacilitatorError):
        deeds.end(last, by=rosalind)
    assert deeds.is_in(rosalind, autumn)

    deeds.end(last, by=sam)
    assert not deeds.is_in(rosalind, autumn)


def test_one_of_two_facilitators_may_go(autumn: Cohort, rosalind: User) -> None:
    deeds.add(make_person("Second"), autumn, role="facilitator")

    deeds.end(membership(rosalind, autumn), by=rosalind)

    assert not deeds.is_in(rosalind, autumn)


def test_a_new_code_replaces_the_one_before(autumn: Cohort) -> None:
    first = deeds.renew_code(autumn)

    second = deeds.renew_code(autumn)
    autumn.refresh_from_db()
    assert first != second == autumn.join_code

    deeds.turn_off_code(autumn)
    autumn.refresh_from_db()
    assert autumn.join_code is None
