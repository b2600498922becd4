"""Our own YAML: the format of frameworks/content/, with nothing lost either way.

Anchors, aliases and tags are refused before a tree is made, since a small file can mean a huge one
with them; so is nesting deeper than a pack can be. So is a text longer than any may be: to see
whether one is a number takes the more memory, the longer it is.
"""

from __future__ import annotations

import yaml

from ..packs import FrameworkPack
from ..strict_yaml import LOADER, compose
from .building import LONGEST_TEXT, pack_of_node, plain
from .report import Reading, refused

DEEPEST = 12
MOST_NODES = 60_000
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write(pack: FrameworkPack) -> str:
    return str(yaml.dump(plain(pack), Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=98))


def read(text: str, file: str) -> Reading:
    """The framework in the text. Raises PackError."""
    _look_through(text, file)
    return Reading(pack_of_node(compose(text, file), file), "yaml")


def _look_through(text: str, file: str) -> None:
    """Refuses what no pack has, without making anything of it."""
    depth = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise refused(file, line, "the file", "has an anchor (& or *): write it out")
            if tag := getattr(event, "tag", None):
                raise refused(file, line, "the file", f"has a tag ({tag}): leave it out")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise refused(file, line, "the file", f"is nested more than {DEEPEST} deep")
            if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_TEXT:
                message = f"has a text of {len(event.value):,}; the most is {LONGEST_TEXT:,}"
                raise refused(file, line, "the file", message)
            if count > MOST_NODES:
                raise refused(file, line, "the file", f"has more than {MOST_NODES:,} parts")
    except yaml.YAMLError:
        return  # compose says it, with its line
