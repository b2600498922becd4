"""What reading a file would do to this site, before anything is done: row by row.

Compared with what is published, by the same rules as the page before publishing. What a file leaves
empty that the site has words for is told on its own: most formats of others have no place for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..editing.drafts import OtherKindError, draft_of, published_of, refuse_another_kind
from ..models import Edition, Framework
from ..packs import FrameworkPack
from ..publishing.changes import Change, Changes, Kind, changes_between
from ..publishing.contents import Contents, contents_from, contents_of
from ..publishing.fields import FieldChange
from ..rows import edition_of, elements_of, groups_of
from .report import Notice, Reading, Row, cut, refused, shown


@dataclass(frozen=True)
class CheckedRow:
    """One thing that will be read, and all there is to say about it."""

    row: Row
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """A file that can be read, beside what the site has of its framework."""

    reading: Reading
    framework: Framework | None
    published: Edition | None
    draft: Edition | None
    changes: Changes

    @property
    def is_unchanged(self) -> bool:
        """Whether it says what is published already."""
        return self.published is not None and self.changes.is_empty

    @property
    def number(self) -> int:
        """Of the edition that it would become."""
        return self.published.number + 1 if self.published else 1

    @cached_property
    def rows(self) -> list[CheckedRow]:
        """What will be read, each with how, and with what it changes."""
        changed = {("element", one.key): one for one in self.changes.elements}
        changed |= {("group", one.key): one for one in self.changes.groups}
        return [
            CheckedRow(
                row,
                (
                    *(shown(one.message) for one in self._told_at.get((row.what, row.key), ())),
                    *self._said(changed.get((row.what, row.key))),
                ),
            )
            for row in map(_shown, self.reading.rows())
        ]

    @cached_property
    def notices(self) -> list[str]:
        """What there is to know that is said of no row."""
        told = {id(one) for found in self._told_at.values() for one in found}
        return cut([str(one) for one in self.reading.notices if id(one) not in told])

    @cached_property
    def _told_at(self) -> dict[tuple[str, str], list[Notice]]:
        """What there is to know of each row: by its line, or by its name where many share one."""
        rows = [row for row in self.reading.rows() if row.line]
        lines = Counter(row.line for row in rows)
        of: dict[object, Row] = {}
        for row in rows:
            of[row.line if lines[row.line] == 1 else (row.line, row.name[:60])] = row
        found: dict[tuple[str, str], list[Notice]] = {}
        for one in self.reading.notices:
            at = of.get(one.line) or of.get((one.line, one.where))
            if at:
                found.setdefault((at.what, at.key), []).append(one)
        return found

    @cached_property
    def leaves(self) -> list[str]:
        """What the site has and the file has not: the elements that would be retired."""
        return [
            f"{change.name} ({change.key})"
            for change in self.changes.elements
            if change.kind != Kind.UNCHANGED and change.has_left
        ]

    @cached_property
    def of_itself(self) -> list[str]:
        """What changes of the framework itself, and what of the file the site does not take."""
        said = list(_differing(self.changes.head)) if self.published else []
        if self.framework:
            for name, label in (("status", "status"), ("subject", "subject")):
                kept = getattr(self.framework, name)
                if getattr(self.reading.pack, name) != kept:
                    said.append(f"{label}: stays “{kept}”, as the site has it")
        return said

    def lines(self, *, done: bool) -> list[str]:
        """For a person at a console."""
        if self.is_unchanged:
            lines = ["The site has published exactly this. Nothing to publish."]
            if self.framework and self.framework.retired_at:
                lines.append("It is retired: an admin can bring it back on its page.")
            return lines
        lines = [f"{'Published' if done else 'Would publish'} edition {self.number}."]
        if self.published:
            lines += [
                "  " + shown(f"{one.key}: {'; '.join(self._said(one)) or one.words}")
                for one in [*self.changes.changed_groups, *self.changes.changed]
            ]
            lines += ["  " + shown(f"of the framework itself: {one}") for one in self.of_itself]
        return lines

    def _said(self, change: Change | None) -> Iterator[str]:
        if change is None or self.published is None or change.kind == Kind.UNCHANGED:
            return
        yield change.words
        if change.before:
            yield from _differing(change.fields)


def check(reading: Reading, file: str) -> Check:
    """The reading beside what the site has. Raises PackError if that is of another kind."""
    pack = reading.pack
    framework = Framework.objects.filter(key=pack.key).first()
    if framework is None:
        changes = changes_between(Contents(), _contents(pack, None, None))
        return Check(reading, None, None, None, changes)
    try:
        refuse_another_kind(framework, pack.kind)
    except OtherKindError as error:
        message = f"is {pack.kind}, and the site's framework of this key is {framework.kind}"
        raise refused(file, pack.line, "kind", f"{message}: give the file another key") from error
    published = published_of(framework)
    changes = changes_between(contents_of(published), _contents(pack, framework, published))
    return Check(reading, framework, published, draft_of(framework), changes)


def _contents(
    pack: FrameworkPack, framework: Framework | None, published: Edition | None
) -> Contents:
    """As a draft of it would be, which is not made."""
    edition = edition_of(pack, framework or Framework(key=pack.key), 1)
    groups = {group.key: group for group in groups_of(pack, edition)}
    left_behind = published.elements.select_related("group") if published else []
    elements = elements_of(pack, edition, groups, left_behind)
    return contents_from(edition, groups.values(), elements)


def _differing(fields: tuple[FieldChange, ...]) -> Iterator[str]:
    """Which fields say something else, and which the file leaves empty."""
    words = [one.label.lower() for one in fields if one.after]
    empty = [one.label.lower() for one in fields if one.before and not one.after]
    if words:
        yield f"other words in: {', '.join(words)}"
    if empty:
        yield f"would be left empty: {', '.join(empty)}"


def _shown(row: Row) -> Row:
    return replace(row, key=shown(row.key), name=shown(row.name))
