"""The words of the archive that one may look for, each with how it is said.

Kept are nouns, names and what is built onto them, verbs and adjectives as a dictionary lists them: no stems
(言っ), no figures, no short hiragana.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from meetings.models import ArchiveWord, WordForm
from meetings.models.speaker import TO_KATAKANA
from meetings.search.dictionary import CannotCutError, part_of_speech, readings, tokenize
from meetings.search.folding import modern
from meetings.search.word_keys import key_of_reading

from .kanji_sounds import kanji_sounds
from .likeness import LONGEST, traces
from .sounds import KANJI, KATAKANA, sound

_AT_ONCE = 5_000
_NAMING = ("普通名詞", "固有名詞")
_INFLECTED = ("動詞", "形容詞")
_BUILT_ON = ("接尾辞", "接頭辞", "形状詞")
_WRITTEN = re.compile(r"[^\W\d_]+")
_SHORT_KANA = re.compile("[ぁ-ゖー]{1,2}|[ァ-ヺー]|[a-z]{1,2}")


class Entry(NamedTuple):
    """A word, and its sounds: none where nobody knows them."""

    word: str
    sounds: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def entry_of(surface: str) -> Entry | None:
    """The entry for a word as a turn writes it; None where nobody looks for it."""
    try:
        morphemes = list(tokenize(modern(surface)))
    except CannotCutError:
        return None
    if len(morphemes) != 1 or not _WRITTEN.fullmatch(surface):
        return None
    [morpheme] = morphemes
    first, second, *_ = part_of_speech(morpheme.part_of_speech_id())
    if KANJI.fullmatch(surface):
        pass  # a part of longer words, whatever it is by itself: 待, 化
    elif first in _INFLECTED:
        word = str(morpheme.dictionary_form())
        if second != "一般" or word != surface:
            return entry_of(word) if second == "一般" else None
    elif not ((first == "名詞" and second in _NAMING) or first in _BUILT_ON):
        return None
    if len(surface) > LONGEST or _SHORT_KANA.fullmatch(surface):
        return None
    return Entry(surface, tuple(dict.fromkeys(map(sound, _kana(surface)))))


def _kana(surface: str) -> Iterable[str]:
    katakana = surface.translate(TO_KATAKANA)
    if KATAKANA.fullmatch(katakana):
        return (katakana,)
    return kanji_sounds(modern(surface)) if KANJI.fullmatch(surface) else readings(modern(surface))


def _entries(forms: Iterable[tuple[str, str]]) -> set[Entry]:
    """The entries for words as turns write them, each with its key: of a stem, the verb that it is of."""
    spelled = ((surface, key) for surface, key in forms if not key.startswith(key_of_reading("")))
    words = {key if surface != key and _is_inflected(key) else surface for surface, key in spelled}
    return {entry for word in words if (entry := entry_of(word))}


@lru_cache(maxsize=1 << 16)
def _is_inflected(key: str) -> bool:
    try:
        morphemes = list(tokenize(key))
    except CannotCutError:
        return False
    return len(morphemes) == 1 and part_of_speech(morphemes[0].part_of_speech_id())[0] in _INFLECTED


# thousands of rows with two arrays each, for which Django would write 15,000 placeholders
_NEW = """
INSERT INTO meetings_archiveword (word, sounds, traces)
SELECT word, sounds, traces FROM json_to_recordset(%s) AS new (word text, sounds text[], traces integer[])
ON CONFLICT DO NOTHING
"""


def note_words(forms: Iterable[tuple[str, str]]) -> None:
    """Keep the words that are new, in one order, so that two loads do not wait for each other."""
    entries = sorted(_entries(forms))
    for start in range(0, len(entries), _AT_ONCE):
        batch = entries[start : start + _AT_ONCE]
        kept = ArchiveWord.objects.filter(word__in=[entry.word for entry in batch])
        known = set(kept.values_list("word", flat=True))
        new = [_row(entry) for entry in batch if entry.word not in known]
        with connection.cursor() as cursor:
            cursor.execute(_NEW, [json.dumps(new)])


def _row(entry: Entry) -> dict[str, object]:
    # of a single letter there would be nothing left
    marks = {mark for text in (entry.word, *entry.sounds) if len(text) > 1 for mark in traces(text)}
    return {"word": entry.word, "sounds": entry.sounds, "traces": sorted(marks)}


def forget_words() -> None:
    """Drop those that no spelling of the archive stands for any more."""
    forms = WordForm.objects.values_list("surface", "key")
    kept = {entry.word for entry in _entries(forms.iterator())}
    words = ArchiveWord.objects.values_list("word", flat=True)
    gone = [word for word in words.iterator() if word not in kept]
    ArchiveWord.objects.filter(word__in=gone).delete()


_KNOWN = """
SELECT word, sounds FROM meetings_archiveword
WHERE sounds && %s OR traces && %s::integer[] OR word = ANY(%s)
"""


def look_up(sounds: Iterable[str], near: Iterable[str], words: Iterable[str] = ()) -> list[Entry]:
    """The entries with one of the sounds; those that may be one letter off of what is `near`, as they are
    written or said; and the words themselves."""
    hashes = sorted(set().union(*map(traces, near)))
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [sorted({*sounds} - {""}), hashes, sorted({*words})])
        return [Entry(word, tuple(sounds)) for word, sounds in cursor.fetchall()]
