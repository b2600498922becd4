"""Signing in, the promise page, and settings of one's own."""

from django.urls import include, path

from journal.soon import soon

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("welcome/", soon, name="welcome"),
    path("settings/", soon, name="settings"),
]
