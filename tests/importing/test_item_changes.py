"""Turns go to the items of the printed agenda when the one who chairs says which comes next."""

import pytest

from .sittings import meeting_in, read

TEXT = """第4回なのはな市図書館協議会会議録
日時　令和6年5月20日　午後2時～3時
場所　なのはな市立図書館
議題
　（1）祝日の開館について
　（2）蔵書について
　（3）その他
会議の内容
（事務局）定刻になりました。
（会長）それでは議題の1、祝日の開館について、事務局の説明をお願いします。
（事務局）資料1をご覧ください。
（委員）議題3に移る前に伺います。
（副会長）議題3に移ってよいですか。
（会長）議題2については、議題3とあわせて後ほど伺います。
（会長）次に議題2に移ります。
（事務局）蔵書は五万冊です。
（会長）先ほどの議題1については次回にまとめます。
"""


def test_the_chair_moves_the_sitting_to_the_item_of_that_number() -> None:
    assert [turn.item for turn in meeting_in(TEXT).turns] == [None, 0, 0, 0, 0, 0, 1, 1, 1]


def test_between_headings_the_chair_moves_to_items_without_one() -> None:
    text = TEXT.replace("（事務局）定刻", "（1）祝日の開館について\n（事務局）定刻")
    assert [turn.item for turn in meeting_in(text).turns] == [0, 0, 0, 0, 0, 0, 1, 1, 1]


def test_to_an_item_that_has_its_heading_no_words_lead() -> None:
    text = TEXT.replace("（事務局）定刻", "（1）祝日の開館について\n（事務局）定刻")
    text = text.replace("（会長）先ほど", "（2）蔵書について\n（会長）先ほど")
    assert [turn.item for turn in meeting_in(text).turns] == [0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_whoever_asks_for_reports_presides_without_a_label() -> None:
    meeting = meeting_in(
        "なのはな町総合教育会議会議録\n日時　令和3年2月15日　午後3時～4時\n場所　なのはな町役場\n会議次第\n"
        "１　開会\n２　協議\n（１）教育大綱の改定について\n（２）端末の活用について\n３　閉会\n\n"
        "総務課長　　ただいまから総合教育会議を開会いたします。議長は町長にお願いします。\n"
        "町長　　　　では協議の１番目、教育大綱の改定について説明をお願いします。\n"
        "教育次長　　資料１をご覧ください。\n"
        "町長　　　　ご意見はいかがでしょうか。\n長船委員　　分かりやすくてよい。\n"
        "町長　　　　次に、端末の活用について。\n教育次長　　来年度は研修を行います。\n"
    )
    titles = [meeting.outline[turn.item].title if turn.item else None for turn in meeting.turns]
    assert titles == [None, *["教育大綱の改定について"] * 4, *["端末の活用について"] * 2]


ONE_ITEM = """第2回なのはな町国民健康保険運営協議会会議録
日時　令和6年5月20日　午後2時～3時
場所　なのはな町役場
諮問事項　国民健康保険税の税率について
会議の内容
○議長（佐倉会長）　会議は成立しております。
○事務局　資料の差し替えがございます。
○議長（佐倉会長）　これより審議に入ります。事務局の説明を求めます。
○事務局　税率は据え置きます。
"""

KINDS = """第3回なのはな市都市計画審議会会議録
日時　令和6年5月20日　午後2時～3時
場所　なのはな市役所
付議案件
　議案第1号　用途地域の変更について
　報告事項　　計画の見直しについて
会議の内容
（会長）本日は議案が1件、報告事項が1件です。
（会長）議案第1号の説明をお願いします。
（事務局）資料1をご覧ください。
（会長）次に、報告事項をお願いします。
（事務局）資料2をご覧ください。
"""


def test_the_only_item_begins_when_the_chair_begins_business() -> None:
    assert [turn.item for turn in meeting_in(ONE_ITEM).turns] == [None, None, 0, 0]


def test_counting_the_kinds_of_business_enters_upon_none_of_them() -> None:
    meeting = meeting_in(KINDS)
    assert [item.title for item in meeting.outline] == ["用途地域の変更について", "計画の見直しについて"]
    assert [turn.item for turn in meeting.turns] == [None, 0, 0, 1, 1]


def test_one_problem_says_that_most_turns_have_no_item() -> None:
    text = TEXT.replace("議題の1、祝日の開館について、", "").replace("次に議題2に移ります", "続けます")
    problems = [one for one in read(text).problems if one.code == "turns-without-item"]
    assert [one.message for one in problems] == ["発言9件のうち9件が、どの議題の発言か分かりません"]
    assert not [one for one in read(TEXT).problems if one.code == "turns-without-item"]


CALLED = """第5回なのはな市公園審議会会議録
日時　令和6年5月20日　午後2時～3時
場所　なのはな市役所
議題
　1　遊具の更新について
　　(1)　費用
　　(2)　時期
　2　花壇の手入れについて
会議の内容
（会長）始めます。
（会長）{said}
（事務局）説明します。
"""


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("次に、議題2に移ります。", 3),
        ("二番目の議題に移ります。", 3),
        ("続いて、花壇について説明をお願いします。", None),
        ("続いて、花壇の手入れについて説明をお願いします。", 3),
        ("議題1の(2)に入ります。", 2),
        ("では議題1、まず費用について説明をお願いします。", 1),
        ("議題2は後ほど伺います。", None),
        ("議題1と議題2についてです。", None),
        ("議題1と議題2を一括して議題とします。", 0),
        ("本日の議題は、遊具の更新についてと、ほか1件です。", None),
        ("議題2に移ってもよいですか。", 3),
        ("二つ目の議題に入ります。", 3),
        ("花壇の手入れは、林委員にお願いします。", 3),
    ],
)
def test_a_sentence_of_the_chair_leads_to_the_item_it_means(said: str, item: int | None) -> None:
    assert meeting_in(CALLED.format(said=said)).turns[-1].item == item


