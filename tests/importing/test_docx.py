"""Word documents: what is printed becomes lines, and what is left out is reported."""

import pytest

from meetings.importing import read_document
from meetings.importing.parsed import Problem
from meetings.importing.readers import read
from meetings.importing.readers.docx.numbering import printed as number_printed

from .accounting import unaccounted
from .papers import W, docx_with
from .sittings import printed
from .sittings import read as read_text


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inner}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def lines_of(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(docx_with(body, **parts), "a.docx").lines]


def problems_of(body: str, **parts: str) -> list[Problem]:
    return read(docx_with(body, **parts), "a.docx").problems


RUBY = (
    f"<w:r><w:ruby><w:rt>{r('たかさき')}</w:rt><w:rubyBase>{r('髙﨑')}</w:rubyBase></w:ruby></w:r>{r('議員')}"
)
GONE = '<w:del w:id="2"><w:r><w:delText>消した</w:delText></w:r></w:del>'
BOX = f"<w:txbxContent>{p(r('囲み'))}</w:txbxContent>"


def table(*rows: list[str]) -> str:
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p(r("一")) + p(r("二")), ["一", "二"]),
        (p(r("一")) + p("") + p("") + p(r("二")), ["一", "", "二"]),
        (p(r("一") + "<w:r><w:br/></w:r>" + r("二")), ["一", "二"]),
        (p(r("日時") + "<w:r><w:tab/></w:r>" + r("5月")), ["日時\t5月"]),
        (p(r("A") + "<w:r><w:noBreakHyphen/></w:r>" + r("B")), ["A-B"]),
        (p(RUBY), ["髙﨑議員"]),
        (p(r("一") + GONE + f"<w:ins>{r('二')}</w:ins>"), ["一二"]),
        (p(f"<w:moveFrom>{r('元')}</w:moveFrom>") + p(f"<w:moveTo>{r('先')}</w:moveTo>"), ["先"]),
        (
            p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + r("3")),
            ["3"],
        ),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>' + r("会長")), ["●会長"]),
        (p(f"<w:hyperlink>{r('資料')}</w:hyperlink>"), ["資料"]),
        (f"<w:sdt><w:sdtContent>{p(r('枠の中'))}</w:sdtContent></w:sdt>", ["枠の中"]),
        (table([p(r("日")), p(r("5月"))], [p(r("場所")), p(r("市"))]), ["日\t5月", "場所\t市", ""]),
        (table([p(r("会長")), p(r("一")) + p(r("二"))]), ["会長\t一", "二", ""]),
        (table([p(r("外")), table([p(r("内")), p(r("側"))]) + p("")]), ["外\t内\t側", ""]),
        (p(r("前")) + table([p(r("表"))]) + p(r("後")), ["前", "", "表", "", "後"]),
        (
            p(
                r("本文")
                + '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
                + f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
                + f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
                + "</mc:AlternateContent></w:r>"
            ),
            ["本文", "囲み"],
        ),
        (p(r("前の"), "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>") + p(r("続き")), ["前の続き"]),
    ],
)  # fmt: skip
def test_a_document_becomes_the_lines_on_paper(body: str, lines: list[str]) -> None:
    assert lines_of(body) == lines


@pytest.mark.parametrize("name", ["document2", "text/main"])
def test_the_file_says_which_part_holds_the_text(name: str) -> None:
    assert [line.text for line in read(docx_with(p(r("一")), name), "a.docx").lines] == ["一"]


def level(notation: str, text: str, depth: int = 0) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{notation}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )


def item(text: str, number: int = 1, depth: int = 0) -> str:
    return p(
        r(text), f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    )


