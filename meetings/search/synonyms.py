"""Words of local government that mean nearly the same, by groups: 国保 and 国民健康保険.

The groups are in `synonyms.txt`. A reader sees which of them were looked for, and can untick each.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from .analysis import Token, tokens
from .folding import fold
from .reading import read

_FILE = Path(__file__).with_suffix(".txt")

_Keys = tuple[str, ...]


def synonyms_of(words: Sequence[Token]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where among the words of a query are some with synonyms, from the first to behind the last, and these;
    the longest run at each place."""
    known, longest = _synonyms()
    keys = tuple(word.key for word in words)
    for begin in range(len(keys)):
        for end in range(min(len(keys), begin + longest), begin, -1):
            if others := known.get(keys[begin:end]):
                yield begin, end, others
                break


def groups() -> Iterator[tuple[str, ...]]:
    """The groups as they are written."""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split())


@cache
def _synonyms() -> tuple[dict[_Keys, tuple[str, ...]], int]:
    """For each word, by the keys of its parts, the others of its group; and the most parts that one has."""
    known: dict[_Keys, tuple[str, ...]] = {}
    for group in groups():
        written = {_keys(word): read(fold(word)) for word in reversed(group)}
        for keys in written:
            known[keys] = tuple(text for other, text in written.items() if other != keys)
    return known, max(map(len, known))


def _keys(word: str) -> _Keys:
    return tuple(token.key for token in tokens(read(fold(word))))
