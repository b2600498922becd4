"""What a view receives once someone is signed in, for the type checker and for the reader.

Every page needs sign-in unless its line says @login_not_required, so `request.user` is a person;
Django's own type cannot know that, nor that HtmxMiddleware has added `htmx`.
"""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from partnership.people.models import User


class PersonRequest(HttpRequest):
    """A request from someone who is signed in."""

    user: User
    htmx: HtmxDetails
