"""A meeting of the archive brought to what its document says now: addresses stay, whatever else changes.

Turns that are still there keep their numbers, new ones get new numbers, and those no longer there become
tombstones with day and reason. One that comes back word for word has its old number again, unless it was a
clerk who withdrew it: then it stays withdrawn.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from meetings.models import Correction, Meeting, SourceDocument, Turn
from meetings.models.turn import BY_DOCUMENTS, LACKING

from .meeting_rows import attribute, describe, fill, write_lists
from .parsed import ParsedMeeting, ParsedTurn
from .revision import Match, TurnText, match_turns, match_withdrawn, pair_kept
from .speaker_rows import Attributor
from .withdrawn_words import refuse, returned_words, withhold, words_now

_WRITTEN = [
    "position", "item", "kind", "label", "printed_label", "text", "source_line", "speaker", "municipality",
    "role", "withdrawn_on", "withdrawn_reason",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnChange:
    """One line of the difference that a corrected document makes: the text at `number` before, and now."""

    number: int
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, int | str | None]:
        """As corrections keep it and `import_minutes --json` prints it."""
        return {"number": self.number, "before": self.before, "after": self.after}


def revise(
    meeting: Meeting, parsed: ParsedMeeting, source: SourceDocument, *, withholds: bool = False
) -> list[TurnChange]:
    """Bring a meeting to the state of its corrected document, and note the correction.

    Where the document prints words that a person took out, LoadRefusedError is raised; with `withholds` the
    turns that say them come in withdrawn.
    """
    before = words_now(meeting)
    source.replaces = meeting.source
    source.save(update_fields=["replaces"])
    describe(meeting, parsed, source)
    meeting.save()
    items = write_lists(meeting, parsed)
    attributor = Attributor(meeting, parsed.attendance, (turn.label for turn in parsed.turns))

    def refill(turn: Turn, printed: ParsedTurn) -> None:
        """A speaker that is already set under the same label stays: it may be a clerk's own finding."""
        keeps_its_speaker = turn.speaker_id is not None and turn.label == printed.label
        fill(turn, printed, items)
        if printed.kind == "speech" and not keeps_its_speaker:
            attribute(turn, attributor)

    revision = TurnRevision(meeting, parsed.turns, refill)
    revision.write()
    returned = returned_words(meeting, before)
    if returned and not withholds:
        raise refuse(returned)
    withhold(returned)
    revision.forget({one.turn.number for one in returned})
    if returned or revision.holds_withdrawn_words:
        source.downloadable = False
        source.save(update_fields=["downloadable"])
    Correction.objects.create(
        meeting=meeting, document=source.name, changes=[change.as_json() for change in revision.changes]
    )
    return revision.changes


