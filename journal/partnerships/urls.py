"""One's own partnerships."""

from django.urls import path

from journal.soon import soon

app_name = "partnerships"
urlpatterns = [
    path("", soon, name="partnership-list"),
    path("add/", soon, name="partnership-add"),
    path("<uuid:partnership_id>/", soon, name="partnership"),
    path("<uuid:partnership_id>/edit/", soon, name="partnership-edit"),
    path("<uuid:partnership_id>/end/", soon, name="partnership-end"),
]
