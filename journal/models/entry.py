"""Entries and their earlier texts. Private: the author is the only one who can ever read them.

Autosave overwrites the one working text (`journal.writing.autosave`); a Revision is an immutable
text kept on Done, on Share, on conflict, before a passage is tagged, before and after another text
takes its place, and after a gap.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone

from journal.matching import holding
from journal.models.receipt import Receipt
from journal.private import PrivateModel, PrivateQuerySet
from journal.text import MOST_TITLE_CHARACTERS, fold

from .module import Module, Question
from .partnership import Partnership

if TYPE_CHECKING:
    from .follow_up import Prompt

OPENING_CHARACTERS = 240
# A question's parts and sources are JSON, which takes longer to decode than the row to fetch.
PRINTED_IN_LISTS = (
    "author",
    "title",
    "started_at",
    "edited_at",
    "done_at",
    "binned_at",
    "question__title",
)


class EntryQuerySet(PrivateQuerySet["Entry"]):
    def in_journal(self) -> Self:
        """Not in the bin."""
        return self.filter(binned_at=None)

    def in_bin(self) -> Self:
        return self.filter(binned_at__isnull=False)

    def drafts(self) -> Self:
        """Begun, and never marked Done."""
        return self.filter(done_at=None)

    def half_written(self) -> Self:
        """Drafts with words in them."""
        return self.drafts().exclude(body="")

    def finished(self) -> Self:
        """Marked Done at least once."""
        return self.filter(done_at__isnull=False)

    def following_up(self) -> Self:
        """Answers to a prompt of a follow-up, whichever."""
        return self.exclude(follow_up="")

    def answering_prompt(self, prompt: Prompt) -> Self:
        return self.following_up().filter(follow_up=prompt.key)

    def looking_at(self, earlier: Entry) -> Self:
        """Second looks at it: answers to no question."""
        return self.filter(revisits=earlier, question=None, follow_up="")

    def called(self, title: str) -> Self:
        return self.filter(title=title)

    def not_following_up(self) -> Self:
        """Begun by themselves, and not as the answer to a prompt."""
        return self.filter(follow_up="")

    def about(self, partnership: Partnership) -> Self:
        return self.filter(partnerships=partnership)

    def answering(self, module: Module) -> Self:
        """Answers to any question of this module."""
        return self.filter(question__module=module)

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")

    def last_edited_first(self) -> Self:
        return self.order_by("-edited_at", "-pk")

    def turning_up_on(self, day: date) -> Self:
        """In an order of the day's own: the first one is any of them, and the same all day.

        Ids are random, so to begin at an id made of the day is to begin anywhere.
        """
        begin_at = uuid.uuid5(uuid.NAMESPACE_OID, day.isoformat())
        return self.order_by(Case(When(pk__gte=begin_at, then=0), default=1), "pk")

    def matching(self, query: str) -> Self:
        """Entries that hold every word of the query: an author has hundreds, not millions."""
        return self.filter(holding(query))

    def for_list(self) -> Self:
        """What a list prints: the opening words in place of the text, which may be very long."""
        rows = self.select_related("question").only(*PRINTED_IN_LISTS)
        return rows.annotate(opening=Left("body", OPENING_CHARACTERS))


class Entry(PrivateModel):
    """One reflection: an answer to a question, or a free entry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries"
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revisits = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="revisited_by"
    )
    follow_up = models.SlugField(max_length=80, blank=True, help_text="Key of the prompt, if any.")
    title = models.CharField(max_length=MOST_TITLE_CHARACTERS, blank=True)
    body = models.TextField(blank=True)
    search_text = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Rises by exactly one with each save that is kept."
    )
    last_number = models.PositiveIntegerField(
        default=0,
        db_default=0,  # so that the code before this can go on writing
        editable=False,
        help_text="Of its newest revision, deleted or not.",
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="First marked Done; none for a draft."
    )
    binned_at = models.DateTimeField(null=True, blank=True, editable=False)
    partnerships = models.ManyToManyField(Partnership, related_name="entries", blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(revisits=None) | ~Q(revisits=models.F("id")),
                name="entry_does_not_revisit_itself",
            )
        ]
        indexes = [
            models.Index(fields=["author", "-started_at"], name="entry_of_author_newest"),
            models.Index(fields=["author", "-edited_at"], name="entry_of_author_edited"),
            models.Index(fields=["author", "question"], name="entry_of_author_question"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("writing:entry", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.done_at is None

    @property
    def worded_before(self) -> dict[str, Any] | None:
        """Its question as it was worded when this was begun, if a small fix came since."""
        return self.question.worded_when_begun(self.started_at) if self.question else None

    @property
    def written_on(self) -> date:
        """The day it was begun, where the site is."""
        return timezone.localdate(self.started_at)

    @staticmethod
    def searchable(title: str, body: str) -> str:
        """What `matching` looks in for an entry with this title and body."""
        return fold(f"{title}\n{body}")


class DraftSave(Receipt):
    """The receipt for one save of an entry."""

    OWNER = "entry__author"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="draft_saves")
    version = models.PositiveIntegerField(help_text="Of the working text, when this was answered.")
    conflict = models.ForeignKey(
        "journal.Revision",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the text was kept when another window had saved first.",
    )

    objects = PrivateQuerySet["DraftSave"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="draft_save_key_once_an_entry")
        ]


class RevisionQuerySet(PrivateQuerySet["Revision"]):
    def once_current(self) -> Self:
        """Texts that were the working text at some time: all but those that lost to a window."""
        return self.exclude(kind=Revision.Kind.CONFLICT)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Revision(PrivateModel):
    """An immutable earlier text of an entry."""

    OWNER = "entry__author"

    class Kind(models.TextChoices):
        DONE = "done", "When you pressed Done"
        SHARED = "shared", "When you shared it"
        GAP = "gap", "Before you came back to it"
        TAGGED = "tagged", "When you tagged a passage"
        MARKED = "marked", "When you kept a line of it"
        REPLACED = "replaced", "Before you put another text in its place"
        RESTORED = "restored", "Restored from an earlier version"
        CONFLICT = "conflict", "From another window"
        PURGED = "purged", "When you deleted the earlier ones"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="From 1, rising by one; never used again.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=MOST_TITLE_CHARACTERS, blank=True)
    body = models.TextField(blank=True)
    entry_version = models.PositiveIntegerField(
        help_text="The working text's version that this was; for a conflict, the one it began from."
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
        ]
