"""What may have been meant by a word of the query: words of the archive that are said so, or one letter off.

The sound of what was typed is a road from left to right; words of the archive are its stretches, wherever the
dictionary cuts what was typed. 学校急食 and がっこうきゅうしょく sound alike, and 学校|給食 is one way along.
At most one stretch may be a letter off.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import nlargest
from itertools import accumulate, chain, combinations, pairwise
from typing import NamedTuple

from meetings.search.analysis import is_content, tokens

from .counting import Beside, Neighbours, frequencies, pairs_of_turns, words_beside
from .likeness import LONGEST, is_one_off, traces
from .sounds import KANJI, Sounding, sound_of, soundings, sounds_alike
from .vocabulary import Entry, entry_of, look_up

MOST_WRITINGS = 24
"""Of one word of the query, that are proposed."""
_LONGEST_SOUND = 40
_MOST_LETTERS = 60
_LONGEST_WORD = 12
_MOST_HOMOPHONES = 8
"""Words for one stretch."""
_MOST_TRIED = 100
"""Of each likeness, whose words must stand side by side in some turn."""
_MOST_KEPT = 30
"""Ways along that are followed at once."""
_MOST_COUNTED = 600
"""Words whose frequency is asked."""
_MOST_BESIDE = 12
"""Words beside a gap that turns are asked about."""
_SLIPPED = 2
"""Letters as they are typed, of which one may be off; of a sound, and of Latin ones:"""
_SLIPPED_SOUND = 4


class Likeness(IntEnum):
    """How a writing is like what was typed, the likeliest first."""

    SOUND = 0
    """It is said alike."""
    CLOSE = 1
    """One letter is off, and it is said nearly alike."""
    LETTER = 2
    """One letter is off."""
    FAR = 3
    """One letter of its sound is off, though it was typed in kanji."""


class Writing(NamedTuple):
    """What may have been meant."""

    text: str
    likeness: Likeness


class _Stretch(NamedTuple):
    """A word of the archive from one place of the sound to another; typed so, where it has no likeness."""

    end: int
    text: str
    likeness: Likeness | None


class _Way(NamedTuple):
    """Stretches from the beginning to some place."""

    cost: float
    words: tuple[str, ...]
    likeness: Likeness
    text: str
    """The words in one."""


Frequency = Mapping[str, int]


class _Gap(NamedTuple):
    """A stretch that may be a letter off: what is before and behind it is said as typed."""

    start: int
    end: int
    said: str
    typed: str | None
    """As it was typed, where it is made of whole pieces."""
    before: frozenset[str]
    """Words that may stand right before it; `behind` likewise."""
    behind: frozenset[str]

    @property
    def runs(self) -> tuple[str, ...]:
        """Its sound, and how it was typed."""
        return (self.said, self.typed) if self.typed else (self.said,)

    @property
    def long_runs(self) -> Iterator[str]:
        """Those that have letters enough for one to be off; else they would be like everything."""
        if len(self.said) >= _SLIPPED_SOUND:
            yield self.said
        if self.typed and len(self.typed) >= (_SLIPPED_SOUND if self.typed.isascii() else _SLIPPED):
            yield self.typed


@dataclass(slots=True)
class _Road:
    """One way to say what was typed, with the stretches that begin at each place of its sound."""

    pieces: Sounding
    sound: str = field(init=False)
    borders: list[int] = field(init=False)
    """Where in the sound its pieces begin and the last one ends."""
    draft: defaultdict[int, list[_Stretch]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.sound = sound_of(self.pieces)
        self.borders = list(accumulate((len(piece.sound) for piece in self.pieces), initial=0))

    def spans(self) -> dict[tuple[int, int], str]:
        """Where neighbouring pieces begin and end, and how they were typed."""
        return {
            (self.borders[first], self.borders[last]): "".join(
                each.surface for each in self.pieces[first:last]
            )
            for first, last in combinations(range(len(self.borders)), 2)
        }

    def stretches(self) -> Iterator[tuple[int, int, str]]:
        """Where a word may be said, and the sound there: one letter at either end, or typed apart."""
        last, borders = len(self.sound), set(self.borders)
        for start in range(last):
            for end in range(start + 1, min(last, start + _LONGEST_WORD) + 1):
                if end > start + 1 or start == 0 or end == last or {start, end} <= borders:
                    yield start, end, self.sound[start:end]

    def add_exact(self, known: Iterable[Entry]) -> None:
        """What is said as typed, and what was typed as the archive has it."""
        words = {entry.word for entry in known}
        by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for entry in known:
            for said in entry.sounds:
                by_sound[said].append(entry.word)
        for start, end, said in self.stretches():
            self.draft[start] += [_Stretch(end, word, Likeness.SOUND) for word in by_sound[said]]
        for piece, (start, end) in zip(self.pieces, pairwise(self.borders), strict=True):
            if piece.surface in words or not is_content(piece.surface):
                self.draft[start].append(_Stretch(end, piece.surface, None))

    def gaps(self) -> Iterator[_Gap]:
        end = len(self.sound)
        before: defaultdict[int, set[str]] = defaultdict(set, {0: set()})
        for start in range(end):
            if start in before:
                for stretch in self.draft[start]:
                    before[stretch.end].add(stretch.text)
        behind: defaultdict[int, set[str]] = defaultdict(set, {end: set()})
        for start in reversed(range(end)):
            words = {stretch.text for stretch in self.draft[start] if stretch.end in behind}
            if words:
                behind[start] = words
        spans = self.spans()
        for start, stop, said in self.stretches():
            if start in before and stop in behind:
                typed = spans.get((start, stop))
                yield _Gap(start, stop, said, typed, frozenset(before[start]), frozenset(behind[stop]))

    def add_slips(self, gaps: Iterable[_Gap], entries: Iterable[Entry]) -> None:
        """What is a letter off, as it is said or as it is written."""
        self._add_near(((gap, run) for gap in gaps for run in gap.long_runs), entries)

    def add_slips_beside(self, gaps: Sequence[_Gap], beside: Mapping[str, Neighbours]) -> None:
        """Likewise what turns have behind the word before, or before the word behind: single letters too."""
        for word, neighbours in beside.items():
            behind = ((gap, run) for gap in gaps if word in gap.before for run in gap.runs)
            self._add_near(behind, filter(None, map(entry_of, neighbours.behind)))
            before = ((gap, run) for gap in gaps if word in gap.behind for run in gap.runs)
            self._add_near(before, filter(None, map(entry_of, neighbours.before)))

    def _add_near(self, runs: Iterable[tuple[_Gap, str]], entries: Iterable[Entry]) -> None:
        near: defaultdict[int, list[tuple[_Gap, str]]] = defaultdict(list)
        for gap, run in runs:
            for trace in traces(run):
                near[trace].append((gap, run))
        for entry in entries if near else ():
            for text in dict.fromkeys((entry.word, *entry.sounds)):
                for gap, run in {each for trace in traces(text) for each in near.get(trace, ())}:
                    self._add_slip(gap, run, entry, text)

    def _is_kana(self, gap: _Gap) -> bool:
        """Whether what was typed there has no kanji: then its sound is what the hand slipped in."""
        places = zip(self.pieces, pairwise(self.borders), strict=True)
        over = [piece for piece, (start, end) in places if start < gap.end and gap.start < end]
        return not any(KANJI.search(piece.surface) for piece in over)

    def _add_slip(self, gap: _Gap, run: str, entry: Entry, text: str) -> None:
        if is_one_off(run, text):
            likeness = Likeness.LETTER
            if run == gap.said and text in entry.sounds:
                likeness = Likeness.CLOSE if self._is_kana(gap) else Likeness.FAR
            elif any(sounds_alike(run, entry.word, said) for said in entry.sounds):
                likeness = Likeness.CLOSE
            self.draft[gap.start].append(_Stretch(gap.end, entry.word, likeness))


def writings(typed: Sequence[str]) -> list[list[Writing]]:
    """For each folded word of the query what may have been meant by it, the likeliest first. The archive is
    asked for all of them together: five questions at most."""
    if not typed:
        return []
    drafts = [_Draft(each) for each in typed]
    said, spans = _all(draft.said for draft in drafts), _all(draft.spans for draft in drafts)
    known = look_up(said, (), spans)
    for draft in drafts:
        draft.add_exact(known)
    near = look_up((), _all(draft.runs for draft in drafts))
    for draft in drafts:
        draft.add_slips(near)
    frequency = frequencies(sorted(_all(draft.counted for draft in drafts)))
    beside = words_beside(sorted(_all(draft.touching(frequency) for draft in drafts)))
    ways = [draft.ways(frequency, beside) for draft in drafts]
    said_so = pairs_of_turns({pair for each in ways for way in each for pair in pairwise(way.words)})
    meant = [[way for way in each if said_so.issuperset(pairwise(way.words))] for each in ways]
    return [[Writing(way.text, way.likeness) for way in each[:MOST_WRITINGS]] for each in meant]


def _all(sets: Iterable[Iterable[str]]) -> set[str]:
    return set(chain.from_iterable(sets))


class _Draft:
    """One word of the query on its way: what it may have been is found step by step."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._roads = list(_roads(typed))
        self.said = {sound for road in self._roads for _, _, sound in road.stretches()}
        self.spans = {text for road in self._roads for text in road.spans().values()}
        self._gaps: list[list[_Gap]] = []
        self.runs: set[str] = set()
        """Of which one letter may be off."""
        self._words: set[str] = set()
        self._near: list[Entry] = []

    def add_exact(self, entries: Iterable[Entry]) -> None:
        """Take from entries that were looked up for several words what is said or written as this one."""
        known = [each for each in entries if each.word in self.spans or not self.said.isdisjoint(each.sounds)]
        for road in self._roads:
            road.add_exact(known)
        self._gaps = [list(road.gaps()) for road in self._roads]
        self.runs = {run for each in self._gaps for gap in each for run in gap.long_runs}
        self._words = {entry.word for entry in known}

    def add_slips(self, entries: Iterable[Entry]) -> None:
        """Likewise what may be a letter off."""
        marks = {mark for run in self.runs for mark in traces(run)}
        self._near = [
            each
            for each in entries
            if any(not marks.isdisjoint(traces(text)) for text in (each.word, *each.sounds) if len(text) > 1)
        ]
        self._words |= {entry.word for entry in self._near}

    @property
    def counted(self) -> list[str]:
        """The words whose frequency matters. Of single letters there are many, and few are needed."""
        return sorted(self._words, key=lambda word: (-len(word), word))[:_MOST_COUNTED]

    def touching(self, frequency: Frequency) -> list[str]:
        """The words beside a gap that turns are asked about."""
        beside = {word for each in self._gaps for gap in each for word in gap.before | gap.behind}
        own = set(self.counted)
        return nlargest(
            _MOST_BESIDE,
            filter(is_content, beside),
            key=lambda word: (len(word) > 1, frequency.get(word, 0) if word in own else 0, word),
        )

    def ways(self, frequency: Frequency, beside: Beside) -> list[_Way]:
        """The likeliest of each likeness, whose words must still stand side by side in some turn."""
        own = {word: frequency.get(word, 0) for word in self.counted}
        neighbours = {word: beside[word] for word in self.touching(frequency) if word in beside}
        ways: list[_Way] = []
        for road, each in zip(self._roads, self._gaps, strict=True):
            road.add_slips(each, self._near)
            road.add_slips_beside(each, neighbours)
            ways += _ways(road, own)
        ways += _swapped(self._typed)
        ways = [way for way in _each_text(ways) if way.text != self._typed and self._may_be_meant(way)]
        found: defaultdict[Likeness, list[_Way]] = defaultdict(list)
        for way in ways:
            found[way.likeness].append(way)
        return [way for likeness in Likeness for way in found[likeness][:_MOST_TRIED]]

    def _may_be_meant(self, way: _Way) -> bool:
        """Letters that merely stand side by side (今御) are no word, unless they are said as typed or
        one of them was typed."""
        if any(len(word) > 1 for word in way.words):
            return True
        is_near = way.likeness is Likeness.SOUND or any(word in self._typed for word in way.words)
        return len(way.words) > 1 and is_near


