"""gunicorn's worker with threads, with our own pages for what cannot be read."""

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
    """A process with some threads, each of which answers one reader at a time."""

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
