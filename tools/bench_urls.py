"""The site's addresses and the bare view that every page is measured against."""

from django.http import HttpResponse
from django.urls import include, path

from journal.models import Entry
from partnership.http import PersonRequest


def bare(request: PersonRequest) -> HttpResponse:
    """The least a private page can do: look up the session, list one owner's 20 newest rows."""
    rows = Entry.objects.owned_by(request.user).newest_first().values_list("pk", "started_at")
    return HttpResponse("\n".join(f"{pk} {at}" for pk, at in rows[:20]), "text/plain")


urlpatterns = [path("bare/", bare), path("", include("partnership.urls"))]
