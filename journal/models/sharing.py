"""Shared words: the only thing anyone but the author can read.

Sharing copies one revision, its tags and its levels here. Later edits stay private until the
author updates what others see; withdrawing deletes the rows. Readers' queries begin with
`SharedCopy.objects.readable_by(person)` and never follow `entry` or `revision` back.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from frameworks.models import Element
from journal.text import MOST_TITLE_CHARACTERS

from .cohort import Cohort
from .entry import Entry, Revision
from .module import Question

if TYPE_CHECKING:
    from partnership.people.models import User


class SharedCopyQuerySet(models.QuerySet["SharedCopy"]):
    def given_by(self, person: User) -> Self:
        return self.filter(author=person)

    def readable_by(self, person: User) -> Self:
        """What others gave this person: as a facilitator of the cohort, or to the whole cohort."""
        facilitated = Cohort.objects.facilitated_by(person).values("pk")
        joined = Cohort.objects.with_member(person).values("pk")
        return self.filter(
            Q(cohort__in=facilitated) | Q(cohort__in=joined, audience=SharedCopy.Audience.COHORT)
        )

    def oldest_first(self) -> Self:
        return self.order_by("given_at", "pk")

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
    title = models.CharField(max_length=MOST_TITLE_CHARACTERS, blank=True)
    body = models.TextField()
    written_on = models.DateField()
    given_at = models.DateTimeField(default=timezone.now)

    objects = SharedCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shared copies"
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["facilitator", "cohort"]), name="copy_audience_known"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="copy_has_words"),
        ]
        indexes = [models.Index(fields=["cohort", "given_at"], name="copy_of_cohort_oldest")]

    def __str__(self) -> str:
        return f"SharedCopy {str(self.pk)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("review:copy", args=[self.pk])

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


class ReplyQuerySet(models.QuerySet["Reply"]):
    def received_by(self, person: User) -> Self:
        """What others wrote back to this person, also under a copy that was since withdrawn."""
        return self.filter(to=person).exclude(author=person)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def on_kept_entries(self) -> Self:
        """Not under an entry that its author has put in the bin."""
        return self.filter(entry__binned_at=None)

    def for_notice(self) -> Self:
        """Who replied to what: none of the words."""
        columns = ("sent_at", "author__name", "entry__title", "entry__question__title")
        related = self.select_related("author", "entry__question")
        return related.only(*columns).order_by("-sent_at", "pk")


class Reply(models.Model):
    """What a facilitator, or the author, writes back under a shared copy.

    Withdrawing deletes the copy and leaves the replies with the author of the entry: they were
    given to them. Readers reach a reply through its copy only, so they lose sight of it at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(
        SharedCopy, on_delete=models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="replies")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The author of the entry.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="replies"
    )
    body = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="By the author of the copy.")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["sent_at"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="reply_has_words")]

    def __str__(self) -> str:
        return f"Reply {str(self.pk)[:8]}"
