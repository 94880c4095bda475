"""What the words that mark a record mean, in one place: levels of attribution, and kinds of record."""

from dataclasses import dataclass

from meetings.models import RecordType, Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Term:
    """One word shown as a badge: its key (for styles), the word, and what it tells the reader."""

    key: str
    word: str
    meaning: str
    caution: str = ""
    """A warning that the word alone does not give; shown beside it."""
    is_marked: bool = True
    """Whether it is shown beside each name; a full name speaks for itself."""


UNKNOWN = Term(
    "unknown",
    "不明",
    "発言者が書かれていないか、書かれていてもだれのことか確かめられていません。",
)

KNOWN_LEVELS = {
    SpeakerKind.PERSON: Term("person", "氏名", "氏名まで分かる発言者です。", is_marked=False),
    SpeakerKind.SURNAME: Term(
        "surname",
        "姓のみ",
        "「大谷委員」のように姓だけが分かる発言者です。名簿からだれか一人に決まらないため、この会議の中だけの発言者と"
        "しています。ほかの会議の同じ姓の人と、同じ人とは限りません。",
    ),
    SpeakerKind.OFFICE: Term(
        "office",
        "役職",
        "役職だけが書かれています。その役職にある人は、時期によって替わることがあります。",
    ),
    SpeakerKind.ORGANISATION: Term(
        "organisation", "団体", "自治体や担当課など、団体としての発言です。個人の名は書かれていません。"
    ),
    SpeakerKind.ANONYMOUS: Term(
        "anonymous",
        "匿名",
        "「委員」のように、だれとは分からない表示です。同じ表示でも、同じ人とは限りません。",
    ),
}

LEVELS = (*KNOWN_LEVELS.values(), UNKNOWN)
"""How much the record tells of who speaks (発言者の手がかり), the most first."""

RECORD_TYPES = {
    RecordType.VERBATIM: Term("verbatim", "全文記録", "発言を、話されたとおりに書き起こした記録です。"),
    RecordType.SUMMARY: Term(
        "summary",
        "要点記録",
        "発言の要点をまとめた記録です。話されたとおりの言葉ではありません。",
        "話されたとおりの言葉ではありません",
    ),
    RecordType.EXTRACT: Term(
        "extract",
        "摘録",
        "主な発言を選んで書いた記録です。書かれていない発言があります。",
        "書かれていない発言があります",
    ),
    RecordType.DECISIONS: Term("decisions", "結果のみ", "決まったことだけを書いた記録です。"),
    RecordType.UNKNOWN: Term(
        "unrecorded", "記録の種類の記載なし", "全文か要点かが、会議録に書かれていません。"
    ),
}


def level_of(speaker: Speaker | None) -> Term:
    """How much the record tells of who speaks."""
    return KNOWN_LEVELS[SpeakerKind(speaker.kind)] if speaker else UNKNOWN


def record_type_of(value: str) -> Term:
    """What sort of record a meeting's minutes are."""
    return RECORD_TYPES[RecordType(value)]
