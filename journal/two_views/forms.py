"""Whom to ask, and which of one's own partnerships was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from journal.models import Membership, Partnership
from journal.partnerships.forms import ElementRadios
from partnership.forms import PlainForm
from partnership.text import clean_text


class AskForm(PlainForm, forms.Form):
    """Once valid, `asked` is the membership of whoever is asked."""

    leader = forms.ChoiceField(
        label="Who do you want to compare with?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who to ask."},
    )
    called = forms.CharField(
        label="What do you call it, so that they know which link you mean?",
        max_length=160,
        help_text="They read these words. Roles and places, not pupils’ names.",
        error_messages={"required": "Say which link you mean."},
    )

    def __init__(self, leaders: Sequence[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = {str(leader.pk): leader for leader in leaders}
        several = len({leader.cohort_id for leader in leaders}) > 1
        cast("forms.ChoiceField", self.fields["leader"]).choices = [
            (key, f"{one.person.name} ({one.cohort.name})" if several else one.person.name)
            for key, one in self.leaders.items()
        ]

    def clean_called(self) -> str:
        called = clean_text(self.cleaned_data["called"]).strip()
        if not called:
            raise ValidationError("Say which link you mean.", code="required")
        return called

    @property
    def asked(self) -> Membership:
        return self.leaders[self.cleaned_data["leader"]]


class AnswerForm(PlainForm, forms.Form):
    """Each of one's own, with what the other would see of it."""

    partnership = forms.ChoiceField(
        label="Which of your partnerships is it?",
        widget=ElementRadios,
        error_messages={"required": "Choose which of your partnerships it is."},
    )

    def __init__(self, mine: Iterable[tuple[Partnership, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(mine)
        self.mine = {str(one.pk): one for one, _ in rows}
        field = cast("forms.ChoiceField", self.fields["partnership"])
        field.choices = [(key, one.name) for key, one in self.mine.items()]
        cast("ElementRadios", field.widget).definitions = {str(one.pk): said for one, said in rows}

    @property
    def chosen(self) -> Partnership:
        return self.mine[self.cleaned_data["partnership"]]
