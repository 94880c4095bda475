"""A clerk enters minutes by hand."""

import datetime

import pytest
from django.conf import settings
from django.test import Client

from meetings.admin.meeting_parts import MAX_ROWS
from meetings.models import Body, Meeting, Municipality, Speaker, Turn
from tests import factories

from .form_filling import address, messages, rows, submit

pytestmark = pytest.mark.django_db


def test_a_name_is_enough_for_a_body(clerk: Client) -> None:
    town = factories.municipality("緑野市")
    answer = submit(clerk, address("body"), name="緑野市総合計画審議会", municipality=town.pk)
    assert answer.status_code == 302, messages(answer)
    body = Body.objects.get()
    assert (body.kind, body.code, body.slug) == ("council", "001", f"{town.code}-001")


def test_a_second_body_gets_the_next_code_and_a_chosen_address(clerk: Client) -> None:
    town = factories.municipality("緑野市")
    factories.body("緑野市環境審議会", town)
    submit(clerk, address("body"), name="緑野市民会議", municipality=town.pk, slug="Shimin-Kaigi")
    body = Body.objects.get(name="緑野市民会議")
    assert (body.kind, body.code, body.slug) == ("citizens", "002", "shimin-kaigi")


def test_a_municipality_needs_no_kind(chief: Client) -> None:
    submit(chief, address("municipality"), code="131016", name="千代田区", prefecture="東京都")
    assert Municipality.objects.get().kind == "ward"


def test_typed_labels_say_who_speaks(clerk: Client) -> None:
    body = factories.body("緑野市総合計画審議会", factories.municipality("緑野市"))
    factories.membership(body, "若葉 薫")
    chosen = factories.speaker("沢井 光")
    typed = rows(
        "turns",
        label=["会長", "事務局", "委員A", "会長", "員長会"],
        text=["始めます。"] * 5,
        speaker=[None, None, None, chosen.pk, None],
    )
    submit(clerk, address("meeting"), typed, body=body.pk, title="第3回", number=3, date="2024-09-10")
    turns = list(Turn.objects.order_by("number").select_related("speaker"))
    found = [(turn.speaker.kind, turn.speaker.name) if turn.speaker else None for turn in turns]
    assert found == [
        ("person", "若葉薫"),
        ("organisation", "事務局"),
        ("anonymous", "委員A"),
        ("person", "沢井 光"),
        None,
    ]
    assert turns[0].role == "会長"


def test_a_turn_typed_alone_says_who_speaks(clerk: Client) -> None:
    meeting = factories.meeting(factories.body("緑野市総合計画審議会"))
    submit(clerk, address("turn"), meeting=meeting.pk, label="事務局", text="説明します。")
    turn = Turn.objects.get()
    assert turn.speaker
    assert turn.speaker.name == "事務局"
    submit(clerk, address("turn", turn), speaker="")
    turn.refresh_from_db()
    assert turn.speaker is None


def test_a_meeting_with_agenda_and_thirty_turns_in_one_go(clerk: Client) -> None:
    body = factories.body("緑野市総合計画審議会", factories.municipality("緑野市"))
    numbers = [1, *[None] * 9, 3, *[None] * 9, 4, *[None] * 9]
    typed = (
        rows("agenda_items", title=["開会", "議事", "素案について", "その他"], small=[None, None, "on", None])
        | rows("attendances", text=["会長　若葉 薫", "委員5名"], count=[None, 5])
        | rows("materials", number=["資料1"], title=["素案"])
        | rows(
            "turns",
            label=[f"委員{n}" for n in range(30)],
            text=[f"{n}番目の発言" for n in range(30)],
            item_number=numbers,
        )
    )
    answer = submit(
        clerk,
        address("meeting"),
        typed,
        body=body.pk,
        title="第3回総合計画審議会",
        number=3,
        date="2024-09-10",
    )
    assert answer.status_code == 302, messages(answer)

    meeting = Meeting.objects.get()
    assert meeting.identifier == f"{body.owner_code}001X00320240910"
    assert meeting.status == "draft"
    outline = [(i.position, i.title, i.parent and i.parent.title) for i in meeting.agenda_items.all()]
    assert outline == [(1, "開会", None), (2, "議事", None), (3, "素案について", "議事"), (4, "その他", None)]
    assert [(a.position, a.text, a.count) for a in meeting.attendances.all()] == [
        (1, "会長　若葉 薫", None),
        (2, "委員5名", 5),
    ]
    assert meeting.materials.get().title == "素案"

    turns = list(meeting.turns.order_by("position").select_related("item"))
    assert [t.text for t in turns] == [f"{n}番目の発言" for n in range(30)]
    assert [t.number for t in turns] == [t.position for t in turns] == list(range(1, 31))
    assert [t.item.title for t in turns if t.item] == ["開会"] * 10 + ["素案について"] * 10 + ["その他"] * 10
    assert not Turn.objects.published().exists()


