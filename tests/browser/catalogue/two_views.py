"""Two leaders who compare where they placed one partnership: asking, answering, side by side."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from frameworks.editing.availability import switch
from frameworks.models import Element, Framework
from journal.models import Partnership, TwoViews
from journal.partnerships.stages import say_stages
from journal.two_views.deeds import ask
from tests.factories import make_partnership

from .demo import LONG, Demo
from .looks import POSTS_ONLY, Look, Looks, open_all, press


class TwoViewsWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def compared(self) -> TwoViews:
        """Made by the demo itself."""
        return TwoViews.objects.in_force().of(self.leader).get()

    @cached_property
    def staged(self) -> Partnership:
        """On a site that has the scale of stages switched on, with a view of one strand."""
        switch(Framework.objects.get(key=self.stages), on=True, by=self.admin)
        offered = Element.objects.offered().filter(edition__framework__key__in=[self.strands])
        stages = Element.objects.offered().filter(edition__framework__key=self.stages)
        link = Partnership.objects.owned_by(self.leader).get(name__contains="transition")
        for stage, ago in ((stages[0], 90), (stages[2], 3)):
            on = timezone.localdate() - timedelta(days=ago)
            say_stages(link, dict.fromkeys(offered[:3], stage), on=on)
        return link

    @cached_property
    def mornings(self) -> Partnership:
        return Partnership.objects.owned_by(self.leader).get(name__contains="mornings")

    @cached_property
    def asked_to_compare(self) -> TwoViews:
        """By somebody with a long name for it, and not answered."""
        other = (
            self.compared.asked if self.compared.asker_id == self.leader.pk else self.compared.asker
        )
        return ask(
            make_partnership(other, "A link"), self.leader, self.compared.cohort, called=LONG
        )


LOOKS: Looks = {
    "two views": [
        Look("two_views:ask", of="mornings.pk"),
        Look("two_views:ask", "error", of="mornings.pk", act=press("Ask")),
        Look("two_views:answer", of="asked_to_compare.pk"),
        Look("two_views:answer", "error", of="asked_to_compare.pk", act=press("Agree")),
        Look("two_views:two-views", of="compared.pk", act=open_all),
        Look("partnerships:partnership-strands", of="staged.pk"),
        Look("partnerships:partnership", "stages", of="staged.pk"),
    ],
}


EXCUSED: dict[str, str] = {
    "two_views:decline": POSTS_ONLY,
    "two_views:stop": POSTS_ONLY,
}
