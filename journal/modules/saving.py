"""The save rule for a sheet: the promise that entries have, made to admins.

A save names the version it began from. Either that is still the sheet's version, and the sheet is
replaced; or somebody saved first, or the part is not there any more, and what was sent is kept
beside the draft (KeptSheet). Each save has a random key, whose receipt gives the same answer again.
Saves of one module wait for one another: admins are few.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from journal.models import DraftSheet, KeptSheet, Module, ModuleDraft, SheetReceipt
from partnership.people.models import User
from partnership.saving import LATEST_SAVE, Saved
from partnership.sheets import Conflict, Gone, LongTexts, Outcome, of_both

from .sheets import EMPTY, ORDER, Content, NoSuchModuleError, Working, working

BEGIN_BELOW = 2**30
GONE = "This was taken out of the module meanwhile. Your words are kept."


@dataclass(frozen=True, kw_only=True)
class SheetSave:
    """What a window sends of one sheet. `window` tells the windows of one person apart."""

    module_key: str
    name: str
    fields: Content
    base_version: int
    key: str
    window: str
    by: User


@transaction.atomic
def save_sheet(save: SheetSave, *, at: datetime) -> Outcome:
    """Keep what was sent: as the sheet, or beside it. Raises NoSuchModuleError."""
    draft = held(save.module_key, by=save.by, at=at)
    receipt = draft.receipts.filter(name=save.name, key=save.key).select_related("kept").first()
    if receipt is not None:
        return _answer_again(receipt)
    there = working(save.module_key)
    if not there.has(save.name):
        kind = save.name.partition("/")[0]
        return Gone(_keep(draft, save, {**EMPTY[kind], **save.fields}, at=at).pk, GONE)
    content = {**there.sheets[save.name], **save.fields}
    version = there.version(save.name)
    if content == there.sheets[save.name]:
        row = there.rows.get(save.name)
        return _acknowledge(draft, save, Saved(version, row.edited_at if row else at))
    if version != save.base_version:
        row = there.rows.get(save.name)
        edited_at = row.edited_at if row else draft.edited_at
        kept = _keep(draft, save, content, at=edited_at)
        _receipt(draft, save, version, edited_at, kept)
        return Conflict(version, edited_at, kept.pk)
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
    draft: ModuleDraft,
    name: str,
    content: Content,
    *,
    by: User,
    at: datetime,
    is_new: bool = False,
) -> DraftSheet:
    """The sheet with this content, one version on. Only while the draft is held.

    One that is new begins anywhere: an earlier one may have had its key before it was discarded,
    and a window that is still open on that must not pass for a window on this.
    """
    sheet = draft.sheets.filter(name=name).first() or DraftSheet(
        draft=draft, name=name, version=secrets.randbelow(BEGIN_BELOW) if is_new else 0
    )
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
def take_kept(kept: KeptSheet, *, by: User, at: datetime) -> bool:
    """What was kept becomes the sheet, which is kept in its place. False if there is none."""
    draft = held(kept.draft.key, by=by, at=at)
    there = working(draft.key)
    if not there.has(kept.name):
        return False
    replaced, version = there.sheets[kept.name], there.version(kept.name)
    write_sheet(draft, kept.name, kept.content, by=by, at=at)
    kept.content, kept.base_version, kept.kept_at = replaced, version, at
    kept.window = ""  # what is kept now is not what that window sent
    kept.save(update_fields=["content", "base_version", "kept_at", "window"])
    return True


@transaction.atomic
def take_both(kept: KeptSheet, long: LongTexts, *, by: User, at: datetime) -> bool:
    """Its long texts go below those of the sheet; it is deleted if the sheet has all of it then.

    False if there is no sheet. Raises ValidationError when one would be too long.
    """
    draft = held(kept.draft.key, by=by, at=at)
    there = working(draft.key)
    if not there.has(kept.name):
        return False
    ours, theirs = there.sheets[kept.name], kept.content
    both = of_both(_as_texts(ours, long), _as_texts(theirs, long), long)
    content = {**ours, **{name: _as_in(ours[name], text) for name, text in both.items()}}
    if content != ours:
        write_sheet(draft, kept.name, content, by=by, at=at)
    if all(name in long or ours.get(name) == said for name, said in theirs.items()):
        kept.delete()
    return True


def _as_texts(content: Content, long: LongTexts) -> dict[str, str]:
    """What a question asks is a list, a line for each in its form."""
    some = {name: content[name] for name in long if name in content}
    return {name: "\n".join(x) if isinstance(x, list) else x for name, x in some.items()}


def _as_in(before: str | list[str], text: str) -> str | list[str]:
    return text.split("\n") if isinstance(before, list) else text


def _keep(draft: ModuleDraft, save: SheetSave, content: Content, *, at: datetime) -> KeptSheet:
    """Beside the draft. What the same window sent before is in what it sends now."""
    mine = draft.kept_sheets.filter(name=save.name, by=save.by, window=save.window)
    kept = mine.first() or KeptSheet(draft=draft, name=save.name, by=save.by, window=save.window)
    kept.content, kept.base_version, kept.kept_at = content, save.base_version, at
    kept.save()
    return kept


def _acknowledge(draft: ModuleDraft, save: SheetSave, saved: Saved) -> Saved:
    _receipt(draft, save, saved.version, saved.saved_at, None)
    draft.receipts.filter(saved_at__lt=saved.saved_at - LATEST_SAVE).delete()
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
