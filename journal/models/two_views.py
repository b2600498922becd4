"""Two views of one partnership: two leaders of a cohort who each let the other see their levels.

Each keeps a record of their own (journal.models.partnership), and nobody else ever queries it. What
the other may see is copied here by the author's own deeds: a level and the day it is about, and
whether it was said looking back. No word, entry, need, note or name. Whoever is asked is told the
name that the asker typed for them, since they cannot know which partnership is meant.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from frameworks.models import Element

from .cohort import Cohort, Membership
from .partnership import Observation, Partnership

if TYPE_CHECKING:
    from partnership.people.models import User


class TwoViewsQuerySet(models.QuerySet["TwoViews"]):
    def of(self, person: User) -> Self:
        """Of which this person is one, whoever asked."""
        return self.filter(Q(asker=person) | Q(asked=person))

    def about(self, partnership: Partnership) -> Self:
        """In which this is the record of either; of one that is asked about, its asker's."""
        return self.filter(Q(of_asker=partnership) | Q(of_asked=partnership))

    def while_both_are_there(self) -> Self:
        """Both lead in that cohort now and can sign in: read at every request."""
        leads = Membership.objects.current().leaders()
        here = leads.filter(cohort=OuterRef("cohort"), person__is_active=True)
        return self.filter(
            Exists(here.filter(person=OuterRef("asker"))),
            Exists(here.filter(person=OuterRef("asked"))),
        )

    def in_force(self) -> Self:
        """What both have agreed to. Each sees the other's levels, and nobody else does."""
        return self.filter(agreed_at__isnull=False).while_both_are_there()

    def unanswered(self) -> Self:
        return self.filter(agreed_at=None, declined_at=None)

    def agreed_or_asked_by(self, person: User) -> Self:
        """What this person may stop: whoever was asked declines what they have not agreed to."""
        return self.of(person).filter(Q(agreed_at__isnull=False) | Q(asker=person))

    def waiting_for(self, person: User | OuterRef) -> Self:
        """What this person was asked and has not answered."""
        return self.unanswered().filter(asked=person).while_both_are_there()


class TwoViews(models.Model):
    """One leader asks another to compare where each places a partnership; agreed once both want it.

    Either may stop at any time, and then the row goes, with every level that was copied for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    called = models.CharField(
        max_length=160, help_text="What the asker calls it, as they typed it for whoever is asked."
    )
    of_asker = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    of_asked = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(
        null=True, blank=True, help_text="Known to whoever was asked, and not told to the asker."
    )

    objects = TwoViewsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "two views"
        constraints = [
            models.UniqueConstraint(
                fields=["of_asker", "asked"], name="two_views_asked_once_of_a_person"
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="two_views_of_two_people"),
            models.CheckConstraint(
                condition=Q(agreed_at=None, of_asked=None)
                | Q(agreed_at__isnull=False, of_asked__isnull=False, declined_at=None),
                name="two_views_agreed_with_a_record_of_each",
            ),
            models.CheckConstraint(condition=~Q(called=""), name="two_views_says_of_what"),
        ]

    def __str__(self) -> str:
        return f"TwoViews {str(self.pk)[:8]}"

    def record_of(self, person: User) -> UUID:
        """Which of their own partnerships this one of the two means, once both agreed."""
        is_asked = person.pk == self.asked_id
        return self.of_asked_id if is_asked and self.of_asked_id else self.of_asker_id


class SharedPlacingQuerySet(models.QuerySet["SharedPlacing"]):
    def seen_by(self, person: User) -> Self:
        """What others let this person see, while both agree and both are there."""
        agreed = TwoViews.objects.in_force().of(person)
        return self.filter(two_views__in=agreed.values("pk")).exclude(author=person)

    def oldest_first(self) -> Self:
        """By the day they are about; those of one day as their author said them."""
        return self.order_by("about_on", "place_in_day", "pk")


class SharedPlacing(models.Model):
    """At which level its author placed the partnership on which day, for the other to see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    two_views = models.ForeignKey(TwoViews, on_delete=models.CASCADE, related_name="placings")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    of_observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")
    level = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    about_on = models.DateField()
    is_hindsight = models.BooleanField(default=False)
    place_in_day = models.PositiveIntegerField(
        default=0,
        db_default=0,  # so that the code before this can go on writing
        editable=False,
        help_text="Among its author's of that day, in the order they were said; from 0.",
    )

    objects = SharedPlacingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["two_views", "of_observation"], name="placing_once_for_two_views"
            )
        ]

    def __str__(self) -> str:
        return f"SharedPlacing {str(self.pk)[:8]}"
