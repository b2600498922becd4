"""Himmelman's levels on partnerships: which level the work needs, given where the link is.

Pure. A closer link is not a better one, so nothing here ranks, scores or averages; `position` only
says which of two levels is the closer, to tell a slip of the hand from an answer.
Writing a level down is in journal.tagging.deeds.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError

from frameworks.models import Element
from journal.models import Observation

LINKAGE = "himmelman_linkage"


def needed_level(level: Element, fit: str, needed: Element | None) -> Element | None:
    """The level the work needs, as it is stored beside the answer about fit.

    "Yes" needs what it is; "Closer" and "Lighter" may name a level on that side of it; "Not sure",
    and no answer, name none. Raises ValidationError when the level named is on the other side.
    """
    if fit == Observation.Fit.RIGHT:
        return level
    if needed is None or fit not in {Observation.Fit.CLOSER, Observation.Fit.LIGHTER}:
        return None
    if fit == Observation.Fit.CLOSER and needed.position <= level.position:
        raise ValidationError(
            f"{needed.name} is not closer than {level.name}. Choose a closer level, or leave it.",
            code="not_closer",
        )
    if fit == Observation.Fit.LIGHTER and needed.position >= level.position:
        raise ValidationError(
            f"{needed.name} is not lighter than {level.name}. Choose a lighter level, or leave it.",
            code="not_lighter",
        )
    return needed
