"""Every address of the site. Private unless the line where it opens says otherwise."""

from django.urls import include, path

from partnership.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("partnership.people.urls")),
    path("", include("frameworks.urls")),
    path("manage/frameworks/", include("frameworks.exchange.urls")),
    path("manage/frameworks/", include("frameworks.publishing.urls")),
    path(
        "manage/frameworks/", include("frameworks.editing.urls")
    ),  # after those with a hyphen, which no key has
    path("", include("journal.urls")),
]

handler400 = "partnership.errors.bad_request"
handler403 = "partnership.errors.forbidden"
handler404 = "partnership.errors.not_found"
handler500 = "partnership.errors.server_error"
