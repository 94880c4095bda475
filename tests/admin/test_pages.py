"""What the pages of the admin show beside the fields: links, columns, counts and empty rows."""

import datetime
from typing import Any
from unittest import mock

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Body, Material, Meeting, Speaker
from tests import factories

from .form_filling import address, messages, rows, shown, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def look(client: Client, path: str) -> Any:
    """The page, to be searched with CSS selectors."""
    answer = client.get(path)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def one_of_each(**fields: Any) -> dict[str, Any]:
    """A row of every noun that has a public page, all of one meeting with these fields."""
    meeting = factories.meeting(factories.body("審議会", factories.municipality()), **fields)
    speaker = factories.speaker("会長", "office", body=meeting.body)
    item = factories.item(meeting, "議題")
    other = factories.item(factories.meeting(meeting.body, **fields), "議題")
    return {
        "municipality": meeting.body.municipality,
        "body": meeting.body,
        "meeting": meeting,
        "turn": factories.turn(meeting, speaker=speaker, label="会長"),
        "speaker": speaker,
        "thread": factories.thread(item, other),
    }


@pytest.mark.parametrize("fields", [{}, {"status": "draft"}, {"visibility": "internal"}])
def test_a_page_links_to_its_public_page_only_if_it_has_one(chief: Client, fields: dict[str, str]) -> None:
    for noun, row in one_of_each(**fields).items():
        links = [link.get("href") for link in look(chief, address(noun, row)).cssselect("a.viewsitelink")]
        assert links == ([row.get_absolute_url()] if not fields else []), noun


def test_a_withdrawn_turn_is_not_linked(chief: Client) -> None:
    turn = factories.withdrawn_turn(factories.meeting(), "取り消した発言")
    assert not look(chief, address("turn", turn)).cssselect("a.viewsitelink")


def test_a_new_meeting_has_many_empty_rows_a_stored_one_has_one(chief: Client) -> None:
    def empty_rows(path: str) -> dict[str, int]:
        page = chief.get(path)
        formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
        return {formset.prefix: len(formset.extra_forms) for formset in formsets}

    assert empty_rows(address("meeting")) == {
        "agenda_items": 5,
        "attendances": 5,
        "materials": 3,
        "turns": 30,
    }
    meeting = factories.meeting()
    factories.turn(meeting)
    assert empty_rows(address("meeting", meeting))["turns"] == 1


def test_the_meetings_are_listed_newest_first_undated_last(chief: Client) -> None:
    days = [None, datetime.date(2024, 4, 1), datetime.date(2024, 5, 1)]
    undated, older, newer = (factories.meeting(date=day, status="draft") for day in days)
    page = chief.get("/admin/meetings/meeting/")
    assert [row.pk for row in page.context["cl"].result_list] == [newer.pk, older.pk, undated.pk]


def test_a_list_of_meetings_counts_the_turns(chief: Client) -> None:
    for count in (2, 0):
        meeting = factories.meeting()
        for _ in range(count):
            factories.turn(meeting)
    cells = look(chief, "/admin/meetings/meeting/").cssselect(".field-turn_count")
    assert [cell.text_content() for cell in cells] == ["0", "2"]


def test_over_all_meetings_the_last_entered_row_is_first(chief: Client) -> None:
    meeting = factories.meeting()
    first, second = factories.turn(meeting), factories.turn(meeting)
    page = chief.get("/admin/meetings/turn/")
    assert [row.pk for row in page.context["cl"].result_list] == [second.pk, first.pk]
    assert "meeting" in page.context["cl"].list_display
    page = chief.get(f"/admin/meetings/turn/?meeting={meeting.pk}")
    assert "meeting" not in page.context["cl"].list_display


def test_a_turns_page_links_to_its_neighbours(chief: Client) -> None:
    meeting = factories.meeting()
    item = factories.item(meeting, "議題")
    first, second, third = (factories.turn(meeting, item=item) for _ in range(3))
    new = f"{address('turn')}?meeting={meeting.pk}"
    every_turn = {"この会議の発言一覧": f"/admin/meetings/turn/?meeting={meeting.pk}"}

    def links(path: str) -> dict[str, str]:
        return {link.text: link.get("href") for link in look(chief, path).cssselect(".field-neighbours a")}

    assert links(address("turn", second)) == every_turn | {
        "前の発言": address("turn", first),
        "次の発言": address("turn", third),
        "この前に発言を入れる": f"{new}&place=2&item={item.pk}",
        "この後に発言を入れる": f"{new}&place=3&item={item.pk}",
    }
    assert "前の発言" not in links(address("turn", first))
    assert "次の発言" not in links(address("turn", third))
    assert not links(address("turn"))


