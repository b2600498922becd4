"""The site as gunicorn serves it. Production settings unless the environment says otherwise."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings.production")

application = get_wsgi_application()

# Every page is loaded here and not at the first request: gunicorn makes its workers of this process
# (partnership/serving.py), and one that is made anew then answers at once.
get_resolver().url_patterns  # noqa: B018 (a property that loads what it gives)
