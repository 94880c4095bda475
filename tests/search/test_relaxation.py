"""Words like one that nobody says."""

from __future__ import annotations

import pytest

from meetings.search.absence import MOST_NEAR
from meetings.search.query import as_typed

from .asking import ask, indexed

pytestmark = pytest.mark.django_db


def near(typed: str) -> tuple[str, ...]:
    absence = ask(typed).absence
    assert absence is not None
    return tuple(as_typed(relaxed.query) for relaxed in absence.near)


def test_too_long_a_word_is_offered_without_an_end() -> None:
    indexed("学校給食です。")
    assert "学校給食" in near("学校給食費")
    assert "学校給食" in near("中央学校給食")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("空き家の補助", {"空き家", "補助"}), ("参加した人数", {"人数"}), ("バスは停まる", {"バス", "停まる"})],
)
def test_no_particle_or_ending_is_offered_with_a_word(typed: str, offered: set[str]) -> None:
    indexed("空き家の件です。", "補助の件です。", "した人数です。バスは来ます。停まる所です。")
    assert offered <= set(near(typed))
    assert not {each for each in near(typed) if each[0] in "のしは" or each[-1] in "のしは"}


def test_a_word_with_one_letter_more_less_or_other_is_offered() -> None:
    indexed("サーバを替えます。打合せです。")
    assert near("サバ") == ("サーバ",)
    assert near("打会せ") == ("打合せ",)


def test_only_what_some_turn_says_is_offered() -> None:
    indexed("道路です。")
    assert near("学校給食費") == ()


def test_there_are_few_offers_and_each_is_made_once() -> None:
    indexed(*(f"サーバ{letter}です。サ{letter}バです。" for letter in "ーアイウエオカキク"))
    offers = near("サバ 給食サーバ")
    assert len(offers) <= MOST_NEAR
    assert len(set(offers)) == len(offers)


def test_the_rest_of_the_query_stays_with_a_word_that_is_offered() -> None:
    indexed("打合せと道路です。", label="市長")
    indexed("打合せと公園です。", label="議長")
    assert near("打会せ 道路 発言者:市長 from:2000-01-01") == ("打合せ 道路 発言者:市長 from:2000-01-01",)
    assert near("打会せ 公園 発言者:市長") == ()


def test_a_letter_alone_is_not_offered() -> None:
    indexed("R、6、RCです。")
    assert near("R6") == ()


def test_what_would_be_read_as_something_else_is_not_offered() -> None:
    indexed("予算は-19です。")
    assert near("COVID-19") == ()


@pytest.mark.parametrize(("typed", "label"), [("町長の発言", "町長"), ("水道課長の答弁", "水道課長")])
def test_what_an_office_says_is_offered_by_who_speaks(typed: str, label: str) -> None:
    indexed("漏水を直します。", label=label)
    absence = ask(typed).absence
    assert absence is not None
    assert [as_typed(each.query) for each in absence.other_names] == [f"発言者:{label}"]


def test_what_is_said_of_an_office_is_not_offered_by_who_speaks() -> None:
    indexed("漏水を直します。", label="町長")
    absence = ask("町長の給与").absence
    assert absence is not None
    assert absence.other_names == ()
