"""What the page of a copy holds, and pressing one of its buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import (
    SharedCopy,
)


def ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def opened(client: Client, copy: SharedCopy) -> dict[str, str]:
    """What the page's form holds when it is opened, to be posted as it is."""
    context = client.get(copy.get_absolute_url()).context_data
    box = context["box"]
    return {
        "body": box.body,
        "base_version": str(box.base_version),
        "key": box.key,
        "carry": box.carry,
        "text": box.text,
        "passage": box.passage,
        "known": context["known"],
        "said": str(context["said"]),
        "note": box.note,
    }


def press(
    client: Client, copy: SharedCopy, form: dict[str, str], do: str, **changes: str
) -> HttpResponse:
    url = reverse("review:copy-reply", args=[copy.pk])
    return client.post(url, {**form, "do": do, **changes})
