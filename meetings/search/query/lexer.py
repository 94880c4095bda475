"""The text in the search box, cut into words, fields, operators and brackets.

Words end at white space, at brackets, at double quotes, at pictures (emoji), at `|`, and at 、。，．！？
between anything but figures: １，０００ and Ｒ６．４．１ are each one word, and so is
令和7年（2025年）8月7日（木）. They end at a sign that puts two side by side, 給食/弁当. A minus sign forbids
only where a word starts, so COVID-19 is a word; ・ never ends one. Signs around a word that people
know from elsewhere ('給食', 給食*, +給食, #給食) are no part of it, nor is a letter behind kana that was
to become kana, too (きゅうしょくh).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from meetings.eras import WEEKDAY_BESIDE

from .dates import read_period
from .repairs import (
    LONE_MINUS,
    NO_DATE,
    NO_DISTANCE,
    NO_VALUE,
    ONLY_SIGNS,
    OPEN_QUOTE,
    TOO_FAR,
    TOO_LONG,
    UNFINISHED,
    Repairs,
)
from .tree import Field, Node, Word

LONGEST = 200
"""Characters that are read; what a person types is shorter."""

_FIELD_WORDS = {
    "speaker": "発言者 発言者名 話者 氏名 名前 役職 肩書 肩書き speaker role name",
    "municipality": "自治体 自治体名 市町村 市区町村 市町村名 municipality",
    "meeting": "会議 会議名 会議体 委員会 審議会 meeting",
    "item": "議題 議題名 案件 件名 item",
    "held": "開催日 日付 年月日 年月 期間 年 date held",
    "since": "from since after 開始 開始日",
    "until": "to until before 終了 終了日",
    "fiscal": "年度",
}
FIELDS = {word: name for name, words in _FIELD_WORDS.items() for word in words.split()}
"""What can be written before a colon. `since`, `until` and `fiscal` are limits of the whole query, not of the
tree. Who speaks is asked for by name, office or body alike: 役職 is 発言者."""

LABELS = {
    "speaker": "発言者",
    "municipality": "自治体",
    "meeting": "会議",
    "item": "議題",
    "held": "開催日",
}
"""What we write before the colon, and say, for each field of the tree."""

_PICTURES = "\u2600-\u2604\u2607-\u2775\u2794-\u27bf\ufe0f\U0001f000-\U0001faff"
_GAP = rf"\s、。，．,､｡！？!?{_PICTURES}"
_JOINT = r"「」『』｢｣【】〔〕［］\[\]〈〉《》≪≫＜＞｛｝{}"
_QUOTE = '"＂“”„‟〝〞〟'
_MINUS = "-－−‐"
_KANJI_OR_HIRAGANA = "ぁ-ゖ㐀-鿿々"
_LETTER = f"{_KANJI_OR_HIRAGANA}ァ-ヺーｦ-ﾟa-zA-Zａ-ｚＡ-Ｚ"
_SIGN = r"[/／+＋&＆\-－−‐]"
_BETWEEN = (
    f"(?<!NEAR)(?:(?<=[{_KANJI_OR_HIRAGANA}]){_SIGN}(?=[{_LETTER}])"
    f"|(?<=[{_LETTER}]){_SIGN}(?=[{_KANJI_OR_HIRAGANA}])"
    "|(?<=[a-zA-Zａ-ｚＡ-Ｚ])[-－−‐](?=[ァ-ヺ]))"
)
"""A sign that puts two words side by side, 給食/弁当 and IC-タグ; that of サ－ビス and Wi-Fi is in a word."""
_NUMBER = "[0-9０-９〇一二三四五六七八九十元]{1,4}"
_OTHER_ERA = rf"[(（][^()（）{_GAP}]{{0,5}}{_NUMBER}年度?[)）]"
_DAY = f"{_NUMBER}月{_NUMBER}日"
_DATE = f"{_NUMBER}年度?{_OTHER_ERA}(?:{_DAY}(?:{WEEKDAY_BESIDE})?|{_NUMBER}月)?|{_DAY}{WEEKDAY_BESIDE}"
"""A date whose brackets are part of it: 令和7年（2025年）8月7日（木）, as our own pages print it."""
_RUN = rf"(?:{_DATE}|(?!{_BETWEEN})[^{_GAP}{_JOINT}{_QUOTE}()（）|｜]|(?<=\d)[，．,](?=\d))+"
_TOKEN = re.compile(
    rf"(?P<gap>[{_GAP}]+|{_BETWEEN})|(?P<joint>[{_JOINT}]+)|(?P<opening>[(（])|(?P<closing>[)）])|(?P<either>[|｜]+)"
    rf"|[{_QUOTE}](?P<quoted>[^{_QUOTE}]*)(?P<end>[{_QUOTE}]?)|(?P<minus>[{_MINUS}]+)|(?P<run>{_RUN})"
)
_VALUE = re.compile(
    rf"[{_QUOTE}](?P<quoted>[^{_QUOTE}]*)(?P<end>[{_QUOTE}]?)|[「『](?P<bracketed>[^「」『』{_QUOTE}]*)[」』]"
    rf"|[{_JOINT}]*(?P<plain>(?:{_RUN}|[(（]{_RUN}[)）])(?:{_RUN})?(?:[(（]{_RUN}[)）](?:{_RUN})?)*)"
)
_SPACES = re.compile(rf"\s+(?![{_MINUS}])")
_COLON = re.compile("[:：;；=＝∶]")
"""And what is typed in its place."""
_LATE_COLON = re.compile(rf"\s+(?={_COLON.pattern})")
_AROUND = "'＇‘’‛`´*＊"
_BEFORE, _BEHIND = _AROUND + "#＃+＋:：;；=＝∶", _AROUND + ":：;；"
_UNFINISHED = re.compile("([ぁ-ゖー]{2,})[bcdfghjkmnprstwyzｂｃｄｆｇｈｊｋｍｎｐｒｓｔｗｙｚ]{1,2}")
"""Kana with the beginning of a syllable behind them, sent before it was typed to its end: きゅうしょくh."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


