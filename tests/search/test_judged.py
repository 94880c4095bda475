"""The list of judged queries."""

import pytest

from meetings.search.judged import EARLY, JudgedListError, JudgedQuery, TurnAddress, read_judged

MEETING = "992020002X00320250206"
HEAD = "検索語,見つかるべき発言,出てはならない発言\n"


def read(*lines: str) -> list[JudgedQuery]:
    return list(read_judged([HEAD, *(f"{line}\n" for line in lines)]))


def test_a_line_names_a_query_and_turns() -> None:
    [one] = read(f"街灯 公園,{MEETING}/2 {MEETING}/3,{MEETING}/14")
    assert (one.line, one.query) == (2, "街灯 公園")
    assert one.must_hit == (TurnAddress(MEETING, 2), TurnAddress(MEETING, 3))
    assert [str(turn) for turn in one.must_not_hit] == [f"{MEETING}/14"]


def test_turns_may_be_given_as_the_browser_shows_them() -> None:
    """Separated as one likes."""
    here = f"https://minutes.example/meetings/{MEETING}"
    [one] = read(f'街灯,"{here}/2/、{here}/#t3\n/meetings/{MEETING}/4",')
    assert [turn.number for turn in one.must_hit] == [2, 3, 4]


def test_a_table_of_a_spreadsheet_is_read() -> None:
    """With its mark in front, other columns, and empty lines."""
    lines = [
        "\ufeff備考,検索語,見つかるべき発言,出てはならない発言\r\n",
        ",,,\r\n",
        f"夜道,街灯,{MEETING}/2,\r\n",
    ]
    assert [(one.line, one.query) for one in read_judged(lines)] == [(3, "街灯")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("街灯,,", "2行目に発言がありません。"),
        (f",{MEETING}/2,", "2行目に検索語がありません。"),
        (f"街灯,{MEETING}/2,{MEETING}/2", f"2行目の{MEETING}/2が両方の列にあります。"),
        ("街灯,第3回の2番,", "2行目の「第3回の2番」は発言を指していません。会議番号/発言番号と書きます。"),
        ("街灯", "2行目に発言がありません。"),
    ],
)
def test_a_line_that_says_nothing_is_refused_in_words(line: str, why: str) -> None:
    with pytest.raises(JudgedListError, match=why):
        read(line)


def test_a_list_without_its_columns_is_refused_in_words() -> None:
    with pytest.raises(JudgedListError, match="列「見つかるべき発言」「出てはならない発言」がありません"):
        list(read_judged(["検索語,発言\n"]))
    with pytest.raises(JudgedListError, match="列「検索語」"):
        list(read_judged([]))


def test_early_turns_decide_whether_an_answer_is_right() -> None:
    [one] = read(f"街灯,{MEETING}/2,{MEETING}/3")
    others = [TurnAddress(MEETING, number) for number in range(50, 50 + EARLY - 1)]
    wanted, unwanted = TurnAddress(MEETING, 2), TurnAddress(MEETING, 3)
    assert one.judge([*others, wanted, unwanted]).is_right
    late = one.judge([unwanted, *others, wanted])
    assert not late.is_right
    assert (late.missed, late.unwanted) == ((wanted,), (unwanted,))
