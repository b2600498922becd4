"""The open invitations of every cohort; sending one again, or all that ran out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from journal.cohorts import deeds
from journal.manage.invitations import WHICH, page_of
from journal.models import Invitation
from partnership.admins import for_admins
from partnership.http import PersonRequest


@for_admins
@require_safe
def invitations(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    which = request.GET.get("which", "")
    which = which if which in WHICH else ""
    page = page_of(which, request.GET.get("page"), now)
    context = {
        "which": which,
        "kinds": WHICH.items(),
        "ran_out": Invitation.objects.ran_out(now).count(),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "as_query": f"which={which}&" if which else "",
    }
    return TemplateResponse(request, "manage/invitations.html", context)


@for_admins
@require_POST
def invitations_send(request: PersonRequest) -> HttpResponse:
    """One of them by its id, or all that ran out."""
    now = timezone.now()
    if request.POST.get("which") == "ran-out":
        rows = list(Invitation.objects.ran_out(now).select_related("cohort"))
    else:
        one = get_object_or_404(Invitation.objects.open(), pk=_id(request.POST.get("which", "")))
        rows = [one]
    messages.success(request, _sent(deeds.send_all_again(rows, by=request.user, at=now), len(rows)))
    return redirect("manage:invitations")


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None


def _sent(mails: int, asked: int) -> str:
    """How many mails go, and why not more."""
    if not asked:
        return "None has run out, so nothing is sent."
    days = f"The links work for {deeds.OPEN_FOR.days} days more."
    if not mails:
        return f"Today’s mail is on its way already. {days}"
    return f"{mails} mail{'s go' if mails > 1 else ' goes'} out again. {days}"
