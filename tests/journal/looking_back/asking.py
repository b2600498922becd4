"""What the tests of follow-ups ask of home, and the addresses of a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Cohort, Moment, Prompt
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
