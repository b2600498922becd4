"""The framework editor: drafts full and empty, and what is asked before anything goes."""

from __future__ import annotations

from functools import cached_property

from django.utils import timezone
from playwright.sync_api import Page

from frameworks.editing.availability import retire
from frameworks.editing.drafts import begin, begin_empty
from frameworks.models import Element, Framework

from .demo import ENDLESS, Demo
from .looks import POSTS_ONLY, Look, Looks, press, unfilled


class EditingWorld(Demo):
    """Frameworks with a draft, by key."""

    @cached_property
    def drafted(self) -> str:
        framework = Framework.objects.get(key=self.factors)
        return begin(framework, by=self.admin, at=timezone.now()).framework.key

    @cached_property
    def begun_empty(self) -> str:
        fields = {"kind": "grouped", "subject": "partnership", "by": self.admin}
        return begin_empty(ENDLESS, at=timezone.now(), **fields).framework.key

    a_group, an_element = "outcomes", "trust_in_others_leadership"
    levels_kept_of = "maturity_stages"

    @cached_property
    def drafted_levels(self) -> str:
        framework = Framework.objects.get(key=self.levels)
        return begin(framework, by=self.admin, at=timezone.now()).framework.key

    @cached_property
    def long_one(self) -> str:
        """Four groups of twenty-five."""
        draft = begin_empty(
            "A long list", "grouped", "partnership", by=self.admin, at=timezone.now()
        )
        for n in range(4):
            group = draft.groups.create(key=f"g{n}", name=f"Group {n} {ENDLESS}", position=n + 1)
            Element.objects.bulk_create(
                Element(edition=draft, group=group, key=f"e{at}", position=at, name=f"Element {at}")
                for at in range(n * 25 + 1, n * 25 + 26)
            )
        return draft.framework.key

    @cached_property
    def kept_wording(self) -> int:
        return self._kept(self.drafted, f"element/{self.an_element}")

    @cached_property
    def kept_gone(self) -> int:
        return self._kept(self.levels_kept_of, "element/gone")

    def _kept(self, key: str, sheet: str) -> int:
        framework = Framework.objects.get(key=key)
        return framework.kept_wordings.create(
            sheet=sheet,
            fields={"name": ENDLESS, "description": "What it says here. " * 9, "window": "x"},
            base_version=0,
            by=self.admin,
            kept_at=timezone.now(),
        ).pk

    @cached_property
    def retired_one(self) -> str:
        framework = Framework.objects.get(key="stakeholders")
        retire(framework, by=self.admin, at=timezone.now())
        return framework.key


def too_long(page: Page, world: Demo) -> None:
    """A name longer than may be, sent by its button with no script in the way."""
    page.evaluate(
        "() => { const form = document.querySelector('#sheet');"
        " form.elements.name.value = 'x'.repeat(300); }"
    )
    with page.expect_navigation():
        page.evaluate("document.querySelector('#sheet').submit()")


LOOKS: Looks = {
    "editing": [
        Look("editing:framework-list", who="admin"),
        Look("editing:framework", "with a draft", who="admin", of="drafted"),
        Look("editing:framework", "retired", who="admin", of="retired_one"),
        Look("editing:framework", "not published", who="admin", of="begun_empty"),
        Look("editing:framework-new", who="admin"),
        Look("editing:framework-new", "error", who="admin", act=unfilled("Begin")),
        Look("editing:framework-retire", who="admin", of="levels"),
        Look("editing:draft", who="admin", of="drafted"),
        Look("editing:draft", "empty", who="admin", of="begun_empty"),
        Look("editing:draft", "found", who="admin", of="drafted", query="?q=trust"),
        Look("editing:draft", "a hundred elements", who="admin", of="long_one"),
        Look("editing:draft-preview", who="admin", of="drafted"),
        Look("editing:draft-discard", who="admin", of="drafted"),
        Look("editing:words", who="admin", of="drafted_levels"),
        Look("editing:words", "empty", who="admin", of="begun_empty"),
        Look("editing:group", who="admin", of="drafted a_group"),
        Look("editing:element", who="admin", of="drafted an_element"),
        Look("editing:element", "of a scale", who="admin", of="drafted_levels one_level"),
        Look("editing:element", "error", who="admin", of="drafted an_element", act=too_long),
        Look("editing:element-split", who="admin", of="drafted an_element"),
        Look(
            "editing:element-split",
            "error",
            who="admin",
            of="drafted an_element",
            act=press("Split it"),
        ),
        Look("editing:element-merge", who="admin", of="drafted an_element"),
        Look(
            "editing:element-merge",
            "error",
            who="admin",
            of="drafted an_element",
            act=press("Merge them"),
        ),
        Look("editing:kept", who="admin", of="drafted kept_wording"),
        Look("editing:kept", "nothing to put it in", who="admin", of="levels_kept_of kept_gone"),
    ],
}

EXCUSED: dict[str, str] = {
    "editing:framework-switch": POSTS_ONLY,
    "editing:framework-bring-back": POSTS_ONLY,
    "editing:draft-begin": POSTS_ONLY,
    "editing:part-add": POSTS_ONLY,
    "editing:words-save": POSTS_ONLY,
    "editing:group-save": POSTS_ONLY,
    "editing:group-move": POSTS_ONLY,
    "editing:group-delete": POSTS_ONLY,
    "editing:element-save": POSTS_ONLY,
    "editing:element-preview": POSTS_ONLY,
    "editing:element-move": POSTS_ONLY,
    "editing:element-retire": POSTS_ONLY,
    "editing:element-bring-back": POSTS_ONLY,
    "editing:element-delete": POSTS_ONLY,
}
