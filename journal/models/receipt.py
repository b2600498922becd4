"""What is written down of each save, so that one that is sent twice is answered twice."""

from __future__ import annotations

from django.db import models

from journal.private import PrivateModel


class Receipt(PrivateModel):
    """One save: the same words under the same key get the same answer, and nothing is written."""

    key = models.CharField(max_length=64)
    saved_at = models.DateTimeField(help_text="When that version was saved.")
    mark = models.CharField(
        max_length=32,
        blank=True,
        default="",
        db_default="",  # so that the code before this can go on saving
        editable=False,
        help_text="Of what was sent: whether it is the same again.",
    )

    class Meta:
        abstract = True

    def is_of(self, mark: str) -> bool:
        """Whether these words were sent then; of a save from before marks were kept it is taken."""
        return self.mark in ("", mark)
