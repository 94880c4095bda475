"""What may have been meant by a word that was mistyped."""

from __future__ import annotations

import pytest

from meetings.models import ArchiveWord, MeetingStatus, Turn, TurnIndex
from meetings.search.query import as_typed
from meetings.search.reindexing import Reindexing
from meetings.search.request import Mode
from meetings.search.results import RelaxedQuery
from meetings.search.suggestions.likeness import is_one_off, traces
from meetings.search.suggestions.romaji import in_kana
from meetings.search.suggestions.sounds import sound
from tests import factories
from tests.bench.searching_misprints import import_demo, listed, measure

from .asking import ask, indexed

ENOUGH = 0.85
"""Of the listed misprints, the share for which what was meant is offered first."""


def near(typed: str, **options: object) -> list[str]:
    absence = ask(typed, **options).absence
    assert absence is not None
    return [as_typed(relaxed.query) for relaxed in absence.near]


def meant(typed: str, **options: object) -> tuple[str, int] | None:
    """What is shown in place of nothing, or offered beside few hits, and its hits."""
    results = ask(typed, **options)
    found: RelaxedQuery | None = results.absence.meant if results.absence else results.meant
    return (as_typed(found.query), found.count) if found else None


@pytest.mark.slow
@pytest.mark.django_db
def test_most_of_the_listed_misprints_are_understood() -> None:
    import_demo()
    misprints = listed()
    assert len(misprints) >= 60
    found = measure(misprints)
    assert found.first / found.tried >= ENOUGH, found.missed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("風連", "風鈴"),  # no such word: by its letters
        ("提防", "堤防"),
        ("水動管", "水道管"),
        ("てえぼう", "堤防"),
        ("suidoukan", "水道管"),
        ("すいどかん", "水道管"),
        ("水どうかん", "水道管"),
        ("水道館", "水道管"),
        ("水道官", "水道管"),
        ("ポンンプ", "ポンプ"),
        ("水管道", "水道管"),
        ("ポプン小屋", "ポンプ小屋"),
    ],
)
def test_what_was_meant_comes_first(typed: str, wanted: str) -> None:
    indexed("堤防に風鈴を下げます。", "水道管とポンプ小屋とポンプです。", "水や道や館や官や銅管です。")
    assert near(typed)[:1] == [wanted]


@pytest.mark.django_db
def test_what_is_said_alike_comes_before_what_is_frequent() -> None:
    indexed(*["提案です。"] * 9, "堤防です。")
    assert near("提防")[:2] == ["堤防", "提案"]


@pytest.mark.django_db
def test_of_what_is_said_alike_the_more_frequent_comes_first() -> None:
    indexed("機会です。", *["機械です。"] * 3, "奇怪です。")
    assert near("きかいい")[:1] == ["機械"]
    assert near("期械")[:1] == ["機械"]


@pytest.mark.django_db
def test_what_keeps_the_other_kanji_comes_first() -> None:
    indexed("附則です。", *["不足です。"] * 5)
    assert near("斑則")[:2] == ["附則", "不足"]


@pytest.mark.django_db
def test_words_that_find_something_beside_the_others_count() -> None:
    indexed("機会の平等です。", *["機械です。"] * 3)
    assert near("帰会 平等") == ["機会 平等"]


@pytest.mark.django_db
def test_two_mistyped_words_are_mended_at_once() -> None:
    indexed("堤防の風鈴です。", "堤防です。")
    assert meant("提防 ふうりんん") == ("堤防 風鈴", 1)


@pytest.mark.django_db
def test_only_what_the_filters_leave_is_offered() -> None:
    indexed("堤防です。", role="市長")
    nobody = TurnIndex.objects.filter(role="議長")
    assert near("提防") == ["堤防"]
    assert near("提防", rows=nobody) == []
    assert near("提防 from:2090年") == []


@pytest.mark.django_db
def test_words_of_drafts_and_withdrawn_turns_are_never_offered() -> None:
    meeting = factories.meeting(status=MeetingStatus.DRAFT)
    indexed("堤防です。", meeting=meeting)
    assert not ArchiveWord.objects.filter(word="堤防").exists()
    published = indexed("堤防です。", "風鈴です。")
    Turn.objects.filter(pk=published[0].pk).delete()
    assert ArchiveWord.objects.filter(word="堤防").exists()
    assert near("提防") == near("ていぼう") == near("teibou") == []


@pytest.mark.django_db
def test_where_two_may_be_meant_none_is_chosen() -> None:
    indexed("機会です。", "機械です。")
    assert meant("きかいい") is None
    assert sorted(near("きかいい")[:2]) == ["機会", "機械"]


@pytest.mark.django_db
def test_two_spellings_of_a_word_are_offered_as_one() -> None:
    indexed("空き家の対策を進めます。", "あき家は増えています。")
    assert near("あきや") == ["空き家"]
    assert meant("あきや") == ("空き家", 2)


