"""Beginning a draft of an edition, and discarding one.

A framework has one draft at the most, and it belongs to every admin. Whoever acts on a framework's
editions holds the framework's row while doing so (`held`): two who begin at the same moment get the
same draft. A draft's number is where it would stand now; publishing looks again. A draft never
gives anybody anything to tag with: that is a published edition's part.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change

from ..keys import new_key
from ..models import Edition, Element, Framework, Group
from ..packs import FrameworkPack
from ..rows import (
    copies_of_elements,
    copies_of_groups,
    copy_of,
    edition_of,
    elements_of,
    groups_of,
    retired,
)


class NoDraftError(Exception):
    """There is no such draft any more: it was published, or discarded, meanwhile."""


class DraftInProgressError(Exception):
    """Another draft of this framework is being written, and nothing overwrites it."""

    def __init__(self, draft: Edition) -> None:
        super().__init__(f"“{draft.name}” has a draft already.")
        self.draft = draft


class OtherKindError(Exception):
    """The site's framework of this key is of another kind, which it stays."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(f"The site's “{framework.name}” is {framework.get_kind_display()}.")
        self.framework = framework


def draft_of(framework: Framework) -> Edition | None:
    return framework.editions.filter(state=Edition.State.DRAFT).first()


def published_of(framework: Framework) -> Edition | None:
    return framework.editions.published().first()


def next_number(framework: Framework) -> int:
    """The number of the edition after the newest, drafts included."""
    newest = framework.editions.aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def held(framework: Framework) -> Framework:
    """The framework's row, held for this transaction."""
    return Framework.objects.select_for_update().get(pk=framework.pk)


@transaction.atomic
def begin(framework: Framework, *, by: User, at: datetime) -> Edition:
    """The draft there is, or a new one in the words of the published edition."""
    framework = held(framework)
    draft = draft_of(framework)
    if draft:
        return draft
    published = published_of(framework)
    draft = _copied(published, by=by, at=at) if published else _empty(framework, by=by, at=at)
    _write_down(by, "began a draft of", framework)
    return draft


@transaction.atomic
def begin_again_from(edition: Edition, *, by: User, at: datetime) -> Edition:
    """A draft in the words of an earlier edition. What came after it is in the draft as retired.

    Raises DraftInProgressError.
    """
    framework = held(edition.framework)
    _refuse_a_second(framework)
    draft = _copied(edition, by=by, at=at)
    _write_down(by, f"began a draft from edition {edition.number} of", framework)
    return draft


def begin_empty(name: str, kind: str, subject: str, *, by: User, at: datetime) -> Edition:
    """A new framework with an empty draft. Its key is made of the name, and is forever."""
    while True:
        taken = set(Framework.objects.values_list("key", flat=True))
        key = new_key(name, taken, otherwise="framework")
        try:
            with transaction.atomic():
                framework = Framework.objects.create(
                    key=key, name=name, kind=kind, subject=subject,
                    status=Framework.Status.SUPPLEMENTARY,
                )  # fmt: skip
                draft = _empty(framework, by=by, at=at)
                _write_down(by, "began", framework)
                return draft
        except IntegrityError:
            if not Framework.objects.filter(key=key).exists():
                raise  # it was not that somebody else took the key at the same moment


@transaction.atomic
def begin_from_pack(pack: FrameworkPack, *, by: User | None, at: datetime) -> Edition:
    """A draft in a file's words: of a new framework, or of the one that has its key.

    What is in the published edition and not in the file is in the draft as retired. A framework's
    status and subject stay as they are. Raises DraftInProgressError and OtherKindError.
    """
    framework, is_new = Framework.objects.get_or_create(
        key=pack.key,
        defaults={
            "name": pack.name,
            "kind": pack.kind,
            "subject": pack.subject,
            "status": pack.status,
            "is_switched_on": pack.switched_on,
        },
    )
    framework = held(framework)
    refuse_another_kind(framework, pack.kind)
    _refuse_a_second(framework)
    published = published_of(framework)
    draft = edition_of(
        pack,
        framework,
        next_number(framework),
        begun_from=published,
        edited_at=at,
        edited_by=by,
    )
    draft.save(force_insert=True)
    groups = _made(groups_of(pack, draft))
    left_behind = published.elements.select_related("group") if published else []
    Element.objects.bulk_create(elements_of(pack, draft, groups, left_behind))
    _write_down(by, "began, from a file," if is_new else "began a draft from a file of", framework)
    return draft


@transaction.atomic
def discard(draft: Edition, *, by: User) -> None:
    """Take the draft out, with all its words. Raises NoDraftError."""
    framework = held(draft.framework)
    found = framework.editions.filter(pk=draft.pk, state=Edition.State.DRAFT).first()
    if found is None:
        raise NoDraftError
    found.delete()
    _write_down(by, "discarded the draft of", framework)


def refuse_another_kind(framework: Framework, kind: str) -> None:
    """Levels that people placed a partnership at would lose their order."""
    if framework.kind != kind:
        raise OtherKindError(framework)


def _refuse_a_second(framework: Framework) -> None:
    draft = draft_of(framework)
    if draft:
        raise DraftInProgressError(draft)


def _empty(framework: Framework, *, by: User, at: datetime) -> Edition:
    return Edition.objects.create(
        framework=framework,
        number=next_number(framework),
        name=framework.name,
        is_numbered=framework.kind == Framework.Kind.SCALE,
        edited_at=at,
        edited_by=by,
    )


def _copied(edition: Edition, *, by: User, at: datetime) -> Edition:
    """A draft in this edition's words, with what other editions have since brought, as retired."""
    framework = edition.framework
    draft = copy_of(edition, number=next_number(framework), begun_at=at, edited_by=by)
    draft.save(force_insert=True)
    groups = _made(copies_of_groups(edition.groups.all(), draft))
    elements = list(copies_of_elements(edition.elements.select_related("group"), draft, groups))
    published = published_of(framework)
    if published and published != edition:
        later = published.elements.select_related("group")
        keys = [element.key for element in elements]
        last = max((element.position for element in elements), default=0)
        elements += retired(later, draft, groups, keys=keys, after=last)
    Element.objects.bulk_create(elements)
    return draft


def _made(groups: Iterable[Group]) -> dict[str, Group]:
    return {group.key: group for group in Group.objects.bulk_create(groups)}


def _write_down(by: User | None, what: str, framework: Framework) -> None:
    write_down(by, f"{what} {framework.name}", about=Change.About.FRAMEWORK, key=framework.key)
