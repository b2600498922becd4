"""What the tests run with: either database, fast hashing, plain static files."""

from partnership.databases import database

from .base import *
from .base import BASE_DIR, env

DEBUG = False
SECRET_KEY = "tests only, and refused by the production settings"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# SQLite in a file, as in real use: in memory every thread would share one connection, and a browser
# test would see transactions that no site has.
(BASE_DIR / "var").mkdir(exist_ok=True)
TEST_FILE = BASE_DIR / "var" / "test.sqlite3"
DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{TEST_FILE}"))}
# On a server that is shared, each checkout has a test database of its own.
IS_FILE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DATABASES["default"]["TEST"] = {"NAME": TEST_FILE if IS_FILE else f"test_{BASE_DIR.name}"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Empty, and not what `make run` has collected: whitenoise would read all of it for each new client.
STATIC_ROOT = BASE_DIR / "var" / "test-static"
STATIC_ROOT.mkdir(exist_ok=True)
LEDGER = BASE_DIR / "var" / "test-ledger"
OPERATOR = "the team at Testing"
MAY_INVENT_PEOPLE = True
