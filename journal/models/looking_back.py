"""What one says when looking back over what one wrote. Private: nobody is told that anyone did.

Two answers stand as they were written; what their author sees between them is said here, and no
program says it for them.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from journal.private import PrivateModel, PrivateQuerySet

from .entry import Entry


class LookBackQuerySet(PrivateQuerySet["LookBack"]):
    def between(self, earlier: Entry, later: Entry) -> Self:
        """What was said of these two, if anything: one row at most."""
        return self.filter(earlier=earlier, later=later)


class LookBack(PrivateModel):
    """Two of one's own entries read side by side, and what one says of them."""

    OWNER = "later__author"

    class Changed(models.TextChoices):
        """The answers to "What changed?"."""

        PARTNERSHIP = "partnership", "The partnership"
        VIEW = "view", "My view of it"
        BOTH = "both", "Both"
        NEITHER = "neither", "Neither"
        UNSURE = "unsure", "Not sure"

    earlier = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="looked_back_on")
    later = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="looks_back")
    what_changed = models.CharField(max_length=12, choices=Changed.choices, blank=True)
    see_now = models.CharField("what I see now is…", max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = LookBackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="look_back_once_a_pair"),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="look_back_is_of_two_entries"
            ),
            models.CheckConstraint(
                condition=~Q(what_changed="", see_now=""), name="look_back_says_something"
            ),
        ]
