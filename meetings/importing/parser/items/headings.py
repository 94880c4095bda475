"""Headings of the main text and the items of the agenda that they stand for."""

import re

from ...folding import half, squeeze, unbracket
from ..header.facts import Told
from ..lines import Line
from ..notation.decided import decided
from ..notation.item_titles import is_untitled, kind_beside, kind_of, names_no_business
from ..notation.names import unframed
from ..notation.notes import is_time_stamp
from ..notation.numbering import Numbered, numbered, parts_of, value_of
from ..notation.speakers import LIKELY, likeness
from ..outline import FRAMED, Node, Outline

_BUSINESS = ("議事", "議題", "案件")
_DEALT_WITH = re.compile(
    r"(?:(?:主な|各?委員(?:から|より)?の|(?:それ|これ)に対する)*"
    r"(?:説明|質疑|応答|質問|意見|回答|答弁|要望|討論)(?:等|など)?(?:及び|並びに|と|・|、|の)?)+(?:概要|要旨|内容)?"
)
"""How business is dealt with: 質疑応答・意見等, 委員からの質問とそれに対する回答."""


class Headings:
    """Enters one heading after the other into the outline; `outline.current` is the last."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.stamps: list[Told] = []
        """Times printed beside a heading: 【開会】16:00."""
        self._runs: dict[str, int] = {}
        self._last: Line | None = None

    def enter(self, line: Line, below: str) -> None:
        """Take a line that is a heading. `below` is the text of the next."""
        if self._second_line(line) or names_no_business(line.text, listed=self.outline.has_list):
            return
        self._last = line
        bare = self._bare(line)
        item = numbered(bare, glued=True)
        if item and item.kind == "bullet":
            item = numbered(item.rest) or item
        title = bare if item and is_untitled(item) else (item.rest if item else bare).strip(" 　:：")
        known = self.outline.meant(title or bare, item)
        if known is None and (beside := kind_beside(title)):
            known = self.outline.find(beside["title"])
        if known is None and self._holds(title, below):
            self.outline.current = None
        elif known is None and self._over_numbered(title, item, below):
            self.outline.current = None
            self.outline.restart_levels()
        elif known is not None:
            self.outline.current = known
            known.met = True
        elif self.outline.has_list and not (item and item.number) and _DEALT_WITH.fullmatch(squeeze(title)):
            self.outline.current = self.outline.current or self.outline.only()
        else:
            self._enter_new(line, title or bare, item)
        self._count(item)

    def _bare(self, line: Line) -> str:
        """The heading without what frames it; a time beside it is kept as a stamp."""
        text = unframed(line.text)
        inner = unbracket(text)
        if inner and inner[2].strip() and inner[0] in "【〔［[＜<〈《" and is_time_stamp(inner[2]):
            self.stamps.append(Told(text, line.number, "stamp"))
            return inner[1].strip()
        if inner and not inner[2].strip(" :：") and inner[0] not in "「『" and not numbered(text):
            return inner[1].strip()
        return text

    def _holds(self, title: str, below: str) -> bool:
        """「３　議事」 right over an item that the head lists, and not listed itself; or the name of the list
        (審議事項) again."""
        if not self.outline.has_list:
            return False
        if squeeze(title) in _BUSINESS or self.outline.is_named(title):
            return True
        first = numbered(below)
        over = first is not None and self.outline.meant(first.rest, first) is not None
        return over and kind_of(title) == "item"

    def _over_numbered(self, title: str, item: Numbered | None, below: str) -> bool:
        """「◇議　事」 without a number, right over the first of the items that only the text has."""
        counted = item is not None and item.number != ""
        return squeeze(title) in _BUSINESS and not counted and numbered(below) is not None

    def _second_line(self, line: Line) -> bool:
        """「町田市：1.…」 with 「2.…」 on the next line is one heading, and so are two lines of one title."""
        node, before = self.outline.current, self._last
        if node is None or line.blank_before or before is None or before.number != line.number - 1:
            return False
        item = numbered(line.text)
        if item is None and squeeze(node.title).endswith(squeeze(line.text)):
            return True
        inner = re.search(r"[:：]\s*(\d)[.．、]", half(node.title))
        if item is None or inner is None or value_of(item.number) != int(inner.group(1)) + 1:
            return False
        node.title += " " + line.text
        return True

    def _enter_new(self, line: Line, title: str, item: Numbered | None) -> None:
        listed = self.outline.has_list and self._goes_on(item)
        title, outcome = decided(title, table=False)
        node = Node(title, item.number if item else "", kind_of(title), line=line.number, outcome=outcome)
        notation = item.kind if item and item.kind != "bullet" else ""
        if not notation:
            notation = FRAMED if self.outline.has_list and unbracket(line.text) else ""
            self._unnumbered(node, title)
        self.outline.enter(node, notation, listed=listed)

    def _unnumbered(self, node: Node, title: str) -> None:
        """Headings without numbers: one that names whose subject it is stands below; others are of one
        level."""
        whose = re.match(r"([^:：]{2,12})[:：]\s*\S", title)
        if whose and likeness(whose.group(1)) >= LIKELY and self.outline.current:
            node.parent = self.outline.current.top()
        elif self.outline.current and not self.outline.has_list:
            self.outline.restart_levels()

    def _count(self, item: Numbered | None) -> None:
        """Remember how far the document's own numbering has come."""
        value = value_of(item.number) if item else None
        if item and value is not None:
            parts = parts_of(item.number)
            self._runs["dashed" if parts else item.kind] = parts[1] if parts else value
            if not parts:
                self._runs.pop("dashed", None)

    def _goes_on(self, item: Numbered | None) -> bool:
        """Whether a number is the next of the document's own."""
        if item is None or parts_of(item.number) is not None:
            return False
        last = self._runs.get(item.kind)
        return last is not None and value_of(item.number) == last + 1
