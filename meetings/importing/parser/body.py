"""The body of the minutes: headings, turns, prose and notes between them, in the order of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..folding import half, squeeze, unbracket
from ..parsed import ParsedTurn, TurnKind
from .fields import field_at
from .furniture import is_bare_number, is_contact, opens_tail
from .layout import Layout
from .lines import Line
from .names import is_title
from .notes import DASHES, is_assent, is_note, is_reported, is_time_stamp
from .numbering import Numbered, numbered, value_of
from .openings import Opening
from .outline import Node, Outline, is_container, is_headline, kind_of
from .speakers import LIKELY, likeness
from .wrapping import joined

_BY_SOMEONE = re.compile(r"より|から|による")
_HEADING = 90
_SHORT = 45


@dataclass(slots=True)
class Entry:
    """A turn, a narration or a note while it grows: its lines and what of each is its text."""

    kind: TurnKind
    label: str = ""
    printed: str = ""
    node: Node | None = None
    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    first_line: int = 0

    def take(self, line: Line, text: str) -> None:
        """Add a line (or what is left of it beside the label)."""
        self.lines.append(line)
        self.texts.append(text)

    def as_turn(self, wrap: int, index: dict[int, int]) -> ParsedTurn:
        """The entry as the record keeps it."""
        text = joined(self.lines, self.texts, wrap)
        item = index.get(id(self.node)) if self.node else None
        return ParsedTurn(self.label, text, self.first_line, self.kind, item, self.printed)


class BodyReader:
    """Reads the lines of the body in order and gives each its place."""

    def __init__(
        self, lines: Sequence[Line], openings: dict[int, Opening], layout: Layout, outline: Outline
    ) -> None:
        self.lines = lines
        self.openings = openings
        self.layout = layout
        self.outline = outline
        self.entries: list[Entry] = []
        self.open_turn: Entry | None = None
        self.stamps: list[str] = []
        self.sections: list[tuple[str, int]] = []
        self.last = max(openings, default=-1)

    def read(self, start: int) -> None:
        """All lines from `start` on."""
        for at in range(start, len(self.lines)):
            line = self.lines[at]
            if line.place:
                continue
            if at > self.last and opens_tail(line.text):
                self._tail(at)
                return
            if at in self.openings:
                self._turn(line, self.openings[at])
            elif not (self._people(at) or self._heading(at) or self._note(at)):
                self._prose(line)

    def _tail(self, at: int) -> None:
        for line in self.lines[at:]:
            line.put("furniture")

    def _turn(self, line: Line, opening: Opening) -> None:
        said = line.text[opening.text_at :]
        if opening.quoted:
            said = said[1:-1]
        entry = Entry("speech", opening.label, opening.printed, self.outline.current, first_line=line.number)
        entry.take(line, said.strip())
        self.entries.append(entry)
        self.open_turn = entry
        line.put("turn")

    def _next(self, at: int) -> int | None:
        return next((n for n in range(at + 1, min(at + 6, len(self.lines))) if not self.lines[n].place), None)

    # Headings

    def _heading(self, at: int) -> bool:
        line = self.lines[at]
        text = line.text
        if len(text) > _HEADING or text.endswith(("。", "、")) or (text[0] in DASHES and text[-1] in DASHES):
            return False
        if self._second_line_of_heading(line, at):
            return True
        inner = unbracket(text)
        bare = inner[1].strip() if inner and not inner[2].strip(" :：") and inner[0] not in "「『" else text
        if inner and inner[2].strip() and inner[0] in "【〔［[＜<〈《" and is_time_stamp(inner[2]):
            bare = inner[1].strip()
            self.stamps.append(text)
        if self._section(line, bare):
            return True
        item = numbered(bare, glued=True)
        if item and not item.rest:
            return False
        if item and item.kind == "bullet" and not (len(item.rest) <= 20 and kind_of(item.rest) != "item"):
            return False
        title = (item.rest if item else bare).strip(" 　:：")
        known = self.outline.find(title)
        if known and (item or line.blank_before or not self.open_turn) and self._may_repeat(known, line):
            self._enter_known(known, line)
            return True
        if not title or not self._is_new_heading(at, bare, title, item, bracketed=bare is not text):
            return False
        self._enter_new(line, text, title, item)
        return True

    def _second_line_of_heading(self, line: Line, at: int) -> bool:
        """「町田市：1.…」 with 「2.…」 on the next line is one heading."""
        node, before = self.outline.current, self.lines[at - 1] if at else None
        if node is None or line.blank_before or before is None or before.place != "outline":
            return False
        item = numbered(line.text)
        inner = re.search(r"[:：]\s*(\d)[.．、]", half(node.title))
        if item is None or inner is None or value_of(item.number) != int(inner.group(1)) + 1:
            return False
        node.title += " " + line.text
        line.put("outline")
        return True

    def _may_repeat(self, known: Node, line: Line) -> bool:
        return not (self.open_turn and len(squeeze(known.title)) < 3)

    def _section(self, line: Line, text: str) -> bool:
        """「5 会議録」, 「会議の経過」, 「議題」: says that the body goes on and is no item itself."""
        if line.blank_before and is_container(text) and not numbered(text) and not text[:1].isdigit():
            self.sections.append((text, line.number))
            self.outline.current = self.open_turn = None
            line.put("field")
            return True
        named = field_at(text)
        if (
            named
            and named.key == "body"
            and (not self.open_turn or line.blank_before)
            and len(named.value) < 40
        ):
            self.sections.append((named.name, line.number))
            if named.value:
                self.stamps.append(named.value)
            self.open_turn = None
            self.outline.restart_levels()
            line.put("field")
            return True
        return False

    def _is_new_heading(
        self, at: int, bare: str, title: str, item: Numbered | None, *, bracketed: bool
    ) -> bool:
        line = self.lines[at]
        kind = kind_of(title)
        if is_time_stamp(title) or is_contact(title) or (bracketed and _BY_SOMEONE.search(title)):
            return False
        if (
            kind in ("opening", "closing", "greeting")
            and len(title) <= 16
            and not title.endswith(("す", "た"))
        ):
            return item is not None or bracketed or line.blank_before or not self.open_turn
        if bracketed:
            return (
                bare[0] not in "（("
                and len(title) <= 20
                and (is_container(title) or bool(item))
                and not is_note(f"({title})説明")
            )
        if item and item.kind != "bullet":
            glued = numbered(bare) is None
            return (not glued or is_headline(title) or is_container(title)) and self._numbered_heading(
                at, title
            )
        if self.open_turn:
            return line.blank_before and (
                is_headline(title) or (kind == "other" and len(title) <= 12) or self._titled_by_label(title)
            )
        return self._free_heading(at, title)

    def _numbered_heading(self, at: int, title: str) -> bool:
        """A numbered line is a heading unless a speaker is counting: then the next line is more of the
        same turn."""
        if len(title) > 60 or re.search(r"[。]", title):
            return False
        if not self.open_turn or is_container(title):
            return True
        after = self._next(at)
        followed = (
            after is None
            or after in self.openings
            or (
                numbered(self.lines[after].text) is None
                and (is_note(self.lines[after].text) or is_reported(self.lines[after].text, aside=True))
            )
        )
        return followed and (is_headline(title) or len(title) <= 30) and not self.outline.has_list

    def _titled_by_label(self, title: str) -> bool:
        """「深川市：情報セキュリティポリシーについて」: whose subject it is, and the subject."""
        found = re.match(r"([^:：]{2,12})[:：]\s*\S", title)
        return (
            bool(found) and "colon" not in self.layout.families and likeness(found.group(1)) >= LIKELY
            if found
            else False
        )

    def _free_heading(self, at: int, title: str) -> bool:
        """An unnumbered short line outside a turn, standing alone over text."""
        line = self.lines[at]
        if (
            kind_of(title) != "item"
            or is_headline(title)
            or is_container(title)
            or self._titled_by_label(title)
        ):
            return True
        alone = line.blank_before and (after := self._next(at)) is not None and self.lines[after].blank_before
        unlisted = not self.outline.has_list
        return (
            alone
            and unlisted
            and 3 <= len(title) <= 30
            and not is_title(title)
            and not re.search(r"[:：、。]", title)
        )

    def _enter_known(self, known: Node, line: Line) -> None:
        self.outline.current = known
        self.open_turn = None
        line.put("outline")

    def _enter_new(self, line: Line, text: str, title: str, item: Numbered | None) -> None:
        node = Node(title, item.number if item else "", kind_of(title), line=line.number)
        notation = item.kind if item and item.kind != "bullet" else ""
        if not notation:
            self._unnumbered(node, title)
        self.outline.enter(node, notation)
        self.open_turn = None
        line.put("outline")
        del text

    def _unnumbered(self, node: Node, title: str) -> None:
        """Headings without numbers: one that names whose subject it is stands below; others are of one
        level."""
        if self._titled_by_label(title) and self.outline.current:
            node.parent = self.outline.current.top()
        elif self.outline.current and not self.outline.has_list:
            self.outline.restart_levels()

    # Notes and prose

    def _note(self, at: int) -> bool:
        line = self.lines[at]
        stamp = is_time_stamp(line.text)
        if stamp:
            self.stamps.append(self._named_stamp(line.text))
        elif not is_note(line.text) and squeeze(line.text) not in ("以上", "閉会", "散会"):
            return False
        after = self._next(at)
        if self.open_turn and not stamp and after is not None and self._goes_on(after):
            self._continue(line)
            return True
        kind: TurnKind = (
            "procedure" if stamp or is_assent(line.text) or squeeze(line.text) == "以上" else "narration"
        )
        self.aside(kind, line)
        return True

    def _named_stamp(self, text: str) -> str:
        """A time under the heading 開会 or 閉会 is the time of that."""
        node = self.outline.current
        if node and node.kind in ("opening", "closing") and not re.search("開|閉|散", text):
            return ("開会 " if node.kind == "opening" else "閉会 ") + text
        return text

    def _goes_on(self, after: int) -> bool:
        """Whether the speaker goes on after a note: the next line opens nothing and tells nothing."""
        text = self.lines[after].text
        if after in self.openings or is_note(text) or is_time_stamp(text) or opens_tail(text):
            return False
        return text.endswith("。") and not is_reported(text) and not is_headline(text)

    def aside(self, kind: TurnKind, line: Line) -> None:
        """Keep a line as a note or as prose of its own, between turns."""
        entry = Entry(kind, node=self.outline.current, first_line=line.number)
        entry.take(line, line.text)
        self.entries.append(entry)
        self.open_turn = None
        line.put("procedure" if kind == "procedure" else "narration")

    def _people(self, at: int) -> bool:
        """Before the first turn a page may repeat its title or say who presides: 「会長:広兼道幸」."""
        line = self.lines[at]
        if self.entries or self.open_turn or not self.openings:
            return False
        if is_bare_number(line.text):
            line.put("furniture")
            return True
        named = field_at(line.text)
        people = named and named.key in ("members", "staff") and not named.value.endswith("。")
        if is_title(line.text) or (people and named and named.value and not named.number):
            line.put("field")
            self.sections.append((line.text, line.number))
            return True
        return False

    def _prose(self, line: Line) -> None:
        if is_bare_number(line.text) and not self.open_turn:
            line.put("furniture")
            return
        if (
            self.open_turn
            and not (line.blank_before and is_reported(line.text))
            and not self._told_between(line)
        ):
            self._continue(line)
            return
        self.open_turn = None
        last = self.entries[-1] if self.entries else None
        if (
            last
            and last.kind == "narration"
            and not line.blank_before
            and last.lines
            and last.node is self.outline.current
        ):
            last.take(line, line.text)
            line.put("narration")
        else:
            self.aside("narration", line)

    @staticmethod
    def _told_between(line: Line) -> bool:
        """「事務局が資料2に基づき説明」: no sentence of a speaker ends so."""
        return not line.text.endswith("。") and len(line.text) <= _SHORT and is_reported(line.text)

    def _continue(self, line: Line) -> None:
        assert self.open_turn is not None  # noqa: S101
        self.open_turn.take(line, line.text)
        line.put("turn")
