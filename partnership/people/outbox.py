"""The key under which a person's device keeps words that no server has acknowledged.

static/js/outbox.js keeps them as AES-GCM ciphertext. The key is derived here (HKDF, RFC 5869) from
SECRET_KEY, the person and an epoch, handed to a page of that person who is signed in, and stored
nowhere: whoever uses the computer next has the ciphertext and no key.

The epoch is named after the password. A new password begins a new one, so that a key which somebody
came by with the old password opens nothing that is kept from then on. The person themselves is
given the key of any epoch of theirs that they name: what they kept before a password was forgotten
comes back too, and before SECRET_KEY was another, while that is one of SECRET_KEY_FALLBACKS.
docs/decisions/0019-the-outbox.md weighs this.
"""

from __future__ import annotations

import base64
import re
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from partnership.http import PersonRequest
from partnership.saving import SOMEONE_ELSE, trouble

from .models import User

AN_EPOCH = re.compile(r"\A[0-9a-f]{16}\Z")


@require_safe
def outbox_key(request: PersonRequest) -> HttpResponseBase:
    """The key of now, or of an epoch that is named, and the name under which words are kept; with
    those under earlier secrets of the site.

    And the time in milliseconds, since thirty days are not to be counted by a device's own clock.
    The page says whose it is: another person may have signed in since it was opened.
    """
    person = request.user
    if request.GET.get("author") != str(person.pk):
        return trouble(401, SOMEONE_ELSE)
    epoch = request.GET.get("epoch") or epoch_of(person)
    if not AN_EPOCH.match(epoch):
        return HttpResponseBadRequest()
    owner, *before = owners_of(person)
    given = {"owner": owner, "before": before, "epoch": epoch, "key": key_of(person, epoch)}
    return JsonResponse({**given, "now": round(time.time() * 1000)})


def epoch_of(person: User) -> str:
    """Says which secret it goes by, and nothing about the password, but is another after either
    was changed."""
    named = salted_hmac("outbox epoch", f"{person.pk}{person.password}").hexdigest()
    return f"{_name_of(settings.SECRET_KEY)}{named[:8]}"


def owners_of(person: User) -> list[str]:
    """Whose words they are, for the device to find them by: it does not say who that is. One for
    each secret, the present one first."""
    return [_derived(secret, f"owner {person.pk}", length=12) for secret in _secrets()]


def key_of(person: User, epoch: str) -> str:
    """256 bits for AES-GCM."""
    present, *before = _secrets()
    secret = next((each for each in before if epoch.startswith(_name_of(each))), present)
    return _derived(secret, f"key {person.pk} {epoch}", length=32)


def _secrets() -> list[str]:
    return [str(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _name_of(secret: str) -> str:
    return salted_hmac("outbox secret", "", secret=secret).hexdigest()[:8]


def _derived(secret: str, purpose: str, *, length: int) -> str:
    info = f"outbox {purpose}".encode()
    derive = HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=info)
    return base64.b64encode(derive.derive(secret.encode())).decode()
