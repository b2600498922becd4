"""Tagging one's own entry."""

from django.urls import path

from journal.soon import soon

app_name = "tagging"
urlpatterns = [
    path("entry/<uuid:entry_id>/tags/", soon, name="entry-tags"),
    path("entry/<uuid:entry_id>/tags/find/", soon, name="element-find"),
    path("entry/<uuid:entry_id>/tags/toggle/", soon, name="tag-toggle"),
    path("entry/<uuid:entry_id>/levels/", soon, name="level-set"),
    path("entry/<uuid:entry_id>/passages/<uuid:passage_id>/", soon, name="passage-settle"),
]
