"""Forms of a cohort: its name and dates, whom to invite, where to move somebody, a code."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from journal.models import Cohort, Membership
from partnership.forms import PlainForm
from partnership.people.models import User

from .addresses import MOST_AT_ONCE
from .codes import as_written

NO_ADDRESS = "Give at least one email address."
NO_SUCH_CODE = "That code does not work. Check it with whoever gave it to you."


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CohortForm(PlainForm, forms.ModelForm):
    class Meta:
        model = Cohort
        fields = ["name", "module", "starts_on", "module_ends_on"]
        labels = {
            "name": "What is it called?",
            "module": "Which module does it take?",
            "starts_on": "First day",
            "module_ends_on": "Last day of the module",
        }
        help_texts = {
            "name": "Everyone in it sees the name, such as “Autumn 2026, Hallowby”.",
            "module_ends_on": "Nothing closes on that day.",
        }
        widgets = {"starts_on": _date(), "module_ends_on": _date()}
        error_messages = {
            "name": {"required": "Give the cohort a name."},
            "module": {"required": "Choose a module."},
            "starts_on": {"required": "Give its first day."},
            "module_ends_on": {"required": "Give the last day of the module."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        module = cast("forms.ModelChoiceField", self.fields["module"])
        modules = list(module.queryset) if module.queryset is not None else []
        if len(modules) == 1:
            self.initial.setdefault("module", modules[0])

    def clean_module_ends_on(self) -> date:
        last, first = self.cleaned_data["module_ends_on"], self.cleaned_data.get("starts_on")
        if first and last < first:
            raise ValidationError(
                "That is before the first day. Choose a later one.", code="ends_before_it_starts"
            )
        return last


class NewCohortForm(CohortForm):
    """Asks an admin one thing more: whether they facilitate it. Anyone else who makes one does."""

    is_mine = forms.BooleanField(
        label="I facilitate it",
        help_text=(
            "You will read what its leaders share with their facilitator. Leave this out if you "
            "only look after people, and invite its facilitator next."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, maker: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_asked = maker.is_staff
        if not self.is_asked:
            del self.fields["is_mine"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return cleaned if self.is_asked else {**cleaned, "is_mine": True}


class InviteForm(PlainForm, forms.Form):
    people = forms.CharField(
        label="Email addresses",
        help_text=(
            "One on each line, on its own or as “Ann Example <ann@example.org>”. "
            f"At most {MOST_AT_ONCE} at a time."
        ),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"required": NO_ADDRESS},
    )
    role = forms.ChoiceField(
        label="They will be",
        choices=[
            (Membership.Role.LEADER, "Leaders, who write and choose what to share"),
            (Membership.Role.FACILITATOR, "Facilitators, who read what leaders share with them"),
        ],
        initial=Membership.Role.LEADER,
        widget=forms.RadioSelect,
    )


class MoveForm(PlainForm, forms.Form):
    to = forms.ModelChoiceField(
        label="To which cohort?",
        queryset=Cohort.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a cohort."},
    )

    def __init__(self, mover: User, leaving: Cohort, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = cast("forms.ModelChoiceField", self.fields["to"])
        to.queryset = Cohort.objects.managed_by(mover).not_closed().exclude(pk=leaving.pk)
        cohorts = list(to.queryset[:2])
        if len(cohorts) == 1:
            self.initial["to"] = cohorts[0].pk


class CodeForm(PlainForm, forms.Form):
    """For somebody who is signed in: the code leads to the page that asks them."""

    code = forms.CharField(
        label="Code",
        help_text="Such as K7MP-XR4T.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Type the code."},
    )

    cohort: Cohort

    def clean_code(self) -> str:
        code = as_written(self.cleaned_data["code"])
        cohort = Cohort.objects.joined_by_code(code).first()
        if cohort is None:
            raise ValidationError(NO_SUCH_CODE, code="no_such_code")
        self.cohort = cohort
        return code


class AskForm(PlainForm, forms.Form):
    """For anybody else: never says whether the code is right."""

    code = forms.CharField(
        label="Code",
        help_text="Such as K7MP-XR4T.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Type the code."},
    )
    email = forms.EmailField(
        label="Email address",
        help_text="We send a link to it. You will sign in with this address.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Give your email address."},
    )