class Kind(Enum):
    """What a token is to the parser. An OPERAND without a node is one that was dropped."""

    OPERAND = auto()
    OPENING = auto()
    CLOSING = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()


_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_SPOKEN_OPERATORS = {
    **dict.fromkeys(["and", "かつ", "および", "及び"], Kind.AND),
    **dict.fromkeys(["or", "または", "又は", "もしくは", "若しくは"], Kind.OR),
    "not": Kind.NOT,
}
"""Words that are operators where they stand by themselves between two others."""
_BEGINS_WITH_WORD = re.compile(rf"[{_GAP}]*[^{_GAP})）|｜]")
_NEAR = re.compile(r"NEAR(?:[/:](.*))?|近傍[/:]([0-9].*)")
"""NEAR, NEAR/30, 近傍/30. 近傍 alone is a word."""
NEAR = 30
"""Characters between two words that are near each other, where nothing else is asked."""
FARTHEST = 50
"""With more of them PostgreSQL takes long: four times as long for twice as many."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token as typed; `touches` says that no gap lies between it and the token before it."""

    kind: Kind
    typed: str
    touches: bool
    node: Node | None = None
    distance: int = 0


def clean(typed: str, repairs: Repairs) -> str:
    """What can be shown and stored of a text, at most as long as is read."""
    text = _UNSEEN.sub("", _CONTROL.sub(" ", typed)).strip()
    if len(text) > LONGEST:
        repairs.say(TOO_LONG)
    return text[:LONGEST].strip()


def is_one_run(text: str) -> bool:
    """Whether the text is read as one piece without quotes around it."""
    return re.fullmatch(_RUN, text) is not None


def is_one_word(text: str) -> bool:
    """Whether the text, typed by itself, is one word and neither an operator nor a field."""
    is_kept = _bare(text) == text and not _UNFINISHED.fullmatch(text)
    return is_one_run(text) and _is_plain(text) and is_kept and _says_something(text)


def tokens(text: str, repairs: Repairs) -> Iterator[Token]:
    """The tokens of a cleaned text, from left to right."""
    at, touches = 0, False
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        what, typed = str(found.lastgroup), found.group()
        if what == "gap":
            touches = False
        elif what == "joint":
            pass
        elif what == "minus":
            if at < len(text) and not re.match(rf"[{_GAP})）]", text[at]):
                yield Token(Kind.NOT, "-", touches)
            else:
                repairs.say(LONE_MINUS)
            touches = True
        else:
            name = _field_name(typed) if what == "run" else None
            late = _LATE_COLON.match(text, at)
            if name is None and what == "run" and late:
                name = FIELDS.get(_folded(typed))
            if name is None:
                yield _plain_token(found, touches, repairs)
            else:
                token, at = _field(text, found.start(), name, touches, repairs)
                yield token
            touches = True


