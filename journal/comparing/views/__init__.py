"""Comparing readings, one module a page. For facilitators: anyone else gets 404."""

from .element import element, element_file
from .second_reading import second_reading, second_reading_state, second_tag

__all__ = ["element", "element_file", "second_reading", "second_reading_state", "second_tag"]
