"""The main text of the minutes: turns, prose and notes between them, and what they stand under."""

from collections.abc import Sequence

from ...folding import BULLETS, squeeze
from ...parsed import TurnKind
from ..entries import Entry
from ..header.facts import Told
from ..items.headings import Headings
from ..items.outcomes import add, assign
from ..lines import Line
from ..notation.decided import outcome_at, without_name
from ..notation.item_titles import names_no_business
from ..notation.notes import is_assent, is_note, is_time_stamp
from ..notation.numbering import numbered
from ..outline import Node, Outline
from ..weighing.evidence import Evidence
from ..weighing.states import HOLDS


class MainTextReader:
    """Takes the lines of the main text in order and gives each its place."""

    def __init__(self, found: Sequence[Evidence], path: Sequence[str], outline: Outline) -> None:
        self.found = found
        self.path = path
        self.last_turn = max((at for at, state in enumerate(path) if state == "opening"), default=-1)
        self.outline = outline
        self.headings = Headings(outline)
        self.entries: list[Entry] = []
        self.stamps: list[Told] = self.headings.stamps
        self.sections: list[str] = []
        self.printed: list[tuple[Line, Node | None]] = []
        """Headings and lines of outcomes as printed, each with what it stands for."""
        self.open_turn: Entry | None = None
        self.quoted = False

    def read(self) -> None:
        """Every line that is no part of the head."""
        at = 0
        while at < len(self.path):
            one, state = self.found[at], self.path[at]
            if state == "outcome":
                at = self._outcome(at)
                continue
            if state == "opening":
                self._turn(one)
            elif state == "speech" and self.open_turn is not None:
                self._goes_on(one.line)
            elif state in ("prose", "speech"):
                self._prose(one)
            elif state == "remark":
                self._remark(one.line)
            elif state == "heading" and (one.is_section or self._is_over_head(at)):
                self._section(one.line.text)
            elif state == "heading":
                below = self.found[at + 1].line.text if at + 1 < len(self.found) else ""
                self.headings.enter(one.line, below)
                self.printed.append((one.line, self.outline.current))
                one.line.put("outline")
            elif state == "frame":
                one.line.put("furniture")
            if state not in ("opening", "speech", "frame"):
                self.open_turn = None
            at += 1
        self.found, self.path = [], []  # a long document's evidence takes much room

    def _is_over_head(self, at: int) -> bool:
        """Whether a heading without a number stands right over a field of the head (開催の概要) or over a
        table of people (委員の出欠)."""
        if at + 1 == len(self.path) or self.found[at].item is not None:
            return False
        below = self.found[at + 1]
        named = below.is_fact_name and self.path[at + 1] in HOLDS
        return named or below.line.table in ("head", "people")

    def _section(self, text: str) -> None:
        """A heading over the main text, or over the opinions on the item above."""
        self.sections.append(text)
        if not names_no_business(text, listed=True):  # ＜主な質疑＞
            self.outline.current = None
            self.outline.restart_levels()

    def _turn(self, one: Evidence) -> None:
        line, opening = one.line, one.opening
        assert opening is not None  # noqa: S101
        said = line.text[opening.text_at : opening.stop]
        self.quoted = opening.quoted
        if opening.quoted:
            said = said[1:].removesuffix("」")
        entry = Entry("speech", opening.label, opening.printed, self.outline.current, first_line=line.number)
        entry.take(line, said.strip())
        self._append(entry)
        ends = opening.stop is not None or (opening.quoted and line.text.endswith("」"))
        self.open_turn = None if ends else entry
        line.put("turn")

    def _goes_on(self, line: Line) -> None:
        assert self.open_turn is not None  # noqa: S101
        closes = self.quoted and line.text.endswith("」")
        self.open_turn.take(line, line.text.removesuffix("」") if closes else line.text)
        line.put("turn")
        if closes:
            self.open_turn = None

    def _append(self, entry: Entry) -> None:
        if entry.node:
            entry.node.met = True
        self.entries.append(entry)

    def _remark(self, line: Line) -> None:
        """A note, the time of day, assent: nobody's words, and no prose."""
        stamp = is_time_stamp(line.text)
        if stamp:
            self.stamps.append(Told(self._named_stamp(line.text), line.number, "stamp"))
        noted = stamp or is_assent(line.text) or squeeze(line.text) == "以上"
        self._aside("procedure" if noted else "narration", line)

    def _named_stamp(self, text: str) -> str:
        """A time under the heading 開会 or 閉会 is the time of that."""
        node = self.outline.current
        if node and node.kind in ("opening", "closing") and not any(mark in text for mark in "開閉散"):
            return ("開会 " if node.kind == "opening" else "閉会 ") + text
        return text

    def _aside(self, kind: TurnKind, line: Line) -> None:
        entry = Entry(kind, node=self.outline.current, first_line=line.number)
        entry.take(line, line.text)
        self._append(entry)
        line.put("procedure" if kind == "procedure" else "narration")

    def _prose(self, one: Evidence) -> None:
        """Lines of prose right below each other are one paragraph of it; points under a mark are not."""
        line = one.line
        last = self.entries[-1] if self.entries else None
        goes_on = last is not None and last.kind == "narration" and last.node is self.outline.current
        listed = line.text[0] in BULLETS
        if last is None or not goes_on or line.blank_before or listed or is_note(last.texts[-1]):
            self._aside("narration", line)
            return
        last.take(line, line.text)
        line.put("narration")

    def _outcome(self, at: int) -> int:
        """「審議結果　原案のとおり承認」 is the outcome of the item it stands under; a section of that name
        tells those of all. What belongs to no item stays as prose. Gives where the next line is."""
        stop = at + 1
        while stop < len(self.path) and self.path[stop] == "outcome" and not outcome_at(self._text(stop)):
            stop += 1
        lines = [one.line for one in self.found[at:stop]]
        self.open_turn = None
        if not self._told(lines, last=stop > self.last_turn):
            for line in lines:
                self._aside("narration", line)
        for line in lines:
            line.put("outline")
            self.printed.append((line, self.outline.current))
        return stop

    def _text(self, at: int) -> str:
        return self.found[at].line.text

    def _told(self, lines: Sequence[Line], *, last: bool) -> bool:
        """Give the item what these lines tell; each item its own where a list stands below all turns."""
        named = outcome_at(lines[0].text)
        values = [named.value] if named and named.value else [] if named else [without_name(lines[0].text)]
        values += [line.text for line in lines[1:]]
        node = self.outline.current
        if not values:
            return False
        if last and len(values) > 1 and all(map(numbered, values)) and assign(self.outline, values):
            return True
        if node is not None and not (named and named.number):
            add(node, "".join(values) if named and named.value else "\n".join(values))
            return True
        return assign(self.outline, values)
