"""What a facilitator does while reading: opened, dealt with, put off; their starters.

`Reading` is what the author may be told of ("opened by Rosalind on 3 May") and what keeps two
facilitators from answering the same text unknowingly. Starters are private to their writer, like
an entry; so are notes to self, which are kept with the draft of a reply (journal.models.reply).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from journal.private import PrivateModel, PrivateQuerySet

from .sharing import SharedCopy

MOST_STARTER_CHARACTERS = 300


class Reading(models.Model):
    """What one facilitator did with one shared copy. It goes with the copy."""

    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings"
    )
    opened_at = models.DateTimeField(default=timezone.now, help_text="For the first time.")
    last_opened_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="Until then a co-facilitator is told who is reading it."
    )
    dealt_at = models.DateTimeField(
        null=True, blank=True, help_text="Answered, or read with no reply needed."
    )
    later_at = models.DateTimeField(null=True, blank=True, help_text="Put off until later.")
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="When the author last wrote back to this person."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "person"], name="reading_once_a_person")
        ]

    def __str__(self) -> str:
        return f"Reading {self.pk}"


class Starter(PrivateModel):
    """A facilitator's own opening line for a reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="starters"
    )
    wording = models.CharField(max_length=MOST_STARTER_CHARACTERS)
    position = models.PositiveIntegerField()

    objects = PrivateQuerySet["Starter"].as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(wording=""), name="starter_has_words"),
        ]