def test_what_is_chosen_may_be_added_beside_the_field_or_not(chief: Client) -> None:
    turn = factories.turn(factories.meeting())
    page = look(chief, address("turn", turn))
    assert [link.get("id") for link in page.cssselect("a.related-widget-wrapper-link")] == [
        "add_id_speaker",
        "add_id_municipality",
    ]
    assert "add_id_parent" in [link.get("id") for link in look(chief, address("body")).cssselect("a")]
    assert not look(chief, address("meeting", turn.meeting)).cssselect(
        ".inline-group .related-widget-wrapper"
    )


def test_an_address_typed_without_a_scheme_is_https(clerk: Client) -> None:
    meeting = factories.meeting()
    typed = rows("materials", title=["資料"], url=["example.jp/shiryo.pdf"])
    answer = submit(clerk, address("meeting", meeting), typed, source_url="example.jp/minutes")
    assert answer.status_code == 302, messages(answer)
    assert Material.objects.get().url == "https://example.jp/shiryo.pdf"
    assert Meeting.objects.get().source_url == "https://example.jp/minutes"


def test_a_body_that_changes_its_municipality_gets_a_new_code(chief: Client) -> None:
    town, other = factories.municipality("緑野市"), factories.municipality("青野市")
    factories.body("青野市環境審議会", other)
    body = factories.body("総合計画審議会", town)
    submit(chief, address("body", body), municipality=other.pk)
    assert Body.objects.get(pk=body.pk).code == "002"
    submit(chief, address("body", body), about="説明")
    assert Body.objects.get(pk=body.pk).code == "002"


def test_what_is_deleted_with_a_draft_is_counted(chief: Client) -> None:
    meeting = factories.meeting(status="draft")
    for _ in range(3):
        factories.turn(meeting)
    factories.item(meeting, "議題")
    page = chief.get(address("meeting", meeting, "delete"))
    assert dict(page.context["model_count"]) == {"会議": 1, "議題": 1, "出席者": 0, "配付資料": 0, "発言": 3}


def test_what_an_action_does_is_in_the_history(approver: Client) -> None:
    meeting = factories.meeting(status="draft")
    chosen = {"action": "publish_meetings", "_selected_action": [str(meeting.pk)]}
    approver.post("/admin/meetings/meeting/", chosen)
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.change_message) == (str(meeting.pk), "公開しました")


@pytest.mark.parametrize(
    ("noun", "table"), [("meeting", "meeting"), ("turn", "meeting"), ("speaker", "speaker")]
)
def test_saves_of_one_record_wait_for_each_other(chief: Client, noun: str, table: str) -> None:
    """The row that they both change, or the meeting it belongs to, is locked first."""
    meeting = factories.meeting()
    row = {"meeting": meeting, "turn": factories.turn(meeting), "speaker": factories.speaker()}[noun]
    page = shown(chief.get(address(noun, row)))
    with CaptureQueriesContext(connection) as queries:
        assert chief.post(address(noun, row), page).status_code == 302
    locks = [query["sql"] for query in queries if query["sql"].endswith("FOR UPDATE")]
    assert [f'FROM "meetings_{table}"' in sql for sql in locks] == [True]


def test_a_new_turn_waits_for_other_saves_of_its_meeting(chief: Client) -> None:
    path = f"{address('turn')}?meeting={factories.meeting().pk}"
    page = shown(chief.get(path)) | {"text": "一"}
    with CaptureQueriesContext(connection) as queries:
        assert chief.post(path, page).status_code == 302
    assert [True for query in queries if query["sql"].endswith("FOR UPDATE")] == [True]


