"""Long answers that are sent while they are read: a bounded number of rows, and few such answers at once."""

from collections.abc import Callable, Iterator
from typing import Self

from .places import Places

MOST_ROWS = 20_000
"""Rows of a table at most: some 20 MB of words."""
_places = Places()


class Export(Iterator[bytes]):
    """The pieces of an answer, which has one of the few places until the last is sent or the reader has gone.

    Django closes it in every case; a generator would not hear of that before its first piece.
    """

    _open = False

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        self._places = _places
        self._places.take()
        self._open = True
        try:
            self._pieces = pieces()
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back, once."""
        if self._open:
            self._open = False
            self._places.give_back()

    def __del__(self) -> None:
        self.close()
