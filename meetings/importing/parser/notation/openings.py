"""Every way a line can open a turn: a mark, a label, and where what is said begins. Judging them is
layout.py's work."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...folding import BULLETS, LINES, PAIRS, half, squeeze, unbracket
from ...vocabulary import ROLES
from ..lines import Line
from .speakers import CERTAIN, LIKELY, NONE, clean, could_be_name, likeness, question_word

COLUMN = "column"
TRAILING = "trailing"
_LONGEST = 36
DASHES = "-－―–—─"
_DASHED = re.compile(rf"(?P<printed>[{LINES}]{{1,3}}\s?[^{LINES}\s。、:：]{{2,16}}\s?[{LINES}]{{1,3}})\s*")
_COUNTED = re.compile(r"\s*(?:[(（]\s*\d{1,3}\s*[)）]|\d{1,3}(?:\s*[.．、)）]|\s*\t)|[①-⑳])\s*(?=\S)")
# 【8:30】町長, 14:05 会長: when it was said stands before who said it.
_TIMED = re.compile(r"[【〔［\[（(]?\s?\d{1,2}\s?[:：]\s?\d{2}\s?[】〕］\])）]?\s*(?=[^\s\d~〜～:：\-－―–—])")
_TIMES = frozenset("【〔［[（(0123456789０１２３４５６７８９")
_TITLED = re.compile(r"『[^『』。、]{1,20}』[:：\s]*")
_PAIR_FIRST = "発氏話"
_MEANS = r"(?:\s*[:：＝=]\s*|\s+)"
PAIR = re.compile(
    rf"(?:発\s*言\s*者(?:\s*(?:氏\s*)?名)?|氏\s*名|話\s*者|話し手){_MEANS}"
    rf"(?P<label>[^\s:：＝=。、][^:：＝=。、]{{0,20}}?)\s+"
    rf"(?:発\s*言(?:\s*の?\s*(?:内\s*容|要\s*旨|趣\s*旨))?|内\s*容|要\s*旨){_MEANS}"
)
_SOMETHING = re.compile(r"\S")
_DASH_BETWEEN = re.compile(r"\s+[－―–—]\s+")
_COLON_AFTER = re.compile(r"\s+[:：]")
# ○○委員, △△氏: who speaks is not told; the marks stand for a name and open no turn themselves.
_MASKED = re.compile(r"([○◯〇●△▲□■◇◆×✕＊*])\1{1,3}(?=[^\s○◯〇●△▲□■◇◆×✕＊*])")
# 〔登壇〕 behind a label says what somebody does before the first word.
_STEPS_UP = re.compile(r"\s*[〔（(［\[](?:登壇|降壇|自席|挙手|起立|着席)[〕）)］\]]\s*$")
_SPACED = re.compile(r"(?P<role>[一-鿿](?:\s{1,4}[一-鿿]){1,3})\s(?=\s*[^\s:：]\S)")
_LONGEST_QUOTED = 2000
_STOPS = "。、！？!?；;，"
_DOTS = "…‥・"
_ARROWS = "→⇒➡⇨"
_TELLING = re.compile(rf"[\s（()）＞>:：＝.．「／/…‥{_ARROWS}{_STOPS}{DASHES[1:]}]|・{{2,}}")
_AFTER_LABELS = (
    (".．", "stop"),
    (DASHES, "dash-after"),
    ("／/", "slash"),
    (_DOTS, "dots"),
    (_ARROWS, "arrow"),
)
_QUESTION_LETTERS = ("Q", "A", "問", "答")
_ROUND = "○◯〇"
_LIST_BULLETS = ("bullet:・", "bullet:•", "bullet:※", "bullet:*", "bullet:＊", "bullet:→", "bullet:⇒")
_PARTICLE = re.compile(r"[がをにはのへもとでや（(、。]|から|より|など|名|数")


_BULLET, _BRACKET = "bullet:", "bracket:"
FAMILIES = {
    "own": "発言者だけの行",
    "colon": "発言者と「：」",
    "space": "発言者と空白",
    "half": "発言者と「）」",
    "stop": "発言者と「．」",
    "slash": "発言者と「／」",
    "dots": "発言者と「・・・」",
    "quote": "発言者と「…」",
    "arrow": "発言者と「→」",
    "dash": "－発言者－",
    "dash-after": "発言者と「－」",
    "timed": "時刻の後の発言者",
    COLUMN: "表の列の見出しを発言者とする",
    "pair": "発言者：… 発言内容：…",
    TRAILING: "発言の後の（発言者）",
}
"""The families of marks that open a turn, in a clerk's words; and one for every bullet ("bullet:○") and every
bracket ("bracket:（")."""


def describe_layout(layout: Iterable[str]) -> str:
    """A layout in a clerk's words: 「○の後の発言者」."""
    return "、".join(_describe(family) for family in layout)


