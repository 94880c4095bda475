"""What a line's own words say for each state it may have; surroundings.py has what the document says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from sys import intern
from typing import NamedTuple

from ...folding import BULLETS, CLOSING, OPENING, half, squeeze, unbracket
from ...vocabulary import HEADER_NAMES, ORGANISATION_ENDINGS, OUTCOME_NAMES, ROLES, SURNAMES
from ..lines import Line
from ..notation.dates import dates_in
from ..notation.decided import outcome_at
from ..notation.fields import NamedField, field_at, field_of_cell
from ..notation.item_titles import is_container, is_headline, kind_of
from ..notation.name_evidence import role_at_end
from ..notation.names import body_of, is_place, is_title, unframed
from ..notation.notes import is_assent, is_decision, is_note, is_reported, is_time_stamp
from ..notation.numbering import Numbered, numbered
from ..notation.openings import Opening, readings
from ..notation.speakers import LIKELY, could_be_name, likeness, reads_as_speech
from ..notation.times import times_in
from ..page.furniture import is_bare_number, is_contact, is_navigation, is_stamp, opens_tail

SURE = 3
"""The tier of an opening of a known speaker before speech."""

LONGEST_HEADING = 90
LONGEST_NAME = 16
LONG = 160
_RECORD = re.compile(r"会議録|議事録|会議要旨|議事要旨|会議概要|議事概要|会議記録|要点記録|摘録|会議結果")
_MATERIAL = re.compile(r"(?:参考|追加|当日)?資料\s*(?:№|No\.?)?\s*[\d①-⑳A-Z]|次第$|名簿$|別紙")
_COUNT = re.compile(r"\d\s*[名人]")
_SPOKEN = re.compile(
    r"(?:です|ます|ました|でした|ません|ください|でしょうか|ますか|ですか|ましょう)[。？?]?$"
)
_WISHES = re.compile(r"(?:ほしい|欲しい|たい|のか|ないか|べきだ|べきである|と思う)[。？?]$")
_TOLD = re.compile(r"(?:た|とする|とした|となった|である)。$")
_TOKENS = re.compile(r"[\s、，,・（）()：:]+")
_FULL_NAME = re.compile(r"[一-鿿々ヶケ]{1,4}[ \u3000]+[一-鿿々ぁ-んァ-ヶー]{1,4}(?=$|[\s、，（(])")
_WHOSE = re.compile(r"([^:：\s]{2,12})[:：]\s*\S")
GAP = re.compile(r"[\u3000\t]|\s{2,}|[:：]")
_NO_NAME = re.compile(
    r"[\d。、，！？!?「」]|[一二三四五六七八九十]+[名人時分]|について$|[るたいすんかねよ]$|^(?:以上|休憩|再開)$"
)
_SET_OFF = frozenset((
    "kind opening", "kind closing", "kind greeting", "kind other",
    "headline", "container", "item", "label", "note", "titled by label",
))  # fmt: skip
_WIDTHS = (2, 4, 8, 12, 16, 24, 40, 60, 90, LONG, 400)
GROUPS = {
    **dict.fromkeys(("attendees", "absent", "members", "staff", "observers"), "people"),
    **dict.fromkeys(("agenda", "programme"), "agenda"),
    **dict.fromkeys(("materials", "outcome", "other"), "list"),
}
"""What a field holds, by what it stands for; a single value where nothing is said here."""


Facts = tuple[str, ...]


class Way(NamedTuple):
    """How a line may open a turn, and how sure that is: 3 a known speaker before speech, 2 a known speaker
    under marks that nothing else has, 1 a speaker's label alone."""

    opening: Opening
    tier: int


NO_WAY = (None, 0)


@lru_cache(maxsize=8192)
def shared(facts: Facts) -> Facts:
    """The same facts; lines of which the same is told keep them once."""
    return tuple(map(intern, facts))


