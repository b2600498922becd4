"""How a module pack becomes rows: whole or not at all, and repeating it changes nothing.

Keys are forever. What left the pack is retired, never deleted, because somebody may have answered
it; what comes back is taken into use again. A question that is reworded keeps its earlier wordings,
for those who began an answer to them. A module that was published on the site is left alone by
load_content: its pack is then what journal.modules makes of a draft. Reading and checking a pack is
in journal.packs.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from journal import markdown
from journal.models import Module, Question, QuestionGroup, Section
from journal.packs import ModulePack, PromptPack, QuestionPack, sections_behind
from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change

MOST_EARLIER_WORDINGS = 20


class TakenKeyError(Exception):
    """A question of this key belongs to another module, where it stays."""


@transaction.atomic
def load_module(pack: ModulePack) -> Module:
    """The module as the pack has it; or as it was, if it was published on this site."""
    known = Module.objects.filter(key=pack.key).first()
    if known and known.is_made_here:
        return known
    module = _bring(pack, at=timezone.now())
    if known is None or known.pack_digest != pack.digest:
        done = f"loaded the module {pack.title} from a file, with {len(pack.questions)} questions"
        write_down(None, done, about=Change.About.MODULE, key=pack.key)
    return module


@transaction.atomic
def publish_made_here(pack: ModulePack, *, by: User, at: datetime) -> Module:
    """The module as the pack has it, and this site's own from now on."""
    made_here = {"is_made_here": True, "published_at": at, "published_by": by}
    return _bring(pack, at=at, **made_here)


def _bring(pack: ModulePack, *, at: datetime, **made_here: Any) -> Module:
    module, _ = Module.objects.update_or_create(
        key=pack.key,
        defaults={
            **made_here,
            "title": pack.title,
            "introduction": pack.introduction,
            "source": asdict(pack.source),
            "frameworks_in_front": list(pack.frameworks_in_front),
            "lenses": [_prompt(lens) for lens in pack.lenses],
            "guided_shape": [_prompt(heading) for heading in pack.guided_shape],
            "pack_digest": pack.digest,
        },
    )
    sections = _load_sections(module, pack)
    groups = _load_groups(module, pack)
    _load_questions(module, pack, sections, groups, at)
    return module


def _load_sections(module: Module, pack: ModulePack) -> dict[str, Section]:
    module.sections.exclude(key__in=[s.key for s in pack.sections]).update(is_retired=True)
    return {
        section.key: Section.objects.update_or_create(
            module=module,
            key=section.key,
            defaults={
                "position": position,
                "title": section.title,
                "thinkpiece_heading": section.thinkpiece_heading,
                "reading_note": section.reading_note,
                "reading_html": markdown.as_html(section.reading_note),
                "notice": section.notice,
                "thinkpiece_text": section.thinkpiece_text,
                "thinkpiece_html": markdown.as_html(section.thinkpiece_text),
                "thinkpiece_licence": section.thinkpiece_licence,
                "opens_on": section.opens_on,
                "framework_keys": list(section.frameworks),
                "is_retired": False,
            },
        )[0]
        for position, section in enumerate(pack.sections, 1)
    }


def _load_groups(module: Module, pack: ModulePack) -> dict[str, QuestionGroup]:
    """A group that left the file stays as it is: retired questions still stand in it."""
    return {
        group.key: QuestionGroup.objects.update_or_create(
            module=module,
            key=group.key,
            defaults={
                "position": position,
                "name": group.title,
                "purpose": group.purpose,
                "note": group.note,
            },
        )[0]
        for position, group in enumerate(pack.question_groups, 1)
    }


def _load_questions(
    module: Module,
    pack: ModulePack,
    sections: dict[str, Section],
    groups: dict[str, QuestionGroup],
    at: datetime,
) -> None:
    keys = [question.key for question in pack.questions]
    module.questions.exclude(key__in=keys).update(is_retired=True)
    there = Question.objects.filter(key__in=keys).in_bulk(field_name="key")
    for item in pack.questions:
        before = there.get(item.key)
        if before and before.module_id != module.pk:
            raise TakenKeyError(f"“{item.key}” is a question of another module.")
        question, _ = Question.objects.update_or_create(
            key=item.key,
            defaults={
                "module": module,
                "group": groups[item.group],
                "position": item.position,
                "title": item.title,
                "parts": list(item.parts),
                "origin": item.origin,
                "source": {name: value for name, value in asdict(item.source).items() if value},
                "suggested_tags": list(item.suggested_tags),
                "invites_commitment": item.invites_commitment,
                "opens_on": item.opens_on,
                "earlier_wordings": _earlier_wordings(before, item, at),
                "is_retired": False,
            },
        )
        behind = sections_behind(item, pack)
        question.sections.set([sections[section.key] for section in behind])


def _earlier_wordings(
    before: Question | None, now: QuestionPack, at: datetime
) -> list[dict[str, Any]]:
    """Those that it had, and the one that this wording takes the place of."""
    if before is None:
        return []
    if (before.title, before.parts) == (now.title, list(now.parts)):
        return list(before.earlier_wordings)
    replaced = {"until": at.isoformat(), "title": before.title, "parts": before.parts}
    return [*before.earlier_wordings, replaced][-MOST_EARLIER_WORDINGS:]


def _prompt(pack: PromptPack) -> dict[str, str]:
    return {"key": pack.key, "name": pack.name, "prompt": pack.prompt}
