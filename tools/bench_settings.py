"""The development settings with one bare view beside the site's own pages, for `make bench`."""

from partnership.settings.development import *  # noqa: F403  one place more

ROOT_URLCONF = "tools.bench_urls"
ALLOWED_HOSTS = ["testserver"]