@dataclass(slots=True)
class Evidence:
    """One line as the model sees it: facts that speak for a state, and `links` for a state after another."""

    line: Line
    opening: Opening | None = None
    tier: int = 0
    words: Facts = ()
    """What its own words say."""
    told: Facts = ()
    """What the whole document says of it."""
    region: str = ""
    """Where it stands: before, between or after the turns, or in a document that is silent."""
    place: Facts = ()
    """More of where it stands."""
    above: Facts = ()
    """What the line above shows."""
    below: Facts = ()
    links: Facts = ()
    named: NamedField | None = None
    item: Numbered | None = None
    forced: str = ""
    """The state that a table makes of it."""
    in_rows: bool = False
    """Whether it is of a table of figures: rows of cells below each other, or the short line over them."""
    begins_speech: bool = False
    """Whether it stands close below a speaker's label that is alone on its line."""
    comes_again: bool = False
    """Whether, set apart, it is the title of an entry that the agenda of the head has, or in brackets a part
    of one."""

    @property
    def surely_opens(self) -> bool:
        """Whether a turn opens here without a doubt."""
        return self.tier == SURE or self.forced == "opening"

    def tell(self, *facts: str) -> None:
        """Add what the document says of the line."""
        self.told = shared(self.told + facts)

    def link(self, *facts: str) -> None:
        """Add what speaks for a state after that of the line above."""
        self.links = shared(self.links + facts)

    def bundles(self) -> tuple[tuple[Facts, Facts], ...]:
        """All its facts, as they lie together; before them, what is put before every fact of the lot."""
        regional = "", self.region + " "
        return (
            (regional, self.words),
            (regional, self.told),
            (("",), self.place),
            (("under ",), self.above),
            (("over ",), self.below),
        )

    @property
    def facts(self) -> list[str]:
        """Every fact in full."""
        return [
            prefix + fact for prefixes, facts in self.bundles() for prefix, fact in product(prefixes, facts)
        ]

    @property
    def is_fact_name(self) -> bool:
        """Whether the line opens a field that heads of minutes have, by its name."""
        named = self.named
        other = ("members", "staff", "other", "start", "end")
        return named is not None and self.tier < SURE and named.key not in other

    @property
    def is_section(self) -> bool:
        """Whether, as a heading, it stands over the main text (会議の経過, 議事) and is no item itself."""
        if self.named is not None and self.named.key == "body":
            return True
        numbered_one = self.item is not None and not self.line.text.endswith((":", "："))
        return "container" in self.words and not numbered_one


def read_words(one: Evidence) -> None:
    """What a line says by itself."""
    text = one.line.text
    one.forced = "opening" if one.line.label else "heading" if one.line.heading else ""
    facts = [*_of_form(one)]
    in_cell = field_of_cell(one.line)
    if len(text) > LONG:
        one.named = in_cell or (None if text.endswith("。") else field_at(text))
        if one.named:
            facts += ["named", f"named {one.named.key} filled"]
        facts += _of_long(text)
    else:
        short = _read_short(text, in_cell, opens=one.tier > 0)
        one.item, one.named = short.item, short.named
        facts += short.facts
        if one.line.blank_before:
            facts += [f"{fact} apart" for fact in facts if fact in _SET_OFF]
    one.words = shared(tuple(facts))


def _of_form(one: Evidence) -> Iterator[str]:
    """What is seen of a line before it is read."""
    line, size = one.line, len(one.line.text)
    yield f"size {next((width for width in _WIDTHS if size <= width), 999)}"
    yield f"ends {sort_of(line.text[-1])}"
    yield f"begins {sort_of(line.text[0])}"
    if line.blank_before:
        yield "apart"
    if line.after_table:
        yield "after table"
    if line.indent:
        yield "set in"
        if line.indent > 20:
            yield "far right"
    if one.opening:
        yield f"opens {one.tier}"
        yield f"opens {one.tier} {one.opening.family.partition(':')[0]}"
    if line.table:
        yield f"table {line.table}"


