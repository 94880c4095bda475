"""Words of local government that mean nearly the same, by groups: 国保 and 国民健康保険.

The groups are those of `synonyms.txt` and those that the staff keep (`SynonymGroup`). A reader sees which of
them were looked for, and can untick each.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from meetings.models import SynonymDirection, SynonymGroup

from .analysis import Token, is_word, tokens
from .folding import fold
from .reading import read

_FILE = Path(__file__).with_suffix(".txt")
_BETWEEN_WORDS = re.compile(r"[\s、，,]+")

LONGEST_WORD = 40
MOST_WORDS = 20
"""Words of a group; a query is not written in many more ways (`alternatives.MOST`)."""

_Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Which words stand for which."""

    others: Mapping[_Keys, tuple[str, ...]]
    """For each word, by the keys of its parts, those that it also finds."""
    longest: int
    """The most parts that one has."""

    def among(self, words: Sequence[Token]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where among the words of a query are some with synonyms, from the first to behind the last, and
        these; the longest run at each place."""
        keys = tuple(word.key for word in words)
        for begin in range(len(keys)):
            for end in range(min(len(keys), begin + self.longest), begin, -1):
                if others := self.others.get(keys[begin:end]):
                    yield begin, end, others
                    break


def current_synonyms() -> Synonyms:
    """The synonyms as they are now. One question, so that a change is known at once in every process."""
    columns = SynonymGroup.objects.order_by("pk").values_list("words", "direction", "is_used")
    return _synonyms(tuple(columns))


@lru_cache(maxsize=2)
def _synonyms(kept: tuple[tuple[str, str, bool], ...]) -> Synonyms:
    """The synonyms of these groups of the staff, and of the shipped ones that have no word of them."""
    theirs = {keys_of(word) for words, _, _ in kept for word in words.split()}
    others: dict[_Keys, tuple[str, ...]] = {}
    for group in groups():
        if theirs.isdisjoint(map(keys_of, group)):
            others |= _found_from(group)
    for words, direction, is_used in kept:
        if is_used:
            group = tuple(words.split())
            found = _found_from(group)
            first = keys_of(group[0])
            others |= {first: found[first]} if direction == SynonymDirection.FIRST else found
    return Synonyms(others, max(map(len, others), default=0))


def _found_from(group: Sequence[str]) -> dict[_Keys, tuple[str, ...]]:
    """For each word of a group the others."""
    written = {keys_of(word): read(fold(word)) for word in reversed(group)}
    return {keys: tuple(text for other, text in written.items() if other != keys) for keys in written}


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The shipped groups as they are written."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


def groups_replaced(words: Iterable[str]) -> list[tuple[str, ...]]:
    """The shipped groups whose place a group of these words takes."""
    own = set(map(keys_of, words))
    return [group for group in groups() if not own.isdisjoint(map(keys_of, group))]


def words_typed(text: str) -> tuple[str, ...]:
    """The words of a group as somebody types them, each once."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN_WORDS.split(text))))


def mistakes(words: Sequence[str], others: Iterable[SynonymGroup]) -> Iterator[str]:
    """What is wrong with a new group beside the others of the staff, in sentences for them."""
    if len(words) < 2:
        yield "同じ意味の言葉を二つ以上、空白か改行で区切って入力してください。"
        return
    if len(words) > MOST_WORDS:
        yield f"一つの組に入れられる言葉は{MOST_WORDS}個までです。"
    for word in words:
        if len(word) > LONGEST_WORD:
            yield f"「{word[:LONGEST_WORD]}…」は長すぎます。{LONGEST_WORD}字までの言葉にしてください。"
        elif not any(is_word(token.surface) for token in tokens(read(fold(word)))):
            yield f"「{word}」は文字や数字を含まないため、言葉としてさがせません。"
    keys = {word: keys_of(word) for word in words}
    if len(set(keys.values())) < 2:
        yield f"「{'」「'.join(words)}」は、登録しなくても同じ言葉としてさがしています。"
    for other in others:
        theirs = set(map(keys_of, other.each))
        for word in words:
            if keys[word] in theirs:
                yield f"「{word}」は、ほかの組「{other}」にもあります。一つの言葉は一つの組にだけ入れます。"


@lru_cache(maxsize=1 << 12)
def keys_of(word: str) -> _Keys:
    """What all its spellings share: 空き家, あき家."""
    return tuple(token.key for token in tokens(read(fold(word))))
