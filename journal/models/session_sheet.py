"""What a facilitator gathers for the next session: lines to read out, with consent, and gaps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from .cohort import Cohort
from .sharing import SharedCopy

if TYPE_CHECKING:
    from partnership.people.models import User


class SheetLineQuerySet(models.QuerySet["SheetLine"]):
    def asked_of(self, person: User) -> Self:
        """Lines of what this person gave and their facilitators can read now: theirs to answer."""
        return self.in_force().filter(copy__author=person)

    def for_facilitator(self, person: User) -> Self:
        """Lines of what this person reads as a facilitator, whoever of them asked."""
        readable = SharedCopy.objects.for_facilitator(person)
        return self.in_force().filter(copy__in=readable.values("pk"))

    def in_force(self) -> Self:
        """Whose copy is, and is still with the cohort that was to hear it."""
        copies = SharedCopy.objects.in_force()
        return self.filter(Exists(copies.filter(pk=OuterRef("copy"), cohort=OuterRef("cohort"))))

    def on_sheet_of(self, cohort: Cohort) -> Self:
        return self.filter(cohort=cohort)

    def unanswered(self) -> Self:
        return self.filter(consent=SheetLine.Consent.NOT_ANSWERED)

    def refused(self) -> Self:
        return self.filter(consent=SheetLine.Consent.NO)

    def touching(self, start: int, end: int) -> Self:
        """Lines that share any of these words: offsets of the same copy, end exclusive."""
        return self.filter(start__lt=end, end__gt=start)


class SheetLine(models.Model):
    """One line of a shared copy that a facilitator would like to read out, if its author agrees.

    It goes with the copy, and an answer can be changed at any time.
    """

    class Consent(models.TextChoices):
        NOT_ANSWERED = "", "Not answered yet"
        NAMED = "named", "With my name"
        UNNAMED = "unnamed", "Without my name"
        NO = "no", "No"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sheet_lines")
    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="sheet_lines")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    consent = models.CharField(
        max_length=10, choices=Consent.choices, default=Consent.NOT_ANSWERED, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SheetLineQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")) & ~Q(quote=""), name="sheet_line_has_words"
            ),
            models.UniqueConstraint(fields=["copy", "start", "end"], name="sheet_line_once_a_copy"),
            models.CheckConstraint(
                condition=Q(consent="", answered_at=None)
                | Q(consent__in=["named", "unnamed", "no"], answered_at__isnull=False),
                name="sheet_line_answered_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"SheetLine {str(self.pk)[:8]}"

    @property
    def may_be_read_out(self) -> bool:
        """Only what its author said yes to; no answer is no."""
        return self.consent in (self.Consent.NAMED, self.Consent.UNNAMED)


class SheetGap(models.Model):
    """A question or an element nobody has shared anything about, to be raised in the session."""

    class Kind(models.TextChoices):
        QUESTION = "question", "question"
        ELEMENT = "element", "element"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sheet_gaps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=160, help_text="Of the question, or “framework/element”.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind", "key"], name="sheet_gap_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["question", "element"]), name="sheet_gap_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"SheetGap {self.pk}"