@pytest.mark.parametrize(
    ("notation", "text", "first", "second"),
    [
        ("decimal", "%1.", "1.", "2."),
        ("decimal", "（%1）", "（1）", "（2）"),
        ("decimalFullWidth", "（%1）", "（１）", "（２）"),
        ("decimalFullWidth", "第%1条", "第１条", "第２条"),
        ("decimalEnclosedCircle", "%1", "①", "②"),
        ("japaneseCounting", "%1、", "一、", "二、"),
        ("aiueoFullWidth", "(%1)", "(ア)", "(イ)"),
        ("irohaFullWidth", "%1", "イ", "ロ"),
        ("upperRoman", "%1.", "I.", "II."),
        ("bullet", "・", "・", "・"),
        ("bullet", "\uf06c", "•", "•"),
    ],
)
def test_numbers_of_lists_are_printed(notation: str, text: str, first: str, second: str) -> None:
    body = item("開会") + item("閉会")
    assert lines_of(body, numbering=numbering(level(notation, text))) == [
        f"  {first} 開会",
        f"  {second} 閉会",
    ]


def test_each_level_of_a_list_has_its_own_count() -> None:
    levels = numbering(
        level("decimal", "%1"), level("decimalEnclosedCircle", "%2", 1), level("decimal", "%1-%3", 2)
    )
    body = item("一") + item("あ", 1, 1) + item("い", 1, 1) + item("二") + item("あ", 1, 1) + item("細", 1, 2)
    assert lines_of(body + item("新", 2), numbering=levels) == [
        "  1 一", "    ① あ", "    ② い", "  2 二", "    ① あ", "      2-1 細", "  1 新",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "notation", "text"),
    [
        (10, "japaneseCounting", "十"), (21, "japaneseCounting", "二十一"),
        (105, "japaneseCounting", "百五"), (3, "ideographTraditional", "丙"),
        (25, "decimalEnclosedCircle", "㉕"), (60, "decimalEnclosedCircle", "60"),
        (28, "lowerLetter", "bb"), (9, "lowerRoman", "ix"),
        (2, "japaneseLegal", "弐"), (4, "neverHeardOf", "4"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number: int, notation: str, text: str) -> None:
    assert number_printed(number, notation) == text


def test_tracked_changes_are_counted_and_reported() -> None:
    body = (
        p(r("題"))
        + p(f'<w:ins w:id="1">{r("足した")}</w:ins>{GONE}')
        + p(f'<w:ins w:id="3">{r("また足した")}</w:ins>')
    )
    comments = f'<w:comments {W}><w:comment w:id="0">{p(r("要確認"))}</w:comment></w:comments>'
    (found,) = problems_of(body, comments=comments)
    assert (found.code, found.line) == ("tracked-changes", 2)
    assert "挿入2か所、削除1か所、コメント1件" in found.message
    assert problems_of(p(r("履歴のない文書"))) == []


def test_headers_footers_and_notes_are_no_part_of_the_turns() -> None:
    note = (
        f'<w:footnotes {W}><w:footnote w:id="-1">{p(r("線"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("市の条例をいう。"))}</w:footnote></w:footnotes>'
    )
    body = p(r("条例") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("により"))
    source = read(
        docx_with(
            body,
            header1=f"<w:hdr {W}>{p(r('会議録'))}</w:hdr>",
            header2=f"<w:hdr {W}>{p(r('会議録'))}</w:hdr>",
            footer1=f"<w:ftr {W}>{p(r('1'))}</w:ftr>",
            footnotes=note,
        ),
        "a.docx",
    )
    assert [(line.text, line.frame) for line in source.lines] == [
        ("会議録", True),
        ("条例（注1）により", False),
        ("（注1）市の条例をいう。", True),
        ("1", True),
    ]
    assert [problem.code for problem in source.problems] == ["footnotes"]


@pytest.mark.parametrize(
    "layout",
    [
        lambda label, spoken: f"○{label}　{spoken}",
        lambda label, spoken: f"（{label}）\n{spoken}\n",
        lambda label, spoken: f"{label}\n{spoken}\n",
        lambda label, spoken: f"{label}：{spoken}",
    ],
)
def test_a_word_document_gives_the_same_meeting_as_text(layout) -> None:  # type: ignore[no-untyped-def]
    text = printed(layout)
    document = read_document(docx_with("".join(p(r(line)) for line in text.split("\n"))), "a.docx")
    assert (document.format, document.encoding) == ("docx", None)
    assert unaccounted(document) == {}
    assert document.meetings == read_text(text).meetings
