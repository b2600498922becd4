"""The three ways on from a copy, and keeping a note: each a press of one form, which is kept whole.

Whatever is pressed, the words in the box and the note are safe first. A reply that cannot go as it
is comes back on the same page with the reason.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from journal.models import SharedCopy
from journal.review import sitting, starters
from journal.review.opening import dealt, put_off, readings_of
from journal.review.page import news_since, page_of
from journal.review.waiting import Round, round_of
from journal.threads.drafts import ReplySave, save_reply
from journal.threads.forms import ReplyForm, text_name
from journal.threads.keeping import about_what, kept_after_all
from journal.threads.sending import Words, send_reply, was_sent
from partnership.http import PersonRequest
from partnership.saving import Conflict

NOTHING_WRITTEN = "Write something first, or choose “Read, no reply needed”."
STARTER = "starter-"


@require_POST
def copy_reply(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """Send, read, put off, keep a note, or put a starter in the box; then on to the next."""
    now = timezone.now()
    copy = SharedCopy.objects.for_facilitator(request.user).for_list().filter(pk=copy_id).first()
    about = about_what(request, copy_id, copy, request.POST.get("carry"))
    if about is None:
        raise Http404
    form = ReplyForm(request.POST)
    if copy is None:
        return kept_after_all(request, about, form)
    if not form.is_valid():
        return _again(request, copy, now, error=form.first_error(), status=422)
    return _acted(request, copy, form.save_for(request.user, about, copy), now)


def _acted(
    request: PersonRequest, copy: SharedCopy, save: ReplySave, now: datetime
) -> HttpResponse:
    deed = request.POST.get("do", "send")
    if deed == "send":
        return _sent(request, copy, save, now)
    if deed.startswith(STARTER):
        save = _with_starter(request, save, deed.removeprefix(STARTER))
    outcome = save_reply(save, at=now) if save.is_worth_keeping else None
    if isinstance(outcome, Conflict):
        return redirect("threads:draft-both", save.draft_id)
    if deed == "read":
        return _read(request, copy, save, now)
    if deed == "later":
        return _put_off(request, copy, now)
    messages.success(request, "Kept.")
    return redirect(reverse("review:copy", args=[copy.pk]))


# The three ways on


def _sent(request: PersonRequest, copy: SharedCopy, save: ReplySave, now: datetime) -> HttpResponse:
    """The reply goes whole, unless something has happened that its writer has not seen."""
    if not save.body.strip():
        return _again(request, copy, now, save=save, error=NOTHING_WRITTEN, status=422)
    lines = [*starters.own(request.user), *starters.shipped()]
    if fault := starters.fault_in(save.body, lines):
        return _again(request, copy, now, save=save, error=fault, status=422)
    around = _round(request, copy, now)
    words = Words(
        body=save.body,
        key=save.key,
        base_version=save.base_version,
        note=save.note,
        pointed=save.pointed,
    )
    with transaction.atomic():
        if news := _news(request, copy, words, now):
            is_sent = False
        else:
            is_sent = True
            send_reply(words, by=request.user, copy=copy, at=now)
            dealt(copy, person=request.user, at=now)
    if not is_sent:
        return _again(request, copy, now, save=save, news=news, status=409)
    return _on(request, around, f"Sent to {copy.author.first_name}.")


def _read(request: PersonRequest, copy: SharedCopy, save: ReplySave, now: datetime) -> HttpResponse:
    """Read, no reply needed; but not a text that was changed while it was being read."""
    around = _round(request, copy, now)
    with transaction.atomic():
        locked = _locked(copy)
        is_same = request.POST.get("text") == text_name(locked)
        if is_same:
            dealt(copy, person=request.user, at=now)
    if not is_same:
        news = [f"{copy.author.first_name} has changed the text since you opened this."]
        return _again(request, locked, now, news=news, status=409)
    kept = " What you began to write is kept as a draft." if save.body.strip() else ""
    return _on(request, around, f"Marked as read.{kept}")


def _put_off(request: PersonRequest, copy: SharedCopy, now: datetime) -> HttpResponse:
    around = _round(request, copy, now)
    put_off(copy, person=request.user, at=now)
    return _on(request, around, "Put off until later.")


def _round(request: PersonRequest, copy: SharedCopy, now: datetime) -> Round:
    """What is around it while it still waits."""
    since = sitting.going_on(request, now)
    by = sitting.order_of(request)
    return round_of(request.user, by=by, since=since, now=now, at=copy.pk)


def _on(request: PersonRequest, around: Round, said: str) -> HttpResponse:
    """To the next that waits, saying what was done and whose it is."""
    following = around.next()
    if following is None:
        messages.success(request, said)
        return redirect("review:done")
    messages.success(request, f"{said} Next: {following.name}.")
    return redirect("review:copy", following.pk)


# What is kept, and what is handed back


def _locked(copy: SharedCopy) -> SharedCopy:
    """As it is now; nobody changes it or deals with it until this transaction ends.

    Raises Http404 when it was withdrawn this moment: the words are kept as a draft already.
    """
    rows = SharedCopy.objects.select_for_update(of=("self",)).for_list()
    locked = rows.filter(pk=copy.pk).first()
    if locked is None:
        raise Http404
    return locked


def _news(request: PersonRequest, copy: SharedCopy, words: Words, now: datetime) -> list[str]:
    """What its writer has not seen; of a reply that has gone already, nothing."""
    locked = _locked(copy)
    if was_sent(words, by=request.user, copy=copy):
        return []
    return news_since(
        locked,
        readings_of(locked, person=request.user, at=now),
        person=request.user,
        text=request.POST.get("text", ""),
        said=request.POST.get("said", ""),
        was_known=request.POST.get("known", ""),
    )


def _with_starter(request: PersonRequest, save: ReplySave, key: str) -> ReplySave:
    """The draft with a starter at its end, to go on from."""
    lines = [*starters.own(request.user), *starters.shipped()]
    wording = next((line.wording for line in lines if line.key == key), "")
    body = f"{save.body.rstrip()}\n\n{wording}".strip() if wording else save.body
    return replace(save, body=body)


def _again(
    request: PersonRequest,
    copy: SharedCopy,
    now: datetime,
    *,
    status: int,
    save: ReplySave | None = None,
    error: str = "",
    news: list[str] | None = None,
) -> HttpResponse:
    """The page with the words as they were sent, and why they came back. They are kept first,
    where they can be."""
    sent = request.POST.dict()
    if save is not None and save.is_worth_keeping:
        sent["base_version"] = str(save_reply(save, at=now).version)
    opened = readings_of(copy, person=request.user, at=now)
    context = page_of(request, copy, opened, sent=sent, error=error, news=news)
    return TemplateResponse(request, "journal/review/copy.html", context, status=status)
