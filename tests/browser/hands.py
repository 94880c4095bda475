"""Somebody at the keyboard and the mouse, whose keys and clicks are counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, and what it took."""

    title: str
    clicks: int
    keys: int

    def __str__(self) -> str:
        return f"{self.title}: {self.clicks} clicks, {self.keys} keys"


@dataclass
class Hands:
    """A character of what is written counts as one key, and so does a press of several keys together."""

    page: Any
    day: list[Step] = field(default_factory=list)
    """What was done, by all who have the same one."""
    keys: int = 0
    clicks: int = 0

    @property
    def count(self) -> int:
        """All that was done, by key or by click."""
        return self.keys + self.clicks

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.insert_text(text)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.click(selector)
        self.page.wait_for_load_state()

    def choose_files(self, selector: str, *paths: Path) -> None:
        """From the window that one click opens."""
        self.clicks += 1
        self.page.set_input_files(selector, list(paths))

    def write(self, selector: str, text: str) -> None:
        """Into an empty field."""
        self.click(selector)
        self.type(text)

    def write_anew(self, selector: str, text: str) -> None:
        """In place of all that stands in the field."""
        self.click(selector)
        self.press("Control+A")
        self.type(text)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """What is done within is one step of the day."""
        clicks, keys = self.clicks, self.keys
        yield
        self.day.append(Step(title, self.clicks - clicks, self.keys - keys))


@contextmanager
def window(browser: Any, site: LiveServer, client: Client | None = None) -> Iterator[Any]:
    """A window on the site; of whoever is logged in with that client, else of a visitor."""
    context = browser.new_context(base_url=site.url)
    if client is not None:
        name = settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        context.add_cookies([{"name": name, "value": session, "url": site.url}])
    try:
        yield context.new_page()
    finally:
        context.close()
