"""From the XML of a Word document to lines. The conventions for tables and lists are those of the reader of
web pages: cells of a row share a line, parted by a tab; a list's number comes before its text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...parsed import Problem
from ...source import Cell, cells_of_pieces, visible
from ..concealed import Concealed, Tally
from .container import MATH, MC, W
from .numbering import Numbering
from .placing import children, is_layout, placed
from .run_styles import RunStyles

WordLine = tuple[str, bool, bool, tuple[Cell, ...]]
"""(text, belongs to the page's frame, comes after a table, cells of its pieces)"""

_CellLine = tuple[str, tuple[Cell, ...]]

TRACKED = "変更履歴が残っています（{what}）。挿入された文字は読み込み、削除された文字とコメントは除きました"
NOTES = "脚注・文末脚注が{count}件あります。発言には入れず、文書の末尾に分けて置きました"

_LEFT_OUT = frozenset(
    f"{W}{name}"
    for name in ("rt", "del", "delText", "moveFrom", "instrText", "delInstrText", "pPr", "rPr", "sectPr")
)
_TYPED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# Letters of fonts that draw signs. What is not listed stays in the private area and is reported as illegible.
_SIGNS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
        0xA8: "□", 0xD8: "➤", 0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "symbol": {0xB7: "•", 0xB4: "×", 0xB1: "±", 0xAE: "→", 0xB3: "≧", 0xA3: "≦", 0xB0: "°"},
}  # fmt: skip
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_MARKS = {"footnote": "（注{}）", "endnote": "（後注{}）"}


@dataclass(slots=True)
class Seen:
    """Counts made while the text is read. `at` is the line of the first tracked change."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    comments: int = 0
    concealed: Tally = field(default_factory=Tally)
    notes: int = 0
    at: int | None = None


def problems_of(seen: Seen, last: int) -> list[Problem]:
    """One problem for each kind of thing that the record leaves out. `last` is the document's last line."""
    found: list[Problem] = []
    counted = (
        (seen.insertions, "挿入{}か所"),
        (seen.deletions, "削除{}か所"),
        (seen.moves, "移動{}か所"),
        (seen.comments, "コメント{}件"),
    )
    what = "、".join(words.format(count) for count, words in counted if count)
    if what:
        found.append(Problem("tracked-changes", seen.at, TRACKED.format(what=what)))
    found += seen.concealed.problems(last)
    if seen.notes:
        found.append(Problem("footnotes", None, NOTES.format(count=seen.notes)))
    return found


