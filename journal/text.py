"""What counts as text in the journal: plain Unicode, with one spelling for each string.

Every long text goes through `clean_text` before it is stored, so that offsets, diffs and search
all speak of the same characters.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

MOST_CHARACTERS = 100_000
MOST_TITLE_CHARACTERS = 200


def clean_text(text: str, *, most: int = MOST_CHARACTERS) -> str:
    """The text as it is stored: NFC, LF line ends. Length is counted in code points.

    Raises ValidationError, saying what to do, for a NUL character, half a surrogate pair, or a
    text that is too long.
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
            "This is %(length)s characters long and the most is %(most)s. "
            "Move some of it to another entry.",
            code="too_long",
            params={"length": f"{len(cleaned):,}", "most": f"{most:,}"},
        )
    return cleaned


def fold(text: str) -> str:
    """The text as search compares it: no accents, no case, words parted by one space.

    Starts with a space, so that " wor" finds every word that begins with "wor".
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " " + " ".join(re.findall(r"\w+", plain))
