"""Comparing readings, one module a page. For facilitators: anyone else gets 404."""

from .comparison import comparison, comparison_element
from .copy_comparison import copy_comparison
from .element import element, element_file
from .second_reading import second_reading, second_reading_state, second_tag
from .together import together

__all__ = [
    "comparison",
    "comparison_element",
    "copy_comparison",
    "element",
    "element_file",
    "second_reading",
    "second_reading_state",
    "second_tag",
    "together",
]
