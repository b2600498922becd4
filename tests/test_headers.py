"""What every answer carries: private pages are not stored, embedded, indexed or sent in full."""

import pytest
from django.test import Client
from django.urls import reverse


def test_private_pages_are_kept_by_nobody(as_bryony: Client) -> None:
    """A page of our own: allauth's pages forbid storing by themselves."""
    headers = as_bryony.get(reverse("writing:journal")).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    for sense in ("camera", "geolocation", "microphone"):
        assert f"{sense}=()" in headers["Permissions-Policy"]


def test_what_a_page_says_next_does_not_ride_in_a_cookie(as_bryony: Client) -> None:
    response = as_bryony.post(reverse("partnerships:partnership-add"), {"name": "Secret link"})

    assert response.status_code == 302
    assert "messages" not in response.cookies
    assert "Secret link is added." in as_bryony.get(response.url).text


@pytest.mark.once
@pytest.mark.django_db
def test_nothing_inline_runs_and_nothing_comes_from_elsewhere_or_goes_there() -> None:
    policy = Client().get(reverse("account_login")).headers["Content-Security-Policy"]

    none = ("default-src", "base-uri", "frame-ancestors", "object-src")
    ours = ("script-src", "style-src", "font-src", "connect-src", "manifest-src", "form-action")
    assert {tuple(rule.split()) for rule in policy.split(";")} == {
        *((name, "'none'") for name in none),
        *((name, "'self'") for name in ours),
        ("img-src", "'self'", "data:"),
    }


@pytest.mark.django_db
def test_pages_are_compressed_for_whoever_can_read_that() -> None:
    answer = Client(headers={"accept-encoding": "gzip"}).get(reverse("account_login"))

    assert answer.headers["Content-Encoding"] == "gzip"
