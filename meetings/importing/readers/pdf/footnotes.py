"""Notes at the foot of a page: nobody's words, though a sentence may go on on the next page."""

import re
from statistics import median

from ...parsed import Problem
from ...source import ReadLine
from .page import Printed

_NUMBERED = re.compile(r"[※＊*†‡]|[（(〔\[［]?注|[（(\[［]?[0-9０-９¹²³⁴-⁹]{1,3}")
_NAMED = re.compile(r"[※＊*†‡][0-9０-９]|[（(〔\[［]?注[0-9０-９釈記）)：:\s]")
_NO_WORDS = re.compile(r"[\W\d_pP頁ページ]*")
_SMALLER = 0.93
_NO_LARGER = 1.05
_FAR = 1.3

NOTES = "ページの下の脚注が{count}件あります。発言には入れず、分けて置きました"


def notes_of(lines: list[Printed], frame: list[bool]) -> list[bool]:
    """Which lines of a page are notes: below all others, smaller or under a short rule, from a mark on."""
    text = [at for at, of_page in enumerate(frame) if not of_page and not _NO_WORDS.fullmatch(lines[at].text)]
    found = [False] * len(lines)
    if len(text) < 2 or not all(lines[at].across for at in text):
        return found
    em = median(lines[at].em for at in text)
    step = median([_step(lines[at]) for at in text if lines[at].step] or [0.0])
    for place, at in enumerate(text[1:], 1):
        if _begins(lines[at], em, step) and _is_foot(lines, text[:place], text[place:]):
            for note in text[place:]:
                found[note] = True
            break
    return found


def _begins(line: Printed, em: float, step: float) -> bool:
    """Whether the line may be the first note of a page with letters of this size, so far apart."""
    smaller, far = line.em < _SMALLER * em, _step(line) > _FAR * step
    if line.under_rule:
        return (smaller or far) and _NUMBERED.match(line.text) is not None
    return smaller and far and _NAMED.match(line.text) is not None


def _step(line: Printed) -> float:
    return line.step * line.em


def _is_foot(lines: list[Printed], above: list[int], below: list[int]) -> bool:
    lowest = max(lines[at].y1 for at in above)
    largest = _NO_LARGER * lines[below[0]].em
    return all(lines[at].y0 >= lowest and lines[at].em <= largest for at in below)


def problem_of(notes: list[ReadLine]) -> list[Problem]:
    """One problem that says how many notes there are."""
    count = sum(_NUMBERED.match(line.text) is not None for line in notes)
    return [Problem("footnotes", notes[0].number, NOTES.format(count=count))] if notes else []
