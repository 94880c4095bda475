"""Queries that may find something where one finds nothing: each differs from it in one step.

They are only proposed here; `absence.py` counts what they find.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from meetings.models import WordForm

from .analysis import is_content, is_word, tokens
from .conditions import literal
from .folding import fold
from .interpretation import Interpretation
from .query import (
    Field,
    Near,
    Node,
    Query,
    Word,
    all_of,
    conditions,
    forbids,
    is_of_fields,
    leaves,
    replaced,
)
from .query.lexer import LABELS

MOST_TRIED = 12
"""Queries of a sort whose hits are counted."""


def less_strict(query: Query) -> Iterator[Query]:
    """Without its conditions on who speaks and where; without what it forbids; without nearness."""
    parts = conditions(query)
    for is_dropped in (is_of_fields, forbids):
        kept = [part for part in parts if not is_dropped(part)]
        if kept and len(kept) < len(parts):
            yield replace(query, tree=all_of(kept))
    apart = [all_of((part.first, part.second)) if isinstance(part, Near) else part for part in parts]
    if apart != list(parts):
        yield replace(query, tree=all_of(filter(None, apart)))


def with_other_names(query: Query) -> Iterator[Query]:
    """With the name asked for elsewhere (自治体:品川区 for 発言者:品川区), or less what is said behind names
    (発言者:高橋 for 発言者:高橋議員)."""
    asked = chain.from_iterable(leaves(part) for part in conditions(query) if not forbids(part))
    for field in (leaf for leaf in dict.fromkeys(asked) if isinstance(leaf, Field)):
        for name in LABELS:
            if name != field.name:
                yield _with(query, field, Field(name, field.value))
        surfaces = [token.surface for token in tokens(fold(field.value))]
        for end in range(len(surfaces) - 1, 0, -1):
            if is_content(shorter := "".join(surfaces[:end])):
                yield _with(query, field, Field(field.name, shorter))


def with_near_words(query: Query, missing: Sequence[Interpretation]) -> Iterator[Query]:
    """With a word like the missing one; where several are missing, with that word alone."""
    names = [part for part in conditions(query) if is_of_fields(part)]
    for interpretation in missing:
        for near in map(Word, similar_words(interpretation)):
            if len(missing) == 1:
                yield _with(query, interpretation.word, near)
            else:
                yield replace(query, tree=all_of([near, *names]))


def _with(query: Query, old: Word | Field, new: Node) -> Query:
    return replace(query, tree=replaced(query.tree, old, new) if query.tree else None)


_MISTYPED = range(2, 20)
"""Letters of a word that is looked for with one of them wrong; of fewer Latin ones half would be."""
_MISTYPED_LATIN = range(4, 20)


def similar_words(interpretation: Interpretation) -> Iterator[str]:
    """Words like it: without the signs around it, or without its first or last part; then words of the
    archive that differ by one letter. No single letters: they would be like everything."""
    return (text for text in _likenesses(interpretation) if len(text) > 1)


def _likenesses(interpretation: Interpretation) -> Iterator[str]:
    surfaces = [part.surface for part in interpretation.parts]
    words = [at for at, surface in enumerate(surfaces) if is_word(surface)]
    if words and len(surfaces) > 1:
        inner = surfaces[words[0] : words[-1] + 1]
        shorter = [inner] if len(inner) < len(surfaces) else [inner[:-1], inner[1:]]
        yield from filter(is_content, map("".join, shorter))
    word = "".join(surfaces)
    if len(word) in (_MISTYPED_LATIN if word.isascii() else _MISTYPED):
        differs = RawSQL("surface LIKE ANY(%s)", [_one_letter_off(word)], BooleanField())
        yield from WordForm.objects.filter(differs).values_list("surface", flat=True).distinct()[:MOST_TRIED]


def _one_letter_off(word: str) -> list[str]:
    """Patterns of LIKE for words with one letter more, less, or other."""
    letters = list(map(literal, word))
    patterns = []
    for at in range(len(letters) + 1):
        before, after = letters[:at], letters[at:]
        patterns.append("".join([*before, "_", *after]))
        if after:
            patterns.append("".join([*before, "_", *after[1:]]))
            patterns.append("".join([*before, *after[1:]]))
    return patterns
