"""How the words of a query are read: cut into tokens, each with the spellings that count as the same.

A token of the archive's text meets a token of the query where its surface is one of the `exact` spellings;
at the end of a word that may go on, also where it begins with one of the `forms`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice, product
from typing import NamedTuple

from meetings.models import SpellingRow, WordForm

from .alternatives import alternatives
from .analysis import BREAK, Token, is_word, tokens
from .dictionary import headword
from .folding import fold, spellings_of
from .lexemes import LONGEST
from .query import Word
from .reading import read
from .synonyms import Synonyms, current_synonyms
from .word_keys import in_katakana, key_of_reading, typed_as

MOST_FORMS = 256
"""Ways of writing one token with old and new forms of its kanji; four characters of three forms make 81."""


_ENDS = re.compile(r"[0-9a-z]$|^[ぁ-ゖ]{1,2}$")


@dataclass(frozen=True, slots=True)
class Part:
    """A token of a query word, or a character of one that is meant as a run of characters."""

    surface: str
    """As the reader typed it, folded."""
    forms: tuple[str, ...]
    """The same with its kanji in other forms, the surface itself first."""
    spellings: tuple[str, ...] = ()
    """Other surfaces that the archive has for the same dictionary word: サーバー for サーバ."""
    key: str = ""
    """What all of them share (`word_keys.py`); empty for a character."""

    @property
    def is_word(self) -> bool:
        """Not punctuation."""
        return is_word(self.surface)

    @property
    def goes_on(self) -> bool:
        """At the end of a word: whether it may be the beginning of a longer one. 資料1 does not mean 資料10,
        AI not AIR, nor two letters of hiragana (がん) whatever begins with them."""
        return _ENDS.search(self.surface) is None

    @property
    def exact(self) -> tuple[str, ...]:
        return self.forms + self.spellings

    def going_on(self) -> Part:
        """The part at the end of a word: spellings that only go on from one of its forms tell nothing new."""
        if not self.goes_on:
            return self
        return replace(self, spellings=tuple(s for s in self.spellings if not s.startswith(self.forms)))

    def without(self, unwanted: AbstractSet[str]) -> Part:
        """The part less the spellings that the reader does not want, however they are inflected; what was
        typed stays."""
        return replace(
            self,
            forms=tuple(form for form in self.forms if form == self.surface or form not in unwanted),
            spellings=tuple(form for form in self.spellings if unwanted.isdisjoint((form, headword(form)))),
        )


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A word of the query written otherwise."""

    changes: tuple[tuple[str, str], ...]
    """What was typed, and what stands for it: 令和6年, 2024年."""
    parts: tuple[Part, ...]
    has_synonym: bool = False
    """It is said with another word: 国保 for 国民健康保険."""


