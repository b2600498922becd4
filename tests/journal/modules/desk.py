"""What the tests of this desk share: the shipped module, and changing it as an admin does."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from journal.models import Question
from journal.modules.sheets import working

KEY = "partnership_working"
SAVE = f"/manage/modules/{KEY}/question/pr_why/save/"
WINDOW, OTHER = "a" * 32, "b" * 32


def question_form(question_key: str, **changed: Any) -> dict[str, Any]:
    """The form as the page has it, with these fields changed."""
    question = Question.objects.get(key=question_key)
    sent = {
        "title": question.title,
        "body": "\n".join(question.parts),
        "group": question.group.key,
        "sections": ["", *question.sections.values_list("key", flat=True)],
        "suggested_tags": ["", *question.suggested_tags],
        "opens_on": "",
        "base_version": 0,
        "key": "a-key-of-its-own",
        "window": WINDOW,
        "do": "save",
    }
    if question.invites_commitment:
        sent["invites_commitment"] = "on"
    if question.stands_in_the_reading:
        sent["in_reading"] = "on"
    return {**sent, **changed}


def save(client: Client, **changed: Any) -> Any:
    """As the script does."""
    sent = question_form("pr_why", **changed)
    return client.post(SAVE, sent, content_type="application/json")


def asked() -> list[str]:
    parts: list[str] = working(KEY).sheets["question/pr_why"]["parts"]
    return parts


def edit(client: Client, question: str, **changed: Any) -> Any:
    """Press Save on the page of this question."""
    address = reverse("modules:part", args=[KEY, "question", question])
    return client.post(address, question_form(question, **changed))


def add(client: Client, kind: str, title: str, key: str = KEY, **sent: str) -> str:
    """A new part of this kind. Its address."""
    form = {"kind": kind, "title": title, **sent}
    return client.post(reverse("modules:part-add", args=[key]), form).headers["Location"]


def state_of(client: Client, key: str = KEY) -> str:
    """Of the draft, as the page of what changes has it."""
    page = client.get(reverse("modules:module-publish", args=[key]))
    state: str = page.context_data["module"].state  # type: ignore[attr-defined]
    return state


def publish(client: Client, key: str = KEY, **choices: str) -> Any:
    """Look at what changes, say what each reworded question is, and publish."""
    sent = {f"question-{question}": choice for question, choice in choices.items()}
    address = reverse("modules:module-publish", args=[key])
    return client.post(address, {"state": state_of(client, key), **sent})
