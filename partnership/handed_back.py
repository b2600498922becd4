"""A page with every word of a form that could not be kept, to be sent again as it was or copied.

The one page for it, whatever the reason: the database is gone, the sign-in changed under the page,
or what it was about is not there any more. It is shown to nobody but who sent the form, and only of
a form of our own making, since a stranger's page could post words here as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from .carried import signed

TEMPLATE = "errors/words_kept.html"
CALLED = {"body": "Your words", "note": "Note to self"}
LONG = 60


@dataclass(frozen=True)
class Words:
    """One text of the form, under the name that its field has there."""

    name: str
    label: str
    text: str


def words_in(fields: Iterable[tuple[str, str]]) -> tuple[list[Words], list[tuple[str, str]]]:
    """The texts that somebody may have typed, to be seen; and all else, to be sent with them."""
    seen: list[Words] = []
    unseen: list[tuple[str, str]] = []
    for name, value in fields:
        if name in CALLED or (len(value) > LONG and len(value.split()) > 1):
            seen.append(Words(name, _label(name), value))
        else:
            unseen.append((name, value))
    return seen, unseen


def _label(name: str) -> str:
    return CALLED.get(name, name.replace("_", " ").replace("-", " ").capitalize())


def handed_back(
    request: HttpRequest,
    fields: Iterable[tuple[str, str]],
    *,
    why: str,
    status: int,
    send_to: str = "",
    may_change: bool = False,
    person_id: object = None,
) -> HttpResponse:
    """The page, for whoever is signed in. `may_change` where what was sent can never be kept."""
    context = {
        **context_of(request, fields, why=why, send_to=send_to or request.get_full_path()),
        "may_change": may_change,
        "whose_page": signed(person_id or request.user.pk),
    }
    return TemplateResponse(request, TEMPLATE, context, status=status)


def printed(
    request: HttpRequest, fields: Iterable[tuple[str, str]], *, why: str, whose_page: str
) -> str:
    """The same page, for when nothing can be looked up: who is signed in is not known."""
    context = context_of(request, fields, why=why, send_to=request.get_full_path())
    context |= {"csrf_token": get_token(request), "whose_page": whose_page}
    return render_to_string(TEMPLATE, context)


def context_of(
    request: HttpRequest, fields: Iterable[tuple[str, str]], *, why: str, send_to: str
) -> dict[str, object]:
    words, unseen = words_in(fields)
    return {"words": words, "fields": unseen, "send_to": send_to, "why": why}
