"""SudachiPy with its core dictionary (UniDic's short units: 学校|給食|費), loaded at its first use."""

from __future__ import annotations

import json
import threading
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, MorphemeList, Tokenizer

_CONFIG = {"inputTextPlugin": [{"class": "com.worksap.nlp.sudachi.DefaultInputTextPlugin"}]}
"""Sudachi's own, but two rewritings of its input: 徳島(とくしま) is not one word, nor a dash a long vowel."""

PartOfSpeech = tuple[str, ...]
_INFLECTED = ("動詞", "形容詞")

_of_thread = threading.local()
"""A tokenizer cannot be used by two threads at once."""


class CannotCutError(Exception):
    """The text is too long to be cut at once, or no text at all."""


def tokenize(text: str) -> MorphemeList:
    """The words of a text as the dictionary has them."""
    tokenizer: Tokenizer | None = getattr(_of_thread, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _of_thread.tokenizer = _dictionary().tokenizer(
            mode="A", fields={"normalized_form", "pos", "reading_form", "dictionary_form"}
        )
    try:
        return tokenizer.tokenize(text)
    except (_sudachi().errors.SudachiError, UnicodeEncodeError) as error:
        raise CannotCutError from error


@cache
def part_of_speech(number: int) -> PartOfSpeech:
    """The part of speech of that number: 名詞, 普通名詞, 一般 and so on."""
    return _dictionary().pos_of(number) or ("",)


@lru_cache(maxsize=1 << 14)
def is_in_dictionary(word: str) -> bool:
    """Whether it is one word that the dictionary has."""
    words = tokenize(word)
    return len(words) == 1 and not words[0].is_oov()


@lru_cache(maxsize=1 << 18)
def reading_of(word: str) -> str:
    """How one word by itself is said, in katakana; empty where that is not known."""
    try:
        words = tokenize(word)
    except CannotCutError:
        return ""
    return str(words[0].reading_form()) if len(words) == 1 and not words[0].is_oov() else ""


MOST_READINGS = 4


@lru_cache(maxsize=1 << 14)
def readings(word: str) -> tuple[str, ...]:
    """The ways to say a word that the dictionary has, in katakana: a letter as it is said behind others, then
    the usual one."""
    entries = list(_dictionary().lookup(word))
    behind = [each for each in entries if each.part_of_speech()[0] == "接尾辞" and len(word) == 1]
    found = [*map(_said, behind), reading_of(word), *map(_said, entries)]
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_READINGS]


def listed_readings(word: str) -> set[str]:
    """The ways to say it that the dictionary lists, in no order: quickly asked for many words."""
    return set(map(_said, _dictionary().lookup(word)))


def _said(morpheme: Morpheme) -> str:
    return str(morpheme.reading_form())


@lru_cache(maxsize=1 << 16)
def headword(word: str) -> str:
    """The word as a dictionary lists it: 行なう for 行なっ; itself where it is not inflected."""
    try:
        words = tokenize(word)
    except CannotCutError:
        return word
    if len(words) != 1 or part_of_speech(words[0].part_of_speech_id())[0] not in _INFLECTED:
        return word
    return str(words[0].dictionary_form())


@lru_cache(maxsize=1 << 16)
def is_inflected(word: str) -> bool:
    """Whether it is a verb or an adjective by itself."""
    try:
        words = tokenize(word)
    except CannotCutError:
        return False
    return len(words) == 1 and part_of_speech(words[0].part_of_speech_id())[0] in _INFLECTED


@cache
def _sudachi() -> ModuleType:
    """The package, which most commands do without."""
    return import_module("sudachipy")


@cache
def _dictionary() -> Dictionary:
    dictionary: Dictionary = _sudachi().Dictionary(config=json.dumps(_CONFIG), dict="core")
    return dictionary
