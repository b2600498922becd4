"""Publishing a draft: from then on it is what everyone reads and tags with, and never changes.

Everything happens or nothing does, in one transaction that holds the framework's row. What is
published is what was looked at: `seen` is the digest of both editions on the page that asked, and
a draft that was changed since is looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import F, Max

from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change as Line

from ..editing.drafts import held
from ..exchange.stored import pack_from
from ..models import Edition, Element, Framework
from ..packs import FrameworkPack
from ..rows import copies_of_elements
from ..superseding import mark_what_differs
from .changes import Changes, changes_between
from .checking import Fault, faults_of
from .contents import Contents, contents_from, contents_of, rows_of
from .settling import Answers, Settled, answers_in, asked_of, settle


class PublishedAlreadyError(Exception):
    """This draft is an edition already: a button was pressed twice, or somebody was quicker."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(f"It was published as edition {edition.number}.")
        self.edition = edition


class NewerEditionError(Exception):
    """Another edition was published since the draft was begun; it has not been looked at."""

    def __init__(self, published: Edition) -> None:
        super().__init__(f"Edition {published.number} is newer.")
        self.published = published


class ChangedSinceError(Exception):
    """The draft is not what the page showed that asked to publish it."""


class NothingChangedError(Exception):
    """The draft says what is published already."""


class NotReadyError(Exception):
    """The draft breaks a rule."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.words for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Looked:
    """A draft beside what is published, as a page shows it and as it would be published."""

    draft: Edition
    base: Edition | None
    before: Contents
    after: Contents
    changes: Changes
    pack: FrameworkPack

    @cached_property
    def faults(self) -> list[Fault]:
        """What keeps it from being published."""
        return faults_of(self.pack, self.before, self.after)

    @property
    def seen(self) -> str:
        return f"{self.before.digest}{self.after.digest}"


def base_of(draft: Edition) -> Edition | None:
    """What was published when the draft was begun, or last brought up to date."""
    earlier = draft.framework.editions.ever_published()
    return earlier.filter(number__lt=draft.number).order_by("-number").first()


def newer_than(draft: Edition) -> Edition | None:
    """What was published since the draft was begun, if anything."""
    return draft.framework.editions.published().filter(number__gt=draft.number).first()


def look_at(draft: Edition) -> Looked:
    """The draft, and what it changes."""
    base = base_of(draft)
    groups, elements = rows_of(draft)
    before, after = contents_of(base), contents_from(draft, groups, elements)
    changes = changes_between(before, after)
    return Looked(draft, base, before, after, changes, pack_from(draft, groups, elements))


@transaction.atomic
def publish(
    draft: Edition, *, answers: Answers, seen: str, by: User | None, at: datetime
) -> Edition:
    """Make the draft the published edition. Raises one of the errors above."""
    framework = held(draft.framework)
    draft = Edition.objects.select_for_update().get(pk=draft.pk)
    draft.framework = framework
    if draft.state != Edition.State.DRAFT:
        raise PublishedAlreadyError(draft)
    newer = newer_than(draft)
    if newer:
        raise NewerEditionError(newer)
    looked = look_at(draft)
    if looked.seen != seen:
        raise ChangedSinceError
    if looked.faults:
        raise NotReadyError(looked.faults)
    if looked.changes.is_empty:
        raise NothingChangedError
    taken = Element.objects.filter(edition__framework=framework).values_list("key", flat=True)
    settled = settle(looked.before, looked.after, _whole(looked, answers), taken=taken)
    _write_elements(draft, looked.base, settled)
    _supersede(framework, draft, by=by, at=at)
    write_down(
        by,
        f"published edition {draft.number} of {draft.name}",
        about=Line.About.FRAMEWORK,
        key=framework.key,
    )
    return draft


def _whole(looked: Looked, answers: Answers) -> Answers:
    """What was asked and answered, and for the rest what the draft says already."""
    said = answers_in(looked.before, looked.after, asked_of(looked.changes))
    return Answers(
        meaning={key: answers.meaning.get(key, known) for key, known in said.meaning.items()},
        place_of={key: answers.place_of.get(key, known) for key, known in said.place_of.items()},
        part_of={key: answers.part_of.get(key, known) for key, known in said.part_of.items()},
    )


def _write_elements(draft: Edition, base: Edition | None, settled: Settled) -> None:
    """New keys, whose place each takes, and at the end what is retired with the words it had."""
    elements = list(draft.elements.all())
    for element in elements:
        element.key = settled.keys[element.key]
    written = {element.key for element in elements}
    groups = {group.key: group for group in draft.groups.all()}
    earlier = base.elements.select_related("group") if base else Element.objects.none()
    gone = [element for element in earlier if element.key not in written]
    carried = list(copies_of_elements(gone, draft, groups))
    for element in carried:
        element.is_retired = True
    in_order = sorted(elements, key=lambda one: (one.is_retired, one.position)) + carried
    for position, element in enumerate(in_order, 1):
        element.position = position
        element.takes_the_place_of = settled.takes_the_place_of.get(element.key, [])
        element.comes_from = settled.comes_from.get(element.key, element.comes_from)
    most = draft.elements.aggregate(most=Max("position"))["most"] or 0
    draft.elements.update(position=F("position") + most + len(in_order))  # out of the way
    fields = ["key", "position", "takes_the_place_of", "comes_from"]
    Element.objects.bulk_update(elements, fields, batch_size=200)
    Element.objects.bulk_create(carried)


def _supersede(framework: Framework, draft: Edition, *, by: User | None, at: datetime) -> None:
    framework.editions.published().update(state=Edition.State.SUPERSEDED)
    draft.state, draft.published_at, draft.published_by = Edition.State.PUBLISHED, at, by
    draft.pack_digest = ""
    draft.save()
    framework.name, framework.retired_at, framework.is_retired_here = draft.name, None, False
    framework.save(update_fields=["name", "retired_at", "is_retired_here"])
    mark_what_differs([framework.pk])
