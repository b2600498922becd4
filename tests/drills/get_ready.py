"""Makes a site ready to be served, in one process: to begin two more would take longer."""

from __future__ import annotations

import django

django.setup()

from django.core.management import call_command  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0)
