"""What is said where nothing was found, and what is left out where something was."""

from __future__ import annotations

import pytest

from meetings.models import TurnIndex
from meetings.search.query import Word, as_typed
from meetings.search.request import Mode, Scope
from meetings.search.results import Absence, LeftOut, RelaxedQuery
from tests import factories

from .asking import ask, indexed

pytestmark = pytest.mark.django_db


def absence(typed: str, **options: object) -> Absence:
    found = ask(typed, **options).absence
    assert found is not None
    return found


def typed(*relaxed: RelaxedQuery) -> list[tuple[str, int]]:
    """Each as one would type it, with its count."""
    return [(as_typed(relaxed.query), relaxed.count) for relaxed in relaxed]


def test_words_that_nobody_says_are_named() -> None:
    indexed("給食です。", label="市長")
    assert absence("給食 弁当 道路").missing_words == (Word("弁当"), Word("道路"))
    assert absence("弁当").without_filters == 0


def test_hits_that_the_filters_exclude_are_counted() -> None:
    indexed("給食です。", "給食です。", role="市長")
    nobody = TurnIndex.objects.filter(role="議長")
    assert absence("給食", rows=nobody).without_filters == 2
    assert absence("給食 from:2030年").without_filters == 2
    assert absence("給食 発言者:議長").without_filters == 0


def test_a_period_without_minutes_counts_the_turns_outside_it() -> None:
    indexed("給食です。", "道路です。")
    assert absence("to:2015年").without_filters == 2


def test_no_word_is_missing_that_another_turn_has() -> None:
    indexed("給食です。", "道路です。")
    why = absence("給食 道路")
    assert (why.missing_words, why.without_filters) == ((), 0)


def test_hits_as_characters_are_counted() -> None:
    indexed("東京都です。")
    results = ask("京都")
    assert results.absence is not None
    assert results.absence.as_string == 1
    assert results.left_out == LeftOut(1, "東京都")


def test_what_is_left_out_is_counted_within_all_conditions() -> None:
    indexed("東京都です。", "京都です。", "東京都の道路です。", role="市長")
    indexed("東京都です。", role="議長")
    remainder = ask("京都", rows=TurnIndex.objects.filter(role="市長")).left_out
    assert remainder == LeftOut(2, "東京都")
    assert ask("京都 -道路", rows=TurnIndex.objects.filter(role="市長")).left_out == LeftOut(1, "東京都")
    assert ask("東京都").left_out is None


def test_nothing_is_left_out_of_characters_or_of_wider_scopes() -> None:
    indexed("東京都です。")
    assert ask("京都", mode=Mode.STRING).left_out is None
    assert ask("京都", scope=Scope.ITEM).left_out is None


def test_nothing_is_said_of_an_absence_where_something_was_found() -> None:
    indexed("給食です。")
    assert ask("給食").absence is None


def test_an_empty_archive_says_so_of_every_query() -> None:
    assert absence("").without_filters == 0
    assert absence("給食").missing_words == (Word("給食"),)
    assert absence("-給食").missing_words == ()


def test_hits_without_the_names_asked_for_are_counted() -> None:
    indexed("給食です。", "給食です。", label="市長")
    indexed("道路です。", label="議長")
    assert typed(*absence("発言者:議長 給食").less_strict) == [("給食", 2)]
    assert absence("発言者:議長 給食", rows=TurnIndex.objects.filter(role="議長")).less_strict == ()
    assert absence("発言者:議長 弁当").less_strict == ()
    assert absence("発言者:議長 会議:教育").less_strict == ()


def test_hits_without_what_the_query_forbids_are_counted() -> None:
    indexed("給食の予算です。", "給食の会計です。")
    assert typed(*absence("給食 -給食").less_strict) == [("給食", 2)]


def test_a_name_that_nobody_has_is_tried_in_other_fields() -> None:
    town = factories.municipality("潮見野市")
    indexed("給食です。", meeting=factories.meeting(factories.body("潮見野市教育委員会", town)), label="市長")
    assert ("自治体:潮見野市 給食", 1) in typed(*absence("発言者:潮見野市 給食").other_names)
    indexed("道路です。", label="潮見野市", municipality=town)
    assert ("発言者:潮見野市 道路", 1) in typed(*absence("自治体:潮見野市 道路").other_names)


def test_a_name_that_is_forbidden_is_not_looked_for_elsewhere() -> None:
    indexed("給食です。", label="市長")
    assert absence("給食 -発言者:市長").other_names == ()


@pytest.mark.parametrize("behind", ["さん", "議員", "君"])
def test_a_name_is_looked_for_without_what_is_said_behind_it(behind: str) -> None:
    indexed("給食です。", label="高橋委員", speaker=factories.speaker("高橋"))
    assert typed(*absence(f"発言者:高橋{behind}").other_names) == [("発言者:高橋", 1)]
    assert absence(f"発言者:鈴木{behind}").other_names == ()


def test_an_office_that_nobody_says_is_looked_for_as_who_speaks() -> None:
    indexed("駐輪場を広げます。", label="建設課長")
    assert typed(*absence("建設課長").other_names) == [("発言者:建設課長", 1)]
    assert typed(*absence("建設課長 駐輪場").other_names) == [("発言者:建設課長 駐輪場", 1)]
    indexed("建設課長が話します。")
    assert typed(*absence("建設課長 駐輪場").other_names) == [("発言者:建設課長 駐輪場", 1)]
    assert absence("建設工事").other_names == ()


def test_the_example_left_out_is_not_a_word_the_turn_holds() -> None:
    indexed("給食は東京都の給食費で決めます。")
    assert ask("給食 京都").left_out == LeftOut(1, "東京都")
    indexed("小・中学校です。")
    assert ask("學校").left_out == LeftOut(1, "小・中学校")


def test_the_narrowest_scope_with_all_words_is_named() -> None:
    meeting = factories.meeting()
    item = factories.item(meeting, "予算")
    indexed("給食です。", "道路です。", meeting=meeting, item=item)
    indexed("公園です。", meeting=meeting)
    assert absence("給食 道路").wider == (Scope.ITEM, 2)
    assert absence("給食 公園").wider == (Scope.MEETING, 2)
    assert absence("給食 公園", scope=Scope.ITEM).wider == (Scope.MEETING, 2)
    assert absence("給食 弁当").wider is None
