"""Nothing that anyone typed reaches the log, whatever goes wrong while it is being handled."""

import json
import logging

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from partnership.logs import AllowListedJson, fixed_words

SECRETS = ("heliotrope", "quincunx", "marzipan", "obsidian")


def fail(request: HttpRequest, key: str) -> HttpResponse:
    """A view that goes wrong with words in every place where they could be."""
    words = request.POST["body"]
    try:
        raise IntegrityError(f"DETAIL: Failing row contains ({words}).")
    except IntegrityError as error:
        raise ValueError(f"{words} {request.GET['q']}") from error


urlpatterns = [path("fail/<slug:key>/", fail), path("", include("partnership.urls"))]


@pytest.mark.urls("tests.site.test_logs")
@pytest.mark.django_db
def test_a_failing_view_leaves_no_words(
    as_bryony: Client, caplog: pytest.LogCaptureFixture
) -> None:
    as_bryony.raise_request_exception = False

    response = as_bryony.post(
        "/fail/marzipan/?q=heliotrope",
        {"body": "quincunx"},
        headers={"referer": "https://testserver/obsidian"},
    )

    assert response.status_code == 500
    (line,) = [AllowListedJson().format(record) for record in caplog.records]
    assert not [secret for secret in SECRETS if secret in line]
    assert json.loads(line) | {"at": "", "exceptions": []} == {
        "at": "",
        "level": "ERROR",
        "logger": "django.request",
        "event": "Internal Server Error",
        "status": 500,
        "method": "POST",
        "route": "fail/<slug:key>/",
        "exceptions": [],
    }


@pytest.mark.urls("tests.site.test_logs")
@pytest.mark.django_db
def test_what_went_wrong_and_where_is_said(
    as_bryony: Client, caplog: pytest.LogCaptureFixture
) -> None:
    as_bryony.raise_request_exception = False

    as_bryony.post("/fail/marzipan/?q=heliotrope", {"body": "quincunx"})

    exceptions = json.loads(AllowListedJson().format(caplog.records[0]))["exceptions"]
    assert [error["type"] for error in exceptions] == [
        "builtins.ValueError",
        "django.db.utils.IntegrityError",
    ]
    assert exceptions[0]["where"][-1].startswith("tests/site/test_logs.py:")
    assert exceptions[0]["where"][-1].endswith(" fail")


@pytest.mark.parametrize(
    ("name", "message", "values", "kept"),
    [
        ("django.request", "Not Found: %s", ("/marzipan",), "Not Found: %s"),
        ("journal.writing", "A draft was kept", (), "A draft was kept"),
        ("a.library", "could not parse marzipan", (), "a_module.a_function:7"),
    ],
)
def test_a_message_is_kept_without_its_values(
    name: str, message: str, values: tuple[str, ...], kept: str
) -> None:
    record = logging.LogRecord(
        name, logging.INFO, "/x/a_module.py", 7, message, values, None, func="a_function"
    )

    assert fixed_words(record) == kept


def test_no_logger_mails_errors_to_anyone() -> None:
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]

    handlers = {type(handler).__name__ for logger in loggers for handler in logger.handlers}

    assert "AdminEmailHandler" not in handlers
