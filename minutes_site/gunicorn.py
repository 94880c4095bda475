"""How gunicorn serves the site, in production and in the demo: gunicorn -c minutes_site/gunicorn.py.

Every setting can be given on the command line as well, which wins (docs/operating.md).
"""

import ctypes
import gc
import os
import signal
import sys
from types import FrameType
from typing import Any

PR_SET_PDEATHSIG = 1

wsgi_app = "minutes_site.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "minutes_site.gunicorn_worker.Worker"
logger_class = "minutes_site.access_log.AccessLogger"
threads = 2  # more of them only wait for each other (docs/operating.md)
MOST_WORKERS = 20  # unless told otherwise: their threads leave some of PostgreSQL's 100 connections to others
workers = int(os.environ.get("WEB_CONCURRENCY") or min(max(os.cpu_count() or 1, 2), MOST_WORKERS))
limit_request_line = 8190  # as long as gunicorn reads one
preload_app = True  # one copy of the code and of its tables in memory, shared by the workers
timeout = 60
graceful_timeout = 20
max_requests, max_requests_jitter = 10_000, 1_000
loglevel = "warning" if os.environ.get("DEMO") == "1" else "info"
control_socket_disable = True  # systemd controls the process


def pre_fork(server: Any, worker: Any) -> None:
    """A worker writes its figures where nobody else does, and goes on with those of one that has ended."""
    from minutes_site.request_counts import counts

    taken = {other.part for other in server.WORKERS.values()}
    worker.part = next((part for part in range(counts().parts) if part not in taken), None)


def post_fork(server: Any, worker: Any) -> None:
    """A worker ends with its master, also when that was killed: else it would hold the port for a while, and
    the next master would give up. What it was doing is undone by the database."""
    from minutes_site.request_counts import counts

    counts().own = worker.part
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != worker.ppid:  # killed in this moment
            os.kill(os.getpid(), signal.SIGKILL)


def when_ready(server: Any) -> None:
    """What is done once, before the workers are made. In the demo it says where the site is."""
    from django.db import connection

    from minutes_site.request_counts import set_aside

    set_aside(2 * server.cfg.workers)  # twice, for there may be new workers before the old ones have ended
    if connection.settings_dict["ENGINE"] == "minutes_site.embedded_postgres":
        # The workers inherit our share of it, so the database runs for as long as the site does.
        connection.ensure_connection()
        connection.close()
    # What is loaded by now stays for good. Looking through it for garbage takes 80 ms every few long pages,
    # and gives each worker a copy of its own.
    gc.collect()
    gc.freeze()
    if os.environ.get("DEMO") == "1":
        signal.signal(signal.SIGHUP, _end)  # the terminal's window was closed
        address = f"http://{bind}/"
        sys.stdout.write(f"\n{address} をブラウザーで開いてください（終わるには Ctrl-C）。\n\n")
        sys.stdout.flush()


def _end(number: int, frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
