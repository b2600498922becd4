"""What every template may print about the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The demo flag, for the sign-in page and the footer. Costs no query."""
    return {"is_demo": settings.DEMO}
