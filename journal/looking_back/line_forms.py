"""Which sentence of an entry to keep, and which line to let go where five are kept already."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from journal.models import Entry
from journal.tagging.parts import read_part
from journal.tagging.passages import PassageError, Span
from partnership.forms import PlainForm

from .lines import Line, sentences_of

CHOOSE = "Choose a sentence to keep."
CHOOSE_WHICH = "Choose which line to let go. You keep five of a term at the most."


class LineForm(PlainForm, forms.Form):
    """A sentence, by its place in the text that was shown; and the line that makes room for it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sentence = forms.ChoiceField(
        label="Which sentence do you want to keep?",
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, posted: QueryDict | None, *, entry: Entry, lines: Sequence[Line]) -> None:
        """`lines` are those of which one has to go: none where there is room."""
        super().__init__(posted, initial={"version": entry.version})
        self.entry = entry
        self.sentences = [(one.value, one.words) for one in sentences_of(entry)]
        self.fields["sentence"].choices = self.sentences  # type: ignore[attr-defined]
        if lines:
            self.fields["let_go"] = forms.ChoiceField(
                label="Which line do you let go?",
                help_text="You keep five already. It stays in its entry, as you wrote it.",
                choices=[(line.pk, line.words) for line in lines],
                widget=forms.RadioSelect,
                error_messages={"required": CHOOSE_WHICH, "invalid_choice": CHOOSE_WHICH},
            )

    def clean_sentence(self) -> Span | None:
        """Of the text that was shown, if that is still the text."""
        try:
            part = read_part(
                self.cleaned_data["sentence"],
                body=self.entry.body,
                version=self.entry.version,
                read_version=self.cleaned_data.get("version"),
            )
        except PassageError as refused:
            raise ValidationError(str(refused), code="changed") from refused
        return part.span

    def clean_let_go(self) -> UUID:
        return UUID(self.cleaned_data["let_go"])
