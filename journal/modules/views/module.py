"""One module: all its parts in their order, and what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from frameworks.models import Framework
from journal.modules.changes import changes_in
from journal.modules.sheets import GROUP, QUESTION, SECTION, Part, Working
from journal.templatetags.days import day, moment
from partnership.admins import for_admins
from partnership.http import PersonRequest

from . import kept_beside, module_or_404, sheet_address


@dataclass(frozen=True)
class Line:
    """A part in its list: finished words and addresses."""

    kind: str
    key: str
    title: str
    note: str
    href: str
    move: str
    retire: str
    back: str

    @classmethod
    def of(cls, part: Part, there: Working, done: dict[str, str]) -> Line:
        addresses = [
            sheet_address(there.key, part.name, then=then)
            for then in ("", "move", "retire", "back")
        ]
        opens = part.content.get("opens_on", "")
        notes = [
            done.get(part.name, ""),
            f"Opens on {day(date.fromisoformat(opens))}" if opens else "",
        ]
        return cls(part.kind, part.key, part.title, ". ".join(filter(None, notes)), *addresses)


@for_admins
@require_safe
def module(request: PersonRequest, key: str) -> HttpResponse:
    there = module_or_404(key)
    changes = changes_in(there)
    done = {change.name: change.done.capitalize() for change in changes.parts}
    fronts = there.order["frameworks_in_front"]
    names = dict(Framework.objects.values_list("key", "name"))
    offered = Framework.objects.in_use().order_by("name").values_list("key", "name")
    context = {
        "module": there,
        "standing": _standing(there),
        "kept": kept_beside(there),
        "changes": changes,
        "sections": _lines(there, done, SECTION),
        "groups": [
            (Line.of(group, there, done), _lines(there, done, QUESTION, group=group.key))
            for group in there.parts(GROUP)
        ],
        "retired": [
            Line.of(part, there, {}) for kind in (SECTION, QUESTION) for part in there.retired(kind)
        ],
        "fronts": [(one, names.get(one, one)) for one in fronts],
        "offered": [one for one in offered if one[0] not in fronts],
        "cohorts": list(there.module.cohorts.all()) if there.module else [],
    }
    return TemplateResponse(request, "manage/modules/module.html", context)


def _lines(there: Working, done: dict[str, str], kind: str, *, group: str = "") -> list[Line]:
    return [Line.of(part, there, done) for part in there.parts(kind, group=group)]


def _standing(there: Working) -> str:
    """Where it stands, in a sentence or two."""
    if there.module is None:
        return "Not published yet: leaders see nothing of it."
    if there.module.published_at:
        by = f" by {there.module.published_by.name}" if there.module.published_by else ""
        said = f"Published {moment(there.module.published_at)}{by}."
    else:
        said = "As its file has it."
    if there.draft and there.draft.has_changes:
        by = f" by {there.draft.edited_by.name}" if there.draft.edited_by else ""
        said += f" Changed {moment(there.draft.edited_at)}{by}, not published."
    return said
