"""Kana typed in Latin letters and left so: gakkoukyuushoku."""

from functools import cache

_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "z": "ザジズゼゾ",
    "t": "タチツテト",
    "d": "ダヂヅデド",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "l": "ラリルレロ",
}
_SMALL = {"a": "ャ", "u": "ュ", "o": "ョ", "e": "ェ"}
_SOFT = {
    "ky": "キ",
    "gy": "ギ",
    "sy": "シ",
    "sh": "シ",
    "zy": "ジ",
    "jy": "ジ",
    "j": "ジ",
    "ty": "チ",
    "ch": "チ",
    "cy": "チ",
    "ny": "ニ",
    "hy": "ヒ",
    "by": "ビ",
    "py": "ピ",
    "my": "ミ",
    "ry": "リ",
    "dy": "ヂ",
}
_OTHERS = {
    "shi": "シ",
    "chi": "チ",
    "tsu": "ツ",
    "ji": "ジ",
    "fu": "フ",
    "fa": "ファ",
    "fi": "フィ",
    "fe": "フェ",
    "fo": "フォ",
    "ya": "ヤ",
    "yu": "ユ",
    "yo": "ヨ",
    "wa": "ワ",
    "wo": "ヲ",
    "thi": "ティ",
    "dhi": "ディ",
    "va": "ヴァ",
    "vi": "ヴィ",
    "vu": "ヴ",
    "-": "ー",
}


@cache
def syllables() -> dict[str, str]:
    """Katakana by how it is typed."""
    found = {
        consonant + vowel: kana
        for consonant, row in _ROWS.items()
        for vowel, kana in zip(_VOWELS, row, strict=True)
    }
    for consonants, kana in _SOFT.items():
        found |= {consonants + vowel: kana + small for vowel, small in _SMALL.items()}
    return found | _OTHERS


def in_kana(typed: str) -> str | None:
    """The katakana for lower Latin letters; None where they are no syllables of Japanese."""
    kana: list[str] = []
    at = 0
    while at < len(typed):
        letter, following = typed[at], typed[at + 1 : at + 2]
        syllable = next((typed[at : at + n] for n in (3, 2, 1) if typed[at : at + n] in syllables()), None)
        if syllable:
            kana.append(syllables()[syllable])
            at += len(syllable)
        elif letter in "nm" and following not in (*_VOWELS, "y"):
            kana.append("ン")
            follows_vowel = typed[at + 2 : at + 3] in (*_VOWELS, "y")
            at += 2 if following == "'" or (letter == following == "n" and not follows_vowel) else 1
        elif letter == following and letter.isalpha():
            kana.append("ッ")
            at += 1
        else:
            return None
    return "".join(kana)
