"""What is written back under a shared copy, and what somebody has begun to write back.

A sent reply belongs to the author of the entry, also after they stop sharing
(docs/decisions/0008). A draft belongs to whoever writes it, also after the copy is gone: no word is
lost. It keeps whose text it was about and which question, and none of the words of that text.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from journal.models.receipt import Receipt
from journal.private import PrivateModel, PrivateQuerySet

from .entry import Entry
from .module import Question
from .sharing import SharedCopy

if TYPE_CHECKING:
    from partnership.people.models import User

SOME_WORDS_OR_NONE = Q(start=None, end=None, quote="") | (
    Q(start__isnull=False, end__gt=F("start")) & ~Q(quote="")
)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def received_by(self, person: User) -> Self:
        """What others wrote back to this person, also under a copy that was since withdrawn."""
        return self.from_others().filter(to=person)

    def from_others(self) -> Self:
        """Not what the author of an entry wrote under it themselves."""
        return self.exclude(author=models.F("to"))

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
    A reply may point at a passage of the copy: offsets in code points of the text that was given at
    `about_text_given_at`, and the words themselves.
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
    about_text_given_at = models.DateTimeField(
        null=True, blank=True, help_text="When the text that it speaks of was given."
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="By the author of the copy.")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="reply_has_words"),
            models.CheckConstraint(
                condition=SOME_WORDS_OR_NONE, name="reply_points_at_words_or_none"
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {str(self.pk)[:8]}"


class ReplyDraft(PrivateModel):
    """What one person has begun to write about one copy: a reply not sent yet, and a note to self.

    It outlives the copy, so it may point at a passage and holds none of its words. The two are one
    row, since they are written on one page and saved by one rule; the note stays when the reply is
    sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reply_drafts"
    )
    copy = models.ForeignKey(
        SharedCopy, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Whose text it is about.",
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="To self, about the text.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    about_text_given_at = models.DateTimeField(
        null=True, blank=True, help_text="When the text was given that start and end count in."
    )
    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Rises by exactly one with each save that is kept."
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PrivateQuerySet["ReplyDraft"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "author"],
                condition=Q(copy__isnull=False),
                name="reply_draft_one_a_copy",
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=F("start")),
                name="reply_draft_points_at_words_or_none",
            ),
        ]


class ReplyDraftSaveQuerySet(PrivateQuerySet["ReplyDraftSave"]):
    def conflicts(self) -> Self:
        """The texts that lost to another window's, the first one first."""
        return self.filter(is_conflict=True).order_by("pk")


class ReplyDraftSave(Receipt):
    """The receipt for one save of a draft; and the text, where another window had saved first."""

    OWNER = "draft__author"

    draft = models.ForeignKey(ReplyDraft, on_delete=models.CASCADE, related_name="saves")
    version = models.PositiveIntegerField(help_text="Of the draft, when this was answered.")
    is_conflict = models.BooleanField(default=False)
    body = models.TextField(blank=True, help_text="The text that lost to another window's.")
    note = models.TextField(blank=True, help_text="The note that lost with it.")

    objects = ReplyDraftSaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], name="reply_draft_save_key_once")
        ]
