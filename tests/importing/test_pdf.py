"""PDFs: lines in the order a person reads them, what belongs to the page set aside."""

import pytest

from meetings.importing import read_document
from meetings.importing.readers import pdf, read

from .accounting import unaccounted
from .papers import Ink, lines_down, pdf_of
from .sittings import printed
from .sittings import read as read_text

LONG = "それでは計画の見直しについて事務局から説明をお願いしたいと思います"


def lines_of(*inks: Ink, drawn: str = "", rotate: int = 0) -> list[str]:
    return [line.text for line in read(pdf_of([inks], drawn, rotate), "a.pdf").lines]


def rules(*boxes: tuple[float, float, float, float]) -> str:
    """Boxes (left, top, right, bottom) drawn with thin lines."""
    return "\n".join(
        f"0.5 w {left} {842 - bottom} {right - left} {bottom - top} re S"
        for left, top, right, bottom in boxes
    )


def test_lines_are_read_from_the_top_whatever_their_order_in_the_file() -> None:
    first, second, third = lines_down(
        ["会議録（第一回の会議）", "○会長　始めます。", "○委員　分かりました。"]
    )
    assert lines_of(third, first, second) == [first.text, second.text, third.text]


@pytest.mark.parametrize(
    ("inks", "line"),
    [
        ([Ink(70, 80, "○会長"), Ink(118, 80, LONG)], f"○会長　{LONG}"),
        ([Ink(70, 80, "日時"), Ink(142, 80, LONG)], f"日時　　　　{LONG}"),
        ([Ink(70, 80, "市役所"), Ink(109, 80, LONG)], f"市役所 {LONG}"),
        ([Ink(70 + 14 * at, 80, one) for at, one in enumerate(LONG)], LONG),
    ],
)
def test_gaps_in_a_line_become_spaces(inks: list[Ink], line: str) -> None:
    assert lines_of(*inks) == [line]


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    assert lines_of(Ink(70, 80, LONG), Ink(70.3, 80, LONG)) == [LONG]


def test_ruby_is_left_out_and_small_print_is_kept() -> None:
    inks = [
        Ink(70, 100, "髙﨑会長の発言を記録した文書である"),
        Ink(70, 89, "たかさき", 6),
        Ink(70, 140, "（注）小さな字", 6),
    ]
    assert lines_of(*inks) == ["髙﨑会長の発言を記録した文書である", "（注）小さな字"]


def test_columns_are_read_one_after_another() -> None:
    left = [f"左の段の{at:02d}行目です。長さは揃えてあります" for at in range(12)]
    right = [f"右の段の{at:02d}行目です。長さは揃えてあります" for at in range(9)]
    title = Ink(180, 50, "二段に組まれた会議録の題名である", 14)
    rows = [ink for pair in zip(lines_down(left), lines_down(right, x=360), strict=False) for ink in pair]
    rest = lines_down(left)[9:]
    lines = [line for line in lines_of(title, *rows, *rest) if line]
    assert [line.strip() for line in lines] == [title.text, *left, *right]


def test_names_that_stand_side_by_side_are_no_columns() -> None:
    inks = [Ink(x, 80 + 18 * at, f"委員{at}") for at in range(8) for x in (70, 320)]
    assert lines_of(*inks)[0].split() == ["委員0", "委員0"]


def test_vertical_text_is_read_from_the_right() -> None:
    columns = ["令和六年第一回定例会会議録", "○議長　開会します。", "○三番　質問します。"]
    inks = [Ink(500 - 20 * at, 100, text, 12, True) for at, text in enumerate(columns)]
    assert lines_of(*inks, Ink(290, 800, "12", 9)) == [*columns, "12"]


def test_a_ruled_table_is_read_by_cell() -> None:
    drawn = rules((60, 60, 160, 90), (160, 60, 460, 90), (60, 90, 160, 140), (160, 90, 460, 140))
    inks = [
        Ink(64, 80, "日時"), Ink(166, 80, "令和六年五月一日"),
        Ink(64, 120, "出席者"), Ink(166, 105, "会長佐藤一郎、副会長鈴木花子、委員田中次郎、高橋三"),
        Ink(166, 125, "郎"), Ink(70, 170, LONG),
    ]  # fmt: skip
    assert lines_of(*inks, drawn=drawn) == [
        "日時\t令和六年五月一日",
        "出席者\t会長佐藤一郎、副会長鈴木花子、委員田中次郎、高橋三郎",
        "",
        LONG,
    ]


