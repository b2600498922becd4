"""One's own machine: SQLite in var/, mail on the console, the demo unless DEMO=0."""

from partnership.databases import database

from .base import *
from .base import BASE_DIR, STORAGES, env

DEBUG = env.bool("DEBUG", default=False)
if DEBUG:
    LOGGING = {}  # Django's own, with tracebacks on the console
SECRET_KEY = "development only, and refused by the production settings"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

(BASE_DIR / "var").mkdir(exist_ok=True)
DATABASES = {
    "default": database(
        env("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'journal.sqlite3'}")
    )
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

DEMO = env.bool("DEMO", default=True)
MAY_INVENT_PEOPLE = True
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
OPERATOR = env("OPERATOR", default="you, on this machine")

# `make run` collects static files first, to serve them compressed and hashed as a real site does.
# Otherwise they come straight from static/, as edited.
if not env.bool("STATIC_IS_COLLECTED", default=False):
    STORAGES = {
        **STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
