"""One's own partnerships."""

from django.urls import path

from . import views

app_name = "partnerships"
urlpatterns = [
    path("", views.partnership_list, name="partnership-list"),
    path("add/", views.partnership_add, name="partnership-add"),
    path("<uuid:partnership_id>/", views.partnership, name="partnership"),
    path("<uuid:partnership_id>/edit/", views.partnership_edit, name="partnership-edit"),
    path(
        "<uuid:partnership_id>/strands/",
        views.partnership_strands,
        name="partnership-strands",
    ),
    path("<uuid:partnership_id>/end/", views.partnership_end, name="partnership-end"),
    path("<uuid:partnership_id>/resume/", views.partnership_resume, name="partnership-resume"),
]
