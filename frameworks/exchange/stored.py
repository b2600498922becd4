"""Between the database and a pack: a published edition as a pack, and a pack as a new edition."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import transaction

from partnership.people.models import User
from partnership.record.deeds import write_down
from partnership.record.models import Change

from ..loading import publish_made_here
from ..models import Edition, Element, Framework
from ..packs import DimensionPack, ElementPack, FrameworkPack, GroupPack, SourcePack
from . import own_json
from .building import SCHEMA
from .report import refused

EMPTY: tuple[Any, ...] = ("", (), {})


@dataclass(frozen=True)
class Outcome:
    """What an import did or would do: `new`, `edition` or `unchanged`, and to which elements."""

    what: str
    number: int
    added: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def lines(self, *, done: bool) -> list[str]:
        if self.what == "unchanged":
            return ["The site already has exactly this. Nothing to publish."]
        verb = "Published" if done else "Would publish"
        lines = [f"{verb} edition {self.number}."]
        kinds = [
            ("new", self.added),
            ("reworded", self.reworded),
            ("retired", self.retired),
            ("changed of the framework itself", self.changed),
        ]
        return lines + [f"  {said}: {', '.join(keys)}" for said, keys in kinds if keys]


def published_pack(key: str) -> FrameworkPack | None:
    """What the site has published of this framework, without what was retired from it."""
    edition = Edition.objects.published().select_related("framework").filter(framework__key=key)
    return pack_of_edition(edition[0]) if edition else None


def retired_keys(key: str) -> list[str]:
    """The elements that the published edition has as retired, which no file carries."""
    retired = Element.objects.filter(edition__framework__key=key, is_retired=True)
    return list(retired.filter(edition__state="published").values_list("key", flat=True))


def retired_names(edition: Edition) -> list[str]:
    """The elements that this edition has as retired, which no file carries."""
    return list(edition.elements.filter(is_retired=True).values_list("name", flat=True))


def whole_pack(edition: Edition) -> FrameworkPack:
    """The edition as a file, whose rules it keeps. Raises PackError, as for a draft half written.

    Every format may count on a source and an element, and would fall over a draft without.
    """
    pack = pack_of_edition(edition)
    own_json.read(own_json.write(pack), edition.framework.key)
    return pack


def pack_of_edition(edition: Edition) -> FrameworkPack:
    """The edition as a file would have it. Needs its framework fetched."""
    framework = edition.framework
    elements = edition.elements.filter(is_retired=False).select_related("group")
    return FrameworkPack(
        schema=SCHEMA,
        key=framework.key,
        name=edition.name,
        kind=framework.kind,  # type: ignore[arg-type]
        status=framework.status,  # type: ignore[arg-type]
        subject=framework.subject,  # type: ignore[arg-type]
        summary=edition.summary,
        sources=tuple(SourcePack(**source) for source in edition.sources),
        elements=tuple(_element(edition, *found) for found in enumerate(elements, 1)),
        groups=tuple(
            GroupPack(key=group.key, name=group.name, order=n, description=group.description)
            for n, group in enumerate(edition.groups.all(), 1)
        ),
        dimensions=tuple(DimensionPack(**dimension) for dimension in edition.dimensions),
        notes=tuple(edition.notes),
        historical=edition.is_historical,
        compiled=edition.is_compiled,
        verified="partial" if edition.is_partly_verified else "full",
        switched_on=framework.is_switched_on,
    )


@transaction.atomic
def bring_in(
    pack: FrameworkPack, file: str, *, at: datetime, dry: bool = False, by: User | None = None
) -> Outcome:
    """Publish the pack as a new edition made on this site, or with `dry` only say what would be.

    Raises PackError where the site's framework is of another kind: levels people placed a
    partnership at would lose their order.
    """
    framework = Framework.objects.select_for_update().filter(key=pack.key).first()
    if framework and framework.kind != pack.kind:
        message = f"is {pack.kind}, and the site's framework of this key is {framework.kind}"
        raise refused(file, pack.line, "kind", f"{message}: give the file another key")
    outcome = _outcome(pack, framework)
    if not dry and outcome.what != "unchanged":
        publish_made_here(pack, at=at)
        done = f"imported edition {outcome.number} of {pack.name} from a file"
        write_down(by, done, about=Change.About.FRAMEWORK, key=pack.key)
    return outcome


def _outcome(pack: FrameworkPack, framework: Framework | None) -> Outcome:
    if framework is None:
        return Outcome("new", 1, added=tuple(element.key for element in pack.elements))
    before = published_pack(pack.key)
    if before and before.digest == pack.digest and framework.retired_at is None:
        return Outcome("unchanged", 0)
    newest = framework.editions.order_by("-number").first()
    was = {element.key: element for element in before.elements} if before else {}
    now = {element.key: element for element in pack.elements}
    return Outcome(
        "edition",
        newest.number + 1 if newest else 1,
        added=tuple(key for key in now if key not in was),
        reworded=tuple(
            f"{key} ({_changes(was[key], now[key])})"
            for key in now
            if key in was and now[key] != was[key]
        ),
        retired=tuple(key for key in was if key not in now),
        changed=tuple(filter(None, [_changes(before, pack)])) if before else (),
    )


def _changes(before: FrameworkPack | ElementPack, after: FrameworkPack | ElementPack) -> str:
    """The fields that differ, and which of them the new words leave empty. Not the elements."""
    return ", ".join(
        f"{item.name} left empty" if getattr(after, item.name) in EMPTY else item.name
        for item in fields(before)
        if item.name not in ("elements", "line", "switched_on")
        and getattr(before, item.name) != getattr(after, item.name)
    )


def _element(edition: Edition, place: int, element: Element) -> ElementPack:
    is_scale = edition.framework.kind == Framework.Kind.SCALE
    return ElementPack(
        key=element.key,
        name=element.name,
        description=element.description,
        group=element.group.key if element.group else "",
        order=place if is_scale else 0,
        position=place if edition.is_numbered and not is_scale else 0,
        note=element.note,
        example=element.example,
        prompt=element.prompt,
        aliases=tuple(element.aliases),
        cue_words=tuple(element.cue_words),
        distinguishes=element.distinguishes,
        adds=element.adds,
        acts=tuple(element.acts),
        enough_when=element.enough_when,
        signs_of_more=element.signs_of_more,
        activity_question=element.activity_question,
        confirmed=element.is_confirmed,
        takes_the_place_of=tuple(element.takes_the_place_of),
        comes_from=tuple(element.comes_from),
    )
