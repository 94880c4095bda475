"""A sentence → its words: as the dictionary has them, around numbers, and with the verbs of a noun joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .dictionary import part_of_speech, tokenize
from .numbers import Number, end_of_unit, has_numbers, numbers
from .word_keys import word_key

if TYPE_CHECKING:
    from sudachipy import Morpheme

Cut = tuple[int, int, str, bool]
"""Where a word begins and ends, its key, and whether it is a verb."""

_HIRAGANA = re.compile(r"[ぁ-ゖ]+")
_SHORT = re.compile(r"[㐀-鿿]{2}[ぁ-ゖ]+")
_ENDS_OF_VERBS = "いきぎしちにびみりえけげせてねべめれ"
"""With which a verb goes on to another: 盛り, 受け."""
_LOOKED_AHEAD = 6
_SIGNS_APART = re.compile(r"\w+|\W")
_INITIALS = re.compile(r"(?<![a-z0-9.])[a-z](?:\.[a-z])+\.?(?![a-z0-9])")
"""a.i.: one word, though full stops are between its letters."""
_BEHIND_PLACES = tuple("市町村郡駅")


_BRIEF = 40
"""Characters of a sentence that is likely to be said again: 異議なし, ありがとうございました。"""


def words_of(read: str) -> Sequence[Cut]:
    """The words of a sentence in modern forms; they make it up."""
    return _words_of_brief(read) if len(read) <= _BRIEF else _words_of(read)


@lru_cache(maxsize=1 << 12)
def _words_of_brief(read: str) -> tuple[Cut, ...]:
    return tuple(_words_of(read))


def _words_of(read: str) -> list[Cut]:
    fixed = _known(read)
    return _joined(_around(read, fixed) if fixed else _plain(read), read)


def _known(read: str) -> list[Number]:
    """What is a word whatever the dictionary says: numbers and initials."""
    fixed = list(_numbers(read)) if has_numbers(read) else []
    if "." in read:
        initials = [Number(*one.span(), one[0].replace(".", "")) for one in _INITIALS.finditer(read)]
        fixed = sorted([*fixed, *initials])  # neither may have a letter of the other
    return fixed


def _plain(read: str) -> list[Cut]:
    """The words as the dictionary has them."""
    words: list[Cut] = []
    add, known = words.append, _met.get  # a load runs through here once a word
    begin = 0
    for morpheme in tokenize(read):
        end = morpheme.end()
        if begin < end:  # some characters are several words to Sudachi: ㍿
            surface, number = read[begin:end], morpheme.word_id()
            met = known(number)
            if met is None or met[0] != surface:
                met = _meet(surface, number, morpheme)
            add((begin, end, met[1], met[2]))
            begin = end
    if begin < len(read):
        words.append((begin, len(read), read[begin:], False))
    return words


def _around(read: str, fixed: Sequence[Number]) -> list[Cut]:
    """The words around those that are known, with numbers read in figures: 三十人 is cut as 30人 is."""
    in_figures, places = _in_figures(read, fixed)
    words: list[Cut] = []
    at = 0
    waiting = iter([*fixed, Number(len(read), len(read), "")])
    number = next(waiting)
    for begin, end, key, is_verb in _plain(in_figures):
        first, last = places[begin], places[end]
        if first == last:
            continue  # within a number
        if number.begin >= last and first == at and end - begin == last - first:
            words.append((first, last, key, is_verb))
            at = last
            continue
        while number.begin < last:
            words += _split(read, at, number.begin)
            words.append((*number, False))
            at = number.end
            number = next(waiting)
        words += _split(read, at, last)
        at = max(at, last)
    return words


def _in_figures(read: str, fixed: Sequence[Number]) -> tuple[str, list[int]]:
    """The text with its numbers in figures, and where each of its characters stands in the text."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for begin, end, value in fixed:
        pieces += read[done:begin], value
        places += range(done, begin)
        places += [begin] * len(value)
        done = end
    places += range(done, len(read) + 1)
    return "".join([*pieces, read[done:]]), places


def _split(read: str, begin: int, end: int) -> Iterator[Cut]:
    """What a number leaves of a word, letters and signs apart: covid and -, of covid-19."""
    for found in _SIGNS_APART.finditer(read, begin, max(begin, end)):
        yield (*found.span(), found[0], False)


