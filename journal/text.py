"""What the journal counts and compares of a text. What may be stored at all is partnership.text.

Every long text goes through `clean_text` there before it is stored, so that offsets, diffs and
search all speak of the same characters.
"""

import re
import unicodedata

MOST_TITLE_CHARACTERS = 200


def fold(text: str) -> str:
    """The text as search compares it: no accents, no case, words parted by one space.

    Starts with a space, so that " wor" finds every word that begins with "wor".
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " " + " ".join(re.findall(r"\w+", plain))
