"""Where a draft is edited: its list of sheets, and each sheet of it."""

from __future__ import annotations

from django.urls import reverse

from ..models import Edition


def draft_address(draft: Edition) -> str:
    """The page of the draft, where each sheet has a link."""
    return reverse("editing:draft", args=[draft.framework.key])


def sheet_address(draft: Edition, sheet: str) -> str:
    """Where this sheet is mended: "edition", "group/KEY" or "element/KEY"."""
    return draft_address(draft)
