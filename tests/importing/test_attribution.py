"""Who a printed label means, and no more than it says."""

import pytest

from meetings.importing.attribution import read_label

ROSTER = ("大谷 和彦", "武田　進", "山口光", "高橋 学", "高橋 緑")


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
        ("高橋委員", "person", "高橋", "委員"),  # two on the list: which one is not said
        ("南委員", "person", "南", "委員"),
        ("のだて委員", "person", "のだて", "委員"),
        ("議長（佐藤篤君）", "person", "佐藤篤", "議長"),
        ("委員（武田）", "person", "武田進", "委員"),
        ("委員（高橋）", "anonymous", "委員(高橋)", ""),
        ("稲川(いなかわ)座長", "person", "稲川", "座長"),
        ("久保会長(飛島村村長)", "person", "久保", "会長"),
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
        ("南委員", "body"),
        ("大谷委員", "municipality"),
        ("市民課", "municipality"),
        ("金沢市", "everywhere"),
        ("総務省", "everywhere"),
    ],
)
def test_an_identity_reaches_no_further_than_the_record_bears(label: str, reach: str) -> None:
    assert read_label(label, ROSTER).reach == reach


def test_an_office_with_one_holder_on_the_list_is_that_person() -> None:
    found = read_label("会長", ROSTER, holders={"会長": "大谷 和彦"})
    assert (found.level, found.name, found.role) == ("person", "大谷和彦", "会長")
    assert read_label("委員", ROSTER, holders={"委員": "大谷 和彦"}).level == "anonymous"


def test_a_municipality_on_no_official_list_is_an_organisation() -> None:
    assert read_label("緑野町", municipalities=["緑野町"]).reach == "everywhere"
