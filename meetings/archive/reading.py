"""One line of the exchange format → one record. No database: only what the line itself can tell.

Every function here and in the reading_ modules raises BrokenLineError with the path of the value and what
was expected.
"""

import json
from collections.abc import Callable
from typing import Any

from .fields import BrokenLineError, Fields
from .reading_meetings import read_meeting
from .reading_others import (
    read_former_address,
    read_guide_page,
    read_thread,
    read_unrecorded_meeting,
)
from .reading_references import read_body, read_municipality, read_source, read_speaker
from .records import Record

READERS: dict[str, Callable[[Fields], Record]] = {
    "municipality": read_municipality,
    "body": read_body,
    "source": read_source,
    "speaker": read_speaker,
    "meeting": read_meeting,
    "unrecorded_meeting": read_unrecorded_meeting,
    "thread": read_thread,
    "former_address": read_former_address,
    "guide_page": read_guide_page,
}
"""By the `type` of a line, in the order in which a dump has them."""


def read_line(data: bytes) -> Record:
    """The record that one line of UTF-8 JSON says; its `type` key tells which, none is a meeting."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise BrokenLineError("", f"UTF-8ではありません（行の{error.start + 1}バイト目）。") from None
    try:
        value = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BrokenLineError("", f"JSONとして読めません（{error.pos + 1}文字目：{error.msg}）。") from None
    except (ValueError, RecursionError):
        raise BrokenLineError("", "JSONとして読めません（数が長すぎるか、入れ子が深すぎます）。") from None
    fields = Fields(value)
    kind = fields.text("type") or "meeting"
    if kind not in READERS:
        raise fields.fail("type", f"「{kind[:40]}」は使えません。使えるのは {'、'.join(READERS)} です。")
    record = READERS[kind](fields)
    fields.nothing_else()
    return record


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BrokenLineError(next(k for k in keys if keys.count(k) > 1), "同じ項目が二度書かれています。")
    return members


def _no_constant(word: str) -> Any:
    raise BrokenLineError("", f"JSONにない値「{word}」があります。")
