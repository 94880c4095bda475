"""Tables of turns with columns of their own for answers or items: 「質問 | 回答」, 「発言者 | 意見 | 対応」,
「項目 | 発言者 | 発言内容」. What a cell is says the head of its column, which stands once above all rows."""

from collections.abc import Sequence
from itertools import zip_longest

from ..folding import squeeze
from ..vocabulary import COLUMN_KINDS, HEADER_NAMES, NOT_SPEAKERS
from .furniture import is_rule
from .lines import Line
from .numbering import numbered
from .speakers import LIKELY, likeness, reads_as_speech

_LONGEST_HEAD = 60
_LONGEST_LABEL = 20
_ITEM_SPEAKER_SAID = 3
_SAID = ("said", "answer")


def cut_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with the rows of such tables cut where a column opens a turn. Each piece knows the name of
    its column as label; a speaker beside what he says needs none."""
    out: list[Line] = []
    table: _Table | None = None
    for line, under in zip_longest(lines, lines[1:]):
        kinds = _kinds_of(line)
        if table and line.blank_before and under is not None and is_rule(under.text):
            table, line.after_table = None, True  # the head of another table
        if kinds:
            table = _Table(line, kinds)
            line.put("furniture")
        elif table and not line.place:
            pieces = table.row(line)
            table = table if pieces else None
            out += pieces or [line]
            continue
        out += [line] if line.place else _item_apart(line)
    return out


def _item_apart(line: Line) -> list[Line]:
    """「１　進め方 | 事務局 | 年５回開きます。」 in a table without a head: an item whose cell spans the rows
    of its turns."""
    cells = line.text.split("\t")
    if len(cells) != _ITEM_SPEAKER_SAID or not numbered(cells[0]) or likeness(cells[0]) >= LIKELY:
        return [line]
    if likeness(cells[1]) < LIKELY or not reads_as_speech(cells[2]):
        return [line]
    pieces = line.cut([len(cells[0]) + 1])
    pieces[0].heading = True
    return pieces


def _kinds_of(line: Line) -> list[str]:
    """What the columns under this line hold, or nothing where it is no head of such a table."""
    if "\t" not in line.text or len(line.text) > _LONGEST_HEAD:
        return []
    kinds = [COLUMN_KINDS.get(squeeze(cell), "") for cell in line.text.split("\t")]
    found = set(kinds)
    turns = {"said", "answer"} <= found or {"speaker", "said"} <= found
    return kinds if all(kinds) and turns else []


class _Table:
    """A table while its rows are read. `at` is the column in which the last line ended."""

    def __init__(self, head: Line, kinds: Sequence[str]) -> None:
        self.names = [name.strip() for name in head.text.split("\t")]
        self.kinds = kinds
        self.lead = _leading_tabs(head)
        self.at = len(kinds) - 1

    def row(self, line: Line) -> list[Line]:
        """The line cut into what its columns say; nothing where the table has ended."""
        cells = line.text.split("\t")
        last = len(self.kinds) - 1
        if line.after_table or (line.blank_before and len(cells) <= last):
            return []
        empty = _leading_tabs(line) - self.lead
        if self.kinds[0] == "item" and len(cells) == last == self.at:  # the item's cell spans this row too
            empty = 1
        begins = self.at == last and len(cells) > 1 and not _is_fact(cells[0])  # a cell of several lines
        fresh = empty > 0 or len(cells) > last or begins
        first = empty if fresh else self.at
        if first + len(cells) - 1 > last:
            return []
        self.at = first + len(cells) - 1
        starts = [0]
        for cell in cells[:-1]:
            starts.append(starts[-1] + len(cell) + 1)
        opened = range(first if fresh else first + 1, self.at + 1)
        cuts = [(starts[column - first], column) for column in opened if self._opens(column)]
        pieces = line.cut([start for start, _ in cuts if start])
        columns = [column for _, column in cuts]
        if len(columns) < len(pieces):
            columns.insert(0, first)
        for piece, column in zip(pieces, columns, strict=False):
            self._name(piece, column, begun=fresh or column > first)
        return pieces

    def _name(self, piece: Line, column: int, *, begun: bool) -> None:
        """Say what a piece is: words under the column's name, an item's heading or a row's number. `begun` is
        False for the rest of a cell that the line before began."""
        kind = self.kinds[column]
        if not begun or not piece.text:
            return
        if kind == "number":
            piece.put("furniture")
        piece.heading = kind == "item"
        if kind in _SAID:
            piece.label = self.names[column]
        elif kind == "speaker":
            piece.label = _speaker(piece.text)

    def _opens(self, column: int) -> bool:
        beside_speaker = column > 0 and self.kinds[column - 1] == "speaker"
        return not (self.kinds[column] == "said" and beside_speaker)


def _speaker(text: str) -> str:
    """Who speaks in a row: whatever stands in that cell, but the name of a fact or of a note."""
    cell, _, said = text.partition("\t")
    word = squeeze(cell)
    sure = bool(said.strip()) and len(word) <= _LONGEST_LABEL and "。" not in word
    return cell.strip() if sure and not _is_fact(cell) and word not in NOT_SPEAKERS else ""


def _is_fact(cell: str) -> bool:
    """担当課, 閉会: the name of a field, which stands below the turns in the same table."""
    return HEADER_NAMES.get(squeeze(cell), "members") not in ("members", "staff")


def _leading_tabs(line: Line) -> int:
    """How many cells at the front are empty; a table drawn with | has one before every row."""
    whole = "".join(text for _, text in line.parts).replace("|", "\t")
    return whole[: len(whole) - len(whole.lstrip())].count("\t")
