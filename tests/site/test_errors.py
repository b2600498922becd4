"""The error pages: the site's own look, nothing looked up for a fault of ours, JSON to a script."""

import time
from unittest import mock
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from pytest_django import DjangoAssertNumQueries

from partnership import errors
from partnership.carried import signed
from partnership.people.models import User
from partnership.urls import handler400, handler403, handler404, handler500

FAULTS: dict[int, type[Exception]] = {
    400: BadRequest,
    403: PermissionDenied,
    404: Http404,
    500: RuntimeError,
}
TITLES = {
    400: "That request could not be read",
    403: "You cannot do that here",
    404: "There is no page here",
    500: "Something went wrong",
}

SCRIPT = {"accept": "application/json"}


def fail(request: HttpRequest, status: int) -> HttpResponse:
    raise FAULTS[status]


__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [path("fail/<int:status>/", fail), path("", include("partnership.urls"))]

pytestmark = [pytest.mark.urls("tests.site.test_errors"), pytest.mark.django_db]


@pytest.fixture
def browser(as_bryony: Client) -> Client:
    as_bryony.raise_request_exception = False
    return as_bryony


@pytest.mark.parametrize("status", FAULTS)
def test_a_fault_gets_a_page_of_ours(browser: Client, status: int) -> None:
    response = browser.get(f"/fail/{status}/")

    assert response.status_code == status
    page = response.content.decode()
    assert f"<title>{TITLES[status]} – Partnership journal</title>" in page
    assert f"<h1>{TITLES[status]}</h1>" in page
    assert response["Cache-Control"] == "no-store"


def test_more_than_can_be_taken_in_is_said_to_be_too_much(browser: Client) -> None:
    """Through the CSRF check, which is the first to read what was sent."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    url, words = f"/entry/{uuid4()}/edit/", {"body": "a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}

    for client in (browser, strict):
        page, answer = client.post(url, words), client.post(url, words, headers=SCRIPT)

        assert page.status_code == answer.status_code == 413
        assert "<h1>That is too much to send at once</h1>" in page.text
        assert "None of it was saved" in page.text
        assert answer.json() == {"error": "That is too much to send at once."}


@pytest.mark.parametrize("status", FAULTS)
def test_a_script_gets_json(browser: Client, status: int) -> None:
    response = browser.get(f"/fail/{status}/", headers=SCRIPT)

    assert (response.status_code, response.json()) == (status, {"error": f"{TITLES[status]}."})


@pytest.mark.parametrize("handler", [errors.server_error, errors.bad_request])
def test_a_fault_looks_nothing_up(
    handler: errors.Handler, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        page = handler(RequestFactory().get("/")).content.decode()

    assert "Sign out" not in page


def test_a_refused_form_of_nobody_s_prints_no_words() -> None:
    """It may be a stranger's page that posts here, or the page of who was signed in before."""
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/sign-in/", {"body": "Words I typed."})

    assert response.status_code == 403
    assert "<h1>That page was out of date</h1>" in response.text
    assert "Words I typed" not in response.text


@pytest.mark.parametrize("days", [1, 400])
def test_a_refused_form_is_handed_back_to_whose_page_it_is_and_to_nobody_else(
    bryony: User, saoirse: User, days: int
) -> None:
    """However long ago it was opened; and whoever signed in meanwhile in another tab."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - days * 86_400):
        sent = {"body": "Words I typed.", "whose": signed(bryony.pk)}
    seen = {}
    for person in (bryony, saoirse):
        client = Client(enforce_csrf_checks=True)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        seen[person] = "Words I typed." in client.post("/write/", sent).text

    assert seen == {bryony: True, saoirse: False}


def test_a_refused_script_is_told_why() -> None:
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/sign-in/", headers=SCRIPT)

    assert (response.status_code, response.json()) == (403, {"error": errors.STALE_PAGE})
