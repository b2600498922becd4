"""The demo as far as it has got: what those who go on with it need to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from frameworks.models import Element
from journal.demo_extras import ExtrasPack
from journal.demo_pack import DemoPack
from journal.models import Cohort, Entry, Partnership
from partnership.people.models import User


@dataclass
class Demo:
    """What has been made so far, by the keys of the packs."""

    pack: DemoPack
    extras: ExtrasPack
    starts_on: date
    today: date
    people: Mapping[str, User]
    cohort: Cohort
    partnerships: Mapping[tuple[str, str], Partnership]
    elements: Mapping[str, Element]
    entries: dict[str, Entry]

    def at(self, day: int, clock: time) -> datetime:
        """A time on a day of the cohort, where the site is."""
        return timezone.make_aware(datetime.combine(self.on(day), clock))

    def on(self, day: int) -> date:
        return self.starts_on + timedelta(days=day)
