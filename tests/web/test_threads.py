"""One matter, followed from meeting to meeting; and nothing of it before a person has confirmed it."""

import datetime

import pytest
from django.test import Client

from meetings.models import AgendaItem, Body, FormerAddress, Meeting, Thread
from meetings.threads.moderation import merge
from tests import factories as make
from tests.web.page_words import words_of
from tests.web.walk import walk

pytestmark = pytest.mark.django_db

HIDDEN = "ひみつ"

STATES = [
    {"status": "draft"},
    {"visibility": "internal"},
    {"status": "withdrawn", "withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤りのため"},
]


@pytest.fixture
def council() -> Body:
    return make.body("朝凪市学校給食運営協議会")


def item(body: Body, day: str, title: str = "学校給食費の無償化について", **fields: object) -> AgendaItem:
    """An item of a meeting on that day, with two turns under it."""
    meeting = make.meeting(body, date=datetime.date.fromisoformat(day), title=f"{day}の会議", **fields)
    made = make.item(meeting, title, number="（１）")
    make.turn(meeting, "開会します。")
    make.turn(meeting, "－資料1を説明－", kind="narration", item=made)
    make.turn(meeting, f"{title}伺います。", label="会長", item=made)
    make.turn(meeting, "賛成です。", label="委員", item=made)
    return made


def text(element) -> str:
    return " ".join(element.text_content().split())


def test_a_thread_lists_each_meeting_the_oldest_first(open_page, council):
    late, early = item(council, "2025-02-06"), item(council, "2024-05-23")
    AgendaItem.objects.filter(pk=late.pk).update(outcome="賛成多数により可決")
    thread = make.thread(late, early, about="無償化の検討の記録です。")
    page = open_page(thread.get_absolute_url())
    assert text(page.cssselect("h1")[0]) == "学校給食費の無償化"
    assert "無償化の検討の記録です。" in page.text_content()
    first, second = (text(entry) for entry in page.cssselect(".timeline-entry"))
    assert first.startswith("令和6年（2024年）5月23日（木） （１） 学校給食費の無償化について")
    assert "2024-05-23の会議" in first
    assert "発言2件" in first
    assert "会長学校給食費の無償化について伺います。" in first
    assert "審議結果賛成多数により可決" in second
    assert "審議結果" not in first


def test_each_item_leads_to_its_own_page(open_page, council):
    items = [item(council, "2024-05-23"), item(council, "2024-10-17")]
    links = open_page(make.thread(*items).get_absolute_url()).cssselect(".timeline-title a")
    assert [link.get("href") for link in links] == [each.get_absolute_url() for each in items]


def test_what_was_said_under_small_items_counts(open_page, council):
    above, other = item(council, "2024-05-23"), item(council, "2024-10-17")
    small = make.item(above.meeting, "財源", parent=above)
    make.turn(above.meeting, "財源を伺います。", item=small)
    page = open_page(make.thread(above, other).get_absolute_url())
    assert "発言3件" in text(page.cssselect(".timeline-entry")[0])


def test_an_item_without_turns_counts_none(open_page, council):
    silent = make.item(make.meeting(council, date=datetime.date(2024, 4, 1)), "学校給食費について")
    page = open_page(make.thread(silent, item(council, "2024-10-17")).get_absolute_url())
    entry = page.cssselect(".timeline-entry")[0]
    assert "発言" not in text(entry)


@pytest.mark.parametrize(
    ("day", "gap"),
    [
        ("2025-05-23", ""),
        ("2025-05-24", "前の会議から1年"),
        ("2025-05-22", ""),
        ("2025-08-23", "前の会議から1年3か月"),
        ("2027-05-22", "前の会議から2年11か月"),
    ],
)
def test_more_than_a_year_between_two_meetings_is_shown(open_page, council, day, gap):
    thread = make.thread(item(council, "2024-05-23"), item(council, day))
    gaps = [text(gap) for gap in open_page(thread.get_absolute_url()).cssselect(".timeline-gap")]
    assert gaps == ([gap] if gap else [])


