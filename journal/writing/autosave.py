"""The save rule: a text that was sent is kept, and no window overwrites another's.

A save names the version it began from. Either that is still the working text's version, and one
UPDATE replaces the text and raises the version by exactly one; or another window was first, and
the text is kept beside it as a revision marked *conflict*. Each save carries a random key, and its
receipt (DraftSave) gives the same answer to the same key, so a request that is repeated on its way
writes nothing twice. Other words under the same key, from a page that was gone back to, are a save
of their own.

The promise as a whole is docs/writing.md. Validation is journal.writing.forms, and the HTTP
answers are journal.writing.views.draft.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from journal.first_answers import first_of
from journal.follow_ups import prompt_called
from journal.models import DraftSave, Entry, ErasedEntry, Partnership, Question, Revision
from journal.models.entry import EntryQuerySet
from journal.openings import closed_to, has_own_days
from journal.revisions import keep_conflict, keep_finished, keep_revision
from journal.tagging.deeds import say_what_it_is_about
from partnership import saving
from partnership.people.models import User
from partnership.saving import Saved, mark_of

GAP = timedelta(minutes=30)


class NotSavedError(Exception):
    """Nothing was written; which of the four kinds of this it is says why."""


class NoSuchEntryError(NotSavedError):
    """There is no entry of this person's with that id, and none can be begun there."""


class UnknownQuestionError(NotSavedError):
    """The new sheet says that it answers a question which the module does not have."""


class NotOpenYetError(NotSavedError):
    """The new sheet answers a question that opens on a later day."""

    def __init__(self, opens_on: date) -> None:
        super().__init__(f"It opens on {opens_on}.")
        self.opens_on = opens_on


class EntryInBinError(NotSavedError):
    """The entry is in its author's bin, where nothing is written."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a window sends: a text, the version it began from, and a key for this one edit."""

    author: User
    entry_id: UUID
    title: str
    body: str
    base_version: int
    key: str
    question_key: str = ""
    follow_up: str = ""
    about: UUID | None = None
    looks_at: UUID | None = None
    partnerships: Collection[UUID] | None = None

    @property
    def mark(self) -> str:
        """Of what is saved with it."""
        ticked = self.partnerships
        return mark_of(self.title, self.body, None if ticked is None else sorted(map(str, ticked)))

    @property
    def text(self) -> dict[str, str]:
        """The columns that hold it."""
        return {
            "title": self.title,
            "body": self.body,
            "search_text": Entry.searchable(self.title, self.body),
        }


@dataclass(frozen=True)
class Conflict(saving.Conflict):
    """This text is kept as the revision of that number."""

    number: int


def save_draft(draft: Draft, *, at: datetime | None = None) -> Saved | Conflict:
    """Keep the text: as the working text, or beside it when another window was first.

    Raises NotSavedError, one of the four above, and has then written nothing.
    """
    at = at or timezone.now()
    try:
        with transaction.atomic():
            return _save_at_once(draft, at) or _save_with_care(draft, at)
    except IntegrityError:
        # A request with the same new id or the same key was quicker by a moment. Now its rows are
        # there to be read.
        pass
    try:
        with transaction.atomic():
            return _save_with_care(draft, at)
    except IntegrityError:
        raise NoSuchEntryError from None


def _save_at_once(draft: Draft, at: datetime) -> Saved | None:
    """Nearly every save: the version is right, and the one before it was minutes ago."""
    if draft.base_version == 0:
        return None
    recent = Entry.objects.owned_by(draft.author).filter(edited_at__gt=at - GAP)
    return _replace_text(recent, draft, at)


def _save_with_care(draft: Draft, at: datetime, *, goes_back: bool = False) -> Saved | Conflict:
    """The first save of a sheet, one after a gap, a repeated one, or one that came too late."""
    mine = Entry.objects.owned_by(draft.author)
    entry = mine.select_for_update().filter(pk=draft.entry_id).first()
    if entry is None:
        return _begin(draft, at)
    receipt = entry.draft_saves.select_related("conflict").filter(key=draft.key).first()
    if receipt is not None and receipt.is_of(draft.mark):
        return _answer_again(receipt)
    if receipt is not None:
        return _save_with_care(_as_another_edit(draft, receipt), at, goes_back=True)
    if entry.binned_at is not None:
        raise EntryInBinError
    if entry.version != draft.base_version:
        return _keep_both(entry, draft, at)
    if goes_back:
        keep_revision(entry, Revision.Kind.REPLACED, at=at)
    elif _comes_after_a_gap(entry, at):
        keep_revision(entry, Revision.Kind.GAP, at=at)
    saved = _replace_text(mine, draft, at)
    assert saved is not None, "the row is ours until the transaction ends"  # noqa: S101
    return saved


def _as_another_edit(draft: Draft, receipt: DraftSave) -> Draft:
    """What was changed on a page after it was saved: it goes on from what was saved then, unless
    that lost to another window. Sent twice it is one edit too."""
    base = draft.base_version if receipt.conflict_id else receipt.version
    return replace(draft, base_version=base, key=draft.mark)


