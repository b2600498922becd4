"""The demo's rows, loaded by the commands once a worker and put back as they were for each test.

Loading them takes some 1,400 statements, and every test in a browser begins from them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]

# By the day they were loaded on, since the demo's dates are told from today.
_stored: dict[date, Rows] = {}


def load_demo_world() -> None:
    """What `make run` loads: the shipped content, and the demo's people with what they wrote."""
    today = timezone.localdate()
    if today in _stored:
        put_back(_stored[today])
        return
    there_before = set(all_rows())
    call_command("load_content", verbosity=0)
    call_command("load_demo", verbosity=0)
    _stored[today] = {t: rows for t, rows in all_rows().items() if t not in there_before}


def all_rows() -> Rows:
    """Every table that has any rows: its columns and those rows."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if rows := cursor.fetchall():
                found[table] = ([column[0] for column in cursor.description], rows)
    return found


def put_back(stored: Rows) -> None:
    """Into tables that are empty, in any order: no key is looked at before the end."""
    quoted = connection.ops.quote_name
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        for table, (columns, rows) in stored.items():
            names, places = ", ".join(map(quoted, columns)), ", ".join(["%s"] * len(columns))
            into = f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})"
            cursor.executemany(into, rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), models_of(stored)):
            cursor.execute(statement)


def models_of(stored: Rows) -> list[type[Model]]:
    """The models of these tables, with those that Django makes for links between many and many."""
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in stored]
