"""PDFs: lines in the order a person reads them, what belongs to the page set aside."""

import time
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.importing import read_document
from meetings.importing.readers import pdf, read
from meetings.importing.readers.pdf.glyphs import Glyph, glyphs_of
from meetings.importing.readers.pdf.ruling import TableRow

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


def test_lines_are_read_from_the_top_of_the_page() -> None:
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


def test_a_letter_far_off_the_page_costs_no_time() -> None:
    text = lines_down([LONG] * 30)
    far = Ink(900_000, 300, "外")
    assert len([line for line in lines_of(*text, far) if LONG in line]) == 30

    def seconds(letter: Ink) -> float:
        begun = time.process_time()
        lines_of(*text, letter)
        return time.process_time() - begun

    # a machine with other things to do may stumble once, not at every try
    assert any(seconds(far) < 4 * max(seconds(Ink(500, 300, "外")), 0.05) for _ in range(4))


@given(edges=st.lists(st.integers(0, 9), min_size=2, unique=True).map(sorted), middle=st.integers(-1, 10))
@example(edges=[0, 5, 9], middle=9)
def test_every_letter_of_a_row_is_in_one_of_its_cells(edges: list[int], middle: int) -> None:
    row = TableRow(0, 10, tuple(edges))
    letter = Glyph("外", middle - 1, middle + 1, 4, 6, 2)
    cells = [start <= middle < stop for start, stop in pairwise(edges)]
    assert row.holds(letter) == any(cells)


def test_every_letter_takes_some_room() -> None:
    """A matrix may press letters flat; what PDFium calls their box is a line."""
    flat = f"BT /H 12 Tf 0 0 1 0 300 700 Tm <{LONG.encode('utf-16-be').hex()}> Tj ET"
    with pypdfium2.PdfDocument(pdf_of([[Ink(70, 80, LONG)]], flat)) as document:
        glyphs, _ = glyphs_of(document[0])
    assert len(glyphs) > len(LONG)
    assert all(one.x0 < one.x1 and one.y0 < one.y1 for one in glyphs)


def test_names_that_stand_side_by_side_are_no_columns() -> None:
    inks = [Ink(x, 80 + 18 * at, f"委員{at}") for at in range(8) for x in (70, 320)]
    assert lines_of(*inks)[0].split() == ["委員0", "委員0"]


def test_vertical_text_is_read_from_the_right() -> None:
    columns = ["令和六年第一回定例会会議録", "○議長　開会します。", "○三番　質問します。"]
    inks = [Ink(500 - 20 * at, 100, text, 12, True) for at, text in enumerate(columns)]
    assert lines_of(*inks, Ink(290, 800, "12", 9)) == [*columns, "12"]


def test_a_page_of_short_columns_is_read() -> None:
    inks = [Ink(500 - 40 * at, 100, "会長", 12, True) for at in range(12)]
    assert "".join(lines_of(*inks)).count("会") == 12


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


