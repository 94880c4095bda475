"""How a single kanji is said within words.

The dictionary has words and not letters. So it is asked for words of the letter and one of some common
letters, whose part of the sound is known: 提案 is テイアン, 案 is アン.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from meetings.search.dictionary import listed_readings, readings

_COMMON = dict(
    word.split(":")
    for word in """
    案:アン 会:カイ 学:ガク 議:ギ 業:ギョウ 員:イン 化:カ 火:カ 館:カン 期:キ 金:キン 具:グ 計:ケイ
    見:ケン 権:ケン 限:ゲン 校:コウ 行:コウ 国:コク 産:サン 止:シ 示:ジ 事:ジ 室:シツ 者:シャ
    車:シャ 手:シュ 出:シュツ 書:ショ 所:ショ 場:ジョウ 食:ショク 心:シン 人:ジン 水:スイ 性:セイ
    正:セイ 線:セン 体:タイ 地:チ 中:チュウ 長:チョウ 定:テイ 点:テン 度:ド 土:ド 動:ドウ 道:ドウ
    内:ナイ 入:ニュウ 年:ネン 品:ヒン 物:ブツ 文:ブン 法:ホウ 民:ミン 面:メン 予:ヨ 用:ヨウ 理:リ
    立:リツ 流:リュウ 力:リョク 路:ロ
    """.split()  # noqa: SIM905 (a table)
)
MOST = 6
_SEVERAL = 2
"""Words that say a letter so, where any are many."""


@lru_cache(maxsize=1 << 12)
def kanji_sounds(letter: str) -> tuple[str, ...]:
    """Ways to say a kanji in katakana: as most words have it, then as it is by itself."""
    counted = Counter(_within_words(letter)).most_common(MOST)
    usual = [said for said, words in counted if words >= _SEVERAL] or [said for said, _ in counted]
    return tuple(dict.fromkeys([*usual, *readings(letter)]))[:MOST]


def _within_words(letter: str) -> Iterator[str]:
    for other, said in _COMMON.items():
        for whole in sorted(listed_readings(letter + other)):
            if whole.endswith(said) and whole != said:
                yield whole.removesuffix(said)
        for whole in sorted(listed_readings(other + letter)):
            if whole.startswith(said) and whole != said:
                yield whole.removeprefix(said)
