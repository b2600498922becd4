"""Pages that say what the words mean."""

from django.urls import path

from journal.soon import soon

app_name = "frameworks"
urlpatterns = [
    path("frameworks/", soon, name="framework-list"),
    path("frameworks/<slug:key>/", soon, name="framework"),
]
