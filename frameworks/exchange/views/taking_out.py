"""A framework as files: what each format cannot carry, and then the file itself.

Any edition may be taken out, a draft too. What does not hold together yet (a draft without one
element) is in no file, and the page says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnership.admins import for_admins
from partnership.http import PersonRequest

from ...models import Edition, Framework
from ...packs import FrameworkPack
from ...strict_yaml import PackError, Problem
from ..formats import FORMATS, export
from ..report import shown
from ..stored import retired_names, whole_pack
from ..words import LostForOneReason, by_reason

STATES = {
    Edition.State.DRAFT: "the draft",
    Edition.State.PUBLISHED: "published now",
    Edition.State.SUPERSEDED: "an earlier one",
}


@dataclass(frozen=True)
class Choice:
    """An edition that may be taken out."""

    name: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class OneFile:
    """A format that the edition may be had in, and what that would lose."""

    key: str
    name: str
    about: str
    href: str
    file: str
    lost: list[LostForOneReason]


@for_admins
@require_safe
def files(request: PersonRequest, key: str) -> HttpResponse:
    """The published edition's files, or with ?edition=2 another's."""
    framework = get_object_or_404(Framework, key=key)
    editions = list(framework.editions.order_by("-number"))
    edition = _asked_for(editions, request.GET.get("edition", ""))
    try:
        found, problems = list(_files(edition, whole_pack(edition))), []
    except PackError as error:
        found, problems = [], [_what_is_missing(problem) for problem in error.problems]
    context = {
        "edition": edition,
        "state": STATES[Edition.State(edition.state)],
        "choices": [_choice(one, edition) for one in editions],
        "files": found,
        "problems": problems,
        "retired": retired_names(edition),
    }
    return TemplateResponse(request, "frameworks/exchange/files.html", context)


@for_admins
@require_safe
def file(request: PersonRequest, key: str, number: int, format: str) -> HttpResponse:
    """The file, to keep."""
    if format not in FORMATS:
        raise Http404
    edition = get_object_or_404(
        Edition.objects.select_related("framework"), framework__key=key, number=number
    )
    try:
        made = export(whole_pack(edition), format)
    except PackError as error:
        raise Http404 from error
    answer = HttpResponse(made.text, content_type=FORMATS[format].content_type)
    answer["Content-Disposition"] = f'attachment; filename="{_name(edition, format)}"'
    return answer


def _asked_for(editions: list[Edition], number: str) -> Edition:
    """The edition of this number; without one, the published, or else the newest."""
    published = [edition for edition in editions if edition.state == Edition.State.PUBLISHED]
    fitting = [edition for edition in editions if str(edition.number) == number]
    for edition in fitting if number else [*published, *editions]:
        return edition
    raise Http404


def _files(edition: Edition, pack: FrameworkPack) -> Iterator[OneFile]:
    for key, made in FORMATS.items():
        yield OneFile(
            key,
            made.name[0].upper() + made.name[1:],
            made.about,
            reverse("exchange:file", args=[edition.framework.key, edition.number, key]),
            _name(edition, key),
            by_reason(export(pack, key).losses),
        )


def _name(edition: Edition, format: str) -> str:
    """Such as himmelman_linkage-3.yaml. Two formats end alike, so one of them says its name too."""
    suffix = {"moodle": ".moodle.csv", "case": ".case.json"}.get(format, FORMATS[format].suffix)
    return f"{edition.framework.key}-{edition.number}{suffix}"


def _choice(edition: Edition, chosen: Edition) -> Choice:
    state = STATES[Edition.State(edition.state)]
    return Choice(f"Edition {edition.number}, {state}", f"?edition={edition.number}",
                  edition == chosen)  # fmt: skip


def _what_is_missing(problem: Problem) -> str:
    return shown(f"{problem.key}: {problem.message}")
