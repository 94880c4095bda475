"""Speakers of one batch: found in the archive in one query, made where they are new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.copying import copy_rows, keep_ids_beyond, take_ids
from meetings.models import Speaker, SpeakerKind, SpeakerName

from .records import SpeakerRecord, SpeakerRef
from .registry import Registry

Key = tuple[str, str, int | None, int | None, int | None]
"""(kind, name, municipality, body, meeting): what makes a speaker one and the same, with primary keys."""


@dataclass(slots=True)
class SpeakerBook:
    """`find` first tells which speakers are there; `enter` makes the others; `flush` writes them."""

    registry: Registry
    ids: dict[Key, int] = field(default_factory=dict)
    renumbered: int = 0
    """New speakers whose number was taken, so that their address is another than in the file."""
    _new: dict[Key, str] = field(default_factory=dict)
    """The reading (kana) of each new one."""
    _numbers: dict[Key, int] = field(default_factory=dict)

    def key(self, ref: SpeakerRef, meeting: int | None = None) -> Key:
        """Of a checked reference; `meeting` (its primary key) bounds an anonymous speaker."""
        municipality = self.registry.municipality_id(ref.municipality)
        bound = meeting if ref.kind == SpeakerKind.ANONYMOUS else None
        return (ref.kind, ref.name, municipality, self.registry.body_id(ref.body), bound)

    def find(self, keys: Iterable[Key]) -> None:
        """Learn which of these the archive has. One query, none where all are known or anonymous."""
        names = {key[1] for key in keys if key not in self.ids and key[0] != SpeakerKind.ANONYMOUS}
        if not names:
            return
        rows = Speaker.objects.filter(name__in=names, meeting__isnull=True)
        for pk, *key in rows.values_list("id", "kind", "name", "municipality", "body", "meeting"):
            self.ids[tuple(key)] = pk  # type: ignore[index]

    def enter(self, key: Key, *, kana: str = "", number: int | None = None) -> None:
        """Note a speaker to be made if it is not there; the fuller note of two counts."""
        if key in self.ids:
            return
        self._new[key] = kana or self._new.get(key, "")
        if number is not None:
            self._numbers[key] = number

    def flush(self) -> int:
        """Write the new speakers; how many."""
        wanted = {key: number for key, number in self._numbers.items() if key in self._new}
        taken = set(Speaker.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
        for key, number in wanted.items():
            if number in taken:
                self.renumbered += 1
            else:
                taken.add(number)
                self.ids[key] = number
        if wanted:
            keep_ids_beyond(Speaker, max(wanted.values()))
        others = [key for key in self._new if key not in self.ids]
        self.ids |= zip(others, take_ids(Speaker, len(others)), strict=True)
        copy_rows(Speaker, (self._row(key, kana) for key, kana in self._new.items()))
        count = len(self._new)
        self._new, self._numbers = {}, {}
        return count

    def write_names(self, speakers: Iterable[tuple[Key, SpeakerRecord]]) -> None:
        """The other spellings of speakers that `flush` has just written."""
        rows = [
            (self.ids[key], self.registry.body_id(slug), name)
            for key, record in speakers
            for slug, name in record.other_names
        ]
        ids = take_ids(SpeakerName, len(rows))
        copy_rows(
            SpeakerName,
            (
                {"id": pk, "speaker": speaker, "body": body, "name": name}
                for pk, (speaker, body, name) in zip(ids, rows, strict=True)
            ),
        )

    def _row(self, key: Key, kana: str) -> dict[str, object]:
        kind, name, municipality, body, meeting = key
        return {
            "id": self.ids[key],
            "kind": kind,
            "name": name,
            "municipality": municipality,
            "body": body,
            "meeting": meeting,
            "kana": kana,
        }
