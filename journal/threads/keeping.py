"""What was begun is kept, whatever has happened to the copy or to the sign-in meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from journal.models import SharedCopy
from journal.rules import require
from journal.threads.carrying import About, carried
from journal.threads.drafts import draft_id, save_reply
from journal.threads.forms import ReplyForm
from partnership.carried import fields_of
from partnership.handed_back import handed_back
from partnership.http import PersonRequest
from partnership.saving import Conflict


def about_what(
    request: PersonRequest, copy_id: UUID, copy: SharedCopy | None, token: object
) -> About | None:
    """What a reply is about: from the copy, or from the page's token once the copy is gone.

    Raises PermissionDenied for who may read the copy and not write under it.
    """
    if copy is not None:
        return About.of(copy)
    genuine = carried(token, copy_id)
    if genuine is not None and genuine[0] == str(request.user.pk):
        return genuine[1]
    require(not SharedCopy.objects.readable_by(request.user).filter(pk=copy_id).exists())
    return None


def no_longer_shared(about: About) -> str:
    """True when it was withdrawn, and also when one facilitates that cohort no more."""
    name = get_user_model().objects.get(pk=about.to_id).first_name or "Its author"
    return f"{name} is no longer sharing this with you. Your draft reply is kept."


def kept_after_all(request: PersonRequest, about: About, form: ReplyForm) -> HttpResponse:
    """A press that came after the copy had gone: the words are a draft, on a page of what is kept.

    A draft that cannot be read as one comes back with its words, to be copied.
    """
    if not form.is_valid():
        return words_kept(request, error=form.first_error())
    save = form.save_for(request.user, about, None)
    outcome = save_reply(save) if save.is_worth_keeping else None
    if isinstance(outcome, Conflict):
        return redirect("threads:draft-both", draft_id(request.user, about.copy_id))
    messages.info(request, no_longer_shared(about))
    return redirect(reverse("review:kept-list"))


def words_kept(request: PersonRequest, *, error: str) -> HttpResponse:
    """A text that cannot be kept as it is: handed back, to be changed or copied."""
    return handed_back(request, fields_of(request), why=error, status=409, may_change=True)
