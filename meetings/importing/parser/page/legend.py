"""Marks that the page explains: 「（○：委員、→：事務局）」 says whose words stand under ○ and under →."""

import re
from collections.abc import Sequence

from ...folding import BULLETS
from ..lines import Line
from ..notation.openings import readings
from ..notation.speakers import LIKELY, likeness, reads_as_speech

_MARKS = re.escape(BULLETS)
_EXPLAINED = re.compile(
    rf"(?P<mark>[{_MARKS}])\s*(?:[:：=＝]|…+|・{{2,}}|は)?\s*(?P<who>[^\s、，,。:：=＝（()）{_MARKS}]{{1,16}})"
)
_BEHIND = re.compile(r"[（(][^（()）]*[)）]\s*$")
_LONGEST = 90
_AROUND = " \u3000、，,（()）【】〔〕［］[]※"
_LEAST = 2


def apply(lines: Sequence[Line]) -> None:
    """Give the lines below such a legend the speaker of their mark as label. The legend stays where it is."""
    speakers: dict[str, str] = {}
    for line in lines:
        if line.place:
            continue
        found = _explained(line.text)
        if found:
            speakers = found
        elif line.text[0] in speakers and not line.label and _says(line.text):
            line.label = speakers[line.text[0]]


def explains_marks(text: str) -> bool:
    """Whether a line is a legend: （◎は委員長、○は委員、●は事務局の発言）."""
    return bool(_explained(text))


def _explained(text: str) -> dict[str, str]:
    """Mark → speaker, where a line explains two marks or more and only speakers."""
    if len(text) > _LONGEST or "。" in text:
        return {}
    behind = _BEHIND.search(text)  # ■発言要旨　（◎：会長　○：委員）
    text = behind[0] if behind and len(_EXPLAINED.findall(behind[0])) >= _LEAST else text
    found = {one["mark"]: _who(one["who"]) for one in _EXPLAINED.finditer(text)}
    between = _EXPLAINED.sub("\0", text).split("\0")[1:-1]
    if any(one.strip(_AROUND) for one in between):
        return {}
    return found if len(found) >= _LEAST and all(likeness(one) >= LIKELY for one in found.values()) else {}


def _says(text: str) -> bool:
    """Whether a line under a mark is speech that names no speaker itself."""
    return reads_as_speech(text[1:]) and all(one.weight < LIKELY for one in readings(text))


def _who(printed: str) -> str:
    """委員の発言, 事務局からの回答: the speaker alone."""
    return re.sub(r"(?:から)?の(?:発言|意見|質問|質疑|回答|答弁|説明)(?:等|など)?$", "", printed)
