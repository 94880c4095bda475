"""The editions (版) of a meeting: what visitors could read at the end of each day that changed its minutes.

They go from the present one back to the first.

The wordings of turns come from `Correction`, labels and the fields of the head from `Version`. What was
changed while the meeting was hidden shows as one change, on the day when it was public again: what nobody
could read is in no edition.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, pairwise
from typing import Any

from django.utils import timezone

from meetings.eras import in_both_eras
from meetings.models import Correction, Meeting, Turn, Version
from meetings.web.concealed import ConcealedWords
from meetings.web.former_heads import SHOWN, FormerHead, former_heads

MOST_DAYS = 60
"""Days of changes that are told of, the latest."""
_FIELDS = {field.name: field for field in Meeting._meta.concrete_fields}


@dataclass(frozen=True, slots=True)
class Edition:
    """What visitors could read of a meeting from one day on."""

    identifier: str
    since: datetime.date | None
    """None: from when it was first public, of which the day is not known."""
    head: FormerHead
    texts: dict[int, str]
    """The wording of each turn, by its number."""
    labels: dict[int, str]

    @property
    def name(self) -> str:
        """What its address calls it."""
        return self.since.isoformat() if self.since else "first"

    @property
    def text(self) -> str:
        """All of it as a file: what the head says, then the turns by their numbers. In another form it would
        have another digest, and what was cited long ago could not be proved: the form stays."""
        said = ((_FIELDS[name].verbose_name, _written(name, self.head.values[name])) for name in SHOWN)
        head = [f"会議番号：{self.identifier}", *(f"{what}：{text}" for what, text in said if text)]
        turns = [f"発言{n}　{self.labels.get(n, '')}\n{self.texts[n]}" for n in sorted(self.texts)]
        return "\n\n".join(["\n".join(head), *turns, ""])

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return sha256(self.text.encode()).hexdigest()

    def says_the_same(self, other: "Edition") -> bool:
        return (self.head.shown(), self.texts, self.spoken) == (
            other.head.shown(),
            other.texts,
            other.spoken,
        )

    @property
    def spoken(self) -> dict[int, str]:
        """The labels of the turns that it has."""
        return {number: self.labels.get(number, "") for number in self.texts}

    def holds(self, words: ConcealedWords) -> bool:
        """Whether it has turns that are withdrawn today, or words of theirs."""
        if not words.sentences and not words.numbers:
            return False
        texts = {*self.texts.values(), *self.spoken.values()} - words.read
        head = (_written(name, value) for name, value in self.head.shown().items())
        has_turns = not self.texts.keys().isdisjoint(words.numbers)
        return has_turns or any(map(words.are_in, (*texts, *head)))


def editions_of(
    meeting: Meeting, turns: Iterable[Turn], versions: list[Version], corrections: Iterable[Correction]
) -> list[Edition]:
    """The present edition first. `turns` are all that the meeting has, withdrawn ones too; `versions` those
    since it was public, the newest first; `corrections` likewise, the oldest first."""
    walk = _WayBack(meeting, list(turns), versions, corrections)
    kept: list[Edition] = []
    for edition in reversed(list(walk.editions())):
        if edition.head.is_public and not (kept and edition.says_the_same(kept[-1])):
            kept.append(edition)
    return kept[::-1]


class _WayBack:
    """From what a meeting says now, change by change, back to what it said first."""

    def __init__(
        self,
        meeting: Meeting,
        turns: list[Turn],
        versions: list[Version],
        corrections: Iterable[Correction],
    ) -> None:
        self.meeting = meeting
        self.texts = {turn.number: turn.text for turn in turns if turn.withdrawn_on is None}
        self.labels = {turn.number: turn.label for turn in turns}
        numbers = {turn.pk: turn.number for turn in turns}
        heads = former_heads(meeting, versions)
        self.head = heads[0]
        undo: list[tuple[datetime.datetime, Callable[[], None]]] = []
        undo += [(head.until, self._to_head(head)) for head in heads if head.until]
        undo += [(each.made_at, self._before(each)) for each in reversed(list(corrections))]
        undo += [
            (each.until, self._label(numbers[each.row], each.said["label"]))
            for each in versions
            if each.noun == "turn" and each.row in numbers and "label" in each.said
        ]
        self.undo = sorted(undo, key=lambda step: step[0], reverse=True)

    def editions(self) -> Iterator[Edition]:
        """As it was at the end of each of those days, the last first, and as it was at first."""
        public_since = self.meeting.published_at
        first = timezone.localdate(public_since) if public_since else None
        days = groupby(self.undo, key=lambda step: timezone.localdate(step[0]))
        for count, (day, steps) in enumerate(days):
            yield self._edition(day)
            if day == first or count == MOST_DAYS:
                return
            for _, step in steps:
                step()
        yield self._edition(first)

    def _edition(self, since: datetime.date | None) -> Edition:
        return Edition(self.meeting.identifier, since, self.head, dict(self.texts), dict(self.labels))

    def _to_head(self, head: FormerHead) -> Callable[[], None]:
        return lambda: setattr(self, "head", head)

    def _label(self, number: int, label: str) -> Callable[[], None]:
        return lambda: self.labels.update({number: label})

    def _before(self, correction: Correction) -> Callable[[], None]:
        def step() -> None:
            for change in correction.changes:
                if change["before"] is None:
                    self.texts.pop(change["number"], None)
                else:
                    self.texts[change["number"]] = change["before"]

        return step


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the head, or a label, that says another thing than before."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditionChange:
    """What one edition has otherwise than the one before it."""

    fields: tuple[FieldChange, ...]
    labels: tuple[tuple[int, FieldChange], ...]
    """By the turn's number."""
    reworded: tuple[int, ...]
    added: tuple[int, ...]
    withdrawn: tuple[int, ...]


def changes_between(editions: list[Edition]) -> list[EditionChange]:
    """Of each edition but the first, in the same order."""
    return [_change(before, after) for after, before in pairwise(editions)]


def _change(before: Edition, after: Edition) -> EditionChange:
    old, new = before.texts, after.texts
    was, says = before.head.shown(), after.head.shown()
    called, calls = before.spoken, after.spoken
    stayed = sorted(old.keys() & new.keys())
    return EditionChange(
        fields=tuple(_field_change(name, was[name], says[name]) for name in SHOWN if was[name] != says[name]),
        labels=tuple(
            (number, FieldChange("発言者の表示", called[number], calls[number]))
            for number in stayed
            if called[number] != calls[number]
        ),
        reworded=tuple(number for number in stayed if old[number] != new[number]),
        added=tuple(sorted(new.keys() - old.keys())),
        withdrawn=tuple(sorted(old.keys() - new.keys())),
    )


def _field_change(name: str, before: Any, after: Any) -> FieldChange:
    """Of the head as printed only the lines that differ."""
    if isinstance(before, list) and isinstance(after, list):
        gone = [line for line in before if line not in after]
        before, after = gone, [line for line in after if line not in before]
    return FieldChange(str(_FIELDS[name].verbose_name), in_words(name, before), in_words(name, after))


def in_words(name: str, value: Any) -> str:
    """What a field says, as pages write it; empty where it says nothing."""
    return in_both_eras(value) if isinstance(value, datetime.date) else _written(name, value)


def _written(name: str, value: Any) -> str:
    if isinstance(value, list):  # the head as printed
        return "／".join("：".join(filter(None, pair)) for pair in value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    choices = dict(_FIELDS[name].flatchoices or ())
    return "" if value is None else str(choices.get(value, value))
