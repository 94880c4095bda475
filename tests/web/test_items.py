"""An agenda item has an address: what came of it, what was said under it, and where the matter goes on."""

import datetime
import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import AgendaItem, FormerItem, Meeting
from meetings.search.indexing import index_meetings
from tests import factories as make
from tests.admin.form_filling import member_of
from tests.web.page_words import words_of

pytestmark = pytest.mark.django_db

HIDDEN = "ひみつ"


@pytest.fixture
def meeting() -> Meeting:
    """A council's fourth meeting: an item with two small ones, which the meeting comes back to."""
    council = make.body("霧沢市公園審議会", make.municipality("霧沢市"))
    made = make.meeting(council, title="第4回", date=datetime.date(2019, 5, 1))
    opening = make.item(made, "開会", kind="opening")
    plan = make.item(made, "公園の計画について", number="議案第3号", outcome="原案のとおり承認")
    cost, time = make.item(made, "財源", number="(1)", parent=plan), make.item(made, "時期", parent=plan)
    make.item(made, "報告")
    make.turn(made, "開会します。", item=opening)
    make.turn(made, "資料１を説明します。", label="会長", item=plan)
    make.turn(made, "財源は何ですか。", label="委員", item=cost)
    make.turn(made, "いつですか。", label="委員", item=time)
    make.turn(made, "ここで祝電を読みます。", kind="narration")
    make.turn(made, "承認でよろしいですか。", label="会長", item=plan)
    return made


