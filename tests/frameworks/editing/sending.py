"""What a sheet's page sends, by a button and by a script."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from frameworks.editing.sheets import fields_of, find
from frameworks.models import Edition, Element

WINDOW, OTHER = "a" * 32, "b" * 32
ELEMENT = "/manage/frameworks/levels/draft/elements/one/"


def sent(draft: Edition, sheet: str = "element/one", **changes: Any) -> dict[str, Any]:
    """The form as its page has it, with these changes."""
    draft = Edition.objects.drafts().get(pk=draft.pk)
    row = find(draft, sheet)
    assert row
    form = {
        "base_version": row.version, "key": uuid.uuid4().hex, "draft": draft.pk, "window": WINDOW,
    }  # fmt: skip
    return {**form, **fields_of(row, draft), **changes}


def by_script(client: Client, form: dict[str, Any], address: str = ELEMENT) -> HttpResponse:
    body = json.dumps(form)
    return client.post(f"{address}save/", body, content_type="application/json")


def one(draft: Edition) -> Element:
    return draft.elements.get(key="one")
