"""Who a printed label means, and no more than it says."""

import pytest

from meetings.importing.attribution import read_label
from meetings.importing.parsed import AttendanceKind, ParsedAttendance
from meetings.importing.roster import Roster, changed_names, namesakes


def entry(text: str, kind: AttendanceKind = "present") -> ParsedAttendance:
    """「会長　若葉 薫（緑野大学）」 as the list of those present has it."""
    role, _, name = text.partition("　") if "　" in text else ("", "", text)
    return ParsedAttendance(kind, text, name.partition("（")[0], role)


def roster(*texts: str, spoken: tuple[str, ...] = ()) -> Roster:
    return Roster.of([entry(text) for text in texts], spoken)


ROSTER = roster("大谷 和彦", "武田 進", "山口光", "高橋 学", "高橋 緑")


@pytest.mark.parametrize(
    ("label", "level", "name", "role"),
    [
        ("会長", "office", "会長", "会長"),
        ("副委員長", "office", "副委員長", "副委員長"),
        ("介護保険課長", "office", "介護保険課長", "介護保険課長"),
        ("沢村課長", "office", "沢村課長", "沢村課長"),  # 沢村 is on no list: it could be a department
        ("事務局", "organisation", "事務局", ""),
        ("市民課", "organisation", "市民課", ""),
        ("総務省", "organisation", "総務省", ""),
        ("金沢市", "organisation", "金沢市", ""),
        ("美里町", "organisation", "美里町", ""),
        ("委員", "anonymous", "委員", ""),
        ("委員A", "anonymous", "委員A", ""),
        ("Ａ委員", "anonymous", "A委員", ""),
        ("12番", "anonymous", "12番", ""),
        ("大谷委員", "person", "大谷和彦", "委員"),
        ("大谷和彦委員", "person", "大谷和彦", "委員"),
        ("武田情報公開課長", "person", "武田進", "情報公開課長"),
        ("高橋委員", "surname", "高橋委員", "委員"),  # two on the list: which one is not said
        ("南委員", "surname", "南委員", "委員"),
        ("のだて委員", "surname", "のだて委員", "委員"),
        ("いながわ委員", "surname", "いながわ委員", "委員"),
        ("いながわ君", "surname", "いながわ", ""),
        ("さわいみどり委員", "person", "さわいみどり", "委員"),
        ("武田", "person", "武田進", ""),
        ("高橋さん", "surname", "高橋", ""),
        ("勅使河原委員", "person", "勅使河原", "委員"),
        ("○○委員", "anonymous", "○○委員", ""),
        ("△△部会長", "anonymous", "△△部会長", ""),
        ("●●さん", "anonymous", "●●さん", ""),
        ("議長（佐藤篤君）", "person", "佐藤篤", "議長"),
        ("委員（武田）", "person", "武田進", "委員"),
        ("委員（高橋）", "surname", "高橋委員", "委員"),
        ("稲川(いなかわ)座長", "surname", "稲川座長", "座長"),
        ("久保会長(飛島村村長)", "surname", "久保会長", "会長"),
        ("委員（運輸局）", "anonymous", "委員(運輸局)", ""),
        ("濱口太史君", "person", "濱口太史", ""),
        ("員長委", "unknown", "", ""),
        ("", "unknown", "", ""),
    ],
)
def test_a_label_has_the_level_that_it_supports(label: str, level: str, name: str, role: str) -> None:
    attribution = read_label(label, ROSTER)
    assert (attribution.level, attribution.name, attribution.role) == (level, name, role)


@pytest.mark.parametrize(
    ("label", "reach"),
    [
        ("委員", "meeting"),
        ("会長", "body"),
        ("事務局", "body"),
        ("南委員", "meeting"),
        ("高橋委員", "meeting"),
        ("大谷委員", "municipality"),
        ("市民課", "municipality"),
        ("金沢市", "everywhere"),
        ("総務省", "everywhere"),
    ],
)
def test_an_identity_reaches_no_further_than_the_record_bears(label: str, reach: str) -> None:
    assert read_label(label, ROSTER).reach == reach


def test_an_office_with_one_holder_on_the_list_is_that_person() -> None:
    found = read_label("会長", roster("会長　大谷 和彦", "委員　武田 進"))
    assert (found.level, found.name, found.role) == ("person", "大谷和彦", "会長")
    assert read_label("委員", roster("委員　大谷 和彦")).level == "anonymous"
    assert read_label("会長", roster("会長　大谷", "委員　武田")).level == "office"


TWO_OF_A_SURNAME = ("会長　宮田 葵", "委員　宮田 楓", "宮田 樹")


def named(label: str, *texts: str, spoken: tuple[str, ...] = ()) -> str:
    """Who is meant, empty where it is open which of several."""
    found = read_label(label, roster(*texts, spoken=spoken))
    return found.name if found.level == "person" else ""


