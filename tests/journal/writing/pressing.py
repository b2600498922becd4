"""Posting a sheet by one of its buttons, as a browser without script does."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def press(client: Client, entry_id: object, do: str = "save", **changes: Any) -> HttpResponse:
    sent = {"body": "Words.", "title": "", "base_version": 0, "key": uuid.uuid4().hex, "do": do}
    return client.post(reverse("writing:entry-edit", args=[entry_id]), {**sent, **changes})
