"""Makes people who are signed in, for writers to be: run in a site, prints them as JSON."""

from __future__ import annotations

import json
import sys
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from partnership.people.models import User  # noqa: E402
from partnership.people.sessions import remember_computer  # noqa: E402

from .site import PASSWORD  # noqa: E402


def main(many: int) -> None:
    people = []
    for _ in range(many):
        email = f"{uuid4()}@example.org"
        person = User.objects.create_user(email, PASSWORD, name="Writer", welcomed_at=now())
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        remember_computer(session, shared=False)
        session.create()
        key = session.session_key
        people.append({"person": str(person.pk), "session": key, "email": email})
    print(json.dumps(people))


if __name__ == "__main__":
    main(int(sys.argv[1]))
