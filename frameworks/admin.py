"""Django's admin, for looking at frameworks and nothing else.

A site of its own: what Django and the libraries register on the default one (people's email
addresses, second factors, permission groups) is not here, and nothing that anyone writes ever is.
Everything is read only. An edition never changes once published; a changed pack or, later, the
admin's own desk makes a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, reverse

from .models import Edition, Element, Framework, Group

# What this site has other pages for, or no use for.
LEFT_OUT = {"password_change", "password_change_done", "autocomplete", "view_on_site"}


class FrameworksSite(admin.AdminSite):
    """For admins only: to anyone else it is a missing page."""

    site_header = "Partnership journal: frameworks"
    site_title = "Partnership journal"
    index_title = "Frameworks, to look at"
    enable_nav_sidebar = False

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def for_admins(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404  # whoever is not signed in was sent to do so before this
            return inner(request, *args, **kwargs)

        return for_admins

    @staticmethod
    @login_not_required  # it only sends people on to the one sign-in page
    def login(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        wanted = request.GET.get("next", "") or reverse("admin:index")
        return redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in LEFT_OUT]


class ReadOnly(admin.ModelAdmin):
    """Whoever may open the site may look, and nobody may change anything here."""

    actions = None
    view_on_site = False

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


site = FrameworksSite(name="admin")


@admin.register(Framework, site=site)
class FrameworkAdmin(ReadOnly):
    list_display = ("name", "key", "kind", "subject", "status", "is_switched_on", "retired_at")
    list_filter = ("status", "kind", "subject", "is_switched_on")
    search_fields = ("name", "key")


@admin.register(Edition, site=site)
class EditionAdmin(ReadOnly):
    list_display = ("name", "number", "state", "published_at", "is_from_a_pack")
    list_filter = ("state", "is_historical", "is_compiled", "is_partly_verified")
    search_fields = ("name", "summary", "framework__key")
    date_hierarchy = "published_at"

    @admin.display(description="from a pack", boolean=True)
    def is_from_a_pack(self, edition: Edition) -> bool:
        return bool(edition.pack_digest)


@admin.register(Group, site=site)
class GroupAdmin(ReadOnly):
    list_display = ("name", "edition", "position")
    list_filter = ("edition__state",)
    list_select_related = ("edition",)
    search_fields = ("name", "description")


@admin.register(Element, site=site)
class ElementAdmin(ReadOnly):
    list_display = ("name", "edition", "group", "is_retired")
    list_filter = ("edition__state", "is_retired", "is_confirmed", "edition__framework")
    list_select_related = ("edition", "group")
    search_fields = ("name", "description", "aliases", "key")
