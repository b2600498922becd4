"""What is said of a file: what will be read, what is lost and why, what is wrong.

Text from a file is shown with its invisible characters taken out and cut to length, so that a file
can neither flood a console nor write to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..packs import FrameworkPack
from ..strict_yaml import PackError, Problem

MOST_SHOWN = 40
LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Loss:
    """Something that a format cannot carry, or that was left out of a file: where, what and why."""

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return shown(f"{self.where}: {self.what} ({self.why})")


@dataclass(frozen=True)
class Notice:
    """Something a person should know of how a line of a file was read."""

    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return shown(f"line {self.line}: {self.where}: {self.message}")


@dataclass(frozen=True)
class Row:
    """One thing that will be read of a file. The line is 0 where nothing can say it."""

    line: int
    what: str
    key: str
    name: str


@dataclass(frozen=True)
class Reading:
    """A file read to the end with nothing wrong: the framework in it, and what to know about it."""

    pack: FrameworkPack
    format: str
    notices: Sequence[Notice] = field(default_factory=tuple)

    def rows(self) -> list[Row]:
        """What will be read, in its order."""
        pack = self.pack
        rows = [Row(0, "source", "", source.citation) for source in pack.sources]
        rows += [Row(0, "note", "", note) for note in pack.notes]
        rows += [Row(0, "dimension", item.key, item.name) for item in pack.dimensions]
        rows += [Row(item.line, "group", item.key, item.name) for item in pack.groups]
        rows += [Row(item.line, "element", item.key, item.name) for item in pack.elements]
        return rows

    def lines(self) -> list[str]:
        """For a person at a console: a line for every row that will be read, then the notices."""
        pack = self.pack
        lines = [f"{pack.name} ({pack.key}): {pack.kind}, {pack.status}, {pack.subject}"]
        lines += [_console_line(row) for row in self.rows()]
        if self.notices:
            lines += ["", "To know about what is read:", *cut(list(map(str, self.notices)))]
        return lines


def refused(file: str, line: int, where: str, message: str) -> PackError:
    """One problem, ready to raise."""
    return PackError([Problem(file, line, where, message)])


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """For a person at a console: the first of the problems, and how many more there are."""
    return cut([shown(str(problem)) for problem in problems])


def page_lines(problems: Iterable[Problem]) -> list[str]:
    """The same for a page, which names the file once above them."""
    told = (f"Line {one.line}: {one.key}: {one.message}" for one in problems)
    return cut([shown(line) for line in told])


def cut(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_SHOWN
    return [*lines[:MOST_SHOWN], f"… and {more} more"] if more > 0 else lines


def shown(text: str, longest: int = LONGEST_SHOWN * 2) -> str:
    """A text from a file on one line of a console."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text[: longest * 2])
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _console_line(row: Row) -> str:
    place = f"line {row.line}: " if row.line else ""
    what = f"{row.what} {row.key}".strip()
    return f"  {shown(f'{place}{what}: {row.name}', LONGEST_SHOWN)}"
