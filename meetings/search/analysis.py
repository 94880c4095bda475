"""Texts cut into words, by SudachiPy and its core dictionary (UniDic's short units: 学校|給食|費).

The dictionary is loaded once a process, at the first use or by `warm_up` before the first reader comes.
"""

from __future__ import annotations

import json
import re
import threading
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from .folding import fold, modern

if TYPE_CHECKING:
    from sudachipy import Dictionary, MorphemeList, Tokenizer

_OURS = 2
"""One more whenever folding, cutting or lexemes change, so that rows made before are known."""
EDITION = f"{version('sudachidict-core')}-{version('sudachipy')}-{_OURS}"
"""What the words of an index row were made with: the dictionary, the tokenizer and our own rules."""

MOST_AT_ONCE = 8_000
"""Characters handed to Sudachi at once; it refuses more than 49,149 bytes."""

_CHUNKS = re.compile(
    rf"( {{1,{MOST_AT_ONCE}}})|[^ 。!?]{{1,{MOST_AT_ONCE}}}[。!?]{{0,50}}|[。!?]{{1,{MOST_AT_ONCE}}}"
)
"""White space by itself, or a sentence up to the next white space: words do not depend on what is beyond."""

_CONFIG = {"inputTextPlugin": [{"class": "com.worksap.nlp.sudachi.DefaultInputTextPlugin"}]}
"""Sudachi's own, but two rewritings of its input: 徳島(とくしま) is not one word, nor a dash a long vowel."""

_WORD = re.compile(r"\w")
_CONTENT = re.compile(r"[^\W\u3040-\u309f]|\w{3}")

_NUMBERED = re.compile(r"([a-z]+)(-)([0-9]+)")
"""covid-19: one word to Sudachi or three, as the words beside it have it; three to us."""

_NAMING = {("名詞", "普通名詞"), ("名詞", "固有名詞")}
"""The parts of speech, as Sudachi writes them, that name what a text is about: not numerals, not pronouns."""
_BUILT_ON = ("接尾辞", "名詞的")


class Token(NamedTuple):
    """A word, or what is between words, as the folded text has it."""

    surface: str
    key: str
    """Sudachi's normalized form, folded: the same for 打合せ and 打ち合わせ."""


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


def nouns(text: str) -> list[str]:
    """The nouns of a short text as they are written, with what is built onto them (給食|費, 無償|化)."""
    try:
        morphemes = _tokenize(text[:MOST_AT_ONCE])
    except (_sudachi().errors.SudachiError, UnicodeEncodeError):
        return []
    found: list[str] = []
    end = -1
    for morpheme in morphemes:
        part = morpheme.part_of_speech()[:2]
        if part == _BUILT_ON and morpheme.begin() == end:
            found[-1] += morpheme.surface()
        elif part in _NAMING:
            found.append(morpheme.surface())
        else:
            continue
        end = morpheme.end()
    return found


def cut(folded: str) -> tuple[list[str], list[str]]:
    """The surfaces of the text's tokens, and their keys."""
    surfaces: list[str] = []
    keys: list[str] = []
    read = modern(folded)
    for chunk in _CHUNKS.finditer(read):
        begin, end = chunk.span()
        if chunk[1]:
            surfaces.append(folded[begin:end])
            keys.append(" ")
        else:
            _cut_chunk(folded[begin:end], chunk[0], surfaces, keys)
    return surfaces, keys


def _cut_chunk(folded: str, read: str, surfaces: list[str], keys: list[str]) -> None:
    """Add the tokens of one chunk, given also in modern characters, as it is to be read."""
    try:
        morphemes = _tokenize(read)
    except (_sudachi().errors.SudachiError, UnicodeEncodeError):  # too long, or no text at all
        half = len(read) // 2
        if half == 0:
            surfaces.append(folded)
            keys.append(folded)
            return
        _cut_chunk(folded[:half], read[:half], surfaces, keys)
        _cut_chunk(folded[half:], read[half:], surfaces, keys)
        return
    begin = 0
    for morpheme in morphemes:
        end = morpheme.end()
        if begin < end:  # some characters are several words to Sudachi: ㍿
            surface = folded[begin:end]
            if "-" in surface and (parts := _NUMBERED.fullmatch(surface)):
                surfaces += parts.groups()
                keys += parts.groups()
            else:
                surfaces.append(surface)
                keys.append(_key(morpheme.normalized_form()))
            begin = end
    if begin < len(folded):
        surfaces.append(folded[begin:])
        keys.append(folded[begin:])


_key = lru_cache(maxsize=1 << 18)(fold)
_of_thread = threading.local()
"""A tokenizer cannot be used by two threads at once."""


def _tokenize(text: str) -> MorphemeList:
    tokenizer: Tokenizer | None = getattr(_of_thread, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _of_thread.tokenizer = _dictionary().tokenizer(
            mode="A", fields={"normalized_form", "pos"}
        )
    return tokenizer.tokenize(text)


@cache
def _sudachi() -> ModuleType:
    """The package, which most commands do without."""
    return import_module("sudachipy")


@cache
def _dictionary() -> Dictionary:
    dictionary: Dictionary = _sudachi().Dictionary(config=json.dumps(_CONFIG), dict="core")
    return dictionary


def warm_up() -> None:
    """Load the dictionary now, so that no reader waits for it, and worker processes share it."""
    tokens("学校給食費の無償化について伺います。")