def _describe(family: str) -> str:
    if family.startswith(_BULLET):
        return f"{family.removeprefix(_BULLET)}の後の発言者"
    if family.startswith(_BRACKET):
        opening = family.removeprefix(_BRACKET)
        closing = "』" if opening == "『" else PAIRS.get(opening)
        return f"{opening}{closing}で囲んだ発言者" if closing else family
    return FAMILIES.get(family, family)


@dataclass(frozen=True, slots=True)
class Opening:
    """One reading of a place in a line as the opening of a turn.

    `family` names the mark: "bracket:（", "bullet:○", "own" (label alone on its line), "colon", "space",
    "half" (山口委員長）, 事務局＞), "stop" (Ａ委員．), "slash" (会長／…), "dots" (会長・・・…), "arrow"
    (会長→…), "quote" (委員A「…」), "dash" (－会長－, ＝会長＝), "dash-after" (会長－…), "timed"
    (【8:30】町長), "pair" (発言者：会長 / 発言内容：…), "column" (the head of the table's column or the
    page's legend is the label), "trailing" (the label ends the text, which then stops at `stop`).
    `start` and `text_at` are positions in the line's
    text; `own` says that nothing follows the label.
    """

    family: str
    printed: str
    label: str
    start: int
    text_at: int
    own: bool
    weight: float
    quoted: bool = False
    stop: int | None = None


def _opening(family: str, text: str, start: int, stop: int, text_at: int, label_at: int = 0) -> Opening:
    printed = text[start:stop].strip()
    own = _SOMETHING.search(text, text_at) is None
    label = clean(_without_number(_STEPS_UP.sub("", text[label_at or start : stop]).strip()))
    quoted = family != "quote" and _is_quotation(text, text_at)
    return Opening(family, printed, label, start, text_at, own, likeness(label), quoted)


def _is_quotation(text: str, at: int) -> bool:
    """Whether all of the rest stands in one pair of 「」: what somebody said, word for word."""
    if text[at : at + 1] != "「" or not text.endswith("」") or len(text) > _LONGEST_QUOTED:
        return False
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == "「") - (text[place] == "」")
        if depth == 0:
            return place == len(text) - 1
    return False


def _without_number(printed: str) -> str:
    """「(1) 会長」, 「３．委員」: turns that are counted through the sitting."""
    found = _COUNTED.match(printed)
    if not found:
        return printed
    rest = printed[found.end() :]
    return rest if likeness(rest) >= LIKELY else printed


def readings(text: str) -> Iterator[Opening]:
    """Every reading of the start of a line. `text` has no white space around it."""
    at = 0
    family = ""
    marked = _DASHED.match(text) if text[:1] in LINES else None
    if marked:
        yield _opening("dash", text, 0, marked.end("printed"), marked.end())
    paired = PAIR.match(text) if text[:1] in _PAIR_FIRST else None
    if paired:
        label, whole = clean(paired["label"]), _opening("pair", text, 0, paired.end(), paired.end())
        yield replace(whole, label=label, weight=likeness(label))
    titled = _TITLED.match(text) if text[:1] == "『" else None
    if titled:
        yield _opening("bracket:『", text, 0, text.index("』") + 1, titled.end())
    timed = _TIMED.match(text) if text[:1] in _TIMES else None
    if timed:
        family, at = "timed", timed.end()
    elif text[:1] and text[0] in BULLETS and not _MASKED.match(text):
        family, at = _family_of(text[0]), len(text) - len(text[1:].lstrip())
    rest = text[at:]
    bracket = unbracket(rest, _LONGEST + 4)
    if bracket:
        yield _bracketed(text, at, len(text) - len(bracket[2]), 0 if family else at)
        if bracket[0] not in "（(":
            return
    spaced = _letter_spaced(text, at)
    if spaced:
        yield _opening(family or "space", text, 0, spaced, _skip(text, spaced), at)
    else:
        yield from _plain(text, at, family)


def under_column(line: Line) -> Opening:
    """The opening of what stands in a column of a table. Where no speaker stands beside it, the column's
    name is the label, and is not printed here."""
    text_at = len(line.label)
    if line.text.startswith(line.label) and line.text[text_at : text_at + 1].isspace():
        return Opening(COLUMN, line.label, clean(line.label), 0, _skip(line.text, text_at), False, CERTAIN)
    marked = line.text[0] if line.text[0] in BULLETS and not line.after_table else ""
    return Opening(COLUMN, marked, clean(line.label), 0, _skip(line.text, len(marked)), False, CERTAIN)


def _bracketed(text: str, at: int, stop: int, start: int) -> Opening:
    """A label in brackets from `at` to `stop`, with a mark before it from `start` on."""
    text_at = stop
    while text_at < len(text) and (text[text_at].isspace() or text[text_at] in ":："):
        text_at += 1
    return _opening(_family_of(text[at]), text, start, stop, text_at, at)


def _family_of(mark: str) -> str:
    """The family of a bullet or bracket; those that differ in width alone are one."""
    if mark in PAIRS:
        return _BRACKET + {"(": "（", "[": "［", "<": "〈", "＜": "〈"}.get(mark, mark)
    return _BULLET + ("○" if mark in _ROUND else mark)


