"""The form in which names are compared: 髙橋 志津男, 高橋志津男 and タカハシ beside たかはし.

Old and new forms of kanji are those of `folding.py`, where their sources are. Beyond them names write alike:
霧ヶ丘, 霧ケ丘 and 霧が丘; 野々村 and 野野村; 斉藤 and 斎藤, which are two words and one name.
"""

import re

from meetings.characters import TO_KATAKANA
from meetings.search.folding import fold, modern

_ONE_NAME = str.maketrans("斎ヵヶ", "斉カケ")
_KANJI = "々〇\u3400-\u4dbf\u4e00-\u9fff"
_BETWEEN_KANJI = re.compile(f"(?<=[{_KANJI}])[カケガ](?=[{_KANJI}]|$)")
_REPEATED = re.compile(f"([{_KANJI}])々")


def spelled(folded: str) -> str:
    """A folded text as names are compared, character for character."""
    katakana = modern(folded).translate(TO_KATAKANA).translate(_ONE_NAME)
    return _BETWEEN_KANJI.sub("ケ", _REPEATED.sub(r"\1\1", katakana))


def counts(character: str) -> bool:
    """Whether the character is part of a name's key: spaces, dots and brackets are not."""
    return character.isalnum()


def name_key(name: str) -> str:
    """The same for all spellings of one name."""
    return "".join(filter(counts, spelled(fold(name))))
