"""Makes editions of packs. Safe to repeat: a pack whose content has not changed writes nothing.

An edition is never changed once published, so a changed pack becomes a new edition and the old one
is superseded. What left a pack is carried into the new edition as retired, so that its key always
resolves; a framework whose file left is retired whole, and one that returns is taken back into use.
What an admin retired or switched off stays so.
An edition that was made on the site is never overwritten. Everything happens or nothing does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from partnership.record.deeds import write_down
from partnership.record.models import Change

from .models import Edition, Element, Framework, Group
from .packs import CONTENT, FrameworkPack, read_packs
from .rows import edition_of, elements_of, groups_of
from .superseding import mark_what_differs

FEW = 3  # so many are named in the record


@dataclass
class LoadReport:
    """What a load did to which frameworks, by key."""

    new: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    brought_back: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    made_here: list[str] = field(default_factory=list)

    def in_short(self, names: Mapping[str, str]) -> str:
        """What changed and how, in one line; nothing when none did. Many are only counted."""
        said = [
            ("new", self.new),
            ("in a new edition", self.reworded),
            ("brought back", self.brought_back),
            ("retired", self.retired),
        ]
        return "; ".join(f"{len(keys)} {what}{_named(keys, names)}" for what, keys in said if keys)

    def lines(self) -> list[str]:
        """For a person at a console. Names what changed, counts what did not."""
        said = [
            ("new", self.new),
            ("in a new edition", self.reworded),
            ("brought back", self.brought_back),
            ("retired, since its file left", self.retired),
            ("left alone, since its published edition was made on this site", self.made_here),
        ]
        counted = f"Frameworks: {len(self.new)} new, {len(self.reworded)} in a new edition, "
        lines = [counted + f"{len(self.retired)} retired, {len(self.unchanged)} unchanged."]
        if self.unchanged or len(self.new) < 5:
            lines += [f"  {key}: {what}." for what, keys in said for key in keys]
        return lines


def _named(keys: Sequence[str], names: Mapping[str, str]) -> str:
    """ " (A, B)" of a few; nothing of many."""
    return f" ({', '.join(names.get(key, key) for key in keys)})" if len(keys) <= FEW else ""


def load_frameworks(directory: Path = CONTENT, *, at: datetime) -> LoadReport:
    """Bring the site to what the directory's packs say. PackError: nothing has been written."""
    return publish_packs(read_packs(directory), at=at)


@transaction.atomic
def publish_packs(packs: Sequence[FrameworkPack], *, at: datetime) -> LoadReport:
    """Bring the site to what these packs say; they are all of them."""
    report = LoadReport()
    frameworks = Framework.objects.in_bulk(field_name="key")
    published = {edition.framework_id: edition for edition in Edition.objects.published()}
    changed = []
    for pack in packs:
        framework = frameworks.get(pack.key)
        if framework is None:
            report.new.append(pack.key)
            changed.append(pack)
            continue
        edition = published.get(framework.pk)
        if edition and not edition.pack_digest:
            report.made_here.append(pack.key)
            continue
        if edition and edition.pack_digest == pack.digest:
            report.unchanged.append(pack.key)
        else:
            report.reworded.append(pack.key)
            changed.append(pack)
        if framework.retired_at and not framework.is_retired_here:
            report.brought_back.append(pack.key)
    _retire_those_that_left(packs, frameworks, published, at=at, report=report)
    Framework.objects.filter(key__in=report.brought_back).update(retired_at=None)
    if changed:
        _publish(changed, frameworks, at=at)
    if done := report.in_short({pack.key: pack.name for pack in packs}):
        write_down(None, f"loaded frameworks from files: {done}", about=Change.About.FRAMEWORK)
    return report


@transaction.atomic
def publish_made_here(pack: FrameworkPack, *, at: datetime) -> None:
    """A new edition of this one framework, as made on this site: load_content leaves it alone."""
    known = Framework.objects.filter(key=pack.key)
    known.update(retired_at=None, is_retired_here=False)
    _publish([pack], {framework.key: framework for framework in known}, at=at, made_here=True)


def _retire_those_that_left(
    packs: Sequence[FrameworkPack],
    frameworks: dict[str, Framework],
    published: dict[int, Edition],
    *,
    at: datetime,
    report: LoadReport,
) -> None:
    """Those whose published edition came from a pack that is no longer there."""
    for key in sorted(frameworks.keys() - {pack.key for pack in packs}):
        edition = published.get(frameworks[key].pk)
        if edition and edition.pack_digest and not frameworks[key].retired_at:
            report.retired.append(key)
    Framework.objects.filter(key__in=report.retired).update(retired_at=at, is_retired_here=False)


def _publish(
    packs: Sequence[FrameworkPack],
    frameworks: dict[str, Framework],
    *,
    at: datetime,
    made_here: bool = False,
) -> None:
    """A new published edition of each pack, in a fixed number of queries."""
    _keep_frameworks(packs, frameworks)
    mine = [frameworks[pack.key].pk for pack in packs]
    earlier = Edition.objects.filter(framework__in=mine)
    newest = dict(
        earlier.order_by()
        .values("framework")
        .annotate(newest=Max("number"))
        .values_list("framework", "newest")
    )
    left_behind = _elements_by_framework(earlier.published())
    earlier.published().update(state=Edition.State.SUPERSEDED)
    editions = Edition.objects.bulk_create(
        edition_of(
            pack,
            frameworks[pack.key],
            newest.get(frameworks[pack.key].pk, 0) + 1,
            state=Edition.State.PUBLISHED,
            published_at=at,
            pack_digest="" if made_here else pack.digest,
        )
        for pack in packs
    )
    pairs = list(zip(packs, editions, strict=True))
    made = Group.objects.bulk_create(group for pair in pairs for group in groups_of(*pair))
    groups: dict[int, dict[str, Group]] = defaultdict(dict)
    for group in made:
        groups[group.edition_id][group.key] = group
    Element.objects.bulk_create(
        element
        for pack, edition in pairs
        for element in elements_of(
            pack, edition, groups[edition.pk], left_behind.get(edition.framework_id, [])
        )
    )
    if left_behind:
        mark_what_differs(list(left_behind))


def _keep_frameworks(packs: Sequence[FrameworkPack], frameworks: dict[str, Framework]) -> None:
    """Rows for new frameworks, and the new name and so on of known ones."""
    known = []
    for pack in packs:
        if pack.key in frameworks:
            framework = frameworks[pack.key]
            known.append(framework)
        else:
            framework = Framework(key=pack.key, is_switched_on=pack.switched_on)
            frameworks[pack.key] = framework
        framework.name, framework.kind = pack.name, pack.kind
        framework.subject, framework.status = pack.subject, pack.status
    Framework.objects.bulk_update(known, ["name", "kind", "subject", "status"])
    new = [frameworks[pack.key] for pack in packs if frameworks[pack.key].pk is None]
    Framework.objects.bulk_create(new)


def _elements_by_framework(editions: Any) -> dict[int, list[Element]]:
    """The elements of these editions, retired ones too, by the framework they belong to."""
    found: dict[int, list[Element]] = {}
    elements = Element.objects.filter(edition__in=editions.values("pk"))
    for element in elements.select_related("edition", "group"):
        found.setdefault(element.edition.framework_id, []).append(element)
    return found
