"""Entries of a list in the head that were taken for fields of their own, put back under its name."""

import re
from collections.abc import Sequence

from ...folding import BULLETS, half, squeeze
from ...vocabulary import OUTCOME_NAMES
from ..notation.decided import outcome_at
from ..notation.fields import Field, field_at
from ..notation.list_entries import goes_on
from ..notation.numbering import Numbered, follows, numbered, value_of
from .head import Head

_LISTS = ("agenda", "programme")
_NAMELESS = ("other", "section", "outcome", "body", "materials")
_HANDOUT = re.compile(
    rf"[{re.escape(BULLETS)}\s]*[【\[(]?(?:(?:当日|追加|参考|事前)?資料|別紙)\s*(?:\d|[①-⑳A-Z]|[】\]):\s])"
)
_LAST_ENTRIES = 100


def regroup(head: Head) -> None:
    """Every list with its entries: an agenda goes on with its own numbers, handouts are called 資料1, and the
    outcomes of its entries bear their numbers."""
    kept: list[Field] = []
    numbers: set[str] = set()
    for one in head.fields:
        above = kept[-1] if kept else None
        if above is not None and one.key in _NAMELESS and _belongs(one, above, numbers):
            above.values += [(one.line, one.line.text), *(v for v in one.values if v[0] is not one.line)]
        else:
            kept += _apart(one)
        if kept[-1].key in _LISTS:
            entries = (numbered(text) for _, text in kept[-1].values[-_LAST_ENTRIES:])
            numbers |= {item.number for item in entries if item}
    head.fields[:] = kept


def _belongs(one: Field, above: Field, numbers: set[str]) -> bool:
    item, own = numbered(one.line.text), numbered(above.line.text)
    if one.key == "section" and item and own and follows(item, own.number):
        return False  # ４　会議の内容, though the entries of ３　議題 count to 3
    if above.key == "materials":
        listed = [text for _, text in above.values[-_LAST_ENTRIES:]]
        next_one = one.key != "body" and not one.values and goes_on(listed, item)
        return next_one or _HANDOUT.match(half(one.line.text)) is not None
    if squeeze(above.name) in OUTCOME_NAMES and (above.key == "outcome" or not above.values):
        borne = item is not None and item.number in numbers
        above.key = "outcome" if borne else above.key
        return borne
    if above.key not in _LISTS and not above.values and not numbers and re.search("議|案件", above.name):
        begins = item is not None and not one.values and _is_entry(item, above, ())
        above.key = "agenda" if begins else above.key
        return begins
    if above.key not in _LISTS or one.key == "materials":
        return False
    told = outcome_at(one.line.text)
    if told is not None:
        below = bool(above.values) and one.line.indent > above.line.indent
        return below and bool(told.value) and numbered(told.value) is None
    if squeeze(one.line.text) == "その他" or _waits_for_title(above):
        return bool(above.values)
    return item is not None and _is_entry(item, above, [text for _, text in above.values[-_LAST_ENTRIES:]])


def _waits_for_title(above: Field) -> bool:
    """日程第７, with its title on the next line."""
    last = numbered(above.values[-1][1]) if above.values else None
    return last is not None and last.number != "" and not last.rest


def _is_entry(item: Numbered, above: Field, listed: Sequence[str]) -> bool:
    """Whether a number is the next of the list, the first of a level below, or a bill among bills."""
    own = numbered(above.line.text)
    kinds = {one.kind for text in listed if (one := numbered(text))}
    return value_of(item.number) == 1 and item.kind not in kinds and (own is None or own.kind != item.kind)


def _apart(one: Field) -> list[Field]:
    """A list in whose midst the name of its outcomes or of the handouts stands, as two."""
    if one.key not in _LISTS:
        return [one]
    keys = ((at, _key_of(text)) for at, (_, text) in enumerate(one.values) if at)
    at, key = next(((at, key) for at, key in keys if key), (0, ""))
    if not at:
        return [one]
    line, name = one.values[at]
    other = Field(key, name, line, one.values[at + 1 :])
    del one.values[at:]
    return [one, other]


def _key_of(text: str) -> str:
    """What a line that is nothing but a name begins: 審議結果, 資料名."""
    if squeeze(text) in OUTCOME_NAMES:
        return "outcome"
    named = field_at(text) if numbered(text) is None else None
    return named.key if named and named.key == "materials" and not named.value else ""
