"""What counts as text on this site: plain Unicode, with one spelling for each string."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError

MOST_CHARACTERS = 100_000
MOVE_SOME = "Move some of it to another entry."
SHORTEN = "Make one of them shorter first."
BETWEEN = "* * *"


def clean_text(text: str, *, most: int = MOST_CHARACTERS, too_long: str = MOVE_SOME) -> str:
    """The text as it is stored: NFC, LF line ends. Length is counted in code points.

    Raises ValidationError, saying what to do, for a NUL character, half a surrogate pair, or a
    text that is too long: for that, `too_long` says it.
    """
    if "\x00" in text:
        raise ValidationError(
            "This text has a NUL character in it, which cannot be kept. Remove it and save again.",
            code="nul",
        )
    if re.search(r"[\ud800-\udfff]", text):
        raise ValidationError(
            "This text has half a character in it (a lone surrogate). "
            "Remove it, or paste the text again.",
            code="surrogate",
        )
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(cleaned) > most:
        raise ValidationError(
            "This is %(length)s characters long and the most is %(most)s. %(then)s",
            code="too_long",
            params={"length": f"{len(cleaned):,}", "most": f"{most:,}", "then": too_long},
        )
    return cleaned


def joined(one: str, other: str, *, most: int = MOST_CHARACTERS, too_long: str = MOVE_SOME) -> str:
    """Both, one below the other, with a line between them. What stands there already is not added
    again, so that doing it twice does it once.

    Raises ValidationError when both together are too long.
    """
    upper, lower = one.rstrip(), other.strip("\n")
    if not lower.strip() or upper == lower.rstrip() or f"{one}\n".endswith(f"\n{lower}\n"):
        return one
    if not upper.strip():
        return other
    return clean_text(f"{upper}\n\n{BETWEEN}\n\n{lower}", most=most, too_long=too_long)


def listed(one: str, other: str, *, between: str, most: int) -> str:
    """Both, where a text is a list: what only the other has goes below, and nothing is in it twice.

    Raises ValidationError when both together are too long.
    """
    lines = [line for text in (one, other) for line in text.split(between) if line.strip()]
    return clean_text(between.join(dict.fromkeys(lines)), most=most, too_long=SHORTEN)
