"""Pages of a site, asked for over HTTP as a browser does."""

import http.client
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, ProxyHandler, build_opener

import lxml.html

LONGEST_WAIT = 15
"""Seconds for one answer."""


@dataclass(frozen=True)
class Answer:
    """What came back; the status is 0 where nothing did."""

    status: int
    text: str = ""
    location: str = ""

    def form(self, name: str) -> dict[str, str]:
        """What a form of the page holds."""
        return dict(self._page().get_element_by_id(name).form_values())

    def link(self, css_class: str) -> str:
        """Where the link of that class leads."""
        return str(self._page().find_class(css_class)[0].get("href"))

    def _page(self) -> Any:
        return lxml.html.fromstring(self.text)


class _NoRedirects(HTTPRedirectHandler):
    """The answer to a form is the redirect itself."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Browser:
    """One visitor, with cookies of one's own."""

    def __init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), _NoRedirects(), ProxyHandler({}))

    def ask(self, port: int, path: str, form: dict[str, str] | None = None) -> Answer:
        """Get a page of the site at this port, or send it a form."""
        data = urlencode(form).encode() if form is not None else None
        address = f"http://127.0.0.1:{port}{quote(path, safe='/?=&%')}"
        try:
            with self._opener.open(address, data, LONGEST_WAIT) as answer:
                return _read(answer, answer.status)
        except HTTPError as error:
            with error:
                return _read(error, error.code)
        except (OSError, http.client.HTTPException):
            return Answer(0)


def _read(answer: IO[bytes], status: int) -> Answer:
    headers: Any = answer.headers  # type: ignore[attr-defined]
    try:
        return Answer(status, answer.read().decode(errors="replace"), headers.get("Location") or "")
    except (OSError, http.client.HTTPException):
        return Answer(0)
