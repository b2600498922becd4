"""Addresses of the admin's desk."""

from django.urls import path

from .views import record, start

app_name = "manage"
urlpatterns = [
    path("", start.start, name="start"),
    path("record/", record.record, name="record"),
]