def test_bodies_are_named_where_a_matter_went_through_several(open_page, council):
    later = make.body("朝凪市食育審議会", predecessors=[council])
    thread = make.thread(item(council, "2024-05-23"), item(later, "2024-10-17"))
    page = open_page(thread.get_absolute_url())
    assert [text(a) for a in page.cssselect(".page-kicker a")] == [council.name, later.name]
    assert later.name in text(page.cssselect(".timeline-entry")[1])
    assert later.name in text(open_page("/threads/").cssselect(".row")[0])


def test_the_list_has_the_thread_with_the_latest_meeting_first(open_page, council):
    make.thread(item(council, "2023-05-23"), item(council, "2024-10-17"), title="前のつながり")
    make.thread(item(council, "2022-05-23"), item(council, "2025-10-17"), title="新しいつながり")
    rows = [text(row) for row in open_page("/threads/").cssselect(".row")]
    assert rows == [
        "新しいつながり 朝凪市学校給食運営協議会2会議令和4年〜令和7年（2022〜2025年）",
        "前のつながり 朝凪市学校給食運営協議会2会議令和5年〜令和6年（2023〜2024年）",
    ]


def test_a_long_list_is_paged(open_page, council):
    first, second = item(council, "2024-05-23"), item(council, "2024-10-17")
    for _ in range(51):
        make.thread(
            make.item(first.meeting, "議題の一つ"), make.item(second.meeting, "議題の一つ"), title="つながり"
        )
    assert len(open_page("/threads/").cssselect(".row")) == 50
    assert len(open_page("/threads/?page=2").cssselect(".row")) == 1


def test_an_empty_list_says_so(open_page):
    assert "まだありません" in open_page("/threads/").cssselect(".notice")[0].text_content()


@pytest.mark.parametrize("standing", ["proposed", "refused"])
def test_what_no_person_has_confirmed_is_not_public(client: Client, open_page, council, standing):
    thread = make.thread(item(council, "2024-05-23"), item(council, "2024-10-17"), standing=standing)
    assert client.get(thread.get_absolute_url()).status_code == 404
    assert not open_page("/threads/").cssselect(".row")
    meeting = open_page(thread.items.first().meeting.get_absolute_url())
    assert not meeting.cssselect(".item-thread")


def test_one_confirmed_item_alone_is_neither_listed_nor_linked(open_page, council):
    thread = make.thread(item(council, "2024-05-23"))
    assert not open_page("/threads/").cssselect(".row")
    assert not open_page(thread.items.get().meeting.get_absolute_url()).cssselect(".item-thread")


@pytest.mark.parametrize("state", STATES)
def test_a_thread_answers_while_one_of_its_meetings_is_public(client: Client, open_page, council, state):
    kept, hidden = item(council, "2024-05-23"), item(council, "2024-10-17", f"{HIDDEN}の議題")
    thread = make.thread(kept, hidden)
    assert client.get(thread.get_absolute_url()).status_code == 200
    Meeting.objects.filter(pk=hidden.meeting_id).update(**state)
    page = open_page(thread.get_absolute_url())
    assert len(page.cssselect(".timeline-entry")) == 1
    assert "1件だけ" in text(page.cssselect(".page-sub")[0])
    assert HIDDEN not in page.text_content()


def test_a_thread_of_withdrawn_meetings_says_when_and_why(client: Client, council):
    first, second = item(council, "2024-05-23"), item(council, "2024-10-17")
    thread = make.thread(first, second)
    for meeting, day in ((first.meeting, "2024-11-01"), (second.meeting, "2024-12-01")):
        Meeting.objects.filter(pk=meeting.pk).update(
            status="withdrawn", withdrawn_on=day, withdrawn_reason=f"{day}の申出"
        )
    answer = client.get(thread.get_absolute_url())
    assert answer.status_code == 410
    shown = answer.content.decode()
    assert "令和6年（2024年）12月1日（日）" in words_of(shown)
    assert "会議録が取り消されたため（2024-12-01の申出）" in shown
    assert thread.title not in shown


