"""Signing in, the promise page, and settings of one's own."""

from django.urls import include, path

urlpatterns = [path("accounts/", include("allauth.urls"))]
