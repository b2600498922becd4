"""Commitments: "when …, I will …", with a day on which each comes back. Private, like an entry.

What became of one is its author's to say: kept, changed, still to come or let go, each as good an
answer as the others. So nothing here counts them, and no order but their dates is ever shown.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from journal.private import PrivateModel, PrivateQuerySet

from .entry import Entry

MOST_PLANNED_CHARACTERS = 500


def in_one_sentence(when_text: str, will_text: str) -> str:
    """ "When the form goes out, I will fill in my own first." """
    end = "" if will_text.endswith((".", "!", "?", "…")) else "."
    return f"When {when_text.rstrip(' ,;:.')}, I will {will_text}{end}"


class CommitmentQuerySet(PrivateQuerySet["Commitment"]):
    def not_told(self) -> Self:
        """Of which nobody has said yet what became of them."""
        return self.filter(outcome="")

    def told(self) -> Self:
        return self.exclude(outcome="")

    def back_by(self, day: date) -> Self:
        """Whose day has come."""
        return self.not_told().filter(due_on__lte=day)

    def soonest_first(self) -> Self:
        return self.order_by("due_on", "added_at", "pk")

    def last_told_first(self) -> Self:
        return self.order_by("-said_on", "-due_on", "pk")


class Commitment(PrivateModel):
    """ "When …, I will …": something its author means to do, and what became of it."""

    class Outcome(models.TextChoices):
        KEPT = "kept", "Kept"
        CHANGED = "changed", "Changed"
        TO_COME = "to_come", "Still to come"
        LET_GO = "let_go", "Let go"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="commitments"
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
        help_text="What its author was writing when they made it, if anything.",
    )
    follows = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The one that was changed, or is still to come, and goes on as this.",
    )
    when_text = models.CharField("when", max_length=MOST_PLANNED_CHARACTERS)
    will_text = models.CharField("I will", max_length=MOST_PLANNED_CHARACTERS)
    due_on = models.DateField("the day it comes back")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    helped = models.TextField("what helped", blank=True)
    got_in_the_way = models.TextField("what got in the way", blank=True)
    said_on = models.DateField("the day it was said what became of it", null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(when_text="") & ~Q(will_text=""), name="commitment_says_when_and_what"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "kept", "changed", "to_come", "let_go"]),
                name="commitment_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", said_on=None) | Q(~Q(outcome=""), said_on__isnull=False),
                name="commitment_told_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")),
                name="commitment_does_not_follow_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "outcome", "due_on"], name="commitment_of_author_by_day")
        ]

    def get_absolute_url(self) -> str:
        return reverse("looking_back:commitment", args=[self.pk])

    def tell(self, *, on: date | None = None) -> None:
        """Keep what is said of it now, and the day on which something was first said."""
        self.said_on = self.said_on or on or timezone.localdate()
        self.save(update_fields=["outcome", "helped", "got_in_the_way", "said_on"])

    @property
    def sentence(self) -> str:
        return in_one_sentence(self.when_text, self.will_text)

    def says_what(self, other: Commitment) -> bool:
        """The same, and back on the same day."""
        said = [(one.when_text, one.will_text, one.due_on) for one in (self, other)]
        return said[0] == said[1]

    @property
    def goes_on(self) -> bool:
        """Whether it may come back on another day: what was kept or let go does not."""
        return self.outcome in (self.Outcome.CHANGED, self.Outcome.TO_COME)
