"""Who may do what: one question, one sentence why, a boolean. Views ask; templates are told.

Whether a person may *see* something is a queryset (`SharedCopy.objects.readable_by`): a stranger
gets 404, as for a page that does not exist. These rules are for those who may see it already:
whoever may look and not touch gets 403.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from journal.models import Cohort, SharedCopy
from partnership.people.models import User


def require(allowed: bool) -> None:
    """Go on if it is allowed. Raises PermissionDenied, which is answered with 403."""
    if not allowed:
        raise PermissionDenied


def facilitates(person: User, cohort: Cohort) -> bool:
    """Read from memberships at each request: whoever was removed has no say from then on."""
    return Cohort.objects.facilitated_by(person).filter(pk=cohort.pk).exists()


def may_reply(person: User, copy: SharedCopy) -> bool:
    """Facilitators of its cohort and its author; peers read, and do not write under it."""
    return copy.author_id == person.pk or facilitates(person, copy.cohort)


def may_make_cohorts(person: User) -> bool:
    """Admins, and whoever facilitates one already: somebody has let them look after people."""
    return person.is_staff or Cohort.objects.facilitated_by(person).exists()


def may_manage(person: User, cohort: Cohort) -> bool:
    """Facilitators look after the people of their own cohort; admins of every one.

    An admin who looks after people reads nothing that they shared: seeing is another question.
    """
    return Cohort.objects.managed_by(person).filter(pk=cohort.pk).exists()


def may_ask_for_a_line(person: User, copy: SharedCopy) -> bool:
    """Facilitators of its cohort, who would read it out; nobody asks on behalf of a peer."""
    return copy.author_id != person.pk and facilitates(person, copy.cohort)
