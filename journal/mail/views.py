"""Stopping one kind of mail, or putting reminders off, by a link in the mail itself.

Whoever holds a link may do that one thing and learn nothing: neither page says whose mail it is.
Reading changes nothing, since mail programs and their guards open links by themselves. Only
Settings, which asks for sign-in, starts mail again.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators import csrf
from django.views.decorators.http import require_http_methods

from journal.models import Notice
from partnership.people.models import User

from . import deeds
from .forms import PauseForm
from .links import read_pause, read_stop

MAILED = ("has_share_mail", "has_reply_mail", "reminders")
WHAT_STOPS = {
    Notice.Kind.SHARES: "mails that say there is something new for you to read",
    Notice.Kind.REPLIES: "mails that say there is something new in your journal",
    Notice.Kind.REMINDER: "reminders",
    Notice.Kind.COMMITMENT: "reminders",
}


@login_not_required
@csrf.csrf_exempt  # mail programs post without a cookie (RFC 8058): the signed token allows it
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first; or, when a mail program posts by itself, stop and answer without a redirect."""
    try:
        person_id, kind = read_stop(token)
        person = User.objects.only(*MAILED).get(pk=person_id)
    except (BadSignature, User.DoesNotExist):
        return _no_link(request)
    if request.method == "POST":
        deeds.stop(person.pk, kind)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("Stopped.\n", content_type="text/plain")
        return redirect("mail:stop", token)
    is_stopped = all(getattr(person, field) == off for field, off in deeds.STOPS[kind].items())
    context = {"what": WHAT_STOPS[Notice.Kind(kind)], "is_stopped": is_stopped}
    return TemplateResponse(request, "journal/mail/stop.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, token: str) -> HttpResponse:
    """ "Not until after half term": until when."""
    try:
        person = User.objects.only("reminders", "reminders_paused_until").get(pk=read_pause(token))
    except (BadSignature, User.DoesNotExist):
        return _no_link(request)
    today = timezone.localdate()
    form = PauseForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        deeds.pause_reminders(person.pk, until=form.until)
        return redirect("mail:pause", token)
    until = person.reminders_paused_until
    context = {
        "form": form,
        "until": until if until and until > today else None,
        "is_off": person.reminders == User.Reminders.OFF,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "journal/mail/pause.html", context, status=status)


def _no_link(request: HttpRequest) -> HttpResponse:
    """The same for a link that was changed, is too old, or belongs to someone who has gone."""
    return TemplateResponse(request, "journal/mail/no_link.html", status=404)
