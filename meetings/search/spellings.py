"""Which other spellings of the query's words are looked for too, of those that some turn has."""

from collections.abc import Collection, Iterable
from itertools import chain

from django.db import connection

from . import lexemes
from .conditions import Sql, of_parts
from .dictionary import headword
from .interpretation import Interpretation, Part
from .lexemes import quoted
from .results import Spelling, WordSpellings

_SOME_TURN_HAS = """
SELECT form FROM unnest(%s, %s) AS asked (form, lookup)
WHERE EXISTS (SELECT 1 FROM meetings_turnindex WHERE words @@ lookup::tsquery)
"""


def spellings_of_words(
    words: Iterable[Interpretation], unticked: Collection[str]
) -> tuple[WordSpellings, ...]:
    """For each part of a word its other spellings that some turn has, unticked or not; then the stretches
    of it that may be written otherwise. At most two queries."""
    words = list(words)
    parts = {part: word.is_string for word in words for part in word.parts}
    others = {part: [form for form in part.exact if form != part.surface] for part in parts}
    lookups = {form: _lookup(form, parts[part]) for part, forms in others.items() for form in forms}
    known = _forms_of_turns(lookups)
    shown = {
        part.surface: [word for form in forms if form in known and (word := _shown(form, part))]
        for part, forms in others.items()
    }
    for typed, new in _changes_of_turns(words):
        shown.setdefault(typed, []).append(new)
    return tuple(
        WordSpellings(typed, tuple(Spelling(form, form not in unticked) for form in dict.fromkeys(forms)))
        for typed, forms in shown.items()
        if forms
    )


def _shown(form: str, part: Part) -> str | None:
    """What the reader sees of a form: the word that is inflected, not its stem (行なう for 行なっ); nothing
    where that is the word that was typed."""
    word = headword(form)
    return None if word != form and word in (part.surface, headword(part.surface)) else word


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


def _changes_of_turns(words: Iterable[Interpretation]) -> list[tuple[str, str]]:
    """What stands in some turn for a stretch of a word."""
    asked = [
        (other.changes[0], other.parts)
        for word in words
        for other in word.otherwise
        if len(other.changes) == 1
    ]
    if not asked:
        return []
    pieces = [_exists(at, parts) for at, (_, parts) in enumerate(asked)]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(text for text, _ in pieces), list(chain(*(params for _, params in pieces)))
        )
        return [asked[at][0] for (at,) in sorted(cursor.fetchall())]


def _exists(at: int, parts: tuple[Part, ...]) -> Sql:
    condition = of_parts(parts, is_string=False).sql()
    text = f"SELECT {at} WHERE EXISTS (SELECT 1 FROM meetings_turnindex WHERE {condition.text})"  # noqa: S608
    return Sql(text, condition.params)
