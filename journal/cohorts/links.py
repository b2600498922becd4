"""The link in an invitation's mail: signed, so that nobody can make one up, and stored nowhere.

Until when it may be used, and whether it was, is in the invitation's own row.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from journal.models import Invitation

SALT = "journal.cohorts.invitation"


def token_of(invitation: Invitation) -> str:
    return Signer(salt=SALT).sign(invitation.pk.hex)


def invited_by(token: str) -> UUID | None:
    """The id of the invitation that this token was made for; none if we did not make it."""
    try:
        return UUID(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def invitation_path(invitation: Invitation) -> str:
    return reverse("cohorts:invitation", args=[token_of(invitation)])


def invitation_link(invitation: Invitation) -> str:
    """The whole address, for the mail. Whoever holds it may join, once."""
    return f"{settings.SITE_URL}{invitation_path(invitation)}"
