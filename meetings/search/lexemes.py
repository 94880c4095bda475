"""What one turn leaves in the search index: its text cut into words, and its tags.

The database makes the lexemes of a row from these two (the function `minutes_lexemes`, migration 0010); here
they are named for those who ask for them. Lexemes of five sorts share one vector, so that any mixture of
conditions is one look-up. The first character tells the sort; folded text has no control characters.

- a word, or a sign between words, bare: 給食
- a pair of neighbouring words, both content (`is_content`): ␟学校␟給食. With it a compound of two words is
  found by one look-up, and longer ones have few candidates
- two neighbouring characters: ␞給食; the last of a run that white space ends is alone: ␞食
- a subject (a tag): a word or pair with ␜ in front, where the turn says it often or its agenda item is titled
  with it
- who speaks (a tag), as printed: ␛会長

The index has what is printed, in half width and lower case. Every other likeness (サーバ and サーバー, 髙
and 高) is made by the query, so that a reader can see it and take it away.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise, starmap
from typing import NamedTuple

from .analysis import BREAK, cut, is_content, is_word
from .folding import fold
from .reading import read
from .word_keys import said_as

SEPARATOR = BREAK
"""Between the words of a turn's text, before the first and behind the last."""
_GRAM = "\x1e"
_SUBJECT = "\x1c"
_LABEL = "\x1b"
LONG_TURN = "\x1d"
"""The first tag of a turn whose lexemes would not fit: it has its tags alone, and is a candidate for every
query."""
_TAGS = "\n"
"""Between tags."""

WITHOUT_PAIRS = re.compile(
    r"[\x01-$&-/:-@\[-^`{-\x7f\u2010-\u203b\u2190-\u245f\u2500-\u26ff\u3001-\u3003\u3008-\u301f\u30fb]+|[ぁ-ゟ]{1,2}"
)
"""Signs and short words of which the database makes no pairs: none of them is content. It has never heard of
other signs, and makes pairs of them that nobody asks for."""

LONGEST = 200
"""Characters that a lexeme keeps: no query is longer, so that what is cut off is never asked for."""

SHORT = 100
"""Words of a turn in which saying something twice is already often; otherwise it takes three times."""

ROW_BYTES = 2_040
"""From here on PostgreSQL keeps a row's long values apart. What is shorter would lie in the row as it is:
rows that are counted would be wide, and places in the inverted index far apart, which costs it a fifth."""
SHORT_BYTES = 300
"""A cut text that is better left in its row."""

CERTAINLY_FITS = 20_000
"""Characters whose lexemes cannot be too many for a tsvector."""
MOST_BYTES = 900_000
"""A tsvector can have 1,048,575 bytes of lexemes."""


def vector(table: str = "meetings_turnindex") -> str:
    """SQL for the lexemes of a row of the index; only the inverted index over them keeps them."""
    return f"minutes_lexemes({table}.segmented, {table}.tags)"


def word(surface: str) -> str:
    return surface[:LONGEST]


def pair(first: str, second: str) -> str:
    """Two words that follow each other; a prefix of it asks for the beginning of the second."""
    return f"{SEPARATOR}{first[:LONGEST]}{SEPARATOR}{second[:LONGEST]}"


def subject(lexeme: str) -> str:
    return f"{_SUBJECT}{lexeme}"


def gram(characters: str) -> str:
    """One character or two."""
    return f"{_GRAM}{characters}"


def label(name: str) -> str:
    return f"{_LABEL}{name[:LONGEST]}"


def quoted(lexeme: str) -> str:
    """As a tsquery writes it."""
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


Form = tuple[str, str]
"""A word as a turn writes it, and its key."""


class CutText(NamedTuple):
    """What of an entry depends on the text alone: nearly all the work."""

    segmented: str
    """As the entry has it."""
    forms: frozenset[Form]
    """As the entry has them."""


class IndexEntry(NamedTuple):
    """What one turn leaves in the index."""

    segmented: str
    """The text as it is read, with SEPARATOR before, between and behind words and what is between them. How
    many are behind the last says nothing."""
    tags: str
    """The lexemes that the cut text does not tell by itself, one a line: subjects and who speaks."""
    forms: frozenset[Form]
    """(surface, key) of its words that say something or have other spellings; not of plain figures, nor of
    what is longer than anybody looks for. Words in kanji are there by their reading, too."""
    is_long: bool = False


