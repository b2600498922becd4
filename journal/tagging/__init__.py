"""Naming what is in an entry: passages, the finder, the tag list, levels of partnerships."""
