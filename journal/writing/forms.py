"""What a window may send: by script as JSON, or by a button as a form. One check for both.

Nothing is stripped or shortened: a text is kept as it was typed (journal.text says what counts as
one), or it is refused with a sentence that says what to do, and stays on the page.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from journal.text import MOST_CHARACTERS, MOST_TITLE_CHARACTERS, clean_text
from journal.writing.autosave import Draft
from partnership.people.models import User

KEY = r"\A[A-Za-z0-9_-]{8,64}\Z"
MOST_VERSION = 2**31 - 1
MOST_PARTNERSHIPS = 100


class TextField(forms.Field):
    """A text that must be sent, and may be empty."""

    def __init__(self, *, most: int, missing: str) -> None:
        super().__init__(required=False)
        self.most = most
        self.missing = missing

    def to_python(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(self.missing, code="missing")
        return clean_text(value, most=self.most)


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


class DraftForm(forms.Form):
    """One save of one sheet."""

    title = TextField(
        most=MOST_TITLE_CHARACTERS,
        missing="The title was not sent. Reload the page; your words are still here to copy.",
    )
    body = TextField(
        most=MOST_CHARACTERS,
        missing="The words were not sent. Reload the page; your words are still here to copy.",
    )
    base_version = forms.IntegerField(
        min_value=0,
        max_value=MOST_VERSION,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "We cannot tell which version this began from. "
            "Copy your words, reload the page and paste them.",
        ),
    )
    key = forms.RegexField(
        KEY,
        strip=False,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            "This save has no proper key. Copy your words, reload the page and paste them.",
        ),
    )
    question = forms.SlugField(required=False, max_length=80)
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
            partnerships=sent["partnerships"] if "partnerships" in self.data else None,
        )

    def first_error(self) -> str:
        """One sentence for a status line."""
        return str(next(iter(self.errors.values()))[0])
