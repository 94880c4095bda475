"""The agenda: from the list under 議題 or the programme; where neither is printed, from what the chair
announces."""

import re
from collections.abc import Sequence

from ...folding import half, squeeze, width
from ...parsed import ParsedMaterial
from ...vocabulary import OUTCOME_NAMES
from ..entries import Entry
from ..header.facts import materials_of
from ..header.head import Head
from ..header.list_fields import regroup
from ..lines import Line
from ..notation.decided import decided, is_whole_decision, outcome_at
from ..notation.fields import PEOPLE, Field, field_at
from ..notation.item_titles import is_container, is_headline, kind_beside, kind_of, names_no_business
from ..notation.list_entries import entry, names_nothing, pieces
from ..notation.notes import is_decision, is_note
from ..notation.numbering import Numbered, follows, numbered
from ..outline import Node, Outline
from ..page.legend import explains_marks

_WIDE = 60
_RULES = re.compile(r"[－―─＋+]{2,}.*$|^[＋+].*$")
_HANDOUT = re.compile(r"[(\[【<]?\s*(?:(?:当日|追加|参考|事前)?資料|別紙)\s*(?:\d|[①-⑳])")
_HANDOUT_NUMBER = re.compile(r"(?:参考|当日)?資料(?:No\.?)?\d{1,2}(?:-\d{1,2})?")
_KIND_IN_BRACKET = re.compile(r"[(【\[](?:報告|協議|審議|諮問)(?:事項)?[)】\]]$")
_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}(?:\s*[~〜～-]\s*(?:\d{1,2}:\d{2})?)?\s+(?=\S)")
_CLOCK_BEHIND = re.compile(
    r"\s*[(（]\s*\d{1,2}\s*[:：]\s*\d{2}(?:\s*[~〜～-]\s*(?:\d{1,2}[:：]\d{2})?)?\s*[)）]$"
)
_HANDOUT_BEHIND = re.compile(r"(?:\u3000{2,}|\s{3,}|\t)[(（]\s*(?:参考|当日)?資料[^()（）]{0,12}[)）]$")
_FIGURE = re.compile(r"(\d{1,2})\s+(?=\S)")
_PAUSES = ("休憩", "小休憩", "昼食", "昼休み")
_OTHER_FIELDS = ("body", "materials", "attendees", "absent", "date", "place", "date_place", "observers")
_TAKEN_UP = re.compile(r"会議に付(?:した|された|すべき)")
_STOPS_SHORT = re.compile(r"(?:[のをにへとがは、・]|及び|並びに|または|又は|する|による|における|に係る)$")
_WHOLE = ("て", "件", "他", "告", "案", ")")
_OPENS_BUSINESS = "〔【[［<＜〈■□◆◇●○◎・"


def outline_of(head: Head) -> Outline:
    """The outline that the head prints. A list under 議題 is preferred to a programme that stands beside
    it."""
    regroup(head)
    outline = Outline()
    fields = [
        one
        for one in head.fields
        if one.key in ("agenda", "programme") and not names_nothing(one.text or "なし")
    ]
    for key in ("agenda", "programme"):
        for one in fields if not any(node.kind == "item" for node in outline.nodes) else ():
            if one.key == key:
                outline.restart_levels()
                _ListReader(outline, one).read()
    outline.has_list = bool(outline.nodes)
    outline.handouts = _handouts(outline, materials_of(head))
    outline.restart_levels()
    return outline


def _handouts(outline: Outline, materials: Sequence[ParsedMaterial]) -> dict[str, Node]:
    """The items whose own handout bears a number: the agenda prints it beside them (…（資料2）), or it has
    their title."""
    found: dict[str, Node] = {}
    for one in materials:
        node = outline.titled(one.title) if one.number else None
        if node:
            found[squeeze(one.number)] = node
    for node in outline.nodes:
        for number in _HANDOUT_NUMBER.findall(squeeze(node.title)):
            found[number] = node
    return found