def test_rows_beside_a_tall_cell_are_read_one_by_one() -> None:
    drawn = rules((60, 60, 140, 150), (140, 60, 220, 90), (220, 60, 460, 90), (140, 90, 220, 120))
    drawn += "\n" + rules((220, 90, 460, 120), (140, 120, 460, 150))
    inks = [
        Ink(64, 108, "出席者"), Ink(146, 80, "委員"), Ink(226, 80, "佐藤一郎、鈴木花子"),
        Ink(146, 110, "事務局"), Ink(226, 110, "田中課長"), Ink(146, 140, "傍聴者二名"),
    ]  # fmt: skip
    assert lines_of(*inks, drawn=drawn) == [
        "出席者\t委員\t佐藤一郎、鈴木花子",
        "事務局\t田中課長",
        "傍聴者二名",
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


def test_the_only_page_has_a_number_too() -> None:
    source = read(paged([["○会長　" + LONG + "。"]]), "a.pdf")
    assert [line.text.strip() for line in source.lines if line.frame] == ["- 1 -"]


def test_a_title_like_the_running_head_belongs_to_the_text() -> None:
    title = "第3回つつじ野市環境審議会会議録"
    bodies = [[title, f"○会長　{LONG}。"], [f"○委員　{LONG}。"], ["○会長　終わります。"]]
    source = read(paged(bodies, title), "a.pdf")
    assert next(line.text.strip() for line in source.lines if not line.frame and line.text) == title


def test_text_beside_a_line_over_both_columns_joins_it() -> None:
    left = [f"左の段の{at:02d}行目です。長さは揃えてあります" for at in range(12)]
    right = [f"右の段の{at:02d}行目です。長さは揃えてあります" for at in range(9)]
    head = [Ink(70, 50, "議題"), Ink(150, 50, "一つ目の題は長くて二つの段の間にまたがっています")]
    body = [*lines_down(left), *lines_down(right, x=360)]
    lines = lines_of(*head, *body)
    assert lines[0].split() == ["議題", head[1].text]
    assert [line.strip() for line in lines[1:] if line] == [*left, *right]


def test_a_sentence_broken_by_the_end_of_a_page_is_one_again() -> None:
    spoken = "".join(chr(0x4E00 + at) for at in range(35))
    pages = [
        ["第3回つつじ野市環境審議会　会議録", "○会長　" + spoken, spoken + "である。", "○委員　" + spoken],
        ["これは次の頁の行です。", "○会長　終わります。", "○委員　はい、分かりました。"],
    ]
    document = read_document(paged(pages, "会議録"), "a.pdf")
    turns = document.meetings[0].turns
    assert [turn.text for turn in turns][1] == spoken + "これは次の頁の行です。"
    assert unaccounted(document) == {}
    assert {text for _, text in document.furniture} == {"会議録", "- 1 -", "- 2 -"}


def test_a_page_without_text_is_reported_by_its_number() -> None:
    text = printed(lambda label, spoken: f"○{label}　{spoken}")
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
    assert not [one for one in document.problems if one.code == "illegible"]


@pytest.mark.parametrize(
    "layout",
    [
        lambda label, spoken: f"○{label}　{spoken}",
        lambda label, spoken: f"（{label}）\n{spoken}\n",
        lambda label, spoken: f"{label}：{spoken}",
    ],
)
def test_a_pdf_gives_the_same_meeting_as_text(layout) -> None:  # type: ignore[no-untyped-def]
    text = printed(layout)
    document = read_document(pdf_of([lines_down(text.split("\n"), pitch=16)]), "a.pdf")
    assert (document.format, document.encoding) == ("pdf", None)
    assert unaccounted(document) == {}
    read_as_text = read_text(text).meetings
    assert [one.as_json() for one in document.meetings] == [one.as_json() for one in read_as_text]


def test_a_pdf_with_too_much_text_is_refused_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MOST_LETTERS", 100)
    document = read_document(pdf_of([lines_down([LONG] * 4)] * 50), "a.pdf")
    assert (
        document.reason
        == "PDFの文字が多すぎます（1ページ目までで100字を超えました）。会議ごとに分けてください"
    )


FULL = "会議の記録は三十五字で改行される紙に印刷されており文の途中で次の行へ続いていく形を取る"[:35]


def turns_of(*lines: str, head: str = "第3回つつじ野市環境審議会　会議録") -> list[tuple[str, str]]:
    document = read_document(pdf_of([lines_down([head, *lines])]), "a.pdf")
    assert unaccounted(document) == {}
    return [(turn.label, turn.text) for turn in document.meetings[0].turns]


def test_a_sentence_that_fills_its_line_ends_no_paragraph() -> None:
    ended = FULL[:-1] + "。"
    spoken = [f"○会長　{FULL[4:]}", FULL, ended, "次の文です。", f"○委員　{FULL[4:]}", FULL, "終わりです。"]
    assert turns_of(*spoken)[0] == ("会長", FULL[4:] + FULL + ended + "次の文です。")


def test_a_paragraph_set_in_begins_a_new_one_below_a_full_line() -> None:
    ended = FULL[:-1] + "。"
    spoken = [f"○会長　{FULL[4:]}", FULL, ended, "　次の段落です。", f"○委員　{FULL[4:]}", FULL, "はい。"]
    assert turns_of(*spoken)[0] == ("会長", FULL[4:] + FULL + ended + "\n次の段落です。")


def test_narration_broken_over_lines_is_no_speech() -> None:
    narrated = "事務局から、資料１に基づき、来年度の予算の考え方と三つの事業について説明が行われた。"
    spoken = [
        f"○会長　{FULL[4:]}",
        FULL,
        "お願いします。",
        "",
        narrated[:35],
        narrated[35:],
        "",
        "○委員　分かりました。",
    ]
    assert ("", narrated) in turns_of(*spoken)


def test_a_label_after_the_speech_ends_its_turn() -> None:
    lines = [
        f"{FULL[:26]}です。（佐倉会長）",
        f"{FULL[:26]}ます。（事務局長）",
        f"{FULL[:26]}です。（林副会長）",
    ]
    assert [label for label, _ in turns_of(*lines, "終わります。（佐倉会長）")] == [
        "佐倉会長",
        "事務局長",
        "林副会長",
        "佐倉会長",
    ]


def test_a_label_after_the_speech_may_be_broken_itself() -> None:
    lines = [f"{FULL[:29]}です。（佐", "倉委員）", f"{FULL[:26]}ます。（事務局長）", "以上です。（林会長）"]
    assert [label for label, _ in turns_of(*lines)] == ["佐倉委員", "事務局長", "林会長"]


def test_white_space_parts_paragraphs_where_few_lines_are_long() -> None:
    inks = [Ink(70, 80 + 18 * at, f"議題の{at}番目は計画の見直しについて") for at in (0, 2, 4, 6, 7, 8, 10)]
    assert lines_of(*inks).count("") == 4


def test_a_quote_broken_over_lines_is_one_turn() -> None:
    spoken = f"{FULL[:20]}。{FULL[:20]}"
    quoted = f"委員A「{spoken}」"
    lines = [quoted[:35], quoted[35:], f"委員B「{FULL[:31]}", "です」", "委員A「はい、分かりました」"]
    assert [label for label, _ in turns_of(*lines)] == ["委員A", "委員B", "委員A"]
    assert turns_of(*lines)[0][1] == spoken


def test_a_bracket_that_nobody_closes_swallows_no_other_turn() -> None:
    lines = [f"○会長　（{FULL[5:]}", FULL, "○委員　はい、分かりました。", "○会長　終わります。"]
    assert [label for label, _ in turns_of(*lines)] == ["会長", "委員", "会長"]


def test_a_list_of_those_present_is_broken_at_no_name() -> None:
    present = "出席者　会長　佐倉清夫、副会長　林健、委員　大河原美代子、委員　小野寺正"
    lines = [present[:34] + "一", "郎", "○会長　始めます。", "○委員　はい、お願いします。"]
    document = read_document(pdf_of([lines_down(["第3回つつじ野市環境審議会　会議録", *lines])]), "a.pdf")
    assert (document.meetings[0].attendees or "").endswith("一郎")


def test_a_typed_space_is_kept_and_spacing_is_not() -> None:
    typed = [
        Ink(70, 80, "佐倉 清夫は"),
        Ink(70 + 12 * 5 + 9, 80, "30"),
        Ink(70 + 12 * 6 + 12, 80, "年の会員"),
    ]
    assert lines_of(*typed, Ink(70, 100, LONG)) == ["佐倉 清夫は30年の会員", LONG]


@pytest.mark.parametrize("at", ["top", "bottom"])
def test_a_label_at_the_edge_of_pages_is_no_running_head(at: str) -> None:
    spoken = [line for _ in range(6) for line in ("会長", FULL, "")]
    pages = [spoken[:-1] if at == "top" else [*spoken[1:], "会長"] for _ in range(3)]
    source = read(pdf_of([lines_down(lines) for lines in pages]), "a.pdf")
    assert not [line for line in source.lines if line.frame]


def test_a_row_that_the_page_broke_goes_on_on_the_next() -> None:
    boxes = rules((60, 60, 160, 100), (160, 60, 460, 100))
    first = [Ink(64, 80, "会長"), Ink(166, 80, FULL[:24])]
    second = [Ink(166, 80, "と思います。")]
    document = read_document(pdf_of([first, second], boxes), "a.pdf")
    assert document.lines == [f"会長\t{FULL[:24]}", "と思います。"]


@pytest.mark.parametrize(("indent", "joins"), [(4, "perhaps"), (5, "no")])
def test_below_a_full_sentence_the_hanging_indent_goes_on(indent: int, joins: str) -> None:
    """「会長　…。 / 　　　…」: where paragraphs hang, only the second line of one may stand further in."""
    lead, full = "会　長　", LONG[:31]
    texts = [
        (0, f"{lead}{full}"),
        (4, f"{full[:12]}です。"),
        (0, f"{lead}{full[:30]}。"),
        (indent, f"{full[: 34 - indent]}。"),
    ]
    inks = [Ink(70 + 12 * before, 80 + 18 * at, text) for at, (before, text) in enumerate(texts)]
    lines = read(pdf_of([inks]), "a.pdf").lines
    assert [line.joins for line in lines] == ["no", "surely", "no", joins]


def test_spaces_between_single_kanji_are_no_justifying() -> None:
    line = "会　長　水谷　洋一　　館　長　　荻野　豊"
    assert lines_of(Ink(70, 80, line)) == [line]


def joins_of(*inks: Ink) -> list[str]:
    return [line.joins for line in read(pdf_of([inks]), "a.pdf").lines if line.text]


def test_short_lines_alike_by_chance_are_not_full() -> None:
    lines = ["つつじ野市環境審議会の会議録の一", "資料の二にある計画の図と表を見る", "議題の三"]
    assert joins_of(*lines_down(lines)) == ["no", "no", "no"]


def test_many_lines_ending_alike_inside_the_margin_are_full() -> None:
    text = "".join(chr(0x4E00 + at) for at in range(25))
    assert joins_of(*lines_down([text] * 9)) == ["no", *["surely"] * 8]


def test_what_is_set_to_the_right_edge_goes_on_nowhere() -> None:
    inks = lines_down(["会長　それでは終わります", "", "委員　はい"])
    assert joins_of(*inks, Ink(405, 98, "令和六年七月十八日")) == ["no", "no", "no"]


@pytest.mark.parametrize(("gap", "line"), [(125, "令和 六年"), (42, "令和六年")])
def test_spaces_set_apart_from_their_line_stand_where_they_are(gap: int, line: str) -> None:
    """As programs write them that have no space in the font of the text."""
    spaces = "1 0 0 1 94 774 Tm [<0020> -2000 <0020>] TJ"
    drawn = f"BT /H 12 Tf {spaces} 1 0 0 1 70 774 Tm [<4EE4548C> -{gap} <516D5E74>] TJ ET"
    below = "BT /H 12 Tf 1 0 0 1 70 764 Tm [<5E736210> -125 <4E095E74>] TJ ET"
    assert lines_of(Ink(70, 110, LONG), drawn=f"{drawn}\n{below}")[:2] == [line, "平成三年"]


def test_a_space_down_a_column_is_behind_its_letter() -> None:
    drawn = "BT /V 12 Tf 1 0 0 1 500 700 Tm [<4EE4548C0020> -875 <516D5E74>] TJ ET"
    columns = [Ink(480 - 20 * at, 142, LONG[:12], down=True) for at in range(3)]
    assert lines_of(*columns, drawn=drawn)[0] == "令和 六年"


@pytest.mark.parametrize(("end", "joins"), [("と」", "surely"), ("。」", "no"), ("。）", "no")])
def test_a_quoted_sentence_ends_its_paragraph(end: str, joins: str) -> None:
    full = "".join(chr(0x4E00 + at) for at in range(36)) + end
    assert joins_of(*lines_down([full, "その他の議題"])) == ["no", joins]
