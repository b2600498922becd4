"""The fields that sheets are made of: words, lists of sentences, and ticks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnership.text import clean_text


class Words(forms.CharField):
    """Text as journal.text has it. May be empty, since it is a draft."""

    def __init__(
        self, label: str, *, most: int, rows: int = 0, help_text: str = "", needed: bool = False
    ) -> None:
        """One that is `needed` is so for publishing, and is not called optional."""
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(label=label, required=needed, help_text=help_text, widget=widget)
        self.most = most

    def validate(self, value: Any) -> None:
        """Nothing is missing in a draft."""

    def to_python(self, value: Any) -> str:
        if value is not None and not isinstance(value, str):
            raise ValidationError("This is not text.", code="invalid")
        return clean_text(
            super().to_python(value) or "", most=self.most, too_long="Part it in two."
        )


class Ticks(forms.MultipleChoiceField):
    """A page sends an empty one first, so that none ticked is not nothing said."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        value = [value] if isinstance(value, str) else value or []
        return [one for one in super().to_python(value) if one]


class Parts(Words):
    """A list of sentences, one on a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [line.strip() for line in text.split("\n") if line.strip()]
