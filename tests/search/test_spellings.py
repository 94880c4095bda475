"""Which other spellings the page names, and how many hits hold each."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.models import TurnIndex
from meetings.search import spellings
from meetings.search.hit_query import HitQuery
from meetings.search.request import Mode, Scope
from meetings.search.results import Spelling

from .asking import ask, found, indexed, request

pytestmark = pytest.mark.django_db


def named(typed: str, **options: object) -> dict[str, list[tuple[str, int | None]]]:
    """By what was typed the other spellings, with their counts."""
    return {
        word.typed: [(spelling.text, spelling.count) for spelling in word.spellings]
        for word in ask(typed, **options).spellings
    }


def test_hits_with_each_spelling_are_counted() -> None:
    indexed("サーバです。", "サーバーです。", "サーバーとサーバです。", "道路です。")
    assert named("サーバー") == {"サーバー": [("サーバ", 2)]}


def test_only_hits_are_counted() -> None:
    indexed("サーバです。", "サーバと道路です。", "サーバと公園です。", role="市長")
    indexed("サーバと道路です。", role="議長")
    assert named("サーバー 道路") == {"サーバー": [("サーバ", 2)]}
    assert named("サーバー 道路", rows=TurnIndex.objects.filter(role="市長")) == {"サーバー": [("サーバ", 1)]}
    assert named("サーバー -公園") == {"サーバー": [("サーバ", 3)]}
    assert named("サーバー 給食") == {}


def test_synonyms_and_years_are_counted() -> None:
    indexed("国保です。", "国民健康保険です。", "国保と令和6年です。", "2024年です。")
    assert named("国民健康保険") == {"国民健康保険": [("国保", 2)]}
    assert ("2024年", 1) in named("令和6年")["令和6年"]


def test_an_unticked_spelling_says_what_it_would_bring() -> None:
    indexed("サーバです。", "サーバーです。", "サーバの道路です。")
    answer = ask("サーバー", without=frozenset(["サーバ"]))
    assert answer.count == 1
    assert answer.spellings[0].spellings == (Spelling("サーバ", ticked=False, count=2),)


def test_an_unticked_spelling_stays_where_no_hit_has_it() -> None:
    indexed("サーバーです。", "サーバです。", "公園です。")
    assert named("サーバー 公園", without=frozenset(["サーバ"])) == {"サーバー": [("サーバ", 0)]}


@pytest.mark.parametrize("typed", ["言った", "あった", "高い", "入れない", "行います", "進んで"])
def test_forms_of_the_same_word_are_no_other_spelling(typed: str) -> None:
    indexed("言う。言わない。言える。言い方。", "ある。あり。", "高くない。高さ。高。", "入れれば。入れる。")
    indexed("行って、行わず、行い。", "進む。進み。", f"{typed}です。")
    assert named(typed) == {}


def test_another_spelling_of_a_verb_is_named_as_a_word() -> None:
    indexed("点検を行なった。", "点検を行う。", "点検を行わない。")
    assert named("行う") == {"行う": [("行なう", 1)]}
    assert found("行う", without=frozenset(["行なう"])) == ["点検を行う。", "点検を行わない。"]


@pytest.mark.parametrize(("typed", "other"), [("避難所", "避難ところです。"), ("三年", "三歳です。")])
def test_what_means_something_else_is_not_looked_for(typed: str, other: str) -> None:
    indexed(f"{typed}です。", other)
    assert found(typed) == [f"{typed}です。"]
    assert all(text not in other for word in named(typed).values() for text, _ in word)


def test_counts_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spellings, "MOST_COUNTED", 2)
    indexed(*("サーバです。" for _ in range(5)))
    assert named("サーバー") == {"サーバー": [("サーバ", 3)]}


def test_what_takes_long_is_counted_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    indexed("サーバです。", "サーバの更新です。")
    monkeypatch.setattr(spellings, "MOST_HITS", 1)
    assert named("サーバー") == {"サーバー": [("サーバ", None)]}
    assert named("サーバー", counts_spellings=True) == {"サーバー": [("サーバ", 2)]}


def test_phrases_scopes_and_characters_are_counted_on_demand() -> None:
    indexed("サーバについての話です。", "學校です。")
    for typed, options in (
        ("サーバーについての", {}),
        ("サーバー", {"scope": Scope.MEETING}),
        ("学校", {"mode": Mode.STRING}),
    ):
        [(_, quick)] = next(iter(named(typed, **options).values()))
        assert quick is None
        [(_, counted)] = next(iter(named(typed, counts_spellings=True, **options).values()))
        assert counted == 1


def test_all_spellings_are_counted_by_one_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    indexed("サーバと国保と令和6年です。", "サーバーとサーバと国民健康保険と2024年です。")
    asked = HitQuery(request("サーバー 国民健康保険 令和6年", without=frozenset(["国保"])))
    rows = TurnIndex.objects.all()
    assert asked.among(rows).count() == 1
    with django_assert_num_queries(1):
        assert len(spellings.spellings(asked, rows, 1)) == 3
