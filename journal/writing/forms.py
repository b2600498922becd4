"""What a window may send: by script as JSON, or by a button as a form. One check for both.

What it has in common with other forms that save as one writes is partnership.saving.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from journal.text import MOST_TITLE_CHARACTERS
from journal.writing.autosave import Draft
from partnership.people.models import User
from partnership.saving import WORDS_NOT_SENT, SaveForm, TextField
from partnership.text import MOST_CHARACTERS

MOST_PARTNERSHIPS = 100


class IdsField(forms.Field):
    """A list of ids. A page sends an empty one first, so that none ticked is not nothing said."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            if not isinstance(value or [], list) or len(value or []) > MOST_PARTNERSHIPS:
                raise ValueError
            return [UUID(each) for each in value or [] if each != ""]
        except (AttributeError, TypeError, ValueError):
            raise ValidationError(
                "Choose from the partnerships that are listed.", code="invalid"
            ) from None


class DraftForm(SaveForm):
    """One save of one sheet."""

    title = TextField(
        most=MOST_TITLE_CHARACTERS,
        missing="The title was not sent. Reload the page; your words are still here to copy.",
    )
    body = TextField(most=MOST_CHARACTERS, missing=WORDS_NOT_SENT)
    question = forms.SlugField(required=False, max_length=80)
    follow_up = forms.SlugField(required=False, max_length=80)
    about = forms.UUIDField(required=False)
    looks_at = forms.UUIDField(required=False)
    partnerships = IdsField(required=False)

    def draft(self, *, author: User, entry_id: UUID) -> Draft:
        """What was sent, for the save rule. Only after is_valid()."""
        sent = self.cleaned_data
        return Draft(
            author=author,
            entry_id=entry_id,
            title=sent["title"],
            body=sent["body"],
            base_version=sent["base_version"],
            key=sent["key"],
            question_key=sent["question"],
            follow_up=sent["follow_up"],
            about=sent["about"],
            looks_at=sent["looks_at"],
            partnerships=sent["partnerships"] if "partnerships" in self.data else None,
        )
