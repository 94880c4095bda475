"""Queries that may find something where one finds nothing: each differs from it in one step.

They are only proposed here; `absence.py` counts what they find.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from .analysis import is_content, is_word, nouns, tokens
from .folding import fold
from .interpretation import Interpretation
from .query import (
    And,
    Field,
    Node,
    Not,
    Or,
    Query,
    Word,
    all_of,
    any_of,
    conditions,
    is_of_fields,
    leaves,
    replaced,
)
from .query.lexer import LABELS

MOST_NOUNS = 8
MOST_TRIED = 12
"""Queries of a sort whose hits are counted."""


def less_strict(query: Query) -> Iterator[Query]:
    """Without its conditions on who speaks and where; without what it forbids."""
    parts = conditions(query)
    for is_dropped in (is_of_fields, _forbids):
        kept = [part for part in parts if not is_dropped(part)]
        if kept and len(kept) < len(parts):
            yield replace(query, tree=all_of(kept))


def with_any_word(query: Query) -> Iterator[Query]:
    """For any of its words instead of all."""
    parts = conditions(query)
    words = [part for part in parts if not is_of_fields(part) and not _forbids(part)]
    either = any_of(words)
    if either and len(words) > 1:
        yield replace(query, tree=all_of([either, *(part for part in parts if part not in words)]))


def with_other_names(query: Query) -> Iterator[Query]:
    """With the name asked for elsewhere (自治体:品川区 for 発言者:品川区), or less what is said behind names
    (発言者:高橋 for 発言者:高橋議員)."""
    asked = chain.from_iterable(leaves(part) for part in conditions(query) if not _forbids(part))
    for field in (leaf for leaf in dict.fromkeys(asked) if isinstance(leaf, Field)):
        for name in LABELS:
            if name != field.name:
                yield _with(query, field, Field(name, field.value))
        surfaces = [token.surface for token in tokens(fold(field.value))]
        for end in range(len(surfaces) - 1, 0, -1):
            if is_content(shorter := "".join(surfaces[:end])):
                yield _with(query, field, Field(field.name, shorter))


def with_parts(query: Query, missing: Sequence[Word]) -> Iterator[Query]:
    """With the nouns of a missing word or sentence by themselves: all at once, or else any."""
    for word in missing:
        single = nouns(fold(word.text))[:MOST_NOUNS]
        for joined in (all_of, any_of):
            for found in (_compounds(fold(word.text), single), single):
                parts = joined(map(Word, found))
                if parts and parts != Word(word.text) and len("".join(found)) > 1:
                    yield _with(query, word, parts)


def with_shorter_words(query: Query, missing: Sequence[Interpretation]) -> Iterator[Query]:
    """With the missing word less the signs around it, or less its first or last part; where several are
    missing, with that word alone. No single letters: they would be like everything."""
    names = [part for part in conditions(query) if is_of_fields(part)]
    for interpretation in missing:
        for shorter in map(Word, _shorter(interpretation)):
            if len(missing) == 1:
                yield _with(query, interpretation.word, shorter)
            else:
                yield replace(query, tree=all_of([shorter, *names]))


def _shorter(interpretation: Interpretation) -> list[str]:
    surfaces = [part.surface for part in interpretation.parts]
    words = [at for at, surface in enumerate(surfaces) if is_word(surface)]
    if not words or len(surfaces) < 2:
        return []
    inner = surfaces[words[0] : words[-1] + 1]
    shorter = [inner] if len(inner) < len(surfaces) else [inner[:-1], inner[1:]]
    return [text for text in map("".join, shorter) if len(text) > 1 and is_content(text)]


def _with(query: Query, old: Word | Field, new: Node) -> Query:
    return replace(query, tree=replaced(query.tree, old, new) if query.tree else None)


def _compounds(text: str, single: Sequence[str]) -> list[str]:
    """The nouns with those that touch put together: 開館時間."""
    found: list[str] = []
    end = 0
    for noun in single:
        start = text.index(noun, end)
        if found and start == end:
            found[-1] += noun
        else:
            found.append(noun)
        end = start + len(noun)
    return found


def _forbids(node: Node) -> bool:
    """Whether a text that says nothing meets the node."""
    match node:
        case Not(child):
            return not _forbids(child)
        case And(children):
            return all(map(_forbids, children))
        case Or(children):
            return any(map(_forbids, children))
    return False
