"""A form that changes what is there does not write over words that it was not begun from.

Its page says what each of its texts was, as a mark without a word (`{% began form %}`). Where
another window has saved other words since, a field that was left alone takes those; one that was
changed too is shown again with what it says there now, and saved when it is sent once more.

Sheets that save as one writes have versions for this (docs/writing.md). This is for what a button
saves: a sentence or two, in a form.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.template import Library
from django.utils.html import format_html

from .saving import mark_of

BEGAN = "began"  # the name of the hidden field
ELSEWHERE = (
    "Another window of yours has saved other words here: “{}”. "
    "Save again to put these in their place."
)

register = Library()


@register.simple_tag
def began(form: BeganFrom) -> str:
    """The hidden field. Each time from what is there now: what was shown may be replaced."""
    return format_html('<input type="hidden" name="began" value="{}">', form.marks())


class BeganFrom(forms.BaseForm):
    """Mixed into a form, in front. WORDS are the fields of text, with what is kept as `initial`."""

    WORDS: ClassVar[tuple[str, ...]]

    def marks(self) -> str:
        return " ".join(self._mark(name, self._kept(name)) for name in self.WORDS)

    def clean(self) -> Any:
        cleaned = super().clean()
        marks = str(self.data.get(BEGAN, "")).split()
        if len(marks) == len(self.WORDS):
            for name, mark in zip(self.WORDS, marks, strict=True):
                self._compare(name, mark)
        return cleaned

    def _compare(self, name: str, mark: str) -> None:
        """What was typed, with what the page began from and with what is there."""
        kept = self._kept(name)
        if name not in self.cleaned_data or mark == self._mark(name, kept):
            return
        typed = self.cleaned_data[name]
        if self._mark(name, typed) == mark:
            self.cleaned_data[name] = kept
        elif typed != kept and kept:
            self.add_error(name, ELSEWHERE.format(kept))

    def _kept(self, name: str) -> str:
        return str(self.get_initial_for_field(self.fields[name], name) or "")

    def _mark(self, name: str, text: str) -> str:
        return mark_of(type(self).__name__, name, text)[:16]
