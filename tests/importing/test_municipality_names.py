"""The list of municipalities: names, codes and ambiguity."""

import pytest

from meetings.importing.vocabulary.municipalities import by_code, listed, names_within


def test_the_list_holds_every_prefecture_and_municipality() -> None:
    rows = listed()
    assert len({row.code for row in rows}) == len(rows) >= 1788
    assert sum(row.name == row.prefecture for row in rows) == 47


def test_every_code_has_the_right_check_digit() -> None:
    for row in listed():
        total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), row.code, strict=False))
        assert (11 - total % 11) % 10 == int(row.code[5]), row


def test_a_code_gives_its_municipality() -> None:
    row = by_code("422011")
    assert row is not None
    assert (row.prefecture, row.name, row.kana) == ("長崎県", "長崎市", "ナガサキシ")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("茨城県石岡市石岡一丁目", ["茨城県", "石岡市"]),
        ("東京都市計画審議会", ["東京都"]),
        ("まちづくり市民会議", []),
        ("第3回府中市・調布市合同会議", ["府中市", "調布市"]),
    ],
)
def test_names_are_found_from_the_left(text: str, names: list[str]) -> None:
    assert names_within(text) == names
