"""What every form that saves as one writes sends, and how a script is answered.

Nothing is stripped or shortened: a text is kept as it was typed (partnership.text says what counts
as one), or it is refused with a sentence that says what to do, and stays on the page. The save
rules stand with what they save: entries, replies, and drafts of what admins look after.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.crypto import salted_hmac

from partnership.http import PersonRequest
from partnership.text import MOVE_SOME, clean_text

KEY = r"\A[A-Za-z0-9_-]{8,64}\Z"
MOST_VERSION = 2**31 - 1
LATEST_SAVE = timedelta(days=31)  # a device goes on sending for thirty days
SOMEONE_ELSE = "Someone else is signed in now. Your words are still here; copy them if you need to."
NOT_READABLE = "This save could not be read. Your words are still here; copy them and reload."
WORDS_NOT_SENT = "The words were not sent. Reload the page; your words are still here to copy."


@dataclass(frozen=True)
class Saved:
    """What was sent is what is kept now, as this version."""

    version: int
    saved_at: datetime


@dataclass(frozen=True)
class Conflict:
    """Another window saved first, and that stands; what was sent is kept beside it."""

    version: int
    edited_at: datetime


class TextField(forms.Field):
    """A text that must be sent, and may be empty."""

    def __init__(
        self, *, most: int, missing: str, too_long: str = MOVE_SOME, **kwargs: Any
    ) -> None:
        super().__init__(required=False, **kwargs)
        self.most = most
        self.missing = missing
        self.too_long = too_long

    def to_python(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(self.missing, code="missing")
        return clean_text(value, most=self.most, too_long=self.too_long)


class SaveForm(forms.Form):
    """One save: the version it began from, and a key of its own."""

    base_version = forms.IntegerField(
        min_value=0,
        max_value=MOST_VERSION,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "We cannot tell which version this began from. "
            "Copy your words, reload the page and paste them.",
        ),
    )
    key = forms.RegexField(
        KEY,
        strip=False,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            "This save has no proper key. Copy your words, reload the page and paste them.",
        ),
    )

    def first_error(self) -> str:
        """One sentence for a status line."""
        return str(next(iter(self.errors.values()))[0])


def read_sent(request: HttpRequest) -> dict[str, Any]:
    """What a script or a form sent. Raises ValueError or RecursionError for what is neither."""
    if request.content_type != "application/json":
        return request.POST
    sent = json.loads(request.body)
    if not isinstance(sent, dict):
        raise ValueError("not an object")
    return sent


def read_save(request: PersonRequest, *, too_big: str) -> dict[str, Any] | JsonResponse:
    """What a script sent; or why that cannot be looked at."""
    try:
        sent = read_sent(request)
    except RequestDataTooBig:
        return trouble(413, too_big)
    except (ValueError, RecursionError):
        return trouble(422, NOT_READABLE)
    if sent.get("author", str(request.user.pk)) != str(request.user.pk):
        return trouble(401, SOMEONE_ELSE)
    return sent


def mark_of(*said: object) -> str:
    """Tells other words under the same key from the same ones sent again. Under a secret of the
    site, so that nobody can try words out on it."""
    told = json.dumps(said, default=str)
    return salted_hmac("partnership.saving", told, algorithm="sha256").hexdigest()[:32]


def what_is_said(sent: Mapping[str, Any], *, but_for: Container[str]) -> list[tuple[str, Any]]:
    """Every field of a form in a fixed order, but for those that say nothing."""
    return [
        (name, sent.getlist(name) if isinstance(sent, QueryDict) else sent[name])
        for name in sorted(sent)
        if name not in but_for
    ]


def trouble(status: int, message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)
