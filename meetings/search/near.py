"""Words like one that nobody says: for the reader who has mistyped, or typed too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from meetings.models import TurnIndex, WordForm

from .analysis import is_content
from .condition import literal, of_reading
from .finding import meets
from .query import Word, parse
from .reading import Reading, read_words

MOST_TRIED = 12


def near_words(missing: Sequence[Reading]) -> tuple[str, ...]:
    """What some turn holds and differs from a missing word by one letter, or by its first or last part."""
    candidates = (text for reading in missing for text in _candidates(reading))
    # -19 typed alone would forbid 19
    tried = [text for text in candidates if parse(text).tree == Word(text)]
    words = {Word(text) for text in tried[:MOST_TRIED]}
    readings = read_words(words, as_string=False)
    everything = TurnIndex.objects.all()
    said = {word.text for word in words if meets(everything, of_reading(readings[word]).sql()).exists()}
    return tuple(text for text in dict.fromkeys(tried) if text in said)


def _candidates(reading: Reading) -> Iterator[str]:
    surfaces = [part.surface for part in reading.parts]
    if len(surfaces) > 1:
        yield from filter(is_content, ("".join(surfaces[:-1]), "".join(surfaces[1:])))
    word = "".join(surfaces)
    if len(word) > 1:
        like = RawSQL("surface LIKE ANY(%s)", [_one_letter_off(word)], BooleanField())
        yield from WordForm.objects.filter(like).values_list("surface", flat=True).distinct()[:MOST_TRIED]


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
