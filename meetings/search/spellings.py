"""Which other spellings of the query's words are looked for too, of those that some turn has."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from django.db import connection

from . import lexemes
from .conditions import Sql, of_parts
from .dictionary import headword
from .interpretation import Interpretation, Otherwise, Part
from .lexemes import quoted
from .results import Spelling, WordSpellings

_FORMS_OF_TURNS = Sql(f"""
SELECT form, NULL::integer FROM unnest(%s::text[], %s::text[]) AS asked (form, lookup)
WHERE EXISTS (SELECT 1 FROM meetings_turnindex WHERE {lexemes.vector()} @@ lookup::tsquery)
""")  # noqa: S608 (an expression of ours)


def spellings_of_words(
    words: Iterable[Interpretation], unticked: AbstractSet[str]
) -> tuple[WordSpellings, ...]:
    """For each part of a word its other spellings that some turn has, unticked or not; then the stretches
    of it that may be written otherwise. At most one query."""
    words = list(words)
    parts = {part: word.is_string for word in words for part in word.parts}
    others = {part: [form for form in part.exact if form != part.surface] for part in parts}
    lookups = {form: _lookup(form, parts[part]) for part, forms in others.items() for form in forms}
    changed = [other for word in words for other in word.otherwise if len(other.changes) == 1]
    known = _said_by_turns(lookups, changed)
    shown = {
        part.surface: [word for form in forms if form in known and (word := _shown(form, part))]
        for part, forms in others.items()
    }
    for other in changed:
        [(typed, new)] = other.changes
        if other in known:
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


def _said_by_turns(lookups: dict[str, str], changed: Sequence[Otherwise]) -> set[str | Otherwise]:
    """Those of the forms, and of the writings, that some turn has."""
    if not lookups and not changed:
        return set()
    asked = [_FORMS_OF_TURNS, *(_exists(at, other) for at, other in enumerate(changed))]
    text, params = " UNION ALL ".join(piece.text for piece in asked), [list(lookups), list(lookups.values())]
    with connection.cursor() as cursor:
        cursor.execute(text, [*params, *chain(*(piece.params for piece in asked))])
        return {form if at is None else changed[at] for form, at in cursor.fetchall()}


def _exists(at: int, other: Otherwise) -> Sql:
    condition = of_parts(other.parts, is_string=False).sql()
    turns = f"SELECT 1 FROM meetings_turnindex WHERE {condition.text}"  # noqa: S608 (values are parameters)
    return Sql(f"SELECT NULL, {at} WHERE EXISTS ({turns})", condition.params)
