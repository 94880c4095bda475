"""Numbers in a text, whatever they are written with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.analysis import tokens
from meetings.search.folding import fold
from meetings.search.numbers import in_figures, numbers
from meetings.search.reading import read

from .oracle_writings import in_kanji

UNITS = [*"人回号条年月日歳名件円%割度個台本票", "世帯", "か所"]


def found(text: str) -> list[tuple[str, str]]:
    return [(text[begin:end], value) for begin, end, value in numbers(text)]


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(read(fold(text)))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十", "30"),
        ("三〇", "30"),
        ("二〇二四", "2024"),
        ("二千二十四", "2024"),
        ("1,234", "1234"),
        ("1万", "10000"),
        ("1万2,345", "12345"),
        ("一億二千万", "120000000"),
        ("2.5億", "250000000"),
        ("千五百万", "15000000"),
        ("3千5百", "3500"),
        ("03", "03"),
        ("1.2.3", "1.2.3"),
        ("十百", None),
        ("十20", None),
        ("万一", None),
        ("2.5", "2.5"),
        ("9" * 5000 + "億", None),
    ],
)
def test_the_value_of_a_number(text: str, value: str | None) -> None:
    assert in_figures(text) == value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("定員は三十人です", [("三十", "30")]),
        ("十人の参加", [("十", "10")]),
        ("九時三十分", [("九", "9"), ("三十", "30")]),
        ("第三の道", [("三", "3")]),
        ("令和元年", [("元", "1")]),
        ("四分の三の同意", [("四分の三", "3/4")]),
        ("3/4の同意", [("3/4", "3/4")]),
        ("〇・五%の上昇", [("〇・五", "0.5")]),
        ("第ii期", [("ii", "2")]),
        ("第1四半期", [("1", "1")]),
        ("資料1-2", [("1-2", "1-2")]),
        ("2024/3/4", [("2024", "2024"), ("3", "3"), ("4", "4")]),
        ("3/2", [("3/2", "3/2")]),
        ("一時間", [("一", "1")]),
    ],
)
def test_numbers_are_found_where_they_stand(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(printed, value) for printed, value in found(text) if value] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "一般に",
        "三重の塔",
        "統一した",
        "同一人",
        "一部の委員",
        "一時保育",
        "一目で",
        "数十人",
        "万一のとき",
    ],
)
def test_kanji_of_words_are_no_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("name", ["六本木駅", "四日市市", "十日町市", "八王子市", "三条市", "三次市"])
def test_names_of_places_are_no_numbers(name: str) -> None:
    assert not any(key[0].isdecimal() for key in keys(name))


def test_each_number_has_one_key_however_it_is_written() -> None:
    for number in range(1, 1000):
        unit = UNITS[number % len(UNITS)]
        figures = keys(f"{number}{unit}です")
        assert figures[0] == str(number)
        assert keys(f"{in_kanji(number)}{unit}です") == figures
        assert keys(f"{str(number).translate(WIDE)}{unit}です") == figures


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@settings(deadline=None)
@given(st.integers(1, 999), st.sampled_from(UNITS))
def test_any_number_with_any_unit_has_one_key(number: int, unit: str) -> None:
    assert keys(f"{in_kanji(number)}{unit}") == keys(f"{number}{unit}")


@settings(deadline=None)
@given(st.text("0123456789〇一二十百千万億,.-分の第/⁄・%時人 iv元年令和", max_size=40))
def test_any_text_is_cut_whole_around_its_numbers(text: str) -> None:
    folded = read(fold(text))
    assert "".join(token.surface for token in tokens(folded)) == folded
    assert all(token.surface for token in tokens(folded))


def test_a_run_of_figures_is_found_in_one_pass() -> None:
    for odd in ("1", "一", "十", "1,", "1万", "一分の", "/1", "〇・"):
        assert list(numbers(odd * 20_000)) is not None
