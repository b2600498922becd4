"""Rules of sharing, each broken on purpose: a way in which words could come to the wrong eyes.

`BROKEN` maps what goes wrong, in a sentence, to a patch that makes it so. A test that passes with
any of these in place keeps nothing (drill_sharing.py goes through them all).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from journal import standing
from journal.cohorts import deeds as cohorts
from journal.models import Cohort, Entry, Membership, Reply, ReplyDraft, SharedCopy
from journal.models.cohort import CohortQuerySet, MembershipQuerySet
from journal.models.sharing import SharedCopyQuerySet
from journal.models.two_views import SharedPlacingQuerySet, TwoViewsQuerySet
from journal.partnerships import deeds as partnerships
from journal.sharing import deeds as sharing
from journal.tagging import deeds as tagging
from journal.two_views import deeds as two_views
from journal.two_views import following
from journal.writing import autosave
from journal.writing import deeds as writing

Fault = Callable[[], AbstractContextManager[Any]]
BROKEN: dict[str, Fault] = {}


def breaks(what: str, owner: Any, name: str) -> Callable[[Any], Any]:
    """The decorated function takes the place of `owner.name`; it is given the true one first."""

    def keep(wrong: Any) -> Any:
        true = getattr(owner, name)

        def put(*args: Any, **words: Any) -> Any:
            return wrong(true, *args, **words)

        BROKEN[what] = lambda: mock.patch.object(owner, name, put)
        return wrong

    return keep


# Who may read


@breaks("readers are not asked which audience it was given to", SharedCopyQuerySet, "readable_by")
def _any_audience(true: Any, self: Any, person: Any) -> Any:
    return self.in_force().filter(cohort__in=Cohort.objects.with_member(person).values("pk"))


@breaks("peers read nothing that was given to them", SharedCopyQuerySet, "readable_by")
def _only_facilitators(true: Any, self: Any, person: Any) -> Any:
    return self.in_force().filter(cohort__in=Cohort.objects.facilitated_by(person).values("pk"))


@breaks("everyone reads everything", SharedCopyQuerySet, "readable_by")
def _everyone(true: Any, self: Any, person: Any) -> Any:
    return self.all()


@breaks("whoever was in a cohort is still in it", MembershipQuerySet, "current")
def _for_ever(true: Any, self: Any) -> Any:
    return self.all()


@breaks("a facilitator who was removed still facilitates", CohortQuerySet, "facilitated_by")
def _once_a_facilitator(true: Any, self: Any, person: Any) -> Any:
    ever = Membership.objects.facilitators().filter(person=person)
    return self.filter(pk__in=ever.values("cohort"))


@breaks("a leader of one cohort is let into another", CohortQuerySet, "with_member")
def _in_any_cohort(true: Any, self: Any, person: Any) -> Any:
    return self.all() if true(self, person).exists() else true(self, person)


@breaks("what an author left behind is read on", SharedCopyQuerySet, "in_force")
def _left_behind(true: Any, self: Any) -> Any:
    return self.all()


@breaks("a desk holds what was given to peers", SharedCopyQuerySet, "for_facilitator")
def _desk_of_a_peer(true: Any, self: Any, person: Any) -> Any:
    return self.readable_by(person).exclude(author=person)


# What they read


@breaks("what is saved later is read at once", autosave, "save_draft")
def _leaks_edits(true: Any, draft: Any, **words: Any) -> Any:
    outcome = true(draft, **words)
    SharedCopy.objects.filter(entry=draft.entry_id).update(body=draft.body)
    return outcome


@breaks("an update leaves the old words", sharing, "update_copy")
def _updates_nothing(true: Any, entry: Any, **words: Any) -> Any:
    copy = sharing._given(sharing._taken(entry))
    old = {"title": copy.title, "body": copy.body, "search_text": copy.search_text}
    copy = true(entry, **words)
    SharedCopy.objects.filter(pk=copy.pk).update(**old)
    return copy


@breaks("an update adds tags and takes none off", sharing, "_copy_tags_and_levels")
def _keeps_old_tags(true: Any, giving: Any, copy: Any) -> Any:
    old = list(copy.tags.all())
    true(giving, copy)
    given = {(tag.element_id, tag.start) for tag in copy.tags.all()}
    copy.tags.bulk_create(tag for tag in old if (tag.element_id, tag.start) not in given)


@breaks("levels are not given", sharing, "_copy_tags_and_levels")
def _no_levels(true: Any, giving: Any, copy: Any) -> Any:
    true(giving, copy)
    copy.levels.all().delete()


@breaks("old words are found after an update", SharedCopy, "searchable")
def _finds_nothing_new(true: Any, title: str, body: str) -> str:
    return true("", "") if title < "zq0010" else true(title, body)


# Who it is given to


@breaks("an update lets the whole cohort read it", sharing, "update_copy")
def _widens(true: Any, entry: Any, **words: Any) -> Any:
    true(entry, **words)
    return sharing.widen(entry)


@breaks("letting the cohort read it gives the newest words", sharing, "widen")
def _gives_newer_words(true: Any, entry: Any, **words: Any) -> Any:
    true(entry, **words)
    return sharing.update_copy(entry)


@breaks("the wider audience is given first", sharing, "give")
def _gives_to_all(true: Any, entry: Any, *, audience: str, **words: Any) -> Any:
    return true(entry, audience="cohort", **words)


@breaks("narrowing changes nothing", sharing, "narrow")
def _narrows_nothing(true: Any, entry: Any) -> Any:
    return sharing._given(sharing._taken(entry))


@breaks("giving again changes who reads it", sharing, "_in_force")
def _gives_again(true: Any, entry: Any) -> Any:
    return true(entry) if entry.version > 1 else true(entry).none()


@breaks("what is in the bin can be given", sharing, "_taken")
def _from_the_bin(true: Any, entry: Any) -> Any:
    return Entry.objects.owned_by(entry.author_id).select_for_update().get(pk=entry.pk)


# Taking back


@breaks("withdrawing only says that it did", sharing, "withdraw")
def _withdraws_nothing(true: Any, entry: Any) -> bool:
    return SharedCopy.objects.filter(entry=entry).exists()


@breaks("withdrawing keeps the copy for the facilitators", sharing, "withdraw")
def _keeps_for_facilitators(true: Any, entry: Any) -> bool:
    one = SharedCopy.objects.filter(entry=entry)
    return bool(one.update(audience="facilitator", cohort_since=None))


@breaks("the bin does not withdraw", writing, "withdraw")
def _bin_keeps(true: Any, entry: Any) -> bool:
    return False


@breaks("what comes out of the bin is shared again", writing, "bring_back")
def _shares_again(true: Any, entry: Any) -> None:
    true(entry)
    cohort = Cohort.objects.taken_by(entry.author).first()
    if cohort and not SharedCopy.objects.filter(entry=entry).exists():
        sharing.give(entry, cohort=cohort, audience="facilitator")


@breaks("leaving does not withdraw", cohorts, "withdraw_all")
def _leaves_all(true: Any, person: Any, cohort: Any) -> int:
    return 0


@breaks("leaving withdraws from other cohorts too, and from other people", cohorts, "withdraw_all")
def _takes_too_much(true: Any, person: Any, cohort: Any) -> int:
    return sharing._take_back(SharedCopy.objects.filter(cohort=cohort))


@breaks("moving carries what was given along", cohorts, "move")
def _carries_along(true: Any, membership: Any, *, to: Any, **words: Any) -> Any:
    given = list(SharedCopy.objects.given_by(membership.person).prefetch_related("tags", "levels"))
    moved = true(membership, to=to, **words)
    for copy in given:
        copy.cohort = to
        copy.save(force_insert=True)
    return moved


@breaks("what is taken back takes the replies with it", sharing, "_take_back")
def _takes_replies(true: Any, copies: Any) -> int:
    Reply.objects.filter(copy__in=copies.values("pk")).delete()
    return true(copies)


@breaks("what is taken back takes half-written replies with it", sharing, "_take_back")
def _takes_drafts(true: Any, copies: Any) -> int:
    drafts = ReplyDraft.objects.across_owners(reason="broken on purpose")
    drafts.filter(copy__in=copies.values("pk")).delete()
    return true(copies)


# What the author is told


@breaks("the author is told of a cohort that they have left", standing, "_concerned")
def _tells_an_old_story(true: Any, copy: Any) -> Any:
    return [*true(copy), Membership(person=copy.author, role=Membership.Role.LEADER)]


# Two views of one partnership


@breaks("levels are seen before both agree", TwoViewsQuerySet, "in_force")
def _before_both_agree(true: Any, self: Any) -> Any:
    return self.while_both_are_there()


@breaks("whoever left goes on seeing levels", TwoViewsQuerySet, "while_both_are_there")
def _whoever_left(true: Any, self: Any) -> Any:
    return self.all()


@breaks("levels are seen by everybody", SharedPlacingQuerySet, "seen_by")
def _levels_for_all(true: Any, self: Any, person: Any) -> Any:
    return self.exclude(author=person)


@breaks("stopping only says that it did", two_views, "_stop")
def _stops_nothing(true: Any, these: Any) -> None:
    return None


@breaks("leaving goes on comparing", cohorts, "stop_all")
def _compares_on(true: Any, person: Any, cohort: Any) -> None:
    return None


@breaks("what has ended is compared on", partnerships, "stop_about")
def _ended_and_compared(true: Any, partnership: Any) -> None:
    return None


@breaks("a level placed anew is not followed", tagging, "follow")
def _follows_nothing(true: Any, observation: Any, **words: Any) -> None:
    return None


@breaks("the bin leaves levels to be seen", writing, "stop_following")
def _bin_leaves_levels(true: Any, observations: Any) -> None:
    return None


@breaks("levels in the bin are given", following, "observations_to_give")
def _gives_from_the_bin(true: Any, partnership: Any) -> Any:
    return partnership.observations.select_related("level")
