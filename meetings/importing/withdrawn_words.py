"""Words that a person took out of a public record, met again in a document: they must not come back unasked.

Taken out are the words of turns that a person withdrew, and those that a correction by hand removed from a
turn. A sentence of eight letters and more counts; one that the record says elsewhere too (異議はありません)
is no sign of anything.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from meetings.models import Correction, Meeting, Turn
from meetings.models.correction import BY_HAND
from meetings.models.turn import BY_DOCUMENTS, JOINED, TurnQuerySet

from .errors import LoadRefusedError
from .folding import squeeze

FEWEST_LETTERS = 8
WITHHELD = "取り消された言葉を含むため"
_SENTENCE_END = re.compile(r"[。\n！？!?]")
_SIGNS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Returned:
    """A turn that would be public and says words that were taken out of the turn `number`."""

    turn: Turn
    number: int


def words_now(meeting: Meeting) -> str:
    """All that the record says and nobody took out, for comparing."""
    return "\n".join(_folded(text) for text in _live(meeting).values_list("text", flat=True))


def returned_words(meeting: Meeting, before: str) -> list[Returned]:
    """The turns that say again what was taken out; `before` is `words_now` before the document came
    in."""
    taken = [(number, words) for number, words in _taken_out(meeting) if words not in before]
    if not taken:
        return []
    found = []
    for turn in _live(meeting).in_order():
        text = _folded(turn.text)
        number = next((number for number, words in taken if words in text), None)
        if number is not None:
            found.append(Returned(turn, number))
    return found


def turns_whose_words_return(meeting: Meeting, text: str) -> list[int]:
    """Numbers of the turns of which the text says again what was taken out."""
    now, text = words_now(meeting), _folded(text)
    said = {number for number, words in _taken_out(meeting) if words in text and words not in now}
    return sorted(said)


def refuse(returned: Sequence[Returned]) -> LoadRefusedError:
    """The question to a person."""
    numbers = "、".join(str(number) for number in sorted({one.number for one in returned}))
    return LoadRefusedError(
        f"取り消した（または手で直した）発言{numbers}の言葉が、この文書にまた入っています。",
        "取り消したままにして取り込むなら --withhold を付けてください。",
        need="withhold",
    )


def withhold(returned: Sequence[Returned]) -> None:
    """Withdraw the turns that say those words, so that they are in the record and nobody reads them."""
    for one in returned:
        one.turn.withdrawn_on = timezone.localdate()
        one.turn.withdrawn_reason = WITHHELD
    Turn.objects.bulk_update([one.turn for one in returned], ["withdrawn_on", "withdrawn_reason"])


def _live(meeting: Meeting) -> TurnQuerySet:
    return Turn.objects.not_withdrawn().filter(meeting=meeting)


def _taken_out(meeting: Meeting) -> Iterator[tuple[int, str]]:
    """(number of the turn, a sentence of it) of all that a person took out."""
    withdrawn = Turn.objects.filter(meeting=meeting, withdrawn_on__isnull=False)
    for turn in withdrawn.exclude(withdrawn_reason__in=[*BY_DOCUMENTS, JOINED]):
        yield from ((turn.number, words) for words in _sentences(turn.text))
    for correction in Correction.objects.filter(meeting=meeting, document=BY_HAND):
        for change in correction.changes:
            left = _folded(change["after"] or "")
            gone = (words for words in _sentences(change["before"] or "") if words not in left)
            yield from ((change["number"], words) for words in gone)


def _sentences(text: str) -> list[str]:
    folded = (_folded(part) for part in _SENTENCE_END.split(text))
    return [words for words in folded if len(words) >= FEWEST_LETTERS]


def _folded(text: str) -> str:
    return _SIGNS.sub("", squeeze(text))
