"""What is left of an erased entry: that it was erased, so that no late save makes it anew.

A device may hold a save for thirty days and send it then; the first save of a sheet makes its
entry. Here is only the hash that the ledger has (partnership.ledger), and for how long it is
needed: nothing leads from it to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import models

from partnership.ledger import Deed, hashed
from partnership.saving import LATEST_SAVE


class ErasedEntryQuerySet(models.QuerySet["ErasedEntry"]):
    def of(self, entry_id: UUID) -> ErasedEntryQuerySet:
        return self.filter(pk=hashed(Deed.ENTRY_ERASED, entry_id))

    def had_its_time(self, at: datetime) -> ErasedEntryQuerySet:
        return self.filter(erased_at__lt=at - LATEST_SAVE)

    def remember(self, entry_ids: Iterable[UUID], *, at: datetime) -> None:
        """That these were erased. In the transaction that erases them."""
        self.remember_hashes({hashed(Deed.ENTRY_ERASED, one): at for one in entry_ids})

    def remember_hashes(self, erased: Mapping[str, datetime]) -> None:
        """The same, from what the ledger says."""
        rows = [self.model(pk=hash_of_id, erased_at=at) for hash_of_id, at in erased.items()]
        self.bulk_create(rows, ignore_conflicts=True)


class ErasedEntry(models.Model):
    """That some entry was erased, and when."""

    hash_of_id = models.CharField(max_length=64, primary_key=True, editable=False)
    erased_at = models.DateTimeField()

    objects = ErasedEntryQuerySet.as_manager()

    def __str__(self) -> str:
        return f"ErasedEntry {self.pk[:8]}"
