"""Names of header fields at the start of a line: 「○場 所 中野区…」, 「1 日 時 平成…」, 「【傍聴人】」,
「公開の 可否」."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ...folding import BULLETS, half, squeeze, unbracket
from ...vocabulary import HEADER_BEGINNINGS, HEADER_FORMS, HEADER_NAMES
from ..lines import Line
from .dates import dates_in
from .names import is_place
from .numbering import numbered
from .times import times_in

PEOPLE = ("attendees", "absent", "members", "staff")
"""Kinds of fields that name people who were there or not."""
_LEAST_IN_COLUMNS = 3
_LONGEST = 28
_READ = 2000
_SHORT = 200
_LEAST_MISPRINTED = 4
_SPACED_MAYOR = re.compile(r"[市町村区][ \u3000]+長[ \u3000]")
_BEHIND_NAMES = ":：=＝→⇒"
"""Marks between the name of a field and its value."""
_SIGNS = "■□◆◇▲△▼▽|｜>＞"
"""Other marks that part them: 日時■令和6年…."""
_ONE_LETTER = {"日": "date", "所": "place", "処": "place", "場": "place"}
# What stands behind a name and says no more of it: 出席委員（者）, 出席者（敬称略）, 議題等, 配布資料一覧.
_REMARK = re.compile(
    r"(?:等|の?一覧)?(?:\([^()]{2,5}\)(?=の?氏名)|\([^()]*[○×◎][^()]*\)|\((?:者|員|名|人|数|件|敬称略|順不同|五十音順|50音順|会場|場所|曜日|職・氏名|役職・氏名|問い?合わ?せ先|配布物|議題|テーマ|要旨|発言内容|案件|委員・事務局|非公開)\))?"
    r"(?:の?氏名)?(?:等|の?一覧)?$"
)
_LEGEND = re.compile(r"[(（][^()（）]*[○×◎][^()（）]*[)）]\s*$")
_PLAIN = re.compile(r"[\w・、/]+")
_GAPS = re.compile(r"\s+")
_SPLITS = re.compile(r"[:：\s]")


@dataclass(frozen=True, slots=True)
class NamedField:
    """A header name a line opens with: the fact it stands for, the name as printed and the value on the
    line."""

    key: str
    name: str
    value: str
    number: str = ""
    bracketed: bool = False


@dataclass(slots=True)
class Field:
    """One printed field: what it stands for, its name, its line and its value line by line."""

    key: str
    name: str
    line: Line
    values: list[tuple[Line, str]] = field(default_factory=list)
    number: str = ""

    @property
    def filled(self) -> bool:
        """Whether a value is printed at all."""
        return any(text.strip() for _, text in self.values)

    @property
    def text(self) -> str:
        """The value on one line, as printed."""
        return " ".join(text for _, text in self.values if text).strip()


def field_at(text: str) -> NamedField | None:
    """The field a line opens, or None. Numbers, bullets and brackets before the name are set aside."""
    return _short_field_at(text) if len(text) <= _SHORT else _field_at(text[:_READ])


def field_of_cell(line: Line) -> NamedField | None:
    """The field that a line opens by its place in a form: its first cell is the name, whatever it says."""
    if line.table not in ("name", "body"):
        return None
    name, _, value = line.text.partition("\t")
    named = field_at(name)
    key = named.key if named and not named.value else "other"
    shown, number = (named.name, named.number) if named else (name.strip(), "")
    return NamedField("body" if line.table == "body" else key, shown, value.strip(), number)


def _field_at(text: str) -> NamedField | None:
    item = numbered(text, glued=True)
    inside = _named(item.rest) if item else None
    if item and item.number and inside:
        return replace(inside, number=item.number)
    return _named(text) or inside


_short_field_at = lru_cache(maxsize=32768)(_field_at)


_FRAMED = re.compile(
    r"(?:「(?P<quoted>[^「」]{1,20})」|(?P<mark>[＊*◆◇■□●★☆])\s?(?P<framed>[^＊*◆◇■□●★☆]{1,16}?)\s?(?P=mark))(?P<rest>.*)$"
)


def _named(text: str) -> NamedField | None:
    framed = _FRAMED.match(text)
    if framed:  # 「場所」：…, ＊場所＊…
        name = framed["quoted"] or framed["framed"]
        value = _value(framed["rest"])
        unknown = "other" if value and framed["mark"] else ""  # ◇病院側◇　病院長、看護部長
        known = _key(squeeze(name), whole=not value) or unknown
        return NamedField(known, name.strip(), value, bracketed=True) if known else None
    text = text.lstrip(BULLETS + " 　\t")
    bracket = unbracket(text, _LONGEST + 12)
    if bracket:
        _, inner, rest = bracket
        key = _key(squeeze(inner).rstrip(":"), whole=not rest.strip())
        value = _value(rest)
        return NamedField(_by_contents(key, value), inner.strip(), value, bracketed=True) if key else None
    return _prefix(text)


def _by_contents(key: str, value: str) -> str:
    """〈内容〉　１．計画について: contents that are counted are an agenda."""
    counted = numbered(value) if key == "body" else None
    return "agenda" if counted and counted.number else key


def _value(rest: str) -> str:
    rest = rest[1:] if rest[:1] in tuple(_SIGNS) else rest
    return rest.lstrip(" 　\t／/…‥・\u00a0" + _BEHIND_NAMES).strip()


def _prefix(text: str) -> NamedField | None:
    """The longest prefix of the line that is a field's name and ends where a name can end."""
    if _SPACED_MAYOR.match(text):  # 「町　長　佐藤」 is no field 町
        return None
    best: tuple[int, str] | None = None
    squeezed = ""
    for at, character in enumerate(text[: _LONGEST * 2]):
        if not character.isspace():
            squeezed += unicodedata.normalize("NFKC", character)
            if squeezed not in HEADER_BEGINNINGS:
                break
        known = HEADER_NAMES.get(squeezed)
        if known and _ends_here(text, at + 1) and _set_evenly(text[: at + 1]):
            best = (at + 1, known)
    longer = _ending(text) if best and text[best[0] : best[0] + 1] in ("(", "（") else None
    if best and longer and longer.key == best[1] and len(longer.name) > best[0]:
        return longer  # 出席委員（者）氏名
    if best:
        value = _value(text[best[0] :])
        colon = half(text[best[0] :].lstrip()).startswith(":")
        key = _by_contents(best[1], value) if colon else best[1]
        return NamedField(key, text[: best[0]].strip(), value)
    return _by_value(text) or _ending(text)


