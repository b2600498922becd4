"""What the panel posts: one tick, one partnership's level, or the whole page when Done is pressed.

A page may be hours old, and an element may stand on it twice. So each list of tick-boxes also
sends which it showed and which were ticked, and only a box that its reader changed changes a tag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from frameworks.models import Element
from journal.models import Entry, Observation

from .levels import LINKAGE, needed_level
from .parts import ALL, WHOLE, Part, read_part
from .passages import PassageError
from .seen import NOTHING, Seen, all_as_seen

MOST_KEY = 170
NOT_OFFERED = "That tag is not offered any more. Nothing else has changed."
LEVEL_NOT_OFFERED = "That level is not offered. Choose one of those listed."


@dataclass(frozen=True)
class Changes:
    """Which elements to put on, and which to take off, as keys "framework_key/element_key"."""

    added: set[str]
    removed: set[str]


def changes_in(data: QueryDict, ticks: str = "tags", prefix: str = "") -> Changes:
    """The boxes that were changed by hand on the page that posted this."""
    shown = Counter(" ".join(data.getlist(f"{prefix}shown")).split())
    was = set(" ".join(data.getlist(f"{prefix}was")).split())
    now = Counter(data.getlist(ticks))
    return Changes(
        added={key for key in now if now[key] and key in shown and key not in was},
        removed={key for key in was if now[key] < shown[key]},
    )


class PartForm(forms.Form):
    """Which part of the entry the page spoke of, checked against the present text."""

    part = forms.CharField(required=False, max_length=20)
    version = forms.IntegerField(required=False, min_value=0)
    quote = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["part"] = read_part(
                cleaned.get("part") or ALL,
                body=self.entry.body,
                version=self.entry.version,
                read_version=cleaned.get("version"),
                quote=cleaned.get("quote", ""),
            )
        except PassageError as refused:
            self.add_error("part", ValidationError(str(refused), code="part"))
        return cleaned

    @property
    def chosen_part(self) -> Part:
        """The part, or all of it when what was sent does not fit."""
        part = self.cleaned_data.get("part")
        return part if isinstance(part, Part) else WHOLE


class ToggleForm(PartForm):
    """One tick or untick."""

    tag = forms.CharField(max_length=MOST_KEY, error_messages={"required": NOT_OFFERED})
    on = forms.BooleanField(required=False)


class LevelForm(forms.Form):
    """Where one partnership is, and what the work needs. `levels` are the offered ones, by key."""

    level = forms.CharField(required=False, max_length=MOST_KEY)
    fit = forms.ChoiceField(required=False, choices=Observation.Fit.choices)
    needed = forms.CharField(required=False, max_length=MOST_KEY)

    def __init__(self, *args: Any, levels: Mapping[str, Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = levels

    def clean_level(self) -> Element | None:
        return self._element("level")

    def clean_needed(self) -> Element | None:
        return self._element("needed")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        level, needed = cleaned.get("level"), cleaned.get("needed")
        if level is not None and not self.errors:
            needed_level(level, cleaned.get("fit", ""), needed)
        return cleaned

    def _element(self, name: str) -> Element | None:
        key = self.cleaned_data[name]
        if not key:
            return None
        if key not in self.levels:
            raise ValidationError(LEVEL_NOT_OFFERED, code="not_offered")
        return self.levels[key]


def linkage_levels(seen: Seen = NOTHING) -> dict[str, Element]:
    """The offered levels by key, in order: one query. Those seen in other words are in those."""
    offered = Element.objects.offered().with_framework()
    levels = {
        f"{LINKAGE}/{one.key}": one for one in offered.filter(edition__framework__key=LINKAGE)
    }
    if any(seen.get(LINKAGE, one.edition.number) != one.edition.number for one in levels.values()):
        levels = all_as_seen(levels, LINKAGE, seen[LINKAGE])
    return {one.key: one for one in levels.values()}


def first_error(form: forms.Form) -> str:
    """One sentence for a status line."""
    return str(next(iter(form.errors.values()))[0])