def test_whoever_speaks_as_chair_is_no_plain_member() -> None:
    pair = TWO_OF_A_SURNAME[:2]
    assert named("宮田委員", *pair, spoken=("会長", "宮田委員")) == "宮田楓"
    assert named("宮田委員", *pair, spoken=("宮田会長", "宮田委員")) == "宮田楓"
    assert named("宮田委員", *pair, spoken=("宮田委員",)) == ""
    assert named("宮田委員", *TWO_OF_A_SURNAME, spoken=("会長",)) == ""
    assert named("宮田会長", *TWO_OF_A_SURNAME) == "宮田葵"


def test_names_stand_in_brackets_where_most_of_the_day_do() -> None:
    spoken = ("町長（宮田葵）", "議長（沢井楓）", "建設常任委員長（根岸二郎）", "建設常任委員長（続き）")
    there = roster("町長　宮田 葵", "議長　沢井 楓", "委員　相馬 樹", spoken=spoken)
    found = read_label("建設常任委員長（根岸二郎）", there)
    assert (found.level, found.name, found.role) == ("person", "根岸二郎", "建設常任委員長")
    assert read_label("町長（事務局長）", there).name == "宮田葵"


def test_a_short_name_is_full_where_most_labels_have_full_ones() -> None:
    full = ("議長（沢井一郎君）", "町長（根岸二郎君）", "議員（林健太君）")
    assert read_label(full[2], roster(spoken=full)).level == "person"
    bare = ("議長（沢井君）", "町長（根岸君）", "議員（林健太君）")
    assert read_label(bare[2], roster(spoken=bare)).level == "surname"


def test_a_head_of_a_section_is_no_plain_member() -> None:
    pair = ("道路課長　宮田 葵", "委員　宮田 楓")
    assert named("宮田委員", *pair) == "宮田楓"
    assert named("宮田課長", *pair) == "宮田葵"


def test_who_was_absent_does_not_speak() -> None:
    there, away = entry("委員　宮田 葵"), entry("委員　宮田 楓", "absent")
    assert read_label("宮田委員", Roster.of([there, away])).name == "宮田葵"
    assert read_label("宮田委員", Roster.of([away])).level == "surname"


def test_a_list_of_surnames_gives_no_full_names() -> None:
    surnames = ("宮田", "佐々木", "根岸")
    assert read_label("佐々木委員", roster(*surnames)).level == "surname"
    assert named("林健委員", "宮田 葵", "佐々木一", "林健") == "林健"


def test_a_surname_is_known_from_a_name_without_space() -> None:
    assert named("宮田委員", "宮田一郎", "根岸二郎") == "宮田一郎"
    assert named("宮委員", "宮田一郎", "根岸二郎") == ""
    assert named("林田委員", "林 葵", "林田 楓") == "林田楓"


def test_two_people_of_one_full_name_are_two() -> None:
    texts = ("委員　宮田 葵（緑野商工会）", "オブザーバー　宮田 葵（みのり県）")
    both = [entry(text) for text in texts]
    assert namesakes(both) == {"宮田葵"}
    there = Roster.of(both)
    labels = ("宮田委員", "オブザーバー（宮田）", "宮田葵さん")
    found = [read_label(label, there) for label in labels]
    assert [one.level for one in found] == ["surname"] * 3
    assert len({one.name for one in found}) == 3
    assert read_label("オブザーバー", there).level != "person"


def test_a_person_who_is_only_printed_twice_is_one() -> None:
    assert not namesakes([entry("会長　宮田 葵"), entry("委員　宮田 葵（緑野商工会）")])
    assert not namesakes([entry("委員　宮田 葵"), entry("委員　宮田 葵", "absent")])
    assert namesakes([entry("委員　宮田 葵"), entry("課長　宮田 葵", "staff")])


def test_a_former_surname_is_read_from_the_list() -> None:
    entries = [
        ParsedAttendance("present", "委員　宮田（旧姓 根岸） 葵", "宮田（旧姓 根岸） 葵", "委員"),
        ParsedAttendance("present", "委員　宮田 楓（旧姓：相馬）", "宮田 楓", "委員"),
        entry("委員　沢井 樹"),
    ]
    assert changed_names(entries) == [("宮田 葵", "根岸 葵"), ("宮田 楓", "相馬 楓")]
    assert named("宮田委員", "委員　沢井 樹") == ""
    assert read_label("宮田委員", Roster.of(entries[:1])).name == "宮田葵"


def test_a_municipality_on_no_official_list_is_an_organisation() -> None:
    assert read_label("緑野町", municipalities=["緑野町"]).reach == "everywhere"
