"""Tags, and the passages they point at. Private, like the entry they are on.

A tag says "this passage, or this whole entry, is about this element". A passage is born on one
revision and never changes; each later revision gets a placement that says where its words are now
(journal.tagging.passages has the rules, docs/passages.md the reasons and the measurements).
"""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from frameworks.models import Element
from journal.private import PrivateModel, PrivateQuerySet

from .entry import Entry, Revision

CONTEXT_CHARACTERS = 32


class Passage(PrivateModel):
    """Some words of one revision. Offsets are code points of its body, end exclusive."""

    OWNER = "entry__author"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages")
    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(help_text="Exactly revision.body[start:end].")
    prefix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    suffix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)

    objects = PrivateQuerySet["Passage"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_has_words"),
            models.UniqueConstraint(
                fields=["revision", "start", "end"], name="passage_once_a_revision"
            ),
        ]


class Placement(PrivateModel):
    """Where a passage's words are in a later revision, or that they are lost."""

    OWNER = "passage__entry__author"

    class Status(models.TextChoices):
        SAME = "same", "unchanged"
        MOVED = "moved", "moved"
        EDITED = "edited", "reworded"
        LOST = "lost", "no longer there"

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="placements")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="placements")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    survival = models.FloatField(
        help_text="Share of the birth text's characters that are kept, 0 to 1."
    )
    is_settled = models.BooleanField(
        default=False, help_text="The author has looked at a reworded or lost passage and kept it."
    )

    objects = PrivateQuerySet["Placement"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "revision"], name="placement_once"),
            models.CheckConstraint(
                condition=Q(status="lost", start=None, end=None)
                | Q(~Q(status="lost"), start__isnull=False, end__gt=F("start")),
                name="placement_lost_or_somewhere",
            ),
        ]


class TagQuerySet(PrivateQuerySet["Tag"]):
    def about(self, framework_key: str, element_key: str) -> Self:
        """Tags of this element, in whichever edition's wording they were made."""
        known_as = Element.objects.known_as(framework_key, element_key)
        return self.filter(element__in=known_as.values("pk"))

    def for_reading(self) -> Self:
        """With the wording each was made with, in one query, and no more of it than is printed."""
        return self.select_related("element__edition__framework", "passage").only(
            "entry",
            "made_at",
            "element__key",
            "element__name",
            "element__position",
            "element__edition__number",
            "element__worded_in",
            "element__edition__framework__key",
            "element__edition__framework__name",
            "passage__revision",
            "passage__start",
            "passage__end",
            "passage__quote",
        )


class Tag(PrivateModel):
    """One element named on an entry, or on one passage of it."""

    OWNER = "entry__author"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="tags")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(
        Passage, on_delete=models.CASCADE, null=True, blank=True, related_name="tags"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "element"],
                condition=Q(passage=None),
                name="tag_element_once_on_the_whole_entry",
            ),
            models.UniqueConstraint(
                fields=["passage", "element"],
                condition=Q(passage__isnull=False),
                name="tag_element_once_on_a_passage",
            ),
        ]
        # What one author named is asked of their entries, of which each says its elements here
        # without being looked up. Without it PostgreSQL reads every tag on the site.
        indexes = [models.Index(fields=["entry", "element"], name="tag_of_entry_element")]
