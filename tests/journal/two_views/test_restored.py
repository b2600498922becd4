"""What was stopped, declined or taken back since a backup stays so in what is restored from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frameworks.models import Element
from journal.looking_back.hindsight import place_again
from journal.models import Cohort, Observation, Partnership, SharedPlacing, TwoViews
from journal.replaying import replay
from journal.tagging.deeds import unplace_partnership
from journal.two_views.deeds import ask, decline, stop
from partnership.ledger import Deed, Ledger
from partnership.people.models import User
from tests.factories import make_entry


@pytest.fixture(autouse=True)
def ledger(settings: Any, tmp_path: Path) -> Path:
    """One of its own: that of all the tests knows of deeds to other rows with the same numbers."""
    settings.LEDGER = own = tmp_path / "ledger"
    return own


def replayed(ledger: Path) -> dict[str, int]:
    done = replay(Ledger.read([ledger]))
    return {what: count for what, count in done.items() if count}


def test_a_comparison_that_was_stopped(agreed: TwoViews, ledger: Path) -> None:
    key = agreed.pk
    stop(agreed)
    agreed.pk = key
    agreed.save(force_insert=True)  # as the backup has it

    assert replayed(ledger) == {"views of a partnership parted": 1}
    assert not TwoViews.objects.exists()


def test_an_asking_that_was_declined(
    hers: Partnership, idris: User, autumn: Cohort, ledger: Path
) -> None:
    asked = ask(hers, idris, autumn, called="the link")
    decline(asked)
    TwoViews.objects.update(declined_at=None)
    assert TwoViews.objects.waiting_for(idris).exists()

    assert replayed(ledger) == {"views of a partnership parted": 1}
    assert not TwoViews.objects.waiting_for(idris).exists()


def test_a_level_that_was_taken_off(
    agreed: TwoViews, hers: Partnership, idris: User, ledger: Path
) -> None:
    given = SharedPlacing.objects.get(author=hers.author)
    key, observation = given.pk, Observation.objects.owned_by(hers.author).get()
    assert observation.entry is not None
    unplace_partnership(entry=observation.entry, partnership=hers)
    observation.save(force_insert=True)
    given.pk, given.of_observation = key, observation
    given.save(force_insert=True)
    assert SharedPlacing.objects.seen_by(idris).count() == 1

    assert replayed(ledger) == {"levels taken back": 1}
    assert not SharedPlacing.objects.seen_by(idris).exists()


def test_a_level_said_looking_back_that_was_taken_back(
    agreed: TwoViews, hers: Partnership, idris: User, levels: list[Element], ledger: Path
) -> None:
    later, about_on = make_entry(hers.author), date(2025, 9, 18)

    def place(level: Element | None) -> None:
        place_again(
            later=later, about_on=about_on, placed=[(hers.pk, level)], today=later.written_on
        )

    place(levels[2])
    [key] = SharedPlacing.objects.filter(is_hindsight=True).values_list("pk", flat=True)
    place(None)

    assert Ledger.read([ledger]).done_to(Deed.PLACING_TAKEN_BACK, key)
