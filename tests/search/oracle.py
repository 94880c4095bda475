"""The search once more, by brute force: every public turn in memory, each asked whether it is meant.

It shares the engine's parser, its folding, how a text is read, the tokenizer and the list of synonyms, and
nothing else: no lexemes, no SQL, no regular expressions, no set differences. Where both answer alike, the
index and the algebra around it change nothing of what a query means:

- a word is cut into tokens by itself; they must be neighbours in the text, punctuation included
- a token of the text meets a token of the query in any old or new form of its kanji, or as another spelling
  of it: its key, or what some turn writes for the same key
- the last token is met by whatever begins with it, too, unless it ends in a figure or a Latin letter or is
  one or two letters of hiragana
- a stretch of the word may be written otherwise (`oracle_writings.py`): the word is then cut anew
- as a string, the characters stand in the text, in any form; within quotes, in no other form
- two words are near each other where at most so many characters of the folded text lie between what would be
  marked of the one and of the other; a word that goes on ends where what was typed does
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from sys import intern

from meetings.models import Turn
from meetings.search.analysis import BREAK, Token, tokens
from meetings.search.capacity import Spoken, capacity, listed
from meetings.search.dictionary import headword, reading_of
from meetings.search.folding import fold, modern
from meetings.search.forms import form_of
from meetings.search.query import And, Field, Near, Node, Not, Or, Query, Word
from meetings.search.query.dates import read_period
from meetings.search.reading import read
from meetings.search.request import Mode, Scope, SearchRequest

from .oracle_ranking import Subject, subjects_of
from .oracle_writings import is_katakana, is_said, katakana, writings

Places = dict[int, set[int]]


def everybody(turn: PublicTurn) -> bool:
    return True


@dataclass(slots=True, kw_only=True)
class PublicTurn:
    """One public turn, and what it can be asked."""

    pk: int
    meeting: int
    item: int | None
    date: datetime.date
    kind: str
    role: str
    capacity: str
    """By the rule itself, which has tests of its own, of what the record says now."""
    record_type: str
    body: str
    speaker: int | None
    spoken_for: str
    town: str
    """The name of the town for which the turn was spoken; `spoken_for` is its code."""
    municipality: str
    speaker_names: list[str]
    """Without white space, as all names here."""
    labels: list[str]
    """What is printed before the turn, folded, without white space."""
    places: list[str]
    meetings: list[str]
    items: list[str]
    folded: str
    surfaces: list[str]
    form: int
    """What it does in the meeting: `meetings.search.forms.Form`."""
    subjects: frozenset[Subject]
    """What it is about."""
    modern: str = field(init=False)

    def __post_init__(self) -> None:
        self.modern = modern(self.folded)

    def group(self, scope: Scope) -> tuple[str, int]:
        """Of what the turn is a part: turns outside of all items are together in each meeting."""
        if scope is Scope.TURN:
            return "turn", self.pk
        if scope is Scope.ITEM and self.item is not None:
            return "item", self.item
        return "meeting", self.meeting


@dataclass(frozen=True)
class Way:
    """One way to write a word: the tokens of texts that meet each of its own."""

    met: list[set[str]]
    last: str
    """Its last token as it was asked for."""
    without: Collection[str]

    def starts(self, turn: PublicTurn) -> Iterator[int]:
        """The tokens of the turn with which the word begins."""
        for start in range(len(turn.surfaces) - len(self.met) + 1):
            if all(turn.surfaces[start + at] in each for at, each in enumerate(self.met)):
                yield start

    def places(self, turn: PublicTurn) -> Iterator[tuple[int, int]]:
        begins = [0, *accumulate(map(len, turn.surfaces))]
        for start in self.starts(turn):
            at = start + len(self.met) - 1
            surface, typed = turn.surfaces[at], self.last
            form = surface[: len(typed)]
            begun = modern(form) == modern(typed) and (form == typed or form not in self.without)
            length = len(typed) if begun and goes_on(typed) else len(surface)
            yield begins[start], begins[at] + length


class Oracle:
    """Answers requests about the turns that are public now."""

    def __init__(self) -> None:
        self.turns: list[PublicTurn] = []
        self.same: defaultdict[str, set[str]] = defaultdict(set)
        """Which spellings the turns have for a key."""
        self.said: defaultdict[str, set[str]] = defaultdict(set)
        """Which words in kanji the turns have for a reading."""
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        """In which turns, by their place in `turns`, a token stands."""
        for turn in _turns():
            self._take(turn)

    def hits(
        self, request: SearchRequest, keep: Callable[[PublicTurn], bool] = everybody
    ) -> list[PublicTurn]:
        """The turns that are meant, among those that `keep` lets through."""
        query, scope = request.query, request.scope
        asked = self.asked(request)
        among = [turn for turn in self.turns if keep(turn) and _in_period(turn, query)]
        if query.tree is None:
            return among
        if scope is Scope.TURN:
            return [turn for turn in among if asked.is_met(query.tree, turn)]
        children = query.tree.children if isinstance(query.tree, And) else (query.tree,)
        of_turn = [child for child in children if is_of_fields(child)]
        wanted = [child for child in children if not is_of_fields(child) and not forbids(child)]
        unwanted = [child for child in children if not is_of_fields(child) and forbids(child)]
        together = [
            {turn.group(scope) for turn in self.turns if asked.is_met(child, turn)} for child in wanted
        ]
        broken = [
            {turn.group(scope) for turn in self.turns if not asked.is_met(child, turn)} for child in unwanted
        ]
        return [
            turn
            for turn in among
            if all(asked.is_met(child, turn) for child in of_turn)
            and all(turn.group(scope) in groups for groups in together)
            and all(turn.group(scope) not in groups for groups in broken)
            and (not wanted or any(asked.is_met(child, turn) for child in wanted))
        ]

    def asked(self, request: SearchRequest) -> _Asked:
        """The request, to be put to single turns."""
        return _Asked(self, request.mode is Mode.STRING, request.without)

    @cached_property
    def surfaces(self) -> dict[str, str]:
        """Every token that some turn has, and the same in modern forms."""
        return {surface: modern(surface) for surface in self.where}

    def accepted(self, sought: str, key: str, *, is_last: bool, without: Collection[str]) -> set[str]:
        """The tokens of the texts that meet a token of the query."""
        new = modern(sought)
        met = set()
        for surface, known in self.surfaces.items():
            if known.startswith(new) if is_last and goes_on(sought) else known == new:
                start = surface[: len(sought)]
                if start == sought or start not in without:
                    met.add(surface)
        same = {key, *self.same[key]}
        if is_said(sought) and (is_in_kanji(key) or is_katakana(key)):
            same |= self.said[katakana(sought)]
        return met | {one for one in same if one not in without and headword(one) not in without}

    def ways(self, text: str, without: Collection[str]) -> Iterator[Way]:
        """All that may stand for the word, cut into tokens."""
        yield self._way(tokens(text), without)
        if is_said(text):
            for surface in self.said[katakana(text)] - set(without):
                yield self._way([Token(surface, surface)], without)
        for writing in writings(text):
            if not any(new in without for new in writing.changed_to):
                yield self._way(tokens(writing.text), without)

    def _way(self, cut: list[Token], without: Collection[str]) -> Way:
        met = [
            self.accepted(token.surface, token.key, is_last=at == len(cut) - 1, without=without)
            for at, token in enumerate(cut)
        ]
        return Way(met, cut[-1].surface, without)

    def places_of_word(self, text: str, without: Collection[str], *, synonyms: bool = True) -> Places:
        """For each turn that has the word the letters at which it begins there."""
        found = self._places(text, without)
        if is_said(text):
            for surface in self.said[katakana(text)] - set(without):
                _add(found, self._places(surface, without, uncut=True))
        for writing in writings(text):
            if not any(new in without for new in writing.changed_to) and (
                synonyms or not writing.has_synonym
            ):
                _add(found, self._places(writing.text, without))
        return found

    def _places(self, text: str, without: Collection[str], *, uncut: bool = False) -> Places:
        """Where the word is so written, part by part."""
        cut = [Token(text, text)] if uncut else tokens(text)
        met = [
            self.accepted(token.surface, token.key, is_last=at == len(cut) - 1, without=without)
            for at, token in enumerate(cut)
        ]
        candidates = [{place for surface in each for place in self.where.get(surface, ())} for each in met]
        found: Places = {}
        for place in min(candidates, key=len):
            surfaces = self.turns[place].surfaces
            letter = 0
            for start in range(len(surfaces) - len(met) + 1):
                if all(surfaces[start + at] in each for at, each in enumerate(met)):
                    found.setdefault(self.turns[place].pk, set()).add(letter)
                letter += len(surfaces[start])
        return found

    def places_of_string(self, folded: str, without: Collection[str]) -> Places:
        found = {turn.pk: set(_string_starts(turn, folded, without)) for turn in self.turns}
        return {pk: places for pk, places in found.items() if places}

    def places_of_exact(self, folded: str) -> Places:
        found = {}
        for turn in self.turns:
            if folded in turn.folded:
                starts = range(len(turn.folded) - len(folded) + 1)
                found[turn.pk] = {at for at in starts if turn.folded.startswith(folded, at)}
        return found

    def _take(self, turn: Turn) -> None:
        text = read(fold(turn.text))
        cut = tokens(text)
        body = turn.meeting.body
        owner, speaker, item = body.municipality, turn.speaker, turn.item
        known = speaker is not None and speaker.kind not in ("surname", "anonymous")
        names = [speaker.name, *(other.name for other in speaker.other_names.all())] if speaker else []
        spoken_as = capacity(
            Spoken(turn.kind, turn.label, turn.role, turn.text, body.kind, body.name),
            listed((one.name, one.role, one.kind) for one in turn.meeting.attendances.all() if one.name),
        )
        made = PublicTurn(
            pk=turn.pk,
            meeting=turn.meeting_id,
            item=turn.item_id,
            date=turn.meeting.date,
            kind=turn.kind,
            role=turn.role,
            capacity=spoken_as,
            record_type=turn.meeting.record_type,
            body=body.slug,
            speaker=turn.speaker_id if known else None,
            spoken_for=turn.municipality.code if turn.municipality else "",
            town=turn.municipality.name if turn.municipality else "",
            municipality=owner.code if owner else "",
            speaker_names=[_joined(name) for name in names],
            labels=[_joined(fold(name)) for name in (turn.label, turn.role, turn.affiliation) if name],
            places=[_joined(owner.prefecture + owner.name)] if owner else [],
            meetings=[_joined(turn.meeting.title), _joined(body.name)],
            items=[_joined(one.title) for one in (item, item.parent if item else None) if one],
            folded=text.replace(BREAK, ""),
            surfaces=(surfaces := [intern(token.surface) for token in cut]),
            form=form_of(turn.kind, turn.text, presides=spoken_as == "chair"),
            subjects=subjects_of(surfaces, item.title if item else ""),
        )
        self.turns.append(made)
        for token in cut:
            self.same[token.key].add(intern(token.surface))
            if is_in_kanji(token.surface):
                self.said[reading_of(token.surface)].add(token.surface)
        for surface in set(made.surfaces):
            self.where[surface].append(len(self.turns) - 1)


@dataclass
class _Asked:
    """A query put to each turn; what its words find is looked up once."""

    oracle: Oracle
    as_string: bool
    without: Collection[str]
    synonyms: bool = True
    """Words count as well that mean nearly the same."""
    found: dict[Word, Places] = field(default_factory=dict)
    ways: dict[Word, list[Way]] = field(default_factory=dict)

    def is_met(self, node: Node, turn: PublicTurn) -> bool:
        match node:
            case Word():
                return turn.pk in self.places(node)
            case Field(name, value):
                return _names(name, value, turn)
            case Near(first, second, distance):
                one, other = (self._places(side, turn) for side in (first, second))
                gaps = [
                    begin - end for a, b in ((one, other), (other, one)) for _, end in a for begin, _ in b
                ]
                return any(0 <= gap <= distance for gap in gaps)
            case Not(child):
                return not self.is_met(child, turn)
            case And(children):
                return all(self.is_met(child, turn) for child in children)
            case Or(children):
                return any(self.is_met(child, turn) for child in children)

    def _places(self, side: Word | Or, turn: PublicTurn) -> set[tuple[int, int]]:
        """Where the words of the side begin and end in the turn's folded text."""
        if isinstance(side, Or):
            return {
                place for one in side.children if isinstance(one, Word) for place in self._places(one, turn)
            }
        if turn.pk not in self.places(side):
            return set()
        text = read(fold(side.text).strip())
        folded = text.replace(BREAK, "")
        if side.exact:
            begins = [at for at in range(len(turn.folded)) if turn.folded.startswith(folded, at)]
        elif self.as_string or not is_word(folded):
            begins = list(_string_starts(turn, folded, self.without))
        else:
            if side not in self.ways:
                self.ways[side] = list(self.oracle.ways(text, self.without))
            return {place for way in self.ways[side] for place in way.places(turn)}
        return {(begin, begin + len(folded)) for begin in begins}

    def places(self, word: Word) -> Places:
        if word not in self.found:
            self.found[word] = self._sought(word)
        return self.found[word]

    def _sought(self, word: Word) -> Places:
        text = read(fold(word.text).strip())
        folded = text.replace(BREAK, "")
        if word.exact:
            return self.oracle.places_of_exact(folded)
        if self.as_string or not is_word(folded):
            return self.oracle.places_of_string(folded, self.without)
        return self.oracle.places_of_word(text, self.without, synonyms=self.synonyms)