class _Written(NamedTuple):
    """The same before its spellings are known."""

    changes: tuple[tuple[str, str], ...]
    tokens: list[Token]
    has_synonym: bool = False


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a word of the query is read."""

    word: Word
    parts: tuple[Part, ...]
    is_string: bool
    """The parts are characters anywhere in a text; otherwise tokens, the last of which may go on."""
    otherwise: tuple[Otherwise, ...] = ()
    """The same word in other writings that count as well."""

    @property
    def ways(self) -> tuple[tuple[Part, ...], ...]:
        """All that a text may hold for it."""
        return (self.parts, *(other.parts for other in self.otherwise))

    def without_synonyms(self) -> Interpretation:
        """The word itself, in any writing."""
        return replace(self, otherwise=tuple(other for other in self.otherwise if not other.has_synonym))

    def without(self, unwanted: AbstractSet[str]) -> Interpretation:
        if not unwanted:
            return self
        parts = tuple(part.without(unwanted) for part in self.parts)
        otherwise = tuple(
            replace(other, parts=tuple(part.without(unwanted) for part in other.parts))
            for other in self.otherwise
            if not any(new in unwanted for _, new in other.changes)
        )
        return replace(self, parts=parts, otherwise=otherwise)


def interpret(
    words: Iterable[Word],
    *,
    as_string: bool,
    synonyms: Callable[[], Synonyms] | None = None,
    forms: type[SpellingRow] = WordForm,
) -> dict[Word, Interpretation]:
    """Each word's interpretation, with every spelling that counts as the same, of those in `forms`. Two
    queries at most; one where the caller knows the synonyms."""
    synonyms = synonyms or cache(current_synonyms)
    cut: dict[Word, list[Token]] = {}
    others: dict[Word, list[_Written]] = {}
    found: dict[Word, Interpretation] = {}
    for word in words:
        text = read(fold(word.text)[:LONGEST].strip())  # one character may fold to eighteen
        letters = text.replace(BREAK, "")
        pieces = tokens(text)
        if word.exact:
            parts = tuple(Part(letter, (letter,)) for letter in letters)
            found[word] = Interpretation(word, parts, is_string=True)
        elif as_string or not any(is_word(piece.surface) for piece in pieces):
            parts = tuple(Part(letter, (letter, *other_forms(letter))) for letter in letters)
            found[word] = Interpretation(word, parts, is_string=True)
        else:
            cut[word] = pieces
            others[word] = [
                _Written(other.changes, tokens(other.text), other.has_synonym)
                for other in alternatives(text, pieces, synonyms())
            ]
    ways = [*cut.values(), *(written.tokens for each in others.values() for written in each)]
    keys = {key for pieces in ways for piece in pieces for key in _keys(piece)}
    known = _surfaces(forms, keys | {said for pieces in cut.values() if (said := _said(pieces))})
    for word, pieces in cut.items():
        others[word] += _in_kanji(pieces, known)
        otherwise = tuple(
            Otherwise(written.changes, _parts(written.tokens, known), written.has_synonym)
            for written in others[word]
        )
        found[word] = Interpretation(word, _parts(pieces, known), is_string=False, otherwise=otherwise)
    return found


def _surfaces(forms: type[SpellingRow], keys: Collection[str]) -> dict[str, list[str]]:
    """For each key what turns of the archive write for it."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    if keys:
        rows = forms._default_manager.filter(key__in=keys)
        for key, surface in rows.values_list("key", "surface"):
            known[key].append(surface)
    return known


def _keys(token: Token) -> list[str]:
    """The keys of what may stand for the token: its own, and that of its reading."""
    said = typed_as(token.surface, token.key)
    return [token.key, said] if said else [token.key]


def _said(pieces: Sequence[Token]) -> str | None:
    """The key of the reading that a whole word in hiragana may be: しみん, which is cut as a verb."""
    katakana = in_katakana("".join(piece.surface for piece in pieces))
    return key_of_reading(katakana) if katakana else None


def _in_kanji(pieces: Sequence[Token], known: Mapping[str, Sequence[str]]) -> list[_Written]:
    """What turns have for a whole word in hiragana."""
    said = _said(pieces)
    typed = "".join(piece.surface for piece in pieces)
    return [_Written(((typed, word),), [Token(word, word)]) for word in sorted(known.get(said or "", ()))]


def _parts(pieces: Sequence[Token], known: Mapping[str, Sequence[str]]) -> tuple[Part, ...]:
    *inner, last = (_part(piece, chain(*(known.get(key, ()) for key in _keys(piece)))) for piece in pieces)
    return (*inner, last.going_on())


def forms_of(surface: str) -> Iterator[str]:
    """The surface first, then what it is with other forms of its kanji."""
    choices = [(letter, *other_forms(letter)) for letter in surface]
    return islice(map("".join, product(*choices)), MOST_FORMS)


def other_forms(letter: str) -> tuple[str, ...]:
    return tuple(form for form in spellings_of(letter) if form != letter)


def _part(token: Token, others: Iterable[str]) -> Part:
    forms = tuple(forms_of(token.surface))
    same = dict.fromkeys([token.key, *others])
    return Part(token.surface, forms, tuple(form for form in same if form not in forms), token.key)
