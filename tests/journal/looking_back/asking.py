"""What the tests of follow-ups ask of home, the addresses of a moment, and answering one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Cohort, Moment, Partnership, Prompt
from partnership.people.models import User
from tests.factories import make_entry

Ended = Callable[..., Cohort]
HOME = "/"
DAY = timedelta(days=1)


def shown_on_home(client: Client) -> str | None:
    one = client.get(HOME).context_data["follow_up"]
    return one.moment.key if one else None


def address(name: str, moment: str = "end_of_module") -> str:
    return reverse(f"looking_back:{name}", args=["a_module", moment])


def answer_all(person: User, moment: Moment, at: object = None) -> None:
    for prompt in Prompt.objects.filter(moment=moment):
        make_entry(person, follow_up=prompt.key, started_at=at or timezone.now())


def sheet(key: str, partnership: Partnership | None = None) -> str:
    query = f"?partnership={partnership.pk}" if partnership else ""
    return reverse("writing:prompt-answer", args=[key]) + query


def answer(client: Client, page: Any, body: str, do: str = "done") -> HttpResponse:
    """Post the sheet of this page, as the browser does without a script."""
    made = page.context_data["sheet"]
    ticked = [one.pk for one in page.context_data["partnerships"] if one.is_ticked]
    shown = page.context_data["shown"]
    sent = {
        "title": shown["title"],
        "body": body,
        "base_version": shown["base_version"],
        "key": uuid4().hex,
        "follow_up": made.prompt.key,
        "about": made.about.pk if made.about else "",
        "partnerships": ["", *ticked],
        "do": do,
    }  # fmt: skip
    return client.post(reverse("writing:entry-edit", args=[made.entry.pk]), sent)
