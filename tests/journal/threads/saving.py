"""What a window sends of a reply, as its script does."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from journal.models import ReplyDraft, SharedCopy
from partnership.people.models import User


def save(client: Client, copy: SharedCopy, **changes: Any) -> HttpResponse:
    sent = {"body": "Why?", "base_version": 0, "key": uuid.uuid4().hex, **changes}
    return send(client, copy.pk, json.dumps(sent))


def send(client: Client, copy_id: object, body: str | bytes) -> HttpResponse:
    url = reverse("threads:draft-save", args=[copy_id])
    return client.post(url, body, content_type="application/json")


def draft_of(person: User) -> ReplyDraft:
    return ReplyDraft.objects.owned_by(person).get()
