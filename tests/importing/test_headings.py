"""Headings that no list prints, and the prose under them."""

import pytest

from .sittings import meeting_in, speeches

HEAD = """平成30年度 ひなげし県下水道担当課長会 総会 会議要旨

日時
平成30年10月4日（木） 13:00～14:30

場所
ひなげし県庁 会議室

1 開会

事務局から開会を宣した。

2 管路の調査について

（しらかば市）
調査の費用を伺いたい。

（ひなげし県）
県では補助を用意している。

3 台帳の様式について

資料1を基に事務局が説明し、次の意見があった。

（やまぶき町）
様式は、
1 名称
2 延長
を分けて書くようにしたい。

4 照会の事項について

照会した団体が趣旨を述べた後、次のとおり意見が交わされた。

4-1 夜間の工事について

（しらかば市）
夜間の単価はどうしているか。

4-2 図面の保存について

（やまぶき町）
原図は20年で廃棄している。

5 その他

次回の日程は事務局が調整することとなった。
"""


def test_a_heading_with_the_next_number_needs_no_list() -> None:
    outline = meeting_in(HEAD).outline
    assert [(item.number, item.parent, item.kind) for item in outline] == [
        ("1", None, "opening"),
        ("2", None, "item"),
        ("3", None, "item"),
        ("4", None, "item"),
        ("4-1", 3, "item"),
        ("4-2", 3, "item"),
        ("5", None, "other"),
    ]


def test_prose_under_such_a_heading_is_not_the_turn_before() -> None:
    turns = meeting_in(HEAD).turns
    assert [(turn.item, turn.text) for turn in turns if turn.kind == "narration"] == [
        (0, "事務局から開会を宣した。"),
        (2, "資料1を基に事務局が説明し、次の意見があった。"),
        (3, "照会した団体が趣旨を述べた後、次のとおり意見が交わされた。"),
        (6, "次回の日程は事務局が調整することとなった。"),
    ]


def test_a_speaker_who_counts_makes_no_headings() -> None:
    spoken = speeches(meeting_in(HEAD))[2]
    assert spoken.text == "様式は、\n1 名称\n2 延長\nを分けて書くようにしたい。"


def test_a_municipality_on_no_list_may_end_in_ken_and_have_kana() -> None:
    assert [turn.label for turn in speeches(meeting_in(HEAD))] == [
        "しらかば市",
        "ひなげし県",
        "やまぶき町",
        "しらかば市",
        "やまぶき町",
    ]


def test_a_heading_after_the_printed_list_is_the_next_item() -> None:
    text = """第1回ひなげし市住まい協議会　会議録
日時　令和6年5月9日　午前10時～11時
場所　ひなげし市役所
議題　１　空き家の数について
　　　２　補助について

１　空き家の数について

〔会長〕
数を伺います。

〔事務局〕
二百棟です。

２　補助について

〔事務局〕
上限は十万円です。

３　その他

〔事務局〕
次回は八月です。

〔会長〕
終わります。
"""
    meeting = meeting_in(text)
    assert [(item.number, item.parent) for item in meeting.outline] == [
        ("１", None),
        ("２", None),
        ("３", None),
    ]
    assert [turn.item for turn in meeting.turns] == [0, 0, 1, 2, 2]


LISTED = """第1回図書館協議会会議録
日時：令和6年4月12日
場所：市役所
出席者：委員4名
議題
（1）議案第4号　開館時間の変更について
（2）駐車場の使い方について（案）

{heading}
会長：始めます。
委員：よいと思います。
"""


def test_a_heading_may_give_an_item_by_number_or_shortened() -> None:
    second = ("【議題2】", "■議題（2）について", "○議題2　駐車場の件", "［議題２］駐車場の使い方")
    first = ("議案第4号について", "日程第1　議案第4号", "議案第4号及び駐車場の使い方（一括）")
    for at, headings in enumerate((first, second)):
        for heading in headings:
            meeting = meeting_in(LISTED.format(heading=heading))
            assert len(meeting.outline) == 2, heading
            assert {turn.item for turn in meeting.turns} == {at}, heading


def test_the_last_of_a_speakers_points_is_no_heading() -> None:
    meeting = meeting_in(
        "第1回図書館協議会会議録\n日時：令和6年4月12日\n場所：市役所\n\n"
        "会長：案は二つです。\n①　広くする\n②　長くする\n委員：②がよいです。\n会長：分かりました。\n"
    )
    assert [item.title for item in meeting.outline] == []


@pytest.mark.parametrize(
    "between",
    [
        "〈第２日　５月２１日〉",
        "【非公開】",
        "【施設課長より資料1の説明】",
        "午 後 ３ 時",
        "◇主な意見",
        "（質疑応答）",
    ],
)
def test_what_names_no_business_is_no_item(between: str) -> None:
    text = LISTED.format(heading="（1）議案第4号　開館時間の変更について")
    meeting = meeting_in(f"{text}\n{between}\n会長：続けます。\n")
    assert [item.number for item in meeting.outline] == ["（1）", "（2）"]
    assert {turn.item for turn in meeting.turns if turn.kind == "speech"} == {0}


@pytest.mark.parametrize("over", ["【経　過】", "■論点のまとめ", "［議題］"])
def test_a_heading_right_over_an_item_holds_it(over: str) -> None:
    text = LISTED.format(heading="（1）議案第4号　開館時間の変更について")
    meeting = meeting_in(f"{text}\n{over}\n（2）駐車場の使い方について\n会長：続けます。\n")
    assert len(meeting.outline) == 2
    assert meeting.turns[-1].item == 1


def test_the_name_of_the_list_over_the_text_is_no_item() -> None:
    text = LISTED.replace("議題\n", "審議事項\n").format(heading="【1　審議事項】")
    assert len(meeting_in(text).outline) == 2


def test_what_was_decided_may_stand_beside_a_heading() -> None:
    listed = "議題\n（1）議案第4号　開館時間の変更について\n（2）駐車場の使い方について（案）\n"
    text = LISTED.replace(listed, "").format(heading="１　開館時間の変更について　→　承認\n")
    outline = meeting_in(text).outline
    assert [(item.title, item.outcome) for item in outline] == [("開館時間の変更について", "承認")]


def test_the_name_of_the_business_set_in_gaps_is_no_item() -> None:
    outline = meeting_in(
        """第５回れんげ野市公園審議会　会議録
日時　令和6年6月4日（火）　午後2時～午後3時
場所　れんげ野市役所
５　議　案
　　議案第１号　遊具の更新について
　　議案第２号　花壇の場所について

６　議　事

【会長】　議案第１号について説明願います。

【公園課長】　三つを更新します。

【会長】　終わります。
"""
    ).outline
    assert [item.title for item in outline] == ["遊具の更新について", "花壇の場所について"]
