"""Every address of the site. Private unless the line where it opens says otherwise."""

from django.urls import include, path

urlpatterns = [
    path("", include("partnership.people.urls")),
    path("", include("frameworks.urls")),
    path("", include("journal.urls")),
]
