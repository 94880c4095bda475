"""What a page strikes out or hides is not in the record, and is counted."""

import pytest

from meetings.importing.readers import read

from .papers import W, docx_with

Found = tuple[list[str], list[tuple[str, int | None, bool]]]


def found_in(data: bytes, name: str, count: int) -> Found:
    """(the lines with text, each problem: its code, its line, whether it tells the count)"""
    source = read(data, name)
    problems = [(one.code, one.line, f"{count}か所" in one.message) for one in source.problems]
    return [line.text for line in source.lines if line.text], problems


STYLE = (
    "<style>/* .seen {display:none} */ .off, p#gone {display:none} .off.open {display:block} "
    ".line {text-decoration: line-through red} .box .deep {display:none} "
    "@media print { .paper {display:none} .seen {display:none} } .a { visibility : hidden } "
    ".must {display:none !important}</style>"
)


@pytest.mark.parametrize(
    ("markup", "lines", "problem"),
    [
        ("会長：<del>十</del><ins>二十</ins>円", ["会長：二十円"], "struck-text"),
        ("会長：<s>十</s>円", ["会長：円"], "struck-text"),
        ("会長：<strike>十</strike>円", ["会長：円"], "struck-text"),
        ('会長：<i style="text-decoration-line: line-through">十</i>円', ["会長：円"], "struck-text"),
        ('会長：<i style="TEXT-DECORATION:underline line-through">十</i>円', ["会長：円"], "struck-text"),
        ('会長：<i class="x line">十</i>円', ["会長：円"], "struck-text"),
        ("会長：<s>十<b>五</b>万</s>円", ["会長：円"], "struck-text"),
        ("会長：<i hidden>番号</i>円", ["会長：円"], "hidden-text"),
        ('会長：<i style="display: none;">番号</i>円', ["会長：円"], "hidden-text"),
        ('会長：<i style="visibility:hidden">番号</i>円', ["会長：円"], "hidden-text"),
        ('会長：<i class="off">番号</i>円', ["会長：円"], "hidden-text"),
        ('会長：<i class="a">番号</i>円', ["会長：円"], "hidden-text"),
        ('<p>会長</p><p id="gone">番号</p>', ["会長"], "hidden-text"),
        ('会長：<i class="must" style="display:inline">番号</i>円', ["会長：円"], "hidden-text"),
        ("会長：<i hidden>番<s>号</s></i>円", ["会長：円"], "hidden-text"),
        ('会長：<i class="off open">見える</i>円', ["会長：見える円"], None),
        ('会長：<i class="off" style="display:inline">見える</i>', ["会長：見える"], None),
        ('会長：<i id="gone">見える</i>', ["会長：見える"], None),
        ('会長：<i class="seen paper deep">見える</i>', ["会長：見える"], None),
        ("会長：<i hidden> </i><i hidden><script>一</script></i>円", ["会長：円"], None),
        ("<ol><li>一<li><s>二</s><li>三</ol>", ["  1. 一", "  3. 三"], "struck-text"),
        ("<ol><li>一<li hidden>二<li>三</ol>", ["  1. 一", "  2. 三"], "hidden-text"),
        ("<table><tr><td>会長<td hidden>番号<td>円</table>", ["会長\t円"], "hidden-text"),
    ],
)
def test_a_page_gives_what_it_shows(markup: str, lines: list[str], problem: str | None) -> None:
    page = f"<html><head>{STYLE}</head><body>{markup}</body></html>"
    texts, problems = found_in(page.encode(), "a.html", 1)
    assert texts == lines
    assert [code for code, _, _ in problems] == ([problem] if problem else [])


def test_stretches_of_a_page_are_counted_at_the_first() -> None:
    markup = (
        "<p>一</p><p>二<s>あ<b>い</b></s>三<s>う</s></p><p hidden>え</p><div hidden><p>お</p><p>か</p></div>"
    )
    _, problems = found_in(f"<html><body>{markup}</body></html>".encode(), "a.html", 2)
    assert problems == [("struck-text", 3, True), ("hidden-text", 4, True)]


