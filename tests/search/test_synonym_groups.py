"""The synonyms that the staff keep, beside those that come with the software."""

import pytest

from meetings.models import SynonymDirection, SynonymGroup
from meetings.search.synonyms import MOST_WORDS, groups, mistakes, words_typed

from .asking import ask, found, indexed

pytestmark = pytest.mark.django_db


def group(words: str, **fields: object) -> SynonymGroup:
    return SynonymGroup.objects.create(words=words, **fields)


@pytest.fixture
def texts() -> list[str]:
    made = ["水琴窟を直します。", "音の井戸を直します。", "ひびき池を直します。"]
    indexed(*made)
    return made


def test_a_group_is_known_as_soon_as_it_is_kept(texts: list[str]) -> None:
    assert found("水琴窟") == texts[:1]
    kept = group("水琴窟 音の井戸 ひびき池")
    for word in kept.each:
        assert sorted(found(word)) == sorted(texts)
    kept.words = "水琴窟 音の井戸"
    kept.save()
    assert sorted(found("音の井戸")) == sorted(texts[:2])
    kept.delete()
    assert found("水琴窟") == texts[:1]


def test_each_other_word_is_shown_and_can_be_unticked(texts: list[str]) -> None:
    group("水琴窟 音の井戸 ひびき池")
    [shown] = ask("水琴窟").spellings
    assert sorted(each.text for each in shown.spellings) == ["ひびき池", "音の井戸"]
    kept = found("水琴窟", without=frozenset({"音の井戸"}))
    assert sorted(kept) == sorted([texts[0], texts[2]])


def test_a_wide_word_finds_the_narrow_ones_and_not_they_it(texts: list[str]) -> None:
    group("水琴窟 音の井戸 ひびき池", direction=SynonymDirection.FIRST)
    assert sorted(found("水琴窟")) == sorted(texts)
    assert found("音の井戸") == texts[1:2]


def test_a_group_takes_the_place_of_a_shipped_one() -> None:
    indexed("自治会の話です。", "町内会の話です。", "町会の話です。", "隣組の話です。")
    assert len(found("自治会")) == 3
    kept = group("自治会 隣組")
    assert len(found("自治会")) == len(found("隣組")) == 2
    assert len(found("町内会")) == 1
    kept.is_used = False
    kept.save()
    assert len(found("自治会")) == 1


def test_a_group_widens_a_word_within_a_longer_one() -> None:
    indexed("ひびき池公園です。")
    group("水琴窟 ひびき池")
    assert found("水琴窟公園") == ["ひびき池公園です。"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("空家　空き家\n空家", ("空家", "空き家")),
        ("空家、空き家，あき家, 廃屋", ("空家", "空き家", "あき家", "廃屋")),
        (" ワーク・ライフ・バランス\r\n両立 ", ("ワーク・ライフ・バランス", "両立")),
        ("", ()),
    ],
)
def test_words_are_read_however_they_are_set_apart(typed: str, words: tuple[str, ...]) -> None:
    assert words_typed(typed) == words


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("水琴窟", "二つ以上"),
        ("", "二つ以上"),
        ("水琴窟 ※＊", "「※＊」は文字や数字を含まない"),
        ("打合せ 打ち合わせ", "登録しなくても同じ言葉"),
        (f"水琴窟 {'音' * 41}", "長すぎます"),
        (" ".join(f"言葉{n}" for n in range(MOST_WORDS + 1)), "20個まで"),
        ("音の井戸 みみず池", "ほかの組「水琴窟 音の井戸」にもあります"),
    ],
)
def test_what_makes_no_group_is_said_in_words(typed: str, why: str) -> None:
    group("水琴窟 音の井戸")
    others = SynonymGroup.objects.all() if "みみず" in typed else ()
    assert [why for sentence in mistakes(words_typed(typed), others) if why in sentence] == [why]


def test_the_shipped_groups_have_no_mistakes() -> None:
    said = {sentence for each in groups() for sentence in mistakes(each, ())}
    assert [sentence for sentence in said if "登録しなくても" not in sentence] == []
