"""A form that makes something makes it once, however often it is sent.

It may be pressed twice, gone back to, sent again because no answer came, or put back by the outbox
after its answer was lost. So its page says `{% once %}`, a random key, and what is made gets an id
that is derived from that key and from all that was said: the same again is there already, and the
first answer is given again. Other words from the same page are another thing, with another id.

Nothing is stored for this. The saves that come as one writes have receipts (partnership.saving).
"""

from __future__ import annotations

import re
import secrets
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import IntegrityError, models, transaction
from django.template import Library
from django.utils.html import format_html

from .acknowledged import KEPT
from .carried import OURS
from .http import PersonRequest
from .saving import KEY, mark_of, what_is_said

ONCE = "once"  # the name of the hidden field
NOT_SAID = {*OURS, KEPT, ONCE}
M = TypeVar("M", bound=models.Model)

register = Library()


@register.simple_tag
def once() -> str:
    """The hidden field with the key of this page's form."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(16))


def id_for(request: PersonRequest) -> UUID:
    """Of what this post makes. A random one if the form has no key."""
    key = request.POST.get(ONCE, "")
    if not re.match(KEY, key):
        return uuid4()
    said = what_is_said(request.POST, but_for=NOT_SAID)
    return UUID(mark_of(str(request.user.pk), key, said), version=4)


def saved_once(row: M, among: models.QuerySet[M]) -> M:
    """Save it, unless it is there among these. Raises IntegrityError for any other reason."""
    with transaction.atomic():
        if there := among.filter(pk=row.pk).first():
            return there
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # sent twice at the same moment
            if there := among.filter(pk=row.pk).first():
                return there
            raise
    return row
