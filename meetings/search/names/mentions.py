"""Finding names in a query: typed apart or in one run, 朝凪市学校給食運営委員会佐倉会長.

A name begins where a word begins, or right behind another name. What only looks like one is passed over: half
of a word, a surname amid others, a name that more bear than can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.search.analysis import nouns, tokens
from meetings.search.folding import fold
from meetings.search.lexemes import LONGEST
from meetings.search.query import Field, Or, Query, Word, conditions
from meetings.search.questions import TALK

from .index import SHORTEST, Bearer, Bearers, NameIndex, Noun
from .name_keys import counts, name_key, spelled
from .titles import is_of_department, is_office, records_end, title_end, without_title, words_end

MOST_BORNE = 5
"""A name within a longer query that more bear (会長, 本会議) names nobody, unless a town or body beside it
says whose it is."""
BY_ITSELF = 3
"""Letters of a name that need no end of a word behind them: 朝凪市民 is cut as 朝凪 and 市民."""
MOST_PARTS = 8
"""Words that a short name of a body is made of."""
_BODY_ENDS = ("会", "会議")
_OF_ANY_BODY = frozenset(
    """
    会 会議 議会 委員 協議 審議 検討 懇談 懇話 策定 推進 運営 審査 調査 対策 専門 特別 合同 分科 部 小 本
    """.split()  # noqa: SIM905 (a list of words)
)
"""Parts of names of bodies that tell none from the others."""
_SPEAKERS = (Noun.PERSON, Noun.OFFICE, Noun.ORGANISATION)
_HIRAGANA = re.compile("[ぁ-ん]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the query, and all who bear it."""

    bearers: Bearers
    is_full: bool
    """Not a surname alone: it names somebody in full, or with a title behind it."""
    title: str = ""
    """What is said beside a person's name, as a key."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of the query, or one field of it, that hold names."""

    nodes: tuple[Word | Field, ...]
    mentions: tuple[Mention, ...]
    rest: tuple[str, ...] = ()
    """What these words say besides."""

    @property
    def bearers(self) -> Iterator[Bearer]:
        return (bearer for mention in self.mentions for bearer in mention.bearers)


def names_in(query: Query, index: NameIndex) -> tuple[Unit, ...]:
    """The names of a query, from left to right. What it forbids or quotes is left as it is."""
    lines = list(_lines(query))
    units = [unit for line in lines for unit in _Line(line, index).units()]
    is_all = len(units) == 1 and not units[0].rest and {*units[0].nodes} == {*conditions(query)}
    return tuple(_in_context(units, is_all=is_all))


def may_hold_names(query: Query) -> bool:
    """Whether there is anything in the query that could be a name."""
    return any(_lines(query))


def _lines(query: Query) -> Iterator[tuple[Word | Field, ...]]:
    """Neighbouring words; each alternative and each 発言者: by itself."""
    words: list[Word | Field] = []
    for node in conditions(query):
        if isinstance(node, Word) and not node.exact:
            words.append(node)
            continue
        yield from filter(None, [tuple(words)])
        words = []
        for part in node.children if isinstance(node, Or) else (node,):
            if (isinstance(part, Word) and not part.exact) or (
                isinstance(part, Field) and part.name == "speaker"
            ):
                yield (part,)
    yield from filter(None, [tuple(words)])


@dataclass(frozen=True, slots=True)
class _Span:
    """A name's place in a line."""

    start: int
    end: int
    """Behind what is said behind the name."""
    mention: Mention


