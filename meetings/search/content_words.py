"""The words of a phrase or sentence that say what it is about: 道路が狭くて危ない is 道路, 狭い, 危ない."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from meetings.eras import ERAS, WEEKDAY_BESIDE

from .analysis import MOST_AT_ONCE, is_content, nouns
from .dictionary import CannotCutError, part_of_speech, tokenize
from .numbers import end_of_unit, numbers
from .word_keys import WRITTEN_IN_KANA

MOST_WORDS = 8
"""Of one phrase. A sentence with more is about everything."""

_NAMING = {("名詞", "普通名詞"), ("名詞", "固有名詞"), ("名詞", "数詞"), ("形状詞", "一般")}
_BUILT_ON = {("接頭辞",), ("接尾辞", "名詞的"), ("接尾辞", "形状詞的")}
_INFLECTED = {("動詞", "一般"), ("形容詞", "一般")}
"""Parts of speech as Sudachi writes them. Verbs that only help others (いる, できる) are of another sort."""
_BESIDE_DATES = re.compile(rf"(?<=[年度])\([^()]{{2,9}}年度?\)|(?<=日){WEEKDAY_BESIDE}")
"""What stands in brackets in 令和7年(2025年)8月7日(木), and says nothing more."""
_NO_NOUNS = frozenset(era.name for era in ERAS)
_RELATING = {"関する", "対する", "つく", "於く", "因る", "巡る"}
"""Verbs that stand for a particle: に関して."""


class Morpheme(NamedTuple):
    """A word as the dictionary has it."""

    surface: str
    base: str
    """As a dictionary lists it: 狭い for 狭く."""
    sort: tuple[str, ...]
    """Its part of speech, two levels of it."""


class ContentWord(NamedTuple):
    """A noun with what is built onto it, as written; or a verb or adjective, as a dictionary lists it."""

    text: str
    is_noun: bool
    first: int
    """Of the morphemes it is made of; `behind` is the place after the last."""
    behind: int


def morphemes(folded: str) -> list[Morpheme]:
    """The text as the dictionary cuts it; nothing where it cannot be cut."""
    try:
        found = tokenize(folded[:MOST_AT_ONCE])
    except CannotCutError:
        return []
    return [Morpheme(one.surface(), one.dictionary_form(), _sort(one.part_of_speech_id())) for one in found]


def _sort(number: int) -> tuple[str, ...]:
    return tuple(part for part in part_of_speech(number)[:2] if part != "*")


def content_words(folded: str, *, cuts_compounds: bool = False) -> list[str]:
    """The content words of a phrase, each once; where it is but one compound, perhaps the nouns in that."""
    folded = _BESIDE_DATES.sub("", folded)
    if cuts_compounds and (parts := _beside_numbers(folded)):
        return parts[:MOST_WORDS]
    found = list(dict.fromkeys(word.text for word in words_among(morphemes(folded))))
    if cuts_compounds and len(found) < 2 and not any(map(str.isdigit, folded)):
        single = list(
            dict.fromkeys(noun for noun in nouns(folded) if len(noun) > 1 and _says_something(noun))
        )
        found = single if len(single) > 1 else found
    return found[:MOST_WORDS]


def _beside_numbers(folded: str) -> list[str]:
    """The parts of a noun with numbers in it: 空き家 and 418棟; none where it is no such noun, or a year."""
    parts: list[str] = []
    done = 0
    for number in numbers(folded):
        begin = number.begin - folded.endswith("第", done, number.begin)
        end = end_of_unit(folded, number)
        parts += folded[done:begin], folded[begin:end]
        done = end
    parts.append(folded[done:])
    beside = list(filter(None, parts[::2]))
    if done == 0 or not beside or not _NO_NOUNS.isdisjoint(beside):
        return []
    is_noun = all([word.text for word in words_among(morphemes(one))] == [one] for one in beside)
    return list(dict.fromkeys(filter(None, parts))) if is_noun else []


def words_among(found: Sequence[Morpheme]) -> Iterator[ContentWord]:
    """The content words, from left to right; nouns that touch are one."""
    begin: int | None = None
    for at, one in enumerate([*found, Morpheme("", "", ())]):
        if one.sort in _NAMING | _BUILT_ON or _is_half_of_verb(found, at):
            begin = at if begin is None else begin
            continue
        if begin is not None:
            yield from _noun(found, begin, at)
            begin = None
        if one.sort in _INFLECTED and is_content(one.base) and one.base not in _RELATING:
            yield ContentWord(one.base, False, at, at + 1)


def _is_half_of_verb(found: Sequence[Morpheme], at: int) -> bool:
    """Whether it is a verb with another right beside it: 見 and 守り."""
    beside = found[max(0, at - 1) : at + 2]
    verbs = [one.sort[0] == "動詞" and is_content(one.surface) for one in beside if one.sort]
    return (
        at < len(found) and found[at].sort[0] == "動詞" and sum(verbs) > 1 and is_content(found[at].surface)
    )


def _noun(found: Sequence[Morpheme], begin: int, end: int) -> Iterator[ContentWord]:
    text = "".join(one.surface for one in found[begin:end])
    if any(one.sort not in _BUILT_ON for one in found[begin:end]) and _says_something(text):
        yield ContentWord(text, True, begin, end)


def _says_something(noun: str) -> bool:
    """No letter of kana alone, nor a noun without meaning: こと."""
    return noun not in WRITTEN_IN_KANA and (len(noun) > 1 or "㐀" <= noun <= "鿿")
