"""What every answer carries: private pages are not stored, embedded, indexed or sent in full."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_private_pages_are_kept_by_nobody() -> None:
    headers = Client().get(reverse("account_login")).headers

    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_nothing_inline_runs_and_nothing_comes_from_elsewhere() -> None:
    policy = Client().get(reverse("account_login")).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_pages_are_compressed_for_whoever_can_read_that() -> None:
    answer = Client(headers={"accept-encoding": "gzip"}).get(reverse("account_login"))

    assert answer.headers["Content-Encoding"] == "gzip"
