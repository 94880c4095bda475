"""A meeting's turns and outline, laid out for reading: where each heading goes, how each speaker is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from meetings.models import OF_ONE_MEETING, AgendaItem, SpeakerKind, Thread, Turn, TurnKind
from meetings.search.exchanges import NO_EXCHANGE, Exchange
from meetings.search.names.name_keys import name_key
from meetings.search.results import Piece

from .terms import LEVELS, Term, level_of
from .turn_fold import Fold, fold_of


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an agenda item, where its turns begin or continue."""

    item: AgendaItem
    level: int
    """2 for an item, 3 for one below an item, and so on down to 6."""
    again: bool
    """The record has been under this item before and returns to it."""
    thread_path: str = ""
    """Where other meetings' turns on the same matter are; empty where no thread has the item."""


_DEEPEST = 6
"""Web pages know no smaller heading."""

FAR = 200
"""Characters of a text that fit on a small screen."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One turn as its meeting's page shows it."""

    turn: Turn
    headings: tuple[Heading, ...]
    """Those printed before it."""
    level: Term
    speaker_path: str
    """The speaker's page; empty for those known in one meeting alone, and where it may not be there."""
    meant: str
    """Whom the printed label means, where it does not say so itself (員長委 is 委員長)."""
    is_hit: bool = False
    """A search that the reader comes from hits it."""
    pieces: tuple[Piece, ...] = ()
    """Its text with the hits, where it is one."""
    hit_before: int | None = None
    """The number of the hit before it in the meeting; `hit_behind`: of the next."""
    hit_behind: int | None = None
    exchange: Exchange = NO_EXCHANGE
    """The turn that answers it, or that it answers."""
    asked_by: str = ""
    """The label of that question; `answered_by`: of that answer."""
    answered_by: str = ""
    is_public: bool = True
    heading_level: int = 3
    """Of its label, one below the heading that it stands under."""
    base: str = ""
    """The meeting's address, where it is shown on another page than the meeting's."""
    fold: Fold | None = None
    """Where its text is folded, if it is."""

    @property
    def municipality_path(self) -> str:
        """The page of the municipality in whose name it was said; empty where it may not be there."""
        spoken_for = self.turn.municipality if self.is_public else None
        return spoken_for.get_absolute_url() if spoken_for else ""

    @property
    def content(self) -> str | tuple[Piece, ...]:
        """The text, with its hits where it has any."""
        return self.pieces or self.turn.text

    @property
    def anchor(self) -> str:
        """Of the first hit in its text."""
        return f"m{self.turn.number}" if self.is_hit else ""

    @property
    def is_hit_without_words(self) -> bool:
        """It is hit for who speaks, or where: no word of it is marked."""
        return self.is_hit and not any(piece.is_hit for piece in self.pieces)

    @property
    def is_hit_far_down(self) -> bool:
        """Its first hit may not be on the screen when its beginning is."""
        return (
            not self.is_hit_without_words
            and bool(self.pieces)
            and not self.pieces[0].is_hit
            and len(self.pieces[0].text) > FAR
        )

    @property
    def label(self) -> str:
        """The label with its brackets and spaces, as printed."""
        return self.turn.printed_label or self.turn.label

    @property
    def name(self) -> str:
        """Who speaks: the person's name where the record tells it, and what is printed where it does not."""
        known = self.level.key == SpeakerKind.PERSON and self.turn.speaker
        return known.name if known else self.label

    @property
    def office(self) -> str:
        """What is said beside the name: the office, or the label as printed; empty where the name says it."""
        beside = self.turn.role or self.turn.label
        return "" if _spaceless(beside) in _spaceless(self.name) else beside

    @property
    def affiliation(self) -> str:
        """Group or organisation in the print, unless the label has it already."""
        return "" if self.turn.affiliation in self.label else self.turn.affiliation


@dataclass(slots=True)
class OutlineEntry:
    """One line of the outline, with the lines below it."""

    item: AgendaItem
    first_turn: Turn | None = None
    """Where its discussion begins, its own or that of an item below it."""
    count: int = 0
    """Utterances under it and under the items below it."""
    hits: int = 0
    """How many of the turns under it, and under the items below it, a search hits."""
    children: list[OutlineEntry] = field(default_factory=list)


def unprinted_names(passages: Iterable[Passage], head: Iterable[str]) -> list[tuple[str, str]]:
    """(label, name) of the persons whose names the minutes do not print, neither in the head nor in a label
    or a text: 会長 is 若葉 薫 by the list of members, or because a clerk says so."""
    shown = list(passages)
    found = dict.fromkeys(
        (each.turn.label, each.name) for each in shown if each.level.key == SpeakerKind.PERSON
    )
    printed = "\n".join(map(name_key, head))
    open_names = {name for _, name in found if name_key(name) not in printed}
    for each in shown:
        if not open_names:
            break
        said = _spaceless(f"{each.label}\n{each.turn.text}")
        open_names = {name for name in open_names if _spaceless(name) not in said}
    return [(label, name) for label, name in found if name in open_names]


