"""What holds in every place the site runs. What differs is in development, test and production."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from partnership.logs import LOGGING  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Apps, in the order of who may know whom: journal knows frameworks, frameworks knows nobody.
INSTALLED_APPS = [
    "partnership.people",
    "partnership.record",
    "journal",
    "frameworks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # A phone between two meetings gets a fifth of the bytes. Against BREACH, Django pads each
    # compressed answer with random bytes, and the CSRF token is masked anew in each.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "partnership.headers.PrivacyHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnership.people.sessions.SessionAgeMiddleware",
    "partnership.sign_in.SignInMiddleware",
    "partnership.acknowledged.acknowledging",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {
                "addresses": "partnership.addresses",
                "began": "partnership.began",
                "carried": "partnership.carried",
                "once": "partnership.once",
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnership.context.site",
                "journal.context.desks",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

# People and sign-in. Accounts are made by invitation only; nobody signs up.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_FORMS = {
    "login": "partnership.people.forms.SignInForm",
    "change_password": "partnership.people.forms.ChangePasswordForm",
    "set_password": "partnership.people.forms.SetPasswordForm",
    "reset_password": "partnership.people.forms.ResetPasswordForm",
    "reset_password_from_key": "partnership.people.forms.NewPasswordForm",
}
# Beside allauth's own limits. Codes are too many to guess; a school's people share one address.
ACCOUNT_RATE_LIMITS = {"join_code": "120/m/ip"}
ACCOUNT_ADAPTER = "partnership.people.adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_ADAPTER = "partnership.people.adapter.SecondFactorAdapter"

# Sessions live in the database, so that ending one ends it everywhere, and messages in the
# session, so that the title of an entry never rides in a cookie.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "partnership.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers. Nothing is fetched from anywhere else, and nothing inline runs.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# A request with a file in it: 2 MB for the file, and what is typed beside it. Nothing on a disk.
UPLOAD_MOST = 3_000_000
FILE_UPLOAD_HANDLERS = ["partnership.uploads.SmallFilesOnly"]

# Words on screen are British English, times are the schools' own.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env("TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The demo: invented people with a password that the sign-in page shows. Never in production.
DEMO = False
MAY_INVENT_PEOPLE = False  # load_demo and make_load fill a site with people who do not exist
DEMO_PASSWORD = "demo-partnership"

# Whether two facilitators are shown a coefficient of how far they agree: docs/comparison.md.
COEFFICIENTS = env.bool("COEFFICIENTS", default=True)

# Who runs the server and could technically reach its database: the promise page says it.
OPERATOR = env("OPERATOR", default="whoever set up this site")

# What restoring a backup must not bring back, written down outside the database; and the backups
# themselves (docs/guides/operator.md). Without a folder none are made by this site.
LEDGER = Path(env("LEDGER", default=str(BASE_DIR / "var" / "ledger")))
BACKUP_FOLDER: Path | None = None
BACKUP_KEY = ""
BACKUP_DAYS = env.int("BACKUP_DAYS", default=14)

# Where people reach the site: the links in mails begin with it, and each mail is named after its
# host. A mail server that does not answer must not hold up the ones after it.
HERE = f"http://127.0.0.1:{env('PORT', default='8000')}"
SITE_URL = env("SITE_URL", default=HERE).rstrip("/")
EMAIL_TIMEOUT = 30
