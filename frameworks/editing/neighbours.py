"""An element of a draft in the list that people tag from, among those that stand around it."""

from __future__ import annotations

from ..models import Edition, Element
from ..previews import printed

NEIGHBOURS = 3  # before it, and after it


def preview_of(draft: Edition, element: Element) -> list[str]:
    """As it says now, saved or not. Needs its group and the draft's framework. Two queries."""
    around = draft.elements.live().filter(group=element.group).exclude(pk=element.pk)
    before = around.filter(position__lt=element.position).order_by("-position")[:NEIGHBOURS]
    after = around.filter(position__gt=element.position).order_by("position")[:NEIGHBOURS]
    elements = [*reversed(before), element, *after]
    draft.framework.name = draft.name
    for one in elements:
        one.edition, one.group = draft, element.group
    return printed(elements)
