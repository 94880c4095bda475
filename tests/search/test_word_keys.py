"""What counts as one word."""

import pytest

from meetings.search.analysis import tokens
from meetings.search.folding import fold
from meetings.search.reading import read


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(read(fold(text)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # kana and kanji
        ("ごみ処理", "ゴミ処理"),
        ("けがをした", "ケガをした"),
        ("けがをした", "怪我をした"),
        ("がん検診", "癌検診"),
        ("カギの管理", "鍵の管理"),
        ("うそです", "嘘です"),
        # okurigana
        ("繰り越し", "繰越"),
        ("繰り越し", "繰越し"),
        ("積み立て", "積立"),
        ("盛り込み", "盛込み"),
        ("呼び掛けの", "呼掛けの"),
        ("使い分けを", "使分けを"),
        ("掘り起こし", "掘起こし"),
        ("打ち切った", "打切った"),
        ("位置付け", "位置づけ"),
        ("義務付ける", "義務づける"),
        ("子供達", "子どもたち"),
        ("取り組み", "取組"),
        ("締め切り", "締切"),
        # before nouns
        ("御意見", "ご意見"),
        ("御時間", "お時間"),
        # ヶ, and a kanji twice
        ("緑ヶ丘", "緑ケ丘"),
        ("緑ヶ丘", "緑ｹ丘"),
        ("三か所", "3ヶ所"),
        ("3カ月", "三箇月"),
        ("佐々木", "佐佐木"),
        # old kana and names
        ("なつてをる", "なってをる"),
        ("ウヰスキー", "ウイスキー"),
        ("斎藤", "斉藤"),
        ("島田", "嶋田"),
        ("館野", "舘野"),
        ("十分な説明", "充分な説明"),
        # signs and Latin letters
        ("100%", "百パーセント"),
        ("A.I.の話", "AIの話"),
        ("Wi-Fiの話", "WiFiの話"),
        ("Wi-Fiの話", "ＷｉーＦｉの話"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("所", "ところ"),
        ("盛込みます", "盛り込みの"),
        ("時", "とき"),
        ("物", "もの"),
        ("三年", "三歳"),
        ("居る", "いる"),
        ("意見", "御意見"),
        ("書斎", "書斉"),
        ("人口", "人工"),
        ("10分", "十分"),
    ],
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert keys(one) != keys(other)
