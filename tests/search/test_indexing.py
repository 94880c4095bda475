"""Whatever the site offers to change, the index says what the public may see right after."""

import datetime
import random
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from meetings.importing.loader import load_document
from meetings.importing.parsed import ParsedDocument, ParsedItem, ParsedMeeting, ParsedTurn
from meetings.models import AgendaItem, Meeting, Turn, TurnIndex, WordForm
from meetings.search.checking import differences
from meetings.search.indexing import BATCH_ROWS, index_meetings, index_turns
from meetings.search.lexemes import SHORT_BYTES, subject, vector
from tests import factories
from tests.admin.form_filling import address, messages, rows, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Client:
    from django.contrib.auth.models import User

    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="x"))
    return client


@pytest.fixture
def meeting() -> Meeting:
    """Three turns under two items, indexed."""
    made = factories.meeting(title="第3回緑化審議会")
    trees = factories.item(made, "街路樹の剪定")
    parks = factories.item(made, "公園の遊具")
    small = factories.item(made, "ブランコ", parent=parks)
    factories.turn(made, "街路樹を植えます。", item=trees, label="会長")
    factories.turn(made, "サーバは公園にありません。", item=parks, label="委員")
    factories.turn(made, "ブランコが古いです。", item=small)
    index_meetings([made.pk])
    return made


def assert_true() -> None:
    assert [str(difference) for difference in differences()] == []


def finds(lexeme: str) -> list[str]:
    """The texts of the turns whose index holds the lexeme."""
    quoted = "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
    rows = TurnIndex.objects.extra(where=[f"{vector()} @@ %s::tsquery"], params=[quoted])  # noqa: S610
    return [row.turn.text for row in rows.order_by("pk")]


def test_published_turns_are_found_and_nothing_else() -> None:
    public = factories.meeting()
    factories.turn(public, "公開の発言")
    factories.withdrawn_turn(public, "取り消した発言")
    for hidden in ({"status": "draft"}, {"visibility": "internal"}):
        factories.turn(factories.meeting(**hidden), "見えない発言")
    index_meetings(Meeting.objects.values_list("pk", flat=True))
    assert [row.turn.text for row in TurnIndex.objects.all()] == ["公開の発言"]
    assert_true()


def test_a_row_repeats_what_hits_are_filtered_by() -> None:
    town = factories.municipality()
    person = factories.speaker(municipality=town)
    meeting = factories.meeting()
    heading = factories.item(meeting, "予算")
    turn = factories.turn(
        meeting, "はい。", item=heading, speaker=person, municipality=town, role="会長", kind="speech"
    )
    index_meetings([meeting.pk])
    row = TurnIndex.objects.get()
    assert (row.pk, row.meeting_id, row.item_id) == (turn.pk, meeting.pk, heading.pk)
    assert (row.speaker_id, row.municipality_id) == (person.pk, town.pk)
    assert (row.date, row.kind, row.role, row.is_long) == (meeting.date, "speech", "会長", False)


def test_a_role_lies_in_its_row_for_hits_are_counted_by_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT attname FROM pg_attribute
            WHERE attrelid = 'meetings_turnindex'::regclass AND attnum > 0 AND attstorage = 'm'
        """)
        assert cursor.fetchall() == [("role",)]


@pytest.mark.parametrize("times", [1, 4, 12, 60])
def test_no_row_that_is_counted_is_wide(meeting: Meeting, times: int) -> None:
    factories.turn(meeting, "街路樹と公園のブランコについて伺います。" * times)
    index_meetings([meeting.pk])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT octet_length(segmented), pg_column_compression(segmented) FROM meetings_turnindex"
        )
        for size, compression in cursor.fetchall():
            assert compression == (None if size <= SHORT_BYTES else "pglz")


def test_what_says_the_same_keeps_its_row(meeting: Meeting) -> None:
    rows = dict(_places())
    changed = meeting.turns.get(number=2)
    Turn.objects.filter(pk=changed.pk).update(text="サーバを公園に置きます。")
    index_meetings([meeting.pk])
    now = dict(_places())
    assert now.keys() == rows.keys()
    assert [row for row in rows if now[row] != rows[row]] == [changed.pk]
    index_meetings([meeting.pk], anew=True)
    assert not {*now.items()} & {*_places()}
    assert_true()


@pytest.mark.parametrize("change", ["role", "label", "affiliation", "title", "date", "edition"])
def test_whatever_a_row_is_made_from_brings_a_new_one(
    meeting: Meeting, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {*_places()}
    match change:
        case "title":
            AgendaItem.objects.update(title="公園の街路樹とブランコ")
        case "date":
            Meeting.objects.update(date="2024-01-01")
        case "edition":
            monkeypatch.setattr("meetings.search.indexing.EDITION", "another")
        case _:
            Turn.objects.update(**{change: "副会長"})
    index_meetings([meeting.pk])
    assert not before & {*_places()}


def _places() -> list[tuple[int, str]]:
    """Each row of the index and where it lies: another place after it was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT turn_id, ctid::text FROM meetings_turnindex")
        return cursor.fetchall()


