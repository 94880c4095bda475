"""The guide pages: the software's words until the staff write theirs, and Markdown that can do no harm."""

import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import GuidePage, GuideTopic
from meetings.models.guide_page import ADDRESSES
from meetings.web import guide_text
from meetings.web.guide_text import BLANK, STANDARD, draft, to_html

PAGES = list(ADDRESSES.values())
FOOTER = ["/accessibility/", "/about/", "/data/", "/contact/"]


def tree(text):
    return lxml.html.fromstring(f"<main>{to_html(text)}</main>")


def headings(page):
    return [each.tag for each in page.cssselect("h1, h2, h3, h4, h5, h6")]


# -- the pages ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_until_the_staff_write_the_page_says_what_is_left_open(open_page, path):
    page = open_page(path)
    assert len(page.cssselect("h1")) == 1
    assert "ひな型" in page.cssselect(".notice")[0].text_content()
    left_open = page.cssselect(".prose .blank")
    assert left_open
    assert {each.text_content() for each in left_open} == {"運営者が記入します"}


@pytest.mark.django_db
@pytest.mark.parametrize("topic", list(GuideTopic))
def test_what_the_staff_wrote_is_shown_instead(open_page, topic):
    GuidePage.objects.create(topic=topic, text="# わたしたちの**窓口**\n\n潮見野市 企画課")
    page = open_page(ADDRESSES[topic])
    assert page.cssselect(".prose h2")[0].text_content() == "わたしたちの窓口"
    assert "潮見野市 企画課" in page.text_content()
    assert not page.cssselect(".notice")
    assert "更新" in page.cssselect(".page-sub")[0].text_content()


@pytest.mark.django_db
def test_the_footer_is_the_same_on_every_page(open_page):
    for path in ("/", "/search/", "/bodies/", "/years/", "/help/", *PAGES, *FOOTER):
        links = open_page(path).cssselect(".site-footer nav a")
        assert [link.get("href") for link in links] == FOOTER, path


@pytest.mark.django_db
def test_a_guide_page_answers_get_only(client):
    assert client.post("/contact/").status_code == 405


# -- the drafts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", list(GuideTopic))
def test_no_draft_claims_what_nobody_has_tested(topic):
    text = draft(topic)
    assert "準拠しています" not in text
    assert "適合しています" not in text
    assert "$" not in text


def test_the_policy_says_all_that_the_guideline_asks():
    page = tree(draft(GuideTopic.ACCESSIBILITY))
    shown = [h.text_content() for h in page.cssselect("h2")]
    for required in (
        "対象の範囲",
        "適合レベル",
        "期限",
        "例外",
        "追加する達成基準",
        "把握している問題",
        "担当部署",
    ):
        assert any(required in heading for heading in shown), required
    assert STANDARD in page.text_content()
    assert "WCAG 2.2" in page.text_content()


def test_the_test_result_is_complete_and_says_nobody_has_tested():
    page = tree(draft(GuideTopic.ACCESSIBILITY_TEST))
    result, checklist = page.cssselect("table")
    shown = {row.cssselect("td")[0].text_content() for row in result.cssselect("tbody tr")}
    for required in (
        "表明日",
        "規格",
        "適合レベル",
        "対象",
        "技術",
        "選び方と数",
        "URL",
        "期間",
        "試験をした人",
    ):
        assert any(required in each for each in shown), required
    rows = [[cell.text_content() for cell in row.cssselect("td")] for row in checklist.cssselect("tbody tr")]
    assert [row[1] for row in rows].count("A") == 25
    assert [row[1] for row in rows].count("AA") == 13
    assert {row[3] for row in rows} == {"未実施"}
    numbers = [tuple(int(n) for n in row[0].split()[0].split(".")) for row in rows]
    assert numbers == sorted(set(numbers))
    assert "まだ人の手による試験をしていません" in page.text_content()


