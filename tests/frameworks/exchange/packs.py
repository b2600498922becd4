"""Frameworks that nobody would write, for formats to carry: any text, any kind, much left out."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from frameworks.packs import (
    DimensionPack,
    ElementPack,
    FrameworkPack,
    GroupPack,
    SourcePack,
    read_packs,
)


@cache
def shipped() -> dict[str, FrameworkPack]:
    return {pack.key: pack for pack in read_packs()}


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # which are refused
SIGNS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn"], exclude_characters=TURNING
) | st.sampled_from("\n\t'\"=+-@:#|,;&<")
texts = st.text(SIGNS, min_size=1, max_size=60).filter(str.strip)
long_texts = texts | st.builds(lambda text: text * 40, texts)
names = st.text(SIGNS, min_size=1, max_size=200).filter(str.strip)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
optional = st.just("") | texts
lists = st.lists(texts, max_size=2).map(tuple)
key_lists = st.lists(keys, max_size=2).map(tuple)


@st.composite
def packs(draw: st.DrawFn) -> FrameworkPack:
    kind = draw(st.sampled_from(["scale", "grouped", "factors"]))
    group_keys = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    dimension_keys = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    numbered = kind != "scale" and draw(st.booleans())
    element_keys = draw(st.lists(keys, min_size=1, max_size=4, unique=True))
    return FrameworkPack(
        schema="pwj-framework/1",
        key=draw(keys),
        name=draw(names),
        kind=kind,  # type: ignore[arg-type]
        status=draw(st.sampled_from(["core", "supplementary"])),
        subject=draw(st.sampled_from(["partnership", "partnership_strand", "own_practice"])),
        summary=draw(long_texts),
        sources=tuple(draw(st.lists(sources, min_size=1, max_size=2))),
        elements=tuple(
            ElementPack(
                key=key,
                name=draw(names),
                description=draw(long_texts),
                group=draw(st.sampled_from(group_keys)) if kind == "grouped" else "",
                order=place if kind == "scale" else 0,
                position=place if numbered else 0,
                note=draw(optional),
                example=draw(optional),
                prompt=draw(optional),
                aliases=draw(lists),
                cue_words=draw(lists),
                distinguishes={key: draw(texts) for key in dimension_keys}
                if kind == "scale"
                else {},
                adds=draw(optional),
                acts=draw(key_lists),
                enough_when=draw(optional),
                signs_of_more=draw(optional),
                activity_question=draw(st.just("") | keys),
                confirmed=draw(st.booleans()),
                takes_the_place_of=tuple(old for old in draw(key_lists) if old not in element_keys),
                comes_from=draw(key_lists),
            )
            for place, key in enumerate(element_keys, 1)
        ),
        groups=tuple(
            GroupPack(key=key, name=draw(names), order=place, description=draw(optional))
            for place, key in enumerate(group_keys, 1)
        )
        if kind == "grouped"
        else (),
        dimensions=tuple(DimensionPack(key=key, name=draw(names)) for key in dimension_keys)
        if kind == "scale"
        else (),
        notes=draw(lists),
        historical=draw(st.booleans()),
        compiled=draw(st.booleans()),
        verified=draw(st.sampled_from(["full", "partial"])),
        switched_on=draw(st.booleans()),
    )


sources = st.builds(
    SourcePack,
    citation=texts,
    basis=st.sampled_from(["reading", "published"]),
    locator=optional,
    note=optional,
    licence=optional,
)
