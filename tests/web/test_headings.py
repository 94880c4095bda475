"""A name that many towns have never stands alone where headings and titles are read one after the other."""

import lxml.html
import pytest

from tests import factories as make
from tests.web.index import index_everything
from tests.web.walk import walk

pytestmark = pytest.mark.django_db

NAME = "本会議"
TITLES = "title, h1, h2, h3, h4, h5, h6, caption, meta[property='og:title'], meta[name='DCTERMS.title']"


@pytest.fixture
def assembly():
    """The assembly of a town, whose minutes have no title of their own, with a matter that goes on."""
    body = make.body(NAME, make.municipality("潮見野市"))
    entries = []
    for title in (NAME, f"{NAME}　"):
        meeting = make.meeting(body, title=title)
        entries.append(make.item(meeting, "予算"))
        make.turn(meeting, "予算を審議します。", label="議長", item=entries[-1])
    make.thread(*entries, title="予算")
    index_everything()
    return body


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("令和6年度 潮見野市総合計画審議会（第3回）", ["令和6年度", "（第3回）"]),
        ("第 12 回定例会 第二日", ["第 12 回", "第二日"]),
        ("議案第45号　条例の改正（案）", ["第45号", "（案）"]),
        ("（とても長い注記は、途中で行を改めてよい）について", []),
        ("<b>第1回</b>", ["第1回"]),
        ("本会議", []),
    ],
)
def test_a_title_keeps_short_remarks_and_numbers_whole(title, whole, open_page):
    meeting = make.meeting(make.body(f"審議会{title}"), title=title)
    [heading] = open_page(meeting.get_absolute_url()).cssselect("h1")
    assert heading.text_content() == title
    assert [each.text_content() for each in heading.cssselect(".together")] == whole


def titles(html):
    for each in lxml.html.fromstring(html).cssselect(TITLES):
        yield "".join((each.get("content") or each.text_content()).split())


def test_no_heading_is_a_name_without_its_town(assembly, client):
    chosen = "&".join(f"id={each.identifier}-1" for each in assembly.meetings.all())
    pages = walk(client, ("/", "/search/?q=予算", f"/turns/?{chosen}"))
    assert len(pages) > 20
    alone = {path: NAME for path, html in pages.items() if NAME in titles(html)}
    assert alone == {}


def test_a_page_of_the_body_and_of_its_meeting_name_the_town(assembly, open_page):
    meeting = assembly.meetings.first()
    for path in (assembly.get_absolute_url(), meeting.get_absolute_url()):
        heading = open_page(path).cssselect("h1")[0].text_content()
        assert "".join(heading.split()) == "本会議（潮見野市）"


def test_a_title_that_says_more_stands_as_printed(open_page):
    meeting = make.meeting(make.body(NAME, make.municipality("潮見野市")), title="第3回定例会　第2日")
    assert open_page(meeting.get_absolute_url()).cssselect("h1")[0].text_content() == meeting.title
