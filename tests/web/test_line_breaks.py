"""Japanese text in lines: where a line may end, and that nothing is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.web.cards.line_breaks import NOT_FIRST, NOT_LAST, lines, pieces


def wide(letter: str) -> float:
    """Kanji are two wide, Latin letters one."""
    return 1 if letter < "\u0250" else 2


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("給食の費用です", 8, ["給食の費", "用です"]),
        ("給食です。次へ", 8, ["給食で", "す。次へ"]),
        ("今日は「給食」です", 8, ["今日は", "「給食」", "です"]),
        ("ぜひやってみよう", 10, ["ぜひやって", "みよう"]),
        ("はい、ちょっと待て", 8, ["はい、", "ちょっと", "待て"]),
        ("予算は1,250千円", 10, ["予算は", "1,250千円"]),
        ("あのPTAの会", 8, ["あのPTA", "の会"]),
        ("そう……思う", 6, ["そ", "う……", "思う"]),
        ("Open the door", 8, ["Open the", "door"]),
        ("　字下げ 空白", 8, ["字下げ", "空白"]),
        ("a" * 10, 4, ["aaaa", "aaaa", "aa"]),
        ("「「「「「", 4, ["「「", "「「", "「"]),
        ("", 8, []),
        ("　 ", 8, []),
    ],
)
def test_lines_end_where_they_may(text, width, expected):
    assert lines(text, width, wide) == expected


LETTERS = st.text("給食のPTA 。、「」（）ーっ…1,5　", max_size=60)


@given(text=LETTERS, width=st.integers(2, 30))
@example(text="「 あ", width=2)
def test_no_letter_is_lost_and_no_line_is_too_wide(text, width):
    made = lines(text, width, wide)
    assert "".join("".join(made).split()) == "".join(text.split())
    for line in made:
        assert sum(map(wide, line)) <= width
        assert line == line.strip() != ""


@given(text=LETTERS)
def test_no_line_begins_or_ends_against_the_rules(text):
    """Where there is room for what belongs together."""
    made = lines(text, max((sum(map(wide, piece)) for piece in pieces(text)), default=2), wide)
    assert not any(line[0] in NOT_FIRST for line in made[1:])
    assert not any(line[-1] in NOT_LAST for line in made[:-1])


def test_a_long_text_takes_no_longer_than_its_length():
    asked = 0

    def counted(letter: str) -> float:
        nonlocal asked
        asked += 1
        return 1

    lines("a" * 2_000, 10, counted)
    assert asked < 5 * 2_000