class _Short(NamedTuple):
    """A short line read by itself."""

    item: Numbered | None
    named: NamedField | None
    facts: Facts


@lru_cache(maxsize=4096)
def _read_short(text: str, in_cell: NamedField | None, *, opens: bool) -> _Short:
    """What the words of a short line say; many lines of minutes are the same. `in_cell` is the field that its
    place in a table names, `opens` that it may open a turn."""
    item = numbered(text, glued=True) or _framed_item(text)
    named = in_cell or field_at(text)
    return _Short(item, named, tuple(_of_short(text, item, named, opens=opens)))


def _framed_item(text: str) -> Numbered | None:
    """「【議事(2)　空家等の認定について】」"""
    frame = unbracket(text)
    item = numbered(frame[1]) if frame and frame[0] in "【〔［[＜<〈《" and not frame[2].strip() else None
    return item if item and item.kind.startswith("named") else None


def _of_long(text: str) -> Iterator[str]:
    end = text[-20:]
    tells = {
        "spoken": _SPOKEN.search(end),
        "told": _TOLD.search(end),
        "navigation": is_navigation(text),
        "many commas": text.count("、") * 20 > len(text) and "。" not in text,
        "reported": is_reported(text, aside=True),
        "sentences": text.endswith("。"),
    }
    return (fact for fact, told in tells.items() if told)


def _of_short(text: str, item: Numbered | None, named: NamedField | None, *, opens: bool) -> Iterator[str]:
    folded = half(text)
    title = item.rest if item else text
    bracket = unbracket(text, 60)
    bare = bracket[1].strip() if bracket and not bracket[2].strip(" :：") else title
    if item:
        yield "item"
        yield f"item {item.kind.split()[0]}"
        if item.kind == "bullet":
            yield f"bullet {text[0]}"
        if item.kind.startswith("named"):
            yield "business"
    if bracket:
        yield f"bracket {bracket[0]}" + ("" if bracket[2].strip(" :：") else " alone")
    if named:
        yield "named"
        yield f"named {named.key}" + (" filled" if named.value else "")
        if squeeze(named.name) not in HEADER_NAMES:
            yield "named by form"
        if named.number:
            yield "named with number"
        if named.bracketed:
            yield "named in bracket"
    elif _could_be_name(text, item):
        yield "perhaps name"
    yield from _title_in(text, numbered_one=item is not None)
    yield from _facts_in(text)
    yield from (fact for fact, tells in _TELLS.items() if tells(text))
    yield from _heading_in(text, title, bare, opens=opens)
    yield from _people_in(text, folded)


def _title_in(text: str, *, numbered_one: bool) -> Iterator[str]:
    titled = is_title(text)
    recorded = _RECORD.search(squeeze(text)) is not None
    if titled:
        yield "title"
    if recorded:
        yield "record word"
    if titled and body_of(unframed(text)):
        yield "title of body"
        if recorded and not numbered_one:
            yield "title of record"


def _facts_in(text: str) -> Iterator[str]:
    dates = any(True for _ in dates_in(text))
    times = bool(times_in(text))
    if dates:
        yield "date"
    if times:
        yield "time"
    if dates and times:
        yield "date and time"


