"""Addresses of the framework editor, under /manage/frameworks/."""

from django.urls import path

from .views import drafts, frameworks

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
    path("<slug:key>/draft/discard/", drafts.draft_discard, name="draft-discard"),
]