def _replace_text(entries: EntryQuerySet, draft: Draft, at: datetime) -> Saved | None:
    """Compare and set: the text and the next version, if the version is still the one named."""
    version = draft.base_version + 1
    replaced = (
        entries.in_journal()
        .filter(pk=draft.entry_id, version=draft.base_version)
        .update(**draft.text, version=version, edited_at=at)
    )
    if not replaced:
        return None
    _set_partnerships(draft)
    return _acknowledge(draft, version, at)


def _begin(draft: Draft, at: datetime) -> Saved:
    """The first save of a new sheet. The id may be taken: then the database refuses the row."""
    if draft.base_version != 0 or ErasedEntry.objects.of(draft.entry_id).exists():
        raise NoSuchEntryError
    question_id, revisits_id = _what_it_answers(draft)
    Entry.objects.bulk_create(
        [
            Entry(
                id=draft.entry_id,
                author=draft.author,
                question_id=question_id,
                revisits_id=revisits_id,
                follow_up=draft.follow_up,
                version=1,
                started_at=at,
                edited_at=at,
                **draft.text,
            )
        ]
    )
    _set_partnerships(draft)
    return _acknowledge(draft, 1, at)


def _what_it_answers(draft: Draft) -> tuple[int | None, UUID | None]:
    """The question of the new sheet, and the earlier answer that it goes back to.

    That is the last finished one; for a follow-up, the first; for a second look, what it looks at,
    while its author has that.
    """
    if draft.follow_up:
        prompt = prompt_called(draft.follow_up)
        if prompt is None:
            raise UnknownQuestionError
        first = first_of(draft.author, prompt)
        return (first.question_id, first.pk) if first else (None, None)
    if draft.looks_at:
        mine = Entry.objects.owned_by(draft.author).filter(pk=draft.looks_at)
        return None, mine.values_list("pk", flat=True).first()
    if not draft.question_key:
        return None, None
    finished = Entry.objects.owned_by(draft.author).in_journal().finished().newest_first()
    question = (
        Question.objects.filter(key=draft.question_key)
        .select_related("module")
        .annotate(
            earlier=Subquery(finished.filter(question__key=draft.question_key).values("pk")[:1]),
            has_own_days=has_own_days(draft.author, OuterRef("module")),
        )
        .first()
    )
    if question is None:
        raise UnknownQuestionError
    own: bool = question.has_own_days  # type: ignore[attr-defined]  # the annotations above
    later = closed_to(draft.author, question.module, has_own_days=own).questions
    if question.key in later:
        raise NotOpenYetError(later[question.key])
    return question.pk, question.earlier  # type: ignore[attr-defined]  # the annotation above


def _keep_both(entry: Entry, draft: Draft, at: datetime) -> Saved | Conflict:
    """Another window saved first. The same text in both is not worth keeping twice."""
    if (entry.title, entry.body) == (draft.title, draft.body):
        return _acknowledge(draft, entry.version, entry.edited_at)
    revision = keep_conflict(
        entry, title=draft.title, body=draft.body, base_version=draft.base_version, at=at
    )
    DraftSave.objects.create(
        entry=entry,
        key=draft.key,
        version=entry.version,
        saved_at=entry.edited_at,
        mark=draft.mark,
        conflict=revision,
    )
    return Conflict(entry.version, entry.edited_at, revision.number)


def _acknowledge(draft: Draft, version: int, at: datetime) -> Saved:
    DraftSave.objects.create(
        entry_id=draft.entry_id, key=draft.key, version=version, saved_at=at, mark=draft.mark
    )
    return Saved(version, at)


def _answer_again(receipt: DraftSave) -> Saved | Conflict:
    if receipt.conflict is not None:
        return Conflict(receipt.version, receipt.saved_at, receipt.conflict.number)
    return Saved(receipt.version, receipt.saved_at)


def _comes_after_a_gap(entry: Entry, at: datetime) -> bool:
    has_words = bool(entry.body or entry.title)
    return has_words and entry.edited_at <= at - GAP


def _set_partnerships(draft: Draft) -> None:
    """What the text is about, when the window says so. Others' partnerships are passed over.

    A new answer to a prompt is about the partnership that it is asked of, until a tick is changed.
    """
    said = draft.partnerships
    if said is None and draft.about and draft.base_version == 0:
        said = [draft.about]
    if said is None:
        return
    mine = Partnership.objects.owned_by(draft.author).filter(pk__in=said)
    entry = Entry(id=draft.entry_id, author=draft.author)
    say_what_it_is_about(entry=entry, partnerships=mine)


def finish(entry: Entry, *, at: datetime | None = None) -> Revision:
    """Done: the text is kept as a revision, and the entry counts as finished from now on."""
    return keep_finished(entry, Revision.Kind.DONE, at=at)
