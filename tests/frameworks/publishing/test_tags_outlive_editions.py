"""Whatever is edited and published, in whatever order: no tag changes its wording or disappears,
every key resolves, and counts across editions are those of a model that knows no edition.

An example is a list of deeds. The model keeps, for each key that is not offered, under which other
its tags count; it reads answers and never what the site made of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from frameworks.editing.drafts import begin, begin_again_from, discard
from frameworks.exchange.stored import published_pack
from frameworks.loading import publish_made_here
from frameworks.models import Edition, Element, Framework
from frameworks.publishing import deeds
from frameworks.publishing.carrying import bring_up_to_date
from frameworks.publishing.settling import NEW, SAME, Answers, answers_in, asked_of
from frameworks.wordings import element_now, wordings_of
from journal.models import Tag
from partnership.people.models import User
from tests.factories import make_element, make_entry, make_framework

from .conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DEEDS = (
    "tag", "tag", "tag_as_before", "reword", "reword", "rename", "retire", "retire", "bring_back",
    "add", "split", "move", "publish", "publish", "publish", "discard", "begin_again", "import",
)  # fmt: skip
Deed = tuple[str, int, int]


@dataclass
class World:
    """The site and, beside it, the model."""

    framework: Framework
    by: User
    live: set[str]
    followed_by: dict[str, str] = field(default_factory=dict)
    tags: dict[Any, tuple[str, str, str]] = field(default_factory=dict)  # key, name, definition
    written: int = 0

    def new_words(self) -> str:
        self.written += 1
        return f"Words {self.written}."

    @property
    def draft(self) -> Edition | None:
        return self.framework.editions.filter(state="draft").first()

    def some(self, draft: Edition, number: int, *, is_retired: bool = False) -> Element | None:
        """One of the draft's elements in use, or of those retired; not the last in use."""
        elements = list(draft.elements.filter(is_retired=is_retired))
        return elements[number % len(elements)] if len(elements) > (not is_retired) else None

    # Tagging

    def tag(self, one: int, _: int) -> None:
        self.tag_with(list(Element.objects.offered()), one)

    def tag_as_before(self, one: int, _: int) -> None:
        """On a page from before the last publication."""
        self.tag_with(list(Element.objects.offered_before()), one)

    def tag_with(self, elements: list[Element], one: int) -> None:
        if elements:
            element = elements[one % len(elements)]
            tag = Tag.objects.create(entry=make_entry(self.by), element=element)
            self.tags[tag.pk] = (element.key, element.name, element.description)

    # Editing

    def edit(self, one: int, **fields: Any) -> None:
        element = self.some(begin(self.framework, by=self.by, at=NOW), one)
        if element:
            Element.objects.filter(pk=element.pk).update(**fields)

    def reword(self, one: int, _: int) -> None:
        self.edit(one, description=self.new_words())

    def rename(self, one: int, _: int) -> None:
        self.edit(one, name=self.new_words().rstrip("."))

    def retire(self, one: int, _: int) -> None:
        self.edit(one, is_retired=True)

    def bring_back(self, one: int, _: int) -> None:
        element = self.some(begin(self.framework, by=self.by, at=NOW), one, is_retired=True)
        if element:
            Element.objects.filter(pk=element.pk).update(is_retired=False)

    def add(self, _: int, __: int, **fields: Any) -> None:
        draft = begin(self.framework, by=self.by, at=NOW)
        last = draft.elements.latest("position").position
        words = self.new_words()
        make_element(draft, f"made_{self.written}", name=words, position=last + 1, **fields)

    def split(self, one: int, _: int) -> None:
        element = self.some(begin(self.framework, by=self.by, at=NOW), one)
        if element:
            for _ in range(2):
                self.add(0, 0, comes_from=[element.key])
            Element.objects.filter(pk=element.pk).update(is_retired=True)

    def move(self, one: int, other: int) -> None:
        draft = begin(self.framework, by=self.by, at=NOW)
        first, second = self.some(draft, one), self.some(draft, other)
        if first and second and first != second:
            Element.objects.filter(pk=first.pk).update(position=10_000)
            Element.objects.filter(pk=second.pk).update(position=first.position)
            Element.objects.filter(pk=first.pk).update(position=second.position)

    def discard(self, _: int, __: int) -> None:
        if self.draft:
            discard(self.draft, by=self.by)

    def begin_again(self, one: int, _: int) -> None:
        if self.draft is None:
            editions = list(self.framework.editions.ever_published())
            begin_again_from(editions[one % len(editions)], by=self.by, at=NOW)

    # Publishing

    def publish(self, one: int, other: int) -> None:
        draft = self.draft
        if draft is None:
            return
        bring_up_to_date(draft, by=self.by, at=NOW)
        draft = self.draft
        assert draft
        looked = deeds.look_at(draft)
        answers = self.answer(looked, one, other)
        rows = {element.key: element.pk for element in draft.elements.all()}
        said = {
            earlier: element.key
            for element in reversed(draft.elements.filter(is_retired=False))
            for earlier in element.takes_the_place_of
        }
        try:
            deeds.publish(draft, answers=answers, seen=looked.seen, by=self.by, at=NOW)
        except (deeds.NothingChangedError, deeds.NotReadyError):
            return
        now = dict(Element.objects.filter(pk__in=rows.values()).values_list("pk", "key"))
        anew = {key for key, meaning in answers.meaning.items() if meaning == NEW}
        self.live = {now[rows[key]] if key in anew else key for key in looked.after.live}
        assert not anew & self.live
        for key, taker in said.items():
            if taker not in anew or self.followed_by.get(key) != taker:
                self.followed_by[key] = now[rows[taker]]
        for key, taker in answers.place_of.items():
            self.followed_by.pop(key, None)
            if taker:
                self.followed_by[key] = now[rows[taker]]
        for key in {*self.live, *anew}:
            self.followed_by.pop(key, None)

    def answer(self, looked: deeds.Looked, one: int, other: int) -> Answers:
        """To every question something, by the two numbers."""
        asked = asked_of(looked.changes)
        said = answers_in(looked.before, looked.after, asked)
        takers = ["", *looked.after.live]
        return Answers(
            meaning={
                key: NEW if (one + number) % 3 == 0 else SAME
                for number, key in enumerate(said.meaning)
            },
            place_of={
                key: takers[(other + 3 * number) % len(takers)]
                for number, key in enumerate(sorted(said.place_of))
            },
            part_of=said.part_of,
        )

    def import_(self, one: int, _: int) -> None:
        """An edition that comes past the draft, out of a file: the same keys in other words."""
        pack = published_pack(self.framework.key)
        assert pack
        elements = list(pack.elements)
        place = one % len(elements)
        reworded = {**vars(elements[place]), "description": self.new_words()}
        elements[place] = type(elements[place])(**reworded)
        publish_made_here(type(pack)(**{**vars(pack), "elements": tuple(elements)}), at=NOW)

    # What must hold

    def counted_under(self, key: str) -> str:
        while key not in self.live and key in self.followed_by:
            key = self.followed_by[key]
        return key

    def check(self) -> None:
        states = Counter(self.framework.editions.values_list("state", flat=True))
        assert states["draft"] <= 1
        assert states["published"] == 1
        tags = Tag.objects.owned_by(self.by)
        wordings = wordings_of([self.framework.key])
        newest = dict(
            Element.objects.filter(edition__state="published").values_list("key", "is_retired")
        )
        every = Element.objects.exclude(edition__state="draft").values_list("key", flat=True)
        assert set(every) <= newest.keys()
        assert {key for key, is_retired in newest.items() if not is_retired} == self.live
        published = {
            key: words
            for key, *words in Element.objects.offered().values_list("key", "name", "description")
        }
        kept = {}
        for tag in tags.select_related("element"):
            words = [tag.element.name, tag.element.description]
            kept[tag.pk] = (tag.element.key, *words)
            assert bool(tag.element.worded_in) == (published.get(tag.element.key) != words)
        assert kept == self.tags
        counted = Counter(
            tags.values_list(element_now("element", wordings.in_short), flat=True).order_by()
        )
        keys = dict(Element.objects.filter(pk__in=counted).values_list("pk", "key"))
        model = Counter(self.counted_under(key) for key, *_ in self.tags.values())
        assert {keys[pk]: number for pk, number in counted.items()} == model