@dataclass(slots=True)
class TurnRevision:
    """The turns of a meeting matched with those of its document.

    `refill` writes a printed turn onto its row. Turns that are `kept` are a clerk's own words: they are
    matched by their words alone, and never withdrawn.
    """

    meeting: Meeting
    printed: Sequence[ParsedTurn]
    refill: Callable[[Turn, ParsedTurn], None]
    kept: Collection[int] = ()
    reason: str = LACKING
    labels_may_differ: bool = False
    """Whether a turn is known by its words alone: the document is the same, only read otherwise."""
    changes: list[TurnChange] = field(default_factory=list)
    holds_withdrawn_words: bool = False
    """Whether the document prints what a clerk withdrew."""

    def write(self) -> None:
        """Match, number and store."""
        existing = list(self.meeting.turns.in_order())
        before = {turn.pk: _values(turn) for turn in existing}
        ordered = list(self._in_new_order(existing))
        _number_positions(ordered, [turn for turn in existing if turn.withdrawn_on and turn not in ordered])
        Turn.objects.bulk_create(turn for turn in ordered if turn.pk is None)
        _update([turn for turn in ordered if turn.pk in before], before)

    def forget(self, numbers: Collection[int]) -> None:
        """Of turns that were withheld: nothing that they say now is in the changes."""
        told = [
            TurnChange(change.number, change.before, None) if change.number in numbers else change
            for change in self.changes
        ]
        self.changes = [change for change in told if change.before is not None or change.after is not None]

    def _in_new_order(self, existing: list[Turn]) -> Iterable[Turn]:
        live = [turn for turn in existing if turn.withdrawn_on is None]
        dead = [turn for turn in existing if turn.withdrawn_on is not None]
        new = [(turn.kind, turn.label, turn.text) for turn in self.printed]
        back = match_withdrawn([_text_of(turn) for turn in live], [_text_of(turn) for turn in dead], new)
        others = [place for place in range(len(new)) if place not in back]
        own = {place for place, turn in enumerate(live) if turn.pk in self.kept}
        free = range(len(live)) if self.labels_may_differ else own
        matches = match_turns([_text_of(turn) for turn in live], [new[place] for place in others], free)
        matches = pair_kept(matches, own)
        next_number = max((turn.number for turn in existing), default=0) + 1
        for match in with_returning(matches, others, back):
            if match.new in back:
                turn = dead[back[match.new]]
                self._return(turn, self.printed[match.new])
            elif match.old is None:
                turn = Turn(meeting=self.meeting, number=next_number)
                next_number += 1
                self._rewrite(turn, match.new, None)
            else:
                turn = live[match.old]
                self._rewrite(turn, match.new, turn.text)
            yield turn

    def _rewrite(self, turn: Turn, place: int | None, before: str | None) -> None:
        if place is not None:
            self.refill(turn, self.printed[place])
        elif turn.pk not in self.kept:
            turn.withdrawn_on = timezone.localdate()
            turn.withdrawn_reason = self.reason
            turn.item = None
        after = turn.text if turn.withdrawn_on is None else None
        if before != after:
            self.changes.append(TurnChange(turn.number, before, after))

    def _return(self, turn: Turn, printed: ParsedTurn) -> None:
        """What a document had withdrawn is there again; what a clerk withdrew is not."""
        if turn.withdrawn_reason not in BY_DOCUMENTS:
            self.holds_withdrawn_words = True
            return
        turn.withdrawn_on = None
        turn.withdrawn_reason = ""
        self.refill(turn, printed)
        self.changes.append(TurnChange(turn.number, None, turn.text))


def with_returning(matches: Iterable[Match], others: Sequence[int], back: Collection[int]) -> Iterable[Match]:
    """The matches of all but the returning turns, whose places are counted in `others`, with these put where
    the document has them. Places are those of the whole document afterwards."""
    waiting = sorted(back)
    for match in matches:
        place = others[match.new] if match.new is not None else None
        while place is not None and waiting and waiting[0] < place:
            yield Match(None, waiting.pop(0))
        yield Match(match.old, place)
    for place in waiting:
        yield Match(None, place)


def _values(turn: Turn) -> list[Any]:
    return [turn.serializable_value(name) for name in _WRITTEN]


def _update(turns: Iterable[Turn], before: Mapping[int, Sequence[Any]]) -> None:
    """Write what is otherwise than `before`: a correction of one turn is no matter of thousands."""
    by_fields: dict[tuple[str, ...], list[Turn]] = defaultdict(list)
    for turn in turns:
        values = zip(_WRITTEN, before[turn.pk], _values(turn), strict=True)
        by_fields[tuple(name for name, old, new in values if old != new)].append(turn)
    by_fields.pop((), None)
    for names, changed in by_fields.items():
        Turn.objects.bulk_update(changed, names, batch_size=500)


def _text_of(turn: Turn) -> TurnText:
    return (turn.kind, turn.label, turn.text)


def _number_positions(ordered: list[Turn], tombstones: list[Turn]) -> None:
    """Put earlier tombstones back behind the turn they followed, then count positions from one."""
    for tombstone in tombstones:
        after = [i for i, turn in enumerate(ordered) if turn.position and turn.position < tombstone.position]
        ordered.insert(after[-1] + 1 if after else 0, tombstone)
    for position, turn in enumerate(ordered, start=1):
        turn.position = position
