"""The entries of many turns made on all cores: of a load, cutting texts into words is the most work.

Processes beside this one cut, and know nothing of the database. They are started after many turns, since
each has to load the dictionary.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from typing import Self, TypeVar

from .lexemes import CutText, IndexEntry, cut_text, index_entry

Wording = tuple[str | CutText, str, tuple[str, ...]]
"""Of a turn what `index_entry` asks for: its text, its item's title, who speaks."""

Given = TypeVar("Given")
Made = TypeVar("Made")

WORTH_IT = 1_000
"""Turns after which processes are started."""
AT_ONCE = 25
"""Turns sent to a process at a time."""


class EntryMaker:
    """Makes entries here, and after many of them beside; to be left (`with`) when there are no more."""

    def __init__(self, processes: int | None = None) -> None:
        """As many processes as this one may use cores, if nothing is said; with one it makes all itself."""
        self._processes = processes or len(os.sched_getaffinity(0))
        self._made = 0
        self._pool: ProcessPoolExecutor | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def entries(self, wordings: Sequence[Wording]) -> Iterator[IndexEntry]:
        """In their order. Processes begin at once, before the first is taken."""
        return self._make(_entry, wordings)

    def cut_texts(self, texts: Sequence[str]) -> Iterator[CutText]:
        """In their order, likewise."""
        return self._make(cut_text, texts)

    def _make(self, make: Callable[[Given], Made], given: Sequence[Given]) -> Iterator[Made]:
        self._made += len(given)
        if self._made <= WORTH_IT or self._processes == 1:
            return map(make, given)
        self._pool = self._pool or self._stack.enter_context(self._start())
        return self._pool.map(make, given, chunksize=AT_ONCE)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes,
            mp_context=get_context("spawn"),  # after a fork they would share the connection to the database
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_IGN),
        )


def _entry(wording: Wording) -> IndexEntry:
    return index_entry(*wording)
