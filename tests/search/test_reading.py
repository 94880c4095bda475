"""A text as it is read: without what print alone puts into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.analysis import BREAK
from meetings.search.folding import fold
from meetings.search.reading import places_in_print, read, read_print


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("学校給\n食費です", "学校給食費です"),
        ("議 案 第 3 号", "議案第3号"),
        ("DX 推進", "DX推進"),
        ("出席者\n\n山野太郎", "出席者  山野太郎"),
        ("会　　長", "会  長"),
        ("open data", "open data"),
        ("1 2", "1 2"),
        ("です。 次に", "です。 次に"),
    ],
)
def test_one_space_beside_a_japanese_letter_is_not_read(printed: str, text: str) -> None:
    assert read(fold(printed)) == text.lower()


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("虐（ぎゃく）待の件", f"虐待の件{BREAK}(ぎゃく)"),
        ("緑（みどり）町と岡（おか）町", f"緑町と岡町{BREAK}(みどり){BREAK}(おか)"),
        ("緑（みどり）。", "緑(みどり)。"),
        ("緑（仮称）町", "緑(仮称)町"),
        ("みどり（みどり）町", "みどり(みどり)町"),
    ],
)
def test_a_reading_within_a_word_comes_behind_the_text(printed: str, text: str) -> None:
    assert read(fold(printed)) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("アン・リー", f"アン{BREAK}リー"),
        ("アン＝リー", f"アン{BREAK}リー"),
        ("緑・青", "緑・青"),
        ("サ―ビス", "サービス"),
        ("サ-ビス", "サービス"),
        ("サ-バ-", "サーバー"),
        ("フォルダ-は", "フォルダーは"),
        ("フォルダ-。", "フォルダー。"),
        ("サービス―です", "サービス-です"),
        ("別紙ア-", "別紙ア-"),
        ("フォルダ-1", "フォルダ-1"),
        ("サービス――です", "サービス--です"),
        ("ＷｉーＦｉ", "wi-fi"),
        ("１ー２", "1-2"),
        ("ゲ一ム", "ゲーム"),
        ("スポ一ツ", "スポーツ"),
        ("工ネルギーの話", "エネルギーの話"),
        ("アンケー卜の話", "アンケートの話"),
        ("口コミ", "口コミ"),
        ("データ一覧", "データ一覧"),
        ("ホームへ行く", "ホームへ行く"),
        ("バス二台", "バス二台"),
        ("プラン一つ", "プラン一つ"),
        ("エリア一カ所", "エリア一カ所"),
    ],
)
def test_signs_within_words_of_katakana_are_read_as_meant(printed: str, text: str) -> None:
    assert read(fold(printed)) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("〇〇地区", "○○地区"),
        ("◯◯地区", "○○地区"),
        ("三〇人", "三〇人"),
        ("〇・五％", "〇・五%"),
        ("二〇二四年", "二〇二四年"),
        ("第一〇〇号", "第一〇〇号"),
        ("〇年", "〇年"),
    ],
)
def test_a_zero_that_counts_nothing_is_a_circle(printed: str, text: str) -> None:
    assert read(fold(printed)) == text


ODD = "学校給ア一ーサ-・=( )（ぎ）〇二a1 \n　髙ｶﾞ\u200b㍿①。"


@settings(deadline=None)
@given(st.text(ODD, max_size=40))
def test_every_character_that_is_read_has_its_place_in_print(text: str) -> None:
    reading = read_print(text)
    letters = reading.text.replace(BREAK, "")
    assert reading.text == read(fold(text))
    assert len(letters) == len(reading.begins) == len(reading.ends)
    for begin, end in zip(reading.begins, reading.ends, strict=True):
        assert 0 <= begin < end <= len(text)


@settings(deadline=None)
@given(st.text(ODD.translate(dict.fromkeys(map(ord, "一二〇"))), max_size=40))
def test_what_is_read_stands_where_it_says(text: str) -> None:
    reading = read_print(text)
    for letter, begin, end in zip(reading.text.replace(BREAK, ""), reading.begins, reading.ends, strict=True):
        assert letter in fold(text[begin:end]) or letter in "ー-"


@settings(deadline=None)
@given(st.text("学校 \n　ア・＝=ーサ。、", max_size=40))
def test_places_are_the_same_where_they_are_found_at_less_cost(text: str) -> None:
    reading = read_print(text)
    places = places_in_print(text, reading.text.replace(BREAK, ""))
    assert places is None or places == list(reading.begins)


def test_a_line_break_within_a_word_costs_little() -> None:
    assert places_in_print("学\n校。", "学校。") == [0, 2, 3]


def test_a_long_text_is_read_in_one_pass() -> None:
    for odd in ("学 ", "ア・", "(ぎ", "〇", "ア一", "1ー"):
        assert read(odd * 50_000)
