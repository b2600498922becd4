"""Codes to join by: short enough to say aloud, too many to guess.

No vowels, so that no code is a word; none of the letters and digits that are taken for one another
(0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B). Eight of twenty are 25 thousand million.
"""

from __future__ import annotations

import re
import secrets

LETTERS = "CDFGHJKMNPQRTVWX3479"
HALF = 4


def new_code() -> str:
    """Such as "K7MP-XR4T"."""
    first, second = ("".join(secrets.choice(LETTERS) for _ in range(HALF)) for _ in range(2))
    return f"{first}-{second}"


def as_written(typed: str) -> str:
    """A code as it is kept, however it was typed: "k7mp xr4t" is "K7MP-XR4T"."""
    letters = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return f"{letters[:HALF]}-{letters[HALF:]}"
