"""Reads a calendar file back, strictly and by the letter of RFC 5545: another way than it is made.

Lines end in CRLF and hold at most 75 bytes; folds are undone in bytes; a name, its parameters and
its value are told apart; what is begun is ended. Values of type TEXT are read by `text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LINE = re.compile(r"\A([A-Z-]+)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)\Z", re.DOTALL)
ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


@dataclass
class Component:
    """Such as a VEVENT: its properties as (parameters, value), and what stands in it."""

    name: str
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.properties[name][1]

    def all(self, name: str) -> list[Component]:
        return [one for one in self.inside if one.name == name]

    def one(self, name: str) -> Component:
        [found] = self.all(name)
        return found


def read(file: bytes) -> Component:
    """The VCALENDAR. Raises AssertionError for what no calendar has to accept."""
    lines = file.split(b"\r\n")
    assert lines.pop() == b"", "the last line has an end too"
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    [line.decode() for line in lines]  # no character is parted by a fold
    whole = file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    top = Component("")
    open_ones = [top]
    for line in whole:
        match = LINE.match(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            open_ones[-1].inside.append(Component(value))
            open_ones.append(open_ones[-1].inside[-1])
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            assert name not in open_ones[-1].properties, f"{name} twice"
            open_ones[-1].properties[name] = (parameters.lstrip(";"), value)
    assert open_ones == [top]
    return top.one("VCALENDAR")


def text(value: str) -> str:
    """What a value of type TEXT says. Raises AssertionError for what should have been escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
    return re.sub(r"\\(.)", lambda match: ESCAPES[match.group(0)], value)
