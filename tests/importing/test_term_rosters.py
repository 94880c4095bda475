"""Members of a body in office on the day tell who 会長 and 宮田委員 are, where nobody else can be meant."""

import datetime

import pytest

from meetings.importing.attributing_again import name_speakers
from meetings.importing.attribution import read_label
from meetings.importing.parsed import AttendanceKind, ParsedAttendance
from meetings.importing.roster import Roster
from meetings.importing.speaker_rows import Attributor
from meetings.models import FormerAddress, Meeting, Speaker, SpeakerName, Turn, TurnIndex
from meetings.search.indexing import index_meetings
from tests import factories

TERMS = ["会長　若葉 薫", "副会長　沢井 光", "委員　宮田 葵", "委員　佐藤 一郎", "委員　佐藤 花子"]


def entry(text: str, kind: AttendanceKind = "present") -> ParsedAttendance:
    role, _, name = text.partition("　") if "　" in text else ("", "", text)
    return ParsedAttendance(kind, text, name, role)


def named(label: str, printed: list[ParsedAttendance], *labels: str, terms: list[str] = TERMS) -> str:
    """The person whom the label means on a day with this list; empty where no person is known."""
    roster = Roster.of(printed, [label, *labels], [entry(text) for text in terms])
    found = read_label(label, roster)
    return found.name if found.level == "person" else ""


@pytest.mark.parametrize(
    ("label", "person"),
    [
        ("会長", "若葉薫"),
        ("副会長", "沢井光"),
        ("宮田委員", "宮田葵"),
        ("宮田", "宮田葵"),
        ("若葉会長", "若葉薫"),
        ("佐藤委員", ""),  # two of them
        ("佐藤花子委員", "佐藤花子"),
        ("大谷委員", ""),
        ("委員", ""),
        ("事務局", ""),
    ],
)
def test_a_label_means_the_one_member_it_can_mean(label: str, person: str) -> None:
    assert named(label, []) == person


def test_who_was_absent_does_not_speak() -> None:
    for absent in ("会長　若葉 薫", "会長　若葉", "若葉"):
        assert named("会長", [entry(absent, "absent"), entry("宮田 葵")]) == ""
    assert named("佐藤委員", [entry("佐藤 花子", "absent")]) == "佐藤一郎"
    assert named("佐藤委員", [entry("佐藤", "absent")]) == ""
    two = ["会長　佐藤 一郎", "委員　佐藤 花子"]
    assert named("会長", [entry("佐藤", "absent")], terms=two) == "佐藤一郎"  # either was absent


def test_surnames_of_the_list_are_the_members() -> None:
    printed = [entry("若葉"), entry("宮田"), entry("佐藤")]
    assert named("会長", printed) == "若葉薫"
    assert named("宮田委員", printed) == "宮田葵"
    assert named("佐藤委員", printed) == ""
    assert named("副会長", printed) == ""  # 沢井 is not on the list of the day


def test_what_the_day_prints_goes_before_the_members() -> None:
    assert named("会長", [entry("会長　大谷 進"), entry("宮田 葵")]) == "大谷進"
    assert named("会長", [entry("会長　若葉 薫"), entry("会長　大谷 進")]) == ""
    assert named("宮田委員", [entry("宮田 楓"), entry("若葉 薫")]) == ""


def test_staff_of_the_same_surname_is_not_the_member() -> None:
    staff = entry("総務課長　宮田", "staff")
    assert named("宮田委員", [staff, entry("若葉")]) == "宮田葵"
    assert named("宮田", [staff, entry("若葉")]) == ""


def test_an_office_of_two_members_is_nobodys() -> None:
    assert named("会長", [], terms=[*TERMS, "会長　大谷 進"]) == ""


def test_members_of_one_name_are_not_told_apart() -> None:
    terms = ["委員　宮田 葵", "委員　宮田 葵"]
    rows = [ParsedAttendance("present", f"委員 宮田 葵 {of}", "宮田 葵", "委員") for of in ("大学", "商工会")]
    assert named("宮田委員", [], terms=terms) == "宮田葵"
    assert read_label("宮田委員", Roster.of([], [], rows)).level == "surname"


@pytest.fixture
def meeting(db: None) -> Meeting:
    town = factories.municipality("潮見野市")
    body = factories.body("潮見野市図書館協議会", town)
    return factories.meeting(body, date=datetime.date(2024, 9, 10))


