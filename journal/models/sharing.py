"""Shared words: the only thing anyone but the author can read.

Sharing copies one revision, its tags and its levels here. Later edits stay private until the
author updates what others see; withdrawing deletes the rows. Readers' queries begin with
`SharedCopy.objects.readable_by(person)` and never follow `entry` or `revision` back.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from journal.matching import holding
from journal.text import MOST_TITLE_CHARACTERS, fold

from .cohort import Cohort, Membership
from .entry import Entry, Revision
from .module import Question

if TYPE_CHECKING:
    from partnership.people.models import User


def _midnight(day: date) -> datetime:
    """The moment at which this day begins where the site is."""
    return timezone.make_aware(datetime.combine(day, time.min))


class SharedCopyQuerySet(models.QuerySet["SharedCopy"]):
    def given_by(self, person: User) -> Self:
        return self.filter(author=person)

    def readable_by(self, person: User) -> Self:
        """What others gave this person: as a facilitator of the cohort, or to the whole cohort."""
        facilitated = Cohort.objects.facilitated_by(person).values("pk")
        joined = Cohort.objects.with_member(person).values("pk")
        return self.in_force().filter(
            Q(cohort__in=facilitated) | Q(cohort__in=joined, audience=SharedCopy.Audience.COHORT)
        )

    def for_facilitator(self, person: User) -> Self:
        """What was given to the cohorts this person facilitates: their desk, and nothing else."""
        facilitated = Membership.objects.current().facilitators().filter(person=person)
        in_them = self.in_force().filter(cohort__in=facilitated.values("cohort"))
        return in_them.exclude(author=person)

    def for_facilitator_of(self, cohort_id: UUID, person: User) -> Self:
        """Of for_facilitator, what was given to this one cohort: who is in it is asked once."""
        members = Membership.objects.current().filter(cohort=cohort_id)
        given = self.filter(Exists(members.facilitators().filter(person=person)), cohort=cohort_id)
        return given.filter(author__in=members.leaders().values("person")).exclude(author=person)

    def for_writing_back(self, person: User) -> Self:
        """Under which this person may write: one's own, and those of cohorts they facilitate."""
        facilitated = Cohort.objects.facilitated_by(person).values("pk")
        return self.in_force().filter(Q(cohort__in=facilitated) | Q(author=person))

    def in_force(self) -> Self:
        """Whose author is a leader of that cohort now: whoever leaves takes what they gave away."""
        still_there = Membership.objects.current().leaders()
        return self.filter(
            Exists(still_there.filter(cohort=OuterRef("cohort"), person=OuterRef("author")))
        )

    def oldest_first(self) -> Self:
        return self.order_by("text_given_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-given_at", "pk")

    def matching(self, query: str) -> Self:
        """Copies that hold every word of the query, as a search of one's own entries would."""
        return self.filter(holding(query))

    def about_element(self, wordings: Collection[int]) -> Self:
        """Tagged with any of these elements, or with a partnership placed at one of them."""
        tagged = SharedTag.objects.filter(element__in=wordings).values("copy")
        placed = SharedLevel.objects.filter(level__in=wordings).values("copy")
        return self.filter(Q(pk__in=tagged) | Q(pk__in=placed))

    def given_between(self, first: date | None, last: date | None) -> Self:
        """Given on these days or between them, where the site is. None for no limit."""
        copies = self
        if first:
            copies = copies.filter(given_at__gte=_midnight(first))
        if last:
            copies = copies.filter(given_at__lt=_midnight(last + timedelta(days=1)))
        return copies

    def for_list(self) -> Self:
        return self.select_related("author", "question", "cohort")


class SharedCopy(models.Model):
    """The text of one revision, given by its author to an audience."""

    class Audience(models.TextChoices):
        FACILITATOR = "facilitator", "the facilitators of the cohort"
        COHORT = "cohort", "everyone in the cohort"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="shared_copy")
    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_copies"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="shared_copies")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="The follow-up that it answers, as worded then; empty: its question.",
    )
    title = models.CharField(max_length=MOST_TITLE_CHARACTERS, blank=True)
    body = models.TextField()
    search_text = models.TextField(blank=True, editable=False)
    written_on = models.DateField()
    given_at = models.DateTimeField(
        default=timezone.now, help_text="Since when anyone but the author can read it."
    )
    text_given_at = models.DateTimeField(
        default=timezone.now, help_text="When the text they see now was given."
    )
    cohort_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when the whole cohort can read it; none if not."
    )

    given_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the words, tags and levels given (journal.sharing.giving); empty if unknown.",
    )

    objects = SharedCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shared copies"
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["facilitator", "cohort"]), name="copy_audience_known"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="copy_has_words"),
            models.CheckConstraint(
                condition=Q(audience="cohort", cohort_since__isnull=False)
                | Q(~Q(audience="cohort"), cohort_since=None),
                name="copy_says_since_when_the_cohort",
            ),
            models.CheckConstraint(
                condition=Q(text_given_at__gte=F("given_at")), name="copy_text_not_before_the_copy"
            ),
        ]
        indexes = [
            models.Index(fields=["cohort", "text_given_at"], name="copy_of_cohort_oldest"),
            # Counting a cohort's tags reads no text: both of these hold all that it asks.
            models.Index(fields=["cohort", "author", "id"], name="copy_of_cohort_author"),
        ]

    def __str__(self) -> str:
        return f"SharedCopy {str(self.pk)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("review:copy", args=[self.pk])

    @staticmethod
    def searchable(title: str, body: str) -> str:
        """What a search over shared copies looks in, for a copy with this title and body."""
        return fold(f"{title}\n{body}")

    @property
    def worded_before(self) -> dict[str, Any] | None:
        """Its question as it was worded on the day this was begun, if a small fix came since."""
        return (
            self.question.worded_when_begun(_midnight(self.written_on)) if self.question else None
        )

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.body.split())


class SharedTag(models.Model):
    """A tag as it was given: on the whole copy, or on a passage of it."""

    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="tags")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="shared_tags")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=F("start")),
                name="shared_tag_whole_or_some_words",
            )
        ]
        indexes = [models.Index(fields=["copy", "element"], name="shared_tag_of_copy")]

    def __str__(self) -> str:
        return f"SharedTag {self.pk}"


class SharedLevel(models.Model):
    """Where the author placed a partnership in the text they gave, with its name as it was."""

    copy = models.ForeignKey(SharedCopy, on_delete=models.CASCADE, related_name="levels")
    partnership_name = models.CharField(max_length=160)
    level = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    needed = models.ForeignKey(
        Element, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"SharedLevel {self.pk}"
