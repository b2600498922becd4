"""Mail to be sent and mail that was sent: who, about what kind of thing, for which day.

A row is written before anything is sent and holds none of the words of a journal. What the mail
says, and whether it may still be sent, is worked out when it is sent (journal.mail).

    queued → sending → sent
                     → queued again, when the mail server would not take it
                     → dropped, when it is no longer right to send

A row that stays "sending" was left by a process that died: nobody knows whether its mail went, so
it is sent again under the same Message-ID, by which mail programs know a mail they have.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .cohort import Invitation

DIED_AFTER = timedelta(minutes=15)
WAIT_AFTER_TRIES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180))
GIVE_UP_AFTER = timedelta(days=3)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def reminders(self) -> Self:
        return self.filter(kind__in=[Notice.Kind.REMINDER, Notice.Kind.LAST_REMINDER])

    def invitations(self) -> Self:
        return self.filter(kind=Notice.Kind.INVITATION)

    def in_hand(self) -> Self:
        """Neither sent nor given up nor dropped."""
        return self.filter(state__in=[Notice.State.QUEUED, Notice.State.SENDING])

    def waiting_since(self, at: datetime) -> Self:
        """In hand, and written before then."""
        return self.in_hand().filter(written_at__lte=at)

    def failed_since(self, at: datetime) -> Self:
        """Given up, of those written since then."""
        return self.filter(state=Notice.State.FAILED, written_at__gte=at)

    def perhaps_received(self) -> Self:
        """Handed to a mail server, so far as anyone knows."""
        return self.exclude(state__in=[Notice.State.QUEUED, Notice.State.DROPPED])

    def to_send(self, at: datetime) -> Self:
        """Whose turn it is, the oldest first: new ones, those that waited, those left by a crash.

        After each try that fails a row waits longer, up to three hours.
        """
        due = Q(tries=0)
        for tries, wait in enumerate(WAIT_AFTER_TRIES, 1):
            due |= Q(tries=tries, tried_at__lte=at - wait)
        due |= Q(tries__gt=len(WAIT_AFTER_TRIES), tried_at__lte=at - WAIT_AFTER_TRIES[-1])
        left = Q(state=Notice.State.SENDING, tried_at__lte=at - DIED_AFTER)
        return self.filter(Q(due, state=Notice.State.QUEUED) | left).order_by("written_at", "pk")

    def too_old(self, at: datetime) -> Self:
        """Tried for three days, or never tried in three days: nobody waits for it any more."""
        return self.in_hand().filter(written_at__lte=at - GIVE_UP_AFTER)


class Notice(models.Model):
    """One mail: at most one of a kind to a person on a day, whatever crashes in between."""

    class Kind(models.TextChoices):
        SHARES = "shares", "New to read, for a facilitator"
        REPLIES = "replies", "New replies, for a leader"
        REMINDER = "reminder", "A reminder"
        LAST_REMINDER = "last_reminder", "The last reminder"
        COMMITMENT = "commitment", "A commitment that comes back"
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

    objects = NoticeQuerySet.as_manager()

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

    @property
    def message_id(self) -> str:
        """Of its mail, the same at every try."""
        return f"<{self.pk}@{urlsplit(settings.SITE_URL).hostname}>"

    def claim(self, at: datetime) -> bool:
        """Take it to send it. Of two processes that both read this row, one is told True.

        One UPDATE that names what was read; `tries` rises with every claim, so no two are alike.
        """
        as_read = Notice.objects.filter(pk=self.pk, state=self.state, tries=self.tries)
        sending = {"state": Notice.State.SENDING, "tried_at": at, "tries": F("tries") + 1}
        is_mine = as_read.update(**sending) == 1
        if is_mine:
            self.state, self.tried_at, self.tries = Notice.State.SENDING, at, self.tries + 1
        return is_mine

    def settle(self, state: Notice.State, *, at: datetime | None = None) -> bool:
        """What became of a claimed row. False when another process has claimed it since."""
        sent_at = at if state == Notice.State.SENT else None
        mine = Notice.objects.filter(pk=self.pk, state=Notice.State.SENDING, tries=self.tries)
        return mine.update(state=state, sent_at=sent_at) == 1