def test_the_day_decides_who_holds_the_office(meeting: Meeting) -> None:
    ended = {"since": datetime.date(2022, 4, 1), "until": datetime.date(2024, 3, 31)}
    factories.membership(meeting.body, "沢井 光", **ended)
    factories.membership(meeting.body, "若葉 薫")
    before = factories.meeting(meeting.body, date=datetime.date(2024, 3, 31))
    undated = factories.meeting(meeting.body, date=None, status="draft")
    found = [Attributor(one).attribute("会長").speaker for one in (meeting, before, undated)]
    assert [one and one.name for one in found] == ["若葉薫", "沢井光", "会長"]


def test_who_may_not_be_named_in_public_is_not_named(meeting: Meeting) -> None:
    factories.membership(meeting.body, "若葉 薫", is_public=False)
    speaker = Attributor(meeting).attribute("会長").speaker
    assert speaker
    assert speaker.kind == "office"


def test_a_spelling_of_the_day_goes_before_the_members(meeting: Meeting) -> None:
    factories.membership(meeting.body, "髙橋 一郎", "委員")
    person = factories.speaker("高橋 一郎")
    SpeakerName.objects.create(speaker=person, body=meeting.body, name="髙橋一郎")
    for label in ("髙橋委員", "髙橋一郎委員", "髙橋一郎"):
        assert Attributor(meeting).attribute(label).speaker == person, label


@pytest.fixture
def spoken(meeting: Meeting) -> Meeting:
    """会長 speaks twice, 宮田委員 once, all under what the labels alone say."""
    office = factories.speaker("会長", "office", body=meeting.body)
    surname = factories.speaker("宮田委員", "surname", meeting=meeting)
    for speaker in (office, surname, office):
        factories.turn(meeting, speaker=speaker, label=speaker.name)
    index_meetings([meeting.pk])
    factories.membership(meeting.body, "若葉 薫")
    factories.membership(meeting.body, "宮田 葵", "委員")
    return meeting


def speakers() -> list[str]:
    return [turn.speaker.name for turn in Turn.objects.order_by("number") if turn.speaker]


def test_stored_minutes_are_looked_at_without_a_change(spoken: Meeting) -> None:
    named = name_speakers(spoken.body, only_looks=True)
    assert [(one.label, one.speaker.name, one.turns) for one in named] == [
        ("会長", "若葉薫", 2),
        ("宮田委員", "宮田葵", 1),
    ]
    assert speakers() == ["会長", "宮田委員", "会長"]
    assert Speaker.objects.count() == 2


def test_stored_minutes_name_their_speakers(spoken: Meeting) -> None:
    office = Speaker.objects.get(kind="office")
    before = spoken.updated_at
    name_speakers(spoken.body)
    assert speakers() == ["若葉薫", "宮田葵", "若葉薫"]
    assert set(Speaker.objects.values_list("kind", flat=True)) == {"person"}
    assert TurnIndex.objects.filter(speaker__name="若葉薫").count() == 2
    address = FormerAddress.objects.get(path=office.get_absolute_url())
    assert address.moved_to == Speaker.objects.get(name="若葉薫").get_absolute_url()
    spoken.refresh_from_db()
    assert spoken.updated_at > before
    assert name_speakers(spoken.body) == []


def test_what_a_clerk_decided_stays(spoken: Meeting) -> None:
    person = factories.speaker("大谷 進")
    Turn.objects.filter(number=1).update(speaker=person)
    Turn.objects.filter(number=2).update(edited_by_hand=True)
    clerks = factories.speaker("議長", "office", body=spoken.body)
    factories.turn(spoken, speaker=clerks, label="会長")
    name_speakers(spoken.body)
    assert speakers() == ["大谷 進", "宮田委員", "若葉薫", "議長"]


def test_an_office_of_several_terms_says_why_it_is_gone(spoken: Meeting) -> None:
    office = Speaker.objects.get(kind="office")
    ended = {"since": datetime.date(2022, 4, 1), "until": datetime.date(2024, 3, 31)}
    factories.membership(spoken.body, "沢井 光", **ended)
    earlier = factories.meeting(spoken.body, date=datetime.date(2023, 6, 1))
    factories.turn(earlier, speaker=office, label="会長")
    name_speakers(spoken.body)
    address = FormerAddress.objects.get(path=office.get_absolute_url())
    assert "委員名簿" in address.reason
