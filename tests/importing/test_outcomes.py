"""What was decided on an item is the item's, and no field and no part of a turn."""

import pytest

from meetings.importing.parser.notation.decided import without_name

from .sittings import meeting_in, speeches

HEAD = """第2回れんげ野市公園審議会　会議録
日時　令和6年6月4日（火）　午後2時～午後3時
場所　れんげ野市役所　第1会議室
議題　1　遊具の更新について
　　　2　その他
"""
BODY = """
1　遊具の更新について

○会長　事務局から説明してください。
○事務局　三つの公園の遊具を更新します。
○会長　よろしいですか。
（異議なし）
{outcome}

2　その他

○事務局　次回は9月です。
○会長　終わります。
"""


def outcomes(text: str) -> list[str | None]:
    return [item.outcome for item in meeting_in(text).outline]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("審議結果　原案のとおり承認", "原案のとおり承認"),
        ("（審議結果）原案のとおり承認", "原案のとおり承認"),
        ("【審議結果】\n原案のとおり承認", "原案のとおり承認"),
        ("結果：一部修正の上、承認", "一部修正の上、承認"),
        ("◎採決結果：賛成多数により可決", "賛成多数により可決"),
        ("審議結果　更新を承認した。\n", "更新を承認した。"),
        ("審議結果　1基は更新し、2基は補修", "1基は更新し、2基は補修"),
    ],
)
def test_the_outcome_under_an_item_is_that_items(printed: str, wanted: str) -> None:
    text = HEAD + BODY.format(outcome=printed)
    assert outcomes(text) == [wanted, None]
    turns = meeting_in(text).turns
    assert turns[2].text == "よろしいですか。"
    assert (turns[3].kind, turns[3].text) == ("procedure", "（異議なし）")
    assert turns[4].item == 1


def test_outcomes_in_the_head_go_to_items_by_number() -> None:
    head = HEAD + "審議結果\n　　　1　原案のとおり承認\n　　　2　報告のみ\n会議の内容\n"
    meeting = meeting_in(head + BODY.format(outcome=""))
    assert [item.outcome for item in meeting.outline] == ["原案のとおり承認", "報告のみ"]
    assert "審議結果" not in [one.name for one in meeting.header]


def test_a_section_at_the_end_gives_the_only_outcome() -> None:
    text = HEAD + BODY.format(outcome="") + "\n５　審議結果\n　遊具の更新を承認した。\n"
    assert outcomes(text) == ["遊具の更新を承認した。", None]


def test_the_word_in_a_speech_is_no_outcome() -> None:
    text = HEAD + BODY.format(outcome="○委員　調査をいたしましたが、\n結果　よく分からなかったのですか。")
    assert outcomes(text) == [None, None]
    assert "結果　よく分からなかったのですか。" in speeches(meeting_in(text))[3].text


def test_an_outcome_makes_no_record_of_decisions_only() -> None:
    assert meeting_in(HEAD + BODY.format(outcome="審議結果　承認")).record_type == "unknown"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("質疑の後、原案のとおり承認された。", "質疑の後、原案のとおり承認された。"),
        ("事務局が説明した。全員一致で可決した。", "全員一致で可決した。"),
        ("（全会一致で承認）", "全会一致で承認"),
        ("会長に佐倉委員を選任。", "会長に佐倉委員を選任。"),
    ],
)
def test_prose_that_tells_a_decision_is_the_items_outcome(told: str, wanted: str) -> None:
    body = f"\n1　遊具の更新について\n\n{told}\n\n2　その他\n\n○会長　終わります。\n○事務局　どうも。\n"
    meeting = meeting_in(HEAD + body)
    assert [item.outcome for item in meeting.outline] == [wanted, None]
    assert told in [turn.text for turn in meeting.turns]


@pytest.mark.parametrize("told", ["昨年承認された計画を説明した。", "（異議なし）"])
def test_other_prose_under_an_item_is_no_outcome(told: str) -> None:
    assert outcomes(HEAD + BODY.format(outcome="\n" + told)) == [None, None]


def test_a_printed_outcome_goes_before_what_prose_tells() -> None:
    text = HEAD + BODY.format(outcome="\n原案のとおり承認された。\n審議結果　承認")
    assert outcomes(text) == ["承認", None]


@pytest.mark.parametrize("name", ["審議結果", "■決定事項"])
def test_a_list_at_the_end_goes_to_items_by_number(name: str) -> None:
    text = HEAD + BODY.format(outcome="") + f"\n{name}\n1　原案のとおり承認\n2　次回は9月とした。\n"
    assert outcomes(text) == ["原案のとおり承認", "次回は9月とした。"]


def test_what_follows_an_entry_in_the_list_is_its_outcome() -> None:
    head = HEAD.replace("更新について\n", "更新について\n　　　　　結果：更新することとした。\n")
    assert outcomes(head + BODY.format(outcome="")) == ["更新することとした。", None]


def test_two_results_under_one_item_are_both_its_own() -> None:
    text = HEAD + BODY.format(outcome="審議結果\n1　ぶらんこは替える\n2　すべり台は残す\n")
    assert outcomes(text) == ["1　ぶらんこは替える\n2　すべり台は残す", None]


def test_headings_below_the_name_of_outcomes_stay_headings() -> None:
    text = HEAD + "\n審議結果\n" + BODY.format(outcome="").lstrip()
    assert [turn.item for turn in meeting_in(text).turns if turn.kind == "speech"][-2:] == [1, 1]
    assert outcomes(text) == [None, None]


def test_an_arrow_is_no_word_of_the_outcome() -> None:
    assert without_name("⇒　更新を承認した。") == "更新を承認した。"
    assert without_name("⇒　結果　可決") == "可決"


def test_sentences_with_numbers_of_items_are_their_outcomes() -> None:
    head = "第５回れんげ野市公園審議会　会議概要\n１　日時　令和６年９月３日　午後２時\n２　場所　市役所\n"
    agenda = "４　議題\n　(1) 並木の手入れについて\n　(2) 花壇の場所について\n"
    points = "５　主な意見\n　(1) 並木の手入れについて\n　・枝を切りすぎである。\n"
    points += "　(2) 花壇の場所について\n　・駅前がよい。\n"
    told = ["議題(1)については、一部を改めて了承した。", "議題(2)については、次回に続けて話し合う。"]
    listed = "\n　".join(told)
    text = f"{head}３　出席者　委員８名\n{agenda}{points}\n６　審議結果\n　{listed}\n"
    assert outcomes(text) == told


def test_results_below_the_last_turn_go_to_the_bills_named() -> None:
    agenda = "議題　日程第１　議席の指定\n　　　日程第２　議案第８号　遊具の更新について\n"
    agenda += "　　　日程第３　議案第９号　花壇の場所について\n"
    body = BODY.replace("1　遊具の更新", "日程第２　議案第８号　遊具の更新").format(outcome="")
    told = "\n付議事件の結果\n　議案第８号　可決\n　議案第９号　否決\n"
    text = HEAD.partition("議題")[0] + agenda + body.partition("2　その他")[0] + told
    assert outcomes(text) == [None, "可決", "否決"]
    assert speeches(meeting_in(text))[-1].text == "よろしいですか。"
