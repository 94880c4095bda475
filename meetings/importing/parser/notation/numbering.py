"""How lists and headings are numbered: 1. / （1） / ① / 第1 / 議案第1号 / ア / ・."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ...folding import BULLETS, half, squeeze
from .numerals import number_of

_DIGITS = r"(?:\d(?:\s?\d){0,2}|[一二三四五六七八九十]{1,3})"
# A number before these counts or dates something: 「3 人」, 「2 5 年度」.
# Before 「人口」 or 「分科会」 it numbers.
_UNIT = r"[年分回名人件](?=[\s、。)度間目以]|$)|年[\s\d]|月(?!\s*日)|日(?!\s*[時程])|時(?!\s*[間刻])"
_BUSINESS = (
    r"(?:(?:[議報諮認承発](?=\s*第)|議題|テーマ|案件|議案|議事|報告|協議|審議|日程|協議案|報告案|新規|継続|諮問|承認案?|認定|請願|陳情|発議|同意|専決|報告事項|"
    r"協議事項|審議事項|議事日程|追加日程)\s*(?:案|事項)?\s*(?:(?:第|の)\s*"
    + _DIGITS
    + r"(?:\s*[号番])?|"
    + _DIGITS
    + r"(?:\s*[号番])?|\(\s*"
    + _DIGITS
    + r"\s*\)|[①-⑳])|第\s*"
    + _DIGITS
    + r"\s*号\s*(?:議案|報告|諮問|協議|承認|認定|請願|陳情|発議|同意)|その\s*\d{1,2})"
)
_NAMED = re.compile(r"\s*(" + _BUSINESS + r")[\s:.、,)]*(?![\d年月日時回])")
_NAMED_IN_BRACKET = re.compile(r"\s*[【〔\[<〈《]\s*(" + _BUSINESS + r")\s*[】〕\]>〉》]\s*")
_PAREN = re.compile(r"\s*(\(\s*(?:" + _DIGITS + r"|[ア-ンa-zA-Z])\s*\)|[⑴-⒇])\s*")
_ANGLE = re.compile(r"\s*([〈<《]\s*\d{1,2}\s*[〉>》])\s*")
_HALF_PAREN = re.compile(r"\s*((?:\d{1,2}|[ア-ンa-z])\s*\))\s*")
_PLAIN = re.compile(
    r"\s*(第\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*号|第[一二三四五六七八九十]{1,3}(?=\s)|(?:第\s*)?\d{1,2}(?:\s*-\s*\d{1,2})?)(?:\s*[.、,]\s*(?!\d)|\s+)(?:(?=\d{4}年)|(?![\d~-]|"
    + _UNIT
    + r"))"
)
# 「１　８月号…」: no month is the eighteenth.
_BEFORE_MONTH = re.compile(r"\s*((?:[2-9]|\d\d)(?=\s+\d{1,2}月)|1(?=\s+(?:[3-9]|1[0-2])月))\s+")
_MARKED = re.compile(r"\s*((?P<mark>[=~*◇◆■□●○☆★])\s*\d{1,2}\s*(?P=mark))\s*")
_KANJI = re.compile(r"\s*([一二三四五六七八九十]{1,2})(?:[.、]\s*|\s+)")
_KANA = re.compile(r"\s*([ア-ン])(?:[.、]\s*|\s+)")
_CIRCLED = re.compile(r"\s*([①-⑳㉑-㉟❶-❿])\s*[.、]?\s*")
_ROMAN = re.compile(r"\s*([Ⅰ-Ⅻⅰ-ⅻ]|[IVX]{1,4}(?=[.\s]))[.、]?\s*")
_BULLET = re.compile(r"\s*([" + re.escape(BULLETS) + r"]|[-](?=\s))\s*")
_GLUED = re.compile(r"\s*(\d{1,2})(?=[^\d\s年月日時分回名人件つか個点番号階期次度:/.,~%)-])")
_WIDE_DIGIT = re.compile("[０-９]")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NAME_OF = re.compile(r"[^\d\s第の(①-⑳一二三四五六七八九十]*")
_KINDS = (
    ("named", _NAMED),
    ("named", _NAMED_IN_BRACKET),
    ("paren", _PAREN),
    ("angle", _ANGLE),
    ("circled", _CIRCLED),
    ("plain", _PLAIN),
    ("plain", _BEFORE_MONTH),
    ("marked", _MARKED),
    ("half-paren", _HALF_PAREN),
    ("roman", _ROMAN),
    ("kanji", _KANJI),
    ("kana", _KANA),
    ("bullet", _BULLET),
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text with its printed number set apart. `kind` tells notations apart; a bullet has no number."""

    kind: str
    number: str
    rest: str


