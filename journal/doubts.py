"""How often a definition was found unclear: told to whoever words the frameworks.

By element and by nothing else, and of fewer than five people's texts nothing (the rule is
`Decision.objects.unclear_for_editors`). An element is its key here as it was when it was decided:
of what took its place, or was given a new meaning, nobody has said anything yet.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .models import Decision


def found_unclear(framework_key: str, keys: Collection[str]) -> Mapping[str, str]:
    """Of each of these that was, a sentence. One query."""
    whole = {f"{framework_key}/{key}": key for key in keys}
    found = Decision.objects.unclear_for_editors().filter(element_key__in=whole)
    return {
        whole[one["element_key"]]: (
            f"Facilitators found its definition unclear in {one['times']} texts "
            f"of {one['people']} people."
        )
        for one in found
    }
