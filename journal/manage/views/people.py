"""Everybody with an account; and one of them, with their cohorts and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from journal.csv_files import csv_answer
from journal.manage.one_person import cohorts_of, names_of, record_of
from journal.manage.people import CSV_HEADER, MOST_QUERY_CHARACTERS, WHO, csv_rows, page_of
from journal.models import Membership
from journal.names import in_a_row
from partnership.admins import for_admins
from partnership.http import PersonRequest
from partnership.people import deeds
from partnership.people.models import User


@for_admins
@require_safe
def people(request: PersonRequest) -> HttpResponse:
    query, who = _asked(request)
    page = page_of(query, who, request.GET.get("page"))
    asked = urlencode({name: value for name, value in (("q", query), ("who", who)) if value})
    context = {
        "query": query,
        "who": who,
        "kinds": WHO.items(),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "as_query": f"{asked}&" if asked else "",
    }
    return TemplateResponse(request, "manage/people.html", context)


@for_admins
@require_safe
def people_file(request: PersonRequest) -> StreamingHttpResponse:
    """The same people as a table, for a spreadsheet."""
    return csv_answer("people", CSV_HEADER, csv_rows(*_asked(request)))


def _asked(request: PersonRequest) -> tuple[str, str]:
    who = request.GET.get("who", "")
    query = " ".join(request.GET.get("q", "")[:MOST_QUERY_CHARACTERS].split())
    return query, who if who in WHO else ""


@for_admins
@require_safe
def person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    one = get_object_or_404(User, pk=person_id)
    now, before = cohorts_of(one)
    context = {
        "person": one,
        "now": now,
        "before": before,
        "lines": record_of(one),
        "is_me": one == request.user,
    }
    return TemplateResponse(request, "manage/person.html", context)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def person_admin(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Making somebody an admin, or no longer one: asked first."""
    one = get_object_or_404(User, pk=person_id)
    if one.is_staff:
        act, said = deeds.end_admin, f"{deeds.called(one)} is no longer an admin."
    else:
        act, said = deeds.make_admin, f"{deeds.called(one)} is an admin now."
    return _asked_first(request, one, act, said, "manage/person_admin.html")


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def person_access(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Ending somebody's access, or giving it back: asked first."""
    one = get_object_or_404(User, pk=person_id)
    if one.is_active:
        act, said = deeds.end_access, f"{deeds.called(one)} can no longer sign in."
    else:
        act, said = deeds.give_access, f"{deeds.called(one)} can sign in again."
    return _asked_first(request, one, act, said, "manage/person_access.html")


def _asked_first(
    request: PersonRequest, one: User, act: Callable[..., None], said: str, template: str
) -> HttpResponse:
    """The page that asks; when posted the deed, unless somebody else has done it since.

    What the page showed is sent along, so that two admins do not undo each other by pressing once.
    """
    standing = f"{one.is_staff} {one.is_active}"
    problem = ""
    if request.method == "POST":
        if request.POST.get("standing") != standing:
            return redirect(request.path)
        try:
            act(one, by=request.user)
        except deeds.LastAdminError:
            problem = "Nobody else is an admin who can sign in. Make somebody else an admin first."
        except deeds.OwnAccessError:
            problem = "You cannot end your own access. Another admin can."
        else:
            messages.success(request, said)
            is_still_admin = request.user.pk != one.pk or one.is_staff
            return redirect("manage:person", one.pk) if is_still_admin else redirect("writing:home")
    context = {
        "person": one,
        "standing": standing,
        "problem": problem,
        "leads": in_a_row(names_of(one, role=Membership.Role.LEADER)),
        "facilitates": in_a_row(names_of(one, role=Membership.Role.FACILITATOR)),
    }
    return TemplateResponse(request, template, context)
