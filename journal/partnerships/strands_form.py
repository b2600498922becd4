"""Where each strand is now: one choice of a stage a strand, in the strands' own groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from frameworks.models import Element
from frameworks.wordings import wordings_of
from journal.models import Partnership
from partnership.forms import PlainForm

from .elements import elements_offered
from .stages import STAGES, Way, ways
from .written import STRANDS


class StrandsForm(PlainForm, forms.Form):
    """Nothing is chosen but what was said today already: each choice is made anew.

    Once valid, `said` has the strands of which something is said or taken back.
    """

    is_said_to_be_optional = True

    def __init__(
        self, partnership: Partnership, data: Mapping[str, Any] | None = None, *, today: date
    ) -> None:
        super().__init__(data)
        offered = elements_offered([STRANDS, STAGES])
        self.strands = {element.key: element for element in offered[STRANDS]}
        self.stages = {element.key: element for element in offered[STAGES]}
        before = ways(partnership, wordings_of([STRANDS]).stands_for)
        self.today = {
            key: before[strand.pk].now[1].key
            for key, strand in self.strands.items()
            if strand.pk in before and before[strand.pk].now[0] == today
        }
        for key, strand in self.strands.items():
            self.fields[key] = self._field(strand, before.get(strand.pk))
            self.initial[key] = self.today.get(key, "")

    def _field(self, strand: Element, before: Way | None) -> forms.ChoiceField:
        choices = [(key, stage.name) for key, stage in self.stages.items()]
        return forms.ChoiceField(
            label=strand.name,
            choices=[("", "No view today"), *choices],
            required=False,
            help_text=f"Last: {before.latest or before.first}" if before else "",
        )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the names of the strands' groups."""
        grouped = groupby(
            self.strands.values(), key=lambda one: one.group.name if one.group else ""
        )
        return [(name, [self[one.key] for one in strands]) for name, strands in grouped]

    @property
    def said(self) -> dict[Element, Element | None]:
        chosen = {key: self.cleaned_data[key] for key in self.strands}
        return {
            self.strands[key]: self.stages.get(stage)
            for key, stage in chosen.items()
            if stage or key in self.today
        }
