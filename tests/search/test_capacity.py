"""In which capacity somebody speaks, as the office, the list of those present and the words say."""

import pytest

from meetings.models import Meeting, TurnIndex
from meetings.search.capacity import Capacity, Spoken, capacity
from meetings.search.indexing import index_meetings
from tests import factories

CHAIR, QUESTION, ANSWER = Capacity.CHAIR, Capacity.QUESTION, Capacity.ANSWER
LIST = {
    "若葉薫": ("会長", "present"),
    "潮見渚": ("", "present"),
    "朝凪誠": ("", "staff"),
    "雲井歩": ("総務課長", "present"),
    "楓花": ("", "observer"),
}

OFFICES = [
    ("議長", "council", CHAIR),
    ("潮見議長", "assembly", CHAIR),
    ("委員長（若葉薫君）", "committee", CHAIR),
    ("若葉委員長", "committee", CHAIR),
    ("総務委員長", "assembly", ANSWER),
    ("農業委員会会長", "assembly", ANSWER),
    ("選挙管理委員会委員長", "committee", ANSWER),
    ("司会", "citizens", CHAIR),
    ("委員", "council", QUESTION),
    ("委員Ａ", "council", QUESTION),
    ("Ｂ委員", "council", QUESTION),
    ("若葉委員", "council", QUESTION),
    ("十三番", "assembly", QUESTION),
    ("３番", "assembly", QUESTION),
    ("浜辺薫君", "assembly", QUESTION),
    ("代表監査委員", "assembly", ANSWER),
    ("事務局", "council", ANSWER),
    ("事務局（若葉）", "council", ANSWER),
    ("総務課", "council", ANSWER),
    ("町", "council", ANSWER),
    ("市　長", "assembly", ANSWER),
    ("健康部長・保健所長兼務", "committee", ANSWER),
    ("総務大臣・特命担当大臣（防災）", "committee", ANSWER),
    ("質問", "citizens", QUESTION),
    ("回答", "citizens", ANSWER),
    ("理事", "committee", ""),
    ("交番", "council", ""),
    ("若葉薫君", "council", CHAIR),
    ("潮見　渚", "council", QUESTION),
    ("朝凪誠", "council", ANSWER),
    ("雲井歩", "council", ANSWER),
    ("楓花", "council", ""),
    ("見知らぬ人", "council", ""),
    ("", "council", ""),
]


def of(label: str, kind: str, text: str = "はい。", role: str = "", body: str = "若葉町審議会") -> str:
    return capacity(Spoken("speech", label, role, text, kind, body), LIST)


@pytest.mark.parametrize(("label", "kind", "expected"), OFFICES, ids=[f"{o[0]} {o[1]}" for o in OFFICES])
def test_an_office_or_the_list_says_what_one_does(label: str, kind: str, expected: str) -> None:
    assert of(label, kind) == expected


def test_the_role_counts_before_the_label() -> None:
    assert of("若葉薫", "assembly", role="総務部長") == ANSWER
    assert of("若葉委員", "assembly", role="その他") == QUESTION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("それでは、ほかにご意見はございますか。", CHAIR),
        ("これより会議を再開いたします。", CHAIR),
        ("遊具の点検は年に何回ですか。", QUESTION),
    ],
)
def test_a_deputy_presides_where_the_words_do(text: str, expected: str) -> None:
    assert of("副委員長", "committee", text) == expected


def test_who_leads_education_presides_over_its_board() -> None:
    opening = "ただいまから会議を開会します。"
    assert of("教育長", "committee", opening, body="若葉町教育委員会") == CHAIR
    assert of("教育長", "committee", "学校は五校です。", body="若葉町教育委員会") == ANSWER
    assert of("教育長", "assembly", opening) == ANSWER
    assert of("教育委員長", "committee", body="若葉町教育委員会") == CHAIR


def test_prose_is_spoken_in_no_capacity() -> None:
    assert capacity(Spoken("narration", "議長", "議長", "開会", "council", ""), LIST) == ""


@pytest.mark.django_db
def test_the_index_has_it_by_the_list_of_the_meeting() -> None:
    made: Meeting = factories.meeting()
    factories.turn(made, "遊具は古いですか。", label="潮見　渚")
    factories.turn(made, "点検しています。", label="朝凪　誠")
    made.attendances.create(position=1, kind="present", text="委員　潮見　渚", name="潮見　渚")
    made.attendances.create(position=2, kind="staff", text="朝凪　誠", name="朝凪　誠")
    index_meetings([made.pk])
    found = TurnIndex.objects.order_by("turn__position").values_list("capacity", flat=True)
    assert list(found) == [QUESTION, ANSWER]
