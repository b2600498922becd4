"""What publishing a draft changes, for how many, and what is asked; and the deed itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frameworks.editing.addresses import draft_address, sheet_address
from frameworks.editing.drafts import NoDraftError, draft_of
from frameworks.models import Edition, Framework
from frameworks.publishing import showing
from frameworks.publishing.carrying import bring_up_to_date
from frameworks.publishing.deeds import (
    ChangedSinceError,
    NewerEditionError,
    NothingChangedError,
    NotReadyError,
    PublishedAlreadyError,
    look_at,
    newer_than,
    publish,
)
from frameworks.publishing.forms import AnswersForm
from frameworks.uses import site_uses, suggested_by
from partnership.admins import for_admins
from partnership.http import PersonRequest

CHANGED_SINCE = (
    "Somebody changed the draft while you looked at it, so nothing was published. "
    "This is what it changes now."
)
NOTHING = "The draft says what is published already, so there is nothing to publish."


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: PersonRequest, key: str) -> HttpResponse:
    """The page; posted, it publishes the draft or says why not, with every answer kept."""
    framework = get_object_or_404(Framework, key=key)
    draft = draft_of(framework)
    if request.method == "POST":
        return _publish(request, framework, draft)
    if draft is None:
        return redirect("publishing:history", framework.key)
    return _page(request, draft)


@for_admins
@require_POST
def up_to_date(request: PersonRequest, key: str) -> HttpResponse:
    """Carry the draft's changes over to an edition that was published since it was begun."""
    framework = get_object_or_404(Framework, key=key)
    draft = draft_of(framework)
    if draft is None:
        return redirect("publishing:history", framework.key)
    try:
        clashes = bring_up_to_date(draft, by=request.user, at=timezone.now())
    except NoDraftError:
        return redirect("publishing:history", framework.key)
    words = "Your draft now stands on what is published."
    if clashes:
        count = "1 sheet was" if clashes == 1 else f"{clashes} sheets were"
        words += f" {count} changed in both: the published words stand, and yours are kept beside."
    messages.success(request, words)
    return redirect("publishing:changes", framework.key)


def _publish(request: PersonRequest, framework: Framework, draft: Edition | None) -> HttpResponse:
    if draft is None or request.POST.get("draft") != str(draft.pk):
        return _published_already(request, framework)
    form = AnswersForm(request.POST, looked=look_at(draft))
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    seen = request.POST.get("seen", "")
    try:
        edition = publish(
            draft, answers=form.answers, seen=seen, by=request.user, at=timezone.now()
        )
    except PublishedAlreadyError:
        return _published_already(request, framework)
    except NewerEditionError:
        return _page(request, draft, form, status=409)
    except ChangedSinceError:
        return _page(request, draft, form, trouble=CHANGED_SINCE, status=409)
    except (NotReadyError, NothingChangedError):
        return _page(request, draft, form, status=422)
    messages.success(
        request,
        f"Edition {edition.number} is published. Leaders tag with its words from now on. "
        "Tags made before keep the words they were made with.",
    )
    return redirect("publishing:history", framework.key)


def _published_already(request: PersonRequest, framework: Framework) -> HttpResponse:
    """A second press, or a page from before somebody else published or discarded the draft."""
    sent = request.POST.get("draft", "")
    known = framework.editions.filter(pk=int(sent)).first() if sent.isdecimal() else None
    if known:
        messages.info(request, f"It is published already, as edition {known.number}.")
    else:
        messages.info(request, "That draft is not there any more. Nothing was published.")
    return redirect("publishing:history", framework.key)


def _page(
    request: PersonRequest,
    draft: Edition,
    form: AnswersForm | None = None,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    looked = look_at(draft)
    answered = form.data if form else None
    form = AnswersForm(answered, looked=looked)
    of = draft.framework.key
    uses = site_uses(of, showing.touched(looked.changes))
    suggested = suggested_by(of, showing.suggestible(looked.changes)) if looked.base else {}
    context: dict[str, Any] = {
        "draft": draft,
        "framework": draft.framework,
        "base": looked.base,
        "newer": newer_than(draft),
        "seen": looked.seen,
        "form": form,
        "rows": showing.rows(looked.changes, form, uses if looked.base else None, suggested),
        "groups": showing.group_rows(looked.changes),
        "head": showing.head_lines(looked.changes) if looked.base else [],
        "unchanged": looked.changes.unchanged,
        "in_short": showing.in_short(looked.changes),
        "is_empty": looked.changes.is_empty,
        "faults": [(sheet_address(of, fault.sheet), fault.words) for fault in looked.faults],
        "trouble": NOTHING if looked.changes.is_empty else trouble,
        "back": draft_address(draft.framework.key),
    }
    return TemplateResponse(request, "frameworks/publishing/changes.html", context, status=status)
