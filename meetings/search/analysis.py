"""Texts cut into words, by SudachiPy and its core dictionary (UniDic's short units: 学校|給食|費).

The dictionary is loaded once a process, at the first use or by `warm_up` before the first reader comes.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from .folding import modern
from .keys import PartOfSpeech, key_of
from .numbers import Number, end_of_unit, has_numbers, numbers

if TYPE_CHECKING:
    from sudachipy import Dictionary, MorphemeList, Tokenizer

_OURS = 3
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

_CONFIG = {"inputTextPlugin": [{"class": "com.worksap.nlp.sudachi.DefaultInputTextPlugin"}]}
"""Sudachi's own, but two rewritings of its input: 徳島(とくしま) is not one word, nor a dash a long vowel."""

_HIRAGANA = re.compile(r"[ぁ-ゖ]+")
_SIGNS_APART = re.compile(r"\w+|\W")
_WORD = re.compile(r"[\w%]")
_CONTENT = re.compile(r"[^\W\u3040-\u309f]|%|\w{3}")

_OLD_KANA = re.compile(r"(?<=[ぁ-ゖ㐀-鿿])(?<![一二三四五六七八九十か])つ(?=て|た(?![めびちくえわ]))")
"""つ for っ, as it was written until 1946: なつて, あつた; not かつて, 立つため."""
_KE = re.compile(r"(?<=[㐀-鿿々])[ケヵカガ](?=[㐀-鿿])")
"""ヶ in another size: 霞ケ丘."""
_ONLY_IN_OLD_TEXTS = str.maketrans("ゐゑヰヱ", "いえイエ")
_INITIALS = re.compile(r"(?<![a-z0-9.])[a-z](?:\.[a-z])+\.?(?![a-z0-9])")
"""a.i.: one word, though full stops are between its letters."""

_NAMING = {("名詞", "普通名詞"), ("名詞", "固有名詞")}
"""The parts of speech, as Sudachi writes them, that name what a text is about: not numerals, not pronouns."""
_BUILT_ON = ("接尾辞", "名詞的")


class Token(NamedTuple):
    """A word, or what is between words, as the folded text has it."""

    surface: str
    key: str
    """The same for all its spellings (`keys.py`): for 打合せ and 打ち合わせ, for 30 and 三十."""


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
    read = _KE.sub("ヶ", modern(folded).translate(_ONLY_IN_OLD_TEXTS))
    return read if "っ" in read else _OLD_KANA.sub("っ", read)


class _Cut(NamedTuple):
    """A word in a chunk: where it stands, what it is read as, and its key."""

    begin: int
    end: int
    key: str
    is_verb: bool = False


def _cut_chunk(folded: str, read: str, surfaces: list[str], keys: list[str]) -> None:
    """Add the tokens of one chunk, given also in modern characters, as it is to be read."""
    try:
        words = _words(read)
    except (_sudachi().errors.SudachiError, UnicodeEncodeError):  # too long, or no text at all
        half = len(read) // 2
        if half == 0:
            surfaces.append(folded)
            keys.append(folded)
            return
        _cut_chunk(folded[:half], read[:half], surfaces, keys)
        _cut_chunk(folded[half:], read[half:], surfaces, keys)
        return
    for begin, end, key, _ in words:
        surfaces.append(folded[begin:end])
        keys.append(key)


def _words(read: str) -> list[_Cut]:
    """The words of a chunk; they make it up."""
    fixed = [*_numbers(read)] if has_numbers(read) else []
    if "." in read:
        taken = {at for number in fixed for at in range(number.begin, number.end)}
        initials = (Number(*found.span(), found[0].replace(".", "")) for found in _INITIALS.finditer(read))
        fixed = sorted([*fixed, *(one for one in initials if one.begin not in taken)])
    return _joined(_around(read, fixed) if fixed else _plain(read), read)


def _plain(read: str) -> list[_Cut]:
    """The words as Sudachi has them."""
    words: list[_Cut] = []
    begin = 0
    for morpheme in _tokenize(read):
        end = morpheme.end()
        if begin < end:  # some characters are several words to Sudachi: ㍿
            pos = morpheme.part_of_speech_id()
            key = _key(read[begin:end], morpheme.normalized_form(), pos)
            words.append(_Cut(begin, end, key, _is_verb(pos)))
            begin = end
    if begin < len(read):
        words.append(_Cut(begin, len(read), read[begin:]))
    return words


