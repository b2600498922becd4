"""Mail to be sent and mail that was sent: who, about what kind of thing, for which day.

A row is written before anything is sent and holds none of the words of a journal. What the mail
says, and whether it may still be sent, is worked out when it is sent (journal.mail).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .cohort import Invitation


class Notice(models.Model):
    """One mail: at most one of a kind to a person on a day, whatever crashes in between."""

    class Kind(models.TextChoices):
        SHARES = "shares", "New to read, for a facilitator"
        REPLIES = "replies", "New replies, for a leader"
        REMINDER = "reminder", "A reminder"
        LAST_REMINDER = "last_reminder", "The last reminder"
        INVITATION = "invitation", "An invitation"

    class State(models.TextChoices):
        QUEUED = "queued", "to be sent"
        SENDING = "sending", "handed to the mail server, not yet confirmed"
        SENT = "sent", "sent"
        DROPPED = "dropped", "no longer right to send"
        FAILED = "failed", "given up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    on_day = models.DateField(help_text="The day it is for, where the site is.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    written_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "on_day"],
                condition=Q(person__isnull=False),
                name="notice_one_of_a_kind_a_day",
            ),
            models.UniqueConstraint(
                fields=["invitation", "on_day"],
                condition=Q(invitation__isnull=False),
                name="notice_one_invitation_a_day",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, invitation=None)
                | Q(person=None, invitation__isnull=False, kind="invitation"),
                name="notice_to_a_person_or_an_invited_address",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(~Q(state="sent"), sent_at=None),
                name="notice_sent_when_it_says_so",
            ),
        ]
        indexes = [models.Index(fields=["state", "written_at"], name="notice_in_order")]

    def __str__(self) -> str:
        return f"Notice {str(self.pk)[:8]}"
