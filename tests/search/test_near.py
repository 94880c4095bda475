"""Words like one that nobody says."""

from __future__ import annotations

import pytest

from meetings.search.absence import MOST_NEAR

from .asking import ask, said

pytestmark = pytest.mark.django_db


def near(typed: str) -> tuple[str, ...]:
    absence = ask(typed).absence
    assert absence is not None
    return absence.near


def test_too_long_a_word_is_offered_without_its_first_or_last_part() -> None:
    said("学校給食です。")
    assert "学校給食" in near("学校給食費")
    assert "学校給食" in near("小学校給食")


def test_a_word_with_one_letter_more_less_or_other_is_offered() -> None:
    said("サーバを替えます。打合せです。")
    assert near("サバ") == ("サーバ",)
    assert near("打会せ") == ("打合せ",)


def test_only_what_some_turn_says_is_offered() -> None:
    said("道路です。")
    assert near("学校給食費") == ()


def test_there_are_few_offers_and_each_is_made_once() -> None:
    said(*(f"サーバ{letter}です。サ{letter}バです。" for letter in "ーアイウエオカキク"))
    offers = near("サバ 給食サーバ")
    assert len(offers) <= MOST_NEAR
    assert len(set(offers)) == len(offers)


def test_what_would_be_read_as_something_else_is_not_offered() -> None:
    said("予算は-19です。")
    assert near("COVID-19") == ()
