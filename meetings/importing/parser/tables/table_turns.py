"""Tables of turns: 発言者 | 発言内容, 質問 | 回答, 発言者 | 意見 | 対応, 議題 | 発言者 | 内容; and without a
head 会長 | … and １　進め方 | 事務局 | …."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...vocabulary import COLUMN_KINDS, HEADER_NAMES, NOT_SPEAKERS
from ..notation.numbering import numbered
from ..notation.speakers import LIKELY, likeness, reads_as_speech
from .boxes import Box

_LONGEST_LABEL = 20
_ITEM_SPEAKER_SAID = 3
_SAID = ("said", "answer")
_FEWEST = _PAIR = 2
_JOINED = re.compile(r"[・、/]|及び|並びに|と")
_BRACKET = re.compile(r"\([^()]{1,20}\)$")


@dataclass(slots=True)
class TurnTable:
    """A table of turns under the head of its columns: what each column holds and how it is called."""

    kinds: dict[int, str]
    names: dict[int, str]
    typed: bool

    @property
    def columns(self) -> list[int]:
        """The columns from the left."""
        return sorted(self.kinds)

    def read(self, rows: Sequence[list[Box]], start: int) -> int:
        """Mark the head and the rows below it; gives the row after them."""
        for box in rows[start]:
            box.role, box.aside = "head", True
        at = start + 1
        last = max((one for one in range(at, len(rows)) if not is_fact(rows[one][0])), default=start)
        while at < len(rows) and not self._ends(rows[at], below=at > last):
            self._row(rows[at])
            at += 1
        return at

    def _ends(self, row: Sequence[Box], *, below: bool) -> bool:
        """A fact below the turns, in the same table: 担当課 | 環境課. 担当 above other turns is a speaker."""
        if len(row) < _PAIR or row[0].cell.column != self.columns[0] or not is_fact(row[0]):
            return False
        return below or not reads_as_speech(row[1].text)

    def _row(self, row: Sequence[Box]) -> None:
        if len(row) == 1 and self._stands_alone(row[0]):
            return
        if _names_item(row):
            row[0].heading = row[0].opens = True
            return
        before: str | None = None
        for box in row:
            kind = self.kinds.get(box.cell.column, "")
            box.role = "turn" if kind == "speaker" or kind in _SAID else ""
            box.opens |= kind not in _SAID or before in ("item", "number", "")
            if kind == "speaker":
                box.whole = True
                box.label = _speaker(box, row)
            elif kind == "item":
                box.heading = box.whole = True
            elif kind == "number":
                box.aside = True
            elif kind in _SAID and not self._beside_speaker(box, kind):
                box.label, box.opens = self.names[box.cell.column], True
            before = self.kinds.get(box.cell.column)

    def _stands_alone(self, box: Box) -> bool:
        """A line across the table: the heading of an item, a note. In a text it may be more of the cell over
        it."""
        spans = box.cell.columns >= len(self.columns)
        first = box.cell.column == self.columns[0] and self.kinds[self.columns[0]] not in _SAID
        return spans or first or (self.typed and box.cell.column == 0)

    def _beside_speaker(self, box: Box, kind: str) -> bool:
        at = self.columns.index(box.cell.column)
        return kind == "said" and at > 0 and self.kinds[self.columns[at - 1]] == "speaker"


def head_of(row: Sequence[Box], *, typed: bool) -> TurnTable | None:
    """The table that this row heads; None where it heads no table of turns."""
    kinds = {box.cell.column: _kind(box.word) for box in row}
    found = set(kinds.values())
    turns = {"said", "answer"} <= found or {"speaker", "said"} <= found
    unknown = sum(not kind for kind in kinds.values())
    if not turns or unknown > (len(kinds) > _PAIR):
        return None
    return TurnTable(kinds, {box.cell.column: box.text.strip() for box in row}, typed)


def _kind(word: str) -> str:
    """What is under this word: 議題・発言内容 is above what was said."""
    word = _BRACKET.sub("", word)
    if word in COLUMN_KINDS:
        return COLUMN_KINDS[word]
    parts = [COLUMN_KINDS.get(part, "") for part in _JOINED.split(word)]
    if len(parts) > 1 and "said" in parts:
        return "said"
    _, by, said = word.partition("からの")
    return COLUMN_KINDS.get(said, "") if by else ""


def _names_item(row: Sequence[Box]) -> bool:
    """「議題１ | 運動について」: an item in the columns of those who speak."""
    item = numbered(f"{row[0].text}\u3000{row[-1].text}") if len(row) == _PAIR else None
    return item is not None and item.kind.startswith("named") and not reads_as_speech(row[1].text)


def is_fact(box: Box) -> bool:
    """担当課, 閉会: the name of a field, which stands below the turns in the same table."""
    return HEADER_NAMES.get(box.word, "members") not in ("members", "staff", "attendees")


def _speaker(box: Box, row: Sequence[Box]) -> str:
    """Who speaks in a row: whatever stands in that cell, but a note."""
    said = row[-1] is not box and bool(row[row.index(box) + 1].text)
    sure = said and len(box.word) <= _LONGEST_LABEL and "。" not in box.word
    return box.text.strip() if sure and box.word not in NOT_SPEAKERS else ""


def without_head(rows: Sequence[Sequence[Box]], *, typed: bool) -> set[int]:
    """Mark the rows that hold a turn without a head over them, and give which they are. In a text a tab
    behind the speaker is a mark of turns like any other, and only items beside them are marked here."""
    items = {at for at, row in enumerate(rows) if _is_item_row(row)}
    for at in items:
        row = rows[at]
        row[0].heading = row[0].opens = row[0].whole = row[1].opens = True
    spoken = _spoken_rows(rows, items)
    for at in () if typed else spoken:
        speaker, *said = rows[at][-2:] if at in items else rows[at]
        speaker.role, speaker.label = "turn", speaker.text.strip()
        speaker.opens = speaker.whole = True
        for box in said:
            box.role = "turn"
    return items | spoken


def _is_item_row(row: Sequence[Box]) -> bool:
    """「１　進め方 | 事務局 | 年５回開きます。」: an item whose cell spans the rows of its turns."""
    if len(row) != _ITEM_SPEAKER_SAID or likeness(row[0].text) >= LIKELY or likeness(row[1].text) < LIKELY:
        return False
    item = numbered(row[0].text) is not None or row[0].cell.rows > 1
    return item and not is_fact(row[0]) and reads_as_speech(row[2].text)


def _spoken_rows(rows: Sequence[Sequence[Box]], items: set[int]) -> set[int]:
    """The rows with a speaker beside what he says: from the first to the last in which he is known by his
    words or comes again."""
    pairs = {at: row[-2:] for at, row in enumerate(rows) if len(row) == _PAIR or at in items}
    pairs = {at: pair for at, pair in pairs.items() if _could_be_turn(*pair)}
    times = Counter(speaker.word for speaker, _ in pairs.values())
    sure = [at for at, (speaker, _) in pairs.items() if likeness(speaker.text) >= LIKELY]
    if len(sure) < _FEWEST:
        return set()
    near = range(min(sure), max(sure) + 1)
    return {at for at, (speaker, _) in pairs.items() if at in sure or at in near or times[speaker.word] > 1}


def _could_be_turn(speaker: Box, said: Box) -> bool:
    short = 0 < len(speaker.word) <= _LONGEST_LABEL and "。" not in speaker.word
    return short and not is_fact(speaker) and reads_as_speech(said.text)
