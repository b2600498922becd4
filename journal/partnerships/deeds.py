"""Ending a partnership: it is put away whole, and in one transaction."""

from __future__ import annotations

from django.db import transaction

from journal.models import Partnership
from journal.two_views.deeds import stop_about


@transaction.atomic
def end(partnership: Partnership) -> None:
    """Keep the day on which it ended. Nobody compares it any more; resuming asks for that anew."""
    partnership.save(update_fields=["ended_on"])
    stop_about(partnership)
