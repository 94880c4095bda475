"""Where the words of a query are in a text as printed."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .analysis import BREAK, tokens
from .conditions import pattern
from .interpretation import Interpretation
from .lexemes import SEPARATOR
from .reading import places_in_print, read_print
from .results import Excerpt, Piece

_WHITE = re.compile(r"\s+")
EXCERPT = 160
"""Characters of an excerpt."""
LEAD = 40
"""Characters kept before the first word found, so that the sentence can be understood."""


class Span(NamedTuple):
    """A hit in a text: from `start` to before `end`, and which of the words it is."""

    start: int
    end: int
    word: int


class Marker:
    """Finds the words of one query in texts."""

    def __init__(self, interpretations: Iterable[Interpretation]) -> None:
        self._patterns = [re.compile(pattern(interpretation)) for interpretation in interpretations]

    def spans(self, text: str, segmented: str | None = None) -> list[Span]:
        """Every hit in `text`, in order. `segmented` is the text cut into words, as the index has it."""
        if not self._patterns:
            return []
        segmented, begins, ends = _cut(text, segmented)
        found = []
        for word, sought in enumerate(self._patterns):
            for match in sought.finditer(segmented):
                start = match.start() - segmented.count(SEPARATOR, 0, match.start())
                length = len(match[0]) - match[0].count(SEPARATOR)
                if length:
                    stop = start + length - 1
                    found.append(Span(begins[start], ends[stop], word))
        return sorted(found)

    def pieces(self, text: str, segmented: str | None = None) -> tuple[Piece, ...]:
        """The whole text with every hit marked; overlapping hits are one."""
        return tuple(_pieces(text, self.spans(text, segmented), 0, len(text)))

    def excerpt(self, text: str, segmented: str | None = None) -> Excerpt:
        """EXCERPT characters with the most different words of the query, line breaks as spaces.

        Where there is none, the beginning of the text.
        """
        spans = self.spans(text, segmented)
        start = max(0, _richest(spans) - LEAD)
        if start + EXCERPT >= len(text):
            start = max(0, len(text) - EXCERPT)
        end = min(len(text), start + EXCERPT)
        pieces = (
            Piece(_WHITE.sub(" ", piece.text), piece.is_hit) for piece in _pieces(text, spans, start, end)
        )
        return Excerpt(tuple(pieces), start > 0, end < len(text))


def word_around(segmented: str, sought: Interpretation) -> str:
    """The words that contain the characters, 東京都 for 京都; empty where they are all of them or none."""
    characters = pattern(sought)
    match = re.search(f"[^{SEPARATOR}]*({characters})[^{SEPARATOR}]*", segmented)
    return match[0].replace(SEPARATOR, "") if match and match[0] != match[1] else ""


def _cut(text: str, segmented: str | None) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text cut into words, and where in print each character of that begins and ends."""
    if segmented and (places := places_in_print(text, segmented.replace(SEPARATOR, ""))) is not None:
        return segmented, places, [place + 1 for place in places]
    reading = read_print(text)
    if segmented is None or segmented.replace(SEPARATOR, "") != reading.text.replace(BREAK, ""):
        segmented = SEPARATOR + SEPARATOR.join(token.surface for token in tokens(reading.text)) + SEPARATOR
    return segmented, reading.begins, reading.ends


def _richest(spans: Sequence[Span]) -> int:
    """Where the stretch begins that has the most different words; 0 where there is no hit."""
    best, start = 0, 0
    for at, first in enumerate(spans):
        within = {span.word for span in spans[at : at + 50] if span.end <= first.start + EXCERPT - LEAD}
        if len(within) > best:
            best, start = len(within), first.start
    return start


def _pieces(text: str, spans: Sequence[Span], start: int, end: int) -> Iterable[Piece]:
    done = start
    for span in spans:
        begin, stop = max(span.start, done), min(span.end, end)
        if begin >= stop:
            continue
        if begin > done:
            yield Piece(text[done:begin], False)
        yield Piece(text[begin:stop], True)
        done = stop
    if done < end:
        yield Piece(text[done:end], False)
