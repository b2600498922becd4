"""The form that takes a list of people: pasted, or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from journal.cohorts.tables import MOST_BYTES, MOST_ROWS, ListError, Table, table_of, text_of
from journal.models import Cohort, Membership
from partnership.forms import PlainForm


class ListForm(PlainForm, forms.Form):
    """`table` is what was in it, once it is valid. What a cell means is looked at afterwards."""

    pasted = forms.CharField(
        label="Paste a list",
        help_text=(
            "One person on each line: an email address, and a name if you have it. Copied from a "
            f"spreadsheet is fine, with its headings or without. At most {MOST_ROWS} people."
        ),
        max_length=MOST_BYTES,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"max_length": "That is more than there may be at once. Cut it in two."},
    )
    file = forms.FileField(
        label="Or choose a file",
        help_text=(
            "CSV, as any spreadsheet saves it. Headings that are read: Email, Name, First name, "
            "Last name, Role, Cohort."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    cohort = forms.ModelChoiceField(
        label="Cohort",
        help_text="For those whose row names none.",
        queryset=Cohort.objects.not_closed(),
        empty_label="The list says which",
        required=False,
        to_field_name="key",
    )
    role = forms.ChoiceField(
        label="They will be",
        help_text="Unless their row says which.",
        choices=[
            (Membership.Role.LEADER, "Leaders"),
            (Membership.Role.FACILITATOR, "Facilitators"),
        ],
        initial=Membership.Role.LEADER,
        widget=forms.RadioSelect,
    )

    table: Table

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pasted, file = cleaned.get("pasted", ""), cleaned.get("file")
        if pasted.strip() and file:
            raise ValidationError("Paste a list or choose a file: one of the two.")
        field = "file" if file else "pasted"
        if not self.errors:
            try:
                self.table = table_of(_text(file) if file else pasted)
            except ListError as error:
                self.add_error(field, str(error))
        return cleaned


def _text(file: Any) -> str:
    """What is larger than a list may be is not read."""
    return text_of(file.read(MOST_BYTES + 1))
