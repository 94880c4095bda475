"""A number that the body has on another day is a question; turns that come back have their old addresses."""

from datetime import date, time

import pytest

from meetings.importing.errors import LoadRefusedError
from meetings.models import Meeting, Municipality, SourceDocument, Turn

from .test_loader import SPOKEN, load, parsed

pytestmark = pytest.mark.django_db

OTHERS = [("会長", "秋の部を開きます。"), ("委員", "落ち葉の話です。")]


@pytest.fixture(autouse=True)
def _town() -> Municipality:
    return Municipality.objects.create(code="993018", name="緑野町", prefecture="みのり県", kind="town")


def test_a_number_on_another_day_is_a_question() -> None:
    load(parsed())
    moved = parsed(OTHERS, date=date(2024, 7, 13), title="第３回緑野町道路審議会")
    with pytest.raises(LoadRefusedError) as asked:
        load(moved)
    assert str(asked.value).startswith("第３回は2024-07-12にもあります")
    assert "--same-meeting" in str(asked.value)
    assert "--another-meeting" in str(asked.value)
    assert Meeting.objects.count() == SourceDocument.objects.count() == 1


def test_a_corrected_date_leaves_all_addresses() -> None:
    [first] = load(parsed())
    [stored] = load(parsed(date=date(2024, 7, 13)), answer="same")
    assert stored.action == "revised"
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.identifier) == (date(2024, 7, 13), first.meeting.identifier)
    assert list(meeting.turns.in_order().values_list("number", flat=True)) == [1, 2, 3, 4]


def test_another_meeting_is_one_when_the_clerk_says_so() -> None:
    load(parsed())
    [stored] = load(parsed(OTHERS, date=date(2024, 7, 13)), answer="another")
    assert stored.action == "created"
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"date": date(2025, 5, 9)},  # numbers begin anew in April
        {"date": date(2025, 2, 7), "title": "令和7年第3回緑野町道路審議会"},
        {"date": date(2024, 7, 13), "title": "第3回緑野町道路審議会（第2日）"},
        {"date": date(2024, 7, 13), "body": "緑野町議会"},
    ],
)
def test_what_tells_two_meetings_apart_is_no_question(facts: dict[str, object]) -> None:
    load(parsed(title="令和6年第3回緑野町道路審議会", body=facts.get("body", "緑野町道路審議会")))
    [stored] = load(parsed(OTHERS, **facts))
    assert stored.action == "created"


def test_the_same_words_under_another_year_are_a_question() -> None:
    load(parsed())
    with pytest.raises(LoadRefusedError, match="2024-07-12にもあります"):
        load(parsed(date=date(2025, 7, 12)))


def test_a_turn_that_comes_back_has_its_old_address() -> None:
    load(parsed())
    load(parsed([SPOKEN[0], *SPOKEN[2:]]))
    assert Turn.objects.get(number=2).withdrawn_on
    [stored] = load(parsed(SPOKEN, place="緑野町役場 第2会議室"))
    back = Turn.objects.get(number=2)
    assert (back.text, back.withdrawn_on, back.withdrawn_reason) == (SPOKEN[1][1], None, "")
    assert [turn.number for turn in Turn.objects.in_order()] == [1, 2, 3, 4]
    assert [(change.number, change.before) for change in stored.changes] == [(2, None)]


def withdraw(number: int) -> None:
    """As a clerk does it."""
    Turn.objects.filter(number=number).update(
        withdrawn_on=date(2024, 8, 1), withdrawn_reason="個人の名が出ていたため"
    )


def test_what_a_clerk_withdrew_stays_withdrawn() -> None:
    load(parsed())
    withdraw(2)
    load(parsed(SPOKEN, place="緑野町役場 第2会議室"))
    gone = Turn.objects.get(number=2)
    assert gone.withdrawn_reason == "個人の名が出ていたため"
    assert Turn.objects.count() == 4
    assert [turn.number for turn in Turn.objects.in_order()] == [1, 2, 3, 4]
    assert not SourceDocument.objects.latest("pk").downloadable


