"""Saving a reply as one writes, and the page for what two windows wrote at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from journal.models import ReplyDraft, SharedCopy
from journal.threads.answering import answer, readers_of, seen_until
from journal.threads.both import CHOICES, Pair
from journal.threads.drafts import draft_id, go_on_with, save_reply
from journal.threads.forms import ReplyForm
from journal.threads.keeping import about_what, kept_after_all, no_longer_shared, words_kept
from journal.threads.sending import Words
from partnership.http import PersonRequest
from partnership.saving import Conflict, read_save, trouble

TOO_BIG = "This is too much to save at once. Copy some of it to somewhere else first."
NOTHING_WRITTEN = "Write something first. One sentence is enough."
NOT_THERE = "This is not there to reply to. Copy your words to keep them."


@require_POST
def draft_save(request: PersonRequest, copy_id: UUID) -> JsonResponse:
    """Keep what one window sent: 200 with its version, 409 with where both texts are, or 410 when
    the copy is gone, and then the words are kept all the same."""
    sent = read_save(request, too_big=TOO_BIG)
    if isinstance(sent, JsonResponse):
        return sent
    form = ReplyForm(sent)
    if not form.is_valid():
        return trouble(422, form.first_error())
    copy = SharedCopy.objects.for_writing_back(request.user).filter(pk=copy_id).first()
    about = about_what(request, copy_id, copy, sent.get("carry"))
    if about is None:
        return trouble(404, NOT_THERE)
    outcome = save_reply(form.save_for(request.user, about, copy))
    if isinstance(outcome, Conflict):
        both_url = reverse("threads:draft-both", args=[draft_id(request.user, copy_id)])
        answer = {"version": outcome.version, "edited_at": outcome.edited_at, "both_url": both_url}
        return JsonResponse(answer, status=409)
    answer = {"version": outcome.version, "saved_at": outcome.saved_at}
    if copy is None:
        kept_url = reverse("review:kept", args=[draft_id(request.user, copy_id)])
        answer |= {"error": no_longer_shared(about), "see_url": kept_url}
    return JsonResponse(answer, status=410 if copy is None else 200)


@require_POST
def answer_send(request: PersonRequest, copy_id: UUID) -> HttpResponse:
    """The author writes back, as long as it is shared."""
    token = request.POST.get("carry")
    given = SharedCopy.objects.for_writing_back(request.user).given_by(request.user)
    copy = given.filter(pk=copy_id).first()
    about = about_what(request, copy_id, copy, token)
    if about is None:
        raise Http404
    form = ReplyForm(request.POST)
    if copy is None:
        return kept_after_all(request, about, form)
    back = reverse("writing:entry", args=[copy.entry_id])
    if not form.is_valid():
        return words_kept(request, error=form.first_error())
    if not form.cleaned_data["body"].strip():
        messages.error(request, NOTHING_WRITTEN)
        return redirect(f"{back}#replies")
    sent = form.cleaned_data
    words = Words(body=sent["body"], key=sent["key"], base_version=sent["base_version"])
    until = seen_until(request.POST.get("seen_until", ""))
    answer(words, copy=copy, seen_until=until, at=timezone.now())
    messages.success(request, f"Sent to {readers_of(copy)}.")
    return redirect(f"{back}#replies")


@require_http_methods(["GET", "HEAD", "POST"])
def draft_both(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    """The draft beside each text that another window sent: go on with either, or with both."""
    drafts = ReplyDraft.objects.owned_by(request.user).select_related("copy", "to")
    draft = get_object_or_404(drafts, pk=draft_id)
    others = draft.saves.conflicts()
    if request.method == "POST":
        chosen = request.POST.get("other")
        other = next((one for one in others if str(one.pk) == chosen), None)
        if other is None:
            raise Http404
        try:
            CHOICES.get(request.POST.get("do", ""), go_on_with)(draft, other)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect(request.path)
        return redirect(
            request.path if draft.saves.conflicts().exists() else _page_of(draft, request)
        )
    pairs = [Pair.of(draft, other) for other in others]
    context = {"draft": draft, "pairs": pairs, "back": _page_of(draft, request)}
    return TemplateResponse(request, "journal/threads/draft_both.html", context)


def _page_of(draft: ReplyDraft, request: PersonRequest) -> str:
    """Where it is being written: the copy, one's own entry, or what was kept."""
    copies = SharedCopy.objects.for_writing_back(request.user)
    copy = copies.filter(pk=draft.copy_id).first() if draft.copy_id else None
    if copy is None:
        return reverse("review:kept", args=[draft.pk])
    if copy.author_id == request.user.pk:
        return reverse("writing:entry", args=[copy.entry_id]) + "#replies"
    return copy.get_absolute_url()
