"""Web pages: the lines a browser would show, tables and lists included, the site's own frame marked as
such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from ..source import Source, UnreadableError, numbered_lines
from .encodings import decode

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
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        markup = _XML_HEAD.sub("", text.removeprefix("\ufeff")).replace("\x00", "")
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableError(NO_PAGE) from error
    page = _Page()
    page.walk(root)
    return Source("html", numbered_lines(page.lines()), used)


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The ladder, with what the page declares tried before the guess between cp932 and EUC-JP."""
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
    """Lines while the tree is walked. The walk keeps its own stack: pages nest deeper than Python's."""

    done: list[tuple[str, bool, bool]] = field(default_factory=list)
    building: str = ""
    frame: int = 0
    pre: int = 0
    after_table: bool = False
    prefix: str = ""
    cells: list[int] = field(default_factory=list)
    counters: list[int | None] = field(default_factory=list)

    def walk(self, root: lxml.html.HtmlElement) -> None:
        stack: list[tuple[lxml.html.HtmlElement, Iterator[lxml.html.HtmlElement]]] = []
        element = root
        self._enter(element)
        stack.append((element, iter(element)))
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(element)
                if stack:
                    self._text(element.tail)
            elif not isinstance(child.tag, str) or child.tag in _DROPPED:
                self._text(child.tail)
            else:
                self._enter(child)
                stack.append((child, iter(child)))

    def lines(self) -> list[tuple[str, bool, bool]]:
        """The finished lines, runs of blank ones as one."""
        self._break()
        out: list[tuple[str, bool, bool]] = []
        for one in self.done:
            if one[0] or (out and out[-1][0]):
                out.append(one)
        return out

    def _enter(self, element: lxml.html.HtmlElement) -> None:
        tag = element.tag
        self.frame += _is_frame(element)
        if tag in ("td", "th"):
            self._cell()
        elif tag in _BLOCKS:
            self._break()
            if tag in _SPACED and not self.cells:
                self._blank()
        if tag in ("ul", "ol", "menu", "dir"):
            self.counters.append(_first_number(element) if tag == "ol" else None)
        elif tag == "li":
            self._bullet(element)
        elif tag == "tr":
            self.cells.append(0)
        elif tag == "pre":
            self.pre += 1
        elif tag == "br":
            self._break(keep=True)
        self._text(element.text)

    def _leave(self, element: lxml.html.HtmlElement) -> None:
        tag = element.tag
        if tag in ("ul", "ol", "menu", "dir") and self.counters:
            self.counters.pop()
        elif tag == "pre":
            self.pre -= 1
        elif tag == "tr" and self.cells:
            self.cells.pop()
        if tag in _BLOCKS and tag not in ("td", "th"):
            self._break()
            if tag in _SPACED and not self.cells:
                self._blank()
            self.after_table = self.after_table or tag in ("table", "dl")
        self.frame -= _is_frame(element)

    def _cell(self) -> None:
        """A cell goes on the line of the one before it when that one was a single line, as a name does."""
        if self.cells and self.cells[-1] and self.building.strip():
            self.building = self.building.rstrip() + "\t"
        else:
            self._break()
        if self.cells:
            self.cells[-1] += 1

    def _bullet(self, element: lxml.html.HtmlElement) -> None:
        counter = self.counters[-1] if self.counters else None
        depth = "  " * max(1, len(self.counters))
        if counter is None:
            self.prefix = depth + "• "
        else:
            value = element.get("value", "")
            counter = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else counter
            self.prefix = f"{depth}{counter}. "
            self.counters[-1] = counter + 1

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.pre:
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.building += first
            for other in others:
                self._break(keep=True)
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
            self.done.append((self.prefix + text, self.frame > 0, self.after_table))
            self.prefix, self.after_table = "", False
        elif keep:
            self.done.append(("", self.frame > 0, False))
        self.building = ""

    def _blank(self) -> None:
        if self.done and self.done[-1][0]:
            self.done.append(("", False, False))


def _is_frame(element: lxml.html.HtmlElement) -> bool:
    return element.tag in _FRAME or element.get("role") in ("navigation", "contentinfo", "banner", "search")


def _first_number(element: lxml.html.HtmlElement) -> int:
    start = element.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
