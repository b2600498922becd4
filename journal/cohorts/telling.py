"""What the record says of each deed: who came and went, and what was done to a cohort.

Names people, addresses that were invited and cohorts; never a code, and nothing that anyone wrote.
"""

from __future__ import annotations

from journal.models import Cohort, Invitation, Membership
from journal.names import in_a_row
from partnership.people.deeds import called
from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change

from .listing import between

WITH_THE_CODE = "Somebody with the code"


def of_cohort(cohort: Cohort, words: str, *, by: User | None) -> None:
    write_down(by, words, about=Change.About.COHORT, key=str(cohort.pk))


def of_person(person: User, words: str, *, by: User | None) -> None:
    write_down(by, words, about=Change.About.PERSON, key=str(person.pk))


def of_invitation(invitation: Invitation, words: str, *, by: User | None) -> None:
    write_down(by, words, about=Change.About.PERSON, key=str(invitation.pk))


def changed(before: Cohort, now: Cohort, *, by: User) -> None:
    """What of its name, module and dates is another now. What nobody changed leaves no line."""
    what = []
    if now.name != before.name:
        what.append(f"it is called {now.name} now")
    if now.module_id != before.module_id:
        what.append(f"it takes {now.module.title} now")
    dates = between(now.starts_on, now.module_ends_on)
    if dates != between(before.starts_on, before.module_ends_on):
        what.append(f"it runs from {dates} now")
    if what:
        of_cohort(now, f"changed {before.name}: {in_a_row(what)}", by=by)


def came_in(membership: Membership, *, by: User | None, how: str = "") -> None:
    person, cohort = membership.person, membership.cohort
    role = f"as a {membership.get_role_display()}"
    if by == person:
        of_person(person, f"joined {cohort.name} {role}{how}", by=by)
    else:
        of_person(person, f"added {called(person)} to {cohort.name} {role}", by=by)


def went(membership: Membership, *, by: User) -> None:
    person, cohort = membership.person, membership.cohort
    removed = f"removed {called(person)} from {cohort.name}"
    of_person(person, f"left {cohort.name}" if by == person else removed, by=by)


def moved(membership: Membership, to: Cohort, *, by: User) -> None:
    person, cohort = membership.person, membership.cohort
    whom = "themselves" if by == person else called(person)
    of_person(person, f"moved {whom} from {cohort.name} to {to.name}", by=by)


def invited(invitation: Invitation, *, by: User | None) -> None:
    whom, cohort = asked(invitation), invitation.cohort.name
    words = f"invited {whom} to {cohort} as a {invitation.get_role_display()}"
    of_invitation(invitation, words, by=by)


def asked_with_the_code(invitation: Invitation) -> None:
    """Nobody is signed in: whoever has the code may have a link sent to an address."""
    words = f"asked for a link to {invitation.cohort.name}, to be sent to {invitation.email}"
    key = str(invitation.pk)
    write_down(None, words, about=Change.About.PERSON, key=key, name=WITH_THE_CODE)


def sent_again(invitation: Invitation, *, by: User | None) -> None:
    words = f"sent the invitation of {asked(invitation)} to {invitation.cohort.name} again"
    of_invitation(invitation, words, by=by)


def taken_back(invitation: Invitation, *, by: User | None) -> None:
    words = f"took back the invitation of {asked(invitation)} to {invitation.cohort.name}"
    of_invitation(invitation, words, by=by)


def asked(invitation: Invitation) -> str:
    """ "Ann New (ann@example.org)", or the address alone."""
    return f"{invitation.name} ({invitation.email})" if invitation.name else invitation.email