@pytest.mark.django_db
def test_another_letter_alone_does_not_choose() -> None:
    indexed(*["予算です。"] * 9)
    assert near("予筧") == ["予算"]
    assert meant("予筧") is None


@pytest.mark.django_db
def test_few_hits_have_what_is_said_alike_and_far_more_beside() -> None:
    indexed("提防です。", *["堤防です。"] * 30)
    assert meant("提防") == ("堤防", 30)
    assert meant("堤防") is None


@pytest.mark.django_db
def test_a_rare_word_has_no_other_beside_that_is_as_rare() -> None:
    indexed("機会です。", *["機械です。"] * 5)
    assert meant("機会") is None
    assert meant("機会", mode=Mode.STRING) is None


@pytest.mark.django_db
def test_letters_that_merely_stand_side_by_side_are_not_offered() -> None:
    indexed("今御質問のあった件です。", "今御児童の話をします。", "お金の話です。")
    assert near("珊瑚") == []


@pytest.mark.django_db
def test_names_are_known_by_a_kanji_that_sounds_alike() -> None:
    meeting = factories.meeting(factories.body("潮騒町堤防検討会", factories.municipality("潮騒町")))
    person = factories.speaker("佐倉 清夫")
    indexed("はい。", "佐倉会長です。", meeting=meeting, label="佐倉会長", speaker=person)
    assert near("佐蔵会長")[:1] == ["佐倉会長"]
    assert near("発言者:佐蔵") == ["発言者:佐倉"]
    assert near("潮騒町堤防検討回")[:1] == ["会議:潮騒町堤防検討会"]


@pytest.mark.django_db
def test_a_name_under_which_nothing_is_public_is_not_offered() -> None:
    meeting = factories.meeting(
        factories.body("潮騒町堤防検討会", factories.municipality("潮騒町")), status=MeetingStatus.DRAFT
    )
    indexed("はい。", meeting=meeting, label="佐倉会長", speaker=factories.speaker("佐倉 清夫"))
    indexed("堤です。")
    assert near("佐蔵会長") == near("発言者:佐蔵") == near("潮騒町堤防検討回") == []


@pytest.mark.django_db
def test_no_stems_and_no_short_kana_are_words_to_look_for() -> None:
    indexed("言ったことがあって、彼らは急いだ。堤防を調べました。")
    words = set(ArchiveWord.objects.values_list("word", flat=True))
    assert {"堤防", "調べる", "急ぐ"} <= words
    assert words.isdisjoint({"言っ", "調べ", "急い", "あっ", "ある", "こと", "た"})


@pytest.mark.django_db
def test_words_that_no_turn_has_are_dropped_with_everything() -> None:
    [turn] = indexed("堤防です。")
    Turn.objects.filter(pk=turn.pk).update(text="風鈴です。")
    list(Reindexing(everything=True).batches())
    assert set(ArchiveWord.objects.values_list("word", flat=True)) == {"風鈴"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["ん" * 200, "機会" * 100, "a" * 200, "ー" * 30, "々々々", "ぱ゛゜", "1" * 30]
)
def test_whatever_is_typed_there_is_an_answer(typed: str) -> None:
    indexed("機会です。")
    assert ask(typed).absence is not None


@pytest.mark.parametrize(
    ("one", "other"), [("給食", "給職"), ("給食", "給"), ("給食", "学給食"), ("給食", "食給"), ("abc", "acb")]
)
def test_one_slip_of_the_hand_leaves_a_common_trace(one: str, other: str) -> None:
    assert is_one_off(one, other)
    assert is_one_off(other, one)
    assert len(other) < 2 or traces(one) & traces(other)


@pytest.mark.parametrize(
    ("one", "other"), [("給食", "給食"), ("給食", "学校"), ("abcd", "badc"), ("a", "abc")]
)
def test_two_slips_or_none_are_not_one(one: str, other: str) -> None:
    assert not is_one_off(one, other)


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("gakkou", "ガッコウ"),
        ("kyuushoku", "キュウショク"),
        ("sinbun", "シンブン"),
        ("shinnyuu", "シンニュウ"),
        ("kin'en", "キンエン"),
        ("bo-ru", "ボール"),
        ("tokyo", "トキョ"),
        ("xyz", None),
        ("test", None),
    ],
)
def test_latin_letters_are_read_as_kana(typed: str, kana: str | None) -> None:
    assert in_kana(typed) == kana


def test_sounds_that_are_written_in_two_ways_are_one() -> None:
    assert sound("トオリ") == sound("トウリ") == sound("とーり")
    assert sound("ツヅク") == sound("ツズク")
    assert sound("シエン") != sound("シイン")
    assert sound("ベエ") == sound("ベイ")
