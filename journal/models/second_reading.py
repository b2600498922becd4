"""A facilitator's own tags on a shared copy, and what leader and facilitator decided between them.

Kept apart from the author's (`SharedTag`) and changed by their maker alone. docs/comparison.md says
what may be compared with what, and when the answer is a plain refusal.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self, TypedDict

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from frameworks.models import Element

from .sharing import SharedCopy

if TYPE_CHECKING:
    from partnership.people.models import User

MOST_REASON_CHARACTERS = 300
MOST_WHY_CHARACTERS = 500
FEWEST_PEOPLE_OUTSIDE = 5


class SecondReadingQuerySet(models.QuerySet["SecondReading"]):
    def by(self, person: User) -> Self:
        """Their own: the only ones that they may change."""
        return self.filter(reader=person)

    def tagging_blind(self) -> Self:
        """Begun without others' tags in view, and not done."""
        return self.filter(is_blind=True, done_at=None)

    def done(self) -> Self:
        """What others may look at and compare with."""
        return self.filter(done_at__isnull=False)

    def of_the_present_text(self) -> Self:
        """Of the text that readers see now; what was tagged on an earlier one counts no more."""
        return self.filter(text_given_at=F("copy__text_given_at"))


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

    objects = SecondReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "reader"], name="second_reading_once_a_reader")
        ]

    def __str__(self) -> str:
        return f"SecondReading {str(self.pk)[:8]}"

    @property
    def hides_tags(self) -> bool:
        """Whether nobody else's tags may be shown to its reader yet."""
        return self.is_blind and self.done_at is None

    @property
    def is_of_the_present_text(self) -> bool:
        """Needs its copy fetched."""
        return self.text_given_at == self.copy.text_given_at


class SecondTag(models.Model):
    """One element that a facilitator names on a shared copy, or on a passage of it, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(SecondReading, on_delete=models.CASCADE, related_name="tags")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=MOST_REASON_CHARACTERS, blank=True)
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


MOST_ELEMENT_KEY = 80 + 1 + 80  # two keys and the slash between them


class Unclear(TypedDict):
    """How often an element's definition was found unclear, and in how many people's texts."""

    element_key: str
    times: int
    people: int


class DecisionQuerySet(models.QuerySet["Decision"]):
    def unclear(self) -> Self:
        """Where the wording was found at fault, in texts that are still given."""
        given = SharedCopy.objects.in_force().values("pk")
        return self.filter(outcome=Decision.Outcome.UNCLEAR, copy__in=given)

    def unclear_for_editors(self) -> models.QuerySet[Decision, Unclear]:
        """By element, the most often first, for whoever words the frameworks.

        They are outside the cohort, so an element counts only from five people's texts up, and
        nothing is said of whose, nor of why.
        """
        counts = self.unclear().values("element_key")
        counts = counts.annotate(times=Count("pk"), people=Count("copy__author", distinct=True))
        counts = counts.filter(people__gte=FEWEST_PEOPLE_OUTSIDE)
        return counts.order_by("-times", "element_key")  # type: ignore[return-value]


class Decision(models.Model):
    """What was decided about one element on one copy where two readings differ, and why."""

    class Outcome(models.TextChoices):
        LEADER = "leader", "The leader’s reading"
        FACILITATOR = "facilitator", "The facilitator’s reading"
        BOTH = "both", "Both"
        UNCLEAR = "unclear", "The definition is unclear"

    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="decisions")
    element_key = models.CharField(
        max_length=MOST_ELEMENT_KEY,
        help_text="“framework/element”, the same in every edition.",
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    why = models.CharField(max_length=MOST_WHY_CHARACTERS, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

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
