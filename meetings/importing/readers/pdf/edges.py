"""Running heads, running feet and page numbers: lines at the edge of the page that come again on others."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median

from ...folding import squeeze
from .page import Printed

_DEEPEST = 3
_LONGEST = 80
_MOST_NUMBERS = 4
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_ONLY = re.compile(r"[\W_pP頁ページ]*#[\W_頁ページ]*")
_SHARE = 0.4
_SURE_SHARE = 0.6
_APART = 1.3
_LABEL = 2

Key = tuple[str, str, int | None]


def running(pages: list[list[Printed]]) -> list[list[bool]]:
    """For each page, which of its lines belong to the page and not to the text."""
    found = [[False] * len(lines) for lines in pages]
    if len(pages) == 1:
        found[0] = _of_the_only_page(pages[0])
    if len(pages) < 2:
        return found
    seen: defaultdict[Key, set[int]] = defaultdict(set)
    edges = [list(_edges(lines)) for lines in pages]
    inside = _inside(pages, edges)
    for number, (lines, at_edge) in enumerate(zip(pages, edges, strict=True)):
        for zone, indexes in at_edge:
            for index in indexes:
                for key in _keys(zone, lines[index].text, number):
                    seen[key].add(number)
    for number, (lines, at_edge) in enumerate(zip(pages, edges, strict=True)):
        taken: set[str] = set()  # below a running head the page may bear the same words as its title
        for zone, indexes in at_edge:
            for depth, index in enumerate(indexes):
                keys = _keys(zone, lines[index].text, number)
                inner = indexes[depth + 1] if depth + 1 < len(indexes) else None
                text = squeeze(lines[index].text)
                if text in taken or not _recurs(lines, index, inner, keys, seen, len(pages), inside[text]):
                    break
                taken.add(text)
                found[number][index] = True
    return found


def _of_the_only_page(lines: list[Printed]) -> list[bool]:
    """「- 1 -」 at the foot, apart from the text."""
    _, (_, foot) = _edges(lines)
    last, *inner = foot or [-1]
    numbers = [key for key in _keys("bottom", lines[last].text, 1) if key[2] == 0] if foot else []
    alone = any(_PAGE_ONLY.fullmatch(key[1]) for key in numbers)
    alone = alone and _stands_apart(lines, last, inner[0] if inner else None)
    return [alone and at == last for at in range(len(lines))]


def _inside(pages: list[list[Printed]], edges: list[list[tuple[str, list[int]]]]) -> Counter[str]:
    """How often lines are in the middle of pages: what is, as a speaker's label, is no running head where
    a page happens to begin with it."""
    inside: Counter[str] = Counter()
    for lines, at_edge in zip(pages, edges, strict=True):
        outer = {index for _, indexes in at_edge for index in indexes}
        inside.update(squeeze(line.text) for at, line in enumerate(lines) if at not in outer)
    return inside


def _edges(lines: list[Printed]) -> Iterator[tuple[str, list[int]]]:
    """The lines nearest each edge of the page, the outermost first."""
    across = [index for index, line in enumerate(lines) if line.across]
    yield "top", sorted(across, key=lambda index: lines[index].y0)[:_DEEPEST]
    yield "bottom", sorted(across, key=lambda index: -lines[index].y1)[:_DEEPEST]


def _keys(zone: str, text: str, page: int) -> list[Key]:
    """The line itself, and the line with a number in it that counts up with the pages."""
    folded = squeeze(text)
    if len(folded) > _LONGEST or "。" in folded:
        return []
    keys: list[Key] = [(zone, folded, None)]
    for match in list(_NUMBER.finditer(folded))[:_MOST_NUMBERS]:
        around = f"{folded[: match.start()]}#{folded[match.end() :]}"
        keys.append((zone, around, int(match.group()) - page))
    return keys


def _recurs(
    lines: list[Printed],
    index: int,
    inner: int | None,
    keys: list[Key],
    seen: defaultdict[Key, set[int]],
    pages: int,
    elsewhere: int,
) -> bool:
    for key in keys:
        times = len(seen[key])
        if times < 2:
            continue
        counts_up = key[2] is not None
        if counts_up and (_PAGE_ONLY.fullmatch(key[1]) or times >= 3):
            return True
        if times >= 3 and times >= _SURE_SHARE * pages and elsewhere < _LABEL:
            return True
        if times >= _SHARE * pages and not elsewhere and _stands_apart(lines, index, inner):
            return True
    return False


def _stands_apart(lines: list[Printed], index: int, inner: int | None) -> bool:
    """Whether more white space than between lines, or smaller print, sets the line off from the text."""
    line = lines[index]
    if line.em < 0.9 * median(one.em for one in lines):
        return True
    if inner is None:
        return False
    other = lines[inner]
    return max(other.y0 - line.y1, line.y0 - other.y1) > _APART * line.em
