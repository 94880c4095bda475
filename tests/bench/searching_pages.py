"""The pages of results that are timed, from one word of every second turn to none at all.

`searching_pages.txt` has one a line: what kind of question it is, a tab, and what is typed into the box, or
after `?` the address.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

_LINES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()


class ResultsPage(NamedTuple):
    kind: str
    shown: str
    """As the table says which page it was."""
    address: str
    """The parameters."""


def _read(line: str) -> ResultsPage:
    kind, shown = line.split("\t")
    parameters = parse_qsl(shown[1:], strict_parsing=True) if shown.startswith("?") else [("q", shown)]
    return ResultsPage(kind, shown, urlencode(parameters))


PAGES = [_read(line) for line in _LINES]
