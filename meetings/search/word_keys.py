"""What counts as one word: the key that all its spellings share. Here every equivalence of single words is
declared; those of several words are in `alternatives.py`.

The key is the dictionary's normalized form (打ち合わせ for 打合せ, 怪我 for ケガ), with these exceptions:

- kana with no kanji of their own are one in both scripts: ごみ and ゴミ
- words that official documents write in kana because they have lost their meaning (ところ, とき) are no
  other spelling of a kanji; nor are two letters of hiragana that are no noun: いる is of 居る and 要る
- お, ご and 御 before a noun are one
- a kanji twice is the same as with 々; and in the names of people 斉 is 斎
- hyphens and full stops between Latin letters count for nothing: Wi-Fi, A.I.
"""

import re
from functools import lru_cache

from meetings.characters import TO_KATAKANA

from .dictionary import PartOfSpeech, reading_of
from .folding import fold

_HIRAGANA = re.compile(r"[\u3041-\u3096ー]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30faー]+")
_KANJI = re.compile(r"[㐀-鿿々]+")
_NAMES = re.compile(r"[㐀-鿿々]+|[ァ-ヺー]+")
"""Keys of nouns: no kana behind the kanji."""
_TWICE = re.compile(r"([㐀-鿿])\1")
_LATIN = re.compile(r"[a-z]+(?:[-.&][a-z]+)+\.?")

WRITTEN_IN_KANA = frozenset(
    """
    こと とき ところ もの とも ほか ゆえ わけ とおり ため うち ほど ほう よう たび など まで ころ ごろ
    まま さき もと なか うえ した まえ あと かた たち くらい ぐらい はず つもり いま おり
    """.split()  # noqa: SIM905 (a list of words)
)
"""Source: 公用文における漢字使用等について (内閣訓令第1号, 2010), and particles and the like beside them."""

_BEFORE_NOUNS = frozenset("御ごおみ")

_ENDINGS = {"づけ": "付け", "づける": "付ける", "達": "たち"}
"""What is built onto nouns, in kana as in kanji: 位置づけ, 義務づける, 子供達."""

# Nouns that the dictionary has apart, in kanji and in kana. Signs that have a name are here too.
_KANA_TWINS = {
    "ガン": "癌",
    "カギ": "鍵",
    "ウソ": "嘘",
    "イヌ": "犬",
    "ウツ": "鬱",
    "ハチ": "蜂",
    "クマ": "熊",
    "サル": "猿",
    "バラ": "薔薇",
    "ネギ": "葱",
    "アユ": "鮎",
    "パーセント": "%",
}


def key_of_reading(katakana: str) -> str:
    """The key of whatever is said so: what a reader has typed in kana may be written in any kanji."""
    return f"/{katakana}"


def said_as(surface: str) -> str | None:
    """The key of the reading of a word that is written in kanji alone; None for others."""
    if not _KANJI.fullmatch(surface):
        return None
    reading = reading_of(surface)
    return key_of_reading(reading) if reading else None


def typed_as(surface: str, key: str) -> str | None:
    """The key of the reading that a noun in hiragana may be: みなと, of 港 and 湊."""
    katakana = in_katakana(surface)
    return key_of_reading(katakana) if katakana and _NAMES.fullmatch(key) else None


def in_katakana(text: str) -> str | None:
    """The text in katakana, if it is three letters of hiragana or more, and no word without meaning."""
    is_kana = len(text) > 2 and _HIRAGANA.fullmatch(text) and text not in WRITTEN_IN_KANA
    return text.translate(TO_KATAKANA) if is_kana else None


@lru_cache(maxsize=1 << 18)
def word_key(read: str, normalized: str, pos: PartOfSpeech) -> str:
    """The key of a word, given as it is read, with its normalized form and its part of speech."""
    if read in WRITTEN_IN_KANA:
        return read
    if ending := _ENDINGS.get(normalized if pos[0] == "動詞" else read):
        return ending
    if pos[0] == "接頭辞" and read in _BEFORE_NOUNS:
        return "御"
    key = fold(normalized)
    if len(read) <= 2 and _HIRAGANA.fullmatch(read) and not _names_plainly(pos):
        return read
    if _LATIN.fullmatch(key):
        return re.sub("[-.&]", "", key)
    if pos[0] == "名詞" and _KANA.fullmatch(key):
        key = key.translate(TO_KATAKANA)
        return _KANA_TWINS.get(key, key)
    if pos[:3] == ("名詞", "固有名詞", "人名"):
        key = key.replace("斉", "斎")
    return _TWICE.sub(r"\1々", key)


def _names_plainly(pos: PartOfSpeech) -> bool:
    """Whether two letters of hiragana name a thing, as けが does; いる is of 居る and 要る."""
    return pos[:2] == ("名詞", "普通名詞") and pos[2] in ("一般", "サ変可能", "形状詞可能")
