"""Forms: tables with the name of a field beside its value, 日時 | … or 日時 | … | 場所 | …. A cell of theirs
may hold all that was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...folding import squeeze
from ...vocabulary import OUTCOME_NAMES
from ..lines import TableRole
from ..notation.fields import PEOPLE, field_at
from ..notation.numbering import numbered
from ..notation.openings import readings
from ..notation.speakers import LIKELY, likeness, reads_as_speech
from .boxes import Box

_RESULTS = "results"
_FEWEST_SIDEWAYS = 3
_NAME_OVER_VALUE: tuple[TableRole, TableRole] = ("name", "value")
_LONGEST_NAME = 24
_ONE_LINE = 60
_LEAST_SPOKEN = 2
_SHARE = 3
_FEWEST_TYPED = _PAIR = 2


def key_of(box: Box) -> str:
    """The fact whose name stands in this box and nothing else, or nothing."""
    named = field_at(box.text) if box.text and len(box.text) <= _LONGEST_NAME else None
    return named.key if named and not named.value else ""


def is_form(rows: Sequence[Sequence[Box]], *, typed: bool) -> bool:
    """Whether enough rows begin with the name of a known field. A role beside speech is none."""
    beside = [row for row in rows if len(row) > 1]
    known = sum(_begins_with_name(row) for row in beside)
    names = sum(max(_names_in(row[::2]), _names_in(row[1::2])) for row in beside) if typed else known
    return max(known, names) >= (_FEWEST_TYPED if typed else 1) and known * _SHARE >= len(beside)


def _names_in(boxes: Sequence[Box]) -> int:
    return sum(bool(key_of(box)) for box in boxes)


def _begins_with_name(row: Sequence[Box]) -> bool:
    key = key_of(row[0])
    return bool(key) and not (key in PEOPLE and reads_as_speech(row[1].text))


def is_sideways(rows: Sequence[Sequence[Box]]) -> bool:
    """Whether the names of fields stand in one row, and their values in the row below."""
    if len(rows) != _PAIR or not _FEWEST_SIDEWAYS <= len(rows[1]) <= len(rows[0]):
        return False
    columns = {box.cell.column for box in rows[0]}
    return all(map(key_of, rows[0])) and all(
        box.cell.column in columns and not key_of(box) for box in rows[1]
    )


def read_sideways(rows: Sequence[Sequence[Box]]) -> None:
    """Mark the names and the values below them."""
    for row, role in zip(rows, _NAME_OVER_VALUE, strict=True):
        for box in row:
            box.role, box.opens, box.whole = role, True, role == "name"


def read(rows: Sequence[Sequence[Box]], width: int, *, typed: bool) -> None:
    """Say of each box whether it names a field or is a value."""
    columns = _columns_of_names(rows)
    before = ""
    for row in rows:
        before = _Row(row, columns, width, typed).read(before)


def _columns_of_names(rows: Sequence[Sequence[Box]]) -> frozenset[int]:
    """The columns right of the first in which a known name stands before a value."""
    return frozenset(box.cell.column for row in rows for box, value in pairwise(row[2:]) if key_of(box))


@dataclass(slots=True)
class _Row:
    """A row of a form while it is read from the left. `columns` are those in which names stand, `width` how
    many the form has."""

    row: Sequence[Box]
    columns: frozenset[int]
    width: int
    typed: bool

    def read(self, before: str) -> str:
        """Mark the boxes; gives the kind of field that the row ends in. `before` is that of the row above."""
        at, key = 0, before
        while at < len(self.row):
            if not self._names(at, before):
                self._value(self.row[at], key)
                at += 1
                continue
            after = range(at + (1 if at == 0 else _PAIR), len(self.row))
            stop = next((one for one in after if self._names(one, before)), len(self.row))
            key = self._field(self.row[at], self.row[at + 1 : stop])
            at = stop
        return key

    def _names(self, at: int, before: str) -> bool:
        """Whether the box names a field; what no list has only where names stand."""
        box = self.row[at]
        last = at + 1 == len(self.row)
        if not box.text or len(box.text) > _LONGEST_NAME or box.text.endswith("。"):
            return False
        known = bool(key_of(box))
        if before in PEOPLE and box.cell.column and key_of(box) == "members":
            return False  # 委員 beside 欠席者, which spans this row too
        if at == 0:
            if last:
                return known and not self.typed and box.cell.columns < self.width
            group = before in PEOPLE and likeness(box.text) >= LIKELY
            rest = len(self.row) > _PAIR and bool(key_of(self.row[1]))  # … 15時 | 場所 | …
            free = box.cell.column == 0 and not (group or rest or before == _RESULTS or numbered(box.text))
            return known or (free and not reads_as_speech(box.text))
        if at == 1 and self._names(0, before):  # beside a heading of a whole part of the form
            part = self.row[0].cell.rows > 1 and key_of(self.row[0]) not in PEOPLE
            return known and part and not last
        if last:
            return known and key_of(box) not in PEOPLE
        return known or box.cell.header or box.cell.column in self.columns

    def _field(self, name: Box, values: Sequence[Box]) -> str:
        """Mark a field's name and what is beside it."""
        key = key_of(name)
        if key == "agenda" and [box.word in OUTCOME_NAMES for box in values] == [True]:
            key = _RESULTS
        name.opens = name.whole = True
        name.role = "name"
        if _holds_the_record(key, name, values):
            name.role = "body"
            for box in values:
                box.opens = True
            return "body"
        if key == "body" or squeeze(name.text) in OUTCOME_NAMES:
            name.role = ""  # what the head makes of it depends on what is below
            return key
        for box in values:
            box.role = "value"
        return key

    def _value(self, box: Box, key: str) -> None:
        """What is beside a name that spans several rows, or below 議題 | 結果."""
        if key == _RESULTS or (box.cell.column and not self.typed and key != "body"):
            box.role = "value"


def _holds_the_record(key: str, name: Box, values: Sequence[Box]) -> bool:
    """Whether what was said stands beside the name."""
    texts = [text for box in values for text in box.texts]
    if not texts or name.word in OUTCOME_NAMES:
        return False
    if key == "body":
        long = len(texts) > 1 or len(texts[0]) > _ONE_LINE
        return (long or numbered(texts[0]) is not None) and not texts[0].endswith("のとおり")
    if key in PEOPLE:
        return False
    return sum(_opens_turn(text) for text in texts) >= _LEAST_SPOKEN


def _opens_turn(text: str) -> bool:
    """Whether somebody begins to speak: 会長　…。"""
    found = (one for one in readings(text[:400]) if one.weight >= LIKELY)
    return any(reads_as_speech(text[one.text_at :]) for one in found)
