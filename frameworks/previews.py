"""How a list of elements looks where people tag. Whoever prints that list registers it here.

Frameworks knows nothing of tagging; a draft is shown in the very list that its words will stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .models import Element

Printer = Callable[[Sequence[Element]], str]

_printers: list[Printer] = []


def register(printer: Printer) -> None:
    """Print these elements, all of one framework, as those who tag see them."""
    if printer not in _printers:
        _printers.append(printer)


def printed(elements: Sequence[Element]) -> list[str]:
    """Safe to print in a page. Needs edition and framework of each."""
    return [printer(elements) for printer in _printers] if elements else []
