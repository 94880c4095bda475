"""Whole or not at all, once and only once, and in few statements."""

import hashlib
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from meetings import copying
from meetings.archive import declaration
from meetings.archive.dumping import Selection, dump
from meetings.models import AgendaItem, Body, Meeting, Municipality, SourceDocument, Speaker, Turn, TurnIndex

from .lines import CITY, body, load, meeting, turn

pytestmark = pytest.mark.django_db

BROKEN = meeting(title="第2回", date="2025-02-30")


def everything() -> list[list[dict[str, Any]]]:
    models: tuple[Any, ...] = (Municipality, Body, Meeting, Speaker, Turn)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_corpus_line_becomes_a_published_meeting() -> None:
    load(meeting(start="14:00", agenda=["開会", {"title": "議題", "items": [{"title": "小さな議題"}]}],
                 turns=[turn(agenda=1), turn(agenda=[1, 0], speaker="若葉 薫")]))  # fmt: skip
    row = Meeting.objects.get()
    assert row.identifier == "992011001X00020250610"
    assert (row.status, row.record_type) == ("published", "verbatim")
    assert str(row.body.municipality) == "みのり県潮見野市"
    assert (row.body.kind, row.body.slug) == ("committee", "992011-001")
    assert [(t.number, t.position, t.role, t.item and t.item.title) for t in row.turns.in_order()] == [
        (1, 1, "委員長", "議題"),
        (2, 2, "委員長", "小さな議題"),
    ]
    assert AgendaItem.objects.get(title="小さな議題").parent == AgendaItem.objects.get(title="議題")


def test_a_meeting_without_a_date_enters_as_a_draft() -> None:
    load(meeting(date=None))
    assert Meeting.objects.get().status == "draft"


def test_draft_holds_back_what_does_not_say_its_status() -> None:
    load(meeting(), meeting(title="第2回", status="published"), as_draft=True)
    assert list(Meeting.objects.order_by("title").values_list("status", flat=True)) == ["draft", "published"]


def test_an_unknown_kind_of_body_is_left_to_the_name() -> None:
    load(meeting(body={"name": "緑化審議会", "kind": "会議"}), meeting(body={"name": "分科会", "kind": "?"}))
    assert set(Body.objects.values_list("name", "kind")) == {("緑化審議会", "council"), ("分科会", "other")}


def test_two_unnumbered_meetings_on_a_day_differ_in_identifier() -> None:
    load(meeting(title="午前"), meeting(title="午後"), meeting(title="第1回", number=1))
    load(meeting(title="夜"))
    identifiers = Meeting.objects.order_by("pk").values_list("identifier", flat=True)
    assert [identifier[10:13] for identifier in identifiers] == ["000", "001", "002", "003"]


def test_loading_twice_changes_nothing() -> None:
    lines = [meeting(), meeting(title="第2回", number=2, start="10:00"), meeting(municipality=None)]
    load(*lines)
    rows = everything()
    report, broken = load(*lines)
    assert (broken, report.known["meeting"], +report.added) == ([], 3, {})
    assert rows == everything()


def test_the_same_line_twice_in_one_file_is_one_meeting() -> None:
    report, broken = load(meeting(), meeting())
    assert (broken, report.added["meeting"], report.known["meeting"]) == ([], 1, 1)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"place": "市役所"}, "place"),
        ({"turns": [turn(text="始めません。")]}, "turns[0].text"),
        ({"turns": [turn(), turn()]}, "turns"),
        ({"agenda": ["議題"]}, "agenda"),
    ],
)
@pytest.mark.parametrize("in_one_file", [True, False])
def test_the_same_meeting_with_other_words_is_never_overwritten(
    change: dict[str, Any], where: str, in_one_file: bool
) -> None:
    if not in_one_file:
        load(meeting())
    lines = [meeting(), meeting(**change)] if in_one_file else [meeting(**change)]
    _, broken = load(*lines, skip_broken=True)
    assert [(line.where, line.reason[:11]) for line in broken] == [(where, "内容の異なる同じ会議が")]
    assert Turn.objects.get().text == "始めます。"


