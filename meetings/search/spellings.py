"""Which other spellings of its words a search looks for: 次の表記も検索しています."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from . import lexemes
from .condition import quoted
from .finding import Finding
from .results import Spelling, WordSpellings

_SAID = """
SELECT form FROM unnest(%s, %s) AS asked (form, lookup)
WHERE EXISTS (SELECT 1 FROM meetings_turnindex WHERE words @@ lookup::tsquery)
"""


def spellings_of_query(finding: Finding) -> tuple[WordSpellings, ...]:
    """For each part of a word its other spellings that some turn holds, unticked ones too."""
    readings = [finding.full_readings[reading.word] for reading in finding.wanted]
    parts = {part: reading.is_string for reading in readings for part in reading.parts}
    others = {part: [form for form in part.exact if form != part.surface] for part in parts}
    said = _said({form: _lookup(form, parts[part]) for part, forms in others.items() for form in forms})
    unticked = finding.request.without
    return tuple(
        WordSpellings(part.surface, tuple(Spelling(form, form not in unticked) for form in shown))
        for part, forms in others.items()
        if (shown := [form for form in forms if form in said])
    )


def _lookup(form: str, is_letter: bool) -> str:
    """A tsquery for the turns that hold a token, or a letter."""
    return f"{quoted(lexemes.gram(form))}:*" if is_letter else quoted(lexemes.word(form))


def _said(lookups: dict[str, str]) -> Collection[str]:
    """Those of the forms that some turn holds."""
    if not lookups:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_SAID, [list(lookups), list(lookups.values())])
        return {form for (form,) in cursor.fetchall()}
