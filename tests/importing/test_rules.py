"""Lines drawn with signs part what is printed and are nobody's words."""

import pytest

from meetings.importing import read_document
from meetings.importing.parser.page.furniture import is_rule

PAPER = """第４回　朝霧市港湾審議会　会議録
日時　令和６年７月９日（火）14:00～15:00
場所　朝霧市役所
出席者　会長　小暮 凪、委員　葛城 渚
{rule}
会長：始めます。
葛城委員：岸壁の工事は進んでいますか。
事務局：進んでいます。
{rule}
会長：終わります。
{rule}
"""
STROKES = "-−－―─━═＝=‐‑‒–—_＿~〜～￣‾┄┅┈╌⸺⸻﹘﹣⁃"


@pytest.mark.parametrize("stroke", STROKES)
def test_a_rule_of_any_stroke_belongs_to_the_page(stroke: str) -> None:
    document = read_document(PAPER.format(rule=stroke * 20).encode(), "a.txt")
    (meeting,) = document.meetings
    assert [turn.text for turn in meeting.turns] == [
        "始めます。", "岸壁の工事は進んでいますか。", "進んでいます。", "終わります。",
    ]  # fmt: skip
    assert document.furniture == [(line, stroke * 20) for line in (5, 9, 11)]


@pytest.mark.parametrize(
    "drawn", ["┌──┬──┐", "│　　│　　│", "╔══╗", "・・・・・", "…………", "ーーーー", "* * *"]
)
def test_what_is_drawn_with_other_signs_is_a_rule_too(drawn: str) -> None:
    assert is_rule(drawn)


@pytest.mark.parametrize("words", ["－１－２－", "一一一", "──会長──", "--", "はーーい"])
def test_words_and_pairs_of_dashes_are_no_rule(words: str) -> None:
    assert not is_rule(words)
