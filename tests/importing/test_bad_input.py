"""Whatever is sent, one clear line comes back and nothing is raised."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.importing import read_document

from .accounting import MARKS, left_out_of_turns, unaccounted
from .sittings import HEAD, printed

MINUTES = printed(lambda label, spoken: f"○{label}　{spoken}")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")


@pytest.mark.parametrize(
    ("data", "name", "outcome", "says"),
    [
        (b"", "a.txt", "unreadable", "ファイルが空です"),
        (b"  \n\n", "a.txt", "unreadable", "ファイルが空です"),
        (bytes(range(256)) * 40, "a.txt", "unreadable", "文字"),
        (b"\x00\x01\x02\x03" * 400, "a.txt", "unreadable", "文字の文書ではありません"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a.txt", "unreadable", "画像"),
        (b"PK\x03\x04" + b"\x00" * 99, "a.docx", "unreadable", "Word文書（docx）として読めません"),
        (b"%PDF-1.7\n", "a.pdf", "unreadable", "PDFとして読めません"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "unreadable", "古い形式"),
        (b"\xed\xa0\x80" * 30 + b"\x81", "a.txt", "unreadable", "文字コード"),
        (b"\xff\xfe\x00\xd8" * 9 + b"\x00", "a.txt", "unreadable", "文字"),
        (b"<html></html>", "a.html", "not_minutes", "本文がありません"),
        (b"a" * (20 * 1024 * 1024 + 1), "a.txt", "unreadable", "大きすぎます"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, name: str, outcome: str, says: str) -> None:
    document = read_document(data, name)
    assert document.outcome == outcome
    assert says in (document.reason or "")
    assert document.meetings == []


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("euc-jp", "「euc-jp」としては読めません"),
        ("klingon", "「klingon」は扱えません"),
        ("base64", "「base64」は扱えません"),
    ],
)
def test_a_wrong_encoding_is_said_to_be_wrong(encoding: str, says: str) -> None:
    document = read_document(MINUTES.encode("utf-8"), "a.txt", encoding=encoding)
    assert document.outcome == "unreadable"
    assert says in (document.reason or "")


NO_MINUTES = {
    "an announcement": """環境審議会を開催します

日時　令和6年8月22日（木曜日）午後1時30分から
場所　市役所
議題　（1）計画について
傍聴　定員5人（先着順）

（委員）名簿はこちらをご覧ください。
（事務局）環境課
""",
    "a recruitment page": """環境審議会の委員を募集します

応募資格
市内に住む18歳以上の方

任期 2年
会議 年に3回

応募方法 申込書を送ってください。
""",
    "a list of minutes": """環境審議会の会議録

令和5年度
第1回会議録（PDF：120KB）
第2回会議録（PDF：130KB）
""",
    "a by-law": """環境審議会設置要綱

（設置）
第1条 環境審議会を置く。
（会長）
第2条 審議会に会長を置く。
（事務局）
第3条 事務局は環境課に置く。
""",
    "a list of members": "環境審議会委員名簿\n\n会長 佐藤一郎\n委員 田中次郎\n",
    "news": "令和6年度の予算\n\n歳入は前の年より増えました。\n",
}


@pytest.mark.parametrize("text", NO_MINUTES.values(), ids=NO_MINUTES.keys())
def test_a_page_that_is_no_record_of_a_meeting_is_refused(text: str) -> None:
    document = read_document(text.encode(), "a.txt")
    assert (document.outcome, document.meetings) == ("not_minutes", [])
    assert document.reason is not None
    assert "会議の記録ではないようです" in document.reason
    assert unaccounted(document) == {}


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    for name in ("a.txt", "a.html"):
        document = read_document(data, name)
        assert document.outcome == "minutes" or JAPANESE.search(document.reason or "")


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_every_line_is_accounted_for(text: str) -> None:
    document = read_document(text.encode("utf-8", "replace"), "a.txt")
    assert unaccounted(document) == {}


FRAGMENTS = [
    *MINUTES.splitlines(),
    *[
        "会長",
        "委員",
        "（会長）",
        "(事務局)",
        "〔会",
        "長〕",
        "○会長",
        "【開会】",
        "議題",
        "1",
        "1 開会",
        "(1) 計画について",
        "① 予算",
        "2.議 事",
        "開会",
        "閉会",
        "その他",
        "午前10時00分",
        "正午 閉会",
        "- 3 -",
        "――――――",
        "（異議なし）",
        "-資料1に基づき説明-",
        "日時",
        "場所",
        "出席者",
        "傍聴者",
        "配付資料",
        "会議録",
        "お問い合わせ先",
        "電話 00-0000",
        "委員A「はい。」",
        "Q1 いくらか。",
        "A1 三百円。",
        "山口委員長)始めます。",
        "会長：はい。（委員）いいえ。○会長\u3000分かった。",
        "a | b |",
        "|",
        "---|---",
        "令和6年5月20日",
        "平成32年2月30日",
        "附属機関又は",
        "会議体の名称",
        "事務局から説明があった。",
        "（",
        "）",
        "「",
        "」",
        "会長 ",
    ],
    "",
    " ",
    "　",
    "\t",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_line_of_mixed_lines_ends_in_one_place(lines: list[str]) -> None:
    document = read_document("\n".join(lines).encode(), "a.txt")
    assert unaccounted(document) == {}
    if len(document.meetings) == 1:
        assert set(left_out_of_turns(document)) <= MARKS


@given(st.sampled_from([HEAD, ""]), st.lists(st.sampled_from(FRAGMENTS), max_size=20))
@settings(max_examples=100, deadline=None)
def test_every_turn_points_into_its_meeting(head: str, lines: list[str]) -> None:
    document = read_document((head + "\n".join(lines)).encode(), "a.txt")
    for meeting in document.meetings:
        for turn in meeting.turns:
            assert turn.item is None or 0 <= turn.item < len(meeting.outline)
            assert 1 <= turn.line <= len(document.lines)
            assert bool(turn.label) == (turn.kind == "speech")
        for item in meeting.outline:
            assert item.parent is None or item.parent < meeting.outline.index(item)
    document.as_json()
