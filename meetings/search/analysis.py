"""Texts cut into words, each with the key that all its spellings share.

The dictionary is loaded once a process, at the first use or by `warm_up` before the first reader comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate
from typing import NamedTuple

from .cutting import words_of
from .dictionary import CannotCutError, PartOfSpeech, part_of_speech, tokenize
from .folding import modern

_OURS = 6
"""One more whenever folding, cutting or lexemes change, so that rows made before are known."""
EDITION = f"{version('sudachidict-core')}-{version('sudachipy')}-{_OURS}"
"""What the words of an index row were made with: the dictionary, the tokenizer and our own rules."""

MOST_AT_ONCE = 8_000
"""Characters handed to Sudachi at once; it refuses more than 49,149 bytes."""

BREAK = "\x1f"
"""In a text that is read (`reading.py`): a word ends here, though nothing stands behind it."""
_CHUNKS = re.compile(
    rf"( {{1,{MOST_AT_ONCE}}})"
    rf"|[^ 。!?{BREAK}]{{1,{MOST_AT_ONCE}}}[。!?]{{0,50}}|[。!?]{{1,{MOST_AT_ONCE}}}"
)
"""White space by itself, or a sentence up to the next white space: words do not depend on what is beyond."""

_WORD = re.compile(r"[\w%]")
_CONTENT = re.compile(r"[^\W\u3040-\u309f]|%|\w{3}")

_OLD_KANA = re.compile(r"(?<=[ぁ-ゖ㐀-鿿])(?<![一二三四五六七八九十か])つ(?=て|た(?![めびちくえわ]))")
"""つ for っ, as it was written until 1946: なつて, あつた; not かつて, 立つため."""
_KE = re.compile(r"(?<=[㐀-鿿々])[ケヵカガ](?=[㐀-鿿])")
"""ヶ in another size: 霞ケ丘."""
_OLD_LETTERS = re.compile("[ゐゑヰヱ]|[㐀-鿿々][ケヵカガ]")
_ONLY_IN_OLD_TEXTS = str.maketrans("ゐゑヰヱ", "いえイエ")

_NAMING = {("名詞", "普通名詞"), ("名詞", "固有名詞")}
"""The parts of speech, as Sudachi writes them, that name what a text is about: not numerals, not pronouns."""
_BUILT_ON = ("接尾辞", "名詞的")
_HIRAGANA = re.compile("[ぁ-ゖー]+")


class Token(NamedTuple):
    """A word, or what is between words, as the folded text has it."""

    surface: str
    key: str
    """The same for all its spellings (`word_keys.py`): for 打合せ and 打ち合わせ, for 30 and 三十."""


@lru_cache(maxsize=1 << 18)
def is_word(surface: str) -> bool:
    """Whether a token is more than punctuation or space."""
    return _WORD.search(surface) is not None


@lru_cache(maxsize=1 << 18)
def is_content(surface: str) -> bool:
    """Whether a token says something by itself; one or two letters of hiragana do not (い: 行く, 居る)."""
    return _CONTENT.search(surface) is not None


def tokens(folded: str) -> list[Token]:
    """The words of a folded text, and what is between them; their surfaces make up the text.

    Old forms of kanji are read as their modern ones. A query is cut by this function too, by itself.
    """
    return list(map(Token, *cut(folded)))


def begins_of(folded: str) -> Iterator[int]:
    """Where the words of a folded text begin, and last where it ends."""
    return accumulate((len(token.surface) for token in tokens(folded)), initial=0)


def nouns(text: str) -> list[str]:
    """The nouns of a short text as they are written, with what is built onto them (給食|費, 無償|化)."""
    try:
        morphemes = tokenize(text[:MOST_AT_ONCE])
    except CannotCutError:
        return []
    found: list[str] = []
    end = -1
    for morpheme in morphemes:
        part = part_of_speech(morpheme.part_of_speech_id())[:2]
        if part == _BUILT_ON and morpheme.begin() == end:
            found[-1] += morpheme.surface()
        elif part in _NAMING:
            found.append(morpheme.surface())
        else:
            continue
        end = morpheme.end()
    return found


def names_somebody(text: str) -> bool:
    """Whether the dictionary sees a person's name in a short text. In hiragana alone (ひびき, さくら) it says
    so of words that mostly name something else."""
    try:
        morphemes = tokenize(text[:MOST_AT_ONCE])
    except CannotCutError:
        return False
    names = (each.surface() for each in morphemes if _is_of_persons(part_of_speech(each.part_of_speech_id())))
    return any(_HIRAGANA.fullmatch(name) is None for name in names)


def _is_of_persons(part: PartOfSpeech) -> bool:
    return part[2:3] == ("人名",)


def cut(folded: str) -> tuple[list[str], list[str]]:
    """The surfaces of the text's tokens, and their keys."""
    surfaces: list[str] = []
    keys: list[str] = []
    read = _in_modern_forms(folded)
    for chunk in _CHUNKS.finditer(read):
        begin, end = chunk.span()
        if chunk[1]:
            surfaces.append(folded[begin:end])
            keys.append(" ")
        else:
            _cut_chunk(folded[begin:end], chunk[0], surfaces, keys)
    return surfaces, keys


def _in_modern_forms(folded: str) -> str:
    """The text as the dictionary spells it, character by character."""
    read = modern(folded)
    if _OLD_LETTERS.search(read):
        read = _KE.sub("ヶ", read.translate(_ONLY_IN_OLD_TEXTS))
    return read if "っ" in read else _OLD_KANA.sub("っ", read)


def _cut_chunk(folded: str, read: str, surfaces: list[str], keys: list[str]) -> None:
    """Add the tokens of one chunk, given also in modern characters, as it is to be read."""
    try:
        words = words_of(read)
    except CannotCutError:
        half = len(read) // 2
        if half == 0:
            surfaces.append(folded)
            keys.append(folded)
            return
        _cut_chunk(folded[:half], read[:half], surfaces, keys)
        _cut_chunk(folded[half:], read[half:], surfaces, keys)
        return
    surfaces += [folded[begin:end] for begin, end, _, _ in words]
    keys += [key for _, _, key, _ in words]


def warm_up() -> None:
    """Load the dictionary now, so that no reader waits for it, and worker processes share it."""
    tokens("学校給食費の無償化について伺います。")
