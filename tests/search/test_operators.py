"""Who speaks, where and when: 発言者:, 自治体:, 会議:, 議題:, 開催日:."""

from __future__ import annotations

import datetime

import pytest

from meetings.models import SpeakerName
from tests import factories

from .asking import ask, found, indexed

pytestmark = pytest.mark.django_db


def test_a_speaker_is_found_by_any_part_of_any_name() -> None:
    speaker = factories.speaker("髙橋 一郎")
    SpeakerName.objects.create(speaker=speaker, body=factories.body(), name="旧姓 太郎")
    indexed("始めます。", speaker=speaker)
    indexed("賛成です。", speaker=factories.speaker("若葉 薫"))
    for name in ("髙橋", "高橋", "高橋一郎", '"高橋　一郎"', "橋一", "旧姓太郎"):
        assert found(f"発言者:{name}") == ["始めます。"], name
    assert found("発言者:高橋太郎") == []


def test_a_speaker_is_found_by_the_town_in_whose_name_he_speaks() -> None:
    indexed("伺います。", municipality=factories.municipality("金沢市"))
    assert found("発言者:金沢市") == ["伺います。"]
    assert found("発言者:金沢") == []


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("会長", True), ("会", True), ("会長代理", False), ("長", False), ("青空", True), ("環境", True)],
)
def test_a_speaker_is_found_by_how_what_is_printed_begins(typed: str, is_found: bool) -> None:
    indexed("始めます。", label="会　長", role="環境部長", affiliation="青空の会")
    assert bool(found(f"発言者:{typed}")) == is_found


@pytest.mark.parametrize("typed", ["○会長", "（会長）", "○（会長）", "・会　長"])
def test_a_name_is_found_as_minutes_print_it(typed: str) -> None:
    indexed("始めます。", label="会長")
    assert found(f"発言者:{typed.replace('　', '')}") == found(f'発言者:"{typed}"') == ["始めます。"]


def test_brackets_that_are_a_part_of_a_name_are_looked_for() -> None:
    indexed("始めます。", meeting=factories.meeting(title="（仮称）公園検討会"), label="鈴木（ひ）委員")
    assert found("会議:（仮称）公園") == found("発言者:鈴木（ひ）") == ["始めます。"]
    assert found("発言者:鈴木（ひろ）") == []


def test_half_and_full_width_are_the_same_name() -> None:
    meeting = factories.meeting(factories.body("ＤＸ推進会議"), title="第１回ＤＸ推進会議")
    indexed("始めます。", meeting=meeting, label="ＡＩ係長")
    for typed in ("発言者:ai係", "発言者:ＡＩ", "会議:ＤＸ推進", "会議:第１回"):
        assert found(typed) == ["始めます。"], typed


def test_a_municipality_is_found_with_its_prefecture_or_without() -> None:
    town = factories.municipality("潮見野市", prefecture="みのり県")
    indexed("始めます。", meeting=factories.meeting(factories.body("議会", municipality=town)))
    indexed("続けます。")
    for name in ("潮見野市", "潮見", "みのり県", "みのり県潮見野市"):
        assert found(f"自治体:{name}") == ["始めます。"], name
    assert found("-自治体:潮見野市") == ["続けます。"]


def test_a_meeting_is_found_by_its_title_and_by_its_body() -> None:
    indexed("始めます。", meeting=factories.meeting(factories.body("情報化委員会"), title="第3回会議"))
    assert found("会議:情報化") == found("会議:第3回") == ["始めます。"]
    assert found("会議:第4回") == []


def test_an_item_is_found_by_its_title_and_by_the_title_above_it() -> None:
    meeting = factories.meeting()
    above = factories.item(meeting, "令和７年度 予算")
    below = factories.item(meeting, "給食費", parent=above)
    indexed("伺います。", meeting=meeting, item=below)
    assert found("議題:給食") == found("議題:予算") == found("議題:年度予算") == ["伺います。"]


def test_an_item_is_found_by_the_title_two_levels_above_it() -> None:
    meeting = factories.meeting()
    above = factories.item(meeting, "給食費", parent=factories.item(meeting, "予算"))
    indexed("上がります。", meeting=meeting, item=factories.item(meeting, "牛乳", parent=above))
    assert found("議題:牛乳") == found("議題:給食") == found("議題:予算") == ["上がります。"]


@pytest.mark.parametrize("sign", ["%", "_", "\\"])
def test_signs_of_patterns_stand_for_themselves(sign: str) -> None:
    indexed("始めます。", meeting=factories.meeting(title=f"100{sign}会議"))
    indexed("続けます。", meeting=factories.meeting(title="100会議"))
    assert found(f"会議:100{sign}会") == ["始めます。"]


def test_a_condition_that_names_nobody_is_reported() -> None:
    indexed("始めます。", label="会長")
    results = ask("発言者:鈴木氏 始め")
    assert results.unknown == ("「鈴木氏」に当てはまる発言者は、公開している会議録にはありません。",)
    assert ask("発言者:会長 給食").unknown == ()
    assert [len(ask(f"{name}:存在しない").unknown) for name in ("自治体", "会議", "議題")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("開催日:2024-05-07", ["一日目です。"]),
        ("開催日:令和6年5月", ["一日目です。", "二日間です。"]),
        ("開催日:2024-06-01", ["二日間です。"]),
        ("開催日:令和6年度", ["一日目です。", "二日間です。"]),
        ("開催日:2023年", ["前の年です。"]),
        ("-開催日:2024年", ["前の年です。"]),
        ("開催日:2023年 OR 一日目", ["一日目です。", "前の年です。"]),
        ("開催日:2022年", []),
    ],
)
def test_a_day_finds_what_was_said_in_meetings_then(typed: str, expected: list[str]) -> None:
    for text, held in (("一日目です。", (2024, 5, 7)), ("前の年です。", (2023, 5, 7))):
        indexed(text, meeting=factories.meeting(date=datetime.date(*held)))
    days = {"date": datetime.date(2024, 5, 31), "end_date": datetime.date(2024, 6, 1)}
    indexed("二日間です。", meeting=factories.meeting(**days))
    assert sorted(found(typed)) == expected


def test_a_day_without_meetings_is_said() -> None:
    indexed("始めます。")
    [sentence] = ask("開催日:2001年").unknown
    assert sentence == "「2001年」に当てはまる会議は、公開している会議録にはありません。"
