"""How a follow-up pack becomes rows: whole or not at all, and repeating it changes nothing.

As with a module's pack (journal.loading) keys are forever: what left the file is retired and never
deleted, since somebody may have answered it, and what comes back is taken into use again.
"""

from __future__ import annotations

from django.db import transaction

from journal.loading import TakenKeyError
from journal.models import Module, Moment, Prompt
from journal.packs import FollowUpsPack


@transaction.atomic
def load_follow_ups(pack: FollowUpsPack, module: Module) -> None:
    """The moments and prompts of this module as the pack has them."""
    module.follow_ups_digest = pack.digest
    module.save(update_fields=["follow_ups_digest"])
    _load_prompts(pack, _load_moments(pack, module), module)


def _load_moments(pack: FollowUpsPack, module: Module) -> dict[str, Moment]:
    module.moments.exclude(key__in=[one.key for one in pack.moments]).update(is_retired=True)
    return {
        one.key: Moment.objects.update_or_create(
            module=module,
            key=one.key,
            defaults={
                "position": position,
                "name": one.name,
                "offset_days": one.when.offset_days,
                "window_days": one.when.window_days,
                "is_retired": False,
            },
        )[0]
        for position, one in enumerate(pack.moments, 1)
    }


def _load_prompts(pack: FollowUpsPack, moments: dict[str, Moment], module: Module) -> None:
    keys = [one.key for one in pack.prompts]
    Prompt.objects.filter(moment__module=module).exclude(key__in=keys).update(is_retired=True)
    if Prompt.objects.filter(key__in=keys).exclude(moment__module=module).exists():
        raise TakenKeyError("A follow-up of this pack belongs to another module.")
    for one in pack.prompts:
        Prompt.objects.update_or_create(
            key=one.key,
            defaults={
                "moment": moments[one.moment],
                "position": one.position,
                "applies_to": list(one.applies_to),
                "show_earlier": one.show_earlier,
                "wording": one.wording,
                "suggested_tags": list(one.suggested_tags),
                "creates": one.creates,
                "is_retired": False,
            },
        )
