"""Answers that cost much have few places: a process makes some of a sort at once, and whoever comes then is
told to come again (429)."""

from threading import BoundedSemaphore

AT_ONCE = 1
"""Of each sort: half of a process's threads (minutes_site/gunicorn.py) stay for pages."""


class NoPlaceError(Exception):
    """As many are being made as may be."""


class Places:
    """The places for answers of one sort."""

    def __init__(self, count: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(count)

    def take(self) -> None:
        """Take a place, at once or not at all: NoPlaceError."""
        if not self._free.acquire(blocking=False):
            raise NoPlaceError

    def give_back(self) -> None:
        """Leave it to the next; once."""
        self._free.release()

    def __enter__(self) -> None:
        self.take()

    def __exit__(self, *_: object) -> None:
        self.give_back()
