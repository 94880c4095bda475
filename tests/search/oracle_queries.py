"""Queries of every kind, made from what an archive's own turns say; the same archive gives the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

from meetings.search.analysis import is_content
from meetings.search.folding import spellings_of
from meetings.search.query import parse
from meetings.search.request import Mode, Scope, SearchRequest

from .oracle import Oracle, PublicTurn, is_word

WRITTEN = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
"""By hand, one a line."""

SCOPED = (Scope.ITEM, Scope.MEETING)


@dataclass(frozen=True)
class Asked:
    """A query, and of what kind it is."""

    kind: str
    request: SearchRequest

    def __str__(self) -> str:
        asked = self.request
        without = f" without {sorted(asked.without)}" if asked.without else ""
        return f"{self.kind}: {asked.query.typed!r} ({asked.mode}, {asked.scope}{without})"


class Maker:
    """Makes queries of one kind after the other from an oracle's turns."""

    def __init__(self, oracle: Oracle, seed: int = 4) -> None:
        self.oracle = oracle
        self.random = random.Random(seed)
        content = [surface for surface in oracle.surfaces if is_content(surface)]
        self.rare = [surface for surface in content if len(oracle.where[surface]) < 4]

    def all(self, each: int) -> Iterator[Asked]:
        """`each` queries of each kind, and those that are written here."""
        kinds: dict[str, Callable[[], str]] = {
            "rare word": lambda: self.random.choice(self.rare),
            "word": self.word,
            "two words run together": lambda: self.compound(2),
            "three": lambda: self.compound(3),
            "four or more": lambda: self.compound(self.random.randint(4, 6)),
            "a run of any tokens": lambda: self.run(self.random.randint(2, 7)),
            "cut short": lambda: self.run(self.random.randint(1, 4))[:-1],
            "hiragana": lambda: self.token(
                lambda one: one.strip("あいうえおかきくけこさしすせそ") == "" or not is_content(one)
            ),
            "katakana": lambda: self._long_vowel(self.token(lambda one: "ー" in one or "ァ" < one[0] < "ヶ")),
            "figures": lambda: self.token(str.isdigit) + self.random.choice(["", "年", "号", "億円"]),
            "Latin": lambda: self.token(str.isascii).upper(),
            "other forms": lambda: self.other_forms(self.token(_has_forms) + self.random.choice(["", "会"])),
            "one or two characters": lambda: self.characters(self.random.randint(1, 2)),
            "exact": lambda: f'"{self.characters(self.random.randint(1, 12))}"',
            "exact in another form": lambda: f'"{self.other_forms(self.token(_has_forms))}"',
            "shuffled": self.shuffled,
            "and": lambda: f"{self.word()} {self.near_word()}",
            "three at once": lambda: f"{self.word()} {self.near_word()} {self.near_word()}",
            "or": lambda: f"{self.compound(2)} OR {self.word()}",
            "not": lambda: f"{self.word()} -{self.near_word()}",
            "nothing but not": lambda: f"-{self.word()} -{self.compound(2)}",
            "nest": self.nest,
            "speaker": lambda: (
                f"発言者:{self.random.choice(self.turn().speaker_names or ['議長'])} {self.word()}"
            ),
            "label": lambda: (
                f"発言者:{self.random.choice(self.turn().labels or ['議長'])[:3]} -{self.word()}"
            ),
            "town": lambda: f"自治体:{self.one_of('places')} {self.word()}",
            "meeting": lambda: f"会議:{self.one_of('meetings')} {self.word()}",
            "item": lambda: f"議題:{self.one_of('items')[:4]} {self.word()}",
            "who or what": lambda: f"(発言者:{self.one_of('labels')} OR {self.word()}) {self.near_word()}",
            "near": lambda: f"{self.word()} NEAR/{self.random.randint(0, 50)} {self.near_word()}",
            "near itself": lambda: f"{self.word()} NEAR/9 {self.near_word()} NEAR/9 {self.near_word()}",
            "near either": lambda: (
                f'({self.compound(2)} OR {self.word()}) NEAR "{self.near_word()}" -{self.near_word()}'
            ),
            "not near": lambda: f"{self.word()} -({self.compound(2)} NEAR/20 {self.near_word()})",
            "dates": lambda: f"{self.word()} from:{self.turn().date} to:{self.turn().date}",
        }
        for kind, make in kinds.items():
            for _ in range(each):
                typed = make()
                yield self.asked(kind, typed)
                if kind in STRINGS:
                    yield self.asked(kind, typed, mode=Mode.STRING)
                if kind in WIDE:
                    yield from (self.asked(kind, typed, scope=scope) for scope in SCOPED)
        for _ in range(2 * each):
            yield from self.unticked()
        for typed, mode in product(WRITTEN, Mode):
            yield self.asked("written", typed, mode=mode)
        for typed in WRITTEN:
            yield self.asked("written", typed, scope=self.random.choice(SCOPED))

    def pairs(self) -> Iterator[Asked]:
        """What is written here, each with the next."""
        for typed in map(" ".join, pairwise(WRITTEN)):
            yield self.asked("side by side", typed)
            yield self.asked("side by side", typed, scope=self.random.choice(SCOPED))

    def asked(
        self,
        kind: str,
        typed: str,
        mode: Mode = Mode.WORD,
        scope: Scope = Scope.TURN,
        without: frozenset[str] = frozenset(),
    ) -> Asked:
        return Asked(kind, SearchRequest(query=parse(typed), mode=mode, scope=scope, without=without))

    def turn(self) -> PublicTurn:
        self._turn = self.random.choice(self.oracle.turns)
        return self._turn

    def one_of(self, names: str) -> str:
        """One of the names that some turn has."""
        return self.random.choice(getattr(self.turn(), names) or ["議長"])

    def token(self, meant: Callable[[str], bool]) -> str:
        """One that turns say as often as they say it."""
        for _ in range(500):
            fitting = [one for one in self.turn().surfaces if is_word(one) and meant(one)]
            if fitting:
                return self.random.choice(fitting)
        return "会議"

    def word(self) -> str:
        return self.token(is_content)

    def near_word(self) -> str:
        """Another of the turn that gave the last word."""
        return self.random.choice([one for one in self._turn.surfaces if is_content(one)] or ["会議"])

    def compound(self, length: int) -> str:
        for _ in range(500):
            surfaces = self.turn().surfaces
            start = self.random.randrange(len(surfaces))
            run = surfaces[start : start + length]
            if len(run) == length and all(map(is_content, run)):
                return "".join(run)
        return self.run(length)

    def run(self, length: int) -> str:
        surfaces = self.turn().surfaces
        start = self.random.randrange(len(surfaces))
        return "".join(surfaces[start : start + length])

    def characters(self, length: int) -> str:
        text = self.turn().folded
        start = self.random.randrange(len(text))
        return text[start : start + length].replace('"', "")

    def shuffled(self) -> str:
        letters = list(self.compound(3))
        self.random.shuffle(letters)
        return "".join(letters)

    def other_forms(self, text: str) -> str:
        return "".join(self.random.choice(spellings_of(letter)) for letter in text)

    def nest(self) -> str:
        a, b, c, d = self.word(), self.near_word(), self.compound(2), self.word()
        forms = ("({a} OR {c}) -{b}", "({a} {b}) OR ({c} -{d})", "{a} (-{b} OR {d})", "-({a} -{b}) {d}")
        more = ("-({a} OR (-{b} {c})) {d}", "(-{a} OR -{c}) {b}", "-(-{a} OR -{b})", "-{a} OR {b}")
        return self.random.choice(forms + more).format(a=a, b=b, c=c, d=d)

    def unticked(self) -> Iterator[Asked]:
        """A word that has other spellings, less some of them."""
        shared = [same for same in self.oracle.same.values() if len(same) > 1]
        same = sorted(self.random.choice(shared))
        typed = self.random.choice(same)
        others = [*same, *{self.other_forms(typed) for _ in range(3)}, *self.other_forms(typed)]
        without = frozenset(self.random.sample(others, self.random.randint(1, len(others))))
        yield self.asked("unticked", typed, without=without)
        yield self.asked("unticked", f"{typed} {self.word()}", mode=Mode.STRING, without=without)

    def _long_vowel(self, word: str) -> str:
        return word.removesuffix("ー") if word.endswith("ー") and len(word) > 2 else word + "ー"


STRINGS = {"word", "two words run together", "cut short", "other forms", "one or two characters"}
STRINGS |= {"and", "not", "nest", "near", "near either"}
"""Kinds that are asked as strings, too."""
WIDE = {
    "and",
    "three at once",
    "or",
    "not",
    "nothing but not",
    "nest",
    "label",
    "who or what",
    "near",
    "not near",
}
"""Kinds that are asked in every scope."""


def _has_forms(token: str) -> bool:
    return any(len(spellings_of(letter)) > 1 for letter in token)