def _swapped(typed: str) -> Iterator[_Way]:
    """With two neighbouring letters swapped, which may belong to two words: 図館書."""
    for at in range(len(typed) - 1 if 2 < len(typed) <= LONGEST else 0):
        text = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
        yield _Way(0, tuple(token.surface for token in tokens(text)), Likeness.LETTER, text)


def _roads(typed: str) -> Iterator[_Road]:
    """The likeliest ways to say it; of what is long there are fewer, so that none takes long."""
    letters = 0
    for road in map(_Road, soundings(typed)):
        letters += len(road.sound)
        if len(road.sound) > _LONGEST_SOUND or (letters > _MOST_LETTERS and letters > len(road.sound)):
            return
        if len(road.sound) > 1:
            yield road


def _each_text(ways: Iterable[_Way]) -> list[_Way]:
    """Each text once, the cheapest first."""
    by_text: dict[str, _Way] = {}
    for way in sorted(ways):
        by_text.setdefault(way.text, way)
    return list(by_text.values())


def _ways(road: _Road, frequency: Frequency) -> list[_Way]:
    """Ways from the beginning of the sound to its end, the likeliest first."""
    reached: defaultdict[int, list[_Way]] = defaultdict(list)
    reached[0] = [_Way(0, (), Likeness.SOUND, "")]
    for start in range(len(road.sound)):
        ways = _each_text(reached[start])[:_MOST_KEPT]
        for stretch, cost in _worth_following(road.draft[start], frequency) if ways else ():
            for way in ways:
                if stretch.likeness and way.likeness:
                    continue  # one slip is enough
                likeness = max(way.likeness, stretch.likeness or Likeness.SOUND)
                words = (*way.words, stretch.text)
                reached[stretch.end].append(_Way(way.cost + cost, words, likeness, way.text + stretch.text))
    return reached[len(road.sound)]


def _worth_following(stretches: Iterable[_Stretch], frequency: Frequency) -> Iterator[tuple[_Stretch, float]]:
    """The likeliest from one place to each other, and what they cost: few and frequent words cost least."""
    groups: defaultdict[tuple[int, Likeness | None], list[tuple[float, _Stretch]]] = defaultdict(list)
    for stretch in dict.fromkeys(stretches):
        rarity = 0.0 if stretch.likeness is None else 3 - math.log10(1 + frequency.get(stretch.text, 0))
        slip = 4 * (stretch.likeness or 0)
        short = 1 if len(stretch.text) == 1 and stretch.likeness is not None else 0
        groups[stretch.end, stretch.likeness].append((1 + rarity + slip + short, stretch))
    for group in groups.values():
        for cost, stretch in sorted(group, key=lambda each: each[0])[:_MOST_HOMOPHONES]:
            yield stretch, cost
