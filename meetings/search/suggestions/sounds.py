"""How words are said, in a form in which they are compared: 通り, とおり and とうり sound alike."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from meetings.characters import TO_KATAKANA
from meetings.search.analysis import is_word
from meetings.search.dictionary import CannotCutError, readings, tokenize
from meetings.search.folding import modern

from .kanji_sounds import kanji_sounds
from .romaji import in_kana

MOST_SOUNDS = 8
"""Ways to say what was typed that are tried."""
_FEW_PIECES = 4
_MOST_MIXED = 256
SHORTEST_ROMAJI = 4

KATAKANA = re.compile("[ァ-ヺー]+")
KANJI = re.compile("[㐀-鿿]")
_LATIN = re.compile("[a-z'-]+")
_ALIKE = str.maketrans("ヅヂヲヴヰヱ", "ズジオブイエ")
_E, _O = "エケゲセゼテデネヘベペメレェ", "オコゴソゾトドノホボポモヨョロォ"
_DRAWN = {
    **dict.fromkeys("アカガサザタダナハバパマヤャラワァ", "ア"),
    **dict.fromkeys("イキギシジチニヒビピミリィ" + _E, "イ"),
    **dict.fromkeys("ウクグスズツヌフブプムユュルゥ" + _O, "ウ"),
}
"""With which vowel a syllable is drawn out. In writing えい and ええ, おう and おお are mixed up."""


class Piece(NamedTuple):
    """A word of what was typed, and one way to say it."""

    surface: str
    sound: str


Sounding = tuple[Piece, ...]


@lru_cache(maxsize=1 << 16)
def sound(kana: str) -> str:
    """Katakana as they are compared, letter for letter."""
    letters: list[str] = []
    for letter in kana.translate(TO_KATAKANA).translate(_ALIKE):
        before = letters[-1] if letters else ""
        is_drawn = letter == "ー" or (letter == "エ" and before in _E) or (letter == "オ" and before in _O)
        letters.append(_DRAWN.get(before, letter) if is_drawn and before else letter)
    return "".join(letters)


def soundings(typed: str) -> list[Sounding]:
    """Ways to say a folded word of the query, the likeliest first; its pieces make it up."""
    pieces = list(_pieces(typed))
    each = [_ways(piece) for piece in pieces]
    most = 2 if len(pieces) > _FEW_PIECES else None
    chosen = islice(product(*(range(len(ways[:most])) for ways in each)), _MOST_MIXED)
    usual = sorted(chosen, key=sum)[:MOST_SOUNDS]
    return [tuple(Piece(*said) for said in zip(pieces, _said(each, way), strict=True)) for way in usual]


def _said(each: Iterable[Sequence[str]], chosen: Iterable[int]) -> Iterator[str]:
    return (ways[at] for ways, at in zip(each, chosen, strict=True))


def _pieces(typed: str) -> Iterator[str]:
    """The words of it as the dictionary has them; what it does not have in single kanji."""
    try:
        morphemes = list(tokenize(modern(typed)))
    except CannotCutError:
        return
    at = 0
    for morpheme in morphemes:
        surface = typed[at : morpheme.end()]
        at = morpheme.end()
        if morpheme.is_oov() and not _is_sounding(surface):
            yield from surface
        elif surface:
            yield surface


def _is_sounding(surface: str) -> bool:
    return surface.isascii() or KATAKANA.fullmatch(surface.translate(TO_KATAKANA)) is not None


@lru_cache(maxsize=1 << 12)
def _ways(surface: str) -> Sequence[str]:
    katakana = surface.translate(TO_KATAKANA)
    if KATAKANA.fullmatch(katakana):
        return (katakana,)
    if _LATIN.fullmatch(surface) and len(surface) >= SHORTEST_ROMAJI and (kana := in_kana(surface)):
        return (kana,)
    if len(surface) == 1 and KANJI.fullmatch(surface):
        return kanji_sounds(modern(surface)) or (surface,)
    return (readings(modern(surface)) if is_word(surface) else ()) or (surface,)


def sound_of(pieces: Iterable[Piece]) -> str:
    """Of all of them together."""
    return sound("".join(piece.sound for piece in pieces))


def sounds_alike(typed: str, word: str, word_sound: str) -> bool:
    """Whether the letter of `typed` that stands for another of `word` may be said as that is: 坊災, 防災."""
    shorter = min(len(typed), len(word))
    begin = next((at for at in range(shorter) if typed[at] != word[at]), shorter)
    if len(typed) != len(word) or begin == shorter or typed[begin + 1 :] != word[begin + 1 :]:
        return False
    said = map(sound, _ways(typed[begin]))
    if begin == 0:
        return any(map(word_sound.startswith, said))
    if begin == len(word) - 1:
        return any(map(word_sound.endswith, said))
    return any(each in word_sound for each in said)
