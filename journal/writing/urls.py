"""The leader's desk. Every address here is the signed-in person's own."""

from django.urls import path

from .views import (
    bin,
    draft,
    home,
    journal,
    lenses,
    module,
    prompt,
    read,
    tag_panel,
    versions,
    write,
)

app_name = "writing"
urlpatterns = [
    path("", home.home, name="home"),
    path("earlier/<uuid:entry_id>/skip/", home.earlier_skip, name="earlier-skip"),
    path("modules/<slug:key>/", module.module, name="module"),
    path("write/", write.entry_new, name="entry-new"),
    path("write/follow-up/<slug:prompt_key>/", prompt.prompt_answer, name="prompt-answer"),
    path("write/<slug:key>/", write.question_answer, name="question-answer"),
    path("entry/<uuid:entry_id>/", read.entry, name="entry"),
    path("entry/<uuid:entry_id>/replies/read/", read.replies_read, name="replies-read"),
    path("entry/<uuid:entry_id>/lenses/", lenses.lens_list, name="lens-list"),
    path("entry/<uuid:entry_id>/lenses/<slug:lens_key>/", lenses.look_again, name="look-again"),
    path("entry/<uuid:entry_id>/edit/", write.entry_edit, name="entry-edit"),
    path("entry/<uuid:entry_id>/draft/", draft.draft_save, name="draft-save"),
    path("entry/<uuid:entry_id>/panel/", tag_panel.tag_panel, name="tag-panel"),
    path("entry/<uuid:entry_id>/versions/", versions.version_list, name="version-list"),
    path("entry/<uuid:entry_id>/versions/delete/", versions.version_purge, name="version-purge"),
    path("entry/<uuid:entry_id>/versions/<int:number>/", versions.version, name="version"),
    path(
        "entry/<uuid:entry_id>/versions/<int:number>/restore/",
        versions.version_restore,
        name="version-restore",
    ),
    path("entry/<uuid:entry_id>/delete/", bin.entry_delete, name="entry-delete"),
    path("entry/<uuid:entry_id>/undelete/", bin.entry_undelete, name="entry-undelete"),
    path("journal/", journal.journal, name="journal"),
    path("journal/bin/", bin.bin_list, name="bin"),
]
