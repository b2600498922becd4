"""Five promises, with the facilitator's real name and who runs the server.

Home sends a person here once, before their first word. Nothing else does, so that a promise page
never stands between someone and saving what they wrote.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.models import Cohort
from partnership.http import PersonRequest

from .forms import WelcomeForm


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: PersonRequest) -> HttpResponse:
    person = request.user
    cohort = Cohort.objects.taken_by(person).first()
    form = WelcomeForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        person.welcomed_at = person.welcomed_at or timezone.now()
        person.reminders_chosen_at = timezone.now()
        person.save(update_fields=["reminders", "reminders_chosen_at", "welcomed_at"])
        return redirect(where_to_begin(cohort))
    context = {
        "form": form,
        "cohort": cohort,
        "facilitators": list(cohort.current_facilitators()) if cohort else [],
        "operator": settings.OPERATOR,
    }
    return TemplateResponse(request, "journal/welcome/page.html", context)


def where_to_begin(cohort: Cohort | None) -> str:
    """The first question of one's newest cohort, or home for anyone who is in none."""
    question = cohort.module.questions.in_use().in_order().first() if cohort else None
    return question.get_absolute_url() if question else resolve_url("writing:home")