@pytest.mark.django_db
def test_only_words_of_the_software_are_called_a_draft(admin_client):
    assert "ひな型" in admin_client.get("/contact/").content.decode()
    preview = admin_client.post("/admin/meetings/guidepage/preview/contact/", {"text": "窓口は企画課です。"})
    shown = preview.content.decode()
    assert "窓口は企画課です。" in shown
    assert "ひな型" not in shown


def test_the_standard_is_named_in_one_place():
    drafts = list((Path(guide_text.__file__).parent / "guides").glob("*.md"))
    assert len(drafts) == len(GuideTopic)
    for draft_file in drafts:
        assert STANDARD not in draft_file.read_text(encoding="utf-8"), draft_file.name


# -- Markdown ----------------------------------------------------------------------------------------------


def test_headings_begin_below_the_pages_own_and_skip_no_level():
    assert headings(tree("# 一\n## 二\n# 三")) == ["h2", "h3", "h2"]
    assert headings(tree("### 一\n##### 二\n### 三")) == ["h2", "h3", "h2"]
    assert headings(tree("## 一\n\n#### 深い\n\n# 上")) == ["h2", "h3", "h2"]


def test_a_table_has_a_frame_with_a_name_and_no_styles():
    page = tree("## 窓口\n\n| 項目 | 内容 |\n|:--|--:|\n| 電話 | 0120 |")
    frame = page.cssselect(".table-frame")[0]
    assert frame.get("tabindex") == "0"
    assert frame.get("aria-label") == "表1　窓口"
    assert [th.get("scope") for th in page.cssselect("th")] == ["col", "col"]
    assert not page.cssselect("[style]")


def test_a_place_left_open_is_shown_as_blank():
    assert tree(f"電話：{BLANK}").cssselect(".blank")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[見る](javascript:alert(1))",
        "[見る](JaVaScRiPt:alert(1))",
        "[見る](&#106;avascript:alert(1))",
        "[見る](data:text/html,<script>alert(1)</script>)",
        "[見る](vbscript:x)",
        "<javascript:alert(1)>",
        "![絵](https://elsewhere.example/x.png)",
        "![絵](data:image/png;base64,AAAA)",
        '[見る](https://a.example "\\" onclick=alert(1)")',
        "[見る](http://[)",
        "```html onload\n<script>\n```",
        f"{BLANK}<script>",
    ],
)
def test_harmful_markdown_is_made_harmless(text):
    assert_harmless(tree(text))


ALLOWED = {
    "main", "p", "a", "b", "em", "strong", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "code", "pre",
    "blockquote", "hr", "br", "span", "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
UNSAFE_SCHEME = re.compile(r"\s*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", re.I)
ATTRIBUTES = {"href", "title", "class", "scope", "role", "tabindex", "aria-label", "start"}


def assert_harmless(page):
    for each in page.iter():
        assert each.tag in ALLOWED, each.tag
        assert set(each.keys()) <= ATTRIBUTES, each.keys()
        assert not UNSAFE_SCHEME.match(each.get("href", ""))


MARKUP = st.sampled_from(
    [
        "# ", "### ", "###### ", "- ", "1. ", "> ", "```", "`", "**", "_", "~~", "\n", "\n\n", "    ", "|",
        "|-|-|", "[", "](", ")", "![", "<", ">", "</", "<script>", "<img src=x onerror=", "<style>", "<!--",
        "&#106;", "&lt;", "javascript:", "JAVASCRIPT:", "java\nscript:", "data:", "vbscript:", "file:",
        "https://a.example/", "//a.example", "\"", "'", " onclick=", "\\", BLANK, "言葉", " ", "\t", "\0",
        "\u2028", "[a]: javascript:x\n",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(MARKUP, st.text(max_size=5)), max_size=30).map("".join))
def test_no_text_makes_anything_but_harmless_html(text):
    page = tree(text)
    assert_harmless(page)
    levels = [1, *(int(tag[1]) for tag in headings(page))]
    assert all(below <= above + 1 for above, below in pairwise(levels))


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1))
def test_plain_text_is_shown_as_written(words):
    assert tree(words).text_content().strip() == words.strip()
