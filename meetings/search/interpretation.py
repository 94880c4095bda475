"""How the words of a query are read: cut into tokens, each with the spellings that count as the same.

A token of the archive's text meets a token of the query where its surface is one of the `exact` spellings;
at the end of a word, also where it begins with one of the `forms`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from django.db import connection

from meetings.models import WordForm

from . import lexemes
from .analysis import Token, is_content, is_word, tokens
from .folding import fold, spellings_of
from .lexemes import LONGEST, quoted
from .query import Word
from .results import Spelling, WordSpellings

MOST_FORMS = 256
"""Ways of writing one token with old and new forms of its kanji; four characters of three forms make 81."""


@dataclass(frozen=True, slots=True)
class Part:
    """A token of a query word, or a character of one that is meant as a run of characters."""

    surface: str
    """As the reader typed it, folded."""
    forms: tuple[str, ...]
    """The same with its kanji in other forms, the surface itself first."""
    spellings: tuple[str, ...] = ()
    """Other surfaces that the archive has for the same dictionary word: サーバー for サーバ."""

    @property
    def is_word(self) -> bool:
        """Not punctuation."""
        return is_word(self.surface)

    @property
    def exact(self) -> tuple[str, ...]:
        return self.forms + self.spellings

    def going_on(self) -> Part:
        """The part at the end of a word: spellings that only go on from one of its forms tell nothing new."""
        return replace(self, spellings=tuple(s for s in self.spellings if not s.startswith(self.forms)))

    def without(self, unwanted: Collection[str]) -> Part:
        """The part less the spellings that the reader does not want; what was typed stays."""
        return Part(
            self.surface,
            tuple(form for form in self.forms if form == self.surface or form not in unwanted),
            tuple(form for form in self.spellings if form not in unwanted),
        )


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a word of the query is read."""

    word: Word
    parts: tuple[Part, ...]
    is_string: bool
    """The parts are characters anywhere in a text; otherwise tokens, the last of which may go on."""

    def without(self, unwanted: Collection[str]) -> Interpretation:
        return Interpretation(self.word, tuple(part.without(unwanted) for part in self.parts), self.is_string)


def interpret(words: Iterable[Word], *, as_string: bool) -> dict[Word, Interpretation]:
    """Each word's interpretation, with every spelling that counts as the same. One query at most."""
    cut: dict[Word, list[Token]] = {}
    read: dict[Word, Interpretation] = {}
    for word in words:
        folded = fold(word.text)[:LONGEST].strip()  # one character may fold to eighteen
        pieces = tokens(folded)
        if word.exact:
            letters = tuple(Part(letter, (letter,)) for letter in folded)
            read[word] = Interpretation(word, letters, is_string=True)
        elif as_string or not any(is_word(piece.surface) for piece in pieces):
            parts = (Part(letter, (letter, *other_forms(letter))) for letter in folded)
            read[word] = Interpretation(word, tuple(parts), is_string=True)
        else:
            cut[word] = pieces
    keys = {piece.key for pieces in cut.values() for piece in pieces}
    others: defaultdict[str, list[str]] = defaultdict(list)
    for key, surface in WordForm.objects.filter(key__in=keys).values_list("key", "surface"):
        others[key].append(surface)
    for word, pieces in cut.items():
        *inner, last = (_part(piece, others[piece.key]) for piece in pieces)
        read[word] = Interpretation(word, (*inner, last.going_on()), is_string=False)
    return read


def forms_of(surface: str) -> Iterator[str]:
    """The surface first, then what it is with other forms of its kanji."""
    choices = [(letter, *other_forms(letter)) for letter in surface]
    return islice(map("".join, product(*choices)), MOST_FORMS)


def other_forms(letter: str) -> tuple[str, ...]:
    return tuple(form for form in spellings_of(letter) if form != letter)


def _part(token: Token, others: Sequence[str]) -> Part:
    forms = tuple(forms_of(token.surface))
    if not is_content(token.surface):
        return Part(token.surface, forms)
    same = dict.fromkeys([token.key, *others])
    return Part(token.surface, forms, tuple(form for form in same if form not in forms and is_content(form)))


_SOME_TURN_HAS = """
SELECT form FROM unnest(%s, %s) AS asked (form, lookup)
WHERE EXISTS (SELECT 1 FROM meetings_turnindex WHERE words @@ lookup::tsquery)
"""


def spellings_of_words(
    words: Iterable[Interpretation], unticked: Collection[str]
) -> tuple[WordSpellings, ...]:
    """For each part of a word its other spellings that some turn has, unticked or not. At most one query."""
    parts = {part: word.is_string for word in words for part in word.parts}
    others = {part: [form for form in part.exact if form != part.surface] for part in parts}
    lookups = {form: _lookup(form, parts[part]) for part, forms in others.items() for form in forms}
    known = _forms_of_turns(lookups)
    return tuple(
        WordSpellings(part.surface, tuple(Spelling(form, form not in unticked) for form in shown))
        for part, forms in others.items()
        if (shown := [form for form in forms if form in known])
    )


def _lookup(form: str, is_letter: bool) -> str:
    """A tsquery for the turns that hold a token, or a letter."""
    return f"{quoted(lexemes.gram(form))}:*" if is_letter else quoted(lexemes.word(form))


def _forms_of_turns(lookups: dict[str, str]) -> Collection[str]:
    """Those of the forms that some turn has."""
    if not lookups:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_SOME_TURN_HAS, [list(lookups), list(lookups.values())])
        return {form for (form,) in cursor.fetchall()}
