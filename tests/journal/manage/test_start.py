"""The admin's first page: for admins, and a missing page to everyone else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partnership.people.models import User
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_an_admin_starts_here(sam: User) -> None:
    assertContains(signed_in(sam).get(reverse("manage:start")), "<h1>Start</h1>")


def test_to_anyone_else_it_is_a_missing_page(as_bryony: Client, as_rosalind: Client) -> None:
    for client in (as_bryony, as_rosalind):
        assert client.get(reverse("manage:start")).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("manage:start")).status_code == 302


def test_nothing_is_sent_to_it(sam: User) -> None:
    assert signed_in(sam).post(reverse("manage:start")).status_code == 405


def test_only_an_admin_has_a_link_to_it(sam: User, as_rosalind: Client) -> None:
    assertContains(signed_in(sam).get("/"), reverse("manage:start"))
    assertNotContains(as_rosalind.get("/", follow=True), reverse("manage:start"))