def _set_evenly(name: str) -> bool:
    """Whether no later gap of a letter-spaced name is wider than the first, as in 委　員　　長　谷　部."""
    gaps = [len(gap) for gap in _GAPS.findall(name)]
    return not gaps or max(gaps) == gaps[0]


def _by_value(text: str) -> NamedField | None:
    """A name of one letter, which only its value shows: 「所：市民会館」, and not 「所　長」."""
    key = _ONE_LETTER.get(text[:1], "")
    if not key or not text[1:2] or not (text[1].isspace() or text[1] in _BEHIND_NAMES):
        return None
    value = _value(text[1:])
    suits = is_place(value) if key == "place" else _suits(key, value[:_LONGEST])
    return NamedField(key, text[0], value) if suits else None


def _ends_here(text: str, at: int) -> bool:
    ends = at >= len(text) or text[at].isspace() or text[at] in "(（〔［[…‥" + _BEHIND_NAMES + _SIGNS
    return ends or _parts(text, at)


def _parts(text: str, at: int) -> bool:
    """「日時／令和6年…」, 「日時・・・令和6年…」: the mark parts name and value, where it does not join two
    names (日時／場所)."""
    return text.startswith("・・", at) or (
        text[at] in "／/" and squeeze(text[at + 1 :][:_LONGEST]) not in HEADER_NAMES
    )


def _ending(text: str) -> NamedField | None:
    """A longer name known by how it ends: 「…合併協議会出席者」 alone, before a colon or before a space."""
    if len(text) > _LONGEST and not _SPLITS.search(text, 0, 60):
        return None
    folded = half(text[:60])
    stop = folded.find(":")
    if stop < 0:
        stop = folded.find(" ") if " " in folded and len(squeeze(text)) > _LONGEST else len(text)
    head = text[:stop]
    squeezed = squeeze(head)
    key = _key(squeezed, whole=True) or (_misprinted(squeezed) if folded[stop : stop + 1] == ":" else None)
    if key:
        legend = _LEGEND.search(head)  # （出席○、欠席×） is no part of the name
        at = legend.start() if legend else stop
        return NamedField(key, text[:at].strip(), _value(text[at:]))
    first = text.split(None, 1)
    if len(first) > 1 and (key := _key(squeeze(first[0]), whole=True)):
        return NamedField(key, first[0], _value(first[1]))
    return None


def _misprinted(squeezed: str) -> str | None:
    """The fact of a name with one letter wrong: 開催揚所."""
    if not _LEAST_MISPRINTED <= len(squeezed) <= _LONGEST:
        return None
    for name, key in HEADER_NAMES.items():
        wrong = len(name) == len(squeezed) and sum(map(str.__ne__, name, squeezed))
        if wrong == 1 and key in ("date", "place"):
            return key
    return None


def key_of(name: str) -> str | None:
    """The fact that a whole name stands for: 出席者, 会議に出席した委員の氏名."""
    return _key(squeeze(name), whole=True)


def _key(squeezed: str, *, whole: bool) -> str | None:
    """The fact a squeezed name stands for; endings count only where the name is the whole of it."""
    key = HEADER_NAMES.get(squeezed)
    if key or not whole or len(squeezed) > _LONGEST or "。" in squeezed:
        return key
    return _key_by_form(_REMARK.sub("", squeezed))


@lru_cache(maxsize=4096)
def _key_by_form(name: str) -> str | None:
    """The fact of a name that no list has, by the words it is made of: 会議に出席した委員の氏名."""
    made = HEADER_FORMS if _PLAIN.fullmatch(name) else ()
    return HEADER_NAMES.get(name) or next((key for form, key in made if form.fullmatch(name)), None)


def fields_in_columns(lines: Sequence[Line], at: int, stop: int) -> list[tuple[Line, NamedField, Line]]:
    """A table that came apart by columns: the names of its fields under each other, then as many values.

    Names with their values from line `at` on, three or more; nothing where there is no such table.
    """
    names: list[tuple[Line, NamedField]] = []
    index = at
    while index < stop and (named := field_at(lines[index].text)) and not named.value:
        if lines[index].place or named.key == "body":
            break
        names.append((lines[index], named))
        index += 1
    values = lines[index : index + len(names)]
    if (
        len(names) < _LEAST_IN_COLUMNS
        or len(values) < len(names)
        or any(field_at(one.text) for one in values)
    ):
        return []
    found = [(line, named, value) for (line, named), value in zip(names, values, strict=True)]
    return found if any(_suits(named.key, value.text) for _, named, value in found) else []


def _suits(key: str, text: str) -> bool:
    if key in ("date", "date_place"):
        return any(True for _ in dates_in(text))
    return key in ("start", "end", "time") and bool(times_in(text))
