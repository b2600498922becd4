"""Our own JSON: the keys of our YAML, with nothing lost either way."""

from __future__ import annotations

import json

from ..packs import FrameworkPack
from .building import Obj, pack_of, plain
from .report import Reading, refused
from .strict_json import loads


def write(pack: FrameworkPack) -> str:
    return json.dumps(plain(pack), ensure_ascii=False, indent=2) + "\n"


def read(text: str, file: str) -> Reading:
    """The framework in the text. Raises PackError."""
    found = loads(text, file)
    if not isinstance(found, Obj):
        raise refused(file, 1, "the file", "must be one object, in curly brackets")
    return Reading(pack_of(found, file), "json")
