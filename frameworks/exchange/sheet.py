"""Our own CSV: one sheet a framework, for people who write in spreadsheets.

The first cell of a row says what it is: framework, setting, source, note, dimension, group or
element. What a level says of a dimension stands in a column called by it, such as “level: trust”.
Several aliases or cue words stand in one cell, a line each.
"""

from __future__ import annotations

from typing import Any

from ..packs import ElementPack, FrameworkPack
from ..strict_yaml import PackError, Problem
from .building import SCHEMA, Obj, obj, pack_of
from .cells import read_rows, write_rows
from .report import Reading, refused

COLUMNS = [
    "row",
    "key",
    "name",
    "description",
    "group",
    "note",
    "example",
    "prompt",
    "aliases",
    "cue_words",
    "adds",
    "acts",
    "enough_when",
    "signs_of_more",
    "activity_question",
    "confirmed",
    "takes_the_place_of",
    "comes_from",
    "locator",
    "basis",
    "licence",
]
LISTS = ("aliases", "cue_words", "acts", "takes_the_place_of", "comes_from")
TEXTS = ("note", "example", "prompt", "adds", "enough_when", "signs_of_more", "activity_question")
FLAGS = ("historical", "compiled", "switched_on", "numbered")
CHOICES = ("kind", "status", "subject", "verified")
LEVEL = "level: "
NEEDED = {
    "framework": {"key", "name", "description"},
    "setting": {"key", "name"},
    "source": {"name", "description", "locator", "basis", "licence"},
    "note": {"description"},
    "dimension": {"key", "name"},
    "group": {"key", "name", "description"},
    "element": {*COLUMNS} - {"locator", "basis", "licence"},
}
CANNOT = {
    "aliases": "an alias of more than one line becomes several",
    "cue_words": "a cue word of more than one line becomes several",
    "switched_on": "how it begins is for the admin of the other site",
}


def write(pack: FrameworkPack) -> str:
    levels = [dimension.key for dimension in pack.dimensions]
    columns = COLUMNS + [LEVEL + key for key in levels]
    rows: list[dict[str, str]] = [
        {"row": "framework", "key": pack.key, "name": pack.name, "description": pack.summary}
    ]
    settings = {name: str(getattr(pack, name)) for name in CHOICES}
    settings |= {name: _yes(getattr(pack, name)) for name in ("historical", "compiled")}
    settings |= {"switched_on": _yes(pack.switched_on), "numbered": _yes(pack.is_numbered)}
    rows += [{"row": "setting", "key": key, "name": value} for key, value in settings.items()]
    rows += [
        {
            "row": "source",
            "name": source.citation,
            "description": source.note,
            "locator": source.locator,
            "basis": source.basis,
            "licence": source.licence,
        }
        for source in pack.sources
    ]
    rows += [{"row": "note", "description": note} for note in pack.notes]
    rows += [{"row": "dimension", "key": item.key, "name": item.name} for item in pack.dimensions]
    rows += [
        {"row": "group", "key": item.key, "name": item.name, "description": item.description}
        for item in pack.groups
    ]
    rows += [_row(element) for element in pack.elements]
    cells = [[row.get(column, "") for column in columns] for row in rows]
    return "\ufeff" + write_rows([columns, *cells])


def read(text: str, file: str) -> Reading:
    """The framework in the sheet. Raises PackError."""
    (line, columns), *rows = read_rows(text.removeprefix("\ufeff"), file)
    columns = [column.strip() for column in columns]
    unknown = [c for c in columns if c and c not in COLUMNS and not c.startswith(LEVEL)]
    if columns[0] != "row" or unknown or len(set(columns)) != len(columns):
        message = "must be our columns, each once, and “row” first"
        raise refused(file, line, "the first row", f"{message}: {', '.join(COLUMNS)}")
    reader = _Sheet(file)
    for line, cells in rows:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            reader.wrong(line, "the row", f"has more cells than the first row, {len(columns)}")
        reader.take(line, dict(zip(columns, cells, strict=False)))
    return Reading(pack_of(reader.framework(), file, reader.problems), "csv")