HOSTILE = [
    "'; DROP TABLE x; --",
    "\\ \\\\ ' '' \" : * & | ! <->",
    "a\tb\rc\x0b\x1b\x1c\x1d\x1e\x1f\x7f",
    "か\u3099ｶﾞ\u200b\ufeff\U000e0100",
    "a" * 5_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    " ",
    "\\.",
    "\\N",
]


def test_no_text_breaks_the_index() -> None:
    meeting = factories.meeting()
    for text in HOSTILE:
        factories.turn(meeting, text, label=text[:50], role=text[:50], affiliation=text[:50])
    index_meetings([meeting.pk])
    assert TurnIndex.objects.count() == len(HOSTILE)
    assert_true()


@pytest.mark.slow
def test_a_turn_of_distinct_words_without_end_is_indexed() -> None:
    meeting = factories.meeting()
    chance = random.Random(1)
    factories.turn(meeting, "".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(400_000)))
    factories.turn(meeting, " ".join(f"語{n}" for n in range(20_000)))
    index_meetings([meeting.pk])
    assert_true()
    assert list(TurnIndex.objects.values_list("is_long", flat=True).order_by("pk")) == [True, False]


def test_more_turns_than_a_batch() -> None:
    meeting = factories.meeting()
    count = BATCH_ROWS + 10
    Turn.objects.bulk_create(
        Turn(meeting=meeting, number=n, position=n, text=f"発言{n}") for n in range(1, count + 1)
    )
    index_meetings([meeting.pk])
    assert TurnIndex.objects.count() == count
    assert_true()


def test_indexing_again_changes_nothing(meeting: Meeting) -> None:
    before = list(TurnIndex.objects.order_by("pk").values())
    forms = set(WordForm.objects.values_list("surface", "key"))
    assert ("サーバ", "サーバー") in forms
    index_meetings([meeting.pk])
    index_turns(meeting.turns.values_list("pk", flat=True))
    assert list(TurnIndex.objects.order_by("pk").values()) == before
    assert set(WordForm.objects.values_list("surface", "key")) == forms
    assert WordForm.objects.count() == len(forms)


def test_nothing_to_index_is_no_work() -> None:
    with connection.execute_wrapper(_refuse):
        index_meetings([])


def _refuse(execute: Any, sql: str, *rest: Any) -> Any:
    raise AssertionError(sql)


def test_what_is_undone_is_undone_in_the_index(meeting: Meeting) -> None:
    with transaction.atomic():
        Turn.objects.update(text="ほかの本文")
        index_meetings([meeting.pk])
        transaction.set_rollback(True)
    assert_true()


def test_rows_go_with_their_turns_whoever_deletes_them(meeting: Meeting) -> None:
    first, second, _ = meeting.turns.in_order()
    first.delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_turn WHERE id = %s", [second.pk])
    connection.check_constraints()
    assert TurnIndex.objects.count() == 1
    meeting.delete()
    connection.check_constraints()
    assert not TurnIndex.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_meeting_wait_for_each_other() -> None:
    meeting = factories.meeting()
    turns = [factories.turn(meeting, "はじめの発言") for _ in range(2)]
    failed: list[Exception] = []

    def write(turn: Turn) -> None:
        try:
            for n in range(5):
                with transaction.atomic():
                    Turn.objects.filter(pk=turn.pk).update(text=f"サーバ{n}を直した発言")
                    index_meetings([meeting.pk])
        except Exception as error:  # noqa: BLE001 (told below, in the test's own thread)
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[turn]) for turn in turns]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert TurnIndex.objects.count() == 2
    assert_true()


# -- what clerks do ------------------------------------------------------------------------------------------


def of(meeting: Meeting, number: int) -> Turn:
    return meeting.turns.get(number=number)


def act(browser: Client, action: str, meeting: Meeting) -> None:
    chosen = {"action": action, "_selected_action": [str(meeting.pk)]}
    assert browser.post("/admin/meetings/meeting/", chosen).status_code == 302


WITHDRAWAL = {"withdrawn_on": "2024-05-01", "withdrawn_reason": "誤り"}


def moved(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("turn", of(meeting, 1)), place=3)


def retold(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("turn", of(meeting, 1)), text="訂正した発言", label="議長", role="議長")


def reassigned(chief: Client, meeting: Meeting) -> Any:
    person = factories.speaker()
    return submit(
        chief,
        address("turn", of(meeting, 1)),
        speaker=person.pk,
        item=of(meeting, 2).item_id,
        affiliation="会派",
    )


def turn_withdrawn(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("turn", of(meeting, 2)), WITHDRAWAL)


