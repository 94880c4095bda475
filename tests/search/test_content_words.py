"""What a phrase is about."""

from __future__ import annotations

import pytest

from meetings.search.content_words import MOST_WORDS, content_words


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("公園の遊具", ["公園", "遊具"]),
        ("歩道が狭くて危ない", ["歩道", "狭い", "危ない"]),
        ("令和6年度の予算", ["令和6年度", "予算"]),
        ("お年寄りの見守り", ["お年寄り", "見守り"]),
        ("交付率が50%を超えた", ["交付率", "50%", "超える"]),
        ("家庭的な雰囲気", ["家庭的", "雰囲気"]),
        ("水が臭い", ["水", "臭い"]),
        ("遊具に関する要望", ["遊具", "要望"]),
        ("ことのために", []),
        ("は", []),
        ("ゑ", []),
        ("めの検査", ["検査"]),
        ("", []),
    ],
)
def test_content_words_are_cut_out(phrase: str, words: list[str]) -> None:
    assert content_words(phrase) == words


@pytest.mark.parametrize(
    ("compound", "nouns"),
    [
        ("水道料金", ["水道", "料金"]),
        ("水道料金の改定", ["水道料金", "改定"]),
        ("令和6年度", ["令和6年度"]),
        ("遊具", ["遊具"]),
        ("街灯418基", ["街灯", "418基"]),
        ("3分の1助成", ["3分の1", "助成"]),
        ("第3回", ["第3回"]),
        ("公園会議第3回", ["公園会議", "第3回"]),
        ("平成30年度予算", ["平成30年度予算"]),
        ("街灯が418基", ["街灯", "418基"]),
    ],
)
def test_a_lone_compound_is_cut_into_nouns(compound: str, nouns: list[str]) -> None:
    assert content_words(compound, cuts_compounds=True) == nouns


def test_a_sentence_has_few_content_words() -> None:
    assert len(content_words("と".join(f"{n}番橋" for n in range(1, 40)))) == MOST_WORDS
