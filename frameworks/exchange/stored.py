"""From the database to a pack: an edition as a file would have it."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import Edition, Element, Framework, Group
from ..packs import DimensionPack, ElementPack, FrameworkPack, GroupPack, SourcePack
from . import own_json
from .building import SCHEMA


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
    elements = edition.elements.filter(is_retired=False).select_related("group")
    return pack_from(edition, edition.groups.all(), elements)


def pack_from(
    edition: Edition, groups: Iterable[Group], elements: Iterable[Element]
) -> FrameworkPack:
    """The same of rows that are read already, of which each element knows its group."""
    framework = edition.framework
    live = (element for element in elements if not element.is_retired)
    return FrameworkPack(
        schema=SCHEMA,
        key=framework.key,
        name=edition.name,
        kind=framework.kind,  # type: ignore[arg-type]
        status=framework.status,  # type: ignore[arg-type]
        subject=framework.subject,  # type: ignore[arg-type]
        summary=edition.summary,
        sources=tuple(SourcePack(**source) for source in edition.sources),
        elements=tuple(_element(edition, *found) for found in enumerate(live, 1)),
        groups=tuple(
            GroupPack(key=group.key, name=group.name, order=n, description=group.description)
            for n, group in enumerate(groups, 1)
        ),
        dimensions=tuple(DimensionPack(**dimension) for dimension in edition.dimensions),
        notes=tuple(edition.notes),
        historical=edition.is_historical,
        compiled=edition.is_compiled,
        verified="partial" if edition.is_partly_verified else "full",
        switched_on=framework.is_switched_on,
    )


def _element(edition: Edition, place: int, element: Element) -> ElementPack:
    """PostgreSQL keeps no order among the keys of an object: the dimensions say it."""
    is_scale = edition.framework.kind == Framework.Kind.SCALE
    dimensions = [dimension["key"] for dimension in edition.dimensions]
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
        distinguishes={
            key: element.distinguishes[key] for key in dimensions if key in element.distinguishes
        },
        adds=element.adds,
        acts=tuple(element.acts),
        enough_when=element.enough_when,
        signs_of_more=element.signs_of_more,
        activity_question=element.activity_question,
        confirmed=element.is_confirmed,
        takes_the_place_of=tuple(element.takes_the_place_of),
        comes_from=tuple(element.comes_from),
    )
