"""The leader's side: lines they were asked about."""

from django.urls import path

from . import views

app_name = "consent"
urlpatterns = [
    path("", views.lines, name="lines"),
    path("<uuid:line_id>/answer/", views.line_answer, name="line-answer"),
]
