"""Django's admin: frameworks, to look at, by admins. No private model, and nothing to change."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver

from frameworks.admin import site
from frameworks.models import Edition, Element, Framework, Group
from journal.models import SharedCopy
from journal.private import PrivateModel
from partnership.people.models import User
from tests.conftest import signed_in
from tests.factories import make_framework

PAGES = ["", "frameworks/", *(f"frameworks/{m}/" for m in ("framework", "edition", "element"))]


@pytest.fixture
def as_sam(sam: User) -> Client:
    return signed_in(sam)


def test_only_the_models_of_frameworks_are_registered() -> None:
    assert set(site._registry) == {Framework, Edition, Group, Element}


def test_no_private_model_and_no_shared_copy_is_registered_on_any_admin_site() -> None:
    registered = {*site._registry, *admin.site._registry}
    private = {model for model in apps.get_models() if issubclass(model, PrivateModel)}

    assert private
    assert not registered & {*private, SharedCopy}
    assert not [model for model in registered if model._meta.app_label == "journal"]


def test_the_default_admin_site_has_no_address() -> None:
    found = get_resolver().app_dict["admin"]

    assert found == ["admin"]
    assert get_resolver().resolve("/admin/").func.admin_site is site


@pytest.mark.parametrize("page", PAGES)
def test_an_admin_looks_at_frameworks(as_sam: Client, page: str) -> None:
    make_framework("words")

    assert as_sam.get(f"/admin/{page}").status_code == 200


def test_an_admin_who_is_no_superuser_looks_too(db: None) -> None:
    person = User.objects.create_user("admin@example.org", "x", name="A", is_staff=True)
    make_framework("words")

    assert signed_in(person).get("/admin/frameworks/element/").status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "logout/", "auth/user/", "anything/"])
def test_to_a_leader_and_a_facilitator_it_is_a_missing_page(
    as_bryony: Client, as_rosalind: Client, page: str
) -> None:
    make_framework("words")

    assert as_bryony.get(f"/admin/{page}").status_code == 404
    assert as_rosalind.get(f"/admin/{page}").status_code == 404


def test_without_sign_in_there_is_one_sign_in_page(client: Client, db: None) -> None:
    response = client.get("/admin/frameworks/element/", follow=True)

    assert response.redirect_chain[-1] == (
        "/sign-in/?next=/admin/frameworks/element/",
        302,
    )


@pytest.mark.parametrize("model", [Framework, Edition, Element])
def test_nobody_adds_changes_or_deletes(as_sam: Client, model: type[Framework]) -> None:
    make_framework("words")
    row = model.objects.get()
    folder = f"/admin/frameworks/{model._meta.model_name}/"
    before = model.objects.values().get()

    assert as_sam.get(f"{folder}{row.pk}/change/").status_code == 200
    assert as_sam.post(f"{folder}{row.pk}/change/", {"name": "Other"}).status_code == 403
    assert as_sam.post(f"{folder}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert as_sam.post(f"{folder}add/", {"name": "Other"}).status_code == 403
    assert model.objects.values().get() == before


@pytest.mark.parametrize("page", ["password_change/", "autocomplete/", "r/1/1/"])
def test_what_the_site_does_elsewhere_or_not_at_all_is_left_out(as_sam: Client, page: str) -> None:
    assert as_sam.get(f"/admin/{page}").status_code == 404
