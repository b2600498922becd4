"""What is asked of each changed key, as one form with the draft's own answers filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from .changes import Change
from .contents import Sheet
from .deeds import Looked
from .settling import NEW, OWN, SAME, Answers, Asked, answers_in, asked_of

MOST_OPTIONS = 5_000  # on one page; past it an element that leaves is offered the new ones alone
MEANING = "meaning"
PLACE = "place"
PART = "part"

NOT_OFFERED = "Choose one of those listed."


class AnswersForm(forms.Form):
    """One field a question: `meaning-KEY`, `place-KEY` and `part-KEY`."""

    def __init__(self, *args: Any, looked: Looked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked_of(looked.changes)
        self.said = answers_in(looked.before, looked.after, self.asked)
        for change in self.asked.meaning:
            self._ask(MEANING, change, _meanings(), self.said.meaning[change.key])
        takers = _takers(looked, self.asked, self.said.place_of.values())
        for change in self.asked.place_of:
            own = (OWN, "Under its own words, retired")
            self._ask(PLACE, change, [own, *takers], self.said.place_of[change.key])
        parts = [(OWN, "No, it is new"), *_parts(self.asked)]
        for change in self.asked.part_of:
            self._ask(PART, change, parts, self.said.part_of[change.key])

    def _ask(
        self, kind: str, change: Change, choices: Sequence[tuple[str, str]], initial: str
    ) -> None:
        self.fields[f"{kind}-{change.key}"] = forms.ChoiceField(
            choices=choices,
            initial=initial,
            required=False,
            error_messages={"invalid_choice": f"{change.name}: {NOT_OFFERED}"},
        )

    def chosen(self, name: str) -> str:
        """What is ticked now: as sent, or as the draft says."""
        sent = self.data.get(name) if self.is_bound else None
        return str(self.fields[name].initial if sent is None else sent)

    @property
    def answers(self) -> Answers:
        """As sent, and what was not sent as the draft has it. Needs a valid form."""
        return Answers(*(self._of(kind) for kind in (MEANING, PLACE, PART)))

    def _of(self, kind: str) -> dict[str, str]:
        return {
            name.partition("-")[2]: self.cleaned_data[name]
            for name in self.fields
            if name.startswith(f"{kind}-") and name in self.data
        }


def _meanings() -> list[tuple[str, str]]:
    return [
        (SAME, "Yes. Tags made before go on counting here, and keep the words they were made with"),
        (NEW, "No. It is a new element; tags made before stay with the old words and count there"),
    ]


def _takers(looked: Looked, asked: Asked, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """The elements in use, new ones first."""
    live = looked.after.live
    new = [one.key for one in looked.changes.elements if one.before is None]
    keys = list(dict.fromkeys([*new, *live]))
    if len(keys) * len(asked.place_of) > MOST_OPTIONS:
        keys = list(dict.fromkeys([*(key for key in chosen if key), *new]))[:MOST_OPTIONS]
    return [(key, f"Under “{live[key].name}”") for key in keys]


def _parts(asked: Asked) -> list[tuple[str, str]]:
    left = [change.before or Sheet(change.key, change.key) for change in asked.place_of]
    return [(sheet.key, f"Yes, of “{sheet.name}”") for sheet in left]
