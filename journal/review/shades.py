"""The five shades of a number in a table. Colour is never alone: each cell holds its number."""

from __future__ import annotations

# From what number on each shade begins: none, 1, 2 or 3, 4 to 6, 7 and more.
SHADES = (1, 2, 4, 7)
LOOKS = ("heat-0", "heat-1", "heat-2", "heat-3", "heat-4")
LOOK_OF = [LOOKS[sum(count >= shade for shade in SHADES)] for count in range(SHADES[-1] + 1)]


def look_of(count: int) -> str:
    """The class that shades a number."""
    return LOOK_OF[min(count, SHADES[-1])]
