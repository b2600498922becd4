"""Giving a text to an audience, and taking it back."""

from django.urls import path

from . import views

app_name = "sharing"
urlpatterns = [
    path("entry/<uuid:entry_id>/share/", views.entry_share, name="entry-share"),
    path("entry/<uuid:entry_id>/withdraw/", views.copy_withdraw, name="copy-withdraw"),
]
