"""Partnerships and where a person places them. Private: each person keeps their own record.

A level belongs to a partnership on a date in one person's view, never to a person. What it *is*
and what the work *needs* are kept apart, and so is what was said at the time from hindsight.
A closer link is not a better one.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from journal.private import PrivateModel, PrivateQuerySet


class PartnershipQuerySet(PrivateQuerySet["Partnership"]):
    def going_on(self, as_of: date) -> Self:
        """Not ended by that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=as_of))


class Partnership(PrivateModel):
    """A link that its author wants to follow: a school, a service, a parents' group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="partnerships"
    )
    name = models.CharField(max_length=160)
    organisation = models.CharField("partner organisation", max_length=160, blank=True)
    description = models.TextField("what it is for", blank=True)
    who_with = models.JSONField(default=list, help_text="Keys of the stakeholders framework.")
    drivers = models.JSONField(default=list, help_text="Keys of the partnership_drivers framework.")
    formality = models.SlugField(
        max_length=80, blank=True, help_text="A key of the partnership_formality framework."
    )
    since_on = models.DateField("since", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(since_on=None) | Q(ended_on__gte=F("since_on")),
                name="partnership_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="partnership_has_a_name"),
        ]
        indexes = [models.Index(fields=["author", "name"], name="partnership_of_author")]

    def has_ended(self, as_of: date) -> bool:
        return self.ended_on is not None and self.ended_on <= as_of

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership", args=[self.pk])


class ObservationQuerySet(PrivateQuerySet["Observation"]):
    def newest_first(self) -> Self:
        """Those of one day by when their entries were begun, for ids tell nothing of time."""
        begun = F("entry__started_at").desc(nulls_last=True)
        return self.order_by("-about_on", "-said_on", begun, "-pk")

    def said_at_the_time(self) -> Self:
        return self.filter(is_hindsight=False)

    def in_journal(self) -> Self:
        """Said in an entry that its author still has: neither in the bin nor erased."""
        return self.filter(entry__isnull=False, entry__binned_at=None)

    def for_reading(self) -> Self:
        """With the partnership's name and the words of its levels, and no more than is printed."""
        level = ("key", "name", "position", "worded_in")
        return self.select_related("partnership", "level", "needed").only(
            "entry",
            "fit",
            "partnership__author",
            "partnership__name",
            *(f"level__{column}" for column in level),
            *(f"needed__{column}" for column in level),
        )


class Observation(PrivateModel):
    """One person's view of a partnership's level on a date: where it is, where it needs to be."""

    OWNER = "partnership__author"

    class Fit(models.TextChoices):
        """The answers to "Is this the right level for what you both need?"."""

        RIGHT = "right", "Yes"
        CLOSER = "closer", "Closer would help"
        LIGHTER = "lighter", "Lighter would help"
        UNSURE = "unsure", "Not sure"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="observations"
    )
    entry = models.ForeignKey(
        "journal.Entry",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observations",
    )
    level = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    needed = models.ForeignKey(
        Element, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    fit = models.CharField(max_length=10, choices=Fit.choices, blank=True)
    about_on = models.DateField("the day it is about")
    said_on = models.DateField("the day it was said")
    is_hindsight = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    NEEDS_IN_WORDS: ClassVar[dict[str, str]] = {
        Fit.RIGHT: "Right for the work",
        Fit.CLOSER: "Closer would help",
        Fit.LIGHTER: "Lighter would help",
        Fit.UNSURE: "Not sure what the work needs",
    }

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "partnership"],
                condition=Q(is_hindsight=False, entry__isnull=False),
                name="observation_one_level_a_partnership_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(is_hindsight=False, about_on=F("said_on"))
                | Q(is_hindsight=True, about_on__lt=F("said_on")),
                name="observation_hindsight_is_about_an_earlier_day",
            ),
            models.CheckConstraint(
                condition=~Q(fit="right") | Q(needed=None) | Q(needed=F("level")),
                name="observation_right_fit_needs_what_it_is",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "-about_on"], name="observation_of_partnership")
        ]

    @property
    def needs(self) -> str:
        """What the work needs, in words; nothing if that was not said."""
        if self.needed is not None and self.needed.key != self.level.key:
            return f"The work needs {self.needed.name}"
        return self.NEEDS_IN_WORDS.get(self.fit, "Right for the work" if self.needed else "")
