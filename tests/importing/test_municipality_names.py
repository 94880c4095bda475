"""The list of municipalities: names, codes and ambiguity."""

from meetings.importing.vocabulary.municipalities import by_code, listed


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
