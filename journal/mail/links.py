"""Addresses for mails: whole, since a mail is read away from the site; some of them signed.

A signed address is an authority of its own: whoever holds it may stop or put off one kind of mail
to one person, without signing in, and can do and learn nothing else. Each kind of link has a salt
of its own, so that none passes for another.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

STOP, PAUSE = "journal.mail.stop", "journal.mail.pause"
WORKS_FOR = timedelta(days=366)


def site_address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def stop_link(person_id: UUID, kind: str) -> str:
    token = signing.dumps([str(person_id), str(kind)], salt=STOP)
    return site_address(reverse("mail:stop", args=[token]))


def pause_link(person_id: UUID) -> str:
    return site_address(reverse("mail:pause", args=[signing.dumps(str(person_id), salt=PAUSE)]))


def read_stop(token: str) -> tuple[UUID, str]:
    """Whose mail and of what kind. Raises signing.BadSignature, also when it is too old."""
    person_id, kind = signing.loads(token, salt=STOP, max_age=WORKS_FOR)
    return UUID(person_id), kind


def read_pause(token: str) -> UUID:
    """Whose reminders. Raises signing.BadSignature, also when it is too old."""
    return UUID(signing.loads(token, salt=PAUSE, max_age=WORKS_FOR))
