"""Two leaders who compare where they placed one partnership: asking, answering, side by side."""

from __future__ import annotations

from functools import cached_property

from journal.models import Partnership, TwoViews
from journal.two_views.deeds import ask
from tests.factories import make_partnership

from .demo import LONG, Demo
from .looks import POSTS_ONLY, Look, Looks, open_all, press


class TwoViewsWorld(Demo):
    """Mixed into the catalogue's world."""

    @cached_property
    def agreed(self) -> TwoViews:
        """Made by the demo itself."""
        return TwoViews.objects.in_force().of(self.leader).get()

    @cached_property
    def mornings(self) -> Partnership:
        return Partnership.objects.owned_by(self.leader).get(name__contains="mornings")

    @cached_property
    def asked(self) -> TwoViews:
        """By somebody with a long name for it, and not answered."""
        other = self.agreed.asked if self.agreed.asker_id == self.leader.pk else self.agreed.asker
        return ask(make_partnership(other, "A link"), self.leader, self.agreed.cohort, called=LONG)


LOOKS: Looks = {
    "two views": [
        Look("two_views:ask", of="mornings.pk"),
        Look("two_views:ask", "error", of="mornings.pk", act=press("Ask")),
        Look("two_views:answer", of="asked.pk"),
        Look("two_views:answer", "error", of="asked.pk", act=press("Agree")),
        Look("two_views:two-views", of="agreed.pk", act=open_all),
    ],
}


EXCUSED: dict[str, str] = {
    "two_views:decline": POSTS_ONLY,
    "two_views:stop": POSTS_ONLY,
}
