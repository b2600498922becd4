"""What stands in the way of publishing, in words, each with the sheet where it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frameworks.strict_yaml import PackError
from journal import markdown

from . import prompts
from .packing import pack_of
from .sheets import ABOUT, GROUP, QUESTION, SECTION, Part, Working


@dataclass(frozen=True)
class Hindrance:
    """Something to put right first, and the sheet it is on."""

    words: str
    name: str = ABOUT


def hindrances(there: Working) -> list[Hindrance]:
    """All of them; none means that it can be published."""
    found = [*_of_the_module(there)]
    for section in there.parts(SECTION):
        found += _of_a_section(section)
    for question in there.parts(QUESTION):
        found += _of_a_question(question, there)
    if found:
        return found
    try:
        pack_of(there)
    except PackError as error:
        return [Hindrance(f"{problem.key}: {problem.message}") for problem in error.problems]
    return []


def notes_on(part: Part) -> list[str]:
    """What is wrong with the Markdown of a section, while it is being written."""
    names = ("reading_note", "thinkpiece_text") if part.kind == SECTION else ()
    return [fault for name in names for fault in markdown.faults_in(part.content[name])]


def _of_the_module(there: Working) -> Iterator[Hindrance]:
    if not there.sheets[ABOUT]["title"].strip():
        yield Hindrance("The module has no title.")
    if not there.parts(QUESTION):
        yield Hindrance("The module asks no question yet.", "")
    for name, what in prompts.LISTS.items():
        for one in there.sheets[ABOUT][name]:
            if not one["name"] or not one["prompt"]:
                words = f"The {what} “{prompts.line_of(one)}” needs a name, a colon and a question."
                yield Hindrance(words)
    for group in there.parts(GROUP):
        if not group.content["title"].strip():
            yield Hindrance("A group of questions has no title.", group.name)


def _of_a_section(part: Part) -> Iterator[Hindrance]:
    if not part.content["title"].strip():
        yield Hindrance("A section has no title.", part.name)
    if not part.content["reading_note"].strip():
        yield Hindrance(f"“{part.title}” has no note.", part.name)
    for fault in notes_on(part):
        yield Hindrance(f"“{part.title}”: {fault}", part.name)
    if part.content["thinkpiece_text"].strip() and not part.content["thinkpiece_licence"].strip():
        words = f"“{part.title}” shows the thinkpiece’s own words and does not say by what licence."
        yield Hindrance(words, part.name)


def _of_a_question(part: Part, there: Working) -> Iterator[Hindrance]:
    if not part.content["title"].strip():
        yield Hindrance("A question has no title.", part.name)
    if not part.content["parts"]:
        yield Hindrance(f"“{part.title}” asks nothing yet.", part.name)
    if part.content["group"] not in there.order[GROUP]:
        yield Hindrance(f"“{part.title}” stands in no group.", part.name)