def is_word(text: str) -> bool:
    return any(letter.isalnum() or letter in "_%" for letter in text)


def is_in_kanji(text: str) -> bool:
    return all("㐀" <= letter <= "鿿" or letter == "々" for letter in text)


def goes_on(surface: str) -> bool:
    """Whether what begins with it is meant too."""
    if surface[-1] in "0123456789abcdefghijklmnopqrstuvwxyz":
        return False
    return len(surface) > 2 or not all("ぁ" <= letter <= "ゖ" for letter in surface)


def _turns() -> Iterator[Turn]:
    related = ("speaker", "municipality", "item__parent", "meeting__body__municipality")
    turns = (
        Turn.objects.published()
        .select_related(*related)
        .prefetch_related("speaker__other_names", "meeting__attendances")
    )
    return turns.order_by("pk").iterator(chunk_size=2000)


def _string_starts(turn: PublicTurn, folded: str, without: Collection[str]) -> Iterator[int]:
    new = modern(folded)
    start = turn.modern.find(new)
    while start >= 0:
        here = turn.folded[start : start + len(folded)]
        if all(a == b or a not in without for a, b in zip(here, folded, strict=True)):
            yield start
        start = turn.modern.find(new, start + 1)


def _add(found: Places, more: Places) -> None:
    for pk, places in more.items():
        found.setdefault(pk, set()).update(places)