def test_what_a_clerk_decided_since_makes_no_other_meeting() -> None:
    load(meeting())
    person = Speaker.objects.create(kind="person", name="若葉 薫")
    Turn.objects.update(speaker=person)
    Meeting.objects.update(status="withdrawn", withdrawn_on="2025-07-01", withdrawn_reason="誤り")
    assert load(meeting())[0].known["meeting"] == 1


def test_refuse_keeps_nothing_and_names_every_unreadable_line() -> None:
    report, broken = load(meeting(), BROKEN, meeting(title="第3回"), b"{}")
    assert [line.number for line in broken] == [2, 4]
    assert report.refused
    assert not +report.added
    assert not Municipality.objects.exists()
    assert not Meeting.objects.exists()


def test_skip_leaves_out_only_the_broken_lines() -> None:
    report, broken = load(meeting(), BROKEN, b"\xff\n", meeting(title="第3回"), skip_broken=True)
    assert [line.number for line in broken] == [2, 3]
    assert (report.added["meeting"], report.refused) == (2, False)
    assert set(Meeting.objects.values_list("title", flat=True)) == {"第1回情報化推進委員会", "第3回"}


@pytest.mark.parametrize("skip_broken", [True, False])
def test_a_load_that_dies_while_copying_leaves_no_half_meeting(
    monkeypatch: pytest.MonkeyPatch, skip_broken: bool
) -> None:
    def die(model: type, rows: Any) -> None:
        if model is Turn:
            next(iter(rows))
            raise ConnectionError("the plug was pulled")
        copying.copy_rows(model, rows)

    monkeypatch.setattr(declaration, "copy_rows", die)
    with pytest.raises(ConnectionError):
        load(meeting(), skip_broken=skip_broken)
    assert not Meeting.objects.exists()
    assert not Body.objects.exists()


@pytest.mark.parametrize("skip_broken", [True, False])
def test_a_row_that_the_database_refuses_is_named(monkeypatch: pytest.MonkeyPatch, skip_broken: bool) -> None:
    def spoil(model: type, rows: Any) -> None:
        copying.copy_rows(
            model, (row | {"text": "", "label": ""} if row.get("text") == "誤り" else row for row in rows)
        )

    monkeypatch.setattr(declaration, "copy_rows", spoil)
    second = meeting(title="第2回", turns=[turn(text="誤り")])
    _, broken = load(meeting(), second, meeting(title="第3回"), skip_broken=skip_broken)
    assert [str(line) for line in broken] == ["2行目 turns[0].label: 本文を入力してください。"]
    assert Meeting.objects.count() == (2 if skip_broken else 0)


def test_statements_do_not_grow_with_the_turns_of_a_meeting() -> None:
    def statements(title: str, turns: int) -> int:
        line = meeting(title=title, turns=[turn()] * turns)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            load(line)
        return len(queries)

    load(meeting())
    assert statements("短い", 1) == statements("長い", 250)