NEXT = CALLED.replace("（会長）{said}", "（会長）議題1です。\n（会長）{said}")


@pytest.mark.parametrize(
    "said", ["ほかになければ次に移ります。", "次に参ります。花壇です。", "次、お願いします。"]
)
def test_the_next_item_needs_no_name(said: str) -> None:
    text = NEXT.replace("　　(1)　費用\n　　(2)　時期\n", "").format(said=said)
    assert meeting_in(text).turns[-1].item == 1


def test_a_kind_of_business_leads_to_its_first_item() -> None:
    text = NEXT.replace("　2　花壇", "　報告第1号　花壇").format(said="報告に移ります。")
    meeting = meeting_in(text)
    assert meeting.outline[meeting.turns[-1].item or 0].title == "花壇の手入れについて"


def test_the_order_of_the_day_is_no_kind_of_business() -> None:
    text = CALLED.replace("議題\n", "議事次第\n　1　開会\n")
    text = text.replace("　1　遊具", "　2　議事\n　　(1)　街灯\n　3　遊具")
    meeting = meeting_in(text.format(said="では、議事(1)、街灯について説明をお願いします。"))
    assert meeting.outline[meeting.turns[-1].item or 0].title == "街灯"


def test_a_bill_says_itself_whose_it_is_by_kanji_too() -> None:
    text = CALLED.replace("　1　遊具", "　一　議案第八号　遊具").replace(
        "　2　花壇", "　二　議案第九号　花壇"
    )
    meeting = meeting_in(text.format(said="議案第九号は秘密会としたい。"))
    assert meeting.outline[meeting.turns[-1].item or 0].number == "二"


def test_headings_in_brackets_hang_below_what_was_called() -> None:
    text = CALLED.format(said="次に、議題2に移ります。")
    text += "　　《春の花壇について》\n（委員）土が固いです。\n"
    text += "　　《秋の花壇について》\n（委員）水が足りません。\n"
    meeting = meeting_in(text)
    assert [(one.title, one.parent) for one in meeting.outline][3:] == [
        ("花壇の手入れについて", None),
        ("春の花壇について", 3),
        ("秋の花壇について", 3),
    ]
    assert [turn.item for turn in meeting.turns][-2:] == [4, 5]