class _ListReader:
    """Reads the value of one field, line by line, as entries of a list."""

    def __init__(self, outline: Outline, one: Field) -> None:
        self.outline = outline
        self.field = one
        self.again = bool(outline.nodes)
        self.listed = one.key == "agenda"
        self.table = bool(one.values) and squeeze(one.values[0][1]) in OUTCOME_NAMES
        self.kinds = any(_KIND_IN_BRACKET.search(half(text)) for _, text in one.values)
        self.timed = sum(_CLOCK.match(half(text)) is not None for _, text in one.values) > 1
        """Whether it is a timetable: 13:05　１　役割について."""
        self.last: tuple[Line, str, str] | None = None
        """The line of the last entry, its text and its title."""
        self.pending: Numbered | None = None
        self.notations: set[str] = set()
        self.parts = {""} if squeeze(one.name).endswith("事項") else set[str]()
        """The marks before the names of its parts: ■報告事項."""

    def read(self) -> None:
        """All lines of the field, up to what is no part of the list any more."""
        for line, value in self.field.values[self.table :]:
            if self._ended(value):
                return
            for text in pieces(self._without_time(value)):
                if not self._beside_the_list(text):
                    self._take(line, text)

    def _without_time(self, value: str) -> str:
        clock = _CLOCK.match(half(value)) if self.timed else None
        return value[clock.end() :] if clock else value

    def _ended(self, value: str) -> bool:
        """The next of the numbers that the fields of the head bear, where the list counts otherwise; or the
        name of another field."""
        item, own = numbered(value), numbered(self.field.line.text)
        if item and own and follows(item, own.number) and item.kind not in self.notations:
            return True
        named = field_at(value)
        if named and _TAKEN_UP.search(squeeze(named.name)):
            return True  # the list of what was dealt with, below the schedule of the day
        if named and named.key == self.field.key == "agenda" and not named.value and not named.number:
            # ■審議事項, where ■報告事項 went before
            own_part = _mark(value) in self.parts and (_mark(value) or value.endswith("事項"))
            return bool(self.notations - {"", "bullet"}) and not own_part  # 議事, over what was said
        if named is None or named.key not in _OTHER_FIELDS or squeeze(named.name) in OUTCOME_NAMES:
            return False
        return item is None or named.value != ""

    def _beside_the_list(self, text: str) -> bool:
        """A legend of marks, a person, a handout, a pause or a note below an entry: no business."""
        if (
            text.startswith("※")
            or names_no_business(text)  # the day that the order of the day is for
            or (self.timed and squeeze(text) in _PAUSES)
            or explains_marks(text)
            or (self.outline.nodes and _HANDOUT.match(half(text)))
        ):
            return True
        named = field_at(text)
        if named and named.key in PEOPLE and named.value and not is_headline(named.value):
            return not (numbered(text) and kind_of(named.name + named.value) != "item")
        noted = text[0] in "(（" and is_note(text) and numbered(text) is None
        return bool(self.outline.nodes) and noted and not is_container(text[1:-1])

    def _take(self, line: Line, text: str) -> None:
        if self._outcome_below(text):
            return
        text = _HANDOUT_BEHIND.sub("", _CLOCK_BEHIND.sub("", text))
        text, outcome = decided(text, table=self.table, kinds=self.kinds)
        found, title = entry(_RULES.sub("", text))
        found, title = self._kind_before(found or self._counted(title), title)
        if (not title and not found) or (self.again and self.outline.find(title)):
            return
        if found and not title:
            self.pending = found
            return
        if found is None and self.last and self._wraps(line, text):
            self._join(title, outcome)
            return
        found, self.pending = found or self.pending, None
        self._append(line, text, title, found, outcome)

    def _outcome_below(self, text: str) -> bool:
        """「→　承認」, 「結果：承認」, 「・全会一致で可決された。」 below an entry."""
        if not self.outline.nodes:
            return False
        arrow = re.match(r"[→⇒]\s*(?=\S)", text)
        named, found = outcome_at(text), numbered(text)
        said = text[arrow.end() :] if arrow else named.value if named and not named.number else ""
        if not said and found and found.kind == "bullet" and is_decision(found.rest):
            said = found.rest
        elif not found and self.outline.nodes[-1].number and is_whole_decision(text):
            said = text
        if said:
            self.outline.nodes[-1].outcome = said
        return bool(said)

    def _counted(self, title: str) -> Numbered | None:
        """The number of 「１　１人１台端末について」, alone a figure set apart, if the list expects it."""
        figure = _FIGURE.match(half(title))
        before = squeeze(self.outline.nodes[-1].number) if self.outline.nodes else "0"
        if figure is None or not before.isdigit() or int(figure[1]) != int(before) + 1:
            return None
        return Numbered("plain", title[slice(*figure.span(1))], title[figure.end() :])

    def _kind_before(self, found: Numbered | None, title: str) -> tuple[Numbered | None, str]:
        beside = None if found or not self.outline.nodes else kind_beside(title)
        if beside is None:
            return found, found.rest if found else title
        self.outline.restart_levels()
        return Numbered("kind", beside["kind"], beside["title"]), beside["title"]

    def _join(self, title: str, outcome: str | None) -> None:
        node = self.outline.nodes[-1]
        node.title += title
        node.outcome = outcome or node.outcome

    def _append(self, line: Line, text: str, title: str, found: Numbered | None, outcome: str | None) -> None:
        before = len(self.outline.nodes)
        bracket = re.fullmatch(r"[〔【\[［<＜〈](.{1,20})[〕】\]］>＞〉]", text)
        marked = _mark(text) != "" and _mark(text) == _mark(self.field.line.text)
        kind_alone = re.fullmatch(r"\w{2,6}事項", title) or (marked and is_container(title))  # ○報告 as ○議案
        kind_alone = kind_alone and (not found or found.kind == "bullet")
        if (bracket and not found) or kind_alone:
            self.outline.restart_levels()
            self.parts.add(_mark(text))
            name = bracket[1] if bracket else title
            self.outline.append(Node(name, "", kind_of(name), line=line.number), "bracket")
        elif title and not names_nothing(title):
            counted = found.kind if found else ""
            ordered = counted.endswith("ordinal") and title.endswith("について")  # 第１　…の指名について
            listed = self.listed or ordered or counted.startswith("named")
            kind = kind_of(title, listed=listed)
            number = found.number if found else ""
            node = Node(title, number, kind, line=line.number, listed=listed, outcome=outcome)
            node.section = squeeze(self.field.name)
            self.notations.add(found.kind if found else "")
            self.outline.append(node, found.kind if found else "")
        if len(self.outline.nodes) > before:
            self.last = line, text, title

    def _wraps(self, line: Line, text: str) -> bool:
        """Whether a line without a number is more of the title above: that stops in the middle of a bracket,
        at a particle or at the edge of the page, or the line begins below the title and not the number."""
        if self.last is None or text[:1] in _OPENS_BUSINESS:
            return False
        above, previous, title = self.last
        whole = self.outline.nodes[-1].title
        if _open_in(whole, "(", ")") or _open_in(whole, "「", "」"):
            return True
        if is_container(title) or half(previous).endswith(_WHOLE):
            return False
        if _STOPS_SHORT.search(whole):
            return True
        below = title != previous and line.indent >= above.indent + width(previous) - width(title)
        goes_below = below and line is not above and line.indent > above.indent and is_headline(text)
        return goes_below or width(previous) >= _WIDE