def test_a_clerk_may_withdraw_what_came_back() -> None:
    load(parsed())
    load(parsed([SPOKEN[0], *SPOKEN[2:]]))
    load(parsed(SPOKEN, place="緑野町役場 第2会議室"))
    withdraw(2)
    load(parsed(SPOKEN, place="緑野町役場 第3会議室"))
    assert Turn.objects.get(number=2).withdrawn_on
    Turn.objects.filter(number=2).update(withdrawn_on=date.today())
    assert not SourceDocument.objects.downloadable().exists()


def test_of_equal_turns_only_the_missing_one_comes_back() -> None:
    twice = [*SPOKEN[:2], ("会長", "はい。"), SPOKEN[2], ("会長", "はい。"), SPOKEN[3]]
    load(parsed(twice))
    load(parsed([*twice[:2], *twice[3:]]))
    load(parsed([*twice[:2], *twice[3:]], place="緑野町役場 第3会議室"))
    assert Turn.objects.get(withdrawn_on__isnull=False).number == 3
    load(parsed(twice, place="緑野町役場 第2会議室"))
    assert sorted(Turn.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert not Turn.objects.filter(withdrawn_on__isnull=False).exists()


def test_a_turn_without_a_word_is_stored() -> None:
    load(parsed([SPOKEN[0], ("事務局", ""), SPOKEN[3]]))
    assert [turn.text for turn in Turn.objects.in_order()] == ["開会します。", "", "終わります。"]


def test_the_last_day_is_stored() -> None:
    load(parsed(start=time(22), end=time(0, 15), end_date=date(2024, 7, 13)))
    assert Meeting.objects.get().ends_past_midnight


LONG = [
    ("会長", "ただいまから、街路樹の手入れについて、ご意見をうかがいます。順にお話しください。"),
    ("委員", "駅前のけやきは、枝が電線にかかっています。冬のうちに切ってはどうでしょうか。"),
    ("事務局", "電線の下の十二本は、来年の一月に切ります。費用は二百万円を見込んでいます。"),
    ("委員", "落ち葉を集める日を、月に二度に増やしてください。雨の日は道がすべります。"),
]


@pytest.mark.parametrize(
    "facts",
    [
        {"number": 4, "date": date(2024, 9, 1), "title": "第4回緑野町道路審議会"},
        {"body": "緑野町みちの審議会", "title": "第3回緑野町みちの審議会"},
    ],
    ids=["another number", "another body on that day"],
)
def test_the_same_words_in_another_meeting_are_a_question(facts: dict[str, object]) -> None:
    [first] = load(parsed(LONG))
    with pytest.raises(LoadRefusedError, match="発言がほとんど同じです") as asked:
        load(parsed(LONG, **facts))
    assert first.meeting.identifier in str(asked.value)
    assert asked.value.need == "answer"
    assert Meeting.objects.count() == 1
    [stored] = load(parsed(LONG, **facts), answer="another")
    assert stored.action == "created"


def test_the_same_words_correct_the_meeting_if_the_clerk_says_so() -> None:
    [first] = load(parsed(LONG))
    [stored] = load(parsed(LONG, number=4, date=date(2024, 9, 1)), answer="same")
    assert (stored.action, stored.meeting) == ("revised", first.meeting)
    assert Meeting.objects.get().number == 4


def test_the_same_words_in_another_body_correct_nothing_of_it() -> None:
    load(parsed(LONG))
    with pytest.raises(LoadRefusedError, match="緑野町道路審議会の"):
        load(parsed(LONG, body="緑野町みちの審議会"), answer="same")


def test_what_is_always_said_is_no_question() -> None:
    load(parsed())
    [stored] = load(parsed(number=4, date=date(2024, 9, 1)))
    assert stored.action == "created"
