"""What a drill finds out, from what the clerk did and what readers were shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

PHRASE = "避難訓練の合言葉"
_PRINTED = re.compile(rf"{PHRASE}は第(\d+)号です")


def sentence(number: int) -> str:
    """The words of the turn with this number, which nothing else on the site has."""
    return f"{PHRASE}は第{number}号です。"


def numbers_in(page: str) -> frozenset[int]:
    """The turns whose words a page shows, marked as found or not."""
    return frozenset(int(number) for number in _PRINTED.findall(re.sub(r"</?mark[^>]*>", "", page)))


@dataclass
class Turn:
    """A turn that the clerk published, and the moment in which it was answered that it is withdrawn."""

    number: int
    key: str
    """Of its row."""
    address: str
    withdrawn: float | None = None


@dataclass(frozen=True)
class Sight:
    """A page that was shown to somebody."""

    asked: float
    shown: float
    site: str
    numbers: frozenset[int]


@dataclass
class Seen:
    """All that was seen in a drill. Moments are seconds of one clock."""

    turns: list[Turn] = field(default_factory=list)
    writes: list[tuple[float, float]] = field(default_factory=list)
    """When what the clerk sent in was sent, and when the answer came that it is done."""
    sights: list[Sight] = field(default_factory=list)
    refusals: int = 0
    late: int = 0
    """Turns that a reader was not shown right after the clerk was told that they are public."""
    lags: list[float] = field(default_factory=list)
    killed: float = 0.0
    lost: int = 0


def served_after_withdrawal(seen: Seen, copies_live: float = 0.0) -> list[Sight]:
    """Pages that show words all the same which were withdrawn when they were asked for; where there are
    copies in front, for so many seconds."""
    withdrawn = {turn.number: turn.withdrawn for turn in seen.turns if turn.withdrawn is not None}
    return [
        sight
        for sight in seen.sights
        if any(withdrawn.get(number, sight.asked) + copies_live < sight.asked for number in sight.numbers)
    ]


def lost(turns: Iterable[Turn], rows: Mapping[str, tuple[str, bool]]) -> int:
    """How much a database lacks of what the clerk was told is done. Its rows: the text, and if withdrawn."""
    missing = 0
    for turn in turns:
        text, is_withdrawn = rows.get(turn.key, ("", False))
        missing += text != sentence(turn.number)
        missing += turn.withdrawn is not None and not is_withdrawn
    return missing


def longest_wait(moments: Iterable[float]) -> float:
    """The longest time between two of them."""
    return max((after - before for before, after in pairwise(sorted(moments))), default=0.0)


def seconds_without_writes(seen: Seen) -> float:
    """From the kill to the first answer to what was sent in after it; without one, for ever."""
    return min((done for sent, done in seen.writes if sent > seen.killed), default=inf) - seen.killed


def blind_sites(seen: Seen, sites: Sequence[str]) -> list[str]:
    """Sites that never showed a word of the clerk's: what was not seen there proves nothing."""
    return [site for site in sites if not any(s.numbers for s in seen.sights if s.site == site)]


def report(seen: Seen, sites: Sequence[str]) -> tuple[list[str], bool]:
    """The lines to print, and whether all is as it must be."""
    waits = longest_wait(sight.shown for sight in seen.sights)
    shown, turned = len(seen.sights), seen.refusals
    after = len(served_after_withdrawal(seen))
    blind = blind_sites(seen, sites)
    silent = seconds_without_writes(seen)
    lines = [
        f"複製の遅れ（最大）　　　　　　　 {max(seen.lags, default=0.0):.2f} 秒",
        f"閲覧の途切れ（最大）　　　　　　 {waits:.2f} 秒（{shown:,} 回表示、{turned:,} 回は別のサイトへ）",
        f"書き込みの途切れ　　　　　　　　 {silent:.2f} 秒",
        f"失われた書き込み　　　　　　　　 {seen.lost} 件（{len(seen.writes):,} 件のうち）",
        f"公開直後に表示されなかった発言　 {seen.late} 件",
        f"取消後に表示された発言　　　　　 {after} 件",
    ]
    if blind:
        lines.append(f"発言が一度も表示されなかったサイト：{'、'.join(blind)}")
    return lines, not (seen.lost or seen.late or after or blind or silent == inf)