@pytest.mark.parametrize(
    ("quarter", "places"),
    [(1, ((400, 80), (380, 80))), (2, ((500, 700), (500, 680))), (3, ((100, 700), (120, 700)))],
)
def test_a_page_printed_across_is_read_upright(quarter: int, places: tuple[tuple[float, float], ...]) -> None:
    inks = [
        Ink(x, y, text, 12, False, quarter)
        for (x, y), text in zip(places, (LONG, "二行目です。"), strict=True)
    ]
    assert lines_of(*inks, rotate=quarter * 90) == [LONG, "二行目です。"]


def paged(bodies: list[list[str]], head: str = "", foot: str = "- {} -") -> bytes:
    return pdf_of(
        [
            *([Ink(400, 40, head, 9)] if head else []),
            *lines_down(lines),
            Ink(280, 810, foot.format(at), 9),
        ]
        for at, lines in enumerate(bodies, 1)
    )


@pytest.mark.parametrize("foot", ["- {} -", "{}", "{}/3", "第2回環境審議会　{}"])
def test_running_heads_and_page_numbers_are_the_pages_own(foot: str) -> None:
    bodies = [["○会長　" + LONG + "。"], ["○委員　" + LONG + "。"], ["○会長　" + LONG + "か。"]]
    source = read(paged(bodies, "令和6年第2回環境審議会", foot), "a.pdf")
    assert [line.text for line in source.lines if not line.frame and line.text] == [one for (one,) in bodies]
    assert sum(line.frame for line in source.lines) == 6


def test_a_sentence_broken_by_the_end_of_a_page_is_one_again() -> None:
    said = "".join(chr(0x4E00 + at) for at in range(35))
    pages = [
        ["第3回つつじ野市環境審議会　会議録", "○会長　" + said, said + "である。", "○委員　" + said],
        ["これは次の頁の行です。", "○会長　終わります。", "○委員　はい、分かりました。"],
    ]
    document = read_document(paged(pages, "会議録"), "a.pdf")
    turns = document.meetings[0].turns
    assert [turn.text for turn in turns][1] == said + "これは次の頁の行です。"
    assert unaccounted(document) == {}
    assert {text for _, text in document.furniture} == {"会議録", "- 1 -", "- 2 -"}


def test_a_page_without_text_is_reported_by_its_number() -> None:
    text = printed(lambda label, said: f"○{label}　{said}")
    document = read_document(
        pdf_of([lines_down(text.split("\n"), pitch=16), [], [Ink(70, 80, "図")]]), "a.pdf"
    )
    assert document.outcome == "minutes"
    messages = [one.message for one in document.problems if one.code == "scanned-page"]
    assert [message.split("には")[0] for message in messages] == ["2ページ", "3ページ"]


def test_radicals_are_kept_and_reported_once() -> None:
    document = read_document(
        pdf_of([lines_down(["○会⻑　行政⽇程の見直しについて説明します。"] * 3)]), "a.pdf"
    )
    assert "会⻑" in document.lines[0]
    (found,) = [one for one in document.problems if one.code == "cjk-radicals"]
    assert "「⻑⽇」が6字" in found.message


@pytest.mark.parametrize(
    "layout",
    [
        lambda label, said: f"○{label}　{said}",
        lambda label, said: f"（{label}）\n{said}\n",
        lambda label, said: f"{label}：{said}",
    ],
)
def test_a_pdf_and_a_text_of_the_same_minutes_give_the_same_meeting(layout) -> None:  # type: ignore[no-untyped-def]
    text = printed(layout)
    document = read_document(pdf_of([lines_down(text.split("\n"), pitch=16)]), "a.pdf")
    assert (document.format, document.encoding) == ("pdf", None)
    assert unaccounted(document) == {}
    read_as_text = read_text(text).meetings
    assert [one.as_json() for one in document.meetings] == [one.as_json() for one in read_as_text]


def test_a_pdf_with_too_much_text_is_refused_before_it_is_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MOST_LETTERS", 100)
    document = read_document(pdf_of([lines_down([LONG] * 4)] * 50), "a.pdf")
    assert (
        document.reason
        == "PDFの文字が多すぎます（1ページ目までで100字を超えました）。会議ごとに分けてください"
    )
