"""Gunicorn's settings for production: `gunicorn --config python:blog.gunicorn blog.wsgi`.

It listens on 127.0.0.1:8000 unless --bind says otherwise. WEB_CONCURRENCY sets the number of
worker processes; the command line and GUNICORN_CMD_ARGS override anything here.
"""

import os
from typing import Any

from blog.logging import GunicornLogger
from blog.patience import limit_body

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads keep a worker answering while one of them waits for the database or a slow upload.
threads = 4
timeout = 60
graceful_timeout = 30
# Memory that image libraries fragment comes back with a new process; jitter keeps them apart.
max_requests = 5000
max_requests_jitter = 500
# It would be a file in a home folder that the container's user does not have.
control_socket_disable = True
logger_class = GunicornLogger


def pre_request(worker: Any, request: Any) -> None:
    """Wait for no visitor for ever; gunicorn calls it when it has read a request's head."""
    limit_body(request)