def cut_text(text: str) -> CutText:
    """The words of a turn's text."""
    surfaces, keys = cut(read(fold(text)))
    segmented = _filled(f"{SEPARATOR}{SEPARATOR.join(surfaces)}{SEPARATOR}")
    return CutText(segmented, _forms(surfaces, keys))


def index_entry(said: str | CutText, item_title: str, label_names: Iterable[str]) -> IndexEntry:
    """The entry of a turn with that text, or one that was cut before, under an agenda item of that title."""
    segmented, forms = cut_text(said) if isinstance(said, str) else said
    bare = segmented.strip(SEPARATOR)
    surfaces = bare.split(SEPARATOR) if bare else []
    subjects = _subjects(surfaces, item_title)
    labels = sorted({label(bare) for name in label_names if (bare := folded_label(name))})
    tags = [*labels, *map(subject, sorted(subjects))]
    is_long = len(segmented) > CERTAINLY_FITS and _bytes(surfaces, tags) > MOST_BYTES
    if is_long:
        tags = [LONG_TURN, *labels]
    return IndexEntry(segmented, _TAGS.join(tags), forms, is_long)


def _filled(segmented: str) -> str:
    """With so many SEPARATORs behind it that PostgreSQL puts the text beside the table, and compresses it."""
    size = len(segmented.encode())
    return segmented + SEPARATOR * (ROW_BYTES - size) if SHORT_BYTES < size < ROW_BYTES else segmented


def _forms(surfaces: list[str], keys: list[str]) -> frozenset[Form]:
    return frozenset(chain.from_iterable(map(_forms_of, set(zip(surfaces, keys, strict=True)))))


@lru_cache(maxsize=1 << 18)
def _forms_of(word: Form) -> tuple[Form, ...]:
    """Of one word. What is longer than a lexeme nobody looks for."""
    surface, key = word
    keys = [key] if surface != key or (is_content(surface) and not surface.isdecimal()) else []
    if said := said_as(surface):
        keys.append(said)
    return tuple((surface, each) for each in keys if max(len(surface), len(each)) <= LONGEST)


def _bytes(surfaces: list[str], tags: list[str]) -> int:
    """Bytes that the lexemes of a text take: what the database makes, and at times a little more."""
    text = "".join(surfaces)
    apart = {surface for surface in set(surfaces) if WITHOUT_PAIRS.fullmatch(surface)}
    pairs = {both for both in set(pairwise(surfaces)) if apart.isdisjoint(both)}
    made = chain(map(word, set(surfaces)), map(gram, map("".join, set(pairwise(text)))), starmap(pair, pairs))
    return sum(len(lexeme.encode()) for lexeme in chain(made, tags))


def _subjects(surfaces: list[str], item_title: str) -> set[str]:
    """The words and pairs that the turn says often, and those that its item's title has too."""
    counted = Counter(surfaces)
    if max(map(len, counted), default=0) > LONGEST:
        surfaces = [surface[:LONGEST] for surface in surfaces]
        counted = Counter(surfaces)
    words = {surface: count for surface, count in counted.items() if is_content(surface)}
    is_long = len(surfaces) >= SHORT and sum(map(counted.__getitem__, filter(is_word, counted))) >= SHORT
    often = 3 if is_long else 2
    said = {word for word, count in words.items() if count >= often}
    # a pair is said as often as its words at most
    pairs = Counter([(one, other) for one, other in pairwise(surfaces) if one in said and other in said])
    subjects = said | {pair(*both) for both, count in pairs.items() if count >= often}
    if titled := _lexemes_of_title(item_title):
        of_both = (both for both in set(pairwise(surfaces)) if both[0] in words and both[1] in words)
        subjects |= titled & {*words, *starmap(pair, of_both)}
    return subjects


@lru_cache(maxsize=1 << 14)
def folded_label(name: str) -> str:
    """A label for comparing: 「会　長」 is 会長."""
    return fold(name).replace(" ", "")


@lru_cache(maxsize=4096)
def _lexemes_of_title(title: str) -> frozenset[str]:
    """What a turn can be about that says it too."""
    surfaces = [surface[:LONGEST] for surface in cut(read(fold(title)))[0]]
    pairs = (both for both in pairwise(surfaces) if all(map(is_content, both)))
    return frozenset(chain(filter(is_content, surfaces), starmap(pair, pairs)))