def _mark(text: str) -> str:
    """The sign before the name of a part of the list, where there is one."""
    return "" if text[:1].isalnum() else text[:1]


def _open_in(text: str, opening: str, closing: str) -> bool:
    folded = half(text)
    return folded.count(opening) > folded.count(closing)


_NUMBERED_BUSINESS = re.compile(
    r"(?P<number>(?:議案|報告|諮問|協議|承認|認定|請願|陳情|発議|同意|議題|案件|議事)(?:第[\d一二三四五六七八九十]{1,4}号|の?第?[\d一二三四五六七八九十]{1,3}))"
    r"[\s、,]{1,3}(?P<title>[^。、,「」]{2,60}?(?:について|の件|に関すること))(?=[\s、,。をにはのが]|説明|報告|審議|協議|お諮り|$)"
)
_PUT_BEFORE = re.compile(
    r"^(?:(?:それでは|では|はじめに|始めに|初めに|まず|次に|続いて|続きまして|最後に|ただ今から|ただいまから|これより)[、,\s]*)*"
)
_AS_SUBJECT = re.compile(r"を議題と(?:し|いたし)")


def announced(entries: Sequence[Entry]) -> list[tuple[int, Node]]:
    """Business the chair announces in so many words, with the index of the turn that does."""
    found: list[tuple[int, Node]] = []
    seen: set[str] = set()
    for at, one in enumerate(entries):
        if one.kind != "speech":
            continue
        for number, title in _announcements("".join(one.texts)[:2000]):
            if title not in seen:
                seen.add(title)
                found.append((at, Node(title, number, "item", line=one.first_line)))
    return found


def _announcements(said: str) -> list[tuple[str, str]]:
    found = []
    for printed in said.split("。"):
        sentence = half(printed)
        business = _NUMBERED_BUSINESS.search(sentence)
        if business:
            found.append(
                (printed[slice(*business.span("number"))], printed[slice(*business.span("title"))].strip())
            )
            continue
        subject = _AS_SUBJECT.search(sentence[:160])
        if subject:
            title = printed[: subject.start()]
            title = title[_PUT_BEFORE.match(half(title)).end() :].strip(" \u3000、,「」")  # type: ignore[union-attr]
            item = numbered(title)
            if item and item.kind.startswith("named"):
                title = item.rest
            if (
                4 <= len(title) <= 60
                and "議題" not in title[:2]
                and not re.match(r"(?:これ|以上|本件|両案)", title)
            ):
                found.append((item.number if item else "", title))
    return found
