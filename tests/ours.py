"""Our own files, for tests that look at all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
ROOMS = ("frameworks", "journal", "partnership")


def files(*patterns: str, rooms: Iterable[str] = ROOMS) -> list[Path]:
    """Our files of these kinds in these folders, migrations left out."""
    found = {p for room in rooms for pattern in patterns for p in (ROOT / room).rglob(pattern)}
    left_out = {"migrations", "vendor"}
    return sorted(path for path in found if not left_out & set(path.relative_to(ROOT).parts))


def name(thing: Path | type) -> str:
    """How a test calls a file or a model."""
    return str(thing.relative_to(ROOT)) if isinstance(thing, Path) else thing.__name__


def lines_with(pattern: str, paths: Iterable[Path]) -> list[str]:
    """Such as "journal/writing/views.py:12", for every line that the pattern matches."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]
