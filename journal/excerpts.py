"""A few words of somebody's own text, to know it by. Pure."""

from __future__ import annotations

import re

FEW_CHARACTERS = 60
MOST_CHARACTERS = 280
SENTENCE = re.compile(r"""[^.!?…\s][^.!?…\n]*(?:[.!?…]+["'”’)\]]*|$|(?=\n))""")


def last_sentence(text: str) -> str:
    """The last sentence of the text, or of the end of one: what its author was saying.

    A short one brings the one before it along. A sentence that was left unfinished ends in "…",
    and one too long to quote whole begins with it.
    """
    sentences = [found.group().strip() for found in SENTENCE.finditer(text.strip())]
    if not sentences:
        return ""
    last = sentences[-1]
    if len(last) < FEW_CHARACTERS and len(sentences) > 1:
        last = f"{sentences[-2]} {last}"
    if len(last) > MOST_CHARACTERS:
        last = "… " + last[-MOST_CHARACTERS:].split(" ", 1)[-1]
    return last if re.search(r"[.!?…][\"'”’)\]]*$", last) else f"{last} …"