@contextmanager
def forgotten() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def go_through(by: User, done: list[Deed]) -> None:
    with forgotten():
        framework = make_framework("words", ("one", "two", "three"))
        world = World(framework, by, {"one", "two", "three"})
        for name, one, other in done:
            deed: Callable[[int, int], None] = getattr(world, name, None) or world.import_
            deed(one, other)
        world.publish(1, 1)
        world.check()


numbers = st.integers(0, 11)
lists_of_deeds = st.lists(st.tuples(st.sampled_from(DEEDS), numbers, numbers), max_size=12)
MANY = settings(
    max_examples=300, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@MANY
@given(done=lists_of_deeds)
@example(done=[("tag", 0, 0), ("retire", 0, 0), ("publish", 0, 1), ("bring_back", 0, 0)])
@example(done=[("tag", 0, 0), ("reword", 0, 0), ("publish", 0, 0), ("begin_again", 1, 0)])
@example(done=[("tag", 0, 0), ("split", 0, 0), ("publish", 0, 2), ("retire", 2, 0)])
def test_no_tag_changes_or_disappears_and_counts_are_the_models(
    sam: User, done: list[Deed]
) -> None:
    go_through(sam, done)


def rewording_the_published(draft: Edition, *args: Any, **kwargs: Any) -> None:
    draft.framework.editions.get(number=1).elements.update(description="Improved.")
    write_elements(draft, *args, **kwargs)


write_elements, settle = deeds._write_elements, deeds.settle


def deaf_to(part: str) -> Callable[..., Any]:
    """Settles as if nothing had been answered to this question."""

    def settled(before: Any, after: Any, answers: Answers, **kwargs: Any) -> Any:
        return settle(before, after, Answers(**{**vars(answers), part: {}}), **kwargs)

    return settled


FAULTS = {
    "a published edition is reworded": ("_write_elements", rewording_the_published),
    "what left is not carried on": ("copies_of_elements", lambda *args: iter(())),
    "a new meaning keeps its key": ("settle", deaf_to("meaning")),
    "whose place is taken is not heard": ("settle", deaf_to("place_of")),
    "nobody is told of other words": ("mark_what_differs", lambda ids: None),
}


@pytest.mark.parametrize(("where", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_rule_broken_on_purpose_is_noticed(sam: User, where: str, fault: Any) -> None:
    """Or the test above would show nothing."""
    noticed = settings(MANY, phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False)
    search = noticed(given(done=lists_of_deeds)(lambda done: go_through(sam, done)))

    with mock.patch.object(deeds, where, fault), pytest.raises((AssertionError, KeyError)):
        search()
