"""Web pages: the lines a browser would show, tables and lists included, the site's own frame marked as
such, what is struck out or hidden left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ..errors import UnreadableError
from ..source import Cell, Source, cells_of_pieces, numbered_lines, visible
from .concealed import Concealed, Tally
from .encodings import decode
from .grid import Grid
from .page_styles import PageStyles

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
        "caption",
    }
)  # fmt: skip
_SPACED = frozenset(
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr",
        "section", "article",
    }
)  # fmt: skip
_TITLES = frozenset({"h2", "h3", "h4", "h5", "h6"})
_DROPPED = frozenset(
    {
        "script", "style", "head", "template", "noscript", "rt", "rp", "svg", "math", "select",
        "button", "input", "textarea", "iframe", "object",
    }
)  # fmt: skip
_FRAME = frozenset(
    {
        "nav", "footer", "aside",
    }
)  # fmt: skip
_COLLAPSED = re.compile("[ \t\n\r\f]+")
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.I)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
NO_PAGE = "ウェブページとして読めません"


def read_html(data: bytes, encoding: str | None) -> Source:
    """The lines of a web page. Raises UnreadableError."""
    text, used = _decoded(data, encoding)
    page = _Page()
    # the page hears of tags and text as they come: the tree of a long page would outweigh all it becomes
    parser = etree.HTMLParser(target=page, huge_tree=True, encoding="utf-8")  # type: ignore[arg-type]
    markup = _XML_HEAD.sub("", text.removeprefix("\ufeff")).replace("\x00", "")
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableError(NO_PAGE) from error
    lines = numbered_lines(page.lines())
    titled = [replace(line, titled=line.number in page.titled) for line in lines]
    return Source("html", titled, used, page.left_out.problems(len(lines)))


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The attempts of encodings.py, what the page declares before the guess between cp932 and EUC-JP."""
    if encoding:
        return decode(data, encoding)
    text, used = decode(data)
    declared = _DECLARED.search(data[:4096])
    if declared and used in ("cp932", "euc_jp"):
        try:
            return decode(data, declared.group(1).decode("ascii"))
        except UnreadableError:
            return text, used
    return text, used


