"""Words of withdrawn turns, which no history shows again, in whichever turn or field they stood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.models import Turn

_SENTENCE_END = re.compile(r"[。\n！？!?]")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class ConcealedWords:
    """Sentences that only withdrawn turns say."""

    sentences: Sequence[str]

    def are_in(self, text: str) -> bool:
        """Whether the text says any of them."""
        return any(sentence in text for sentence in self.sentences)


def concealed_words(turns: Iterable[Turn]) -> ConcealedWords:
    """Those of these turns, all of one meeting. What is said elsewhere too (異議なし), or went to another
    turn when two were joined, is no secret."""
    turns = list(turns)
    read = "\n".join(turn.text for turn in turns if turn.withdrawn_on is None)
    parts = (part.strip() for turn in turns if turn.withdrawn_on for part in _SENTENCE_END.split(turn.text))
    sentences = dict.fromkeys(part for part in parts if _LETTER.search(part) and part not in read)
    return ConcealedWords(tuple(sentences))
