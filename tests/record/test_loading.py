"""What a command loads or imports leaves a line too, and nothing when nothing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from frameworks.exchange.deeds import publish_at_once
from frameworks.loading import publish_packs
from frameworks.packs import FrameworkPack
from partnership.people.models import User
from partnership.record.models import Change

pytestmark = pytest.mark.django_db


def test_loading_the_content_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content")
    lines = [line.sentence for line in Change.objects.order_by("pk")]

    call_command("load_content")

    assert len(lines) == Change.objects.count() == 2
    assert lines[0].startswith("A command loaded frameworks from files: ")
    assert lines[1].startswith("A command loaded the module Partnership")


def test_a_few_are_named_and_many_are_counted(
    content: None, framework_packs: list[FrameworkPack]
) -> None:
    pack = framework_packs[0]

    publish_packs([replace(pack, summary="Another."), *framework_packs[1:]], at=timezone.now())

    many, one = Change.objects.order_by("pk")
    assert many.words == f"loaded frameworks from files: {len(framework_packs)} new"
    assert one.words == f"loaded frameworks from files: 1 in a new edition ({pack.name})"


def test_an_import_names_framework_and_edition(
    content: None, framework_packs: list[FrameworkPack], sam: User
) -> None:
    pack = replace(framework_packs[0], summary="Another.")
    imported = Change.objects.filter(subject_key=pack.key)

    publish_at_once(pack, by=sam, at=timezone.now())

    assert [line.sentence for line in imported.order_by("pk")] == [
        f"Sam Admin began a draft from a file of {pack.name}",
        f"Sam Admin published edition 2 of {pack.name}",
    ]
