"""Other ways of writing a stretch of a query that may be several words: years, dates, units, names with ヶ,
synonyms.

Each is looked for too, shown to the reader, and can be unticked. Equivalences of single words are in
`word_keys.py`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from meetings.eras import ERAS, WEEKDAY_BESIDE, Era

from .analysis import BREAK, Token
from .numbers import in_figures
from .synonyms import Synonyms
from .word_keys import in_katakana

MOST = 24
"""Ways of writing one word of a query, beside that which was typed."""
MOST_STRETCHES = 4
"""Stretches of it that are written otherwise; there are no more in a word that means something."""

_FIRST_YEAR, _LAST_YEAR = ERAS[0].first_day.year, 2199
_YEARS_PAST_ITS_END = 20
"""平成32年 was written in plans before the next era had a name."""

_ERA = "|".join(era.name for era in ERAS)
_INITIAL = "".join(era.initial.lower() for era in ERAS)
_YEAR = re.compile(
    rf"(?:(?P<era>{_ERA})|(?<![a-z])(?P<initial>[{_INITIAL}])\.?|(?<![0-9一二三四五六七八九十百千]))"
    r"(?P<number>[0-9]{1,4}|[〇一二三四五六七八九十百千]{1,7}|元)(?P<unit>年度?)"
)
_COUNT = "[0-9〇一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"(?:(?P<year>{re.sub('P<[a-z]+>', ':', _YEAR.pattern)})(?P<other>\([^()]{{2,11}}年度?\))?)?"
    rf"(?:(?P<day>{_COUNT}月(?:{_COUNT}日)?)(?P<weekday>{WEEKDAY_BESIDE})?)?"
)
"""令和7年(2025年)8月7日(木): the year in both calendars, or the day of the week, in brackets."""
UNITS = tuple(
    tuple(line.split())
    for line in """
m メートル
km キロメートル キロ
cm センチメートル センチ
mm ミリメートル ミリ
m2 平方メートル 平米
km2 平方キロメートル
m3 立方メートル 立米
kg キログラム キロ
g グラム
t トン
l リットル
ha ヘクタール
kw キロワット
kwh キロワット時
°c 度
時半 時30分
""".strip().splitlines()
)
"""Each unit by its sign (計量単位令, as it is folded) and by what it is called; and the half of an hour."""
_OTHER_UNITS = {
    name: tuple(other for unit in UNITS if name in unit for other in unit if other != name)
    for unit in UNITS
    for name in unit
}
_LONGEST_FIRST = sorted(_OTHER_UNITS, key=len, reverse=True)
_UNIT = re.compile(
    rf"(?<=[0-9〇一二三四五六七八九十百千万億])(?:{'|'.join(_LONGEST_FIRST)})(?![a-z0-9ァ-ヺー])"
)
_KE = re.compile(r"(?<=[㐀-鿿々])[ヶケヵカガが](?=[㐀-鿿])")
_REPEATED = re.compile(r"([㐀-鿿])(?:々|\1)")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")


class Other(NamedTuple):
    """A stretch of a query, and how else it may be written."""

    begin: int
    end: int
    texts: tuple[str, ...]
    is_synonym: bool = False


class Alternative(NamedTuple):
    """A word of a query written otherwise."""

    text: str
    changes: tuple[tuple[str, str], ...]
    """What is written as typed, and what stands for it here."""
    has_synonym: bool
    """One of these is another word for it, not another writing."""


def alternatives(text: str, tokens: Sequence[Token], synonyms: Synonyms) -> Iterator[Alternative]:
    """Every other way of writing a word of a query; the nearest to what was typed first."""
    others = _apart(_others(text, tokens, synonyms))
    choices = [[None, *other.texts] for other in others]
    combined = sorted(product(*choices), key=lambda chosen: sum(one is not None for one in chosen))
    for chosen in islice(combined, 1, MOST + 1):
        pieces: list[str] = []
        changes: list[tuple[str, str]] = []
        has_synonym = False
        done = 0
        for other, new in zip(others, chosen, strict=True):
            if new is not None:
                pieces += text[done : other.begin], new
                changes.append((text[other.begin : other.end].replace(BREAK, ""), new))
                has_synonym |= other.is_synonym
                done = other.end
        pieces.append(text[done:])
        yield Alternative("".join(pieces), tuple(changes), has_synonym)


def _apart(others: Iterator[Other]) -> list[Other]:
    """Those that do not overlap, the longest of such as do."""
    kept: list[Other] = []
    for other in sorted(others, key=lambda one: (one.begin - one.end, one.begin)):
        if all(other.end <= one.begin or one.end <= other.begin for one in kept):
            kept.append(other)
    return sorted(kept)[:MOST_STRETCHES]


def _others(text: str, tokens: Sequence[Token], synonyms: Synonyms) -> Iterator[Other]:
    yield from _years(text)
    yield from _dates(text)
    for found in _UNIT.finditer(text):
        yield Other(*found.span(), _OTHER_UNITS[found[0]])
    for found in _KE.finditer(text):
        yield Other(found.start() - 1, found.end() + 1, _names_with_ke(text, found.start()))
    for found in _REPEATED.finditer(text):
        kanji = found[1]
        yield Other(*found.span(), tuple(one for one in (kanji * 2, f"{kanji}々") if one != found[0]))
    begins = list(_begins(text, tokens))
    for token, begin in zip(tokens, begins, strict=False):
        end = begin + len(token.surface)
        # alone it has the key of ギガ; with more katakana behind it is cut otherwise
        if token.surface.isascii() and _KATAKANA.fullmatch(token.key) and _KATAKANA.match(text, end):
            yield Other(begin, end, (token.key,))
    for first, behind, texts in synonyms.among(tokens):
        yield Other(
            begins[first], begins[behind - 1] + len(tokens[behind - 1].surface), texts, is_synonym=True
        )
    if katakana := in_katakana(text):
        yield Other(0, len(text), (katakana,))
    if BREAK in text:
        yield Other(0, len(text), (text.replace(BREAK, ""),))


def _begins(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Where each of the tokens begins in the text."""
    at = 0
    for token in tokens:
        at = text.index(token.surface, at)
        yield at
        at += len(token.surface)


