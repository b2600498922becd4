"""What needs an admin, as sentences, each with where to go. Never about what anyone wrote.

Each question is asked with a query of its own, whose number is fixed; a sentence is there only when
there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from frameworks.models import Edition
from journal.cohorts.listing import day_of
from journal.models import Cohort, Invitation, Module, ModuleDraft, Notice
from journal.names import in_a_row
from journal.suggested import suggesting_in_vain
from partnership.record.models import Run

from .backups import last_backup

LEFT_ALONE = timedelta(days=14)  # a draft
TOO_LONG_IN_HAND = timedelta(hours=6)  # a mail
LOOKS_BACK = timedelta(days=7)  # at mails that failed
LATE = timedelta(hours=26)  # what runs every night
MOST_NAMED = 3


@dataclass(frozen=True)
class Need:
    """A sentence, and the words and address of the link behind it."""

    words: str
    link: str
    href: str


def needs(at: datetime) -> list[Need]:
    """The most pressing first. Twelve queries."""
    return [need for ask in ASKED for need in ask(at)]


def _backup(at: datetime) -> Iterable[Need]:
    backup = last_backup()
    if backup.is_made_here and (backup.at is None or at - backup.at > LATE):
        when = f"The last backup was made on {day_of(backup.at, now=at)}." if backup.at else ""
        yield _system(when or "No backup has been made yet.", "See what to do")


def _nightly(at: datetime) -> Iterable[Need]:
    run = Run.objects.filter(command="nightly").first()
    if run is None:
        return
    if not run.went_well:
        yield _system("The nightly tidying failed when it last ran.", "See what to do")
    elif at - run.ended_at > LATE:
        when = day_of(run.ended_at, now=at)
        yield _system(f"The nightly tidying has not run since {when}.", "See what to do")


def _mail(at: datetime) -> Iterable[Need]:
    waiting = Notice.objects.waiting_since(at - TOO_LONG_IN_HAND).count()
    if waiting:
        has = "1 mail has" if waiting == 1 else f"{waiting} mails have"
        yield _system(f"{has} waited for more than six hours.", "See what to do")
    failed = Notice.objects.failed_since(at - LOOKS_BACK).exclude(kind=Notice.Kind.INVITATION)
    if count := failed.count():
        mails = "1 mail was" if count == 1 else f"{count} mails were"
        yield _system(f"{mails} given up in the last seven days.", "See what to do")


def _not_delivered(at: datetime) -> Iterable[Need]:
    count = Invitation.objects.not_delivered().count()
    if count:
        some = "1 invitation" if count == 1 else f"{count} invitations"
        href = reverse("manage:invitations") + "?which=failed"
        check = "Check the address" if count == 1 else "Check the addresses"
        yield Need(f"{some} could not be delivered.", check, href)


def _ran_out(at: datetime) -> Iterable[Need]:
    count = Invitation.objects.ran_out(at).count()
    if count:
        some = "1 invitation has" if count == 1 else f"{count} invitations have"
        href = reverse("manage:invitations") + "?which=ran-out"
        yield Need(f"{some} run out.", "Send again or take back", href)


def _nobody_facilitates(at: datetime) -> Iterable[Need]:
    names = list(Cohort.objects.without_a_facilitator().values_list("name", flat=True))
    if names:
        has = "has" if len(names) == 1 else "have"
        words = f"{few(names)} {has} no facilitator: nobody reads what is shared there."
        yield Need(words, "See the cohorts", reverse("manage:cohorts"))


def _nothing_asked(at: datetime) -> Iterable[Need]:
    """A module that asks nothing, while people take it."""
    taken = Cohort.objects.not_closed().values("module")
    asks = Module.objects.filter(questions__is_retired=False).values("pk")
    names = list(
        Module.objects.filter(pk__in=taken).exclude(pk__in=asks).values_list("title", flat=True)
    )
    if names:
        has = "has" if len(names) == 1 else "have"
        words = f"{few(names)} {has} no question, and people are taking {_it(names)}."
        yield Need(words, "See the modules", reverse("modules:module-list"))


def _suggested_in_vain(at: datetime) -> Iterable[Need]:
    """An element was retired, or means something new under a key of its own."""
    found = suggesting_in_vain()
    if not found:
        return
    titles = [f"“{question.title}”" for question in found]
    if len(found) == 1:
        words = f"{titles[0]} suggests a tag that is no longer offered."
        href = reverse("modules:part", args=[found[0].module, "question", found[0].key])
        yield Need(words, "Choose another", href)
    else:
        words = f"{few(titles)} suggest tags that are no longer offered."
        modules = {question.module for question in found}
        one = reverse("modules:module", args=[found[0].module])
        href = one if len(modules) == 1 else reverse("modules:module-list")
        yield Need(words, "Choose others", href)


def _framework_drafts(at: datetime) -> Iterable[Need]:
    drafts = list(Edition.objects.left_alone_since(at - LEFT_ALONE))
    if drafts:
        href = reverse("editing:framework-list")
        yield _left_alone([draft.name for draft in drafts], "See the frameworks", href)


def _module_drafts(at: datetime) -> Iterable[Need]:
    drafts = list(ModuleDraft.objects.left_alone_since(at - LEFT_ALONE))
    if drafts:
        names = [draft.module.title if draft.module else draft.key for draft in drafts]
        yield _left_alone(names, "See the modules", reverse("modules:module-list"))


def _left_alone(names: Sequence[str], link: str, href: str) -> Need:
    has = "The draft of" if len(names) == 1 else "The drafts of"
    verb = "has" if len(names) == 1 else "have"
    days = LEFT_ALONE.days
    words = f"{has} {few(names)} {verb} been left alone for more than {days} days, unpublished."
    return Need(words, link, href)


def _system(words: str, link: str) -> Need:
    return Need(words, link, reverse("manage:system"))


def _it(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"


def few(names: Sequence[str]) -> str:
    """ "A", "A, B and C", "A, B and 3 others"."""
    if len(names) <= MOST_NAMED:
        return in_a_row(names)
    shown = names[: MOST_NAMED - 1]
    return f"{', '.join(shown)} and {len(names) - len(shown)} others"


ASKED: tuple[Callable[[datetime], Iterable[Need]], ...] = (
    _backup,
    _mail,
    _nightly,
    _nobody_facilitates,
    _nothing_asked,
    _suggested_in_vain,
    _not_delivered,
    _ran_out,
    _framework_drafts,
    _module_drafts,
)
