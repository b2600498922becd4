"""Giving a text to an audience, and taking it back."""

from django.urls import path

from . import views

app_name = "sharing"
urlpatterns = [
    path("entry/<uuid:entry_id>/share/", views.entry_share, name="entry-share"),
    path("entry/<uuid:entry_id>/widen/", views.copy_widen, name="copy-widen"),
    path("entry/<uuid:entry_id>/narrow/", views.copy_narrow, name="copy-narrow"),
    path("entry/<uuid:entry_id>/withdraw/", views.copy_withdraw, name="copy-withdraw"),
]