class _Line:
    """Words of the query without what is between them, as names are compared."""

    def __init__(self, nodes: Sequence[Word | Field], index: NameIndex) -> None:
        self._nodes, self._index = nodes, index
        self._texts = [fold(_text(node))[:LONGEST] for node in nodes]
        self._words: list[int] = []  # of each letter the word
        self._places: list[int] = []  # and its place in that
        self._begins: set[int] = set()
        self._listed: dict[int, str] = {}  # of each word that begins there, as the dictionary lists it
        letters: list[str] = []
        self._starts = {0}
        for number, text in enumerate(self._texts):
            before = len(letters)
            begins = _begins(text)
            for place, letter in enumerate(spelled(text)):
                if place in begins:
                    self._begins.add(len(letters))
                    self._listed[len(letters)] = begins[place]
                if counts(letter):
                    letters.append(letter)
                    self._words.append(number)
                    self._places.append(place)
            self._starts |= {before, len(letters)}
        self._key = "".join(letters)
        self._begins |= self._starts

    def units(self) -> Iterator[Unit]:
        if isinstance(self._nodes[0], Field):
            mention = self._speaker()
            if mention:
                yield Unit(tuple(self._nodes), (mention,))
            return
        spans = list(self._spans())
        while spans:
            first, last = self._words[spans[0].start], self._words[spans[0].end - 1]
            within = []
            while spans and self._words[spans[0].start] <= last:
                last = max(last, self._words[spans[0].end - 1])
                within.append(spans.pop(0))
            words = range(first, last + 1)
            yield Unit(
                tuple(self._nodes[word] for word in words),
                tuple(span.mention for span in within),
                tuple(rest for word in words for rest in self._rest(word, within)),
            )

    def _speaker(self) -> Mention | None:
        """Whom 発言者: may mean: by the whole name, the surname, or the beginning of it."""
        bare = without_title(self._key)
        for key in dict.fromkeys((self._key, bare)):
            names = self._index
            found = (
                *names.bearers.get(key, ()),
                *names.surnames.get(key, ()),
                *names.surname_readings.get(key, ()),
            )
            found = found or (tuple(names.beginning(key)) if len(key) >= SHORTEST else ())
            speakers = tuple(dict.fromkeys(bearer for bearer in found if bearer.noun in _SPEAKERS))
            if speakers:
                return Mention(speakers, is_full=True, title=self._key[len(key) :])
        return None

    def _spans(self) -> Iterator[_Span]:
        at, before = 0, _Span(0, 0, Mention((), is_full=False))
        while at < len(self._key):
            span = self._span(at, before) if at in self._begins or at == before.end > 0 else None
            if span is None:
                at += 1
            else:
                yield span
                at, before = span.end, span

    def _span(self, at: int, before: _Span) -> _Span | None:
        """The longest name that begins there; else a surname with what is said beside it, or all alone; else
        a body by parts of its name."""
        return self._full(at) or self._surname(at, before) or self._abbreviated(at, before)

    def _full(self, at: int) -> _Span | None:
        for end in range(min(len(self._key), at + self._index.longest), at + SHORTEST - 1, -1):
            bearers = self._index.bearers.get(self._key[at:end])
            if bearers is None or not self._keeps_to_words(at, end):
                continue
            is_person = any(bearer.noun is Noun.PERSON for bearer in bearers)
            stop = self._title(end) if is_person else end
            mention = Mention(bearers, is_full=True, title=self._key[end:stop])
            stop = self._words_of(stop) if is_person else self._records(end)
            if end in self._begins or stop > end or end - at >= BY_ITSELF:
                return _Span(at, stop, mention)
        return None

    def _surname(self, at: int, before: _Span) -> _Span | None:
        names, office = self._index, self._office_before(at, before)
        begin = at if office is None else office
        for end in range(min(len(self._key), at + names.longest), at, -1):
            surname = self._key[at:end]
            written = names.surnames.get(surname, ())
            persons = written or names.surname_readings.get(surname, ())
            stop = self._title(end) if persons and self._keeps_to_words(at, end) else end
            if stop > end:
                title = self._key[begin:at] or self._key[end:stop]
                mention = Mention(persons, is_full=True, title=title)
                return _Span(begin, self._words_of(stop), mention)
            if len(surname) < SHORTEST or end not in self._starts:
                continue
            if written and office is not None:
                return _Span(begin, end, Mention(written, is_full=True, title=self._key[begin:at]))
            short = (*names.towns.get(surname, ()), *written)
            if short and at in self._starts:
                return _Span(at, end, Mention(short, is_full=False))
        return None

    def _title(self, at: int) -> int:
        """Where the title ends that stands behind a name; with a department it is all of the word."""
        stop = title_end(self._key, at)
        if stop in self._begins and stop > at:
            return stop
        end = min((start for start in self._starts if start > at), default=at)
        return end if at in self._begins and is_of_department(self._key[at:end]) else at

    def _office_before(self, at: int, before: _Span) -> int | None:
        """Where the office begins that stands right before a name: 総務課長 野々村, 教育長の有賀."""
        start = max((start for start in self._starts if start < at), default=at)
        is_named = is_office(self._key[before.start : before.end])
        start = start if is_named else max(start, before.end)
        office = self._key[start:at].removesuffix("ノ")
        return max(start, before.end) if is_office(office) else None

    def _abbreviated(self, at: int, before: _Span) -> _Span | None:
        """Bodies that the word, or its beginning, is short for: 給食協議会 for 学校給食運営協議会."""
        if at not in self._starts and at != before.end:
            return None
        end = min((start for start in self._starts if start > at), default=at)
        stops = sorted(each for each in self._begins if at < each <= end)[:MOST_PARTS]
        for stop in reversed(stops):
            placed = self._parts(at, stop)
            parts = [part for _, part in placed]
            is_body = stop - at >= BY_ITSELF and parts[-1].endswith(_BODY_ENDS)
            if not is_body or _OF_ANY_BODY.issuperset(parts):
                continue
            listed = [self._listed.get(place, part) for place, part in placed]
            meant = (
                one
                for key, one in self._index.bodies
                if any(is_short_for(each, key) for each in (parts, listed))
            )
            found = tuple(dict.fromkeys(meant))
            if found:
                return _Span(at, self._records(stop), Mention(found, is_full=False))
        return None

    def _records(self, at: int) -> int:
        """Where the word ends that says behind a name that its minutes are wanted."""
        stop = records_end(self._key, at)
        return stop if stop in self._starts else at

    def _words_of(self, at: int) -> int:
        """Where the word ends that says behind a person that her words are wanted."""
        stop = words_end(self._key, at)
        return stop if stop in self._starts else at

    def _parts(self, at: int, stop: int) -> list[tuple[int, str]]:
        """The words, as the dictionary cuts them, from one place to another, each with its own."""
        places = sorted({at, stop, *(each for each in self._begins if at < each < stop)})
        return [(begin, self._key[begin:end]) for begin, end in pairwise(places)]

    def _keeps_to_words(self, at: int, end: int) -> bool:
        """Whether a name lies in one word of the query, or is made of whole ones: 山 本会議 is no 山本."""
        return self._words[at] == self._words[end - 1] or (at in self._starts and end in self._starts)

    def _rest(self, word: int, spans: Iterable[_Span]) -> Iterator[str]:
        """What the word says beside the names in it, and beside a token that a name has cut."""
        text = list(self._texts[word])
        for span in spans:
            end = next(at for at in range(span.end, len(self._key) + 1) if at in self._begins)
            places = [self._places[at] for at in range(span.start, end) if self._words[at] == word]
            if places:
                text[places[0] : places[-1] + 1] = " " * (places[-1] + 1 - places[0])
        for piece in "".join(text).split():
            yield from _topics(nouns(piece)) if _HIRAGANA.search(piece) else [piece]


