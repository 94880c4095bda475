"""Words of withdrawn turns, which no history shows again, in whichever turn or field they stood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.models import Correction, Turn

_SENTENCE_END = re.compile(r"[。\n！？!?]")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class ConcealedWords:
    """Sentences that only withdrawn turns say."""

    sentences: Sequence[str]

    def are_in(self, text: str) -> bool:
        """Whether the text says any of them."""
        return any(sentence in text for sentence in self.sentences)


def concealed_words(turns: Iterable[Turn], corrections: Iterable[Correction]) -> ConcealedWords:
    """Those of these turns, all of one meeting, also before they were corrected. What is said elsewhere too
    (異議なし), or went to another turn when two were joined, is no secret."""
    turns = list(turns)
    read = "\n".join(turn.text for turn in turns if turn.withdrawn_on is None)
    gone = {turn.number: turn.text for turn in turns if turn.withdrawn_on}
    changes = (change for each in corrections for change in each.changes if change["number"] in gone)
    texts = [*gone.values(), *(text for change in changes for text in (change["before"], change["after"]))]
    parts = (part.strip() for text in texts if text for part in _SENTENCE_END.split(text))
    sentences = dict.fromkeys(part for part in parts if _LETTER.search(part) and part not in read)
    return ConcealedWords(tuple(sentences))
