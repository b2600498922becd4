"""Addresses of the framework editor, under /manage/frameworks/."""

from django.urls import path

from .views import drafts, frameworks, kept, sheets, structure

WORDS, GROUP, ELEMENT = {"kind": "edition"}, {"kind": "group"}, {"kind": "element"}

GR, EL = "<slug:key>/draft/groups/<slug:item>/", "<slug:key>/draft/elements/<slug:item>/"

app_name = "editing"
urlpatterns = [
    path("", frameworks.framework_list, name="framework-list"),
    path("new/empty/", frameworks.framework_new, name="framework-new"),
    path("<slug:key>/", frameworks.framework, name="framework"),
    path("<slug:key>/switch/", frameworks.framework_switch, name="framework-switch"),
    path("<slug:key>/retire/", frameworks.framework_retire, name="framework-retire"),
    path("<slug:key>/bring-back/", frameworks.framework_bring_back, name="framework-bring-back"),
    path("<slug:key>/begin/", drafts.draft_begin, name="draft-begin"),
    path("<slug:key>/draft/", drafts.draft, name="draft"),
    path("<slug:key>/draft/preview/", drafts.draft_preview, name="draft-preview"),
    path("<slug:key>/draft/discard/", drafts.draft_discard, name="draft-discard"),
    path("<slug:key>/draft/add/", structure.part_add, name="part-add"),
    path("<slug:key>/draft/words/", sheets.sheet, WORDS, name="words"),
    path("<slug:key>/draft/words/save/", sheets.sheet_save, WORDS, name="words-save"),
    path(GR + "", sheets.sheet, GROUP, name="group"),
    path(GR + "save/", sheets.sheet_save, GROUP, name="group-save"),
    path(GR + "move/", structure.part_move, GROUP, name="group-move"),
    path(GR + "delete/", structure.group_delete, name="group-delete"),
    path(EL + "", sheets.sheet, ELEMENT, name="element"),
    path(EL + "save/", sheets.sheet_save, ELEMENT, name="element-save"),
    path(EL + "preview/", sheets.element_preview, name="element-preview"),
    path(EL + "move/", structure.part_move, ELEMENT, name="element-move"),
    path(EL + "retire/", structure.element_retire, name="element-retire"),
    path(EL + "bring-back/", structure.element_bring_back, name="element-bring-back"),
    path(EL + "delete/", structure.element_delete, name="element-delete"),
    path(EL + "split/", structure.element_split, name="element-split"),
    path(EL + "merge/", structure.element_merge, name="element-merge"),
    path("<slug:key>/kept/<int:kept_id>/", kept.kept, name="kept"),
]
