"""What the box for a reply sends: by script as JSON, or by a button. One check for both."""

from __future__ import annotations

from typing import Any

from django import forms

from journal.models import SharedCopy
from journal.threads.carrying import About
from journal.threads.drafts import ReplySave
from journal.threads.pointing import pointed_at
from partnership.people.models import User
from partnership.saving import WORDS_NOT_SENT, SaveForm, TextField
from partnership.text import MOST_CHARACTERS

MOST_POINTING = 2_100


class NoteField(TextField):
    """A text that a page may leave out: then nothing is said of it."""

    def to_python(self, value: Any) -> str | None:  # type: ignore[override]
        return None if value is None else super().to_python(value)


class ReplyForm(SaveForm):
    """One save of a reply and of the note beside it, or its sending."""

    body = TextField(most=MOST_CHARACTERS, missing=WORDS_NOT_SENT)
    note = NoteField(most=MOST_CHARACTERS, missing=WORDS_NOT_SENT)
    passage = forms.CharField(required=False, max_length=MOST_POINTING, strip=False)
    text = forms.CharField(required=False, max_length=40)

    def save_for(self, writer: User, about: About, copy: SharedCopy | None) -> ReplySave:
        """What was sent, for the save rule. Only after is_valid().

        `copy` is none if this person may not write under it now. Offsets into a text that has
        changed since mean nothing in this one.
        """
        sent = self.cleaned_data
        is_same_text = copy is not None and sent["text"] == text_name(copy)
        return ReplySave(
            writer=writer,
            about=about,
            is_open=copy is not None,
            body=sent["body"],
            base_version=sent["base_version"],
            key=sent["key"],
            note=sent["note"],
            pointed=pointed_at(sent["passage"], copy.body) if copy and is_same_text else None,
            text_given_at=copy.text_given_at if copy else None,
        )


def text_name(copy: SharedCopy) -> str:
    """Which text of a copy a page shows."""
    return copy.text_given_at.isoformat()
