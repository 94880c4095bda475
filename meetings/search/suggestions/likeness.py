"""When two runs of letters are one slip of the hand apart: a letter more, less or other, or two swapped.

Such neighbours have a run in common once each has lost one letter at most. So each word keeps the hashes of
these runs (`traces`), and its neighbours are looked up by them in an inverted index, however many words
there are.
"""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

LONGEST = 20
"""Letters of a word that is compared so."""


@lru_cache(maxsize=1 << 15)
def traces(text: str) -> frozenset[int]:
    """The hashes of the text and of what it is without any one of its letters."""
    return frozenset(map(_hash, _runs(text)) if len(text) <= LONGEST else ())


def _runs(text: str) -> Iterator[str]:
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def _hash(run: str) -> int:
    """A whole number as PostgreSQL keeps it in four bytes."""
    return crc32(run.encode()) - (1 << 31)


def is_one_off(one: str, other: str) -> bool:
    """Whether they differ by one slip; not whether they are the same."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    left, right = differing(one, other)
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


def differing(one: str, other: str) -> tuple[str, str]:
    """What is left of both without what they begin and end with alike."""
    shorter = min(len(one), len(other))
    begin = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - begin
    end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return one[begin : len(one) - end], other[begin : len(other) - end]
