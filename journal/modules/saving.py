"""The save rule for a sheet: the promise that entries have, made to admins.

A save names the version it began from. Either that is still the sheet's version, and the sheet is
replaced; or somebody saved first, and what was sent is kept beside it (KeptSheet). Each save has a
random key, whose receipt gives the same answer again. Saves of one module wait for one another:
admins are few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from journal.models import DraftSheet, KeptSheet, Module, ModuleDraft, SheetReceipt
from partnership.people.models import User
from partnership.saving import RECEIPTS_KEPT, Saved

from .sheets import ORDER, Content, NoSuchModuleError, Working, working


@dataclass(frozen=True, kw_only=True)
class SheetSave:
    """What a window sends of one sheet."""

    module_key: str
    name: str
    fields: Content
    base_version: int
    key: str
    by: User


@dataclass(frozen=True)
class Conflict:
    """The sheet is as somebody else left it; what was sent is kept as this."""

    version: int
    edited_at: datetime
    kept_id: UUID


class NoSuchSheetError(Exception):
    """The module has no such part."""


@transaction.atomic
def save_sheet(save: SheetSave, *, at: datetime) -> Saved | Conflict:
    """Keep what was sent: as the sheet, or beside it.

    Raises NoSuchSheetError and NoSuchModuleError.
    """
    draft = held(save.module_key, by=save.by, at=at)
    receipt = draft.receipts.filter(name=save.name, key=save.key).select_related("kept").first()
    if receipt is not None:
        return _answer_again(receipt)
    there = working(save.module_key)
    if not there.has(save.name):
        raise NoSuchSheetError(save.name)
    content = {**there.sheets[save.name], **save.fields}
    version = there.version(save.name)
    if content == there.sheets[save.name]:
        row = there.rows.get(save.name)
        return _acknowledge(draft, save, Saved(version, row.edited_at if row else at))
    if version != save.base_version:
        return _keep_both(draft, save, content, there)
    write_sheet(draft, save.name, content, by=save.by, at=at)
    return _acknowledge(draft, save, Saved(version + 1, at))


def held(key: str, *, by: User, at: datetime) -> ModuleDraft:
    """The draft's row, held for this transaction; begun if there was none."""
    draft = ModuleDraft.objects.select_for_update().filter(key=key).first()
    if draft is None:
        module = Module.objects.filter(key=key).first()
        if module is None:
            raise NoSuchModuleError(key)
        before = at - timedelta(microseconds=1)  # nothing was done to it yet
        began = {"module": module, "edited_at": before, "edited_by": by, "published_at": before}
        ModuleDraft.objects.get_or_create(key=key, defaults=began)  # whoever was first began it
        draft = ModuleDraft.objects.select_for_update().get(key=key)
    return draft


def write_sheet(
    draft: ModuleDraft, name: str, content: Content, *, by: User, at: datetime
) -> DraftSheet:
    """The sheet with this content, one version on. Only while the draft is held."""
    sheet = draft.sheets.filter(name=name).first() or DraftSheet(draft=draft, name=name, version=0)
    sheet.content, sheet.edited_at, sheet.edited_by = content, at, by
    sheet.version += 1
    sheet.save()
    draft.edited_at, draft.edited_by = at, by
    draft.save(update_fields=["edited_at", "edited_by"])
    return sheet


def change_order(
    key: str, change: Callable[[Working, Content], None], *, by: User, at: datetime
) -> None:
    """Do something to what stands where. Said as a move, so it never comes too late."""
    with transaction.atomic():
        draft = held(key, by=by, at=at)
        there = working(key)
        order = {name: list(keys) for name, keys in there.order.items()}
        change(there, order)
        if order != there.order:
            write_sheet(draft, ORDER, order, by=by, at=at)


@transaction.atomic
def take_kept(kept: KeptSheet, *, by: User, at: datetime) -> None:
    """What was kept becomes the sheet, and the sheet is kept in its place: nothing is lost."""
    draft = held(kept.draft.key, by=by, at=at)
    there = working(draft.key)
    replaced, version = there.sheets[kept.name], there.version(kept.name)
    write_sheet(draft, kept.name, kept.content, by=by, at=at)
    kept.content, kept.base_version, kept.kept_at = replaced, version, at
    kept.save(update_fields=["content", "base_version", "kept_at"])


def _keep_both(draft: ModuleDraft, save: SheetSave, content: Content, there: Working) -> Conflict:
    row = there.rows.get(save.name)
    edited_at = row.edited_at if row else draft.edited_at
    kept = KeptSheet.objects.create(
        draft=draft,
        name=save.name,
        content=content,
        base_version=save.base_version,
        kept_at=edited_at,
        by=save.by,
    )
    conflict = Conflict(there.version(save.name), edited_at, kept.pk)
    _receipt(draft, save, conflict.version, edited_at, kept)
    return conflict


def _acknowledge(draft: ModuleDraft, save: SheetSave, saved: Saved) -> Saved:
    _receipt(draft, save, saved.version, saved.saved_at, None)
    draft.receipts.filter(saved_at__lt=saved.saved_at - RECEIPTS_KEPT).delete()
    return saved


def _receipt(
    draft: ModuleDraft, save: SheetSave, version: int, at: datetime, kept: KeptSheet | None
) -> None:
    SheetReceipt.objects.create(
        draft=draft, name=save.name, key=save.key, version=version, saved_at=at, kept=kept
    )


def _answer_again(receipt: SheetReceipt) -> Saved | Conflict:
    if receipt.kept is not None:
        return Conflict(receipt.version, receipt.saved_at, receipt.kept.pk)
    return Saved(receipt.version, receipt.saved_at)