_TELLS: dict[str, Callable[[str], object]] = {
    "stamp of time": is_time_stamp,
    "place": is_place,
    "material": lambda text: _MATERIAL.search(half(text)),
    "colon": lambda text: ":" in half(text),
    "cells": lambda text: "\t" in text,
    "navigation": is_navigation,
    "stamp of page": is_stamp,
    "contact": is_contact,
    "tail": opens_tail,
    "office": lambda text: squeeze(text).endswith(ORGANISATION_ENDINGS),
    "bare number": is_bare_number,
    "page word": re.compile(
        r"このページ|サイト|アンケート|ページ$|検索|メニュー|リンク|ダウンロード|ご覧|閲覧|PDF|Copyright|様式第"
    ).search,
    "path": re.compile(r"\s[>＞/／›»]\s|[>＞›»].+[>＞›»]|/.+/").search,
    "asks reader": re.compile(r"ください|ませんか|ましたか|でしたか").search,
    "speech": reads_as_speech,
    "spoken": _SPOKEN.search,
    "told": _TOLD.search,
    "wishes": _WISHES.search,
    "note": is_note,
    "assent": is_assent,
    "reported": partial(is_reported, aside=True),
    "reported of somebody": is_reported,
    "decision": is_decision,
    "end word": lambda text: squeeze(text) in ("以上", "閉会", "散会", "終了"),
}
"""What a short line can say as a whole, and what tells it."""


def _heading_in(text: str, title: str, bare: str, *, opens: bool) -> Iterator[str]:
    for word in dict.fromkeys((title, bare)):  # in one order, so that sums are the same in every run
        kind = kind_of(word)
        if kind != "item":
            yield f"kind {kind}"
        if is_container(word):
            yield "container"
        if is_headline(word):
            yield "headline"
    named = outcome_at(text)
    if named:
        yield "outcome" + (" filled" if named.value else "")
    if squeeze(bare) in OUTCOME_NAMES:
        yield "outcome name"
    whose = _WHOSE.match(title)
    if whose and not opens and likeness(whose[1]) >= LIKELY:
        yield "titled by label"
    weight = likeness(text) if len(text) <= 36 else 0.0
    if weight >= LIKELY:
        yield "label"
    if not opens and any(reading.weight >= LIKELY for reading in readings(text)):
        yield "reading"


def _people_in(text: str, folded: str) -> Iterator[str]:
    words = [word for word in _TOKENS.split(text) if word]
    roles = sum(1 for word in words if role_at_end(squeeze(word)))
    names = sum(1 for word in words if 1 < len(word) < 6 and could_be_name(word))
    if roles:
        yield f"roles {min(roles, 3)}"
    if words and names * 2 > len(words) and len(words) > 1:
        yield f"names {min(names, 3)}"
    surnames = sum(1 for word in words if any(word[:length] in SURNAMES for length in (2, 3, 1)))
    if surnames:
        yield f"surnames {min(surnames, 3)}"
        if surnames * 2 >= len(words):
            yield "mostly surnames"
    if _FULL_NAME.search(text):
        yield "full name"
    if words and squeeze(words[0]) in ROLES:
        yield "role first"
    if _COUNT.search(folded):
        yield "count"
    if re.search("[、，]", text) and not text.endswith("。"):
        yield "commas"


def _could_be_name(text: str, item: Numbered | None) -> bool:
    """Whether a line begins as a field does whose name nobody knows: a noun of a few letters."""
    head = (item.rest if item else text).lstrip(BULLETS)
    bracket = unbracket(head, LONGEST_NAME + 2)
    name = bracket[1] if bracket else GAP.split(head, maxsplit=1)[0]
    word = squeeze(name)
    return 2 <= len(word) <= LONGEST_NAME and not _NO_NAME.search(word) and not is_place(name)


_SIGNS = {
    **{sign: sign for sign in "。、？！?!:：」「→⇒-－―～〜"},
    **dict.fromkeys(CLOSING, "closing bracket"),
    **dict.fromkeys(OPENING, "opening bracket"),
    **dict.fromkeys(BULLETS, "bullet"),
}
_SCRIPTS = (("ぁ", "ん", "hiragana"), ("ァ", "ー", "katakana"), ("一", "鿿", "kanji"))


def sort_of(character: str) -> str:
    """A character, or the sort of one where there are many."""
    if character in _SIGNS:
        return _SIGNS[character]
    character = half(character)
    if character.isdigit():
        return "digit"
    return next((script for first, last, script in _SCRIPTS if first <= character <= last), "other")
