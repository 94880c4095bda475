"""Words of withdrawn turns, which no history shows again, in whichever turn or field they stood."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.models import Correction, Turn
from meetings.models.turn import JOINED

_SENTENCE_END = re.compile(r"[。\n！？!?]")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class ConcealedWords:
    """What only withdrawn turns say. Turns whose words went to the one before are none of these."""

    numbers: frozenset[int]
    """Of those turns."""
    sentences: tuple[str, ...]
    read: frozenset[str]
    """The wordings that visitors read today."""

    def are_in(self, text: str) -> bool:
        """Whether the text says any of the sentences, and is not read today anyway."""
        return text not in self.read and any(sentence in text for sentence in self.sentences)


def concealed_words(turns: Iterable[Turn], corrections: Iterable[Correction]) -> ConcealedWords:
    """Those of these turns, all of one meeting, also before they were corrected. A sentence that is read
    elsewhere too (異議なし) is no secret."""
    turns = list(turns)
    read = frozenset(turn.text for turn in turns if turn.withdrawn_on is None)
    gone = {t.number: t.text for t in turns if t.withdrawn_on and t.withdrawn_reason != JOINED}
    changes = (change for each in corrections for change in each.changes if change["number"] in gone)
    texts = {*gone.values(), *(text for change in changes for text in (change["before"], change["after"]))}
    known = {sentence for text in read for sentence in _sentences(text)} if gone else set()
    found = {sentence for text in texts if text for sentence in _sentences(text)} - known
    return ConcealedWords(frozenset(gone), tuple(sorted(found)), read)


def _sentences(text: str) -> Iterator[str]:
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return (part for part in parts if _LETTER.search(part))
