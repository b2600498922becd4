"""New keys, made of a name once and never changed after: they outlive every rewording."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from django.utils.text import slugify

LONGEST = 80


def new_key(name: str, taken: Container[str], *, otherwise: str) -> str:
    """Such as “shared_purpose” of “Shared purpose”; “shared_purpose_2” if that is taken.

    `otherwise` stands for a name without one Latin letter, and before one that begins with a digit.
    """
    plain = slugify(name).replace("-", "_").strip("_")
    if not plain[:1].isalpha():
        plain = f"{otherwise}_{plain}".strip("_")
    plain = plain[:LONGEST].rstrip("_")
    if plain not in taken:
        return plain
    numbered = (f"{plain[: LONGEST - 4].rstrip('_')}_{number}" for number in count(2))
    return next(key for key in numbered if key not in taken)