_FIRST = (
    frozenset(
        "0123456789０１２３４５６７８９(（⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕❶❷❸❹❺❻❼❽❾❿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹIVXＩＶＸ"
        "一二三四五六七八九十【〔［[＜<〈《第議案報協審日諮承認請陳発同専追新継そ-－‐―−=＝~～" + BULLETS
    )
    | {chr(code) for code in range(ord("ア"), ord("ン") + 1)}
    | {"a", "b", "c", "ａ", "ｂ", "ｃ"}
)


def numbered(text: str, *, glued: bool = False) -> Numbered | None:
    """The number a text opens with, or None. `glued` also takes 「1開会」."""
    if text[:1] not in _FIRST and text.lstrip()[:1] not in _FIRST:
        return None
    return _numbered(text, glued)


@lru_cache(maxsize=4096)
def _numbered(text: str, glued: bool) -> Numbered | None:
    folded = half(text[:80])
    for kind, pattern in _KINDS:
        found = pattern.match(folded)
        if found and (found.end() < len(folded) or kind == "named"):
            if kind == "named":
                kind = "named " + _NAME_OF.match(found.group(1).strip()).group()  # type: ignore[union-attr]
            elif kind in ("paren", "half-paren") and not value_of(found.group(1)):
                kind += _signs_in(found.group(1))
            elif kind == "plain" and found.group(1)[0] == "第":
                kind += " ordinal"
            number = "" if kind == "bullet" else text[found.start(1) : found.end(1)].strip()
            return Numbered(kind, number, text[found.end() :].strip())
    if glued and (found := _GLUED.match(folded)) and found.end() < len(folded):
        return Numbered("plain", found.group(1), text[found.end() :].strip())
    return None


def _signs_in(number: str) -> str:
    """What counts in a number without digits, since （ア） stands below （1）."""
    return " kana" if re.search("[ア-ン]", number) else " letter" if re.search("[a-zA-Z]", number) else ""


def follows(item: Numbered, number: str) -> bool:
    """Whether an item bears the number after this one, in the same notation."""
    before, value = value_of(number), value_of(item.number)
    last = numbered(number + "\u3000…") if before is not None else None
    return last is not None and last.kind == item.kind and value == (before or 0) + 1


def parts_of(number: str) -> tuple[int, int] | None:
    """「4-2」 → (4, 2): the second part of item 4."""
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", re.sub(r"\s", "", half(number)))
    return (int(found.group(1)), int(found.group(2))) if found else None


def with_value(number: str, value: int) -> str:
    """A printed number with another value: 第4号 → 第3号."""
    digits = str(value).translate(_WIDE) if _WIDE_DIGIT.search(number) else str(value)
    return re.sub(r"\d(?:\s?\d)*", digits, number, count=1)


def value_of(number: str) -> int | None:
    """The number in a printed number (第10号 → 10, ③ → 3), None where there is none."""
    squeezed = squeeze(number)
    found = re.search(r"\d{1,4}", squeezed)
    kanji = (
        None
        if found
        else re.search(r"(?<=第)[一二三四五六七八九十百]{1,5}|^[一二三四五六七八九十]{1,3}$", squeezed)
    )
    return int(found.group()) if found else number_of(kanji.group()) if kanji else None
