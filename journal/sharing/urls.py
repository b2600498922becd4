"""Giving a text to an audience, and taking it back."""

from django.urls import path

from journal.soon import soon

app_name = "sharing"
urlpatterns = [
    path("entry/<uuid:entry_id>/share/", soon, name="entry-share"),
    path("entry/<uuid:entry_id>/withdraw/", soon, name="copy-withdraw"),
]
