"""A facilitator's own tags on a shared copy, and what leader and facilitator decided between them.

Kept apart from the author's (`SharedTag`) and changed by their maker alone. docs/comparison.md says
what may be compared with what, and when the answer is a plain refusal.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from frameworks.models import Element

from .sharing import SharedCopy


class SecondReading(models.Model):
    """One facilitator's round of tagging one shared copy, in the text as it was given then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="second_readings")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_readings"
    )
    text_given_at = models.DateTimeField(help_text="Which text: the copy's when this was begun.")
    began_at = models.DateTimeField(default=timezone.now)
    is_blind = models.BooleanField(
        default=False, help_text="Others' tags stay hidden until this is done."
    )
    saw_other_tags_at = models.DateTimeField(
        null=True, blank=True, help_text="When this reader first saw anyone else's tags on it."
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "reader"], name="second_reading_once_a_reader")
        ]

    def __str__(self) -> str:
        return f"SecondReading {str(self.pk)[:8]}"


class SecondTag(models.Model):
    """One element that a facilitator names on a shared copy, or on a passage of it, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(SecondReading, on_delete=models.CASCADE, related_name="tags")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=F("start")),
                name="second_tag_whole_or_some_words",
            ),
            models.UniqueConstraint(
                fields=["reading", "element"],
                condition=Q(start=None),
                name="second_tag_once_on_the_whole",
            ),
            models.UniqueConstraint(
                fields=["reading", "element", "start", "end"],
                condition=Q(start__isnull=False),
                name="second_tag_once_on_a_passage",
            ),
        ]

    def __str__(self) -> str:
        return f"SecondTag {str(self.pk)[:8]}"


class Decision(models.Model):
    """What was decided about one element on one copy where two readings differ, and why."""

    class Outcome(models.TextChoices):
        LEADER = "leader", "The leader’s reading"
        FACILITATOR = "facilitator", "The facilitator’s reading"
        BOTH = "both", "Both"
        UNCLEAR = "unclear", "The definition is unclear"

    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="decisions")
    element_key = models.CharField(
        max_length=160, help_text="“framework/element”, the same in every edition."
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    why = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "element_key"], name="decision_once_a_copy"),
            models.CheckConstraint(
                condition=Q(outcome__in=["leader", "facilitator", "both", "unclear"]),
                name="decision_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"
