"""What admins are changing in a module, until it is published: a sheet for each part of it.

A sheet holds one part in the shape of the pack ("section/sec_meaning", "question/pr_why"). A part
without a sheet is as published, so a draft holds only what somebody changed. The save rule is that
of entries: a save names the version it began from, and what comes too late is kept beside it. No
word of a leader's is here. The rules are in journal.modules.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .module import Module


class ModuleDraftQuerySet(models.QuerySet["ModuleDraft"]):
    def left_alone_since(self, at: datetime) -> Self:
        """With changes that nobody has published, nor added to since then; and their modules."""
        changed = Q(published_at=None) | Q(edited_at__gt=F("published_at"))
        return self.filter(changed, edited_at__lt=at).select_related("module")


class ModuleDraft(models.Model):
    """A module as its admins are changing it; the only thing there is of one not published yet."""

    key = models.SlugField(max_length=80, unique=True, editable=False)
    module = models.OneToOneField(
        Module, on_delete=models.CASCADE, null=True, blank=True, related_name="draft"
    )
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="When all that was in it was last published."
    )

    objects = ModuleDraftQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"Draft of {self.key}"

    @property
    def has_changes(self) -> bool:
        """Whether anything was done to it since it was published."""
        return self.published_at is None or self.edited_at > self.published_at


class DraftSheet(models.Model):
    """One part of a module as it is being changed."""

    draft = models.ForeignKey(ModuleDraft, on_delete=models.CASCADE, related_name="sheets")
    name = models.CharField(
        max_length=100, help_text="“about”, “order”, “section/…”, “group/…” or “question/…”."
    )
    content = models.JSONField(help_text="In the shape of journal.modules.sheets.")
    version = models.PositiveIntegerField(help_text="Rises by exactly one with each kept save.")
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "name"], name="draft_sheet_once_a_draft")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class KeptSheetQuerySet(models.QuerySet["KeptSheet"]):
    def of_module(self, key: str) -> Self:
        return self.filter(draft__key=key).select_related("draft", "by")


class KeptSheet(models.Model):
    """What an admin sent when another save, or discarding, had been first.

    Kept until somebody lets it go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(ModuleDraft, on_delete=models.CASCADE, related_name="kept_sheets")
    name = models.CharField(max_length=100)
    content = models.JSONField()
    base_version = models.PositiveIntegerField()
    window = models.CharField(
        max_length=32,
        blank=True,
        default="",
        db_default="",
        help_text="That sent it: what it sends next takes its place.",
    )
    kept_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = KeptSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, kept {self.kept_at:%Y-%m-%d %H:%M}"


class SheetReceipt(models.Model):
    """What a save was answered: the same key again gets the same answer, and writes nothing."""

    draft = models.ForeignKey(ModuleDraft, on_delete=models.CASCADE, related_name="receipts")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    kept = models.ForeignKey(
        KeptSheet, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "name", "key"], name="sheet_receipt_key_once_a_sheet"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"
