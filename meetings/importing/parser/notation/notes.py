"""What stands between turns and is nobody's words: 「（異議なし）」, 「-資料1に基づき、事務局から説明-」,
「午後3時閉会」."""

import re

from ...folding import LINES, half, unbracket
from .numbering import numbered
from .speakers import LIKELY, likeness
from .times import opening_and_closing, times_in

_AROUND = LINES + "*＊"
_ASSENT = re.compile(
    r"異議|なし|拍手|挙手|起立|賛成|反対|了承|承認|休憩|再開|と呼ぶ者|の声|退席|退室|着席|入室|入場|退場|笑い?$|笑声|暫時|採決|投票|発言する者|"
    r"意見無し|質問無し|うなず|登壇|降壇|"
    r"^[〔（(［\[]\s?(?:以下|これより)?(?:非公開|秘密会)(?:で?審議|とする)?\s?[〕）)］\]]$"
)
_REPORTED = re.compile(
    r"(?:説明|報告|挨拶|あいさつ|紹介|質疑(?:応答)?|意見交換|補足|発言|確認|朗読|指名|選出|選任|議論|審議|協議|提案|発表|採決|議事)"
    r"[^。]{0,12}?(?:があった|があり|が行われた|が行われ|を行った|を行い|がなされた|がなされ|が進められた|が示された|された|した|を受けた|を進めた|を求めた)"
)
_ENDING_NOUN = re.compile(r"(?:説明|報告|挨拶|あいさつ|紹介|確認|朗読)。?$")
_FROM_SOMEONE = re.compile(r"(?:から|より|が|は|に(?:より|基づ))[、,]?")
_DECIDED = re.compile(
    r"(?:承認|可決|了承|決定|選任|選出|確認|否決|採択|散会|閉会|開会)[^。]{0,10}(?:された|した|となった|し散会した|して散会した)。?$"
)
_PAUSE = re.compile(r"^[\s(（]*(?:暫時)?(?:休\s?憩|再\s?開)[\s:：]|(?:休\s?憩|再\s?開)[)）\s]*$")
# ～給食について～ is a heading between its marks.
_BUSINESS = re.compile(rf"(?:について|の件|に関すること)\s?[{LINES}]{{1,3}}$")
_LONGEST = 160


def is_note(text: str) -> bool:
    """A line wholly in brackets or dashes whose words are no speaker: a stage direction."""
    if len(text) > _LONGEST or len(text) < 3:
        return False
    bracket = unbracket(text, _LONGEST + 1)
    if bracket:
        item = numbered(bracket[1]) if bracket[0] not in "（(" else None
        counted = item is not None and item.kind.startswith("named")
        return not bracket[2].strip("。 　") and likeness(bracket[1]) < LIKELY and not counted
    return text[0] in _AROUND and text[-1] in _AROUND and not _BUSINESS.search(text)


def is_assent(text: str) -> bool:
    """A note of assent, applause or a pause: procedure, where other notes are narration."""
    return _ASSENT.search(text) is not None and "説明" not in text


def is_decision(text: str) -> bool:
    """A sentence that says what was decided and no more: 「全会一致で可決された。」"""
    return len(text) <= 40 and text.endswith("。") and _DECIDED.search(text) is not None


def is_time_stamp(text: str) -> bool:
    """「午前10時39分閉会」, 「（午後5時59分開会）」, 「午前11時30分」 alone."""
    if len(text) > 40 or "。" in text or "、" in text:
        return False
    if any(opening_and_closing(text)) or (_PAUSE.search(text) and times_in(text)):
        return True
    found = times_in(text)
    rest = half(text)
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.stop :]
    return bool(found) and not rest.strip(" \t()~-【】[]〔〕から分")


def is_reported(text: str, *, aside: bool = False) -> bool:
    """Prose that tells what somebody did: 「事務局から、資料1に基づき説明が行われた。」

    Inside a turn (`aside` false) the sentence must also name who did it, since speakers report too.
    """
    text = text.strip()
    sentences = [one for one in re.split("。", text) if one.strip()]
    if not sentences or len(text) > 400:
        return False
    opening = sentences[0]
    reported = bool(_REPORTED.search(sentences[-1]) or _REPORTED.search(opening) or _ENDING_NOUN.search(text))
    if aside:
        return reported or bool(_DECIDED.search(text))
    if len(sentences) > 2 or not (reported or _DECIDED.search(text)):
        return False
    subject = _FROM_SOMEONE.search(opening[:40])
    return subject is not None and likeness(opening[: subject.start()]) >= LIKELY
