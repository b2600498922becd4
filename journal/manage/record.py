"""Reading the record of changes: what was asked for, and its lines day by day, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.formats import date_format

from journal.dates import day_asked
from partnership.record.models import Change, ChangeQuerySet

LINES_A_PAGE = 50
MOST_QUERY_CHARACTERS = 200


@dataclass(frozen=True)
class Filters:
    """What was asked for. An address may ask for what there is not: then nothing matches."""

    query: str = ""
    about: str = ""
    who: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> Self:
        return cls(
            query=" ".join(parameters.get("q", "")[:MOST_QUERY_CHARACTERS].split()),
            about=parameters.get("about", ""),
            who=parameters.get("who", ""),
            first=day_asked(parameters.get("from", "")),
            last=day_asked(parameters.get("to", "")),
        )

    @property
    def is_set(self) -> bool:
        return bool(self.as_query)

    @property
    def is_backwards(self) -> bool:
        return bool(self.first and self.last and self.first > self.last)

    @property
    def as_query(self) -> str:
        """For a link to another page of the same, with "&" at its end if there is anything."""
        days = {"from": self.first, "to": self.last}
        parts = {"q": self.query, "about": self.about, "who": self.who}
        parts |= {name: day.isoformat() for name, day in days.items() if day}
        set_ones = {name: value for name, value in parts.items() if value}
        return f"{urlencode(set_ones)}&" if set_ones else ""

    def lines(self) -> ChangeQuerySet:
        lines = Change.objects.newest_first().between(self.first, self.last)
        lines = lines.saying(self.query.split())
        lines = lines.filter(about=self.about) if self.about else lines
        return lines.filter(by_name=self.who) if self.who else lines


@dataclass(frozen=True)
class Line:
    time: str
    who: str
    words: str


@dataclass(frozen=True)
class Day:
    name: str
    lines: list[Line]


def page_of(filters: Filters, number: str | None) -> tuple[Page[Any], list[Day]]:
    """That page, or the nearest there is, and its lines under the day of each. Two queries."""
    rows = filters.lines().values_list("at", "by_name", "words")
    page: Page[Any] = Paginator(rows, LINES_A_PAGE).get_page(number)
    local = [(timezone.localtime(at), who, words) for at, who, words in page]
    days = groupby(local, key=lambda line: line[0].date())
    return page, [Day(date_format(day, "l j F Y"), _lines(list(of))) for day, of in days]


def _lines(rows: list[tuple[datetime, str, str]]) -> list[Line]:
    return [Line(f"{at:%H:%M}", who, words) for at, who, words in rows]
