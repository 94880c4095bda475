"""What a title is about, without the words that say how far the matter has come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.threads.titles import MAX_LENGTH, bill_of, is_routine, key_of, matter_of


@pytest.mark.parametrize(
    "title",
    [
        "学校給食費の無償化",
        "学校給食費の無償化について",
        "（継続）学校給食費の無償化について",
        "学校給食費の無償化（素案）について",
        "学校給食費の無償化について（その2）",
        "学校給食費の無償化（第３回）",
        "学校給食費の無償化の中間報告について",
        "学校給食費の無償化の骨子案について",
        "学校給食費の無償化に関する件",
        "１　学校給食費の無償化について",
        "議案第３号　学校給食費の無償化について",
        "前回の続き　学校給食費の無償化について",
        "学校給食費の無償化の諮問について",
        "学校給食費の無償化について（答申案）",
        "令和6年9月30日現在の学校給食費の無償化について",
    ],
)
def test_numbering_stage_and_brackets_are_left_out(title):
    assert matter_of(title) == "学校給食費の無償化"


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("令和6年度予算（案）について", "令和7年度予算（案）について"),
        ("第2次情報化推進計画について", "第3次情報化推進計画について"),
        ("一般会計補正予算（第1号）", "一般会計補正予算（第2号）"),
    ],
)
def test_what_tells_one_matter_from_another_stays(title, other):
    assert key_of(matter_of(title)) != key_of(matter_of(other))


@pytest.mark.parametrize("title", ["共同運行の提案について", "懸案について", "10年後のまちについて"])
def test_words_that_only_look_like_a_stage_stay(title):
    assert matter_of(title) == title.removesuffix("について")


@pytest.mark.parametrize(
    "title", ["継続審議について", "答申（案）について", "報告事項", "（その2）", "案", "1."]
)
def test_a_title_of_nothing_but_stage_names_no_matter(title):
    assert matter_of(title) == ""


@given(st.text("学校給食費の無償化案素報告について（）()第12回その継続　 .、：議題", max_size=40))
def test_what_is_found_does_not_change_when_it_is_read_again(title):
    found = matter_of(title)
    assert matter_of(found) == found


@given(st.text(max_size=2 * MAX_LENGTH))
def test_any_text_can_be_read(title):
    assert len(key_of(matter_of(title))) <= 20 * MAX_LENGTH


@pytest.mark.parametrize(
    ("number", "title", "bill"),
    [
        ("議案第１２号", "公園条例の一部改正", "議案第12号"),
        ("", "議案第012号 公園条例", "議案第12号"),
        ("2", "請願　第4号について", "請願第4号"),
        ("(1)", "補正予算（第2号）", ""),
    ],
)
def test_the_number_of_a_bill_is_read_from_number_or_title(number, title, bill):
    assert bill_of(number, title) == bill


@pytest.mark.parametrize(
    "title",
    [
        "開会",
        "閉会のあいさつ",
        "市長挨拶",
        "その他",
        "委員長及び副委員長の選出について",
        "会長の選任",
        "会議録署名人の指名",
        "前回会議録の確認について",
        "前回のふりかえり",
        "意見交換・質疑応答",
        "次回の日程について",
        "今後の予定について",
        "今後のスケジュール",
        "会議の公開について",
        "委員の委嘱について",
        "自己紹介",
    ],
)
def test_what_every_meeting_has_is_routine(title):
    assert matter_of(title) == title.removesuffix("について")
    assert is_routine(key_of(matter_of(title)))


@pytest.mark.parametrize(
    "title",
    [
        "学校給食費の無償化について",
        "会議の公開に関する条例の改正について",
        "報告書の案について",
        "市民会議の提言について",
        "検討会の結論について",
        "中央公民館の会議室の運営について",
    ],
)
def test_a_matter_of_its_own_is_not_routine(title):
    assert not is_routine(key_of(matter_of(title)))
