"""Numbers in a folded text, whatever they are written with: 30, 三十, 三〇, 1万, 〇・五, 四分の三, 第ii期.

Each is one token, and its key is its value in figures. Figures are always a number. Kanji are one where
what stands beside them says so, a unit behind them or 第 before them: 一般, 三重 and 統一 are no numbers.

Units: the 助数詞 of the dictionary (UniDic) that minutes count with.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from meetings.eras import ERAS

_DIGITS = "〇一二三四五六七八九"
_IN_FIGURES = str.maketrans(_DIGITS, "0123456789")
_COUNT = r"[0-9][0-9.,]*"
_SECTION = rf"((?:{_COUNT})?千)?((?:{_COUNT})?百)?((?:{_COUNT})?十)?({_COUNT})?"
_WRITTEN_OUT = re.compile("".join(rf"(?:(?=[0-9千百十]){_SECTION}{big})?" for big in "兆億万") + _SECTION)
_TOO_MUCH = 10**16
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_UNITS = """
人 名 歳 才 年 月 日 時 分 秒 週 回 号 件 点 条 項 款 目 節 章 編 期 次 番 位 級 等 類 種 校 園 館 室 棟
戸 軒 世帯 家族 組 班 区 町 村 市 県 円 銭 割 % パーセント ポイント 倍 度 個 つ 台 本 枚 冊 通 部 票 席
議席 議案 頭 匹 羽 床 食 便 路線 系統 基 機 隻 社 団体 歩 階 畝 坪 反 ヘクタール アール 平米 平方 立方
メートル キロ センチ ミリ グラム トン リットル ワット ページ 頁 ケース クラス グループ チーム コース
世紀 丁目 学 代 [かカヵヶケ箇個][所月国年条村]
"""
_ERA = "|".join(era.name for era in ERAS)

_TENS = "[十百千万億兆]"
_FIGURES = r"[0-9]+(?:[.,-][0-9]+)*"
_RUN = rf"[0-9{_DIGITS}十百千万億兆]"
NUMBER = re.compile(
    rf"(?P<fraction>(?P<below>{_RUN}{{1,9}})分の(?P<above>{_RUN}{{1,9}})"
    r"|(?<![0-9/⁄])(?P<over>[0-9]{1,4})[/⁄](?P<under>[0-9]{1,4})(?![0-9/⁄]))"
    rf"|(?P<decimal>(?<!{_RUN})[{_DIGITS}]{{1,4}}[・.][{_DIGITS}]{{1,4}}(?=%|パーセント|ポイント|割|倍|度))"
    r"|(?P<first>(?<=第)(?:viii|vii|iii|xii|ii|iv|vi|ix|xi|i|v|x)(?![a-z0-9]))"
    rf"|(?P<gannen>(?:(?<={')|(?<='.join(_ERA.split('|'))}))元(?=年))"
    rf"|(?P<run>(?:{_FIGURES}|[{_DIGITS}]+)(?:{_TENS}+(?:{_FIGURES}|[{_DIGITS}]+)?)*"
    rf"|{_TENS}+(?:(?:{_FIGURES}|[{_DIGITS}]+){_TENS}*)*)"
)
"""What may be a number; none of its parts can be read in two ways, so that it is found in one pass."""

_WITH_UNIT = re.compile("|".join(_UNITS.split()))
_NO_NUMBER = re.compile(r"一(?:部|目|種|等|級|時(?!間|半|から|まで|[0-9一-九十]))")
"""Words that look like a number with its unit: a part, at a glance, a kind, for a while."""
_WORDS_BEFORE = frozenset("統同唯単均専随画択逐数何幾")
"""Behind these a kanji is part of a word (統一), or no number that is known (数十人)."""
_KANJI = re.compile(r"[一-鿿々]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Number(NamedTuple):
    """Where a number stands in a text, and its value in figures."""

    begin: int
    end: int
    value: str


_MAY_BE = re.compile(rf"[0-9{_DIGITS}十百千]|第[ivx]|元年")


def has_numbers(text: str) -> bool:
    """Whether there may be any."""
    return _MAY_BE.search(text) is not None


def end_of_unit(text: str, number: Number) -> int:
    """Where the unit behind the number ends, if there is one."""
    unit = _WITH_UNIT.match(text, number.end)
    return unit.end() if unit else number.end


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a folded text, in order."""
    for found in NUMBER.finditer(text):
        if found[0] == "十" and text.startswith("分", found.end()) and found["run"]:
            yield Number(found.start(), found.end() + 1, "十分")  # enough, not ten minutes
            continue
        value = _value(found, text)
        if value:
            yield Number(*found.span(), value)


def _value(found: re.Match[str], text: str) -> str | None:
    match found.lastgroup:
        case "fraction":
            return _fraction(found)
        case "decimal":
            return found[0].translate(_IN_FIGURES).replace("・", ".")
        case "first":
            return str(_ROMAN.index(found[0]) + 1)
        case "gannen":
            return "1"
    if found[0].isascii():
        return _figures(found[0])
    return in_figures(found[0]) if _is_number(found, text) else None


def _fraction(found: re.Match[str]) -> str | None:
    above = in_figures(found["above"] or found["over"])
    below = in_figures(found["below"] or found["under"])
    if above is None or below is None or not above.isdecimal() or not below.isdecimal():
        return None
    return f"{above}/{below}"


def _figures(run: str) -> str:
    """1,200 as 1200; 03, 1-2 and 1.2.3 as they are."""
    return run.replace(",", "") if _GROUPED.fullmatch(run) else run


def _is_number(found: re.Match[str], text: str) -> bool:
    """Whether kanji are a number where they stand."""
    run, begin, end = found[0], found.start(), found.end()
    before = text[begin - 1 : begin]
    if (before in _WORDS_BEFORE and before) or run[0] in "万億兆" or _NO_NUMBER.match(text, begin):
        return False
    if any(figure in run for figure in "0123456789") or before == "第":
        return True
    if _WITH_UNIT.match(text, end):
        return True
    return len(run) > 1 and not _KANJI.match(text, end) and not _KANJI.match(before)


def in_figures(run: str) -> str | None:
    """The value of a run of figures and kanji: 1万2,345, 千五百, 二〇二四, 2.5億; None where it has none."""
    written = run.translate(_IN_FIGURES)
    if written.isascii():
        return _figures(written)
    read = _WRITTEN_OUT.fullmatch(written)
    if read is None:
        return None
    total = Decimal(0)
    for group, big in enumerate((10**12, 10**8, 10**4, 1)):
        section = _section(read.groups()[4 * group : 4 * group + 4])
        if section is None:
            return None
        total += section * big
    return str(int(total)) if total < _TOO_MUCH and total == int(total) else None


def _section(parts: Sequence[str | None]) -> Decimal | None:
    """What is written up to 万 or 億: 三千五百, 3千, 2.5; None where it is no number."""
    total = Decimal(0)
    for factor, part in zip((1000, 100, 10, 1), parts, strict=True):
        if part is None:
            continue
        count = part.rstrip("千百十") or "1"
        plain = _figures(count)
        if not _PLAIN.fullmatch(plain) or (total and Decimal(plain) >= 10):
            return None
        total += Decimal(plain) * factor
    return total
