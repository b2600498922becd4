"""The site with one fault: it says "saved" before it has saved. A drill has to mind."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.db import connection
from django.utils import timezone

from partnership.wsgi import application

__all__ = ["application"]

from journal.writing.autosave import Draft, save_draft
from journal.writing.views import draft as view
from partnership.saving import Saved

SOON = 0.2


def say_so_and_then_save(draft: Draft, **words: Any) -> Saved:
    def save() -> None:
        time.sleep(SOON)
        try:
            save_draft(draft)
        finally:
            connection.close()

    threading.Thread(target=save, daemon=True).start()
    return Saved(draft.base_version + 1, timezone.now())


view.save_draft = say_so_and_then_save  # type: ignore[assignment]
