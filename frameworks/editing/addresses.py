"""Where a draft and its sheets are edited, by their names in frameworks.editing.sheets."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

from .sheets import EDITION

PLACES = {"group": "group", "element": "element"}


def draft_address(framework_key: str) -> str:
    return reverse("editing:draft", args=[framework_key])


def sheet_address(framework_key: str, sheet: str, *, then: str = "") -> str:
    """Where this sheet is edited; or with `then` one of its buttons, such as "save" or "move"."""
    kind, _, item = sheet.partition("/")
    name = f"editing:{'words' if kind == EDITION else kind}{f'-{then}' if then else ''}"
    if kind == EDITION:
        return reverse(name, args=[framework_key])
    return _of_item(name, framework_key).replace("/-/", f"/{item}/")


@cache
def _of_item(name: str, framework_key: str) -> str:
    """With "-", which is no key, in the place of the key: a list has hundreds of these."""
    return reverse(name, args=[framework_key, "-"])


def row_id(sheet: str) -> str:
    """Of its row on the page of the draft."""
    return sheet.replace("/", "-")
