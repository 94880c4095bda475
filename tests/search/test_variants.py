"""Old and new forms of kanji."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.folding import fold
from meetings.search.variants import modern, spellings_of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("國會議事堂", "国会議事堂"),
        ("澤邊邉", "沢辺辺"),
        ("髙﨑濵", "高崎浜"),
        ("齋藤齊藤", "斎藤斉藤"),
        ("竊盜瓣辯辨", "窃盗弁弁弁"),
        ("学校", "学校"),
    ],
)
def test_old_forms_are_read_as_modern_ones(old: str, new: str) -> None:
    assert modern(old) == new


def test_characters_that_only_mean_the_same_stay_apart() -> None:
    assert len(set(map(modern, "斎斉"))) == 2
    assert len(set(map(modern, "島嶋"))) == 2
    assert len(set(map(modern, "館舘"))) == 2


@settings(deadline=None)
@given(st.text())
def test_one_character_becomes_one(text: str) -> None:
    assert len(modern(text)) == len(text)
    assert modern(modern(text)) == modern(text)


def test_the_forms_of_a_character_are_a_group_with_the_modern_one_first() -> None:
    assert spellings_of("辺") == spellings_of("邉") == ("辺", "邊", "邉")
    assert spellings_of("あ") == ("あ",)


def test_groups_do_not_overlap_and_folding_leaves_them_alone() -> None:
    for code in [*range(0x3400, 0xA000), *range(0x20000, 0x2FA20)]:
        group = spellings_of(chr(code))
        assert chr(code) in group
        assert len(set(group)) == len(group)
        assert {spellings_of(form) for form in group} == {group}
        assert {modern(form) for form in group} == {group[0]}
        if len(group) > 1:
            assert fold("".join(group)) == "".join(group)
