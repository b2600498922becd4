"""A second reading as its page sends it."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from journal.comparing.forms import version_of
from journal.models import SecondTag, SharedCopy
from partnership.people.models import User


def page_of(copy: SharedCopy) -> str:
    return reverse("comparing:second-reading", args=[copy.pk])


def change(client: Client, copy: SharedCopy, do: str) -> HttpResponse:
    return client.post(reverse("comparing:second-reading-state", args=[copy.pk]), {"do": do})


def put(client: Client, copy: SharedCopy, *keys: str, **more: object) -> HttpResponse:
    fields = {"part": "all", "version": version_of(copy), "tags": list(keys), **more}
    return client.post(page_of(copy), fields)


def tags_of(person: User) -> list[tuple[str, int | None, int | None, str]]:
    mine = SecondTag.objects.filter(reading__reader=person).order_by("made_at")
    return list(mine.values_list("element__key", "start", "end", "reason"))
