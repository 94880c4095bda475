"""Readers say in which cell of a table each piece of a line stands."""

import pytest

from meetings.importing import read_document
from meetings.importing.parser.lines import Line, build
from meetings.importing.parser.page import furniture
from meetings.importing.parser.page.mending import mend
from meetings.importing.parser.tables.tables import read_tables
from meetings.importing.readers import read
from meetings.importing.source import Cell, cells_of_pieces

from .papers import PAGE, Ink, docx_with, pdf_of

Place = tuple[int, int, int, int]


def places_of(data: bytes, name: str) -> list[tuple[str, list[Place]]]:
    """Each line in a table with row, column, rows and columns of its cells."""
    return [
        (line.text, [(one.row, one.column, one.rows, one.columns) for one in line.cells])
        for line in read(data, name).lines
        if line.cells
    ]


SPANS = [
    ("種別\t名", [(0, 0, 1, 1), (0, 1, 1, 2)]),
    ("魚\tあじ", [(1, 0, 2, 1), (1, 1, 1, 1)]),
    ("まあじ\t春", [(1, 1, 1, 1), (1, 2, 1, 1)]),
    ("さば\t秋", [(2, 1, 1, 1), (2, 2, 1, 1)]),
]


def test_cells_of_a_web_page_know_their_spans() -> None:
    page = (
        "<table><tr><th>種別</th><th colspan=2>名</th></tr>"
        "<tr><td rowspan=2>魚</td><td>あじ<br>まあじ</td><td>春</td></tr>"
        "<tr><td>さば</td><td>秋</td></tr></table>"
    )
    assert places_of(page.encode(), "a.html") == SPANS


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_cell(properties: str, *texts: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, texts))}</w:tc>"


def test_cells_of_a_word_document_know_their_spans() -> None:
    rows = (
        "<w:tr>" + word_cell("", "種別") + word_cell('<w:gridSpan w:val="2"/>', "名") + "</w:tr>"
        "<w:tr>"
        + word_cell('<w:vMerge w:val="restart"/>', "魚")
        + word_cell("", "あじ", "まあじ")
        + word_cell("", "春")
        + "</w:tr>"
        "<w:tr>" + word_cell("<w:vMerge/>", "") + word_cell("", "さば") + word_cell("", "秋") + "</w:tr>"
    )
    assert places_of(docx_with(f"<w:tbl>{rows}</w:tbl>"), "a.docx") == SPANS


def test_rows_that_word_repeats_are_heads() -> None:
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + word_cell("", "甲") + word_cell("", "乙") + "</w:tr>"
    row = "<w:tr>" + word_cell("", "丙") + word_cell("", "丁") + "</w:tr>"
    lines = [one for one in read(docx_with(f"<w:tbl>{head}{row}</w:tbl>"), "a.docx").lines if one.cells]
    assert [[cell.header for cell in line.cells] for line in lines] == [[True, True], [False, False]]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>左の案内</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>",
        "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>",
    ],
)
def test_tables_that_lay_out_the_page_are_none(page: str) -> None:
    lines = read(page.encode(), "a.html").lines
    assert [len(line.cells) for line in lines if line.text.startswith("甲")] == [2]
    assert not any(line.cells for line in lines if line.text == "左の案内")


def test_an_only_cell_is_layout() -> None:
    assert places_of("<table><tr><td>甲<br>乙</td></tr></table>".encode(), "a.html") == []


def test_a_bar_typed_in_a_cell_parts_no_cells() -> None:
    cell, other = Cell(0, 0, 0), Cell(0, 0, 1)
    assert cells_of_pieces("甲｜乙", (cell,)) == (cell, cell)
    assert cells_of_pieces("甲\t乙", (cell, other)) == (cell, other)
    assert cells_of_pieces("甲\t乙\t丙", (cell, other)) == ()


ACROSS = (100, 124, 148, 172)
DOWN = (70, 170, 290, 390)


def ruled() -> str:
    across = "".join(f"{DOWN[0]} {PAGE[1] - y} m {DOWN[-1]} {PAGE[1] - y} l S " for y in ACROSS)
    down = "".join(f"{x} {PAGE[1] - ACROSS[0]} m {x} {PAGE[1] - ACROSS[-1]} l S " for x in DOWN)
    return across + down