def _names_with_ke(text: str, at: int) -> tuple[str, ...]:
    other = "が" if text[at] != "が" else "ヶ"
    return (f"{text[at - 1]}{other}{text[at + 1]}",)


def _years(text: str) -> Iterator[Other]:
    for found in _YEAR.finditer(text):
        number = "1" if found["number"] == "元" else in_figures(found["number"])
        if number is None:
            continue
        year = int(number)
        if name := found["era"] or found["initial"]:
            era = next(era for era in ERAS if name in (era.name, era.initial.lower()))
            year = era.gregorian_year(year)
        if _FIRST_YEAR <= year <= _LAST_YEAR and not (found["number"] == "元" and not name):
            yield Other(*found.span(), _names_of(year, found["unit"], found[0]))


def _dates(text: str) -> Iterator[Other]:
    """Dates without what they have in brackets, in both calendars."""
    for found in _DATE.finditer(text):
        year, day = found["year"] or "", found["day"] or ""
        if found["other"] or found["weekday"]:
            years = [year, *(name for other in _years(year) for name in other.texts)]
            yield Other(*found.span(), tuple(f"{one}{day}" for one in years))


def _names_of(year: int, unit: str, typed: str) -> tuple[str, ...]:
    """The year in both calendars: 2024年, 令和6年, r6年; each era that it may be counted in."""
    names = [f"{year}{unit}"]
    for era in reversed(ERAS):
        count = year - era.first_day.year + 1
        if 1 <= count <= _length(era) + _YEARS_PAST_ITS_END:
            names += f"{era.name}{count}{unit}", f"{era.initial.lower()}{count}{unit}"
    return tuple(name for name in names if name != typed)


def _length(era: Era) -> int:
    """The last year of an era; of the present one, more than anybody counts."""
    following = next((other for other in ERAS if other.first_day > era.first_day), None)
    return following.first_day.year - era.first_day.year + 1 if following else 100