@dataclass(slots=True)
class _Page:
    """Lines as a page's tags and text come in."""

    done: list[tuple[str, bool, bool, tuple[Cell, ...]]] = field(default_factory=list)
    building: str = ""
    dropped: int = 0
    """How deep inside what is no text (script, rt) or not shown we are."""
    silent: int = 0
    """How many of those are no text."""
    open: list[tuple[bool, bool]] = field(default_factory=list)
    """For each open tag whether it begins a part of the page's frame, and whether it strikes out its text."""
    frame: int = 0
    struck: int = 0
    title: int = 0
    titled: set[int] = field(default_factory=set)
    """The lines that the page sets as headings (h2)."""
    pre: int = 0
    after_table: bool = False
    prefix: str = ""
    cells: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    """The tables that are open, each inside the one before it."""
    tables: int = 0
    layouts: set[int] = field(default_factory=set)
    pieces: list[Cell] = field(default_factory=list)
    """The cells of the line that is being built."""
    counters: list[int | None] = field(default_factory=list)
    styles: PageStyles = field(default_factory=PageStyles)
    css: str | None = None
    left_out: Tally = field(default_factory=Tally)
    counted: bool = False
    """Whether the stretch that is being left out has been counted."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens (lxml's parser target)."""
        if tag == "style" and attributes.get("media", "all") in ("all", "screen", ""):
            self.css = ""
        no_text = tag in _DROPPED
        concealed = None if self.dropped or no_text else self.styles.concealed(tag, attributes)
        if self.dropped or no_text or concealed == "hidden":
            self.counted = self.counted and bool(self.dropped)
            self.dropped += 1
            self.silent += no_text
            return
        framing, striking = _is_frame(tag, attributes), concealed == "struck"
        self.counted = self.counted and bool(self.struck)
        self.open.append((framing, striking))
        self.struck += striking
        self._enter(tag, attributes, framing=framing)

    def end(self, tag: str) -> None:
        """A tag closes, by itself or because another ends it."""
        if tag == "style" and self.css is not None:
            self.styles.learn(self.css)
            self.css = None
        if self.dropped:
            self.dropped -= 1
            self.silent -= tag in _DROPPED
        elif self.open:
            framing, striking = self.open.pop()
            self.struck -= striking
            self._leave(tag, framing=framing)

    def data(self, text: str) -> None:
        """Text between tags, perhaps in pieces."""
        text = visible(text)
        if self.css is not None:
            self.css += text
        elif self.dropped:
            if not self.silent:
                self._leave_out("hidden", text)
        elif self.struck:
            self._leave_out("struck", text)
        else:
            self._text(text)

    def _leave_out(self, kind: Concealed, text: str) -> None:
        if text.strip() and not self.counted:
            self.left_out.add(kind, len(self.done) + 1)
            self.counted = True

    def close(self) -> None:
        """The page has ended; `lines` has what was on it."""

    def lines(self) -> list[tuple[str, bool, bool, tuple[Cell, ...]]]:
        """The finished lines."""
        self._break()
        out: list[tuple[str, bool, bool, tuple[Cell, ...]]] = []
        for text, frame, after_table, cells in self.done:
            kept = tuple(cell for cell in cells if cell.table not in self.layouts)
            out.append((text, frame, after_table, kept if len(kept) == len(cells) else ()))
        return out

    def _enter(self, tag: str, attributes: Mapping[str, str], *, framing: bool) -> None:
        self.frame += framing
        if tag in ("td", "th"):
            self._cell()
        elif tag in _BLOCKS:
            self._break()
            if tag in _SPACED and not self.cells:
                self._blank()
        if tag in ("ul", "ol", "menu", "dir"):
            self.counters.append(_first_number(attributes) if tag == "ol" else None)
        elif tag == "li":
            self._bullet(attributes)
        elif tag == "tr":
            self.cells.append(0)
        elif tag == "pre":
            self.pre += 1
        elif tag in _TITLES:
            self.title += 1
        elif tag == "br":
            self._break(keep=True)
        self._place(tag, attributes)

    def _place(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count the rows and cells of the table that is open."""
        grid = self.grids[-1] if self.grids else None
        if tag == "table":
            if grid:
                grid.hold_table()
            self.grids.append(Grid(self.tables))
            self.tables += 1
        elif grid and tag == "tr":
            grid.begin_row()
        elif grid and tag in ("td", "th"):
            rows, columns = _span(attributes, "rowspan"), _span(attributes, "colspan")
            grid.begin_cell(rows, columns, header=tag == "th")
        elif grid and tag == "thead":
            grid.heads = True

    def _leave(self, tag: str, *, framing: bool) -> None:
        if tag in ("ul", "ol", "menu", "dir") and self.counters:
            self.counters.pop()
        elif tag == "pre":
            self.pre -= 1
        elif tag == "tr" and self.cells:
            self.cells.pop()
        if tag in _BLOCKS and tag not in ("td", "th"):
            self._break()
            self.title -= tag in _TITLES
            if tag in _SPACED and not self.cells:
                self._blank()
            self.after_table = self.after_table or tag in ("table", "dl")
        if tag == "thead" and self.grids:
            self.grids[-1].heads = False
        elif tag == "table" and self.grids:
            grid = self.grids.pop()
            self.layouts |= {grid.table} if grid.is_layout else set()
        self.frame -= framing

    def _cell(self) -> None:
        """A cell goes on the line of the one before it when that one was a single line, as a name does."""
        if self.cells and self.cells[-1] and self.building.strip():
            self.building = self.building.rstrip() + "\t"
        else:
            self._break()
        if self.cells:
            self.cells[-1] += 1

    def _bullet(self, attributes: Mapping[str, str]) -> None:
        counter = self.counters[-1] if self.counters else None
        depth = "  " * max(1, len(self.counters))
        if counter is None:
            self.prefix = depth + "• "
        else:
            value = attributes.get("value", "")
            counter = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else counter
            self.prefix = f"{depth}{counter}. "
            self.counters[-1] = counter + 1

    def _text(self, text: str | None) -> None:
        if not text:
            return
        cell = self.grids[-1].cell if self.grids else None
        if cell and text.strip() and (not self.pieces or self.pieces[-1] is not cell):
            self.pieces.append(cell)
        if self.pre:
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.building += first
            for other in others:
                self._break(keep=True)
                self.pieces = [cell] if cell else []
                self.building += other
            return
        collapsed = _COLLAPSED.sub(" ", text)
        if not self.building or self.building[-1] in " \t":
            collapsed = collapsed.lstrip(" ")
        self.building += collapsed

    def _break(self, *, keep: bool = False) -> None:
        """End the line; an empty one is kept only after <br>."""
        text = self.building if self.pre else self.building.rstrip(" ")
        if text.strip():
            cells = cells_of_pieces(text, self.pieces)
            self.done.append((self.prefix + text, self.frame > 0, self.after_table, cells))
            if self.title:
                self.titled.add(len(self.done))
            self.prefix, self.after_table = "", False
        elif keep and self.done and self.done[-1][0]:  # of a run of empty lines one
            self.done.append(("", self.frame > 0, False, ()))
        self.building, self.pieces = "", []

    def _blank(self) -> None:
        if self.done and self.done[-1][0]:
            self.done.append(("", False, False, ()))


def _is_frame(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag in _FRAME or attributes.get("role") in ("navigation", "contentinfo", "banner", "search")


def _span(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _first_number(attributes: Mapping[str, str]) -> int:
    start = attributes.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
