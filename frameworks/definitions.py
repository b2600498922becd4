"""What the pages of frameworks print, gathered from an edition: parts, table, figures, contents.

Pure: it is given rows and asks for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .models import Edition, Element, Framework, Group
from .uses import Use

# Figures of our own, each a template. Frameworks without one are well served by their list.
FIGURES = {
    "himmelman_linkage": "frameworks/_figure_threads.html",
    "hargreaves_maturity": "frameworks/_figure_strands.html",
    "briggs_factors": "frameworks/_figure_flow.html",
}
# Scales whose levels have a glyph of two threads each (templates/_threads.html).
WITH_THREADS = {"himmelman_linkage"}
# Which groups of a flow stand beside each other; the rows follow one another from the top.
SIDE_BY_SIDE = {"briggs_factors": {"organisational", "leaders_and_staff"}}


@dataclass(frozen=True)
class Definition:
    """One element as its page says it."""

    element: Element
    number: int | None = None
    acts: Sequence[str] = ()
    uses: Sequence[Use] = ()

    @property
    def also_called(self) -> list[str]:
        return [alias for alias in self.element.aliases if alias != self.element.name]


@dataclass(frozen=True)
class Part:
    """A group and its definitions, or all definitions of an edition without groups."""

    group: Group | None
    definitions: list[Definition]


@dataclass(frozen=True)
class Row:
    """What one dimension is at each level."""

    name: str
    cells: list[str]


@dataclass
class Heading:
    """A heading on the page of all frameworks, with the editions under it."""

    name: str
    about: str = ""
    is_first: bool = False
    editions: list[Edition] = field(default_factory=list)


def parts(
    edition: Edition,
    groups: Sequence[Group],
    elements: Sequence[Element],
    uses: Mapping[str, Sequence[Use]],
) -> list[Part]:
    """The definitions in use, under their groups in order.

    A list that its source numbers is numbered; levels are not, since they are no ladder.
    """
    words = words_for_acts(elements)
    is_numbered = edition.is_numbered and edition.framework.kind != Framework.Kind.SCALE
    definitions = [
        Definition(
            element=element,
            number=element.position if is_numbered else None,
            acts=[words[act] for act in element.acts],
            uses=uses.get(element.key, ()),
        )
        for element in elements
        if not element.is_retired
    ]
    by_group: dict[int | None, list[Definition]] = {}
    for definition in definitions:
        by_group.setdefault(definition.element.group_id, []).append(definition)
    headings: list[Group | None] = [None, *groups]
    return [
        Part(group, by_group[pk])
        for group in headings
        if (pk := group.pk if group else None) in by_group
    ]


def retired(elements: Iterable[Element], uses: Mapping[str, Sequence[Use]]) -> list[Definition]:
    """The definitions that have left the framework; what was tagged with them stays readable."""
    return [Definition(e, uses=uses.get(e.key, ())) for e in elements if e.is_retired]


def words_for_acts(elements: Iterable[Element]) -> dict[str, str]:
    """What partners do at a level, by key, in the words of the level that adds it."""
    words: dict[str, str] = {}
    for element in elements:
        for act in element.acts:
            words.setdefault(act, element.adds or act.replace("_", " "))
    return words


def table(edition: Edition, elements: Sequence[Element]) -> list[Row]:
    """For a scale: each dimension, and what holds at each level. Empty where nothing is said."""
    levels = [element for element in elements if not element.is_retired]
    return [
        Row(dimension["name"], [level.distinguishes.get(dimension["key"], "") for level in levels])
        for dimension in edition.dimensions
    ]


def flow(framework: Framework, parts: Sequence[Part]) -> list[list[Part]]:
    """The groups as rows of a flow from top to bottom, those that go together side by side."""
    together = SIDE_BY_SIDE.get(framework.key, set())
    rows: list[list[Part]] = []
    for part in parts:
        is_beside = bool(part.group and part.group.key in together)
        if rows and is_beside and rows[-1][0].group and rows[-1][0].group.key in together:
            rows[-1].append(part)
        else:
            rows.append([part])
    return rows


def contents(editions: Iterable[Edition], first_keys: Sequence[str]) -> list[Heading]:
    """All frameworks under the headings of their page; core ones before supplementary ones."""
    first = Heading("Shown first when you tag", is_first=True)
    subjects = {
        Framework.Subject.PARTNERSHIP: Heading("About a partnership"),
        Framework.Subject.PARTNERSHIP_STRAND: Heading("About one strand of a partnership"),
        Framework.Subject.OWN_PRACTICE: Heading(
            "About your own practice", "Words for noticing things in your own writing. No ratings."
        ),
    }
    off = Heading(
        "Not offered at present",
        "Kept so that what was tagged with them can still be read. Nobody is offered them.",
    )
    for edition in sorted(editions, key=lambda edition: _place(edition, first_keys)):
        framework = edition.framework
        if not framework.is_in_use:
            off.editions.append(edition)
        elif framework.key in first_keys:
            first.editions.append(edition)
        else:
            subjects[Framework.Subject(framework.subject)].editions.append(edition)
    return [heading for heading in (first, *subjects.values(), off) if heading.editions]


def _place(edition: Edition, first_keys: Sequence[str]) -> tuple[int, bool, str]:
    key, status = edition.framework.key, edition.framework.status
    first = first_keys.index(key) if key in first_keys else len(first_keys)
    return first, status != Framework.Status.CORE, edition.name.casefold()
