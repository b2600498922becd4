"""What may be sent of each sheet. A draft may be unfinished: publishing is what has conditions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from frameworks.models import Framework
from journal.text import MOST_TITLE_CHARACTERS
from partnership.forms import PlainForm
from partnership.sheet_views import SheetSaveForm
from partnership.sheets import LongText
from partnership.text import MOST_CHARACTERS

from . import prompts
from .fields import Parts, Ticks, Words
from .sheets import ABOUT, GROUP, QUESTION, SECTION, Content, Working
from .tags import offered_tags

MOST_NOTE, MOST_LINE = 20_000, 300
TECHNICAL = {"base_version", "key", "window"}
PLACE, NUMBERED = "thinkpiece", {"bullet", "number"}  # of a question's source in the pack


class SheetForm(PlainForm, SheetSaveForm):
    """One save of one sheet. The field called body is the one whose words are handed back."""

    use_required_attribute = False

    title = Words("Title", most=MOST_TITLE_CHARACTERS, needed=True)
    RENAMED: dict[str, str] = {}  # fields that are called otherwise in the sheet

    def __init__(
        self, data: Any = None, *, there: Working, content: Content, is_lost: bool = False
    ) -> None:
        initial = {name: content.get(self.RENAMED.get(name, name)) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.there, self.content = there, content
        self.prepare()
        if is_lost:
            self._take_any_choice()

    def prepare(self) -> None:
        """Fill in the choices."""

    def fields_sent(self) -> Content:
        """For the save rule. Only after is_valid()."""
        names = self.fields.keys() - TECHNICAL
        return {self.RENAMED.get(name, name): _kept(self.cleaned_data[name]) for name in names}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """These, and whatever the sheet holds already, in its own order first."""
        field = self.fields[name]
        assert isinstance(field, Ticks)  # noqa: S101
        offered = dict(choices)
        held = {
            key: f"{key} (no longer offered)" for key in self.content[name] if key not in offered
        }
        field.choices = [*choices, *held.items()]

    def _take_any_choice(self) -> None:
        """Of a part that is not there any more: what it could choose from may have gone with it."""
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                chosen = field.widget.value_from_datadict(self.data, self.files, name)
                chosen = chosen if isinstance(chosen, list) else [chosen]
                field.choices = [(str(one), str(one)) for one in chosen]
                field.required = False

    def _in_order(self, name: str) -> list[str]:
        """What was there keeps its order, and what is new comes after."""
        chosen, before = self.cleaned_data[name], self.content[name]
        return [key for key in before if key in chosen] + [k for k in chosen if k not in before]


class AboutForm(SheetForm):
    RENAMED = {"body": "introduction"}

    body = Words(
        "Introduction",
        most=MOST_NOTE,
        rows=6,
        help_text="What the module asks of people, in a few lines.",
    )
    citation = Words(
        "Source",
        most=1000,
        rows=3,
        help_text="The thinkpiece that it reads, as one would cite it.",
    )
    lenses = Words(
        "Lenses",
        most=4000,
        rows=8,
        help_text=f"Ways to look again at an answer. {prompts.HOW}",
    )
    guided_shape = Words(
        "Guided shape",
        most=4000,
        rows=6,
        help_text=f"Headings to write under, for who asks for them. {prompts.HOW}",
    )

    def prepare(self) -> None:
        for name in prompts.LISTS:
            self.initial[name] = prompts.as_text(self.content[name])

    def fields_sent(self) -> Content:
        sent = super().fields_sent()
        for name, otherwise in prompts.LISTS.items():
            text, before = sent[name], self.content[name]
            is_sent = name in self.data
            sent[name] = prompts.from_text(text, before, otherwise=otherwise) if is_sent else before
        return sent


class SectionForm(SheetForm):
    RENAMED = {"body": "reading_note"}

    body = Words(
        "Note",
        needed=True,
        most=MOST_NOTE,
        rows=10,
        help_text=(
            "What this part of the reading says, in your own words. "
            "Markdown, without pictures or HTML."
        ),
    )
    notice = Words("What to notice", most=1000, rows=2)
    thinkpiece_heading = Words("Its heading in the thinkpiece", most=MOST_TITLE_CHARACTERS)
    frameworks = Ticks(label="Frameworks it speaks of", required=False)
    opens_on = forms.DateField(
        label="Opens on",
        required=False,
        help_text="Leave it empty to show it from the start. A cohort may have a day of its own.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    thinkpiece_text = Words(
        "The thinkpiece’s own words",
        most=MOST_CHARACTERS,
        rows=8,
        help_text="Only what you may show: your own, or licensed to you. Markdown.",
    )
    thinkpiece_licence = Words(
        "Whose words, and by what licence",
        most=MOST_LINE,
        help_text="Shown under them, such as “© Hallowby Trust 2026, used with permission”.",
    )

    def prepare(self) -> None:
        self._offer("frameworks", list(Framework.objects.in_use().values_list("key", "name")))

    def clean_frameworks(self) -> list[str]:
        return self._in_order("frameworks")


class GroupForm(SheetForm):
    RENAMED = {"body": "purpose"}

    body = Words("What they are for", most=2000, rows=3)
    note = Words("More about these questions", most=2000, rows=3)


class QuestionForm(SheetForm):
    RENAMED = {"body": "parts"}

    title = Words(
        "Title",
        needed=True,
        most=MOST_TITLE_CHARACTERS,
        help_text="A few words, for lists of questions.",
    )
    body = Parts(
        "What it asks",
        needed=True,
        most=4000,
        rows=5,
        help_text="One question on each line. One is enough.",
    )
    group = forms.ChoiceField(label="Group", widget=forms.RadioSelect)
    sections = Ticks(
        label="The reading it comes from",
        required=False,
        help_text="Shown to leaders beside the question.",
    )
    in_reading = forms.BooleanField(
        label="Ask it in the reading too",
        required=False,
        help_text="It stands after the last of these sections, as well as in the list.",
    )
    suggested_tags = Ticks(label="Suggested tags", required=False)
    invites_commitment = forms.BooleanField(
        label="It invites a commitment", required=False, help_text="“When …, I will …”"
    )
    opens_on = forms.DateField(
        label="Opens on",
        required=False,
        help_text=(
            "Nobody can answer it before. Empty: it opens with the reading it comes from. "
            "A cohort may have a day of its own."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def prepare(self) -> None:
        groups = self.fields["group"]
        assert isinstance(groups, forms.ChoiceField)  # noqa: S101
        groups.choices = [(part.key, part.title) for part in self.there.parts(GROUP)]
        self._offer("sections", [(part.key, part.title) for part in self.there.parts(SECTION)])
        self._offer("suggested_tags", offered_tags())
        source = self.content["source"]
        self.fields["in_reading"].initial = self.initial["in_reading"] = bool(source.get(PLACE))
        if NUMBERED & source.keys():
            del self.fields["in_reading"]  # it stands in a list of the thinkpiece's own

    def fields_sent(self) -> Content:
        sent = super().fields_sent()
        if "in_reading" in sent:
            sent["source"] = self._source(
                is_inside=sent.pop("in_reading"), sections=sent["sections"]
            )
        return sent

    def _source(self, *, is_inside: bool, sections: list[str]) -> Content:
        """Where it stands: under the heading it had, or that of the last of its sections."""
        source = dict(self.content["source"])
        if not is_inside:
            source.pop(PLACE, None)
        elif not source.get(PLACE) and sections and self.there.has(f"{SECTION}/{sections[-1]}"):
            last = self.there.part(f"{SECTION}/{sections[-1]}").content
            source[PLACE] = last["thinkpiece_heading"] or last["title"]
        return source

    def clean_suggested_tags(self) -> list[str]:
        return self._in_order("suggested_tags")


FORMS: dict[str, type[SheetForm]] = {
    ABOUT: AboutForm,
    SECTION: SectionForm,
    GROUP: GroupForm,
    QUESTION: QuestionForm,
}


def long_texts(kind: str) -> dict[str, LongText]:
    """Of which both wordings can be kept. One source is not two, and names have one prompt each."""
    form = FORMS[kind]
    return {
        form.RENAMED.get(name, name): LongText(field.most, "\n" if isinstance(field, Parts) else "")
        for name, field in form.base_fields.items()
        if isinstance(field, Words) and isinstance(field.widget, forms.Textarea)
        if name not in {"citation", *prompts.LISTS}
    }


class NewModuleForm(PlainForm, forms.Form):
    title = forms.CharField(
        label="What is it called?",
        max_length=MOST_TITLE_CHARACTERS,
        error_messages={"required": "Give the module a title."},
    )
    copy_of = forms.ChoiceField(label="Begin with", widget=forms.RadioSelect, required=False)

    def __init__(self, modules: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copies = [(key, f"A copy of {title}") for key, title in modules]
        self.fields["copy_of"].choices = [("", "An empty module"), *copies]  # type: ignore[attr-defined]


def _kept(value: Any) -> Any:
    """As a sheet holds it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value
