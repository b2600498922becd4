"""Sentences that somebody keeps of a term: their own, of their own choosing, five at the most.

A line is a passage, so it goes with its words as they are edited (docs/passages.md). It belongs to
the term in which its entry was begun, and has one of five places there: a sixth cannot be stored.
"""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.utils import timezone

from journal.private import PrivateModel, PrivateQuerySet

from .tag import Passage, Placement

MOST_A_TERM = 5


class KeptLineQuerySet(PrivateQuerySet["KeptLine"]):
    def in_journal(self) -> Self:
        """Of entries that are not in the bin."""
        return self.filter(passage__entry__binned_at=None)

    def of_term(self, term: str) -> Self:
        return self.filter(term=term)

    def with_present_words(self) -> Self:
        """With where the newest text kept has them: none where it was not changed since."""
        mine = Placement.objects.owned_by(OuterRef("author"))
        newest = mine.filter(passage=OuterRef("passage")).order_by("-revision__number")
        words: Any = Substr(
            F("revision__body"),
            F("start") + 1,
            F("end") - F("start"),
            output_field=models.TextField(),
        )
        return self.annotate(
            status=Subquery(newest.values("status")[:1]),
            present=Subquery(newest.annotate(words=words).values("words")[:1]),
        )


class KeptLine(PrivateModel):
    """One sentence of an entry, kept by its author as one of five of a term."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_lines"
    )
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="kept_line")
    term = models.CharField(max_length=6, help_text="As journal.dates.Term has its value: 2026-2.")
    place = models.PositiveSmallIntegerField(help_text="One of five; says nothing of their order.")
    kept_at = models.DateTimeField(default=timezone.now)

    objects = KeptLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "term", "place"], name="kept_line_once_a_place"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_A_TERM), name="kept_line_five_a_term"
            ),
        ]
