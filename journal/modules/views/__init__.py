"""One module a subject. Every page is for admins alone: anyone else gets 404."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404
from django.urls import reverse

from journal.models import KeptSheet
from journal.modules.sheets import ABOUT, Content, NoSuchModuleError, Part, Working, working
from journal.templatetags.days import moment


class Kept(NamedTuple):
    """What lost to another save and was not let go: of which sheet, where it is, whose and when."""

    name: str
    title: str
    href: str
    whose: str


def module_or_404(key: str) -> Working:
    try:
        return working(key)
    except NoSuchModuleError:
        raise Http404 from None


def part_or_404(key: str, name: str) -> tuple[Working, Content]:
    there = module_or_404(key)
    if not there.has(name) or name == "order":
        raise Http404
    return there, there.sheets[name]


def kept_beside(there: Working) -> list[Kept]:
    """The newest first, of parts that were taken out meanwhile too. One query."""
    return [
        Kept(
            kept.name,
            there.title if kept.name == ABOUT else part_of(kept, there).title,
            reverse("modules:kept", args=[there.key, kept.pk]),
            f"{kept.by.name if kept.by else 'Somebody'}, {moment(kept.kept_at)}",
        )
        for kept in KeptSheet.objects.of_module(there.key)
    ]


def part_of(kept: KeptSheet, there: Working) -> Part:
    """As it stands; what is not there any more, as it was sent."""
    if there.has(kept.name):
        return there.part(kept.name)
    kind, _, item = kept.name.partition("/")
    return Part(kind, item, kept.content, is_retired=False)


def sheet_address(key: str, name: str, *, then: str = "") -> str:
    """Of the page where a sheet is changed; `then` is what is done there, such as "save"."""
    if name == ABOUT:
        return reverse(f"modules:about{f'-{then}' if then else ''}", args=[key])
    kind, _, item = name.partition("/")
    return reverse(f"modules:part{f'-{then}' if then else ''}", args=[key, kind, item])
