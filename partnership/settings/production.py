"""A real site. Refuses to start without its secrets, saying which and how to make them."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from partnership.databases import database

from .base import *
from .base import env

MAKE_A_SECRET = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
REQUIRED = {
    "SECRET_KEY": f"signs sessions; make one with: {MAKE_A_SECRET}",
    "MFA_KEY": f"encrypts second-factor secrets; make another with: {MAKE_A_SECRET}",
    "SITE_URL": "where people reach the site, such as https://journal.example.org",
    "DATABASE_URL": "such as sqlite:////srv/journal/journal.sqlite3 or postgresql://user@host/name",
    "EMAIL_URL": "such as smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "the address that mail comes from",
    "OPERATOR": "who runs the server, in words; the promise page shows it to everyone",
    "LEDGER": "a file, best on another disk than the database, such as /srv/ledger/ledger: what "
    "was taken back or erased, so that no restored backup brings it back",
    "BACKUP_FOLDER": "where `manage.py backup` puts backups; or the word elsewhere, if others "
    "make them",
}
MAKE_A_KEY = (
    'python -c "from pyrage.x25519 import Identity; key = Identity.generate(); '
    'print(key, key.to_public(), sep=chr(10))"'
)


def require_all(names: dict[str, str]) -> None:
    """Stop with one message that names every missing setting and how to make it."""
    missing = [name for name in names if not env(name, default="")]
    if missing:
        lines = "\n".join(f"  {name}: {names[name]}" for name in missing)
        raise ImproperlyConfigured(f"Set these in the environment before starting:\n{lines}")


def secret(name: str, value: str) -> str:
    """It, if it is long, and is not one that everybody can read in this repository."""
    if len(value) < 50 or value.endswith("refused by the production settings"):
        raise ImproperlyConfigured(f"{name} is not a secret. Make one with: {MAKE_A_SECRET}")
    return value


require_all(REQUIRED)

DEBUG = False
SECRET_KEY = secret("SECRET_KEY", env("SECRET_KEY"))
SECRET_KEY_FALLBACKS = [
    secret("One of SECRET_KEY_FALLBACKS", each)
    for each in env.list("SECRET_KEY_FALLBACKS", default=[])
]
MFA_KEY = secret("MFA_KEY", env("MFA_KEY"))
if MFA_KEY in {SECRET_KEY, *SECRET_KEY_FALLBACKS}:
    raise ImproperlyConfigured("MFA_KEY must differ from SECRET_KEY: one stolen, one still safe.")

SITE_URL = env("SITE_URL").rstrip("/")
if urlsplit(SITE_URL).scheme != "https" or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(f"SITE_URL must start with https:// and is {SITE_URL}")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

DATABASES = {"default": database(env("DATABASE_URL"))}

# Limits and one-time codes are only right when every process counts in the same place: with a
# cache in each of three processes, a limit of 5 let 12 through.
SHARED_CACHES = {"DatabaseCache", "RedisCache", "PyMemcacheCache", "PyLibMCCache"}
CACHES = {
    "default": env.cache("CACHE_URL")
    if env("CACHE_URL", default="")
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
if CACHES["default"]["BACKEND"].rpartition(".")[2] not in SHARED_CACHES:
    raise ImproperlyConfigured(
        "CACHE_URL names a cache that processes do not share. Leave it out, and the database is "
        "used, or name one such as redis://127.0.0.1:6379/0"
    )

vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Behind one proxy that speaks https to the world and says so, and who asked, in its headers.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked on the machine itself, without https
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# __Host-: set by this host over https only, for the whole site, and by no subdomain.
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

OPERATOR = env("OPERATOR")

LEDGER = Path(env("LEDGER"))
if not LEDGER.is_absolute() or not os.access(LEDGER.parent, os.W_OK):
    raise ImproperlyConfigured(f"LEDGER must be a file in a folder to write in, and is {LEDGER}")
BACKUP_FOLDER = None if env("BACKUP_FOLDER") == "elsewhere" else Path(env("BACKUP_FOLDER"))
BACKUP_KEY = env("BACKUP_KEY", default="")
if BACKUP_FOLDER and not BACKUP_KEY.startswith("age1"):
    raise ImproperlyConfigured(
        "BACKUP_KEY must be the public half of a key pair, which begins with age1. Make a pair, "
        f"and keep the other half away from this machine: {MAKE_A_KEY}"
    )