class _Sheet:
    """Gathers the rows of a sheet by what they are."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.rows: dict[str, list[tuple[int, dict[str, str]]]] = {what: [] for what in NEEDED}

    def wrong(self, line: int, where: str, message: str) -> None:
        self.problems.append(Problem(self.file, line, where, message))

    def take(self, line: int, row: dict[str, str]) -> None:
        what = row.get("row", "").strip()
        if what in self.rows:
            self.rows[what].append((line, row))
            for column, cell in row.items():
                is_level = what == "element" and column.startswith(LEVEL)
                if cell and column not in {"row", *NEEDED[what]} and not is_level:
                    self.wrong(line, column, f"has no place in a row for a {what}: take it out")
        else:
            self.wrong(line, "row", f"is “{what[:40]}” and must be one of: {', '.join(NEEDED)}")

    def framework(self) -> Obj:
        if len(self.rows["framework"]) != 1:
            found = len(self.rows["framework"])
            problem = Problem(self.file, 1, "row", f"“framework” stands in {found} rows, not in 1")
            raise PackError([*self.problems, problem])
        line, head = self.rows["framework"][0]
        settings = self.settings()
        numbered = settings.pop("numbered", False)
        order = "order" if settings.get("kind") == "scale" else "position" if numbered else ""
        return obj(
            line,
            schema=SCHEMA,
            key=head.get("key", ""),
            name=head.get("name", ""),
            summary=head.get("description", ""),
            sources=[_source(*found) for found in self.rows["source"]],
            notes=[row.get("description", "") for _, row in self.rows["note"]],
            dimensions=[
                obj(line, key=row.get("key", ""), name=row.get("name", ""))
                for line, row in self.rows["dimension"]
            ],
            groups=[
                obj(line, order=place, **_some(row, "key", "name", "description"))
                for place, (line, row) in enumerate(self.rows["group"], 1)
            ],
            elements=[
                self.element(line, row, {order: place} if order else {})
                for place, (line, row) in enumerate(self.rows["element"], 1)
            ],
            **settings,
        )

    def settings(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line, row in self.rows["setting"]:
            key, value = row.get("key", ""), row.get("name", "")
            if key in found:
                self.wrong(line, key, "is set twice: keep one of the rows")
            elif key in FLAGS:
                found[key] = self.flag(line, key, value)
            elif key in CHOICES:
                found[key] = value
            else:
                known = ", ".join(CHOICES + FLAGS)
                self.wrong(line, "key", f"“{key[:40]}” is not a setting: {known}")
        return found

    def flag(self, line: int, key: str, value: str) -> bool:
        if value.strip().lower() not in ("yes", "no"):
            self.wrong(line, key, f"is “{value[:40]}”: write yes or no")
        return value.strip().lower() == "yes"

    def element(self, line: int, row: dict[str, str], order: dict[str, int]) -> Obj:
        lists = {name: row.get(name, "").split("\n") for name in LISTS}
        made = obj(
            line,
            **order,
            **_some(row, "key", "name", "description", "group", *TEXTS),
            **{name: [item for item in items if item] for name, items in lists.items()},
            distinguishes={
                name.removeprefix(LEVEL): cell
                for name, cell in row.items()
                if name.startswith(LEVEL) and cell
            },
        )
        if row.get("confirmed"):
            made["confirmed"] = self.flag(line, "confirmed", row["confirmed"])
        return made


def _row(element: ElementPack) -> dict[str, str]:
    row = {name: getattr(element, name) for name in ("key", "name", "description", "group", *TEXTS)}
    row |= {name: "\n".join(getattr(element, name)) for name in LISTS}
    row |= {LEVEL + key: text for key, text in element.distinguishes.items()}
    return row | {"row": "element", "confirmed": "" if element.confirmed else "no"}


def _source(line: int, row: dict[str, str]) -> Obj:
    return obj(
        line,
        citation=row.get("name", ""),
        note=row.get("description", ""),
        **_some(row, "locator", "basis", "licence"),
    )


def _some(row: dict[str, str], *names: str) -> dict[str, str]:
    return {name: row.get(name, "") for name in names}


def _yes(value: bool) -> str:
    return "yes" if value else "no"
