"""The form that a file is given with, or its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnership.forms import PlainForm

from .decoding import MOST_BYTES
from .formats import FORMATS

NOTHING = "Choose a file, or paste what is in one."
BOTH = "Give a file or paste its text, and not both: they may differ."
EMPTY = "This file has nothing in it."
TOO_LARGE = "This file is larger than 2 MB, the most there may be."


class FileForm(PlainForm, forms.Form):
    file = forms.FileField(
        label="A file",
        help_text=(
            "Up to 2 MB: our own YAML, JSON or CSV, Mahara’s .matrix, Moodle’s CSV, CASE 1.1 in "
            "JSON, or a REFI-QDA Codebook."
        ),
        required=False,
        max_length=250,
        error_messages={"empty": EMPTY, "max_length": "The name of the file is too long."},
    )
    pasted = forms.CharField(
        label="Or what is in it, pasted",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        required=False,
        strip=False,
    )
    format = forms.ChoiceField(
        label="Format",
        choices=[
            ("", "Tell by its name and beginning"),
            *((k, f.name) for k, f in FORMATS.items()),
        ],
        required=False,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE, code="too_large")
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            file, pasted = given.get("file"), given.get("pasted", "").strip()
            if not file and not pasted:
                self.add_error("file", ValidationError(NOTHING, code="required"))
            elif file and pasted:
                self.add_error("file", ValidationError(BOTH, code="both"))
        return given

    @property
    def name(self) -> str:
        """What the file is called, to tell its format by; nothing for what was pasted."""
        return self.cleaned_data["file"].name if self.cleaned_data["file"] else ""

    @property
    def data_given(self) -> bytes:
        file = self.cleaned_data["file"]
        if file:
            return bytes(file.read(MOST_BYTES + 1))
        return str(self.cleaned_data["pasted"]).encode("utf-8", "surrogatepass")
