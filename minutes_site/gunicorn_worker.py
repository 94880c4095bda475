"""gunicorn's worker with threads, which takes no reader whom it cannot answer at once, with our own pages for
what cannot be read."""

import socket
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver
from django.utils.module_loading import import_string
from gunicorn.http.errors import LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from minutes_site.request_counts import count_request


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A process with some threads, each of which answers one reader at a time.

    While all are busy nobody else is taken in: who waits in the system's queue is answered by whichever
    process is free first, in the order of coming. gunicorn itself takes in whoever comes, and lets them wait
    for the threads of the process that happened to be awake.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._busy = 0

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled and self._busy < self.cfg.threads)

    def enqueue_req(self, conn: Any) -> None:
        self._busy += 1
        super().enqueue_req(conn)
        self.set_accept_enabled(self._accepting)

    def finish_request(self, conn: Any, fs: Any) -> None:
        self._busy -= 1
        super().finish_request(conn, fs)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read: what gunicorn says is English, and for programs."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        self.log.info("A request could not be read (%s).", type(exc).__name__)
        response: HttpResponse
        if isinstance(exc, LimitRequestLine):
            response = import_string(settings.LONG_ADDRESS_VIEW)(HttpRequest())
        else:
            unreadable: Any = get_resolver().resolve_error_handler(400)
            response = unreadable(HttpRequest(), exc)
        count_request("", response.status_code, 0.0)
        response.headers["Connection"] = "close"
        response.headers["Content-Length"] = str(len(response.content))
        head = f"HTTP/1.1 {response.status_code} {response.reason_phrase}\r\n".encode()
        try:
            client.sendall(head + response.serialize_headers() + b"\r\n\r\n" + response.content)
        except OSError:
            self.log.debug("The reader has gone.")