def _plain(text: str, at: int, bullet: str) -> Iterator[Opening]:
    """Readings of a label without a bracket around it: up to a colon, a space, a one-sided bracket or the
    end."""
    depth = 0
    for found in _TELLING.finditer(text, at, at + _LONGEST):
        here, character = found.start(), found.group()
        if character in "（(":
            depth += 1
        elif character in "）)＞>":
            if depth == 0 or character in "＞>":
                yield _opening(bullet or "half", text, 0, here, here + 1, at)
                return
            depth -= 1
        elif depth:
            continue
        elif family := _after(text[at:here], character):
            text_at = _skip(text, here + 1, {"dash-after": DASHES, "arrow": _ARROWS}.get(family, ""))
            yield _opening(bullet or family, text, 0, here, text_at, at)
            return
        elif character == "「":
            yield from _quote(text, here, bullet)
            return
        elif character.isspace() and not _COLON_AFTER.match(text, here):  # 「会長　：」
            dashed = _DASH_BETWEEN.match(text, here)  # 座長　―　今日は…
            yield _opening(
                bullet or "space", text, 0, here, dashed.end() if dashed else _skip(text, here, "／/"), at
            )
        elif character in _STOPS:
            break
    else:
        if len(text) - at <= _LONGEST and depth == 0:
            yield _opening(bullet or "own", text, 0, len(text), len(text), at)
    if bullet:
        yield from _glued(text, at, bullet)


def _after(label: str, mark: str) -> str:
    """The family of a mark that ends a label. All but the colon stand in sentences too."""
    if mark in ":：＝" or (mark in ".．" and question_word(label) in _QUESTION_LETTERS):
        return "colon"
    family = next((name for marks, name in _AFTER_LABELS if mark[0] in marks), "")
    lettered = family == "stop" and likeness(label) > NONE  # Ａ．, beside 会長．
    fits = family and (likeness(label) >= LIKELY or could_be_name(label.replace("の", "")))
    return family if fits or lettered else ""


def _letter_spaced(text: str, at: int) -> int:
    """Where 「町　長　」 ends, a role whose letters are set apart (町 alone would be one too), or 0."""
    found = _SPACED.match(text, at)
    return found.end("role") if found and squeeze(found["role"]) in ROLES else 0


def _skip(text: str, at: int, marks: str = "") -> int:
    while at < len(text) and (text[at].isspace() or text[at] in ":：＝.．" + _DOTS + marks):
        at += 1
    return at


def _quote(text: str, at: int, bullet: str) -> Iterator[Opening]:
    if at and (text.endswith("」") or text.count("「", at) > text.count("」", at)):  # or closed further down
        yield replace(_opening(bullet or "quote", text, 0, at, at), quoted=True)


def _glued(text: str, at: int, bullet: str) -> Iterator[Opening]:
    """「○事務局それでは…」: nothing parts label and text, so only a role of the vocabulary is taken."""
    if bullet in _LIST_BULLETS:
        return
    for length in range(8, 1, -1):
        if half(text[at : at + length]) in ROLES and not _PARTICLE.match(text, at + length):
            yield _opening(bullet, text, 0, at + length, at + length)
            return


_BOUNDARY = r"(?:^|(?<=[。．！？!?」』】〕）)\s]))\s{0,4}"
_OPEN = re.escape("".join(PAIRS))
_CLOSE = re.escape("".join(PAIRS.values()))
_MARK = re.escape(BULLETS)
_LEADS = BULLETS + " \u3000\t"
_INLINE = (
    re.compile(rf"{_BOUNDARY}(?P<printed>[{_OPEN}](?P<label>[^{_OPEN}{_CLOSE}。、]{{1,20}})[{_CLOSE}])"),
    re.compile(
        rf"{_BOUNDARY}(?P<printed>[{_MARK}]\s{{0,2}}(?P<label>[^\s:：。、{_MARK}]{{2,20}}))(?=[\s:：])"
    ),
)
# 「石田（秀）委員：」: a bracket may close inside a label, so only the end of a sentence parts two turns.
_INLINE_COLON = re.compile(
    r"(?:^|(?<=[。．！？!?」』\s]))\s{0,4}(?P<printed>(?P<label>[^\s:：。、「」()（）]{2,16}))[:：]"
)
_LONG = 200


def inline(text: str) -> Iterator[Opening]:
    """Openings inside a line: 「…伺いたい。（秋田市）」, 「【…の確認】 ○会長 それでは」, a whole page on
    one line.

    Only labels that look like speakers count here, and only after the end of a sentence or a space.
    """
    lead = len(text) - len(text.lstrip(_LEADS))
    patterns = [(one, lead, "") for one in _INLINE] + [(_INLINE_COLON, 0, "colon")] * (len(text) > _LONG)
    for pattern, least, family in patterns:
        for found in pattern.finditer(text):
            start, stop = found.span("printed")
            if start > least and likeness(found["label"]) > NONE:
                yield _opening(family or _family_of(text[start]), text, start, stop, _skip(text, found.end()))
