"""How the words of a query are cut, and which spellings count as the same."""

import pytest

from meetings.search.interpretation import MOST_FORMS, Interpretation, forms_of, interpret
from meetings.search.lexemes import LONGEST
from meetings.search.query import Word

from .asking import ask, found, indexed

pytestmark = pytest.mark.django_db


def read(typed: str, *, exact: bool = False, as_string: bool = False) -> Interpretation:
    word = Word(typed, exact)
    return interpret([word], as_string=as_string)[word]


def test_a_word_is_cut_into_tokens() -> None:
    interpretation = read("学校給食費の無償化")
    assert [part.surface for part in interpretation.parts] == ["学校", "給食", "費", "の", "無償", "化"]
    assert not interpretation.is_string


@pytest.mark.parametrize(
    ("typed", "exact", "as_string"), [("給食", True, False), ("給食", False, True), ("ー。", True, False)]
)
def test_a_run_of_characters_is_cut_into_characters(typed: str, exact: bool, as_string: bool) -> None:
    interpretation = read(typed, exact=exact, as_string=as_string)
    assert interpretation.is_string
    assert [part.surface for part in interpretation.parts] == list(typed)


def test_a_word_without_letters_is_a_run_of_characters() -> None:
    assert read("…").is_string


def test_what_is_typed_is_folded() -> None:
    assert [part.surface for part in read("ＡＩ").parts] == ["ai"]


def test_spellings_are_of_the_archive_and_the_dictionary() -> None:
    indexed("サーバを替えます。", "打合せと打ち合せです。")
    assert read("サーバー").parts[0].spellings == ("サーバ",)
    assert set(read("打合せ").parts[0].spellings) == {"打ち合わせ", "打ち合せ"}
    assert read("給食").parts[0].spellings == ()


def test_old_and_new_forms_are_the_same_word() -> None:
    assert read("學校").parts[0].forms == ("學校", "学校")
    assert set(read("渡辺").parts[0].forms) == {"渡辺", "渡邊", "渡邉"}
    assert read("學", as_string=True).parts[0].forms == ("學", "学")
    assert read("學", exact=True).parts[0].forms == ("學",)


def test_two_letters_of_hiragana_have_no_other_spelling() -> None:
    indexed("居る。要る。行く。いる。")
    assert read("いる").parts[0].spellings == ()
    assert read("居る").parts[0].spellings == ()


def test_spellings_can_be_taken_away_but_not_what_was_typed() -> None:
    indexed("サーバを替えます。")
    interpretation = read("サーバー").without({"サーバ", "サーバー"})
    assert interpretation.parts[0].exact == ("サーバー",)
    assert read("學校").without({"学校", "學校"}).parts[0].exact == ("學校",)


def test_stems_are_shown_as_the_words_they_are_of() -> None:
    indexed("点検を行なわせた。", "点検を行いました。", "点検を行なった。")
    assert len(found("行う")) == 3
    shown = [spelling.text for word in ask("行う").spellings for spelling in word.spellings]
    assert shown == ["行なう"]
    assert found("行う", without=frozenset({"行なう"})) == ["点検を行いました。"]


def test_forms_are_as_many_as_are_looked_up() -> None:
    assert len(list(forms_of("弁" * 20))) == MOST_FORMS
    assert next(iter(forms_of("辨" * 20))) == "辨" * 20


def test_only_the_end_of_a_word_may_be_cut_short() -> None:
    indexed("番号制度です。", "日本人です。")
    assert found("番号制") == ["番号制度です。"]
    assert found("本人") == []


def test_a_word_does_not_run_across_punctuation_or_a_gap() -> None:
    indexed("学校、給食です。", "学校  給食です。", "学校給食です。", "学校\n\n給食です。")
    assert found("学校給食") == ["学校給食です。"]


def test_a_space_or_a_line_break_alone_is_no_gap() -> None:
    texts = ["学校 給食です。", "学校\n給食です。", "学校給\n食です。", "学 校 給 食 です。"]
    indexed(*texts)
    assert found("学校給食") == texts


def test_a_word_that_ends_in_a_figure_or_latin_letter_is_whole() -> None:
    indexed("資料1です。", "資料10です。", "資料1-2です。", "資料1.2です。", "AIです。", "AIRです。")
    assert found("資料1") == ["資料1です。"]
    assert found("AI") == ["AIです。"]


def test_one_or_two_letters_of_hiragana_are_whole() -> None:
    indexed("がんの検診です。", "がんばります。", "ごみの日です。", "ごみごみした町です。")
    assert found("がん") == ["がんの検診です。"]
    assert found("ごみ") == ["ごみの日です。"]


def test_dashes_widths_and_tildes_make_no_difference() -> None:
    indexed("ＤＸ－１です。", "１０～２０人です。")
    assert found("dx‐1") == ["ＤＸ－１です。"]
    assert found("10〜20人") == ["１０～２０人です。"]


def test_a_word_is_read_as_far_as_the_index_keeps_words() -> None:
    """One letter may fold to eighteen, so that a query of 200 would be one of 3,600."""
    parts = read("\ufdfa" * 200).parts
    assert sum(len(part.surface) for part in parts) <= LONGEST
