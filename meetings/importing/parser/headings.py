"""Headings between the turns: what repeats the agenda, what goes on with the document's own numbers, what
stands alone."""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from ..folding import half, squeeze, unbracket
from .entries import Entry
from .fields import Field, field_at
from .furniture import is_contact
from .layout import Layout
from .lines import Line
from .names import is_title, unframed
from .notes import DASHES, is_note, is_reported, is_time_stamp
from .numbering import Numbered, follows, numbered, parts_of, value_of
from .openings import Opening
from .outline import Node, Outline, is_container, is_headline, is_untitled, kind_of
from .speakers import LIKELY, likeness
from .unspoken_lines import end_of_words

_BY_SOMEONE = re.compile(r"より|から|による")
_HEADING = 90
_SHORT = 45
_SECTION = 12
_POINTS = 40
_BOLD = "■□◆◇●▼★◎△▲▽"


class HeadingReader:
    """Tells headings from what is said under them and puts them into the outline."""

    def __init__(
        self,
        lines: Sequence[Line],
        openings: dict[int, Opening],
        layout: Layout,
        outline: Outline,
        points: Collection[int] = (),
    ) -> None:
        self.lines = lines
        self.openings = openings
        self.layout = layout
        self.outline = outline
        self.points = points
        """Lines that are somebody's words, nobody knows whose."""
        self.entries: list[Entry] = []
        self.open_turn: Entry | None = None
        self.stamps: list[str] = []
        self.sections: list[tuple[str, int]] = []
        self.last = max(openings, default=-1)
        self.end = end_of_words(lines, openings)
        self.runs: dict[str, int] = {}
        self.last_number = ""
        """The last of the numbers that the fields of the head bear, gone on with by what comes next."""
        self.field_marks = {one.text[0] for one in lines if one.place == "field" and one.text[0] in _BOLD}
        self.closing: list[Field] = []
        """Fields of the head that are printed below the last turn."""

    def _next(self, at: int) -> int | None:
        return next((n for n in range(at + 1, min(at + 6, len(self.lines))) if not self.lines[n].place), None)

    def _heading(self, at: int) -> bool:
        line = self.lines[at]
        text = line.text
        if len(text) > _HEADING or text.endswith(("。", "、")) or (text[0] in DASHES and text[-1] in DASHES):
            return False
        if line.heading:
            text = unframed(text)
            item = numbered(text)
            known = self.outline.meant(item.rest if item else text, item)
            if known:
                self._enter_known(known, line, item)
            else:
                self._enter_new(line, item.rest if item else text, item, listed=self.outline.has_list)
            return True
        if self._second_line_of_heading(line, at):
            return True
        inner = unbracket(text)
        bare = inner[1].strip() if inner and not inner[2].strip(" :：") and inner[0] not in "「『" else text
        if inner and inner[2].strip() and inner[0] in "【〔［[＜<〈《" and is_time_stamp(inner[2]):
            bare = inner[1].strip()
            self.stamps.append(text)
        if self._section(line, bare) or self._heads_the_list(at, bare):
            return True
        item = numbered(bare, glued=True)
        if item and not item.rest and not item.kind.startswith("named"):
            return False
        if item and item.kind == "bullet" and not self._bullet_heads(line, item):
            return False
        if item and item.kind == "bullet":
            item = numbered(item.rest) or item
        title = bare if item and is_untitled(item) else (item.rest if item else bare).strip(" 　:：")
        known = self.outline.meant(title, item)
        set_off = item or line.blank_before or not self.open_turn or bare is not text
        if known and set_off and self._may_repeat(known, line) and not is_time_stamp(title):
            self._enter_known(known, line, item)
            return True
        if not title or not self._is_new_heading(at, bare, title, item, bracketed=bare is not text):
            return False
        self._enter_new(line, title, item, listed=self._continues_list(at, title, item))
        return True

    def _heads_the_list(self, at: int, text: str) -> bool:
        """「３　議事」 right over one of the items that the head lists, and not listed itself."""
        item = numbered(text, glued=True)
        title = item.rest if item else text
        after = self._next(at) if self.outline.has_list and is_container(title) else None
        first = numbered(self.lines[after].text) if after is not None else None
        if first is None or self.outline.meant(first.rest, first) is None or self.outline.meant(title, item):
            return False
        self._count(item)
        self.outline.current = self.open_turn = None
        self.lines[at].put("outline")
        return True

    def _bullet_heads(self, line: Line, item: Numbered) -> bool:
        """「■住民説明会について」: a bold mark that opens no turn here, before what names a subject."""
        if len(item.rest) <= 20 and kind_of(item.rest) != "item":
            return True
        mark = "○" if line.text[0] in "○◯〇" else line.text[0]
        unused = f"bullet:{mark}" not in self.layout.families
        bold = unused and line.text[0] in _BOLD
        listed = numbered(item.rest)
        if unused and listed is not None and self.outline.meant(listed.rest, listed) is not None:
            return True
        business = listed is not None and listed.kind.startswith("named")
        return bold and is_headline(item.rest) and (line.blank_before or not self.open_turn or business)

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
        if self._marked_as_fields(line, text):
            self.sections.append((text, line.number))
            self.open_turn = None
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

    def _marked_as_fields(self, line: Line, text: str) -> bool:
        """「◇意見」 where ◇ marks the fields of the head and opens no turn."""
        mark, title = line.text[0], text.lstrip(_BOLD).strip()
        if mark not in _BOLD or f"bullet:{mark}" in self.layout.families or not 2 <= len(title) <= _SECTION:
            return False
        if numbered(title) or is_headline(title) or kind_of(title) != "item" or self.outline.find(title):
            return False
        return mark in self.field_marks

    def _is_new_heading(
        self, at: int, bare: str, title: str, item: Numbered | None, *, bracketed: bool
    ) -> bool:
        line = self.lines[at]
        kind = kind_of(title)
        if is_time_stamp(title) or is_contact(title) or (bracketed and _BY_SOMEONE.search(title)):
            return False
        if at >= self.end and kind != "closing":
            return kind == "other" and len(title) <= 12 and (item is not None or line.blank_before)
        if (
            kind in ("opening", "closing", "greeting")
            and len(title) <= 16
            and not title.endswith(("す", "た"))
        ):
            return item is not None or bracketed or line.blank_before or not self.open_turn
        if kind == "other" and len(title) <= 12 and line.text[0] in _BOLD:
            return True
        if bracketed and kind == "other" and len(title) <= _SECTION:
            return True
        if bracketed:
            return (
                line.text[0] not in "（("
                and len(title) <= 20
                and (is_container(title) or bool(item))
                and not is_note(f"({title})説明")
            )
        if item and item.kind != "bullet":
            glued = numbered(bare) is None
            judged = not glued or is_headline(title) or is_container(title) or kind == "other"
            headed = self._numbered_heading(at, title, item) or self._continues_run(at, title, item)
            return judged and headed
        if self.open_turn:
            return line.blank_before and (
                is_headline(title) or (kind == "other" and len(title) <= 12) or self._titled_by_label(title)
            )
        return self._free_heading(at, title)

    def _numbered_heading(self, at: int, title: str, item: Numbered) -> bool:
        """A numbered line is a heading unless a speaker is counting: then he did before, or the next line is
        more of the same turn."""
        if len(title) > 60 or re.search(r"[。]", title):
            return False
        if not self.open_turn or is_container(title):
            return True
        if self._counts_in_turn(item):
            return False
        after = self._next(at)
        followed = (
            after is None
            or after in self.openings
            or (
                numbered(self.lines[after].text) is None
                and (is_note(self.lines[after].text) or is_reported(self.lines[after].text, aside=True))
            )
        )
        unlisted = not self.outline.has_list or kind_of(title) == "other"
        return followed and (is_headline(title) or len(title) <= 30) and unlisted

    def _count(self, item: Numbered | None) -> None:
        """Remember how far the document's own numbering has come."""
        value = value_of(item.number) if item else None
        if item and value is not None:
            parts = parts_of(item.number)
            self.runs["dashed" if parts else item.kind] = parts[1] if parts else value
            if not parts:
                self.runs.pop("dashed", None)

    def _continues_run(self, at: int, title: str, item: Numbered) -> bool:
        """Whether a numbered line, set off as a heading, is the next of the document's own numbers.

        A speaker who counts begins at 1 and does not leave his points standing between blank lines.
        """
        line, after = self.lines[at], self._next(at)
        if line.blank_before and follows(item, self.last_number) and len(title) <= _SHORT:
            return True  # the next of the numbers of the head's own fields
        set_off = after is None or after in self.openings or self.lines[after].blank_before
        if len(title) > _SHORT or "。" in title:
            return False
        if not (line.blank_before and set_off) and self._counted_in_turn(item):
            return False
        value, parts, last = value_of(item.number), parts_of(item.number), self.runs.get(item.kind)
        if parts:
            return parts[0] == last and parts[1] == self.runs.get("dashed", 0) + 1
        return last is not None and value == last + 1

    def _counted_in_turn(self, item: Numbered) -> bool:
        """Whether who speaks is counting in this notation, or may be: his words do not end before it."""
        texts = self.open_turn.texts if self.open_turn else []
        ended = bool(texts) and texts[-1].endswith("。")
        return not ended or self._counts_in_turn(item)

    def _counts_in_turn(self, item: Numbered) -> bool:
        """Whether one of the last lines of who speaks bears a number in this notation."""
        said = islice(reversed(self.open_turn.texts), _POINTS) if self.open_turn else ()
        return any((one := numbered(text)) is not None and one.kind == item.kind for text in said)

    def _continues_list(self, at: int, title: str, item: Numbered | None) -> bool:
        return (
            item is not None
            and parts_of(item.number) is None
            and self.outline.has_list
            and self._continues_run(at, title, item)
        )

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

    def _enter_known(self, known: Node, line: Line, item: Numbered | None) -> None:
        self._count(item)
        self.outline.current = known
        known.met = True
        self.open_turn = None
        line.put("outline")

    def _enter_new(self, line: Line, title: str, item: Numbered | None, *, listed: bool) -> None:
        self._count(item)
        node = Node(title, item.number if item else "", kind_of(title), line=line.number)
        notation = item.kind if item and item.kind != "bullet" else ""
        if item and follows(item, self.last_number) and not listed:
            self.outline.restart_levels()
            self.last_number = item.number
        if not notation:
            self._unnumbered(node, title)
        self.outline.enter(node, notation, listed=listed)
        self.open_turn = None
        line.put("outline")

    def _unnumbered(self, node: Node, title: str) -> None:
        """Headings without numbers: one that names whose subject it is stands below; others are of one
        level."""
        if self._titled_by_label(title) and self.outline.current:
            node.parent = self.outline.current.top()
        elif self.outline.current and not self.outline.has_list:
            self.outline.restart_levels()
