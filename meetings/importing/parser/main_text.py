"""The main text of the minutes: headings, turns, prose and notes between them, in the order of the page."""

import re
from collections import Counter
from itertools import takewhile

from ..folding import OPENING, squeeze, unbracket
from ..parsed import TurnKind
from .entries import Entry
from .fields import Field, NamedField, field_at
from .furniture import is_bare_number, opens_tail
from .headings import HeadingReader
from .lines import Line
from .names import is_title
from .notes import is_assent, is_decision, is_note, is_reported, is_time_stamp
from .numbering import follows, numbered
from .openings import Opening
from .outcomes import add, assign, outcome_at
from .outline import entry, is_headline, kind_of
from .speakers import LIKELY, likeness

_SHORT = 45
_LONG = 400
_NAME = 10
_ARROWS = "→⇒"
_ENDED = ("。", "？", "?", "」", "）", ")")
_SIGNED = re.compile(r"(?:証する|証し|相違ない|記載し)[^。]{0,16}署名[^。]{0,6}。$")
_SENTENCE_ENDS = ("。", "です", "ます")
_CLOSING_KEYS = frozenset({"other", "department", "openness", "openness_reason", "observers", "materials"})


def _tells_decision(text: str) -> bool:
    """「全会一致で可決された。」 is the clerk's; who says 「可決されました。」 speaks."""
    return is_decision(text) and not text.endswith("ました。")


