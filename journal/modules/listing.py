"""The modules as their list prints them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from journal.models import DraftSheet, Module, ModuleDraft
from journal.templatetags.days import moment

from .sheets import ABOUT


@dataclass(frozen=True)
class Row:
    """One module: what it is called, where it stands, and who takes it."""

    key: str
    title: str
    standing: str
    cohorts: str
    has_changes: bool


def all_modules() -> list[Row]:
    """Published ones by title, then those only begun. Three queries."""
    drafts = {draft.key: draft for draft in ModuleDraft.objects.select_related("edited_by")}
    published = Module.objects.annotate(taken=Count("cohorts")).order_by("title")
    rows = [_published(module, drafts.pop(module.key, None)) for module in published]
    if drafts:
        about = DraftSheet.objects.filter(name=ABOUT, draft__key__in=drafts)
        titles = {sheet.draft_id: sheet.content["title"] for sheet in about}
        begun = [_begun(draft, titles.get(draft.pk, "")) for draft in drafts.values()]
        rows += sorted(begun, key=lambda row: row.title)
    return rows


def _published(module: Module, draft: ModuleDraft | None) -> Row:
    taken = module.taken  # type: ignore[attr-defined]  # the annotation above
    standing = (
        f"Published {moment(module.published_at)}."
        if module.published_at
        else "As its file has it."
    )
    changed = draft is not None and draft.has_changes
    if draft and changed:
        standing += f" {_edited(draft)}, not published."
    cohorts = "1 cohort takes it" if taken == 1 else f"{taken} cohorts take it"
    return Row(module.key, module.title, standing, cohorts if taken else "", changed)


def _begun(draft: ModuleDraft, title: str) -> Row:
    standing = f"Not published yet. {_edited(draft)}."
    return Row(draft.key, title or "A module without a title", standing, "", True)


def _edited(draft: ModuleDraft) -> str:
    by = f" by {draft.edited_by.name}" if draft.edited_by else ""
    return f"Changed {moment(draft.edited_at)}{by}"
