"""What one says of two answers that stand side by side. All of it may be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from frameworks.models import Element
from journal.models import LookBack
from journal.partnerships.forms import ElementRadios
from partnership.began import BeganFrom
from partnership.forms import PlainForm
from partnership.text import clean_text

from .hindsight import Earlier

MOST_SEEN = 300


class LookBackForm(BeganFrom, PlainForm, forms.Form):
    """Where each partnership was, what changed, and one line."""

    WORDS = ("see_now",)

    what_changed = forms.ChoiceField(
        label="What changed?",
        required=False,
        choices=LookBack.Changed.choices,
        widget=forms.RadioSelect,
    )
    see_now = forms.CharField(
        label="What I see now is…", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: object,
        partnerships: Iterable[Earlier],
        levels: list[Element],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.partnerships = list(partnerships)
        self.levels = {level.key: level for level in levels}
        for earlier in self.partnerships:
            self.fields[_name(earlier)] = self._placing(earlier)

    def places(self) -> Iterator[forms.BoundField]:
        """Where each of the partnerships was, to be laid out by the page."""
        for earlier in self.partnerships:
            yield self[_name(earlier)]

    def clean_see_now(self) -> str:
        seen = " ".join(clean_text(self.cleaned_data["see_now"]).split())
        if len(seen) > MOST_SEEN:
            raise ValidationError(
                f"This is {len(seen)} characters long and the most is {MOST_SEEN}. "
                "Keep it to one line; an entry has room for more.",
                code="too_long",
            )
        return seen

    def placed(self) -> list[tuple[UUID, Element | None]]:
        """Of those whose level is offered, or none; only after is_valid()."""
        chosen = ((one, self.cleaned_data[_name(one)]) for one in self.partnerships)
        return [
            (one.partnership_id, self.levels.get(key))
            for one, key in chosen
            if not key or key in self.levels
        ]

    def _placing(self, earlier: Earlier) -> forms.ChoiceField:
        """One that was chosen before stays choosable when its level is retired."""
        choices = [("", "No answer")]
        choices += [(level.key, level.name) for level in self.levels.values()]
        if earlier.now and earlier.now not in self.levels:
            choices.append((earlier.now, earlier.now_named))
        field = forms.ChoiceField(
            label=earlier.name,
            help_text=earlier.hint,
            required=False,
            choices=choices,
            initial=earlier.now,
            widget=ElementRadios,
        )
        field.widget.definitions = {one.key: one.description for one in self.levels.values()}  # type: ignore[attr-defined]
        return field


def _name(earlier: Earlier) -> str:
    return f"place-{earlier.partnership_id}"
