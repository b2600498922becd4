"""Commands whose last run is kept, so that an admin sees when the site was last looked after."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from .models import Run

logger = logging.getLogger(__name__)


class NotedCommand(BaseCommand):
    """A command that a timer runs. However it ends, when and whether well is noted at its end."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        went_well = False
        try:
            output = super().execute(*args, **options)
            went_well = True
        finally:
            note(self.__module__.rpartition(".")[2], went_well=went_well)
        return output


def note(command: str, *, went_well: bool) -> None:
    """Where even this cannot be written the command has said what is wrong, or a probe does."""
    now = timezone.now()
    ended = {"ended_at": now, "went_well": went_well}
    if went_well:
        ended["well_at"] = now
    try:
        Run.objects.update_or_create(command=command, defaults=ended)
    except DatabaseError:
        logger.exception("The run of a command could not be noted")