@pytest.mark.parametrize("state", [state for state in STATES if state.get("status") != "withdrawn"])
def test_a_thread_of_hidden_meetings_is_404(client: Client, council, state):
    thread = make.thread(item(council, "2024-05-23", **state), item(council, "2024-10-17", **state))
    assert client.get(thread.get_absolute_url()).status_code == 404


def test_an_internal_withdrawn_meeting_is_not_mentioned(client: Client, council):
    state = {"status": "withdrawn", "withdrawn_on": "2024-05-01", "withdrawn_reason": "誤り"}
    thread = make.thread(item(council, "2024-05-23", visibility="internal", **state))
    assert client.get(thread.get_absolute_url()).status_code == 404


def test_the_address_of_a_joined_thread_leads_to_the_joint_one(client: Client, council):
    first, second, third = (item(council, day) for day in ("2024-05-23", "2024-10-17", "2025-01-17"))
    kept, joined = make.thread(first, second), make.thread(third)
    former = joined.get_absolute_url()
    assert client.get(former).status_code == 200
    merge([kept, joined])
    answer = client.get(former)
    assert answer.status_code == 301
    assert answer.headers["Location"] == kept.get_absolute_url()


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_items_of_hidden_meetings_show_nowhere(client: Client, open_page, council, state):
    hidden_body = make.body(f"{HIDDEN}審議会", predecessors=[council])
    hidden = item(hidden_body, "2030-05-23", f"{HIDDEN}の議題", **state)
    thread = make.thread(item(council, "2024-05-23"), item(council, "2024-10-17"), hidden)
    alone = make.thread(item(council, "2024-11-01"), item(hidden_body, "2031-01-01", **state), title=HIDDEN)
    assert "議題は1件だけ" in open_page(alone.get_absolute_url()).text_content()
    page = open_page(thread.get_absolute_url())
    assert len(page.cssselect(".timeline-entry")) == 2
    assert "2回の会議" in page.text_content()
    assert "2会議令和6年（2024年）" in text(open_page("/threads/").cssselect(".row")[0])
    for path, html in walk(client, ("/", "/threads/")).items():
        assert HIDDEN not in html, path


def test_withdrawn_turns_are_neither_counted_nor_quoted(open_page, council):
    withdrawn_from = make.item(make.meeting(council, date=datetime.date(2024, 4, 1)), "学校給食費について")
    make.withdrawn_turn(withdrawn_from.meeting, f"{HIDDEN}の発言", label=HIDDEN, item=withdrawn_from)
    make.turn(withdrawn_from.meeting, "賛成です。", item=withdrawn_from)
    page = open_page(make.thread(withdrawn_from, item(council, "2024-10-17")).get_absolute_url())
    entry = page.cssselect(".timeline-entry")[0]
    assert "発言1件" in text(entry)
    assert HIDDEN not in page.text_content()


def test_a_meeting_leads_from_its_item_to_the_thread(open_page, council):
    first, second = item(council, "2024-05-23"), item(council, "2024-10-17")
    thread = make.thread(first, second)
    links = open_page(first.meeting.get_absolute_url()).cssselect("a.item-thread")
    assert [link.get("href") for link in links] == [thread.get_absolute_url()]


def test_what_the_clerk_writes_is_escaped(client: Client, council):
    thread = make.thread(
        item(council, "2024-05-23"), item(council, "2024-10-17"), title="<b>題", about="<script>"
    )
    for path in (thread.get_absolute_url(), "/threads/"):
        html = client.get(path).content.decode()
        assert "<b>題" not in html
        assert "<script>" not in html.replace("<script src", "")


def test_threads_are_for_reading_and_have_one_address_each(client: Client, council):
    thread = make.thread(item(council, "2024-05-23"), item(council, "2024-10-17"))
    assert client.post(thread.get_absolute_url()).status_code == 405
    assert client.get("/threads/0/").status_code == 404
    assert client.get(f"/threads/0{thread.pk}/").status_code == 404
    assert client.get("/threads/999999999/").status_code == 404
    FormerAddress.objects.create(path="/threads/77777/", moved_to=thread.get_absolute_url())
    assert client.get("/threads/77777/").status_code == 301
    assert Thread.objects.published().get() == thread
