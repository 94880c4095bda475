"""What one turn leaves in the search index: its lexemes, and its text cut into words.

Lexemes of five sorts share one tsvector, so that any mixture of conditions is one look-up. The first
character tells the sort; folded text has no control characters.

- a word, bare: 給食
- a pair of neighbouring words, both content (`is_content`): ␟学校␟給食. With it a compound of two words is
  found by one look-up, and longer ones have few candidates
- a subject: a word or pair with ␜ in front, where the turn says it often or its agenda item is titled with it
- two neighbouring characters: ␞給食; the last of a run that white space ends is alone: ␞食
- who speaks, as printed: ␛会長

The index has what is printed, in half width and lower case. Every other likeness (サーバ and サーバー, 髙
and 高) is made by the query, so that a reader can see it and take it away.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from typing import NamedTuple

from .analysis import BREAK, cut, is_content, is_word
from .folding import fold
from .keys import said_as
from .reading import read

SEPARATOR = BREAK
"""Between the words of a turn's text, before the first and behind the last."""
_GRAM = "\x1e"
_SUBJECT = "\x1c"
_LABEL = "\x1b"
LONG_TURN = "\x1d"
"""In place of the words of a turn whose lexemes would not fit: it is a candidate for every query."""

LONGEST = 200
"""Characters that a lexeme keeps: no query is longer, so that what is cut off is never asked for."""

SHORT = 100
"""Words of a turn in which saying something twice is already often; otherwise it takes three times."""

CERTAINLY_FITS = 20_000
"""Characters whose lexemes cannot be too many for a tsvector."""
MOST_BYTES = 900_000
"""A tsvector can have 1,048,575 bytes of lexemes."""


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


class IndexEntry(NamedTuple):
    """What one turn leaves in the index."""

    lexemes: set[str]
    segmented: str
    """The text as it is read, with SEPARATOR before, between and behind words and what is between them."""
    forms: set[tuple[str, str]]
    """(surface, key) of its words that say something or have other spellings; not of plain figures. Words in
    kanji are there by their reading, too."""
    is_long: bool = False


def index_entry(text: str, item_title: str, label_names: Iterable[str]) -> IndexEntry:
    """The entry of a turn under an agenda item of that title."""
    text = read(fold(text))
    surfaces, keys = cut(text)
    counted = _count(surfaces)
    often = 3 if len(surfaces) >= SHORT and sum(map(is_word, surfaces)) >= SHORT else 2
    subjects = {lexeme for lexeme, count in counted.items() if count >= often}
    subjects |= _lexemes_of_title(item_title) & counted.keys()
    lexemes = _grams(text.replace(BREAK, ""))
    lexemes.update(counted)
    lexemes.update(map(word, filter(is_word, set(surfaces))))
    lexemes.update(map(subject, subjects))
    labels = {label(bare) for name in label_names if (bare := folded_label(name))}
    segmented = f"{SEPARATOR}{SEPARATOR.join(surfaces)}{SEPARATOR}"
    forms = {
        form
        for form in set(zip(surfaces, keys, strict=True))
        if form[0] != form[1] or (is_content(form[0]) and not form[0].isdecimal())
    }
    forms |= {(surface, said) for surface in set(surfaces) if (said := said_as(surface))}
    if len(text) > CERTAINLY_FITS and sum(len(lexeme.encode()) for lexeme in lexemes) > MOST_BYTES:
        return IndexEntry({LONG_TURN, *labels}, segmented, forms, is_long=True)
    return IndexEntry(lexemes | labels, segmented, forms)


def _count(surfaces: list[str]) -> Counter[str]:
    """How often each content word, and each pair of them, is said."""
    content: list[str] = []
    before = ""
    for surface in surfaces:
        if not is_content(surface):
            before = ""
            continue
        now = surface[:LONGEST]
        content.append(now)
        if before:
            content.append(f"{SEPARATOR}{before}{SEPARATOR}{now}")  # pair(before, now), said a million times
        before = now
    return Counter(content)


def folded_label(name: str) -> str:
    """A label for comparing: 「会　長」 is 会長."""
    return fold(name).replace(" ", "")


@lru_cache(maxsize=4096)
def _lexemes_of_title(title: str) -> frozenset[str]:
    """What a turn can be about that says it too."""
    return frozenset(_count(cut(read(fold(title)))[0]))


def _grams(folded: str) -> set[str]:
    found: set[str] = set()
    for run in folded.split():
        found.update(map(add, run, run[1:]))
        found.add(run[-1])
    return set(map(gram, found))
