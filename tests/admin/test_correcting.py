"""A clerk corrects what is there; addresses stay."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import AgendaItem, Meeting, Speaker, Turn
from tests import factories

from .form_filling import address, messages, rows, shown, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def three_turns(**fields: Any) -> Meeting:
    meeting = factories.meeting(**fields)
    for text in ("一", "二", "三"):
        factories.turn(meeting, text)
    return meeting


def reading(meeting: Meeting) -> list[tuple[int, int, str]]:
    """position, address, text"""
    return list(meeting.turns.order_by("position").values_list("position", "number", "text"))


def test_a_corrected_turn_is_seen_by_the_public(clerk: Client, client: Client) -> None:
    meeting = three_turns()
    turn = meeting.turns.get(number=2)
    answer = submit(clerk, address("turn", turn), text="二（訂正後）")
    assert answer.status_code == 302, messages(answer)
    assert Turn.objects.published().get(number=2).text == "二（訂正後）"
    assert "二（訂正後）" in client.get(meeting.get_absolute_url()).content.decode()


def test_a_turn_typed_below_takes_the_place_it_asks_for(clerk: Client) -> None:
    meeting = three_turns()
    answer = submit(
        clerk, address("meeting", meeting), rows("turns", 3, text=["間"], place=[2], label=["会長"])
    )
    assert answer.status_code == 302, messages(answer)
    assert reading(meeting) == [(1, 1, "一"), (2, 4, "間"), (3, 2, "二"), (4, 3, "三")]


def test_a_turn_put_in_on_its_own_page_takes_its_place(clerk: Client) -> None:
    meeting = three_turns()
    second = meeting.turns.get(number=2)
    page = clerk.get(address("turn", second)).content.decode()
    after = f"{address('turn')}?meeting={meeting.pk}&amp;place=3"
    assert after in page
    answer = submit(clerk, after.replace("&amp;", "&"), text="間")
    assert answer.status_code == 302, messages(answer)
    assert reading(meeting) == [(1, 1, "一"), (2, 2, "二"), (3, 4, "間"), (4, 3, "三")]


def test_a_turn_can_be_moved(clerk: Client) -> None:
    meeting = three_turns()
    submit(clerk, address("turn", meeting.turns.get(number=3)), place=1)
    assert reading(meeting) == [(1, 3, "三"), (2, 1, "一"), (3, 2, "二")]
    submit(clerk, address("meeting", meeting), {"turns-0-place": 3})
    assert reading(meeting) == [(1, 1, "一"), (2, 2, "二"), (3, 3, "三")]


def test_a_new_turn_belongs_to_the_item_of_the_turn_before(clerk: Client) -> None:
    meeting = factories.meeting()
    first, second = factories.item(meeting, "議題1"), factories.item(meeting, "議題2")
    factories.turn(meeting, "一", item=first)
    factories.turn(meeting, "二", item=second)
    typed = rows("turns", 2, text=["間", "後", "外"], place=[2, None, None], item_number=[None, None, 0])
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    items = {turn.text: turn.item for turn in meeting.turns.select_related("item")}
    assert items == {"一": first, "間": first, "二": second, "後": second, "外": None}


def test_a_deleted_item_leaves_its_turns(clerk: Client) -> None:
    meeting = factories.meeting(status="draft")
    item = factories.item(meeting, "誤った議題")
    factories.turn(meeting, "一", item=item)
    typed = {"agenda_items-0-DELETE": "on", "turns-0-text": "一（訂正後）"}
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    turn = meeting.turns.get()
    assert (turn.text, turn.item) == ("一（訂正後）", None)


def test_a_heading_moves_with_its_small_items(clerk: Client) -> None:
    meeting = factories.meeting()
    factories.item(meeting, "開会")
    heading = factories.item(meeting, "議事")
    factories.item(meeting, "(1)", parent=heading)
    factories.item(meeting, "(2)", parent=heading)
    factories.item(meeting, "その他")
    typed = {"agenda_items-1-place": 6} | rows("agenda_items", 5, title=["新しい議題"], place=[2])
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    outline = [(i.position, i.title, i.parent_id) for i in meeting.agenda_items.all()]
    assert [(position, title) for position, title, _ in outline] == [
        (1, "開会"),
        (2, "新しい議題"),
        (3, "その他"),
        (4, "議事"),
        (5, "(1)"),
        (6, "(2)"),
    ]
    assert [parent for *_, parent in outline] == [None, None, None, None, heading.pk, heading.pk]


def test_an_item_below_a_small_item_stays_below_it(clerk: Client) -> None:
    meeting = factories.meeting()
    heading = factories.item(meeting, "議事")
    small = factories.item(meeting, "(1)", parent=heading)
    lowest = factories.item(meeting, "ア", parent=small)
    last = factories.item(meeting, "その他")
    submit(clerk, address("agendaitem", last), place=1)
    submit(clerk, address("agendaitem", lowest), title="イ")
    answer = submit(clerk, address("agendaitem", small), title="(2)")
    assert answer.status_code == 302, messages(answer)
    outline = meeting.agenda_items.values_list("title", "parent")
    assert list(outline) == [("その他", None), ("議事", None), ("(2)", heading.pk), ("イ", small.pk)]


def test_small_items_of_a_deleted_heading_stay(clerk: Client) -> None:
    meeting = factories.meeting()
    kept, gone = factories.item(meeting, "議事"), factories.item(meeting, "誤り")
    factories.item(meeting, "(1)", parent=gone)
    submit(clerk, address("meeting", meeting), {"agenda_items-1-DELETE": "on"})
    assert list(meeting.agenda_items.values_list("title", "parent")) == [("議事", None), ("(1)", kept.pk)]


def test_an_item_given_a_parent_on_its_own_page_goes_to_it(clerk: Client) -> None:
    meeting = factories.meeting()
    heading = factories.item(meeting, "議事")
    factories.item(meeting, "その他")
    item = factories.item(meeting, "(1)")
    answer = submit(clerk, address("agendaitem", item), parent=heading.pk)
    assert answer.status_code == 302, messages(answer)
    assert list(meeting.agenda_items.values_list("title", flat=True)) == ["議事", "(1)", "その他"]


@pytest.mark.parametrize("noun", ["turn", "agendaitem", "attendance", "material"])
def test_every_correction_under_a_meeting_marks_it_as_changed(clerk: Client, noun: str) -> None:
    meeting = factories.meeting(status="draft")
    row = {
        "turn": lambda: factories.turn(meeting, "一"),
        "agendaitem": lambda: factories.item(meeting, "議題"),
        "attendance": lambda: factories.attendance(meeting, "会長"),
        "material": lambda: factories.material(meeting, "資料"),
    }[noun]()
    long_ago = timezone.now() - datetime.timedelta(days=9)
    Meeting.objects.update(updated_at=long_ago)
    assert submit(clerk, address(noun, row)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.updated_at > long_ago
    Meeting.objects.update(updated_at=long_ago)
    assert clerk.post(address(noun, row, "delete"), {"post": "yes"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.updated_at > long_ago
    assert not type(row).objects.filter(pk=row.pk).exists()


MEANWHILE = "この画面を開いたあとに、ほかの人が保存しました"


def test_a_meeting_opened_before_a_colleague_saved_is_refused(clerk: Client) -> None:
    meeting = three_turns()
    opened = shown(clerk.get(address("meeting", meeting)))
    submit(clerk, address("turn", meeting.turns.get(number=1)), text="一（同僚の訂正）")
    answer = clerk.post(address("meeting", meeting), opened | {"turns-2-text": "三（訂正）"})
    assert MEANWHILE in messages(answer)
    assert [text for *_, text in reading(meeting)] == ["一（同僚の訂正）", "二", "三"]


@pytest.mark.parametrize(
    ("noun", "field"),
    [
        ("turn", "text"),
        ("agendaitem", "title"),
        ("attendance", "text"),
        ("body", "name"),
        ("speaker", "name"),
    ],
)
def test_a_row_that_a_colleague_saved_must_be_opened_again(clerk: Client, noun: str, field: str) -> None:
    meeting = factories.meeting(status="draft")
    row = {
        "turn": lambda: factories.turn(meeting, "一"),
        "agendaitem": lambda: factories.item(meeting, "議題"),
        "attendance": lambda: factories.attendance(meeting, "会長"),
        "body": lambda: meeting.body,
        "speaker": lambda: factories.speaker("山田"),
    }[noun]()
    opened = shown(clerk.get(address(noun, row)))
    submit(clerk, address(noun, row), {field: "同僚の訂正"})
    answer = clerk.post(address(noun, row), opened | {field: "私の訂正"})
    assert MEANWHILE in messages(answer)
    assert "私の訂正" in answer.content.decode()
    again = clerk.post(address(noun, row), shown(answer))
    assert MEANWHILE in messages(again)
    row.refresh_from_db()
    assert getattr(row, field) == "同僚の訂正"
    submit(clerk, address(noun, row), {field: "私の訂正"})
    row.refresh_from_db()
    assert getattr(row, field) == "私の訂正"


def test_two_clerks_can_correct_two_turns_of_one_meeting(clerk: Client) -> None:
    meeting = three_turns()
    second = meeting.turns.get(number=2)
    opened = shown(clerk.get(address("turn", second)))
    submit(clerk, address("turn", meeting.turns.get(number=1)), text="一（同僚の訂正）", place=3)
    assert clerk.post(address("turn", second), opened | {"text": "二（訂正）"}).status_code == 302
    assert [text for *_, text in reading(meeting)] == ["二（訂正）", "三", "一（同僚の訂正）"]


def test_a_long_meeting_sends_the_clerk_to_the_list_of_its_turns(clerk: Client) -> None:
    meeting = factories.meeting()
    Turn.objects.bulk_create(
        Turn(meeting=meeting, number=n, position=n, text=f"発言{n}") for n in range(1, 1501)
    )
    page = clerk.get(address("meeting", meeting))
    assert "turns" not in [inline.formset.prefix for inline in page.context["inline_admin_formsets"]]
    text = page.content.decode()
    assert "発言 1500件。多いため、このページには表を出しません" in text
    list_address = f"/admin/meetings/turn/?meeting={meeting.pk}"
    assert list_address in text
    assert "発言50" in clerk.get(list_address).content.decode()

    answer = submit(clerk, f"{address('turn')}?meeting={meeting.pk}&place=2", text="間")
    assert answer.status_code == 302, messages(answer)
    order = list(meeting.turns.order_by("position").values_list("position", "number"))
    assert order[:3] == [(1, 1), (2, 1501), (3, 2)]
    assert order[-1] == (1501, 1500)


def test_a_draft_can_be_deleted_with_all_it_has(clerk: Client) -> None:
    meeting = three_turns(status="draft")
    anonymous = Speaker.objects.create(kind="anonymous", name="委員", meeting=meeting)
    meeting.turns.update(speaker=anonymous)
    factories.item(meeting, "議題")
    page = clerk.get(address("meeting", meeting, "delete")).content.decode()
    assert "発言" in page
    assert clerk.post(address("meeting", meeting, "delete"), {"post": "yes"}).status_code == 302
    assert not any(model.objects.exists() for model in (Meeting, Turn, AgendaItem, Speaker))


def test_a_deleted_draft_turn_lets_the_others_move_up(clerk: Client) -> None:
    meeting = three_turns(status="draft")
    clerk.post(address("turn", meeting.turns.get(number=2), "delete"), {"post": "yes"})
    assert reading(meeting) == [(1, 1, "一"), (2, 3, "三")]


@pytest.mark.parametrize("status", ["published", "draft"])
@pytest.mark.parametrize("way", ["page", "table", "label"])
def test_who_takes_words_out_hears_of_the_original(clerk: Client, status: str, way: str) -> None:
    """Readers can still have it, and it says what was taken out; where they cannot, nothing is said."""
    meeting = three_turns(status=status, source=factories.source())
    turn = meeting.turns.get(number=2)
    match way:
        case "page":
            answer = submit(clerk, address("turn", turn), text="〇〇")
        case "table":
            answer = submit(clerk, address("meeting", meeting), {"turns-1-text": "〇〇"})
        case _:
            answer = submit(clerk, address("turn", turn), label="議長")
    assert answer.status_code == 302, messages(answer)
    page = clerk.get(answer["Location"]).content.decode()
    assert ("直す前の言葉が残っていて" in page) == (status == "published" and way != "label")
    assert (address("sourcedocument", meeting.source) in page) == (status == "published" and way != "label")


def test_whoever_takes_words_out_can_close_the_original_too(clerk: Client, client: Client) -> None:
    meeting = three_turns(status="published", source=factories.source())
    turn = meeting.turns.get(number=2)
    assert client.get(f"{meeting.get_absolute_url()}original/").status_code == 200
    answer = submit(clerk, address("turn", turn), text="〇〇", closes_original="on")
    assert "原本のダウンロードをやめました" in clerk.get(answer["Location"]).content.decode()
    assert client.get(f"{meeting.get_absolute_url()}original/").status_code == 404
    assert "原本も見せない" not in clerk.get(address("turn", turn)).content.decode()
