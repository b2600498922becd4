"""What may be written to the log: a list of what is allowed, and nothing that anyone typed.

A line is JSON. It holds when, how grave, which part of the site, and the fixed words of the
message; for a request its method, its route (the pattern, not the address) and its status; for an
exception its type and where in the code it went through. Never the values that were put into a
message, never what an exception says (a database's words quote the row), never local variables,
never an address with a search in it.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from http.client import responses
from typing import Any

from django.conf import settings
from django.http import HttpRequest


class AllowListedJson(logging.Formatter):
    """One JSON object a line, made only from what cannot hold anyone's words."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": fixed_words(record),
        }
        if isinstance(status := getattr(record, "status_code", None), int):
            line["status"] = status
        if isinstance(request := getattr(record, "request", None), HttpRequest):
            line |= {"method": request.method, "route": route(request)}
        if record.exc_info and record.exc_info[1]:
            line["exceptions"] = [described(error) for error in chain(record.exc_info[1])]
        return json.dumps(line)


def fixed_words(record: logging.LogRecord) -> str:
    """The message before any value was put into it, if it is one; otherwise where it came from.

    For an answer to a request, the usual name of its status. A message without values may have
    been put together beforehand (an f-string), so it is trusted only from our own code, where a
    check refuses that.
    """
    if isinstance(status := getattr(record, "status_code", None), int):
        return responses.get(status, "")
    if record.args or record.name.partition(".")[0] in OURS:
        return str(record.msg)
    return f"{record.module}.{record.funcName}:{record.lineno}"


OURS = {"partnership", "frameworks", "journal"}


def route(request: HttpRequest) -> str | None:
    """Such as "entry/<uuid:entry_id>/", which says which page and not whose."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else None


def described(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"type": f"{type(error).__module__}.{type(error).__qualname__}", "where": where}


def short(filename: str) -> str:
    """A file's path from the site's own folder, or from the folder that libraries are in."""
    for folder in (f"{settings.BASE_DIR}/", "site-packages/"):
        filename = filename.rpartition(folder)[2]
    return filename


def chain(error: BaseException) -> list[BaseException]:
    """The error, then what it came from, as a traceback would show them."""
    errors: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in errors:
        errors.append(current)
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden
    return errors


# Django's own way of mailing errors to admins is switched off by naming its loggers here: that
# mail holds the posted form and every local variable. gunicorn's is named because it would write
# the whole address of a request that it could not serve.
TO_THE_LOG = {"handlers": ["log"], "level": "WARNING", "propagate": False}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": AllowListedJson}},
    "handlers": {"log": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["log"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.error": TO_THE_LOG,
    },
}