def turn_added(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, f"{address('turn')}?meeting={meeting.pk}&place=2", text="あとから入れた発言")


def turn_typed(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), rows("turns", 3, text=["間の発言"], place=[2]))


def turn_retyped(chief: Client, meeting: Meeting) -> Any:
    return submit(
        chief, address("meeting", meeting), rows("turns", 0, text=["表で直した発言"], item_number=[2])
    )


def title_changed(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), title="公園の遊具の審議会")


def day_changed(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), date="2024-09-01")


def hidden(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), visibility="internal")


def meeting_withdrawn(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), WITHDRAWAL, status="withdrawn")


def item_retitled(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("agendaitem", of(meeting, 1).item), title="公園の樹木")


def item_retyped(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), rows("agenda_items", 0, title=["ブランコの剪定"]))


def item_moved(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("agendaitem", of(meeting, 1).item), place=3)


def item_deleted(chief: Client, meeting: Meeting) -> Any:
    heading = of(meeting, 2).item  # with the small item under it
    return chief.post(address("agendaitem", heading, "delete"), {"post": "yes"})


def item_row_deleted(chief: Client, meeting: Meeting) -> Any:
    return submit(chief, address("meeting", meeting), {"agenda_items-0-DELETE": "on"})


def back_to_draft(chief: Client, meeting: Meeting) -> None:
    act(chief, "return_to_draft", meeting)


def published_again(chief: Client, meeting: Meeting) -> None:
    act(chief, "return_to_draft", meeting)
    Turn.objects.filter(meeting=meeting).update(text="下書きのうちに直した発言")
    act(chief, "publish_meetings", meeting)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        moved, retold, reassigned, turn_withdrawn, turn_added, turn_typed, turn_retyped, title_changed,
        day_changed, hidden, meeting_withdrawn, item_retitled, item_retyped, item_moved, item_deleted,
        item_row_deleted, back_to_draft, published_again,
    ],
)  # fmt: skip
def test_what_a_clerk_changes_is_found_as_it_is_now(
    chief: Client, meeting: Meeting, change: Callable[[Client, Meeting], Any]
) -> None:
    before = _archive()
    answer = change(chief, meeting)
    assert answer is None or answer.status_code == 302, messages(answer)
    assert _archive() != before, "nothing was changed"
    assert_true()


def _archive() -> list[Any]:
    models: list[Any] = [Meeting, AgendaItem, Turn]
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_drafts_and_their_parts_are_deleted_in_every_way(chief: Client) -> None:
    draft = factories.meeting(status="draft")
    for text in ("一", "二", "三"):
        factories.turn(draft, text)
    assert chief.post(address("turn", of(draft, 1), "delete"), {"post": "yes"}).status_code == 302
    assert submit(chief, address("meeting", draft), {"turns-0-DELETE": "on"}).status_code == 302
    assert_true()
    act(chief, "publish_meetings", draft)
    assert TurnIndex.objects.count() == 1
    assert_true()
    other = factories.meeting(status="draft")
    factories.turn(other, "一")
    assert chief.post(address("meeting", other, "delete"), {"post": "yes"}).status_code == 302
    assert_true()


def test_a_title_makes_subjects_of_the_words_of_a_turn(chief: Client, meeting: Meeting) -> None:
    assert finds(subject("公園")) == ["サーバは公園にありません。"]
    item_deleted(chief, meeting)
    assert finds(subject("公園")) == []


# -- what documents do ---------------------------------------------------------------------------------------


def document(*texts: str, **facts: Any) -> ParsedDocument:
    meeting = ParsedMeeting(
        title="第1回審議会",
        body="緑化審議会",
        number=1,
        date=datetime.date(2024, 7, 12),
        outline=[ParsedItem("街路樹", "1")],
        turns=[ParsedTurn("会長", text, 1, item=0) for text in texts],
        **facts,
    )
    return ParsedDocument(
        "a.txt", sha256(repr(texts).encode()).hexdigest(), "text", "minutes", meetings=[meeting]
    )


@pytest.fixture
def _imported() -> Iterator[None]:
    load_document(document("街路樹です。", "二つ目です。"), b"1", name="a.txt")
    assert_true()
    yield
    assert_true()


@pytest.mark.usefixtures("_imported")
def test_an_imported_document_is_found() -> None:
    assert finds(subject("街路")) == ["街路樹です。"]


@pytest.mark.usefixtures("_imported")
def test_a_corrected_document_is_found_in_its_new_wording() -> None:
    load_document(document("街路樹でした。", "新しい発言です。"), b"2", name="b.txt")
    assert finds("でし") == ["街路樹でした。"]
    assert finds("二つ") == []


def test_a_document_held_back_is_not_found() -> None:
    load_document(document("街路樹です。"), b"1", name="a.txt", publish=False)
    assert not TurnIndex.objects.exists()
