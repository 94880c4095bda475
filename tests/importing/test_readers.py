"""Readers: encodings and web pages."""

import html
import time

import pytest

from meetings.importing import read_document
from meetings.importing.parsed import ParsedMeeting
from meetings.importing.readers import read

from .accounting import unaccounted
from .sittings import HEAD, SPOKEN, printed
from .sittings import read as read_text

MINUTES = printed(lambda label, spoken: f"○{label}　{spoken}")


@pytest.mark.parametrize(
    ("encoding", "called"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp932", "cp932"),
        ("euc_jp", "euc_jp"),
        ("iso2022_jp", "iso2022_jp"),
    ],
)
def test_each_encoding_is_recognised_and_gives_the_same_minutes(encoding: str, called: str) -> None:
    document = read_document(MINUTES.encode(encoding), "a.txt")
    assert document.encoding == called
    assert document.meetings == read_text(MINUTES).meetings


def test_windows_letters_are_read_in_what_calls_itself_shift_jis() -> None:
    text = MINUTES.replace("佐藤", "髙﨑①㈱")
    document = read_document(text.encode("cp932"), "a.txt", encoding="Shift_JIS")
    assert document.encoding == "cp932"
    assert "髙﨑①㈱" in "\n".join(document.lines)


def lines_of(markup: str) -> list[str]:
    return [line.text for line in read(markup.encode(), "a.html").lines]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>一<br>二</p><p>三</p>", ["一", "二", "", "三", ""]),
        ("<div>一\n   二</div><div>三</div>", ["一 二", "三"]),
        ("<ul><li>一</li><li>二</li></ul>", ["  • 一", "  • 二", ""]),
        ("<ol start=3><li>一<li>二</ol>", ["  3. 一", "  4. 二", ""]),
        ("<table><tr><th>日時</th><td>5月1日</td></tr></table>", ["日時\t5月1日", ""]),
        ("<p><ruby>髙﨑<rp>(</rp><rt>たかさき</rt><rp>)</rp></ruby>委員</p>", ["髙﨑委員", ""]),
        ("<p>A&amp;B&nbsp;C &#x4E00;</p><script>x()</script><style>p{}</style>", ["A&B\u00a0C 一", ""]),
        ("<pre>一\n  二</pre>", ["一", "  二", ""]),
        ("<p>一</p><!-- 二 --><?php 三 ?>", ["一", ""]),
    ],
)
def test_a_page_becomes_the_lines_a_browser_shows(markup: str, lines: list[str]) -> None:
    assert lines_of(f"<html><body>{markup}</body></html>") == lines


def test_the_sites_own_frame_is_set_aside() -> None:
    page = "<nav><ul><li>会長：目次です。</li></ul></nav>" + "".join(
        f"<p>{html.escape(line)}</p>" for line in MINUTES.splitlines()
    )
    document = read_document(
        f"<html><body>{page}<footer>○委員　はい。</footer></body></html>".encode(), "a.html"
    )
    assert [turn.label for turn in document.meetings[0].turns] == [label for label, _ in SPOKEN]
    assert {text.strip() for _, text in document.furniture} >= {"• 会長：目次です。", "○委員　はい。"}


def as_paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>\n" for part in text.split("\n\n"))


def as_divisions(text: str) -> str:
    return "".join(f"<div>{html.escape(line)}</div>" if line else "<br>" for line in text.split("\n"))


def as_preformatted(text: str) -> str:
    return f"<pre>{html.escape(text)}</pre>"


def without_lines(meeting: ParsedMeeting) -> object:
    answer = meeting.as_json()
    return answer | {"turns": [{k: v for k, v in turn.items() if k != "line"} for turn in answer["turns"]]}


@pytest.mark.parametrize("page", [as_paragraphs, as_divisions, as_preformatted])
@pytest.mark.parametrize(
    "text",
    [
        MINUTES,
        printed(lambda label, spoken: f"（{label}）\n{spoken}\n"),
        printed(lambda label, spoken: f"{label}\n\n{spoken}\n"),
        printed(lambda label, spoken: f"{label}：{spoken}"),
    ],
)
def test_a_web_page_gives_the_same_meeting_as_text(page, text: str) -> None:  # type: ignore[no-untyped-def]
    markup = f"<!DOCTYPE html><html><head><title>題</title></head><body>{page(text)}</body></html>"
    document = read_document(markup.encode(), "a.html")
    assert document.format == "html"
    assert unaccounted(document) == {}
    assert [without_lines(one) for one in document.meetings] == [
        without_lines(one) for one in read_text(text).meetings
    ]


def test_a_page_in_euc_jp_is_read_by_what_it_declares() -> None:
    page = f'<html><head><meta charset="EUC-JP"></head><body>{as_divisions(MINUTES)}</body></html>'
    document = read_document(page.encode("euc_jp"), "a.html")
    assert (document.encoding, document.outcome) == ("euc_jp", "minutes")


def test_a_page_nested_a_hundred_thousand_deep_is_read() -> None:
    assert read_document(b"<html><body>" + b"<div>" * 100_000 + "会議".encode(), "a.html").reason


SPEED = {
    "minutes of 5 MB": HEAD
    + "（会長）\n"
    + "それでは始めます。資料をご覧ください。\n" * 10
    + "（事務局）\n説明します。\n",
    "labels without end": "会長\nはい、そのとおりです。\n",
    "one line": "（会長）始めます。（事務局）説明します。",
    "open brackets": "（会長",
    "numbers": "1 2 三 ",
    "dates": "平成25年2月25日（月）14:30~17:00 ",
    "rows of people": "出席者\n氏名\t役職\t出欠\n" + "林 健\t委員\t×\n" * 90_000,
    "fields nobody knows": "■日時　四月\n■場所　市役所\n■傍聴　なし\n" + "■清書　総務課\n" * 90_000,
    "an agenda without end": "議題\n" + "".join(f"（{n}）第{n}地区の計画について\n\n" for n in range(40_000)),
    "headings": "1 開会\n(1) 計画について\n",
    "other headings": "".join(
        f"\n{n % 9 + 1} 第{n}地区の計画について\n\n（会長）始めます。\n" for n in range(18_000)
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("text", SPEED.values(), ids=SPEED.keys())
def test_time_grows_with_length_and_not_faster(text: str) -> None:
    def seconds(size: int) -> float:
        data = (text * (size // len(text.encode()) + 1)).encode()[:size].decode(errors="ignore").encode()
        begun = time.process_time()
        read_document(data, "a.txt")
        return time.process_time() - begun

    # eight times the text: eight times as long, or 64 where time grows with the square; a machine with other
    # things to do may stumble once, not at every try
    assert any(seconds(1_600_000) < 24 * max(seconds(200_000), 0.05) for _ in range(4))
