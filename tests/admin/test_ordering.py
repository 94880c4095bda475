"""Putting rows in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.admin.meeting_parts import arrange

places = st.lists(st.none() | st.integers(1, 40), max_size=20)


@pytest.mark.parametrize(
    ("existing", "wanted", "result"),
    [
        ("abc", [("x", None)], "abcx"),
        ("abc", [("x", 1)], "xabc"),
        ("abc", [("x", 3)], "abxc"),
        ("abc", [("x", 99)], "abcx"),
        ("abc", [("x", 2), ("y", 2)], "axybc"),
        ("abc", [("x", 3), ("y", 2)], "ayxbc"),
        ("", [("a", None), ("b", None), ("c", 3)], "abc"),
        ("abc", [("x", None), ("y", 1)], "yabcx"),
    ],
)
def test_a_row_comes_to_the_place_it_asks_for(
    existing: str, wanted: list[tuple[str, int | None]], result: str
) -> None:
    assert "".join(arrange(existing, wanted)) == result


@given(st.integers(0, 30), places)
def test_nothing_is_lost_and_existing_rows_keep_their_order(count: int, asked: list[int | None]) -> None:
    existing = list(range(count))
    wanted = [(1000 + n, place) for n, place in enumerate(asked)]
    rows = arrange(existing, wanted)
    assert sorted(rows) == existing + [row for row, _ in wanted]
    assert [row for row in rows if row < 1000] == existing


@given(st.integers(0, 30), st.integers(1, 40))
def test_one_row_alone_comes_exactly_to_its_place(count: int, place: int) -> None:
    rows = arrange(list(range(count)), [(1000, place)])
    assert rows.index(1000) == min(place - 1, count)
