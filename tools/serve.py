"""Gets the site ready and serves it on one's own machine: what `make run` does.

The demo is loaded if the database holds nobody, unless DEMO=0. Static files are the compressed,
hashed ones and errors get the site's own pages, so what is seen here is what a real site shows.
"""

import hashlib
import os
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    port = int(os.environ.get("PORT") or 8000)
    require_free(port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "partnership.settings.development"
    os.environ["STATIC_IS_COLLECTED"] = "1"
    django.setup()
    get_ready()
    print(welcome(f"http://127.0.0.1:{port}/"), flush=True)
    serve(port)


def require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken: choose another, such as: make run PORT={port + 1}")


def get_ready() -> None:
    """Tables, frameworks and the module, the demo, and static files: each safe to repeat."""
    call_command("migrate", verbosity=0)
    call_command("load_content")
    if settings.DEMO:
        call_command("load_demo", "--if-empty")
    collect_static_files()


def collect_static_files() -> None:
    """Compressing takes a few seconds, so only when a file has changed since the last time."""
    found = (
        f"{path} {(stat := os.stat(storage.path(path))).st_mtime_ns} {stat.st_size}"
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    state = hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()
    record = Path(settings.STATIC_ROOT) / ".state"
    if not record.exists() or record.read_text() != state:
        call_command("collectstatic", "--noinput", verbosity=0)
        record.write_text(state)


def welcome(address: str) -> str:
    """What the console says once the site is up."""
    if not settings.DEMO:
        return f"\nServing {address} without the demo. Make the first admin with: make admin\n"
    from partnership.people.demo import demo_accounts

    people = "\n".join(f"  {account.email:<24}{account.role}" for account in demo_accounts())
    return (
        f"\nServing {address}\n\nSign in with the password {settings.DEMO_PASSWORD} as\n{people}\n"
        "\nThese people are invented. Stop with Ctrl+C.\n"
    )


def serve(port: int) -> None:
    """Become gunicorn: one process, so that the cache in its memory is everybody's."""
    arguments = ["--bind", f"127.0.0.1:{port}", "--threads", "8", "--log-level", "warning"]
    gunicorn = [sys.executable, "-m", "gunicorn", *arguments, "partnership.wsgi"]
    os.chdir(ROOT)
    os.execv(sys.executable, gunicorn)


if __name__ == "__main__":
    main()
