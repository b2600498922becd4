"""A facilitator's own opening lines."""

from __future__ import annotations

from django import forms

from journal.models import Starter
from partnership.began import BeganFrom
from partnership.forms import PlainForm


class StarterForm(BeganFrom, PlainForm, forms.ModelForm):
    WORDS = ("wording",)

    class Meta:
        model = Starter
        fields = ["wording"]
        labels = {"wording": "Your line"}
        help_texts = {
            "wording": "A question works best. Leave “...” where you will say what it is about."
        }
        widgets = {"wording": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"wording": {"required": "Write the line first."}}
