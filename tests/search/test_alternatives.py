"""Other ways of writing a stretch of a query."""

import pytest

from meetings.search.alternatives import MOST, alternatives
from meetings.search.analysis import tokens
from meetings.search.folding import fold
from meetings.search.reading import read
from meetings.search.synonyms import Synonyms, groups

from .asking import ask, found, indexed

NO_SYNONYMS = Synonyms({}, 0)


def others(typed: str) -> list[str]:
    text = read(fold(typed))
    return [other.text for other in alternatives(text, tokens(text), NO_SYNONYMS)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("令和6年", {"2024年", "r6年"}),
        ("2024年", {"令和6年", "r6年"}),
        ("R6年度", {"2024年度", "令和6年度"}),
        ("令和元年", {"2019年", "平成31年", "r1年"}),
        ("昭和六十四年", {"1989年", "平成1年"}),
        ("二〇二四年", {"令和6年"}),
        ("平成32年度", {"令和2年度", "2020年度"}),
        ("令和6年予算", {"2024年予算"}),
    ],
)
def test_a_year_is_looked_for_in_both_calendars(typed: str, wanted: set[str]) -> None:
    assert wanted <= set(others(typed))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("令和6年（2024年）5月7日（火）", {"令和6年5月7日", "2024年5月7日", "r6年5月7日"}),
        ("2024年（令和6年）5月", {"令和6年5月", "2024年5月"}),
        ("令和6年5月7日（火曜日）", {"令和6年5月7日", "2024年5月7日"}),
        ("令和6年度（2024年度）", {"令和6年度", "2024年度"}),
        ("5月7日（火）", {"5月7日"}),
    ],
)
def test_a_date_is_looked_for_without_its_brackets(typed: str, wanted: set[str]) -> None:
    assert wanted <= set(others(typed))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("3,400㎡", "3,400平方メートル"),
        ("450平米", "450m2"),
        ("7.4km", "7.4キロメートル"),
        ("十キログラム", "十kg"),
        ("5キロ", "5km"),
        ("5キロ", "5kg"),
        ("20度", "20°c"),
        ("午前8時半", "午前8時30分"),
        ("8時30分", "8時半"),
    ],
)
def test_a_unit_has_a_sign_and_names(typed: str, wanted: str) -> None:
    assert wanted in others(typed)


@pytest.mark.parametrize("typed", ["給食キロ", "3キロワットアワー", "平方メートル", "3mph", "3ml"])
def test_only_a_whole_unit_behind_a_number_is_one(typed: str) -> None:
    assert others(typed) == []


@pytest.mark.django_db
def test_a_unit_finds_the_other_names_of_it() -> None:
    indexed("広さは3,400平方メートルです。", "3400㎡あります。", "3,400メートル走る。", "13,400平米です。")
    assert len(found("3,400㎡")) == len(found("三千四百平方メートル")) == 2


@pytest.mark.django_db
def test_a_date_as_our_pages_print_it_finds_the_plain_one() -> None:
    indexed("令和6年5月7日に開きます。", "2024年5月7日に開きます。", "令和6年5月8日に開きます。")
    assert len(found("令和6年（2024年）5月7日（火）")) == 2


@pytest.mark.parametrize("typed", ["6年", "12024年", "第3年", "元年", "2024", "百年"])
def test_what_is_no_year_has_no_era(typed: str) -> None:
    assert others(typed) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("緑ヶ丘", "緑が丘"),
        ("緑が丘", "緑ヶ丘"),
        ("人人", "人々"),
        ("人々", "人人"),
        ("アン・リー", "アンリー"),
        ("GIGAスクール", "ギガスクール"),
    ],
)
def test_names_are_written_in_several_ways(typed: str, wanted: str) -> None:
    assert wanted in others(typed)


def test_the_nearest_writings_come_first_and_are_not_too_many() -> None:
    text = read(fold("令和6年度人々緑ヶ丘2024年"))
    made = list(alternatives(text, tokens(text), NO_SYNONYMS))
    assert len(made) == MOST
    assert [len(other.changes) for other in made] == sorted(len(other.changes) for other in made)


def test_synonyms_are_in_one_group_each() -> None:
    words = [word for group in groups() for word in group]
    assert len(words) == len(set(words))
    assert len(list(groups())) >= 150
    assert all(len(group) > 1 for group in groups())


@pytest.mark.django_db
def test_a_synonym_is_shown_and_can_be_unticked() -> None:
    indexed("国保税の話です。", "国民健康保険税の話です。")
    assert len(found("国保")) == len(found("国民健康保険")) == 2
    [shown] = ask("国保").spellings
    assert (shown.typed, [spelling.text for spelling in shown.spellings]) == ("国保", ["国民健康保険"])
    assert found("国保", without=frozenset({"国民健康保険"})) == ["国保税の話です。"]


@pytest.mark.django_db
def test_a_writing_that_no_turn_has_is_not_shown() -> None:
    indexed("令和6年の話です。", "2024年の話です。")
    shown = [spelling.text for word in ask("2024年").spellings for spelling in word.spellings]
    assert shown == ["令和6年"]


@pytest.mark.django_db
def test_every_pair_of_synonyms_finds_the_same() -> None:
    indexed(*(f"{word}の話です。" for group in groups() for word in group))
    wrong = []
    for group in groups():
        hits = [set(found(word)) for word in group if "(" not in word]
        if any(one != hits[0] or len(one) < len(group) for one in hits):
            wrong.append(group)
    assert wrong == []  # brackets are signs of the query


@pytest.mark.django_db
@pytest.mark.parametrize(
    "writings",
    [
        ("30人", "三十人", "三〇人", "３０人"),
        ("1万円", "一万円", "10,000円", "10000円"),
        ("4分の3", "四分の三", "3/4", "３／４"),
        ("0.5%", "〇・五％", "０．５パーセント"),
        ("第2期", "第二期", "第Ⅱ期", "第II期"),
        ("令和5年度", "Ｒ５年度", "2023年度", "令和五年度"),
        ("平成元年", "平成1年", "1989年"),
        ("緑ヶ丘", "緑ケ丘", "緑が丘", "緑ヵ丘", "緑ガ丘"),
        ("3か所", "三ヶ所", "３カ所", "三箇所"),
        ("ごみ処理", "ゴミ処理"),
        ("繰り越し", "繰越し", "繰越"),
        ("御意見", "ご意見"),
        ("斎藤", "斉藤", "齋藤", "齊藤"),
        ("○○地区", "〇〇地区", "◯◯地区"),
        ("①", "（１）", "(1)"),
        ("株式会社", "㈱"),
    ],
)
def test_every_writing_finds_all_and_shows_the_others(writings: tuple[str, ...]) -> None:
    texts = [f"{writing}の話です。" for writing in writings]
    indexed(*texts)
    for writing in writings:
        assert set(found(writing)) == set(texts)


@pytest.mark.django_db
def test_what_is_typed_in_hiragana_finds_kanji_and_katakana() -> None:
    indexed(
        "市民です。",
        "臣民です。",
        "学校給食です。",
        "サービスです。",
        "湊公園です。",
        "港公園です。",
        "所です。",
    )
    assert found("しみん") == ["市民です。"]
    assert found("がっこうきゅうしょく") == ["学校給食です。"]
    assert found("さーびす") == ["サービスです。"]
    assert set(found("みなと公園")) == {"湊公園です。", "港公園です。"}
    assert found("ところ") == []