def page_of(*rows: tuple[str, str, str]) -> list[Ink]:
    return [
        Ink(x + 6, y + 17, text)
        for y, row in zip(ACROSS, rows, strict=False)
        for x, text in zip(DOWN, row, strict=False)
        if text
    ]


HEAD = ("役職", "氏名", "出欠")
ABOVE = [
    Ink(70, 40, "令和６年度第１回いそべ市港湾審議会会議録"),
    Ink(70, 64, "日時　令和６年５月８日（水）午後２時から３時まで"),
    Ink(70, 88, "出席者"),
]
BELOW = [
    Ink(70, 220, "会議の内容"),
    Ink(70, 244, "会長：始めます。"),
    Ink(70, 268, "委員：分かりました。"),
    Ink(70, 292, "会長：終わります。"),
]


def test_people_in_a_table_over_two_pages_of_a_pdf() -> None:
    first = page_of(HEAD, ("会長", "磯部　敬", "出席"), ("委員", "灘　香織", "欠席"))
    second = page_of(
        ("委員", "浜田　直", "出席"), ("委員", "沖　洋介", "欠席"), ("委員", "岬　みどり", "出席")
    )
    data = pdf_of([[*ABOVE, *first], [*second, *BELOW]], ruled())
    rows = [place[0][0] for text, place in places_of(data, "a.pdf") if text.startswith(("会長", "委員"))]
    assert rows == [1, 2, 3, 4, 5]
    (meeting,) = read_document(data, "a.pdf").meetings
    assert [(row.kind, row.name, row.role) for row in meeting.attendance] == [
        ("present", "磯部 敬", "会長"),
        ("absent", "灘 香織", "委員"),
        ("present", "浜田 直", "委員"),
        ("absent", "沖 洋介", "委員"),
        ("present", "岬 みどり", "委員"),
    ]
    assert [turn.label for turn in meeting.turns] == ["会長", "委員", "会長"]


def test_a_row_that_a_page_breaks_is_one() -> None:
    first = page_of(("発言者", "発言", "備考"), ("会長", "始めます。", ""), ("委員", "第一に、", ""))
    second = page_of(("", "港です。", ""), ("会長", "次です。", ""), ("委員", "ありません。", ""))
    rows = [(text, place[0][0]) for text, place in places_of(pdf_of([first, second], ruled()), "a.pdf")]
    assert rows[2:5] == [("委員\t第一に、", 2), ("港です。", 2), ("会長\t次です。", 3)]


def lines_of(page: str) -> list[Line]:
    lines = build(read(page.encode(), "a.html").lines)
    furniture.mark(lines)
    return read_tables(mend(lines))


def table_of(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_a_head_tells_what_columns_of_people_hold() -> None:
    page = table_of(
        ("区分", "氏名", "推薦団体", "備考"), ("公募", "磯部 敬", "", ""), ("学識", "灘 香織", "大学", "会長")
    )
    head, first, second = lines_of(page)
    assert (head.table, first.table) == ("head", "people")
    assert first.columns == ("group", "name")
    assert second.columns == ("group", "name", "organisation", "note")


def test_columns_of_people_are_told_by_what_they_hold() -> None:
    first, second = lines_of(table_of(("会長", "磯部 敬", "○"), ("委員", "灘 香織", "×")))
    assert first.columns == second.columns == ("role", "name", "mark")
    assert {first.table, second.table} == {"people"}


def test_people_beside_marks_are_kept_without_a_name_of_the_list() -> None:
    people = table_of(("磯部　敬", "○"), ("灘　香織", "×"), ("三原　健", "○"))
    page = (
        "<h1>令和５年度第１回いそべ市港湾審議会会議録</h1><p>日時　令和５年６月１日（木）午後２時</p>"
        f"<p>場所　いそべ市役所</p>{people}<p>２　議題　港の灯について</p>"
        "<p>会長：それでは始めます。</p><p>委員：よいと思います。</p><p>会長：終わります。</p>"
    )
    (meeting,) = read_document(page.encode(), "a.html").meetings
    assert [(row.kind, row.name) for row in meeting.attendance] == [
        ("present", "磯部 敬"),
        ("absent", "灘 香織"),
        ("present", "三原 健"),
    ]


def test_a_table_of_figures_is_nothing_of_that() -> None:
    lines = lines_of(table_of(("年度", "件数"), ("令和4年度", "12"), ("令和5年度", "9")))
    assert [(line.table, line.columns, line.label) for line in lines] == [("", (), "")] * 3