def _around(read: str, fixed: Sequence[Number]) -> list[_Cut]:
    """The words around those that are known, with numbers read in figures: 三十人 is cut as 30人 is."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for begin, end, value in fixed:
        pieces += read[done:begin], value
        places += range(done, begin)
        places += [begin] * len(value)
        done = end
    pieces.append(read[done:])
    places += range(done, len(read) + 1)
    words: list[_Cut] = []
    at = 0
    in_figures = "".join(pieces)
    for word in _plain(in_figures):
        first, last = places[word.begin], places[word.end]
        inside = [number for number in fixed if first <= number.begin < last]
        if first == last:
            continue  # within a number
        if first >= at and not inside:
            words.append(word._replace(begin=first, end=last))
            at = last
            continue
        for number in inside:
            if at < number.begin:
                words += _split(read, at, number.begin)
            if at <= number.begin:
                words.append(_Cut(*number))
                at = number.end
        if at < last and not any(number.begin < last < number.end for number in fixed):
            words += _split(read, at, last)
            at = last
    return words


def _split(read: str, begin: int, end: int) -> Iterator[_Cut]:
    """What a number leaves of a word, letters and signs apart: covid and -, of covid-19."""
    for found in _SIGNS_APART.finditer(read, begin, end):
        yield _Cut(*found.span(), found[0])


def _numbers(read: str) -> Iterator[Number]:
    """The numbers of the chunk, but for those that are in a name: 六本木, 四日市."""
    found = list(numbers(read))
    if all(read[begin:end].isascii() for begin, end, _ in found):
        yield from found
        return
    names = [(one.begin(), one.end()) for one in _tokenize(read) if _is_name(one.part_of_speech_id())]
    for number in found:
        if not any(_is_in_name(read, number, *name) for name in names):
            yield number


def _is_in_name(read: str, number: Number, first: int, last: int) -> bool:
    """Whether the name that stands there is more than a number with its unit: 六本木, but not 三ヶ所."""
    if not first <= number.begin < last:
        return False
    unit = end_of_unit(read, number)
    return first < number.begin or unit < last or read[last : last + 1] in tuple("市町村郡駅")


def _joined(words: list[_Cut], read: str) -> list[_Cut]:
    """Two verbs that make up a noun are one word: 繰り越し, which the dictionary has as 繰越 only."""
    done: list[_Cut] = []
    for word in words:
        if word.is_verb and done and done[-1].is_verb:
            both = read[done[-1].begin : word.end]
            if key := _compound(both):
                done[-1] = _Cut(done[-1].begin, word.end, key)
                continue
        done.append(word)
    return done


@lru_cache(maxsize=1 << 14)
def _compound(verbs: str) -> str | None:
    """The key of the noun that two verbs are, if the dictionary has it without its kana."""
    kanji = _HIRAGANA.sub("", verbs)
    if len(kanji) != 2 or kanji == verbs:
        return None
    words = _plain(kanji)
    return words[0].key if len(words) == 1 and _HIRAGANA.sub("", words[0].key) == kanji else None


@lru_cache(maxsize=1 << 14)
def is_in_dictionary(word: str) -> bool:
    """Whether it is one word that the dictionary has."""
    morphemes = _tokenize(word)
    return len(morphemes) == 1 and not morphemes[0].is_oov()


@lru_cache(maxsize=1 << 18)
def _key(read: str, normalized: str, pos: int) -> str:
    return key_of(read, normalized, _part_of_speech(pos))


@cache
def _part_of_speech(number: int) -> PartOfSpeech:
    return _dictionary().pos_of(number) or ("",)


@cache
def _is_verb(pos: int) -> bool:
    return _part_of_speech(pos)[0] == "動詞"


@cache
def _is_name(pos: int) -> bool:
    return _part_of_speech(pos)[:2] == ("名詞", "固有名詞")


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
