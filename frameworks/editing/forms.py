"""What an admin fills in to begin a framework of the site's own."""

from __future__ import annotations

from django import forms

from partnership.forms import PlainForm

from ..models import Framework

KINDS = [
    (Framework.Kind.FACTORS, "A plain list"),
    (Framework.Kind.GROUPED, "Groups, with elements in each"),
    (Framework.Kind.SCALE, "Levels, in an order"),
]
SUBJECTS = [
    (Framework.Subject.PARTNERSHIP, "A partnership"),
    (Framework.Subject.PARTNERSHIP_STRAND, "One strand of a partnership"),
    (Framework.Subject.OWN_PRACTICE, "One’s own practice"),
]


class NewFrameworkForm(PlainForm, forms.Form):
    """A name, and the two things that stay as they are."""

    name = forms.CharField(
        max_length=200,
        label="What is it called?",
        help_text="You can change the name later.",
        error_messages={"required": "Say what it is called."},
    )
    kind = forms.ChoiceField(
        choices=KINDS,
        widget=forms.RadioSelect,
        label="What is it made of?",
        help_text="This stays as it is.",
        error_messages={"required": "Choose what it is made of."},
    )
    subject = forms.ChoiceField(
        choices=SUBJECTS,
        widget=forms.RadioSelect,
        label="What is it about?",
        help_text="This stays as it is.",
        error_messages={"required": "Choose what it is about."},
    )
