"""The framework editor: drafts full and empty, and what is asked before anything goes."""

from __future__ import annotations

from functools import cached_property

from django.utils import timezone

from frameworks.editing.availability import retire
from frameworks.editing.drafts import begin, begin_empty
from frameworks.models import Framework

from .demo import ENDLESS, Demo
from .looks import POSTS_ONLY, Look, Looks, unfilled


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

    @cached_property
    def retired_one(self) -> str:
        framework = Framework.objects.get(key="stakeholders")
        retire(framework, by=self.admin, at=timezone.now())
        return framework.key


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
        Look("editing:draft-discard", who="admin", of="drafted"),
    ],
}

EXCUSED: dict[str, str] = {
    "editing:framework-switch": POSTS_ONLY,
    "editing:framework-bring-back": POSTS_ONLY,
    "editing:draft-begin": POSTS_ONLY,
}
