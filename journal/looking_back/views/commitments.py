"""Commitments, each page for one's own: the list, making one, what became of it, letting it go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from journal.follow_ups import prompt_called
from journal.looking_back.commitment_forms import CommitmentForm, OutcomeForm
from journal.looking_back.commitments import rows_of, waiting
from journal.looking_back.deeds import delete_commitment, plan
from journal.models import Commitment, Entry, Prompt
from journal.templatetags.days import day
from journal.writing.reading import heading_of
from partnership.http import PersonRequest
from partnership.once import id_for

TOLD_A_PAGE = 20
LIST = "looking_back:commitment-list"
GOES_ON_ALREADY = "It goes on already, in other words. You can change those in your commitments:"


@require_safe
def commitment_list(request: PersonRequest) -> HttpResponse:
    """What came back, what is to come, and what became of the others."""
    today = timezone.localdate()
    told = Commitment.objects.owned_by(request.user).told().last_told_first()
    paginator = Paginator(told.select_related("followed_by"), TOLD_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "waiting": waiting(request.user, today=today),
        "told": rows_of(page.object_list, today),
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number),
    }
    return TemplateResponse(request, "journal/looking_back/commitments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_add(request: PersonRequest) -> HttpResponse:
    """By itself; from what one wrote (`entry`); in place of an earlier one (`follows`).

    A follow-up that asks for one (`prompt`) stands above it, and is gone back to.
    """
    today = timezone.localdate()
    earlier = _earlier(request)
    if request.method != "POST" and earlier and hasattr(earlier, "followed_by"):  # come back to
        return redirect(earlier.followed_by)
    made = _in_place_of(earlier) if earlier else Commitment(author=request.user)
    made.pk = id_for(request)
    made.entry = earlier.entry if earlier else _began_at(request)
    prompt = prompt_called(request.GET.get("prompt", ""))
    asked_at = _moment_of(prompt) if prompt else ""
    form = CommitmentForm(request.POST or None, instance=made, today=today)
    if request.method == "POST" and form.is_valid():
        kept = plan(form.save(commit=False))
        if kept.pk == made.pk or kept.says_what(made):
            messages.success(request, f"It comes back on {day(kept.due_on, today)}.")
            began_at = kept.entry if kept.entry and not kept.follows else kept
            return redirect(asked_at or began_at)
        form.add_error(None, f"{GOES_ON_ALREADY} “{kept.sentence}”")
    context = {
        "form": form,
        "follows": made.follows,
        "entry": made.entry,
        "heading": heading_of(made.entry) if made.entry else "",
        "prompt": prompt,
        "asked_at": asked_at,
    }
    return _page(request, "commitment_edit", context)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: PersonRequest, commitment_id: UUID) -> HttpResponse:
    """What became of it. What was changed or is still to come may go on, with a day of its own."""
    one = _own(request, commitment_id)
    is_told = one.said_on is not None
    form = OutcomeForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        one.tell()
        if one.goes_on and not hasattr(one, "followed_by"):
            return redirect(f"{reverse('looking_back:commitment-add')}?follows={one.pk}")
        messages.success(request, "Kept as you said it.")
        return redirect(LIST)
    entry = one.entry if one.entry and not one.entry.binned_at else None
    context = {
        "commitment": one,
        "is_told": is_told,
        "is_early": not is_told and one.due_on > timezone.localdate(),
        "entry": entry,
        "heading": heading_of(entry) if entry else "",
        "form": form,
    }
    return _page(request, "commitment", context)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_edit(request: PersonRequest, commitment_id: UUID) -> HttpResponse:
    """Other words, or another day."""
    one = _own(request, commitment_id)
    form = CommitmentForm(request.POST or None, instance=one, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect(one)
    return _page(request, "commitment_edit", {"form": form, "commitment": one})


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_delete(request: PersonRequest, commitment_id: UUID) -> HttpResponse:
    """Ask first. It is gone at once: there is no bin for what fits in one sentence."""
    one = _own(request, commitment_id)
    if request.method == "POST":
        delete_commitment(one)
        messages.success(request, "Deleted.")
        return redirect(LIST)
    return _page(request, "commitment_delete", {"commitment": one})


def _earlier(request: PersonRequest) -> Commitment | None:
    """One of their own that is to go on as another, if the address names one."""
    asked = request.GET.get("follows")
    if not asked:
        return None
    mine = Commitment.objects.owned_by(request.user)
    return get_object_or_404(mine.select_related("entry__question", "followed_by"), pk=_id(asked))


def _in_place_of(earlier: Commitment) -> Commitment:
    """In the words of the earlier one, until they are changed."""
    return Commitment(
        author_id=earlier.author_id,
        follows=earlier,
        when_text=earlier.when_text,
        will_text=earlier.will_text,
    )


def _began_at(request: PersonRequest) -> Entry | None:
    """What they were writing, if the address says so."""
    asked = request.GET.get("entry")
    if not asked:
        return None
    mine = Entry.objects.owned_by(request.user).in_journal().select_related("question")
    return get_object_or_404(mine, pk=_id(asked))


def _moment_of(prompt: Prompt) -> str:
    """The page of the follow-up that it belongs to."""
    moment = prompt.moment
    return reverse("looking_back:moment", args=[moment.module.key, moment.key])


def _id(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        raise Http404 from None


def _own(request: PersonRequest, commitment_id: UUID) -> Commitment:
    mine = Commitment.objects.owned_by(request.user)
    related = mine.select_related("entry__question", "follows", "followed_by")
    return get_object_or_404(related, pk=commitment_id)


def _page(request: PersonRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """422 where its form was not accepted."""
    status = 422 if "form" in context and context["form"].errors else 200
    template = f"journal/looking_back/{name}.html"
    return TemplateResponse(request, template, context, status=status)
