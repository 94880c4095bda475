"""Queries that may find something where one finds nothing: each differs from it in one step.

They are only proposed here; `absence.py` counts what they find.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from .analysis import is_content, is_word, tokens
from .folding import fold
from .interpretation import Interpretation
from .names.name_keys import name_key
from .names.titles import is_office, is_plain_office
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
from .questions import TALK

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
            if name != field.name and "held" not in (name, field.name):
                yield _with(query, field, Field(name, field.value))
        surfaces = [token.surface for token in tokens(fold(field.value))] if field.name != "held" else []
        for end in range(len(surfaces) - 1, 0, -1):
            if is_content(shorter := "".join(surfaces[:end])):
                yield _with(query, field, Field(field.name, shorter))


def with_offices_speaking(query: Query) -> Iterator[Query]:
    """With an office as who speaks: 発言者:図書館長 for 図書館長, or for 図書館長の答弁."""
    for part in conditions(query):
        if isinstance(part, Word) and not part.exact:
            office, _, said = part.text.partition("の")
            key = name_key(office)
            if is_office(key) if not said else is_plain_office(key) and said in TALK:
                yield _with(query, part, Field("speaker", office))


def with_shorter_words(query: Query, missing: Sequence[Interpretation]) -> Iterator[Query]:
    """With the missing word less the signs around it, or less its first or last part and the particles and
    endings that touched that (空き家 and 補助 for 空き家の補助); where several are missing, with that word
    alone. No single letters and no figures alone: they would be like everything."""
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
    return [text for text in map(_within_content, shorter) if len(text) > 1 and not text.isdecimal()]


def _within_content(surfaces: Sequence[str]) -> str:
    """The text from the first to the last of them that says something by itself."""
    said = [at for at, surface in enumerate(surfaces) if is_content(surface)]
    return "".join(surfaces[said[0] : said[-1] + 1]) if said else ""


def _with(query: Query, old: Word | Field, new: Node) -> Query:
    return replace(query, tree=replaced(query.tree, old, new) if query.tree else None)