def test_the_list_of_threads_counts_confirmed_and_proposed_items(chief: Client) -> None:
    meeting = factories.meeting()
    thread = factories.thread(factories.item(meeting, "一"), factories.item(meeting, "二"))
    thread.entries.create(item=factories.item(meeting, "三"), standing="proposed")
    page = look(chief, "/admin/meetings/thread/")
    counts = [page.cssselect(f".field-{name}_count")[0].text for name in ("confirmed", "proposed")]
    assert counts == ["2", "1"]
    choices = [link.text.strip() for link in look(chief, "/admin/meetings/threadentry/").cssselect("li > a")]
    assert [choice for choice in choices if choice in {"提案", "確認済み", "却下", "すべて"}] == [
        "提案",
        "確認済み",
        "却下",
        "すべて",
    ]


def test_an_anonymous_speaker_is_offered_by_name_alone(clerk: Client) -> None:
    meeting = factories.meeting()
    factories.speaker("委員", "anonymous", meeting=meeting)
    town = factories.municipality("緑野市")
    factories.speaker("委員野 一郎", municipality=town)
    factories.speaker("委員会事務局", "organisation")
    query = {"app_label": "meetings", "model_name": "turn", "field_name": "speaker", "term": "委員"}
    offered = clerk.get("/admin/meetings/speaker/choices/", query | {"meeting": meeting.pk}).json()["results"]
    assert {choice["text"] for choice in offered} == {
        "委員（匿名）",
        f"委員野 一郎（{town}）",
        "委員会事務局",
    }
    assert Speaker.objects.count() == 3


def test_a_meetings_page_shows_what_it_was_made_from(chief: Client) -> None:
    document = factories.source("会議録.txt")
    header = [["日時", "令和6年4月1日"]]
    meeting = factories.meeting(source=document, printed_header=header)
    page = look(chief, address("meeting", meeting))
    assert [line.text for line in page.cssselect(".field-header p")] == ["日時：令和6年4月1日"]
    link = page.cssselect(".field-source_document a")[0]
    assert (link.text, link.get("href")) == ("会議録.txt", address("sourcedocument", document))
    typed_in = chief.get(address("meeting", factories.meeting())).content.decode()
    assert "なし（手で入力した記録）" in typed_in


def test_a_meetings_page_counts_its_parts_and_links_to_them(chief: Client) -> None:
    meeting = factories.meeting()
    for _ in range(2):
        factories.turn(meeting)
    lines = look(chief, address("meeting", meeting)).cssselect(".field-contents .readonly p")
    of = f"?meeting={meeting.pk}"
    assert [line.text for line in lines] == [
        "議題 0件 ｜ ",
        "出席者 0件 ｜ ",
        "配付資料 0件 ｜ ",
        "発言 2件 ｜ ",
    ]
    assert [[link.get("href") for link in line.cssselect("a")] for line in (lines[0], lines[3])] == [
        [f"/admin/meetings/agendaitem/{of}", f"{address('agendaitem')}{of}"],
        [f"/admin/meetings/turn/{of}", f"{address('turn')}{of}&place=3"],
    ]


@mock.patch("meetings.admin.meeting.MAX_ROWS", 3)
def test_the_table_of_a_part_shows_while_it_fits(chief: Client) -> None:
    meeting = factories.meeting()
    for n in range(2):
        factories.material(meeting, f"資料{n}")

    def tables() -> list[str]:
        page = chief.get(address("meeting", meeting))
        return [inline.formset.prefix for inline in page.context["inline_admin_formsets"]]

    assert "materials" in tables()
    factories.material(meeting, "もう一つ")
    assert "materials" not in tables()
    assert "配付資料 3件。多いため" in chief.get(address("meeting", meeting)).content.decode()


def test_speakers_and_items_are_offered_by_our_own_lists(chief: Client) -> None:
    meeting = factories.meeting()
    item = look(chief, address("thread")).cssselect('select[name="entries-2-0-item"]')[0]
    assert item.get("data-ajax--url") == "/admin/meetings/thread/items/"
    turn = factories.turn(meeting)
    speaker = look(chief, address("turn", turn)).cssselect("select[name=speaker]")[0]
    assert speaker.get("data-ajax--url") == f"/admin/meetings/speaker/choices/?meeting={meeting.pk}"
