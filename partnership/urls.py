"""Every address of the site. Private unless the line where it opens says otherwise."""

from django.urls import include, path

urlpatterns = [
    path("", include("partnership.people.urls")),
    path("", include("frameworks.urls")),
    path("", include("journal.urls")),
]

handler400 = "partnership.errors.bad_request"
handler403 = "partnership.errors.forbidden"
handler404 = "partnership.errors.not_found"
handler500 = "partnership.errors.server_error"