@dataclass(slots=True)
class Walker:
    """Walks parts of one document and remembers which list number and which note comes next."""

    numbering: Numbering
    styles: RunStyles
    seen: Seen
    found: list[WordLine] = field(default_factory=list)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    boxes: list[etree._Element] = field(default_factory=list)
    carried: str = ""
    before: int = 0
    style: str = ""
    """The style of the paragraph that is being read."""
    leaving_out: Concealed | None = None
    """What the runs right before were: Word parts a stretch of them at will."""
    tables: int = 0

    def lines(self, root: etree._Element) -> list[WordLine]:
        """The lines of a body: paragraphs and tables in order, runs of blank lines as one."""
        self.found = []
        after_table = False
        for block in _blocks(root):
            if block.tag == f"{W}tbl":
                self._say("", after_table=False)
                for row, cells in self._table(block):
                    self._say(row, after_table=after_table, cells=cells)
                    after_table = False
                self._say("", after_table=False)
                after_table = True
            else:
                for line in self._paragraph(block):
                    self._say(line, after_table=after_table)
                    after_table = after_table and not line.strip()
        for line in self._flush():
            self._say(line, after_table=after_table)
        return self.found

    def frame(self, root: etree._Element) -> list[WordLine]:
        """The lines of a header or a footer: they belong to the page."""
        return [(text, True, False, ()) for text, *_ in self.lines(root) if text]

    def notes(self, root: etree._Element, kind: str) -> list[WordLine]:
        """Footnotes, each marked as where it is referred to. They are part of the page, not of a turn."""
        out: list[WordLine] = []
        for note in root.findall(f"{W}{kind}"):
            mark = self.marks.get((kind, note.get(f"{W}id", "")))
            texts = [text for text, *_ in self.lines(note) if text]
            if texts and mark:
                self.seen.notes += 1
                out += [
                    ((mark if not at else "") + text.strip(), True, False, ())
                    for at, text in enumerate(texts)
                ]
        return out

    def _say(self, text: str, *, after_table: bool, cells: tuple[Cell, ...] = ()) -> None:
        if text.strip():
            self.found.append((text.rstrip(" "), False, after_table, cells))
        elif self.found and self.found[-1][0]:
            self.found.append(("", False, False, ()))

    def _flush(self) -> list[str]:
        text, self.carried = self.carried, ""
        return text.split("\n") if text else []

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        """The lines of one paragraph, then those of the text boxes that hang on it."""
        properties = paragraph.find(f"{W}pPr")
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        self.style = named.get(f"{W}val", "") if named is not None else ""
        self.leaving_out, struck = None, self.seen.concealed.count("struck")
        boxes, self.boxes = self.boxes, []
        text = self.carried + self._text(paragraph)
        anchored, self.boxes = self.boxes, boxes
        # With its mark deleted, a paragraph runs on into the next.
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.carried = text
            return []
        self.carried = ""
        # What is struck out keeps its number, so that those below it keep theirs.
        counts = bool(text.strip()) or self.seen.concealed.count("struck") > struck
        number = self.numbering.number_for(properties) if counts else ""
        lines = (number + text if text.strip() else text).split("\n")
        for box in anchored:
            for block in _blocks(box):
                if block.tag == f"{W}tbl":
                    lines += [text for text, _ in self._table(block)]
                else:
                    lines += self._paragraph(block)
        return lines

    def _table(self, table: etree._Element) -> list[_CellLine]:
        """The lines of a table with their cells; of one that only lays out the page, those inside it."""
        cells = {} if is_layout(table) else placed(table, self.tables)
        self.tables += 1
        lines: list[_CellLine] = []
        for row in children(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._change("deletions")
                continue
            lines += self._row(row, cells)
        return lines

    def _row(self, row: etree._Element, cells: dict[etree._Element, Cell]) -> list[_CellLine]:
        """A cell goes on the last line of the cell before it, as on a web page."""
        out: list[_CellLine] = []
        for element in children(row, "tc"):
            lines = self._cell(element, cells.get(element))
            if out and lines:
                (before, left), (first, right) = out[-1], lines.pop(0)
                text = f"{before.rstrip()}\t{first.strip()}"
                out[-1] = text, cells_of_pieces(text, (*left, *right))
            out += lines
        return out

    def _cell(self, element: etree._Element, cell: Cell | None) -> list[_CellLine]:
        """The lines of a cell; those of a table inside it stand in its own cells."""
        lines: list[_CellLine] = []
        for block in _blocks(element):
            if block.tag == f"{W}tbl":
                lines += self._table(block)
            else:
                lines += [(text, ()) for text in self._paragraph(block)]
        lines += [(text, ()) for text in self._flush()]
        own = (cell,) if cell else ()
        return [(text, cells or cells_of_pieces(text, own)) for text, cells in lines if text.strip()]

    def _text(self, element: etree._Element) -> str:
        """The printed text of a paragraph or of anything inside one. Line breaks are \\n."""
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag in (f"{W}t", f"{MATH}t"):
                self.leaving_out = None
                yield visible(child.text or "").replace("\n", " ")
            elif tag in _TYPED:
                yield _TYPED[tag]
            elif tag == f"{W}sym":
                yield _sign(child)
            elif tag in _REFERENCES:
                yield self._mark(child, _REFERENCES[tag])
            elif tag == f"{MC}AlternateContent":
                yield from self._alternative(child)
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag == f"{W}r" and (kind := self.styles.concealed(child, self.style)):
                self._leave_out(kind, child)
            else:
                self._count(child)
                if tag not in _LEFT_OUT:
                    yield from self._pieces(child)

    def _leave_out(self, kind: Concealed, run: etree._Element) -> None:
        """Count the stretch that this run begins, where it has any text."""
        if self.leaving_out != kind and any((text.text or "").strip() for text in run.iter(f"{W}t")):
            self.seen.concealed.add(kind, self._here())
            self.leaving_out = kind

    def _alternative(self, element: etree._Element) -> Iterator[str]:
        """One of two forms of the same: the new one, or the old one where Word wrote no other."""
        for name in ("Choice", "Fallback"):
            forms = element.findall(f"{MC}{name}")
            if forms:
                yield from self._pieces(forms[0])
                return

    def _mark(self, reference: etree._Element, kind: str) -> str:
        key = kind, reference.get(f"{W}id", "")
        if key not in self.marks:
            count = sum(1 for known, _ in self.marks if known == kind)
            self.marks[key] = _MARKS[kind].format(count + 1)
        return self.marks[key]

    def _count(self, element: etree._Element) -> None:
        """Tracked changes are counted where they touch text."""
        if element.tag == f"{W}ins":
            self._change("insertions")
        elif element.tag == f"{W}del":
            self._change("deletions")
        elif element.tag == f"{W}moveTo":
            self._change("moves")

    def _change(self, kind: str) -> None:
        setattr(self.seen, kind, getattr(self.seen, kind) + 1)
        self.seen.at = self.seen.at or self._here()

    def _here(self) -> int:
        """The number of the line that is being read."""
        return self.before + len(self.found) + 1


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in root:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and child.tag != f"{W}tcPr":
            yield from _blocks(child)


def _sign(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return "〓"
    font = element.get(f"{W}font", "").lower()
    if 0xF000 <= code <= 0xF0FF:
        return _SIGNS.get(font, {}).get(code - 0xF000) or chr(code)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "〓"