def test_statements_do_not_grow_with_the_meetings_of_a_batch() -> None:
    load(meeting(), meeting(title="前の回"))

    def statements(titles: list[str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            load(*(meeting(title=title) for title in titles))
        return len(queries)

    assert statements(["一"]) == statements([f"その{n}" for n in range(50)])


@pytest.mark.slow
def test_two_thousand_turns_in_one_meeting() -> None:
    said = [
        turn(label=f"委員{n % 40}", speaker=f"潮見 {n % 40}", text=f"発言{n}\n" * 50) for n in range(2000)
    ]
    report, broken = load(meeting(turns=said))
    assert (broken, report.added["turn"], report.added["speaker"]) == ([], 2000, 40)
    row = Meeting.objects.get()
    assert [t.text for t in row.turns.in_order()] == [one["text"] for one in said]


def test_bodies_may_name_each_other_in_a_ring() -> None:
    load(body("council", "審議会", predecessor="before"), body("before", "準備会", parent="council"))
    council = Body.objects.get(slug="council")
    assert council.predecessors.get().parent == council


def test_a_body_may_have_grown_out_of_several() -> None:
    lines = [body("new", "審議会", predecessors=["b", "a"]), body("a", "第一会議"), body("b", "第二会議")]
    load(*lines)
    assert set(Body.objects.get(slug="new").predecessors.values_list("slug", flat=True)) == {"a", "b"}
    report, broken = load(*lines)
    assert (broken, report.known["body"]) == ([], 3)


def test_the_former_key_predecessor_is_the_same_as_a_list_of_one() -> None:
    before = body("a", "準備会")
    load(before, body("b", "審議会", predecessor="a"))
    report, broken = load(before, body("b", "審議会", predecessors=["a"]))
    assert (broken, report.known["body"]) == ([], 2)
    [line] = [line for line in dump(Selection()) if line.get("slug") == "b"]
    assert (line["predecessors"], "predecessor" in line) == (["a"], False)


def test_other_predecessors_than_the_archives_are_refused() -> None:
    bodies = [body("a", "第一会議"), body("b", "第二会議")]
    load(*bodies, body("c", "審議会", predecessors=["a"]))
    _, broken = load(*bodies, body("c", "審議会", predecessors=["a", "b"]))
    assert [line.reason[:11] for line in broken] == ["内容の異なる同じ会議体"]


@pytest.mark.parametrize(
    ("problems", "said", "held"),
    [
        ([], None, True),
        ([{"code": "footnotes"}, "脚注"], None, True),
        ([{"code": "tracked-changes"}], None, False),
        ([{"code": "struck-text"}], None, False),
        ([{"code": "hidden-text"}], None, False),
        ([{"code": "tracked-changes"}], True, True),
        ([], False, False),
    ],
)
def test_an_original_with_deleted_words_is_kept_from_the_public(
    problems: list[Any], said: bool | None, held: bool
) -> None:
    empty_sha = hashlib.sha256(b"").hexdigest()
    line = {"type": "source", "sha256": empty_sha, "name": "a.docx", "format": "docx", "problems": problems}
    load(line | {"downloadable": said})
    assert SourceDocument.objects.get().downloadable is held


def test_what_is_loaded_can_be_found_at_once() -> None:
    load(meeting(), meeting(title="第2回", status="draft"), body("a", "審議会"))
    assert list(TurnIndex.objects.values_list("turn")) == list(Turn.objects.published().values_list("pk"))


def test_a_city_written_as_its_code_alone_is_the_known_one() -> None:
    load({"type": "municipality", **CITY}, meeting(municipality="992011"))
    assert Meeting.objects.get().body.municipality == Municipality.objects.get()


def test_errors_of_the_database_itself_are_no_broken_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(declaration, "copy_rows", fail)
    with pytest.raises(DatabaseError):
        load(meeting(), skip_broken=True)


def test_items_without_numbers_are_numbered_as_they_stand() -> None:
    """As in a dump of an edition before items had numbers."""
    load(meeting(agenda=["開会", {"title": "議題", "items": ["小さな議題"]}, "閉会"]))
    numbered = AgendaItem.objects.order_by("address_number").values_list("address_number", "title")
    assert list(numbered) == [(1, "開会"), (2, "議題"), (3, "小さな議題"), (4, "閉会")]


def test_numbers_of_items_are_loaded_and_dumped_again() -> None:
    agenda = [{"title": "財源", "address_number": 7}, {"title": "開会", "address_number": 1}]
    former = [{"number": 4, "title": "日程", "gone_on": "2025-07-01", "reason": "訂正のため"}]
    load(meeting(agenda=agenda, former_agenda=former))
    [line] = [line for line in dump(Selection()) if "agenda" in line]
    assert [(item["title"], item["address_number"]) for item in line["agenda"]] == [("財源", 7), ("開会", 1)]
    assert line["former_agenda"] == former
    [line] = [line for line in dump(Selection(public_only=True)) if "agenda" in line]
    assert "former_agenda" not in line


def test_a_number_that_stands_twice_is_refused() -> None:
    agenda = [{"title": "財源", "address_number": 2}, "開会"]
    _, [broken] = load(meeting(agenda=agenda), skip_broken=True)
    assert broken.where.endswith("address_number")
    assert "アドレスの番号が同じ議題" in broken.reason
