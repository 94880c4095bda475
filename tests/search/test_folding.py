"""What is folded for comparing, and where each folded character stands in print."""

import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.analysis import EDITION
from meetings.search.folding import fold, fold_with_places, modern, spellings_of

anything = st.text(
    st.characters() | st.sampled_from("ｶﾞﾟがか゛゙\u200b…㍿ﬁİΣ⻑〜―\u3000\n\udb40\0각\u1161\u11a8")
)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("ｶﾞｽ・ﾎﾟﾝﾌﾟ", "ガス・ポンプ"),
        ("か\u3099", "が"),
        ("⻑⽉⺟", "長月母"),
        ("１〜２～３", "1~2~3"),
        ("――‐−－─", "------"),
        ("㍿緑野…", "株式会社緑野..."),
        ("会\u3000長\r\n", "会 長  "),
        ("見\0え\u200bな\ufeffい\x1f", "見えない"),
        ("葛\U000e0100飾", "葛飾"),
        ("神", "神"),
        ("髙橋サーバ", "髙橋サーバ"),
        ("", ""),
    ],
)
def test_what_no_reader_tells_apart_is_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@settings(deadline=None)
@given(anything)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(anything)
def test_every_folded_character_has_its_place(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded) + 1
    assert places[len(folded)] == len(text)
    assert list(places) == sorted(places)
    assert all(0 <= place < len(text) for place in places[:-1])


@settings(deadline=None)
@given(anything, anything)
def test_a_place_divides_the_print_as_the_folded_text(before: str, after: str) -> None:
    """What stands before the first character of a word folds to what stands before it."""
    text = f"{before}学校{after}"
    folded, places = fold_with_places(text)
    at = folded.index("学校")
    assert fold(text[: places[at]]) == folded[:at]


SCRIPTS = [
    *range(0x3500),
    *range(0x9FF0, 0xAC80),
    *range(0xD780, 0xE010),
    *range(0xF8F0, 0x10000),
    *range(0x1D000, 0x1FC00),
    *range(0xE0000, 0xE0200),
]
"""Of the great blocks of kanji and of Korean syllables only the beginnings."""


def test_every_character_folds_alone_as_beside_others() -> None:
    for code in SCRIPTS:
        character = chr(code)
        folded = fold(f"学{character}")
        assert folded == fold_with_places(f"学{character}")[0]
        assert fold(folded) == folded
        assert not set(folded) & set("\0\t\n\r\x1b\x1c\x1d\x1e\x1f\u3000\u200b")


def test_lone_halves_of_characters_do_no_harm() -> None:
    assert fold_with_places("学\ud800校\udfff") == ("学校", [0, 2, 4])


def test_a_mark_that_combines_has_the_place_of_its_letter() -> None:
    assert fold_with_places("ｶﾞｽ") == ("ガス", [0, 2, 3])
    assert fold_with_places("…か") == ("...か", [0, 0, 0, 1, 2])
    assert fold_with_places("…㌐") == ("...ギガ", [0, 0, 0, 1, 1, 2])


def test_folding_is_nfkc_but_for_the_named_exceptions() -> None:
    for text in ("⑴", "㎡", "ﾊﾝｶｸ", "Ⅳ", "㈱", "ｱｲｳ1"):
        assert fold(text) == unicodedata.normalize("NFKC", text).lower()


def test_a_number_in_a_circle_is_one_in_brackets() -> None:
    assert fold("①⑳❷") == "(1)(20)(2)" == fold("⑴⒇⑵")


def test_a_large_circle_is_a_circle() -> None:
    assert fold("◯") == fold("○")


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
    assert len(set(map(modern, "坂阪"))) == 2
    assert len(set(map(modern, "洲州"))) == 2


@settings(deadline=None)
@given(st.text())
def test_one_character_becomes_one(text: str) -> None:
    assert len(modern(text)) == len(text)
    assert modern(modern(text)) == modern(text)


def test_forms_of_a_character_start_with_the_modern_one() -> None:
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


def test_new_forms_of_kanji_make_a_new_edition_of_the_index() -> None:
    """Whoever adds a form counts `_OURS` up, and writes the new number and digest here."""
    kanji = map(chr, range(0x3400, 0x30000))
    forms = "".join(f"{old}{modern(old)}" for old in kanji if modern(old) != old)
    digest = hashlib.sha256(forms.encode()).hexdigest()[:8]
    assert (EDITION.rpartition("-")[2], digest) == ("6", "e76f34bc")