def _numbers(read: str) -> Iterator[Number]:
    """The numbers of the sentence, but for those that are in a name: 六本木, 四日市."""
    found = list(numbers(read))
    if all(read[begin:end].isascii() for begin, end, _ in found):
        yield from found
        return
    names = iter([(one.begin(), one.end()) for one in tokenize(read) if _is_name(one.part_of_speech_id())])
    first, last = next(names, (len(read), len(read)))
    for number in found:
        while last <= number.begin < len(read) and last < len(read):
            first, last = next(names, (len(read), len(read)))
        if not (first <= number.begin < last and _is_in_name(read, number, first, last)):
            yield number


def _is_in_name(read: str, number: Number, first: int, last: int) -> bool:
    """Whether the name that stands there is more than a number with its unit: 六本木, but not 三ヶ所."""
    unit = end_of_unit(read, number)
    return first < number.begin or unit < last or read.startswith(_BEHIND_PLACES, last)


def _joined(words: list[Cut], read: str) -> list[Cut]:
    """Two verbs that make up a noun are one word: 繰り越し, which the dictionary has as 繰越 only, and
    盛込み, which it has as 盛り込み only."""
    done: list[Cut] = []
    before: Cut = (0, 0, "", False)
    for word in words:
        begin, end = before[0], word[1]
        key = _compound(read[begin:end]) if before[3] and word[3] else None
        is_short = before[1] - begin == 1 and end - begin > 2 and read[begin] >= "㐀"
        if is_short and key is None and "ぁ" <= read[end - 1] <= "ゖ":
            key = _short_noun(read[begin:end], read[end : end + _LOOKED_AHEAD])
        if key:
            done[-1] = before = (begin, end, key, False)
        else:
            done.append(word)
            before = word
    return done


@lru_cache(maxsize=1 << 14)
def _compound(verbs: str) -> str | None:
    """The key of the noun that two verbs are, if the dictionary has it without its kana."""
    kanji = _HIRAGANA.sub("", verbs)
    if len(kanji) != 2 or kanji == verbs:
        return None
    words = _plain(kanji)
    key = words[0][2]
    return key if len(words) == 1 and _HIRAGANA.sub("", key) == kanji else None


def _short_noun(verbs: str, behind: str) -> str | None:
    """The key of two verbs of which the first has no kana, where the dictionary has them as one word with it:
    盛り込み for 盛込み, but not before ます, where it has two."""
    written = _spelled_out(verbs)
    if written is None:
        return None
    begin, end, key, _ = _plain(written + behind)[0]
    return key if end - begin == len(written) else None


@lru_cache(maxsize=1 << 16)
def _spelled_out(verbs: str) -> str | None:
    """The one word of the dictionary that they are with one letter between."""
    if not _SHORT.fullmatch(verbs):
        return None
    written = [verbs[0] + kana + verbs[1:] for kana in _ENDS_OF_VERBS]
    words = [each for each in written if len(_plain(each)) == 1]
    return words[0] if len(words) == 1 else None


_met: dict[int, tuple[str, str, bool]] = {}
"""Words of the dictionary by its numbers for them, as far as texts have had them: as it is read, its key, and
whether it is a verb. Asking Sudachi for that and looking it up takes three times as long."""
_UNKNOWN = 0xF << 28
"""From here on numbers are not those of words: Sudachi makes up words for what the dictionary lacks."""


def _meet(surface: str, number: int, morpheme: Morpheme) -> tuple[str, str, bool]:
    pos = morpheme.part_of_speech_id()
    word = (surface, _key(surface, morpheme.normalized_form(), pos), _is_verb(pos))
    if 0 <= number < _UNKNOWN:
        _met[number] = word
    return word


@lru_cache(maxsize=1 << 18)
def _key(read: str, normalized: str, pos: int) -> str:
    return word_key(read, normalized, part_of_speech(pos))


@cache
def _is_verb(pos: int) -> bool:
    return part_of_speech(pos)[0] == "動詞"


@cache
def _is_name(pos: int) -> bool:
    return part_of_speech(pos)[:2] == ("名詞", "固有名詞")
