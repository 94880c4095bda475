"""Whether a document is minutes at all: announcements and pages about committees look much like them."""

import re
from collections.abc import Sequence

from ..folding import squeeze
from .lines import Line
from .meeting_reader import MeetingRead

_RECORD = re.compile(
    r"会議録|議事録|会議要旨|議事要旨|審議概要|会議概要|議事概要|会議結果|会議記録|要点記録|摘録|開催結果|開催報告|結果概要"
)
_FUTURE = re.compile(
    r"開催します|開催いたします|を開きます|開催する予定|開催予定|お知らせします|お知らせいたします|募集します|募集しています|募集いたします|先着順|"
    r"申し?込み?(?:方法|先|期限|期間|は|が|くだ)|応募(?:方法|資格|用紙|期間|先)|受付を行い|傍聴を希望|傍聴することができます|傍聴できます|ご参加ください|お申し?込み"
)
_NOW = re.compile(r"ただ今|ただいま|これより")
_PAGE = re.compile(
    r"募集|制度|報道(?:資料|発表|提供)|プレスリリース|記者発表|締結しました|のお知らせ|を開催します|の開催について|開催のご案内|案内$|要綱$|条例$|名簿$|とは$|(?<!結果)について$"
)
_TOLD = re.compile(
    r"(?:説明|報告|承認|可決|了承|決定|選任|選出|挨拶|質疑|意見交換|議事)[^。]{0,14}(?:した|された|があった|行われた|なった|進められた)"
)
_COMMENTS = re.compile(r"パブリック・?コメント|意見(?:の?募集|公募)")
_ENOUGH = 2.0

NOT_MINUTES = "会議の記録ではないようです（{why}）"


def why_not_minutes(reads: Sequence[MeetingRead], lines: Sequence[Line]) -> str | None:
    """None for minutes, else one Japanese line that says why the document is refused."""
    if not lines:
        return NOT_MINUTES.format(why="本文がありません")
    score = max((_score(read) for read in reads), default=0.0)
    top = [line.text for line in lines[:6]]
    whole = "\n".join(line.text[:400] for line in lines[:400])
    if any(_RECORD.search(squeeze(text[:120])) for text in top):
        score += 2
    score += min(2.0, 0.7 * len(_TOLD.findall(whole)))
    future = sum(len(_FUTURE.findall(line)) for line in whole.split("\n") if not _NOW.search(line))
    score -= 1.2 * future
    if any(_PAGE.search(text) and len(text) < 60 for text in top[:2]) and score < 4:
        score -= 2
    empty = not any(read.meeting.turns for read in reads) or not any("。" in line.text for line in lines)
    if empty and not any(read.meeting.date for read in reads):
        score = min(score, 0.0)
    comments = any(_COMMENTS.search(text) for text in top[:2])
    if comments and not any(read.meeting.place or read.meeting.attendance for read in reads):
        score = 0.0
    if score >= _ENOUGH:
        return None
    if future:
        return NOT_MINUTES.format(why="これから開く会議や募集の案内と読めます")
    return NOT_MINUTES.format(why="発言も、日時・出席者などの記載も見つかりません")


def _score(read: MeetingRead) -> float:
    speeches = sum(1 for turn in read.meeting.turns if turn.kind == "speech")
    score = min(4.0, 0.8 * speeches) if speeches > 1 else 0.0
    head = read.head
    score += 1.0 if head.first("attendees", "members") else 0.0
    score += 0.7 if read.meeting.date else 0.0
    score += 0.4 if read.meeting.place else 0.0
    score += 0.4 if read.meeting.outline else 0.0
    score += 0.5 if any(item.outcome for item in read.meeting.outline) else 0.0
    score += 0.5 if read.meeting.end else 0.0
    return score
