"""The form of a partnership: a name is enough, and everything else can come later.

Who with, drivers and formality are elements of three frameworks, each shown with its definition.
The keys are stored, so that a reworded framework changes no partnership.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from frameworks.models import Element
from journal.models import Partnership
from partnership.began import BeganFrom
from partnership.text import clean_text

from .elements import DRIVERS, FORMALITY, WHO_WITH, elements_offered


class WithDefinitions:
    """A set of native tick-boxes or radios whose options carry their element's definition."""

    definitions: dict[str, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["definition"] = self.definitions.get(str(value), "")
        if option["definition"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_def"
        return option


class ElementTickBoxes(WithDefinitions, forms.CheckboxSelectMultiple):
    definitions: dict[str, str] = {}


class ElementRadios(WithDefinitions, forms.RadioSelect):
    definitions: dict[str, str] = {}


class PartnershipForm(BeganFrom, forms.ModelForm):
    WORDS = ("name", "organisation", "description")
    who_with = forms.MultipleChoiceField(
        label="Who is it with?", required=False, widget=ElementTickBoxes
    )
    drivers = forms.MultipleChoiceField(
        label="What drives it?", required=False, widget=ElementTickBoxes
    )
    formality = forms.ChoiceField(label="How formal is it?", required=False, widget=ElementRadios)

    class Meta:
        model = Partnership
        fields = [
            "name",
            "who_with",
            "since_on",
            "organisation",
            "description",
            "drivers",
            "formality",
        ]
        labels = {
            "name": "What do you call it?",
            "since_on": "Since when?",
            "organisation": "Partner organisation",
            "description": "What is it for?",
        }
        help_texts = {
            "name": "Such as “Hollybank phonics link”. Roles and places, not pupils’ names.",
            "since_on": "A rough date will do.",
        }
        widgets = {
            "since_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"name": {"required": "Give the partnership a name."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = elements_offered([WHO_WITH, DRIVERS, FORMALITY])
        self._offer("who_with", offered[WHO_WITH])
        self._offer("drivers", offered[DRIVERS])
        self._offer("formality", offered[FORMALITY], none="I would rather not say")

    def _offer(self, field_name: str, elements: list[Element], none: str = "") -> None:
        """Put the elements into a field; one already chosen stays choosable when it is retired."""
        choices = [("", none)] if none else []
        choices += [(element.key, element.name) for element in elements]
        known = {key for key, _ in choices}
        stored = self.initial.get(field_name) or []
        earlier = [stored] if isinstance(stored, str) else stored
        choices += [
            (key, key.replace("_", " ").capitalize()) for key in earlier if key not in known
        ]
        field = cast("forms.ChoiceField", self.fields[field_name])
        field.choices = choices
        field.widget.definitions = {element.key: element.description for element in elements}

    def clean_description(self) -> str:
        return clean_text(self.cleaned_data["description"], most=2000)

    def clean_name(self) -> str:
        name = clean_text(self.cleaned_data["name"]).strip()
        if not name:
            raise ValidationError("Give the partnership a name.", code="required")
        return name

    def clean_since_on(self) -> Any:
        since_on, ended_on = self.cleaned_data["since_on"], self.instance.ended_on
        if since_on and ended_on and since_on > ended_on:
            raise ValidationError(
                "That is after it ended. Choose an earlier day, or say that it goes on.",
                code="after_it_ended",
            )
        return since_on


class EndForm(forms.ModelForm):
    class Meta:
        model = Partnership
        fields = ["ended_on"]
        labels = {"ended_on": "When did it end?"}
        error_messages = {"ended_on": {"required": "Give the day it ended. A rough one will do."}}
        widgets = {"ended_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_ended_on(self) -> Any:
        ended_on = self.cleaned_data["ended_on"]
        since_on = self.instance.since_on
        if ended_on and ended_on > timezone.localdate():
            raise ValidationError(
                "That day is still to come. Say so once it has ended.", code="to_come"
            )
        if ended_on and since_on and ended_on < since_on:
            raise ValidationError(
                "That is before it began. Choose a later day, or change when it began.",
                code="before_it_began",
            )
        return ended_on
