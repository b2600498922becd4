"""What every template may print about the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The demo flag, for the sign-in page and the footer; and where a script finds the newest CSRF
    token, which is another once one has signed in again in another tab. Costs no query."""
    return {"is_demo": settings.DEMO, "csrf_cookie": settings.CSRF_COOKIE_NAME}