def _names(name: str, value: str, turn: PublicTurn) -> bool:
    """Whether who speaks and where is named so, in any form of the kanji; white space aside, a mark before
    the name and brackets around all of it. Or whether it was said then."""
    if name == "held":
        period = read_period(value)
        return period is not None and period.first <= turn.date <= period.last
    bare = _joined(value).lstrip("○◎●・")
    if bare[0] in "(（" and bare[-1] in ")）" and bare.count(bare[0]) == 1:
        bare = bare[1:-1]
    asked = {modern(bare), modern(fold(bare))}
    match name:
        case "speaker":
            if any(modern(label).startswith(one) for label in turn.labels for one in map(fold, asked)):
                return True
            if turn.town and modern(turn.town) in asked:
                return True
            names = turn.speaker_names
        case "municipality":
            names = turn.places
        case "meeting":
            names = turn.meetings
        case _:
            names = turn.items
    return any(one in modern(other) for other in names for one in asked)


def _joined(name: str) -> str:
    return "".join(name.split())


def is_of_fields(node: Node) -> bool:
    """Whether nothing but who and where is asked: of the turn itself, however wide the scope."""
    match node:
        case Word() | Near():
            return False
        case Field():
            return True
        case Not(child):
            return is_of_fields(child)
        case And(children) | Or(children):
            return all(is_of_fields(child) for child in children)


def forbids(node: Node) -> bool:
    """Whether a text that says nothing meets the node."""
    match node:
        case Not(child):
            return not forbids(child)
        case And(children):
            return all(forbids(child) for child in children)
        case Or(children):
            return any(forbids(child) for child in children)
    return False


def _in_period(turn: PublicTurn, query: Query) -> bool:
    return (query.since is None or turn.date >= query.since) and (
        query.until is None or turn.date <= query.until
    )
