"""Addresses of the admin's desk."""

from django.urls import path

from . import views

app_name = "manage"
urlpatterns = [
    path("", views.start, name="start"),
]
