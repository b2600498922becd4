"""Addresses of publishing, under those of the admin's desk."""

from django.urls import path

from .views import changes, history

app_name = "publishing"
urlpatterns = [
    path("<slug:key>/changes/", changes.changes, name="changes"),
    path("<slug:key>/changes/up-to-date/", changes.up_to_date, name="up-to-date"),
    path("<slug:key>/history/", history.history, name="history"),
    path("<slug:key>/history/difference/", history.difference, name="difference"),
    path("<slug:key>/history/<int:number>/restore/", history.restore, name="restore"),
]
