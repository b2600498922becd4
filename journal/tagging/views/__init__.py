"""Tagging one's own entry, one module a page."""

from .element_find import element_find
from .element_suggest import element_suggest
from .entry_tags import entry_tags
from .level_set import level_set
from .passage_settle import passage_settle
from .tag_toggle import tag_toggle

__all__ = [
    "element_find",
    "element_suggest",
    "entry_tags",
    "level_set",
    "passage_settle",
    "tag_toggle",
]
