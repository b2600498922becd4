"""Whoever writes a level says so to those it is compared with: no deed is left out."""

from __future__ import annotations

import re

from tests.ours import files, name

WRITES = r"Observation\(\n|Observation\.objects\S*\.(create|update_or_create|bulk_create)\("
# Made before anybody has agreed to anything.
BEFORE_ANY_AGREEMENT = {"journal/demo_placing.py", "journal/load.py"}


def test_every_deed_that_writes_a_level_lets_it_be_followed() -> None:
    assert re.search(WRITES, "Observation.objects.owned_by(entry.author).update_or_create(")
    writers = {
        name(path): path.read_text()
        for path in files("*.py", rooms=["journal"])
        if re.search(WRITES, path.read_text()) and "migrations" not in path.parts
    }
    follow = {path for path, code in writers.items() if re.search(r"\bfollow\(", code)}

    assert "journal/tagging/deeds.py" in follow
    assert set(writers) - follow == BEFORE_ANY_AGREEMENT
