"""Comparing readings, one module a page. For facilitators: anyone else gets 404."""

from .element import element, element_file

__all__ = ["element", "element_file"]
