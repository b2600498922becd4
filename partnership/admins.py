"""Pages for admins. To anyone else they are missing, as is every page that is not theirs.

Being an admin opens no word of anybody's: nothing behind this door queries a private model or a
shared copy.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase

from partnership.http import PersonRequest


def for_admins(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, for whoever has the site-wide right of an admin now; 404 for everyone else."""

    @wraps(view)
    def opened(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return opened