class MainTextReader(HeadingReader):
    """Reads the lines of the body in order and gives each its place."""

    def read(self, start: int) -> None:
        """All lines from `start` on."""
        self._remember_fields(start)
        for at in range(start, len(self.lines)):
            line = self.lines[at]
            if line.place:
                continue
            if at in self.points:
                self.aside("narration", line)
                continue
            if at > self.last and opens_tail(line.text):
                self._tail(at)
                return
            if at == self.end:
                self.open_turn = None
            if at in self.openings:
                self._turn(at, self.openings[at])
            elif not (
                self._closing_field(at)
                or self._people(at)
                or self._outcome(at)
                or self._heading(at)
                or self._note(at)
            ):
                self._prose(line)

    def _remember_fields(self, start: int) -> None:
        """How the fields of the head are marked: their brackets and the last of their numbers."""
        fields = [line for line in self.lines[:start] if line.place == "field"]
        opened = Counter(line.text[0] for line in fields if line.text[0] in OPENING and field_at(line.text))
        self.field_brackets = {mark for mark, seen in opened.items() if seen > 1}
        numbers = [found.number for line in fields if field_at(line.text) and (found := numbered(line.text))]
        self.last_number = numbers[-1] if numbers else self.last_number
        self.filling = False

    def _tail(self, at: int) -> None:
        for line in self.lines[at:]:
            line.put("furniture")

    def _turn(self, at: int, opening: Opening) -> None:
        line = self.lines[at]
        said = line.text[opening.text_at : opening.stop]
        if opening.quoted:
            said = said[1:].removesuffix("」")
        entry = Entry("speech", opening.label, opening.printed, self.outline.current, first_line=line.number)
        entry.take(line, said.strip())
        self._append(entry)
        self.open_turn = entry if opening.stop is None else None  # a label at the end closes the turn
        line.put("turn")
        if opening.quoted:
            self._quoted_on(at, entry)

    def _quoted_on(self, at: int, entry: Entry) -> None:
        """The lines of a quotation up to the one that closes it; what is said ends there."""
        text = self.lines[at].text
        below = takewhile(lambda one: one not in self.openings, range(at + 1, len(self.lines)))
        closing = next((one for one in below if self.lines[one].text.endswith("」")), at)
        if text.endswith("」") or closing == at:
            return
        for line in self.lines[at + 1 : closing + 1]:
            if not line.place:
                entry.take(line, line.text.removesuffix("」") if line is self.lines[closing] else line.text)
                line.put("turn")
        self.open_turn = None

    def _append(self, entry: Entry) -> None:
        if entry.node:
            entry.node.met = True
        self.entries.append(entry)

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
        if named.number and named.value and at > self.last and not assign(self.outline, values):
            self.closing.append(Field("outcome", "", line, [(line, named.value)], named.number))
            self.open_turn = None
            line.put("field")
            return True
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
        told = is_reported(text) or _tells_decision(text)
        return text.endswith("。") and not told and not is_headline(text)

    def aside(self, kind: TurnKind, line: Line) -> None:
        """Keep a line as a note or as prose of its own, between turns."""
        entry = Entry(kind, node=self.outline.current, first_line=line.number)
        entry.take(line, line.text)
        self._append(entry)
        self.open_turn = None
        line.put("procedure" if kind == "procedure" else "narration")

    def _closing_field(self, at: int) -> bool:
        """「会議録署名人　佐倉清夫」, 「担当課　環境課」 below the last turn are facts of the head."""
        line = self.lines[at]
        named = field_at(line.text) if at > self.last and len(line.text) <= _SHORT else None
        if (
            at > self.last
            and self.openings
            and (self._goes_on_in_field(line) or self._next_field(line, named))
        ):
            return True
        if named is None or not named.value or named.value.endswith(_SENTENCE_ENDS):
            return False
        if named.key not in _CLOSING_KEYS or not self.openings:
            return False
        if named.key == "other" and "署名" not in squeeze(named.name) and not line.blank_before:
            return False
        self.closing.append(Field(named.key, named.name, line, [(line, named.value)], named.number))
        self.open_turn = None
        line.put("field")
        return True

    def _goes_on_in_field(self, line: Line) -> bool:
        """A line under a field that stands below the last turn and had its name alone on its line."""
        current = self.closing[-1] if self.closing and not self.open_turn else None
        if current is None or current.line.place != "field" or not self.filling:
            return False
        if field_at(line.text) and current.key != "materials":
            return False
        if self._is_next_number(line):
            return False
        current.values.append((line, line.text))
        line.put("field")
        return True

    def _next_field(self, line: Line, named: NamedField | None) -> bool:
        """「6　次回の予定」 after field 5 of the head, 【次回】 where the head has its fields in such
        brackets, 配布資料 alone: a field below the last turn."""
        text = line.text
        item, bracket = numbered(text), unbracket(text, _SHORT)
        if named and named.key in ("start", "end"):
            return False
        if self._is_next_number(line) and item:
            name, value = (named.name, named.value) if named else (item.rest, "")
        elif (
            bracket
            and (named is None or named.key == "other")
            and text[0] in self.field_brackets
            and len(bracket[1]) <= _NAME
        ):
            if likeness(bracket[1]) >= LIKELY or not bracket[2].strip():
                return False
            name, value = bracket[1], bracket[2].strip()
        elif named and named.key == "materials" and not named.value and line.blank_before:
            name, value = named.name, ""
        else:
            return False
        key = named.key if named and named.key in _CLOSING_KEYS else "other"
        number = item.number if item else ""
        self.closing.append(Field(key, name, line, [(line, value)] if value else [], number))
        self.filling = not value
        self.open_turn = None
        line.put("field")
        return True

    def _is_next_number(self, line: Line) -> bool:
        """Whether a line set off after the last turn bears the next of the head's own numbers."""
        item = numbered(line.text)
        if item is None or len(item.rest) > _SHORT or item.rest.endswith("。"):
            return False
        if outcome_at(line.text) or kind_of(item.rest) != "item" or self.outline.find(item.rest):
            return False
        last = next((one.number for one in reversed(self.closing) if one.number), self.last_number)
        return follows(item, last)

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
        titled = is_title(line.text) and self.outline.find(entry(line.text)[1]) is None
        if titled or (people and named and named.value and not named.number):
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
            and not (line.blank_before and (is_reported(line.text) or _tells_decision(line.text)))
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

    def _told_between(self, line: Line) -> bool:
        """「事務局が資料2に基づき説明」, 「→ 承認された。」, 「…を証するため署名する。」: no sentence of a
        speaker is like that, and none answers himself (「⇒ 二人とする」 below a whole sentence)."""
        if _SIGNED.search(line.text):
            return True
        if line.text[0] in _ARROWS:
            said = self.open_turn.texts[-1] if self.open_turn else ""
            return said.endswith(_ENDED) or is_reported(line.text[1:], aside=True)
        return not line.text.endswith("。") and len(line.text) <= _SHORT and is_reported(line.text)

    def _continue(self, line: Line) -> None:
        assert self.open_turn is not None  # noqa: S101
        self.open_turn.take(line, line.text)
        line.put("turn")
