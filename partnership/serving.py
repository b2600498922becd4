"""How gunicorn serves a real site: `gunicorn --config python:partnership.serving partnership.wsgi`.

WEB_WORKERS and WEB_THREADS say how many of each, and BIND where. The rest is so that a stop loses
nothing: a worker that is told to stop first answers what it has begun.
"""

import os

from partnership.logs import LOGGING

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"

# Loaded once, before the workers are made of it: one that was killed is back in a moment. New code
# needs a restart, which loses nothing either.
preload_app = True

# A save that waits for a lock or for a database that restarts takes up to 20 s, and is answered.
timeout = 60
graceful_timeout = 30

control_socket_disable = True
logconfig_dict = LOGGING  # what gunicorn itself says is written by the same rule as the rest
