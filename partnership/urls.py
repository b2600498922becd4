"""Every address of the site. Private unless the line where it opens says otherwise."""

from django.urls import include, path

from frameworks.admin import site as admin_site
from partnership.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("partnership.people.urls")),
    path("", include("frameworks.urls")),
    path("manage/frameworks/", include("frameworks.exchange.urls")),
    path("manage/frameworks/", include("frameworks.publishing.urls")),
    path("", include("journal.urls")),
    path("admin/", admin_site.urls),  # admins look at frameworks, read only
]

handler400 = "partnership.errors.bad_request"
handler403 = "partnership.errors.forbidden"
handler404 = "partnership.errors.not_found"
handler500 = "partnership.errors.server_error"
