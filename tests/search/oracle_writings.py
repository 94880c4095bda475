"""How else a word of a query may be written, told again in plain Python: no patterns, no look-ups by keys.

Every stretch of the word is asked by itself what it may be; the search does it the other way round.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from meetings.eras import ERAS
from meetings.search.alternatives import UNITS
from meetings.search.analysis import BREAK, tokens
from meetings.search.folding import fold
from meetings.search.reading import read
from meetings.search.synonyms import groups
from meetings.search.word_keys import WRITTEN_IN_KANA

MOST_STRETCHES = 4
MOST_WRITINGS = 24

LONGEST_DATE = 40

DIGITS = "〇一二三四五六七八九"
KANJI_OR_NOT = "〇一二三四五六七八九十百千0123456789"


class Stretch(NamedTuple):
    begin: int
    end: int
    others: list[str]
    are_synonyms: bool = False


class Writing(NamedTuple):
    text: str
    changed_to: list[str]
    has_synonym: bool


def writings(text: str) -> list[Writing]:
    """All other writings of a word that count: those with the fewest changes first."""
    stretches: list[Stretch] = []
    for stretch in sorted(_stretches(text), key=lambda one: (one.begin - one.end, one.begin)):
        if not any(other.begin < stretch.end and stretch.begin < other.end for other in stretches):
            stretches.append(stretch)
    stretches = sorted(stretches)[:MOST_STRETCHES]
    made = []
    for chosen in product(*(["", *stretch.others] for stretch in stretches)):
        new = text
        for stretch, other in reversed(list(zip(stretches, chosen, strict=True))):
            if other:
                new = new[: stretch.begin] + other + new[stretch.end :]
        changed_to = [other for other in chosen if other]
        has_synonym = any(other and one.are_synonyms for one, other in zip(stretches, chosen, strict=True))
        if changed_to:
            made.append(Writing(new, changed_to, has_synonym))
    return sorted(made, key=lambda one: len(one.changed_to))[:MOST_WRITINGS]


def _stretches(text: str) -> list[Stretch]:
    found = []
    taken = 0
    for begin in range(len(text)):
        if begin < taken:
            continue
        for end in range(len(text), begin, -1):
            if years := _years(text[begin:end], text[:begin]):
                found.append(Stretch(begin, end, years))
                taken = end
                break
    found += [*_dates(text), *_of_units(text)]
    taken = 0
    for at in range(1, len(text) - 1):
        before, sign, behind = text[at - 1 : at + 2]
        if sign in "ヶケヵカガが" and _is_kanji(before) and _is_kanji(behind):
            found.append(Stretch(at - 1, at + 2, [before + ("ヶ" if sign == "が" else "が") + behind]))
    at = 0
    while at < len(text) - 1:
        first, second = text[at : at + 2]
        if _is_kanji(first) and first != "々" and second in (first, "々"):
            found.append(Stretch(at, at + 2, [first + ("々" if second == first else first)]))
            at += 1
        at += 1
    found += _of_words(text)
    if is_said(text):
        found.append(Stretch(0, len(text), [katakana(text)]))
    if BREAK in text:
        found.append(Stretch(0, len(text), [text.replace(BREAK, "")]))
    return found


def _of_words(text: str) -> list[Stretch]:
    """Latin words that are said in katakana, and synonyms."""
    found = []
    cut = tokens(text)
    places = []
    at = 0
    for token in cut:
        at = text.index(token.surface, at)
        places.append(at)
        at += len(token.surface)
    begin = 0
    for begin, token in enumerate(cut):
        stop = places[begin] + len(token.surface)
        behind = text[stop : stop + 2]
        if token.surface.isascii() and all(len(one) > 1 and is_katakana(one) for one in (token.key, behind)):
            found.append(Stretch(places[begin], stop, [token.key]))
        for end in range(len(cut), begin, -1):
            keys = [token.key for token in cut[begin:end]]
            if others := SYNONYMS.get(tuple(keys)):
                stop = places[end - 1] + len(cut[end - 1].surface)
                found.append(Stretch(places[begin], stop, others, are_synonyms=True))
                break
    return found


def _meant(word: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens(read(fold(word))))


SYNONYMS = {
    _meant(word): [
        read(fold(other))
        for other in {_meant(one): one for one in reversed(group)}.values()
        if _meant(other) != _meant(word)
    ]
    for group in groups()
    for word in group
}


def is_said(text: str) -> bool:
    """Whether a reader has typed how something is said."""
    return (
        len(text) > 2
        and all("ぁ" <= one <= "ゖ" or one == "ー" for one in text)
        and text not in WRITTEN_IN_KANA
    )


def is_katakana(text: str) -> bool:
    return all("ァ" <= one <= "ヺ" or one == "ー" for one in text)


def katakana(text: str) -> str:
    return "".join(chr(ord(one) + 96) if one != "ー" else one for one in text)


def _is_kanji(letter: str) -> bool:
    return letter == "々" or ("㐀" <= letter <= "鿿" and not "\u4dc0" <= letter <= "\u4dff")


def _of_units(text: str) -> list[Stretch]:
    """Units behind a number, by their other names."""
    found = []
    names = {name for unit in UNITS for name in unit}
    for at in range(1, len(text)):
        if text[at - 1] not in KANJI_OR_NOT + "万億":
            continue
        here = [name for name in names if text.startswith(name, at)]
        ends = [(at + len(name), name) for name in here]
        whole = [(end, name) for end, name in ends if not _goes_on(text[end : end + 1])]
        if whole:
            end, named = max(whole)
            others = [other for unit in UNITS if named in unit for other in unit if other != named]
            found.append(Stretch(at, end, others))
    return found


def _goes_on(letter: str) -> bool:
    return bool(letter) and ("a" <= letter <= "z" or "0" <= letter <= "9" or is_katakana(letter))


def _dates(text: str) -> list[Stretch]:
    """Dates that have another year, or a day of the week, in brackets: without these, in both calendars."""
    found = []
    begin = 0
    while begin < len(text):
        last = min(len(text), begin + LONGEST_DATE)
        end = next((end for end in range(last, begin, -1) if _is_date(text, begin, end)), 0)
        if end:
            bare = _without_brackets(text[begin:end])
            year = next((at for at in range(len(bare), 0, -1) if _years(bare[:at], text[:begin])), 0)
            names = [bare[:year], *(_years(bare[:year], text[:begin]) if year else [])]
            found.append(Stretch(begin, end, [name + bare[year:] for name in names]))
        begin = end or begin + 1
    return found


def _is_date(text: str, begin: int, end: int) -> bool:
    """Whether there are a year, another in brackets, a month, a day, and a day of the week in brackets; each
    may be missing, but for one in brackets and what it stands behind."""
    rest = text[begin:end]
    year = next((at for at in range(len(rest), 0, -1) if _years(rest[:at], text[:begin])), 0)
    rest = rest[year:]
    other = rest.find("年)") if year and rest.startswith("(") else -1
    other = rest.find("年度)") + 1 if other < 0 and year and rest.startswith("(") else other
    has_other = 0 < other < 13 and "(" not in rest[1:other] and ")" not in rest[1:other]
    rest = rest[other + 2 :] if has_other else rest
    day, bracket, weekday = rest.partition("(")
    has_day = _is_day(day)
    if bracket:
        return has_day and _is_weekday(weekday)
    return has_other and (has_day or not day)


def _is_weekday(text: str) -> bool:
    return any(text == f"{one}{end})" for one in "月火水木金土日" for end in ("", "曜", "曜日"))


def _is_day(text: str) -> bool:
    month, sign, day = text.partition("月")
    counts = [month, day.removesuffix("日")] if day else [month]
    are_numbers = all(0 < len(one) <= 3 and set(one) <= set(KANJI_OR_NOT) - {"百", "千"} for one in counts)
    return bool(sign) and are_numbers and (not day or day.endswith("日"))


def _without_brackets(text: str) -> str:
    kept, depth = "", 0
    for letter in text:
        depth += letter == "("
        kept += letter if not depth else ""
        depth -= letter == ")"
    return kept


def _years(stretch: str, before: str) -> list[str]:
    """The other names of a year, if the stretch is one."""
    unit = next((unit for unit in ("年度", "年") if stretch.endswith(unit)), "")
    rest = stretch.removesuffix(unit)
    if not unit:
        return []
    year = None
    for era in ERAS:
        if rest.startswith(era.name):
            year = _number(rest.removeprefix(era.name), or_first=True)
        elif rest.startswith(era.initial.lower()) and not (before and "a" <= before[-1] <= "z"):
            year = _number(rest[1:].removeprefix("."), or_first=True)
        else:
            continue
        if year is not None:
            year += era.first_day.year - 1
    if year is None and not (before and before[-1] in KANJI_OR_NOT.replace("〇", "")):
        year = _number(rest)
    if year is None or not 1868 <= year <= 2199:
        return []
    names = [f"{year}{unit}"]
    for era, following in zip(ERAS, [*ERAS[1:], None], strict=True):
        last = following.first_day.year + 20 if following else 9999
        if era.first_day.year <= year <= last:
            count = year - era.first_day.year + 1
            names[1:1] = [f"{era.name}{count}{unit}", f"{era.initial.lower()}{count}{unit}"]
    return [name for name in names if name != stretch]


def _number(text: str, *, or_first: bool = False) -> int | None:
    """元, 6, 六, 二十六, 二〇二四, 千九百八十九."""
    if text == "元" and or_first:
        return 1
    if not text or any(letter not in KANJI_OR_NOT for letter in text):
        return None
    if text.isascii():
        return int(text) if len(text) <= 4 else None
    if len(text) > 7 or any(letter.isascii() for letter in text):
        return None
    if not set(text) & set("十百千"):
        return int("".join(str(DIGITS.index(letter)) for letter in text))
    total, count = 0, ""
    lowest = 10_000
    for letter in text:
        if letter in DIGITS:
            count += str(DIGITS.index(letter))
            continue
        factor = {"十": 10, "百": 100, "千": 1000}[letter]
        if factor >= lowest or (total and len(count) > 1):
            return None
        total, count, lowest = total + factor * int(count or 1), "", factor
    if len(count) > 1:
        return None
    return total + int(count or 0)


def in_kanji(number: int) -> str:
    """三百二十一, up to 9,999."""
    written = ""
    for factor, name in ((1000, "千"), (100, "百"), (10, "十")):
        count, number = divmod(number, factor)
        if count:
            written += ("" if count == 1 else DIGITS[count]) + name
    return written + (DIGITS[number] if number else "")
