"""Tagging one's own entry."""

from django.urls import path

from . import views

app_name = "tagging"
urlpatterns = [
    path("entry/<uuid:entry_id>/tags/", views.entry_tags, name="entry-tags"),
    path("entry/<uuid:entry_id>/tags/find/", views.element_find, name="element-find"),
    path("entry/<uuid:entry_id>/tags/suggest/", views.element_suggest, name="element-suggest"),
    path("entry/<uuid:entry_id>/tags/toggle/", views.tag_toggle, name="tag-toggle"),
    path("entry/<uuid:entry_id>/levels/", views.level_set, name="level-set"),
    path(
        "entry/<uuid:entry_id>/passages/<uuid:passage_id>/",
        views.passage_settle,
        name="passage-settle",
    ),
]
