"""The beginning of a long text, for lists."""

from __future__ import annotations

import re

_WHITE = re.compile(r"\s+")


def excerpt(text: str, width: int = 150) -> str:
    """The first `width` characters, line breaks as spaces; plain text."""
    cut = _WHITE.sub(" ", text[:width]).strip()
    return f"{cut}…" if len(text) > width else cut