def passage(
    turn: Turn,
    headings: Sequence[Heading] = (),
    exchange: Exchange = NO_EXCHANGE,
    *,
    is_public: bool = True,
    heading_level: int = 3,
) -> Passage:
    """One turn, made ready for the template. Of a meeting that is not public nothing leads to speakers and
    municipalities: visitors may see nothing of them, and then they have no page."""
    speaker = turn.speaker
    named = speaker is not None and speaker.kind not in OF_ONE_MEETING
    is_stated = speaker is None or _spaceless(speaker.name) in _spaceless(turn.label)
    return Passage(
        turn=turn,
        headings=tuple(headings),
        level=level_of(speaker),
        speaker_path=speaker.get_absolute_url() if speaker and named and is_public else "",
        meant="" if is_stated or speaker is None else speaker.name,
        exchange=exchange,
        is_public=is_public,
        heading_level=heading_level,
    )


def _spaceless(name: str) -> str:
    return name.replace(" ", "").replace("　", "")


def levels_of(passages: Iterable[Passage]) -> list[Term]:
    """The marks shown beside those who speak in these turns, the one that tells most first."""
    visible = (each for each in passages if each.turn.withdrawn_on is None)
    shown = {each.level for each in visible if each.turn.kind == TurnKind.SPEECH}
    return [level for level in LEVELS if level in shown and level.is_marked]


def transcript(
    turns: Iterable[Turn],
    items: Sequence[AgendaItem],
    threads: Mapping[int, Thread],
    exchanges: Mapping[int, Exchange],
    *,
    is_public: bool = True,
) -> list[Passage]:
    """The turns in order, each with the headings that open before it; `threads` by the item's key,
    `exchanges` by the turn's."""
    by_pk = {item.pk: item for item in items}
    shown: set[int] = set()
    open_items: tuple[AgendaItem, ...] = ()
    passages = []
    turns = list(turns)
    labels = {turn.pk: turn.label for turn in turns} if exchanges else {}
    for turn in turns:
        headings = []
        if turn.item_id is not None and (not open_items or open_items[-1].pk != turn.item_id):
            path = path_to(by_pk[turn.item_id], by_pk)
            for depth, item in enumerate(path):
                if open_items[: depth + 1] != path[: depth + 1]:
                    again = item.pk in shown
                    thread = None if again else threads.get(item.pk)
                    path_of_thread = thread.get_absolute_url() if thread else ""
                    headings.append(Heading(item, min(2 + depth, _DEEPEST), again, path_of_thread))
                    shown.add(item.pk)
            if not headings:  # back from an item below to the item itself
                headings.append(Heading(path[-1], min(1 + len(path), _DEEPEST), True))
            open_items = path
        exchange = exchanges.get(turn.pk, NO_EXCHANGE)
        level = min(2 + max(1, len(open_items)), _DEEPEST)
        made = passage(turn, headings, exchange, is_public=is_public, heading_level=level)
        if exchange is not NO_EXCHANGE:
            made = replace(
                made,
                asked_by=labels.get(exchange.question.turn, "") if exchange.question else "",
                answered_by=labels.get(exchange.answer.turn, "") if exchange.answer else "",
            )
        passages.append(made)
    return passages


def folded(passages: Iterable[Passage]) -> list[Passage]:
    """With long turns folded, but for what a search hits. Of withdrawn turns not even the length shows."""
    return [
        each if each.is_hit or each.turn.withdrawn_on else replace(each, fold=fold_of(each.turn))
        for each in passages
    ]


def path_to(item: AgendaItem, by_pk: dict[int, AgendaItem]) -> tuple[AgendaItem, ...]:
    """The item, below those it is part of."""
    path = [item]
    while path[0].parent_id in by_pk and by_pk[path[0].parent_id] not in path:
        path.insert(0, by_pk[path[0].parent_id])
    return tuple(path)


def outline(turns: Iterable[Turn], items: Sequence[AgendaItem]) -> list[OutlineEntry]:
    """The agenda as a tree, with where each item begins and how much was said under it."""
    entries = {item.pk: OutlineEntry(item) for item in items}
    for turn in turns:
        if turn.item_id is None or turn.withdrawn_on is not None:
            continue
        entry: OutlineEntry | None = entries[turn.item_id]
        while entry is not None:
            entry.first_turn = entry.first_turn or turn
            entry.count += turn.kind == TurnKind.SPEECH
            entry = entries.get(entry.item.parent_id) if entry.item.parent_id else None
    top: list[OutlineEntry] = []
    for entry in entries.values():
        parent = entries.get(entry.item.parent_id) if entry.item.parent_id else None
        (parent.children if parent else top).append(entry)
    return top


_WHITE = re.compile(r"\s+")


def excerpt(text: str, width: int = 150) -> str:
    """The first `width` characters, line breaks as spaces; plain text."""
    cut = _WHITE.sub(" ", text[:width]).strip()
    return f"{cut}…" if len(text) > width else cut


def ending(text: str, width: int = 150) -> str:
    """The last sentences, where a question asks: at most `width` characters, line breaks as spaces."""
    last = _WHITE.sub(" ", text[-width:]).strip()
    if len(text) <= width:
        return last
    begun = last.find("。") + 1
    return f"…{last[begun if begun < len(last) // 2 else 0 :]}"
