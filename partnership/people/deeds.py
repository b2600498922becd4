"""What an admin does to an account: the right of an admin, and whether its person may sign in.

Never touches a word that anybody wrote. Ending access ends every sign-in at once; memberships and
what was shared stay as they are, so that giving access back brings everything back. Somebody must
always be left who can undo it: the last admin keeps both (LastAdminError). What is ended here is
ended in a restored backup too (partnership.ledger).
"""

from __future__ import annotations

from django.db import transaction

from partnership import ledger
from partnership.ledger import Deed
from partnership.record.deeds import write_down
from partnership.record.models import Change

from .models import User
from .sessions import end_sessions


class LastAdminError(Exception):
    """Nobody else is an admin who can sign in."""


class OwnAccessError(Exception):
    """Nobody ends their own access: they could not see what came of it."""


@transaction.atomic
def make_admin(person: User, *, by: User) -> None:
    """Frameworks, modules, every cohort and its people; nothing that anybody wrote."""
    if person.is_staff:
        return
    ledger.write_down(Deed.ADMIN_MADE, [person.pk])
    _set(person, is_staff=True, is_superuser=True)
    _tell(person, f"made {called(person)} an admin", by=by)


@transaction.atomic
def end_admin(person: User, *, by: User) -> None:
    """Raises LastAdminError."""
    _leave_one_admin(besides=person)
    if not person.is_staff:
        return
    ledger.write_down(Deed.ADMIN_ENDED, [person.pk])
    _set(person, is_staff=False, is_superuser=False)
    whom = "themselves" if person == by else called(person)
    _tell(person, f"took the right of an admin from {whom}", by=by)


@transaction.atomic
def end_access(person: User, *, by: User) -> None:
    """They are signed out everywhere and cannot sign in. Raises OwnAccessError, LastAdminError."""
    if person == by:
        raise OwnAccessError
    if person.is_staff:
        _leave_one_admin(besides=person)
    if not person.is_active:
        return
    ledger.write_down(Deed.ACCESS_ENDED, [person.pk])
    _set(person, is_active=False)
    end_sessions(person)
    _tell(person, f"ended the access of {called(person)}", by=by)


@transaction.atomic
def give_access(person: User, *, by: User) -> None:
    """They can sign in again, with the password they had."""
    if person.is_active:
        return
    ledger.write_down(Deed.ACCESS_GIVEN, [person.pk])
    _set(person, is_active=True)
    _tell(person, f"gave {called(person)} access again", by=by)


def called(person: User) -> str:
    return person.name or person.email


def _leave_one_admin(*, besides: User) -> None:
    """Held, so that of two admins who press at once about each other the second is refused."""
    admins = User.objects.admins().select_for_update().order_by("pk")
    if not [admin for admin in admins if admin.pk != besides.pk]:
        raise LastAdminError


def _set(person: User, **fields: bool) -> None:
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))


def _tell(person: User, words: str, *, by: User) -> None:
    write_down(by, words, about=Change.About.PERSON, key=str(person.pk))
