"""What admins see of all frameworks: each with what is published and what is being written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from ..models import Edition, Framework


class Found(NamedTuple):
    """An edition on the list, a published one or a draft."""

    framework_id: int
    number: int
    state: str
    published_at: datetime | None
    edited_at: datetime | None
    edited_by: str | None
    edited_by_email: str | None

    @property
    def by(self) -> str:
        """Who changed it last, to end a sentence with."""
        name = self.edited_by or self.edited_by_email
        return f" by {name}" if name else ""


@dataclass(frozen=True)
class Row:
    """One framework."""

    framework: Framework
    published: Found | None
    draft: Found | None
    href: str
    draft_href: str
    begin_href: str


@dataclass
class Heading:
    """Frameworks that are alike in whether people are offered them."""

    name: str
    about: str = ""
    rows: list[Row] = field(default_factory=list)


def headings() -> list[Heading]:
    """Every framework under what it is now. Two queries."""
    offered = Heading("In use")
    unpublished = Heading("Not published yet", "Nobody but admins sees these.")
    off = Heading("Switched off", "Nobody is offered these. What was tagged with them stays.")
    retired = Heading("Retired", "Out of use. What was tagged with them stays.")
    for row in _rows():
        if row.framework.retired_at:
            retired.rows.append(row)
        elif not row.published:
            unpublished.rows.append(row)
        elif not row.framework.is_switched_on:
            off.rows.append(row)
        else:
            offered.rows.append(row)
    return [heading for heading in (unpublished, offered, off, retired) if heading.rows]


def row_of(framework: Framework) -> Row:
    """The same of one. One query."""
    return _row(framework, _found([framework]))


def _rows() -> Iterable[Row]:
    frameworks = list(Framework.objects.order_by("name"))
    found = _found(frameworks)
    return [_row(framework, found) for framework in frameworks]


def _found(frameworks: list[Framework]) -> dict[tuple[int, str], Found]:
    columns = (
        "framework", "number", "state", "published_at", "edited_at",
        "edited_by__name", "edited_by__email",
    )  # fmt: skip
    editions = Edition.objects.filter(framework__in=frameworks)
    current = editions.exclude(state=Edition.State.SUPERSEDED).order_by()
    rows = (Found(*row) for row in current.values_list(*columns))
    return {(row.framework_id, row.state): row for row in rows}


def _row(framework: Framework, found: dict[tuple[int, str], Found]) -> Row:
    return Row(
        framework,
        published=found.get((framework.pk, Edition.State.PUBLISHED)),
        draft=found.get((framework.pk, Edition.State.DRAFT)),
        href=reverse("editing:framework", args=[framework.key]),
        draft_href=reverse("editing:draft", args=[framework.key]),
        begin_href=reverse("editing:draft-begin", args=[framework.key]),
    )