def is_short_for(parts: Sequence[str], name: str) -> bool:
    """Whether a name has the parts in this order and ends with the last."""
    at = 0
    for part in parts[:-1]:
        at = name.find(part, at) + len(part)
        if at < len(part):
            return False
    return name.endswith(parts[-1]) and at + len(parts[-1]) <= len(name)


def _topics(said: list[str]) -> list[str]:
    """What is spoken of, less what stands for the talk: of 給食の話 the 給食."""
    return [noun for noun in said if noun not in TALK] or said


def _begins(text: str) -> dict[int, str]:
    """Where the words of a folded text begin, and the key of each as the dictionary lists it."""
    begins: dict[int, str] = {}
    at = 0
    for token in tokens(text):
        begins[at] = name_key(token.key)
        at += len(token.surface)
    return begins | {at: ""}


def _text(node: Word | Field) -> str:
    return node.text if isinstance(node, Word) else node.value


def _in_context(units: Sequence[Unit], *, is_all: bool) -> Iterator[Unit]:
    """The units, less the namesakes elsewhere of what a town or body in the query says whose it is."""
    places = [
        bearer
        for unit in units
        for mention in unit.mentions
        for bearer in mention.bearers
        # bodies by a short name may be many, and say nothing of each other
        if bearer.noun is Noun.MUNICIPALITY or (bearer.noun is Noun.BODY and mention.is_full)
    ]
    towns = {bearer.municipality for bearer in places if bearer.municipality}
    bodies = {bearer.pk for bearer in places if bearer.noun is Noun.BODY}
    for unit in units:
        is_field = isinstance(unit.nodes[0], Field)
        alone = is_field or (is_all and len(unit.mentions) == 1)
        kept = [_narrowed(mention, towns, bodies, is_alone=alone) for mention in unit.mentions]
        if any(mention.bearers for mention in kept):
            yield replace(unit, mentions=tuple(mention for mention in kept if mention.bearers))


def _narrowed(mention: Mention, towns: set[int], bodies: set[int], *, is_alone: bool) -> Mention:
    """Those in a named body, else in a named town, else all of them where they are few."""
    own = [bearer for bearer in mention.bearers if bearer.noun is Noun.MUNICIPALITY]
    # what is said in a town's name is on the town's page
    theirs = {(Noun.ORGANISATION, bearer.pk) for bearer in own}
    others = [each for each in mention.bearers if each.noun is not Noun.MUNICIPALITY]
    others = [each for each in others if (each.noun, each.municipality) not in theirs]
    in_bodies = [bearer for bearer in others if bearer.noun in _SPEAKERS and bearer.body in bodies]
    in_towns = [bearer for bearer in others if bearer.municipality in towns]
    here = in_bodies or in_towns
    if here:
        return replace(mention, bearers=(*own, *here))
    few = is_alone or (
        len({bearer[:2] for bearer in others}) <= MOST_BORNE
        and any(bearer.noun in (Noun.PERSON, Noun.BODY) for bearer in others)
    )
    return replace(mention, bearers=(*own, *(others if few else ())))
