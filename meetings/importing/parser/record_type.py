"""The manner of the record: every word, the main points, an extract or decisions only."""

import re
from collections.abc import Iterable

from ..folding import squeeze
from ..parsed import RecordType
from .head import Head

_KINDS: tuple[tuple[re.Pattern[str], RecordType], ...] = (
    (re.compile(r"全文|逐語|全部筆記|発言のとおり"), "verbatim"),
    (re.compile(r"要点|要旨|概要|要約|要録"), "summary"),
    (re.compile(r"摘録|抜粋|抄録"), "extract"),
    (re.compile(r"結果|決定事項"), "decisions"),
)
_IN_OTHER_FIELDS = re.compile(r"(?:全文|逐語|要点|要約|摘録)(?:の|による)?(?:記録|筆記|会議録)?")
_SENTENCE = re.compile(
    r"(?:会議録|議事録|記録)[^。]{0,24}?(?:全文|逐語|要点|要旨|要約|摘録|抜粋)[^。]{0,8}?"
    r"(?:とする|とし|とした|で作成|により作成|によることと)[^。]{0,20}"
)


def record_type_of(
    head: Head, titles: Iterable[str], sections: Iterable[str], prose: Iterable[str]
) -> tuple[RecordType, str]:
    """全文, 要点, 摘録 or 結果のみ, and the words that say so.

    In order of trust: the field for it, another field's words (記録　要点記録), titles, headings of
    sections, prose. That a section tells the 結果 does not make the record one of decisions only.
    """
    fields = [one.text for one in head.every("record_type")]
    others = [one.text for one in head.every("other") if _IN_OTHER_FIELDS.match(squeeze(one.text))]
    for text in (*fields, *others, *titles):
        for pattern, kind in _KINDS:
            if pattern.search(text):
                return kind, text
    sentences = [found.group() for text in prose if (found := _SENTENCE.search(text))]
    for text in (*sections, *sentences):
        for pattern, kind in _KINDS[:-1]:
            if pattern.search(text):
                return kind, text
    return "unknown", ""
