"""What a page weighs."""

import re

_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def markup_bytes(html: str) -> int:
    """Bytes of a page that are not its text: what we add to the record's words."""
    text = " ".join(_MARKUP.sub("", html).split())
    return len(html.encode()) - len(text.encode())
