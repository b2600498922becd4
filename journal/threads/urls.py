"""Replies that are being written."""

from django.urls import path

from . import views

app_name = "threads"
urlpatterns = [
    path("<uuid:copy_id>/draft/", views.draft_save, name="draft-save"),
    path("<uuid:copy_id>/answer/", views.answer_send, name="answer-send"),
    path("drafts/<uuid:draft_id>/both/", views.draft_both, name="draft-both"),
]
