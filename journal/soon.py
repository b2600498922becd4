"""Stands in for a page that is being built. Nothing may point here once the desks are complete."""

from django.http import Http404, HttpRequest, HttpResponse


def soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404("Not built yet.")
