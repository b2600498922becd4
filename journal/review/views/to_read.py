"""What waits for a facilitator; and everything that was shared with somebody, read and unread."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.context import desks_of
from journal.models import SharedCopy
from journal.review import sitting
from journal.review.waiting import (
    A_PAGE,
    BY_PERSON,
    Round,
    everything_rows,
    listed,
    round_of,
)
from partnership.http import PersonRequest

COPIES_A_PAGE = 20
NOTHING = "You have read everything"
STILL = "Nothing else is waiting for you now"


@require_safe
def to_read(request: PersonRequest) -> HttpResponse:
    """Of a facilitator, what waits; of anyone else, what their cohort was given."""
    desks = desks_of(request)
    if not desks.facilitates:
        return shared(request)
    now = timezone.now()
    by = sitting.order_of(request)
    modules = {cohort.module.key: cohort.module.title for cohort in desks.facilitated}
    module = request.GET.get("module", "")
    module = module if module in modules else ""
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    cohorts = [one.pk for one in desks.facilitated if not module or one.module.key == module]
    total, groups = listed(request.user, cohorts, by=by, page=number, at=now)
    paginator = Paginator(range(total.count), A_PAGE)
    page = paginator.get_page(number)
    context = {
        "sum": total.in_words(timezone.localdate(now)),
        "groups": groups,
        "by_person": by == BY_PERSON,
        "modules": modules.items() if len(modules) > 1 else [],
        "module": module,
        "query": f"module={module}&" if module else "",
        "page": page,
        "numbers": [str(one) for one in paginator.get_elided_page_range(page.number)],
        "here": str(page.number),
    }
    return TemplateResponse(request, "journal/review/to_read.html", context)


@require_safe
def shared(request: PersonRequest) -> HttpResponse:
    """Everything shared with this person, oldest first: as a facilitator, or as one of a cohort."""
    copies = SharedCopy.objects.readable_by(request.user).exclude(author=request.user)
    in_order = copies.oldest_first()
    paginator = Paginator(in_order, COPIES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    start, end = page.start_index() - 1, page.end_index()
    context = {
        "page": page,
        "rows": everything_rows(in_order[start:end]) if end else [],
        "numbers": paginator.get_elided_page_range(page.number),
        "facilitates": desks_of(request).facilitates,
    }
    return TemplateResponse(request, "journal/review/shared.html", context)


@require_safe
def copy_next(request: PersonRequest) -> HttpResponseRedirect:
    """On to the next that waits, or to the end. "Start reading" begins a sitting."""
    now = timezone.now()
    if "start" in request.GET:
        sitting.begin(request, now)
    around = round_of(
        request.user,
        by=sitting.order_of(request),
        since=sitting.since(request),
        now=now,
    )
    following = around.next()
    return redirect(reverse("review:copy", args=[following.pk]) if following else "review:done")


@require_safe
def copy_later(request: PersonRequest) -> HttpResponseRedirect:
    """The first of those that were put off."""
    around = round_of(
        request.user, by=sitting.order_of(request), since=sitting.since(request), now=timezone.now()
    )
    put_off = around.first_put_off()
    return redirect(reverse("review:copy", args=[put_off.pk]) if put_off else "review:done")


@require_safe
def done(request: PersonRequest) -> HttpResponse:
    """The end of a sitting: what was read in it, and what is left."""
    now = timezone.now()
    since = sitting.since(request)
    around = round_of(request.user, by=sitting.order_of(request), since=since, now=now)
    context = {
        "heading": _heading(around),
        "said": in_words(around.read, sitting.replies_since(request.user, since)),
        "still": still_in_words(around),
        "put_off": around.put_off,
    }
    return TemplateResponse(request, "journal/review/done.html", context)


def _heading(around: Round) -> str:
    if around.read:
        return "That was the last one"
    return STILL if around.left else NOTHING


def in_words(read: int, replies: int) -> str:
    """ "9 read, 6 replies." """
    sent = "1 reply" if replies == 1 else f"{replies} replies"
    return f"{read} read, {sent}." if read else ""


def still_in_words(around: Round) -> list[str]:
    """What is left all the same: put off, or in another's hands."""
    put_off = f"{around.put_off} put off until later." if around.put_off else ""
    claimed = f"{around.claimed} being read by somebody else now." if around.claimed else ""
    return [words for words in (put_off, claimed) if words]
