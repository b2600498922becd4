"""Whose page a form is on, and what was typed into it when its session has gone: without a script.

A form with long text says whose page it is, signed: `{% whose %}`. Posted when nobody is signed in,
or somebody else, its fields go into the sign-in page as one hidden field that is sealed (encrypted
and signed, with the day and the person): nobody can read it there, and nothing is stored. After
signing in the same person's post is done as it was sent (`replayed`); anybody else's sign-in opens
nothing. Both are good for a fortnight. A stranger's page could post words here too, but has no form
that says it is anybody's but the stranger's own.

Who sees what page is said by partnership.sign_in, and the sign-in page by people/signing_in.py.
"""

from __future__ import annotations

import base64
import copy
import json
import zlib
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template import Context, Library
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html

from .acknowledged import KEPT, THE_SAME_POST_THERE, acknowledge, was_done

WHOSE, CARRIED = "whose", "carried"  # the names of the two hidden fields
GOOD_FOR = 14 * 24 * 60 * 60
DONE = "carried_and_done"  # in the session: what was replayed last, and where that led
OURS = {WHOSE, CARRIED, "csrfmiddlewaretoken"}

register = Library()


@register.simple_tag(takes_context=True)
def whose(context: Context) -> str:
    """The hidden field that says whose page this is. Inside a form, with its CSRF token."""
    person = context.get("user")
    if person is None or not person.is_authenticated:
        return ""
    return format_html('<input type="hidden" name="whose" value="{}">', signed(person.pk))


def signed(person_id: object) -> str:
    return signing.TimestampSigner(salt="partnership.carried").sign(str(person_id))


def whose_page(request: HttpRequest, max_age: int | None = GOOD_FOR) -> str | None:
    """The id of the person on whose page the form was that is posted here, if it says so."""
    if request.method != "POST" or WHOSE not in request.POST:
        return None
    signer = signing.TimestampSigner(salt="partnership.carried")
    try:
        return signer.unsign(request.POST[WHOSE], max_age=max_age)
    except signing.BadSignature:
        return None


def is_own_page(request: HttpRequest) -> bool:
    """Whether it is that of whoever is signed in now, however old: they may see what is on it."""
    return request.user.is_authenticated and whose_page(request, None) == str(request.user.pk)


@dataclass(frozen=True)
class Carried:
    """A form as it was sent: by whom, where to, and every field in its order."""

    person_id: str
    path: str
    query: str
    fields: list[tuple[str, str]]
    token: str = ""  # that it was opened from

    @classmethod
    def by(cls, request: HttpRequest, person_id: str) -> Carried:
        fields = fields_of(request)
        return cls(person_id, request.path_info, request.META.get("QUERY_STRING", ""), fields)

    @property
    def send_to(self) -> str:
        """The address, as a form names it."""
        address = get_script_prefix().rstrip("/") + self.path
        return f"{address}?{self.query}" if self.query else address

    def to(self, address: str) -> Carried:
        """The same, sent to another address of this site."""
        there = urlsplit(address)
        path = "/" + there.path.removeprefix(get_script_prefix())
        return replace(self, path=path, query=there.query)

    def sealed(self) -> str:
        """For a hidden field: nobody reads it but this site. Its fortnight begins once."""
        if self.token:
            return self.token
        fields = [self.person_id, self.path, self.query, self.fields]
        told = json.dumps(fields, ensure_ascii=False)  # a third of the bytes, for most languages
        return _cipher().encrypt(zlib.compress(told.encode(errors="surrogatepass"))).decode()


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed and chosen, each in its order. Files cannot be carried."""
    lists = request.POST.lists()
    return [(name, str(each)) for name, values in lists if name not in OURS for each in values]


def opened(sealed: str) -> Carried | None:
    """What was sealed here less than a fortnight ago."""
    if not sealed:
        return None
    try:
        told = zlib.decompress(_cipher().decrypt(sealed.encode(), ttl=GOOD_FOR))
    except (InvalidToken, UnicodeEncodeError):
        return None
    person_id, path, query, fields = json.loads(told.decode(errors="surrogatepass"))
    return Carried(person_id, path, query, [(name, value) for name, value in fields], sealed)


def replayed(request: HttpRequest, carried: Carried) -> HttpResponse | None:
    """Do what was sent, for the person who sent it and who is signed in now.

    The answer if it leads somewhere, as after anything that was done; None if it does not: then
    nothing was, and the words are still to be handed back. The sign-in page may be gone back to
    and sent again: then only the answer is given again.
    """
    done = request.session.get(DONE, {})
    name = sha256(carried.token.encode()).hexdigest()
    if name in done:
        response: HttpResponse | None = HttpResponseRedirect(done[name])
    else:
        response = _replayed(request, carried)
    if response is not None:
        request.session[DONE] = {name: response["Location"]}
        acknowledge(dict(carried.fields).get(KEPT, ""), response)
    return response


def _replayed(request: HttpRequest, carried: Carried) -> HttpResponse | None:
    try:
        match = resolve(carried.path)
        again = _as_it_was_sent(request, carried)
        again.resolver_match = match
        response: HttpResponse = match.func(again, *match.args, **match.kwargs)
    except (Resolver404, Http404, PermissionDenied):
        return None
    if response.status_code in THE_SAME_POST_THERE:  # a browser would post the password there
        return _replayed(request, carried.to(response["Location"]))
    return response if was_done(request, response) else None


def _as_it_was_sent(request: HttpRequest, carried: Carried) -> HttpRequest:
    """This request with the other's address and fields, and its own session, person and token."""
    again = copy.copy(request)
    again.__dict__.pop("GET", None)
    again.path_info, again.path = carried.path, get_script_prefix().rstrip("/") + carried.path
    again.META = {**request.META, "PATH_INFO": carried.path, "QUERY_STRING": carried.query}
    again.content_type = again.META["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    posted = QueryDict(mutable=True)
    for name, value in carried.fields:
        posted.appendlist(name, value)
    again._post, again._files = posted, MultiValueDict()  # type: ignore[attr-defined]
    return again


def _cipher() -> MultiFernet:
    """Fernet; keys by HKDF (RFC 5869) from SECRET_KEY and those that it had before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in map(str, secrets)])


def _key(secret: str) -> bytes:
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"words that are carried")
    return base64.urlsafe_b64encode(derive.derive(secret.encode()))