def item(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.agenda_items.get(title=title)


def texts(page, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def links(page, selector: str) -> list[str]:
    return [each.get("href") for each in page.cssselect(selector)]


def test_an_item_shows_what_came_of_it_and_what_was_said(meeting, open_page):
    page = open_page(item(meeting, "公園の計画について").get_absolute_url())
    assert texts(page, "h1") == ["議案第3号 公園の計画について"]
    assert texts(page, ".facts dd") == ["原案のとおり承認"]
    assert texts(page, ".turn-text") == [
        "資料１を説明します。", "財源は何ですか。", "いつですか。", "承認でよろしいですか。",
    ]  # fmt: skip
    assert texts(page, ".item") == ["(1) 財源", "時期", "議案第3号 公園の計画について（続き）"]
    assert texts(page, ".page-sub span")[-1] == "発言4件"
    assert "霧沢市公園審議会" in texts(page, ".page-kicker")[0]
    assert "霧沢市公園審議会" in page.cssselect("title")[0].text_content()


def test_its_turns_lead_into_the_meeting(meeting, open_page):
    page = open_page(item(meeting, "公園の計画について").get_absolute_url())
    path = meeting.get_absolute_url()
    assert links(page, "a.turn-number") == [f"{path}{number}/" for number in (2, 3, 4, 6)]
    assert f"{path}#t2" in links(page, ".in-context a")


def test_it_says_where_other_turns_lie_between(meeting, open_page):
    page = open_page(item(meeting, "公園の計画について").get_absolute_url())
    gaps = page.xpath("//p[contains(., 'ほかの議題の発言があります')]")
    assert [gap.getnext().get("class") for gap in gaps] == ["item"]
    assert "ほかの議題の発言" not in open_page(item(meeting, "財源").get_absolute_url()).text_content()


def test_a_turn_withdrawn_between_is_no_other_item(meeting, open_page):
    meeting.turns.filter(number=5).update(withdrawn_on="2024-05-01", withdrawn_reason="申出による")
    page = open_page(item(meeting, "公園の計画について").get_absolute_url())
    assert "ほかの議題の発言" not in page.text_content()


def test_small_items_and_the_one_above_lead_to_each_other(meeting, open_page):
    plan, cost = item(meeting, "公園の計画について"), item(meeting, "財源")
    below = links(open_page(plan.get_absolute_url()), "#below + .rows a")
    assert below == [cost.get_absolute_url(), item(meeting, "時期").get_absolute_url()]
    page = open_page(cost.get_absolute_url())
    assert links(page, ".page-sub a") == [plan.get_absolute_url()]
    assert texts(page, ".turn-text") == ["財源は何ですか。"]


def test_it_leads_to_the_items_before_and_after_it(meeting, open_page):
    page = open_page(item(meeting, "財源").get_absolute_url())
    beside = [item(meeting, title).get_absolute_url() for title in ("公園の計画について", "時期")]
    assert links(page, "nav.beside a") == beside
    assert links(open_page(item(meeting, "開会").get_absolute_url()), "nav.beside a") == beside[:1]


def test_it_leads_to_where_the_matter_was_before_and_after(meeting, open_page):
    earlier, later, hidden = (
        make.item(make.meeting(meeting.body, title="第9回", **fields), "公園の計画について")
        for fields in (
            {"date": datetime.date(2018, 5, 1)},
            {"date": datetime.date(2020, 5, 1)},
            {"date": datetime.date(2019, 9, 1), "status": "draft"},
        )
    )
    plan = item(meeting, "公園の計画について")
    thread = make.thread(later, plan, hidden, earlier)
    page = open_page(plan.get_absolute_url())
    found = links(page, "nav[aria-label='続いている議題'] a")
    assert found == [earlier.get_absolute_url(), later.get_absolute_url()]
    assert "霧沢市公園審議会 第9回" in texts(page, "nav[aria-label='続いている議題'] a")[0]
    assert thread.get_absolute_url() in links(page, ".in-context a")


def test_what_no_person_has_confirmed_leads_nowhere(meeting, open_page):
    plan = item(meeting, "公園の計画について")
    other = make.item(make.meeting(meeting.body), "公園の計画について")
    make.thread(plan, other, standing="proposed")
    assert not open_page(plan.get_absolute_url()).cssselect("nav[aria-label='続いている議題']")


@pytest.mark.parametrize(
    ("printed", "said", "is_named"),
    [
        ({"number": "資料1", "title": "案"}, "資料１のとおりです。", True),
        ({"number": "資料1", "title": "案"}, "資料 1 をご覧ください。", True),
        ({"number": "【資料1】", "title": "案"}, "資料1です。", True),
        ({"number": "資料1", "title": "案"}, "資料10です。", False),
        ({"number": "資料1", "title": "案"}, "資料1－2です。", False),
        ({"number": "1", "title": "案"}, "1です。", False),
        ({"number": "", "title": "公園の位置図"}, "公園の位置図を見ます。", True),
        ({"number": "", "title": "図"}, "図です。", False),
        ({"number": "資料2", "title": "公園の位置図"}, "公園の位置図です。", True),
    ],
)
def test_handouts_are_those_named_under_the_item(meeting, open_page, printed, said, is_named):
    make.material(meeting, **printed)
    report = item(meeting, "報告")
    make.turn(meeting, said, item=report)
    page = open_page(report.get_absolute_url())
    assert [printed["title"] in each for each in texts(page, ".materials li")] == [True] * is_named
    assert f"{meeting.get_absolute_url()}#materials" in links(page, ".facts a")


def test_a_longer_name_of_a_handout_is_another_handout(meeting, open_page):
    for number in ("資料1", "参考資料1"):
        make.material(meeting, f"{number}の表", number=number)
    report = item(meeting, "報告")
    make.turn(meeting, "参考資料1を見てください。", item=report)
    assert texts(open_page(report.get_absolute_url()), ".materials li") == ["参考資料1参考資料1の表"]


def test_words_of_a_withdrawn_turn_name_no_handout(meeting, open_page):
    make.material(meeting, "案", number="資料1")
    report = item(meeting, "報告")
    make.withdrawn_turn(meeting, "資料1は…", item=report)
    page = open_page(report.get_absolute_url())
    assert not page.cssselect(".materials")
    assert "資料1は" not in page.text_content()


def test_an_item_without_turns_says_so(meeting, open_page):
    page = open_page(item(meeting, "報告").get_absolute_url())
    assert "分けて書いたところはありません" in texts(page, ".notice")[0]
    assert links(page, ".in-context a") == [meeting.get_absolute_url()]


def test_a_long_item_is_shown_a_page_at_a_time(meeting, open_page):
    plan, cost = item(meeting, "公園の計画について"), item(meeting, "財源")
    for number in range(7, 207):
        make.turn(meeting, f"その{number}", item=cost)
    first = open_page(plan.get_absolute_url())
    second = open_page(f"{plan.get_absolute_url()}?page=2")
    assert [len(page.cssselect(".turn")) for page in (first, second)] == [100, 100]
    assert texts(second, ".item") == ["(1) 財源（続き）"]
    assert second.cssselect("link[rel=canonical]")[0].get("href").endswith("/items/2/?page=2")
    assert first.cssselect("title")[0].text_content() != second.cssselect("title")[0].text_content()
    assert links(first, ".pager-step") == ["?page=2"]


def test_the_meeting_and_its_turns_lead_to_the_items(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    spoken = [item(meeting, title) for title in ("開会", "公園の計画について", "財源", "時期")]
    assert links(page, "a.item-address") == [each.get_absolute_url() for each in spoken]
    assert item(meeting, "報告").get_absolute_url() in links(page, ".outline a")
    turn = open_page(f"{meeting.get_absolute_url()}3/")
    assert links(turn, ".page-sub a") == [item(meeting, "財源").get_absolute_url()]


def test_it_can_be_cited_and_taken_away(meeting, open_page, client):
    plan = item(meeting, "公園の計画について")
    page = open_page(plan.get_absolute_url())
    sentence = texts(page, "#citation")[0]
    assert "霧沢市公園審議会「第4回」会議録" in sentence
    assert "議題「議案第3号 公園の計画について」" in sentence
    assert f"http://testserver{plan.get_absolute_url()}（参照" in sentence
    taken = json.loads(client.get(f"{plan.get_absolute_url()}citation.json").content)[0]
    assert taken["id"] == f"{meeting.identifier}-item2"
    assert taken["URL"] == f"http://testserver{plan.get_absolute_url()}"
    assert client.get(f"{meeting.get_absolute_url()}items/99/citation.json").status_code == 404


def test_programs_read_what_was_said_under_it(meeting, open_page):
    page = open_page(item(meeting, "財源").get_absolute_url())
    graph = json.loads(page.cssselect("script[type='application/ld+json']")[0].text)["@graph"]
    [work] = [thing for thing in graph if thing["@type"] == "CreativeWork"]
    assert work["name"] == "(1) 財源"
    assert work["isPartOf"]["@id"] == f"http://testserver{meeting.get_absolute_url()}#minutes"
    assert [part["url"] for part in work["hasPart"]] == [f"http://testserver{meeting.get_absolute_url()}3/"]


def test_a_question_leads_to_its_answer_in_the_meeting(meeting, open_page):
    report = item(meeting, "報告")
    make.turn(meeting, "費用はいくらですか。", label="山田委員", role="委員", item=report)
    make.turn(meeting, "五百万円です。", label="公園課長", role="公園課長", item=report)
    index_meetings([meeting.pk])
    page = open_page(report.get_absolute_url())
    path = meeting.get_absolute_url()
    assert links(page, ".hop a") == [f"{path}#t8", f"{path}#t7"]


def test_a_former_item_says_when_and_why(meeting, client):
    FormerItem.objects.create(
        meeting=meeting, number=9, title=HIDDEN, gone_on="2024-05-01", reason="会議録の訂正による"
    )
    for rest in ("", "citation.bib"):
        answer = client.get(f"{meeting.get_absolute_url()}items/9/{rest}")
        shown = answer.content.decode()
        assert answer.status_code == 410
        assert "令和6年（2024年）5月1日（水）" in words_of(shown)
        assert "会議録の訂正による" in shown
        assert f'href="{meeting.get_absolute_url()}"' in shown
        assert HIDDEN not in shown
    assert client.get(f"{meeting.get_absolute_url()}items/8/").status_code == 404


STATES = {
    "draft": ({"status": "draft"}, 404),
    "internal": ({"visibility": "internal"}, 404),
    "closed": ({"visibility": "closed"}, 404),
    "withdrawn": (
        {"status": "withdrawn", "withdrawn_on": "2024-05-01", "withdrawn_reason": "誤りのため"}, 410,
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_items_of_hidden_meetings_are_hidden(meeting, client, state):
    fields, status = STATES[state]
    FormerItem.objects.create(meeting=meeting, number=9, reason=HIDDEN)
    plan = item(meeting, "公園の計画について")
    Meeting.objects.filter(pk=meeting.pk).update(**fields)
    for number in (plan.address_number, 9):
        for rest in ("", "citation.ris"):
            answer = client.get(f"{meeting.get_absolute_url()}items/{number}/{rest}")
            assert answer.status_code == status
            assert plan.title not in answer.content.decode()
            assert HIDDEN not in answer.content.decode()
    assert plan.get_absolute_url() not in client.get("/sitemap-items-1.xml").content.decode()


def test_staff_who_may_read_a_draft_see_its_items(meeting, client):
    plan = item(meeting, "公園の計画について")
    Meeting.objects.filter(pk=meeting.pk).update(status="draft")
    page = member_of("入力").get(plan.get_absolute_url())
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "<strong>下書き</strong>" in page.content.decode()
    assert f"/admin/meetings/agendaitem/{plan.pk}/change/" in page.content.decode()
    account = Client()
    account.force_login(User.objects.create_user("account"))
    assert account.get(plan.get_absolute_url()).status_code == 404


def test_titles_are_escaped_everywhere(meeting, client):
    AgendaItem.objects.filter(title="財源").update(title="<b>財源</b>", outcome="<i>可決</i>")
    make.material(meeting, "<u>案</u>", number="資料1")
    for title in ("<b>財源</b>", "公園の計画について", "時期"):
        shown = client.get(item(meeting, title).get_absolute_url()).content.decode()
        assert "&lt;b&gt;財源" in shown
        assert not any(mark in shown for mark in ("<b>財源", "<i>可決", "<u>案"))


def test_a_feed_leads_to_each_item(meeting, client):
    shown = client.get("/feed/").content.decode()
    for each in meeting.agenda_items.all():
        assert f"http://testserver{each.get_absolute_url()}" in shown
