"""What a coverage table shows, as its address says: framework, rows, order of columns, layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

# Each choice's first value is what is shown when the address names none.
ROWS, ORDERS, LAYOUTS = ("person", "question"), ("framework", "least"), ("table", "list")
MOST_PARTS = 999
USUAL = {"rows": ROWS[0], "order": ORDERS[0], "layout": LAYOUTS[0], "part": 1}


@dataclass(frozen=True)
class Showing:
    """One way of showing it. Anything unknown in an address is shown the usual way."""

    framework: str
    rows: str
    order: str
    layout: str
    part: int  # of a wide framework (journal.review.wide)

    @classmethod
    def of(cls, parameters: Mapping[str, str], framework_keys: Sequence[str]) -> Showing:
        """`framework_keys` are those there are, what to show first at their head."""

        def one_of(name: str, known: Sequence[str]) -> str:
            said = parameters.get(name, "")
            return said if said in known else known[0]

        return cls(
            framework=one_of("framework", framework_keys),
            rows=one_of("rows", ROWS),
            order=one_of("order", ORDERS),
            layout=one_of("layout", LAYOUTS),
            part=_number(parameters.get("part", "")),
        )

    def address(self, **changes: str | int) -> str:
        """The query of the same with these changes; what is usual goes unsaid."""
        said = asdict(self) | changes
        return "?" + urlencode({name: at for name, at in said.items() if at != USUAL.get(name)})


def _number(said: str) -> int:
    is_one = said.isascii() and said.isdecimal() and len(said) <= len(str(MOST_PARTS))
    return int(said) if is_one else 1


@dataclass(frozen=True)
class Choice:
    """One link of a switch."""

    words: str
    address: str
    is_chosen: bool


def switch(showing: Showing, name: str, words: Mapping[str, str]) -> list[Choice]:
    """Links that change one thing and keep the rest; `words` by value."""
    return [
        Choice(said, showing.address(**{name: value}), getattr(showing, name) == value)
        for value, said in words.items()
    ]
