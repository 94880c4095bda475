"""The body of the minutes: headings, turns, prose and notes between them, in the order of the page."""

import re

from ..folding import squeeze
from ..parsed import TurnKind
from .entries import Entry
from .fields import field_at
from .furniture import is_bare_number, opens_tail
from .head import Field
from .headings import HeadingReader
from .lines import Line
from .names import is_title
from .notes import is_assent, is_note, is_reported, is_time_stamp
from .numbering import numbered
from .openings import Opening
from .outcomes import add, assign, outcome_at
from .outline import is_headline

_SHORT = 45
_LONG = 400
_ARROWS = "→⇒"
_SENTENCE_ENDS = ("。", "です", "ます")
_CLOSING_KEYS = frozenset({"other", "department", "openness", "openness_reason", "observers", "materials"})


class BodyReader(HeadingReader):
    """Reads the lines of the body in order and gives each its place."""

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
            elif not (
                self._closing_field(at)
                or self._people(at)
                or self._outcome(at)
                or self._heading(at)
                or self._note(at)
            ):
                self._prose(line)

    def _tail(self, at: int) -> None:
        for line in self.lines[at:]:
            line.put("furniture")

    def _turn(self, line: Line, opening: Opening) -> None:
        said = line.text[opening.text_at : opening.stop]
        if opening.quoted:
            said = said[1:-1]
        entry = Entry("speech", opening.label, opening.printed, self.outline.current, first_line=line.number)
        entry.take(line, said.strip())
        self.entries.append(entry)
        self.open_turn = entry if opening.stop is None else None  # a label at the end closes the turn
        line.put("turn")

    # Outcomes

    def _outcome(self, at: int) -> bool:
        """「審議結果　原案のとおり承認」 is the outcome of the item it stands under; a section of that name
        tells those of all."""
        line = self.lines[at]
        named = outcome_at(line.text) if len(line.text) < _LONG else None
        if named is None:
            return False
        taken = self._outcome_lines(at, started=bool(named.value))
        values = [named.value] if named.value else []
        values += [self.lines[one].text for one in taken]
        node = self.outline.current
        under = node is not None and any(one.node is node for one in self.entries)
        if not values or (named.number and not assign(self.outline, values)):
            return False
        if not named.number:
            if under and node is not None:
                add(node, "".join(values) if named.value else "\n".join(values))
            elif not assign(self.outline, values):
                return False
        for one in (at, *taken):
            self.lines[one].put("outline")
        self.open_turn = None
        return True

    def _outcome_lines(self, at: int, *, started: bool) -> list[int]:
        """The lines below that belong to the outcome: up to a blank line, a turn, a heading or a field."""
        taken: list[int] = []
        before = self.lines[at].text
        for index in range(at + 1, len(self.lines)):
            line = self.lines[index]
            ends = line.blank_before and (started or taken)
            whole = started and before.endswith("。")
            if ends or whole or line.place or index in self.openings or is_note(line.text):
                break
            if field_at(line.text) or (started and numbered(line.text)) or opens_tail(line.text):
                break
            taken.append(index)
            before = line.text
        return taken

    # Notes and prose

    def _note(self, at: int) -> bool:
        line = self.lines[at]
        stamp = is_time_stamp(line.text)
        if stamp:
            self.stamps.append(self._named_stamp(line.text))
        elif not is_note(line.text) and squeeze(line.text) not in ("以上", "閉会", "散会"):
            return False
        after = self._next(at)
        if self.open_turn and not any(self.open_turn.texts):  # 「館長：」 over 「（資料1により説明）」
            self._continue(line)
            return True
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
        if len(text) < _LONG and outcome_at(text):
            return False
        return text.endswith("。") and not is_reported(text) and not is_headline(text)

    def aside(self, kind: TurnKind, line: Line) -> None:
        """Keep a line as a note or as prose of its own, between turns."""
        entry = Entry(kind, node=self.outline.current, first_line=line.number)
        entry.take(line, line.text)
        self.entries.append(entry)
        self.open_turn = None
        line.put("procedure" if kind == "procedure" else "narration")

    def _closing_field(self, at: int) -> bool:
        """「会議録署名人　佐倉清夫」, 「担当課　環境課」 below the last turn are facts of the head."""
        line = self.lines[at]
        named = field_at(line.text) if at > self.last and len(line.text) <= _SHORT else None
        if named is None or not named.value or named.value.endswith(_SENTENCE_ENDS):
            return False
        if named.key not in _CLOSING_KEYS or not self.openings:
            return False
        if named.key == "other" and "署名" not in squeeze(named.name):
            return False
        self.closing.append(Field(named.key, named.name, line, [(line, named.value)], named.number))
        self.open_turn = None
        line.put("field")
        return True

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
        """「事務局が資料2に基づき説明」, 「→ 承認された。」: no sentence of a speaker is like that."""
        if line.text[0] in _ARROWS:
            return is_reported(line.text[1:], aside=True)
        return not line.text.endswith("。") and len(line.text) <= _SHORT and is_reported(line.text)

    def _continue(self, line: Line) -> None:
        assert self.open_turn is not None  # noqa: S101
        self.open_turn.take(line, line.text)
        line.put("turn")
