"""What an admin fills in: to begin a framework of the site's own, and the sheets of a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from partnership.carried import OURS
from partnership.forms import PlainForm
from partnership.saving import WORDS_NOT_SENT, TextField
from partnership.sheet_views import SheetSaveForm
from partnership.sheets import LongText

from ..models import Edition, Element, Framework, Group
from .sheets import FACTS, MOST_DIMENSIONS, MOST_SOURCES, Sheet, fields_of

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


LONGEST_NAME, LONGEST = 200, 20_000
TOO_LONG = "Make it shorter."
GUIDE = 140  # characters that read well in the list
BASES = [("published", "We looked at the published work"), ("reading", "By the module’s reading")]
YES_NO = [("no", "No"), ("yes", "Yes")]
FACT_LABELS = {
    "is_numbered": "Does its source number the list?",
    "is_historical": "Is it historical?",
    "is_compiled": "Was it gathered from several works?",
    "is_partly_verified": "Is part of it still to be checked against the source?",
}


class Text(TextField):
    """Kept empty as well; `required` only says that it is wanted before publishing."""

    def validate(self, value: Any) -> None:
        pass


def line(label: str, hint: str = "", *, most: int = LONGEST_NAME) -> TextField:
    return _text(label, hint, forms.TextInput(), most)


def words(label: str, hint: str = "", *, rows: int = 3, **attrs: Any) -> TextField:
    return _text(label, hint, forms.Textarea(attrs={"rows": rows, **attrs}), LONGEST)


def _text(label: str, hint: str, widget: forms.Widget, most: int) -> TextField:
    return Text(
        most=most, missing=WORDS_NOT_SENT, too_long=TOO_LONG,
        label=label, help_text=hint, widget=widget,
    )  # fmt: skip


@dataclass
class Part:
    """Fields of a sheet that belong together."""

    legend: str
    fields: list[forms.BoundField] = field(default_factory=list)


class SheetForm(SheetSaveForm):
    """One save of one sheet: of which draft, from which window, and its texts.

    Nothing must be filled in: a draft is kept half done, and publishing says what is missing.
    """

    use_required_attribute = False
    draft = forms.IntegerField(min_value=0)

    def __init__(self, row: Sheet, draft: Edition, *, data: Mapping[str, Any] | None) -> None:
        initial = fields_of(row, draft)
        self.initial_sources = draft.sources
        initial.setdefault(f"source-{len(draft.sources)}-basis", "published")
        super().__init__(data, initial=initial, auto_id="%s")
        self.fields.update(_fields(row, draft, data))
        for name in WANTED & self.fields.keys():
            self.fields[name].required = True

    @property
    def names(self) -> list[str]:
        """Of the texts, as the page has them."""
        return [name for name in self.fields if name not in TECHNICAL]

    def parts(self) -> list[Part]:
        """The texts as the page has them, those that belong together under one heading."""
        found: dict[str, Part] = {}
        for name in self.names:
            legend = _legend(name, len(self.initial_sources))
            found.setdefault(legend, Part(legend)).fields.append(self[name])
        return list(found.values())

    def long_texts(self) -> dict[str, LongText]:
        """Of which both wordings can be kept. A source is one thing, and not two."""
        return {
            name: LongText(LONGEST, LISTS.get(name, ""))
            for name in self.names
            if isinstance(self.fields[name].widget, forms.Textarea) and "source-" not in name
        }

    def sent(self) -> dict[str, str]:
        """The texts. Only after is_valid()."""
        return {name: self.cleaned_data[name] for name in self.names}


LISTS = {"aliases": "\n", "cue_words": "\n", "notes": "\n\n"}  # and what parts their things
TECHNICAL = {"base_version", "key", "draft", "window"}
WANTED = {"name", "description", "summary", "source-0-citation", *FACTS}


class LostForm(SheetSaveForm):
    """A save of a sheet that is not there any more: whatever texts it holds are kept."""

    draft = forms.IntegerField(min_value=0)

    def clean(self) -> None:
        kept = words("")
        left_out = {*TECHNICAL, *OURS, "author", "do"}
        self.texts = {
            name: kept.clean(self.data[name])
            for name in list(self.data)[:MOST_FIELDS]
            if name not in left_out and isinstance(self.data[name], str)
        }

    def sent(self) -> dict[str, str]:
        """The texts. Only after is_valid()."""
        return self.texts


MOST_FIELDS = 600


def _fields(row: Sheet, draft: Edition, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
    if isinstance(row, Group):
        return {
            "name": line("Name"),
            "description": words("Description", "What the elements in it have in common."),
        }
    if isinstance(row, Element):
        return _element_fields(draft)
    return _edition_fields(draft, data)


def _element_fields(draft: Edition) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "name": line("Name", "A few words, as they stand on a tag."),
        "description": words(
            "Definition",
            f"What it means, in a sentence or two. About {GUIDE} characters read well in the list.",
            **{"data-guide": GUIDE},
        ),
    }
    groups = list(draft.groups.values_list("key", "name"))
    if groups:
        choices = [("", "No group"), *groups]  # one that went meanwhile is no reason to refuse
        fields["group"] = _text("Group", "", forms.Select(choices=choices), LONGEST_NAME)
    fields["note"] = words("Longer note", "More than the definition says, for whoever asks.")
    fields["example"] = words("Example")
    fields["prompt"] = words("Prompt", "A question that opens it up.", rows=2)
    fields["aliases"] = words("Also called", "Other words people look for it by, one on a line.")
    fields["cue_words"] = words(
        "Cue words", "Words in a text that make it worth suggesting, one on a line."
    )
    for dimension in draft.dimensions:
        fields[f"distinguishes-{dimension['key']}"] = words(
            f"At this level: {dimension['name'] or dimension['key']}", rows=2
        )
    if draft.framework.kind == Framework.Kind.SCALE:
        fields["adds"] = line("What this level adds")
        fields["enough_when"] = words("It is enough when", rows=2)
        fields["signs_of_more"] = words("Signs that more is needed", rows=2)
    return fields


def _edition_fields(draft: Edition, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "name": line("Name"),
        "summary": words("Summary", "What it describes, and whose idea it is."),
        "notes": words(
            "Worth knowing", "Before using it. A blank line parts one note from another."
        ),
    }
    for number in range(_rows(data, "source", len(draft.sources), MOST_SOURCES)):
        fields |= {
            f"source-{number}-citation": words("Citation", rows=2),
            f"source-{number}-basis": forms.ChoiceField(choices=BASES, label="How we know it"),
            f"source-{number}-locator": line("Where in it", most=LONGEST),
            f"source-{number}-note": words("Note", rows=2),
            f"source-{number}-licence": line("Licence", most=LONGEST),
        }
    if draft.framework.kind == Framework.Kind.SCALE:
        for number in range(_rows(data, "dimension", len(draft.dimensions), MOST_DIMENSIONS)):
            fields |= {
                f"dimension-{number}-key": TextField(
                    most=80, missing=WORDS_NOT_SENT, widget=forms.HiddenInput()
                ),
                f"dimension-{number}-name": line(f"Respect {number + 1}"),
            }
    for name in FACTS:
        fields[name] = forms.ChoiceField(choices=YES_NO, label=FACT_LABELS[name])
    return fields


def _legend(name: str, sources: int) -> str:
    kind, _, rest = name.partition("-")
    if kind == "source":
        number = int(rest.partition("-")[0])
        return f"Source {number + 1}" if number < sources else "Another source"
    if kind == "dimension":
        return "What differs between the levels"
    return "What it is" if name in FACTS else ""


def _rows(data: Mapping[str, Any] | None, what: str, there: int, most: int) -> int:
    """As many as were sent; on a new page those there are, and an empty one."""
    if data is None:
        return min(most, there + 1)
    numbers = [
        int(found[1]) for name in data if (found := re.fullmatch(rf"{what}-(\d+)-\w+", name))
    ]
    return max((number + 1 for number in numbers if number < most), default=0)