def test_the_whole_page_fits_into_one_form(clerk: Client) -> None:
    """Every table full, the page still has no more fields than Django accepts."""
    page = clerk.get(address("meeting"))
    fields = len(page.context["adminform"].form.fields)
    for inline in page.context["inline_admin_formsets"]:
        management, row = inline.formset.management_form, inline.formset.empty_form
        fields += len(management.fields) + len(row.fields) * inline.formset.max_num
        assert inline.formset.total_form_count() <= inline.formset.max_num == MAX_ROWS
    assert fields <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_turns_typed_on_their_own_page_follow_each_other(clerk: Client) -> None:
    meeting = factories.meeting(status="draft")
    item = factories.item(meeting, "議事")
    factories.turn(meeting, "最初", item=item)
    form = f"{address('turn')}?meeting={meeting.pk}&place=2&item={item.pk}"
    data = {"meeting": meeting.pk, "place": 2, "item": item.pk, "kind": "speech", "text": "次"}
    answer = clerk.post(form, data | {"_addanother": "1"})
    assert answer["Location"] == f"{address('turn')}?meeting={meeting.pk}&place=3&item={item.pk}"
    assert [t.text for t in meeting.turns.order_by("position")] == ["最初", "次"]
    assert clerk.get(answer["Location"]).context["adminform"].form["place"].value() == "3"


def test_adding_from_a_meetings_list_adds_to_that_meeting(clerk: Client) -> None:
    meeting = factories.meeting(status="draft")
    page = clerk.get(f"{address('attendance')}?_changelist_filters=meeting%3D{meeting.pk}")
    assert page.context["adminform"].form["meeting"].value() == str(meeting.pk)


def test_a_speaker_is_offered_only_where_they_can_have_spoken(clerk: Client) -> None:
    body = factories.body("緑野市環境審議会")
    meeting = factories.meeting(body, status="draft")
    elsewhere = factories.body("緑野市文化審議会")
    here = factories.speaker("会長", "office", body=body)
    factories.speaker("会長", "office", body=elsewhere)
    mine = factories.speaker("会長職務代理（匿名）", "anonymous", meeting=meeting)
    factories.speaker("会長の代理", "anonymous", meeting=factories.meeting(elsewhere))
    everywhere = factories.speaker("会長野 一郎", "person")
    query = {"app_label": "meetings", "model_name": "turn", "field_name": "speaker", "term": "会長"}

    offered = clerk.get("/admin/meetings/speaker/choices/", query | {"meeting": meeting.pk}).json()["results"]
    assert {int(choice["id"]) for choice in offered} == {here.pk, mine.pk, everywhere.pk}
    assert "会長（緑野市環境審議会）" in [choice["text"] for choice in offered]

    unknown = clerk.get("/admin/meetings/speaker/choices/", query).json()["results"]
    assert mine.pk not in {int(choice["id"]) for choice in unknown}
    assert len(unknown) == 3


def test_the_chosen_speaker_is_stored(clerk: Client) -> None:
    meeting = factories.meeting(status="draft")
    speaker = factories.speaker("会長", "office", body=meeting.body)
    typed = rows("turns", label=["会長"], text=["開会します。"], speaker=[speaker.pk])
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    assert Turn.objects.get().speaker == Speaker.objects.get() == speaker


def test_the_date_may_be_missing_while_it_is_a_draft(clerk: Client) -> None:
    body = factories.body()
    submit(clerk, address("meeting"), body=body.pk, title="日付不明の会議")
    meeting = Meeting.objects.get()
    assert meeting.identifier == f"{body.owner_code}{body.code}X00000000000"
    submit(clerk, address("meeting", meeting), date="2024-04-01")
    meeting.refresh_from_db()
    assert meeting.date == datetime.date(2024, 4, 1)
    assert meeting.identifier == f"{body.owner_code}{body.code}X00000000000"
