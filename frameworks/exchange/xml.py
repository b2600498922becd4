"""XML read with the standard library's expat, with everything dangerous in XML refused by hand.

No document type, so no entities and nothing fetched; nesting, elements and attributes are limited.
The whole of defusedxml is not needed for one small format, and is not a dependency of this site.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from ..strict_yaml import PackError
from .report import refused

DEEPEST = 30
MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 20


@dataclass
class Element:
    """An element: its name as “namespace name”, where it stands, and what is in it."""

    name: str
    line: int
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all(self, name: str) -> list[Element]:
        return [element for element in self.inside if element.name == name]


def parse(text: str, file: str) -> Element:
    """The document's element. Raises PackError."""
    return _Parser(file).parse(text)


class _Parser:
    def __init__(self, file: str) -> None:
        self.file = file
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.doctype
        self.parser.ExternalEntityRefHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def parse(self, text: str) -> Element:
        try:
            self.parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError as error:
            message = f"is not XML: {expat.ErrorString(error.code)}"
            raise refused(self.file, error.lineno, "the file", message) from error
        if self.root is None:
            raise self.wrong("has no element in it")
        return self.root

    def doctype(self, *given: object) -> int:
        raise self.wrong("has a document type or an entity, which are not read: take them out")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES:
            raise self.wrong(f"has more than {MOST_ELEMENTS:,} elements or too many attributes")
        if len(self.open) >= DEEPEST:
            raise self.wrong(f"is nested more than {DEEPEST} deep")
        element = Element(name, self.parser.CurrentLineNumber, attributes)
        if self.open:
            self.open[-1].inside.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def words(self, data: str) -> None:
        self.open[-1].texts.append(data)

    def wrong(self, message: str) -> PackError:
        return refused(self.file, self.parser.CurrentLineNumber, "the file", message)
