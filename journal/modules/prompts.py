"""Lenses and the headings of the guided shape as a text that one writes, and back. Pure.

One on each line: its name, a colon, and what it asks. A line that has no colon yet is a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from frameworks.keys import new_key

Prompt = dict[str, str]  # key, name and prompt, as the pack has them
LISTS = {"lenses": "lens", "guided_shape": "heading"}  # and what one of each is
HOW = "One on each line: its name, a colon, and what it asks."


def as_text(prompts: Sequence[Prompt]) -> str:
    return "\n".join(line_of(one) for one in prompts)


def line_of(prompt: Prompt) -> str:
    asks = " ".join(prompt["prompt"].split())
    return f"{prompt['name']}: {asks}" if asks else prompt["name"]


def from_text(text: str, before: Sequence[Prompt], *, otherwise: str) -> list[Prompt]:
    """What was not changed stays as it was. Who keeps their name, or what they ask, keep their key.

    `otherwise` is the key of one whose name has no letters.
    """
    if text == as_text(before):
        return list(before)
    written = [_parted(line) for line in text.split("\n") if line.strip()]
    left = list(before)
    keys = [_taken(left, "name", name) for name, _ in written]
    keys = [
        key or _taken(left, "prompt", asks) for key, (_, asks) in zip(keys, written, strict=True)
    ]
    known = {one["key"] for one in before}
    found = []
    for key, (name, asks) in zip(keys, written, strict=True):
        found.append({"key": key or new_key(name, known, otherwise=otherwise), "name": name})
        found[-1]["prompt"] = asks
        known.add(found[-1]["key"])
    return found


def _parted(line: str) -> tuple[str, str]:
    name, _, asks = line.partition(":")
    return name.strip(), asks.strip()


def _taken(left: list[Prompt], field: str, text: str) -> str:
    """The key of the one that says this, which is nobody else's then."""
    one = next((one for one in left if text and one[field].casefold() == text.casefold()), None)
    if one is None:
        return ""
    left.remove(one)
    return one["key"]
