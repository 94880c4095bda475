"""And, or, not, and how far the words of a query may stand apart."""

import pytest

from meetings.models import TurnIndex
from meetings.search.request import Mode, Scope
from tests import factories

from .asking import ask, found, indexed

pytestmark = pytest.mark.django_db


def test_all_words_must_stand_in_one_turn() -> None:
    indexed("給食の無償化です。", "給食の話です。", "無償化の話です。")
    assert found("給食 無償化") == ["給食の無償化です。"]


def test_one_of_several_is_enough() -> None:
    indexed("給食の話です。", "弁当の話です。", "道路の話です。")
    assert found("給食 OR 弁当") == ["給食の話です。", "弁当の話です。"]


def test_what_is_forbidden_is_left_out() -> None:
    indexed("給食を検討します。", "給食を始めます。", "道路を始めます。")
    assert found("給食 -検討") == ["給食を始めます。"]
    assert found("-検討") == ["給食を始めます。", "道路を始めます。"]
    assert found("-検討 -道路") == ["給食を始めます。"]
    assert found("-検討 OR 給食") == ["給食を検討します。", "給食を始めます。", "道路を始めます。"]


def test_a_negation_within_alternatives_is_a_set_like_any_other() -> None:
    indexed("給食と道路です。", "弁当と道路です。", "道路です。", "給食です。")
    assert found("(給食 OR -弁当) 道路") == ["給食と道路です。", "道路です。"]
    assert found("-(給食 -道路) 道路") == ["給食と道路です。", "弁当と道路です。", "道路です。"]
    assert found("-(給食 OR 弁当)") == ["道路です。"]


def test_words_may_stand_in_different_turns_of_one_item() -> None:
    meeting = factories.meeting()
    first, second = factories.item(meeting, "給食"), factories.item(meeting, "道路")
    indexed("給食です。", "無償化です。", meeting=meeting, item=first)
    indexed("給食の道です。", meeting=meeting, item=second)
    assert found("給食 無償化") == []
    assert found("給食 無償化", scope=Scope.ITEM) == ["給食です。", "無償化です。"]
    assert found("給食 無償化", scope=Scope.MEETING) == ["給食です。", "無償化です。", "給食の道です。"]


def test_turns_outside_all_items_are_one_group_a_meeting() -> None:
    indexed("給食です。", "無償化です。")
    indexed("給食の二回目です。")
    assert found("給食 無償化", scope=Scope.ITEM) == ["給食です。", "無償化です。"]


def test_a_forbidden_word_is_nowhere_in_the_meeting() -> None:
    indexed("給食です。", "検討です。")
    indexed("給食を始めます。")
    assert found("給食 -検討", scope=Scope.TURN) == ["給食を始めます。", "給食です。"]
    assert found("給食 -検討", scope=Scope.MEETING) == ["給食を始めます。"]


def test_a_forbidden_word_alone_excludes_whole_meetings() -> None:
    indexed("給食です。", "検討です。")
    indexed("道路です。")
    assert found("-検討", scope=Scope.MEETING) == ["道路です。"]
    assert found("-検討 -予算", scope=Scope.MEETING) == ["道路です。"]
    assert found("-検討 OR 予算", scope=Scope.MEETING) == ["道路です。"]


def test_who_speaks_is_asked_of_the_hit_itself_in_every_scope() -> None:
    meeting = factories.meeting()
    indexed("給食です。", meeting=meeting, label="市長")
    indexed("無償化です。", "給食の続きです。", meeting=meeting, label="議長")
    hits = ["無償化です。", "給食の続きです。"]
    assert found("発言者:議長 給食 無償化", scope=Scope.MEETING) == hits
    assert found("-発言者:市長 給食 無償化", scope=Scope.MEETING) == hits


def test_one_of_several_speakers_is_asked_of_the_hit_itself() -> None:
    meeting = factories.meeting()
    indexed("給食です。", meeting=meeting, label="市長")
    indexed("始めます。", meeting=meeting, label="議長")
    indexed("給食の続きです。", meeting=meeting, label="委員")
    assert found("(発言者:市長 OR 発言者:議長) 給食", scope=Scope.MEETING) == ["給食です。"]


def test_filters_cut_the_hits_and_not_what_else_the_meeting_says() -> None:
    meeting = factories.meeting()
    indexed("給食です。", meeting=meeting, role="市長")
    indexed("無償化です。", meeting=meeting, role="議長")
    rows = TurnIndex.objects.filter(role="市長")
    assert found("給食 無償化", rows, scope=Scope.MEETING) == ["給食です。"]


def test_no_remainder_in_a_wider_scope_or_for_characters() -> None:
    indexed("東京都です。", "京都です。")
    remainder = ask("京都").left_out
    assert remainder is not None
    assert (remainder.count, remainder.example) == (1, "東京都")
    assert ask("京都", scope=Scope.MEETING).left_out is None
    assert ask("京都", mode=Mode.STRING).left_out is None
    assert ask('"京都"').left_out is None
