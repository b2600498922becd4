"""A form on a page, filled in and posted as a browser without script does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from partnership.people.models import User

from .factories import PASSWORD


@dataclass
class Form:
    """Where it is posted, and what its fields hold."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def post(self, client: Client, do: str = "", **typed: str) -> HttpResponse:
        """Press the button of that value, or the first."""
        name, value = next((one for one in self.buttons if do in ("", one[1])), ("", ""))
        filled = {name: [text] for name, text in typed.items()}
        every = {**self.fields, **filled, **({name: [value]} if name else {})}
        sent = {name: [_ends(text) for text in texts] for name, texts in every.items()}
        return client.post(self.action, sent)


def _ends(text: str) -> str:
    """Lines end as a browser sends them."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[Form]()
        self._within: Form | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has: dict[str, Any] = dict(attrs)
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "form":
            self._within = Form(has.get("action") or self.address)
            if (has.get("method") or "").lower() == "post":
                self.forms.append(self._within)
        if self._within is None:
            return
        if tag == "button":
            self._within.buttons.append((name, value))
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in has:
            self._within.fields.setdefault(self._select, []).append(value)
        elif tag == "input" and name:
            kind = has.get("type")
            if kind not in ("checkbox", "radio", "file", "submit") or "checked" in has:
                self._within.fields.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._within = None
        if tag == "textarea" and self._text and self._within:
            name, parts = self._text
            text = "".join(parts).replace("\r\n", "\n")
            self._within.fields.setdefault(name, []).append(text.removeprefix("\n"))
            self._text = None


def forms_on(page: HttpResponse, address: str = "") -> list[Form]:
    """Every form on it that posts."""
    reader = _Forms(address)
    reader.feed(page.content.decode())
    return reader.forms


def form_on(page: HttpResponse, holding: str, address: str = "") -> Form:
    """The one with a field of that name."""
    return next(form for form in forms_on(page, address) if holding in form.fields)


def form_at(client: Client, address: str, holding: str) -> Form:
    page = client.get(address)
    assert page.status_code == 200, address
    return form_on(page, holding, address)


def sign_in_with(page: HttpResponse, client: Client, person: User, **changes: str) -> HttpResponse:
    """Fill in the sign-in form of this page; `changes` as in a wrong password."""
    form = form_on(page, "login", "/sign-in/")
    return form.post(client, **{"login": person.email, "password": PASSWORD, **changes})
