"""A real site refuses to start half configured, and says what to do."""

import os
import subprocess
import sys

import pytest

from partnership.settings import test as test_settings

SOUND = {
    "SECRET_KEY": "a secret key of our own, made up for one test, and long enough",
    "MFA_KEY": "another one for the second factor, made up for one test too, and long",
    "SITE_URL": "https://journal.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "journal@example.org",
    "OPERATOR": "the team at Example",
    "LEDGER": "/tmp/ledger",
    "BACKUP_FOLDER": "/srv/backups",
    "BACKUP_KEY": "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa",
}
MAKE_A_SECRET = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    return run_python("-c", "import partnership.settings.production", **environment)


def run_python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "partnership.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        cwd=test_settings.BASE_DIR,
    )


def test_it_starts_when_sound_and_passes_its_own_checks() -> None:
    run = run_python("manage.py", *["check", "--deploy", "--fail-level", "WARNING"], **SOUND)

    assert (run.returncode, run.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_every_page_is_loaded_before_workers_are_made() -> None:
    look = "import sys, partnership.wsgi; print('journal.writing.views.home' in sys.modules)"

    run = run_python("-W", "ignore:No directory at", "-c", look, **SOUND)

    assert (run.returncode, run.stdout) == (0, "True\n"), run.stderr


def test_everything_missing_is_named_at_once_with_how_to_make_it() -> None:
    run = start()

    assert run.returncode != 0
    assert "Set these in the environment before starting:" in run.stderr
    required = SOUND.keys() - {"BACKUP_KEY"}  # which "elsewhere" does without
    assert not [name for name in required if f"\n  {name}: " not in run.stderr]
    assert MAKE_A_SECRET in run.stderr


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"OPERATOR": ""}, "  OPERATOR: who runs the server"),
        ({"SECRET_KEY": "short"}, f"SECRET_KEY is not a secret. Make one with: {MAKE_A_SECRET}"),
        (
            {"SECRET_KEY": "development only, and refused by the production settings"},
            "SECRET_KEY is not a secret.",
        ),
        ({"SECRET_KEY_FALLBACKS": "short"}, "One of SECRET_KEY_FALLBACKS is not a secret."),
        (dict.fromkeys(("SECRET_KEY_FALLBACKS", "MFA_KEY"), "long " * 10), "MFA_KEY must differ"),
        ({"MFA_KEY": test_settings.SECRET_KEY}, "MFA_KEY is not a secret."),
        ({"MFA_KEY": SOUND["SECRET_KEY"]}, "MFA_KEY must differ from SECRET_KEY"),
        ({"SITE_URL": "http://journal.example.org"}, "SITE_URL must start with https://"),
        ({"LEDGER": "ledger"}, "LEDGER must be a file in a folder to write in"),
        ({"LEDGER": "/nowhere/ledger"}, "LEDGER must be a file in a folder to write in"),
        ({"BACKUP_KEY": ""}, "BACKUP_KEY must be the public half of a key pair"),
        ({"BACKUP_KEY": "AGE-SECRET-KEY-1"}, "BACKUP_KEY must be the public half of a key pair"),
        ({"CACHE_URL": "locmemcache://"}, "CACHE_URL names a cache that processes do not share."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_wrong_is_said(wrong: dict[str, str], message: str) -> None:
    run = start(**SOUND | wrong)

    assert run.returncode != 0
    assert message in run.stderr


def test_cookies_belong_to_this_host_and_to_https() -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "DEMO")
    code = f"from django.conf import settings as s; print(*(getattr(s, n) for n in {names}))"

    printed = run_python("-c", code, **SOUND).stdout

    assert printed == "__Host-session __Host-csrf True False\n"


def test_where_others_make_the_backups_no_key_is_asked_for() -> None:
    run = start(**SOUND | {"BACKUP_FOLDER": "elsewhere", "BACKUP_KEY": ""})

    assert (run.returncode, run.stderr) == (0, "")


def test_the_key_pair_is_made_as_the_refusal_says() -> None:
    refusal = start(**SOUND | {"BACKUP_KEY": ""}).stderr
    code = refusal.partition('python -c "')[2].rpartition('"')[0]

    secret, public = run_python("-c", code).stdout.split()

    assert secret.startswith("AGE-SECRET-KEY-")
    assert start(**SOUND | {"BACKUP_KEY": public}).returncode == 0
