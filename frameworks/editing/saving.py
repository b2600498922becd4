"""The save rule for a sheet of a draft: the promise that entries have, made to admins.

A save names the version it began from. Either that is still the sheet's version, and the sheet is
replaced; or somebody saved first, or the draft was published or discarded, and what was sent is
kept beside it (KeptWording). Each save has a random key, whose receipt gives the same answer again.
All of it happens while the framework's row is held, as publishing does: admins are few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from partnership.people.models import User
from partnership.saving import LATEST_SAVE, Saved
from partnership.sheets import Conflict, Gone, LongTexts, Outcome, of_both

from ..models import DraftReceipt, Edition, Element, Framework, KeptWording
from .drafts import held
from .ordering import put_in_order
from .sheets import Sheet, columns_of, fields_of, find

GONE = "This is not in a draft any more. Your words are kept."


@dataclass(frozen=True, kw_only=True)
class SheetSave:
    """What a window sends of one sheet. `window` tells the windows of one person apart."""

    framework: Framework
    draft_id: int
    sheet: str
    fields: Mapping[str, str]
    base_version: int
    key: str
    window: str
    by: User


@transaction.atomic
def save_sheet(save: SheetSave, *, at: datetime) -> Outcome:
    """Keep what was sent: as the sheet, or beside it."""
    framework = held(save.framework)
    edition = framework.editions.filter(pk=save.draft_id).first()
    if edition is None:
        return Gone(_keep(save, at).pk, GONE)
    receipts = edition.receipts.filter(sheet=save.sheet, key=save.key)
    receipt = receipts.select_related("kept").first()
    if receipt is not None:  # published since or not: it was answered before
        return _answer_again(receipt)
    if edition.state != Edition.State.DRAFT:
        return Gone(_keep(save, at).pk, _published_in_words(edition))
    edition.framework = framework
    row = find(edition, save.sheet)
    if row is None:
        return Gone(_keep(save, at).pk, GONE)
    columns = columns_of(save.fields, row, edition)
    if not columns:
        return _acknowledge(edition, save, Saved(row.version, edition.edited_at or at))
    if row.version != save.base_version:
        kept = _keep(save, at)
        conflict = Conflict(row.version, edition.edited_at or at, kept.pk)
        _receipt(edition, save, conflict.version, conflict.edited_at, kept)
        return conflict
    write(row, columns, edition, by=save.by, at=at)
    return _acknowledge(edition, save, Saved(row.version, at))


def write(
    row: Sheet, columns: Mapping[str, object], draft: Edition, *, by: User, at: datetime
) -> None:
    """The sheet with these columns, one version on. Only while the framework is held."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "version"])
    if isinstance(row, Element) and "group" in columns:
        put_in_order(draft)
    draft.edited_at, draft.edited_by = at, by
    draft.save(update_fields=["edited_at", "edited_by"])


@transaction.atomic
def take_kept(kept: KeptWording, *, by: User, at: datetime) -> bool:
    """What was kept becomes the sheet, which is kept in its place. False if there is none."""
    there = _there(kept)
    if there is None:
        return False
    draft, row = there
    replaced, version = fields_of(row, draft), row.version
    write(row, columns_of(fields_kept(kept), row, draft), draft, by=by, at=at)
    kept.fields, kept.base_version, kept.kept_at = replaced, version, at
    kept.save(update_fields=["fields", "base_version", "kept_at"])
    return True


@transaction.atomic
def take_both(kept: KeptWording, long: LongTexts, *, by: User, at: datetime) -> bool:
    """Its long texts go below those of the sheet; it is deleted if the sheet has all of it then.

    False if there is no sheet. Raises ValidationError when one would be too long.
    """
    there = _there(kept)
    if there is None:
        return False
    draft, row = there
    ours, theirs = fields_of(row, draft), fields_kept(kept)
    rest = {name: text for name, text in theirs.items() if name not in long}
    is_all = not columns_of({**ours, **rest}, row, draft)
    columns = columns_of({**ours, **of_both(ours, theirs, long)}, row, draft)
    if columns:
        write(row, columns, draft, by=by, at=at)
    if is_all:
        kept.delete()
    return True


def _there(kept: KeptWording) -> tuple[Edition, Sheet] | None:
    """The draft and the sheet that it could go into, held."""
    framework = held(kept.framework)
    draft = framework.editions.filter(state=Edition.State.DRAFT).first()
    row = find(draft, kept.sheet) if draft else None
    if draft is None or row is None:
        return None
    draft.framework = framework
    return draft, row


def fields_kept(kept: KeptWording) -> dict[str, str]:
    """The form as it was sent, without which window that was."""
    return {name: text for name, text in kept.fields.items() if name != "window"}


def _published_in_words(edition: Edition) -> str:
    if edition.published_at is None:
        return GONE
    who = edition.published_by.name if edition.published_by else "Somebody"
    at = date_format(timezone.localtime(edition.published_at), "H:i")
    return f"{who} published a newer edition at {at}. Your words are kept."


def _keep(save: SheetSave, at: datetime) -> KeptWording:
    """Beside the draft. What the same window sent before is in what it sends now."""
    mine = KeptWording.objects.filter(framework=save.framework, sheet=save.sheet, by=save.by)
    kept = mine.filter(fields__window=save.window).first() or KeptWording(
        framework=save.framework, sheet=save.sheet, by=save.by
    )
    kept.fields = {**save.fields, "window": save.window}
    kept.base_version, kept.kept_at = save.base_version, at
    kept.save()
    return kept


def _acknowledge(draft: Edition, save: SheetSave, saved: Saved) -> Saved:
    _receipt(draft, save, saved.version, saved.saved_at, None)
    draft.receipts.filter(saved_at__lt=saved.saved_at - LATEST_SAVE).delete()
    return saved


def _receipt(
    draft: Edition, save: SheetSave, version: int, at: datetime, kept: KeptWording | None
) -> None:
    DraftReceipt.objects.create(
        edition=draft, sheet=save.sheet, key=save.key, version=version, saved_at=at, kept=kept
    )


def _answer_again(receipt: DraftReceipt) -> Saved | Conflict:
    if receipt.kept is not None:
        return Conflict(receipt.version, receipt.saved_at, receipt.kept.pk)
    return Saved(receipt.version, receipt.saved_at)
