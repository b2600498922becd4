"""How a module pack becomes rows: whole or not at all, and repeating it changes nothing.

Keys are forever. What left the file is retired, never deleted, because somebody may have answered
it; what comes back is taken into use again. Reading and checking the file is in journal.packs.
"""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from journal.models import Module, Question, QuestionGroup, Section
from journal.packs import ModulePack, PromptPack, sections_behind
from partnership.record.deeds import write_down
from partnership.record.models import Change


@transaction.atomic
def load_module(pack: ModulePack) -> Module:
    """The module, its sections, groups and questions as the pack has them."""
    known = Module.objects.filter(key=pack.key).values_list("pack_digest", flat=True).first()
    module, _ = Module.objects.update_or_create(
        key=pack.key,
        defaults={
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
    _load_questions(module, pack, sections, groups)
    if known != pack.digest:
        done = f"loaded the module {pack.title} of a file, with {len(pack.questions)} questions"
        write_down(None, done, about=Change.About.MODULE, key=pack.key)
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
                "notice": section.notice,
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
) -> None:
    module.questions.exclude(key__in=[q.key for q in pack.questions]).update(is_retired=True)
    for item in pack.questions:
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
                "is_retired": False,
            },
        )
        behind = sections_behind(item, pack)
        question.sections.set([sections[section.key] for section in behind])


def _prompt(pack: PromptPack) -> dict[str, str]:
    return {"key": pack.key, "name": pack.name, "prompt": pack.prompt}
