"""Pages that say what the words mean: all frameworks, and each with its definitions.

A framework that is switched off or retired can still be read, since people have tagged with it;
its page says that it is not offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from . import definitions
from .models import Edition
from .uses import first_keys, uses_by

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
    groups, elements = list(edition.groups.all()), list(edition.elements.all())
    uses = uses_by(request.user, edition.framework)
    parts = definitions.parts(edition, groups, elements, uses)
    context = {
        "edition": edition,
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