def _plain_token(found: re.Match[str], touches: bool, repairs: Repairs) -> Token:
    typed = found.group()
    if found["opening"]:
        return Token(Kind.OPENING, typed, touches)
    if found["closing"]:
        return Token(Kind.CLOSING, typed, touches)
    if found["either"]:
        return Token(Kind.OR, typed, touches)
    if found["run"]:
        operator = _operator(typed)
        if operator is Kind.NEAR:
            return Token(operator, typed, touches, distance=_distance(typed, repairs))
        spoken = _spoken_operator(typed)
        if spoken is not None and _is_between(found, spoken):
            operator = spoken
        if operator is not None:
            return Token(operator, typed, touches)
        bare = _bare(typed)
        if unfinished := _UNFINISHED.fullmatch(bare):
            repairs.say(UNFINISHED, bare)
            bare = unfinished[1]
        # quoted it stays a word, whatever is typed beside it
        word = Word(bare, exact=not _is_plain(bare))
    else:
        if found["quoted"] and not found["end"]:
            repairs.say(OPEN_QUOTE)
        word = Word(found["quoted"].strip(), exact=True)
    if _says_something(word.text):
        return Token(Kind.OPERAND, typed, touches, word)
    repairs.say(ONLY_SIGNS, typed)
    return Token(Kind.OPERAND, typed, touches)


def _operator(run: str) -> Kind | None:
    """AND, OR, NOT and NEAR are operators in capitals only, of either width."""
    folded = unicodedata.normalize("NFKC", run)
    return Kind.NEAR if _NEAR.fullmatch(folded) else _OPERATORS.get(folded)


def _spoken_operator(run: str) -> Kind | None:
    return _SPOKEN_OPERATORS.get(unicodedata.normalize("NFKC", run))


def _is_between(found: re.Match[str], operator: Kind) -> bool:
    """Whether there is a word on the sides on which the operator wants one."""
    before = re.sub(rf"[{_GAP}]+$", "", found.string[: found.start()])
    follows = operator is Kind.NOT or (before != "" and before[-1] not in "(（|｜")
    return follows and _BEGINS_WITH_WORD.match(found.string, found.end()) is not None


def _is_plain(run: str) -> bool:
    """Whether a run means itself, and is no operator and no field."""
    names = (_operator(run), _spoken_operator(run), _field_name(run))
    return run[0] not in _MINUS and not any(name is not None for name in names)


def _bare(run: str) -> str:
    """A run without the signs around it that say nothing here; as it is where nothing else would be left."""
    bare = run.lstrip(_BEFORE).rstrip(_BEHIND)
    return bare if bare and _says_something(bare) else run


def _distance(run: str, repairs: Repairs) -> int:
    """The characters that NEAR allows between its words."""
    found = _NEAR.fullmatch(unicodedata.normalize("NFKC", run))
    asked = (found[1] or found[2] or "") if found else ""
    if asked and not re.fullmatch("[0-9]{1,9}", asked):
        repairs.say(NO_DISTANCE, run)
        return NEAR
    distance = int(asked or NEAR)
    if distance > FARTHEST:
        repairs.say(TOO_FAR, run)
    return min(distance, FARTHEST)


def _field_name(run: str) -> str | None:
    """The field that a run names before its colon."""
    colon = _COLON.search(run)
    return FIELDS.get(_folded(run[: colon.start()])) if colon else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).lower()


def _field(text: str, start: int, name: str, touches: bool, repairs: Repairs) -> tuple[Token, int]:
    """The field that starts here and where it ends; spaces may follow its colon, 発言者： 金沢市."""
    colon = _COLON.search(text, start)
    at = colon.end() if colon else start
    found = _VALUE.match(text, at) or _spaced_value(text, at)
    stop = found.end() if found else at
    value = (found["quoted"] or found["bracketed"] or found["plain"] or "").strip() if found else ""
    if found and found["quoted"] and not found["end"]:
        repairs.say(OPEN_QUOTE)
    if name == "held" and _says_something(value) and read_period(value) is None:
        repairs.say(NO_DATE, text[start:stop])
        return Token(Kind.OPERAND, text[start:stop], touches), stop
    if _says_something(value):
        return Token(Kind.OPERAND, text[start:stop], touches, Field(name, value)), stop
    repairs.say(NO_VALUE, text[start:at])
    return Token(Kind.OPERAND, text[start:stop], touches), stop


def _spaced_value(text: str, at: int) -> re.Match[str] | None:
    """The word after the spaces after a colon, unless it is an operator or a field of its own."""
    spaces = _SPACES.match(text, at)
    found = _VALUE.match(text, spaces.end()) if spaces else None
    run = found["plain"] or "" if found else ""
    return None if _operator(run) or _field_name(run) else found


def _says_something(text: str) -> bool:
    """Whether any character is more than a sign: a letter, a figure, or a character of one's own making."""
    folded = unicodedata.normalize("NFKC", text)
    return any(character.isalnum() or unicodedata.category(character) == "Co" for character in folded)
