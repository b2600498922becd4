"""What people do before a backup and after it: run in a site with either word, prints the ids."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from frameworks.models import Element  # noqa: E402
from journal.cohorts.deeds import end  # noqa: E402
from journal.consent.deeds import answer  # noqa: E402
from journal.models import (  # noqa: E402
    Entry,
    Membership,
    Partnership,
    SharedCopy,
    SharedPlacing,
    SheetLine,
    TwoViews,
)
from journal.sharing.deeds import narrow, update_copy, withdraw  # noqa: E402
from journal.tagging.deeds import unplace_partnership  # noqa: E402
from journal.two_views.deeds import ask, decline, stop  # noqa: E402
from journal.writing.autosave import Draft, save_draft  # noqa: E402
from journal.writing.deeds import bin_entry, empty_bin  # noqa: E402
from partnership.people.models import User  # noqa: E402
from tests.factories import ask_for, compare, make_partnership, place  # noqa: E402


def before() -> None:
    """A line was asked for, and its author said that it may be read out. Leaders compare."""
    copy = SharedCopy.objects.filter(audience="cohort").order_by("pk").last()
    assert copy is not None
    facilitator = Membership.objects.facilitators().get(cohort=copy.cohort).person
    ask_for(copy, copy.body[:40], facilitator, consent=SheetLine.Consent.NAMED)
    leaders = copy.cohort.memberships.current().leaders().order_by("pk")
    one, two, three, four, five = (a_record_of(one.person) for one in leaders[:5])
    compare(one, two, copy.cohort)
    compare(three, four, copy.cohort)
    ask(five, one.author, copy.cohort, called="A link")
    print("{}")


def a_record_of(person: User) -> Partnership:
    """A partnership, placed once."""
    link = make_partnership(person)
    levels = Element.objects.offered().filter(edition__framework__key="himmelman_linkage")
    place(link, levels[0], on=timezone.localdate())
    return link


def take_views_back() -> set[str]:
    """One comparison is stopped, a level of another is taken off, an asking declined: what went."""
    before = views_kept()
    stopped, other = TwoViews.objects.in_force()
    asked = TwoViews.objects.unanswered().get()
    stop(stopped)
    placing = other.placings.filter(of_observation__is_hindsight=False).order_by("pk")[0]
    observation = placing.of_observation
    assert observation.entry is not None
    unplace_partnership(entry=observation.entry, partnership=observation.partnership)
    decline(asked)
    return before - views_kept()


def views_kept() -> set[str]:
    kept = [*TwoViews.objects.values_list("pk"), *SharedPlacing.objects.values_list("pk")]
    return {str(pk) for (pk,) in kept}


def after() -> None:
    wide = iter(SharedCopy.objects.filter(audience="cohort").order_by("pk"))
    withdrawn, narrowed, replaced = next(wide), next(wide), next(wide)
    erased = next(wide)
    line = SheetLine.objects.select_related("copy").get()
    comparing = {pk for pair in TwoViews.objects.values_list("asker", "asked") for pk in pair}
    busy = {copy.author_id for copy in (withdrawn, narrowed, replaced, erased, line.copy)}
    busy |= comparing  # else what they compare would go with them, whatever was stopped
    leaver = Membership.objects.current().leaders().exclude(person__in=busy).order_by("pk")[0]
    left = list(SharedCopy.objects.filter(author=leaver.person).values_list("pk", flat=True))

    views_gone = take_views_back()
    withdraw(entry_of(withdrawn))
    narrow(entry_of(narrowed))
    entry = entry_of(replaced)
    save_draft(
        Draft(
            author=entry.author,
            entry_id=entry.pk,
            title="",
            body="Without the sentence that should not have been there.",
            base_version=entry.version,
            key="a-key-of-its-own",
        )
    )
    update_copy(entry_of(replaced))
    bin_entry(entry_of(erased), at=timezone.now() - timedelta(days=31))
    empty_bin()
    answer(line, SheetLine.Consent.NO)
    end(leaver, by=User.objects.create_superuser("sam@example.org", name="Sam"))
    print(
        json.dumps(
            {
                "gone": [str(copy.pk) for copy in (withdrawn, replaced, erased)]
                + [*map(str, left), *sorted(views_gone)],
                "erased_entry": str(erased.entry_id),
                "narrowed": str(narrowed.pk),
                "line": str(line.pk),
                "ended": leaver.pk,
            }
        )
    )


def entry_of(copy: SharedCopy) -> Entry:
    return Entry.objects.owned_by(copy.author_id).get(pk=copy.entry_id)


if __name__ == "__main__":
    {"before": before, "after": after}[sys.argv[1]]()
