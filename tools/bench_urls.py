"""The site's addresses and the two bare views that every page is measured against."""

from django.http import HttpResponse
from django.urls import include, path

from journal.models import Entry
from partnership.http import PersonRequest


def bare(request: PersonRequest) -> HttpResponse:
    """Look up the session, list one owner's 20 newest rows."""
    rows = Entry.objects.owned_by(request.user).newest_first()[:20]
    return HttpResponse("\n".join(f"{row.pk} {row.started_at}" for row in rows), "text/plain")


def barest(request: PersonRequest) -> HttpResponse:
    """The same with two columns of each row: the least that a private page can do."""
    rows = Entry.objects.owned_by(request.user).newest_first().values_list("pk", "started_at")
    return HttpResponse("\n".join(f"{pk} {at}" for pk, at in rows[:20]), "text/plain")


urlpatterns = [
    path("bare/", bare),
    path("barest/", barest),
    path("", include("partnership.urls")),
]
