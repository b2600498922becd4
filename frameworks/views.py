"""Pages that say what the words mean: all frameworks, and each with its definitions.

A framework that is switched off or retired can still be read, since people have tagged with it;
its page says that it is not offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from . import definitions
from .models import Edition
from .uses import Use, first_keys, uses_by

if TYPE_CHECKING:
    from partnership.http import PersonRequest


@require_safe
def framework_list(request: HttpRequest) -> TemplateResponse:
    headings = definitions.contents(Edition.objects.published().for_list(), first_keys())
    return TemplateResponse(request, "frameworks/framework_list.html", {"headings": headings})


@require_safe
def framework(request: PersonRequest, key: str) -> TemplateResponse:
    edition = get_object_or_404(
        Edition.objects.published().select_related("framework"), framework__key=key
    )
    return _page(request, edition, uses_by(request.user, edition.framework))


@require_safe
def edition(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """An earlier wording, for those who tagged with it. The published one has its own page."""
    editions = Edition.objects.ever_published().select_related("framework")
    edition = get_object_or_404(editions, framework__key=key, number=number)
    if edition.state == Edition.State.PUBLISHED:
        return redirect("frameworks:framework", key)
    return _page(request, edition, {})


def _page(
    request: HttpRequest, edition: Edition, uses: Mapping[str, Sequence[Use]]
) -> TemplateResponse:
    key = edition.framework.key
    groups, elements = list(edition.groups.all()), list(edition.elements.all())
    parts = definitions.parts(edition, groups, elements, uses)
    context = {
        "edition": edition,
        "is_superseded": edition.state == Edition.State.SUPERSEDED,
        "framework": edition.framework,
        "parts": parts,
        "levels": [element for element in elements if not element.is_retired],
        "table": definitions.table(edition, elements),
        "figure": definitions.FIGURES.get(key),
        "has_threads": key in definitions.WITH_THREADS,
        "flow": definitions.flow(edition.framework, parts),
        "retired": definitions.retired(elements, uses),
    }
    return TemplateResponse(request, "frameworks/framework.html", context)
