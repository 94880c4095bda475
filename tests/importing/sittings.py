"""Small invented minutes to test with: one head, one discussion, printed in any layout."""

from collections.abc import Callable

from meetings.importing import ParsedDocument, read_document
from meetings.importing.parsed import ParsedMeeting, ParsedTurn

HEAD = """第3回つつじ野市環境審議会 会議録

日時　令和6年5月20日（月）　午後2時から午後3時30分まで
場所　つつじ野市役所3階 大会議室
出席者　会長　佐藤一郎、副会長　鈴木花子、委員　田中次郎、高橋三郎、伊藤四郎
事務局　環境課長　山本、環境課係長　中村
傍聴者　2名
議題　1　環境基本計画について
　　　2　その他
会議の内容
1　環境基本計画について
"""

SPOKEN = [
    ("会長", "それでは、計画について事務局から説明をお願いします。"),
    ("事務局", "資料1をご覧ください。計画は10年間のものです。\n目標は3つあります。"),
    ("田中委員", "目標の数字はどこから来たのですか。"),
    ("事務局", "国の指針に合わせました。"),
    ("高橋委員", "市民への周知はどうするのか。"),
    ("環境課長", "広報紙で周知します。"),
    ("会長", "ほかにありますか。"),
    ("伊藤委員", "ごみの量について教えてください。"),
    ("環境課長", "昨年は2万トンでした。"),
    ("会長", "以上で終わります。"),
]


def printed(layout: Callable[[str, str], str], head: str = HEAD) -> str:
    """The discussion with every turn printed by `layout(label, text)`, below the head."""
    return head + "\n".join(layout(label, text) for label, text in SPOKEN) + "\n"


def read(text: str, name: str = "kaigiroku.txt", **hints: str) -> ParsedDocument:
    return read_document(text.encode(), name, **hints)


def meeting_in(text: str, **hints: str) -> ParsedMeeting:
    """The only meeting of a text."""
    document = read(text, **hints)
    assert document.outcome == "minutes", document.reason
    (meeting,) = document.meetings
    return meeting


def speeches(meeting: ParsedMeeting) -> list[ParsedTurn]:
    return [turn for turn in meeting.turns if turn.kind == "speech"]
