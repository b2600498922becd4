"""Whether a framework is offered: switched on or off, retired whole, brought back.

None of it touches a tag: what people said with a framework's words stays, and stays readable.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change

from ..models import Framework


@transaction.atomic
def switch(framework: Framework, *, on: bool, by: User) -> None:
    """Offer it, or not for the present."""
    rows = Framework.objects.filter(pk=framework.pk, is_switched_on=not on)
    if rows.update(is_switched_on=on):
        _write_down(by, "switched on" if on else "switched off", framework)


@transaction.atomic
def retire(framework: Framework, *, by: User, at: datetime) -> None:
    """Take it out of use. An update of the site does not bring it back; `bring_back` does."""
    rows = Framework.objects.filter(pk=framework.pk, retired_at=None)
    if rows.update(retired_at=at, is_retired_here=True):
        _write_down(by, "retired", framework)


@transaction.atomic
def bring_back(framework: Framework, *, by: User) -> None:
    rows = Framework.objects.filter(pk=framework.pk, retired_at__isnull=False)
    if rows.update(retired_at=None, is_retired_here=False):
        _write_down(by, "brought back", framework)


def _write_down(by: User, what: str, framework: Framework) -> None:
    write_down(by, f"{what} {framework.name}", about=Change.About.FRAMEWORK, key=framework.key)
