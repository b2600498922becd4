"""The admin's desk of modules: lists, sheets, what changes, previews."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from journal.models import KeptSheet, ModuleDraft, Question
from journal.modules import deeds
from journal.modules.saving import SheetSave, save_sheet
from journal.modules.sheets import working

from .demo import ENDLESS, LONG, Demo
from .looks import POSTS_ONLY, Look, Looks, open_all, press, unfilled

ODD = f"# {LONG}\n\n![a picture](x.png) and <b>HTML</b>, [a link](javascript:x).\n\n- {ENDLESS}"


class ModulesWorld(Demo):
    """Mixed into the catalogue's world."""

    one_section, one_question, one_group, odd_section = (
        "sec_meaning",
        "pr_why",
        "personal",
        "sec_drivers",
    )
    section_kind, question_kind, group_kind = "section", "question", "group"

    @cached_property
    def module_begun(self) -> ModuleDraft:
        """With nothing in it, and a title that does not break."""
        return deeds.begin(ENDLESS, by=self.admin, at=timezone.now())

    @cached_property
    def module_changed(self) -> str:
        """The module with a draft: reworded, retired, added, and not fit to be published.

        What lost to another save is kept beside it.
        """
        assert self.sheet_kept
        question = Question.objects.get(key="pr_why")
        self._save("question/pr_why", title=question.title, parts=["What for?", LONG])
        self._save("section/sec_drivers", reading_note=ODD, thinkpiece_text=LONG)
        deeds.retire(self.module, "question/act_vision", by=self.admin, at=timezone.now())
        deeds.add_part(self.module, "section", ENDLESS, by=self.admin, at=timezone.now())
        return self.module

    @cached_property
    def module_ready(self) -> str:
        """A copy with nothing wrong, which only has to be published."""
        draft = deeds.copy(working(self.module), LONG, by=self.admin, at=timezone.now())
        return draft.key

    @cached_property
    def sheet_kept(self) -> KeptSheet:
        """What one admin sent after another had saved."""
        self._save("question/pr_role", parts=["First?"])
        self._save("question/pr_role", parts=["Second, and more of it?"])
        return KeptSheet.objects.get()

    @cached_property
    def closed_question(self) -> str:
        """Opens in a while for the leader's cohort, as a section does."""
        later = (timezone.localdate() + timedelta(days=30)).isoformat()
        self.cohort.openings = {"question/act_own_learning": later, "section/sec_drivers": later}
        self.cohort.save(update_fields=["openings"])
        return "act_own_learning"

    def _save(self, name: str, **fields: object) -> None:
        save = SheetSave(
            module_key=self.module,
            name=name,
            fields=fields,
            base_version=0,
            key=str(fields)[:60],
            window="a" * 32,
            by=self.admin,
        )
        save_sheet(save, at=timezone.now())


LOOKS: Looks = {
    "modules": [
        Look("modules:module-list", who="admin"),
        Look("modules:module-add", who="admin"),
        Look("modules:module-add", "error", who="admin", act=unfilled("Begin it")),
        Look("modules:module", "as its file has it", who="admin", of="module"),
        Look("modules:about", who="admin", of="module"),
        Look(
            "modules:part",
            "section",
            who="admin",
            of="module section_kind one_section",
            act=open_all,
        ),
        Look(
            "modules:part",
            "question",
            who="admin",
            of="module question_kind one_question",
            act=open_all,
        ),
        Look("modules:part", "group", who="admin", of="module group_kind one_group"),
        Look("modules:cohort-days", who="admin", of="module cohort.pk"),
        Look("modules:module-publish", "empty", who="admin", of="module"),
    ],
    "modules being changed": [
        Look(
            "modules:module-publish", "full", who="admin", of="module_ready", act=press("Publish")
        ),
        Look("modules:module", "full", who="admin", of="module_changed"),
        Look("modules:module", "empty", who="admin", of="module_begun.key"),
        Look("modules:module-list", "with drafts", who="admin"),
        Look(
            "modules:part",
            "section with faults",
            who="admin",
            of="module_changed section_kind odd_section",
            act=open_all,
        ),
        Look("modules:module-publish", "hindered", who="admin", of="module_changed"),
        Look("modules:module-discard", who="admin", of="module_changed"),
        Look("modules:module-preview", who="admin", of="module_changed", act=open_all),
        Look(
            "modules:question-preview",
            who="admin",
            of="module_changed question_kind one_question",
            act=open_all,
        ),
        Look("modules:kept", who="admin", of="module sheet_kept.pk", act=open_all),
    ],
}

LOOKS["what opens later"] = [
    Look("writing:question-answer", "not open yet", of="closed_question"),
    Look("writing:module", "with days", of="module"),
    Look("writing:home", "with days"),
]

EXCUSED: dict[str, str] = {
    f"modules:{name}": POSTS_ONLY
    for name in (
        "part-add",
        "front-change",
        "about-save",
        "part-save",
        "part-move",
        "part-retire",
        "part-back",
    )
}
