"""manage.py load_demo: when it stops, and why."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from partnership.people.models import User
from tests.factories import make_person


def test_a_site_that_is_not_a_demo_refuses(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demo"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_if_empty_leaves_a_site_with_people_alone(db, settings):
    settings.DEMO = True
    make_person()

    call_command("load_demo", "--if-empty")

    assert User.objects.count() == 1


def test_without_if_empty_it_says_why_it_stops(db, settings):
    settings.DEMO = True
    make_person()

    with pytest.raises(CommandError, match="an account here already"):
        call_command("load_demo")


def test_it_asks_for_the_content_first(db, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="load_content"):
        call_command("load_demo")
