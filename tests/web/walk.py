"""Following every link of the site from its front page."""

from urllib.parse import urldefrag, urljoin

import lxml.html
from django.test import Client

START = ("/", "/about/", "/help/", "/search/")
SEARCH = "/search/?"


def walk(client: Client, start: tuple[str, ...] = START) -> dict[str, str]:
    """The HTML of every page that can be reached, by its address; a dead link of our own is a failure.

    Searches that other pages link are followed; what a search links in turn is a search for each combination
    of conditions, without end, and has tests of its own. Files to take away must be there, and are not pages.
    """
    pages: dict[str, str] = {}
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, f"{path} is linked and answers {response.status_code}"
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        pages[path] = response.content.decode()
        for link in lxml.html.fromstring(pages[path]).iter("a"):
            target = urldefrag(urljoin(path, link.get("href"))).url
            combined = target.startswith("/search/") and path.startswith(SEARCH)
            if target.startswith("/") and not target.startswith("/admin/") and not combined:
                waiting.append(target)
    return pages