def test_styles_for_paper_alone_hide_nothing_on_screen() -> None:
    page = '<style media="print">p {display:none}</style><body><p>会長</p></body>'
    assert found_in(f"<html>{page}</html>".encode(), "a.html", 1) == (["会長"], [])


def style(kind: str, name: str, *properties: str, base: str = "", usual: bool = False) -> str:
    marks = "".join(f"<w:{one}/>" for one in properties)
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" w:default="{int(usual)}">'
        f'<w:basedOn w:val="{base}"/><w:rPr>{marks}</w:rPr></w:style>'
    )


STYLES = f"<w:styles {W}>{{}}</w:styles>".format(
    style("paragraph", "plain", usual=True)
    + style("paragraph", "gone", "strike")
    + style("paragraph", "under", base="gone")
    + style("character", "inner", "strike")
    + style("character", "secret", "vanish")
    + style("character", "secret2", base="secret")
    + style("character", "loop", "vanish", base="loop", usual=True)
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(inner: str, named: str = "", numbered: bool = False) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{named}"/>{number}</w:pPr>{inner}</w:p>'


@pytest.mark.parametrize(
    ("body", "lines", "problem"),
    [
        (p(run("会長") + run("十", "<w:strike/>")), ["会長"], "struck-text"),
        (p(run("会長") + run("十", "<w:dstrike/>")), ["会長"], "struck-text"),
        (p(run("会長") + run("番号", "<w:vanish/>")), ["会長"], "hidden-text"),
        (p(run("会長") + run("番号", '<w:rStyle w:val="secret"/>')), ["会長"], "hidden-text"),
        (p(run("会長") + run("番号", '<w:rStyle w:val="secret2"/>')), ["会長"], "hidden-text"),
        (p(run("会長")) + p(run("十"), "gone"), ["会長"], "struck-text"),
        (p(run("会長")) + p(run("十"), "under"), ["会長"], "struck-text"),
        (p(run("見える", '<w:strike w:val="0"/>'), "gone"), ["見える"], None),
        (p(run("見える", '<w:rStyle w:val="inner"/>'), "gone"), ["見える"], None),
        (p(run("見える", '<w:rStyle w:val="loop"/><w:vanish w:val="false"/>')), ["見える"], None),
        (p(run("会長") + run(" ", "<w:vanish/>")), ["会長"], None),
    ],
)
def test_word_text_is_what_is_printed(body: str, lines: list[str], problem: str | None) -> None:
    texts, problems = found_in(docx_with(body, styles=STYLES), "a.docx", 1)
    assert texts == lines
    assert [(code, told) for code, _, told in problems] == ([(problem, True)] if problem else [])


def test_usual_style_holds_where_none_is_named() -> None:
    styles = f"<w:styles {W}>{style('paragraph', 'plain', 'strike', usual=True)}</w:styles>"
    body = "<w:p><w:r><w:t>消した</w:t></w:r></w:p>" + p(run("見える"), "other")
    assert found_in(docx_with(body, styles=styles), "a.docx", 1)[0] == ["見える"]


def test_runs_beside_each_other_are_one_stretch() -> None:
    gone = run("十", "<w:strike/>")
    body = p(run("一")) + p(gone + gone + run("円") + gone + run("番号", "<w:vanish/>")) + p(gone) + p(gone)
    _, problems = found_in(docx_with(body), "a.docx", 4)
    assert problems == [("struck-text", 2, True), ("hidden-text", 2, False)]


def test_a_struck_item_of_a_list_keeps_its_number() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    body = "".join(p(one, numbered=True) for one in (run("一"), run("二", "<w:strike/>"), run("三")))
    assert found_in(docx_with(body, numbering=numbering), "a.docx", 1)[0] == ["  1. 一", "  3. 三"]
