"""Making an account for somebody who was invited: the only way in, since nobody signs up.

Who is invited, and to what, is no business of this room: it is told an address that is known to be
theirs, because the link that was mailed there has come back.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from .models import User
from .sessions import looks_after_others, remember_computer


def has_account(email: str) -> bool:
    """Never to be answered to anyone but the holder of a link that was mailed to this address."""
    return User.objects.filter(email__iexact=email).exists()


@transaction.atomic
def make_account(*, email: str, name: str, password: str) -> User:
    """A person who can sign in, with an address that needs no further proof."""
    person = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def begin_session(request: HttpRequest, person: User, *, shared_computer: bool) -> None:
    """Signed in from here on, as the sign-in form would."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    desk = looks_after_others(person)
    remember_computer(request.session, shared=shared_computer, desk=desk)
