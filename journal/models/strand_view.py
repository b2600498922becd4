"""At which stage the author of a partnership sees one of its strands on a day. Private.

Asked for only where the site has switched on the scale of stages (frameworks, maturity_stages). A
stage is of one strand of one partnership, never of a person, and later is not better.
"""

from __future__ import annotations

from django.db import models

from frameworks.models import Element
from journal.private import PrivateModel, PrivateQuerySet

from .partnership import Partnership


class StrandViewQuerySet(PrivateQuerySet["StrandView"]):
    pass


class StrandView(PrivateModel):
    """What was said last of a strand on a day; other days keep theirs."""

    OWNER = "partnership__author"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="strand_views"
    )
    strand = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()

    objects = StrandViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "strand", "said_on"], name="strand_view_one_a_day"
            )
        ]
