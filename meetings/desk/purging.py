"""Words are removed for good (完全な削除) from all that the archive keeps of one meeting.

That is the record, its former versions and corrections, what readers wrote of it, and its originals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Value
from django.db.models.functions import Replace
from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Attendance,
    Correction,
    ErrorReport,
    FormerItem,
    Material,
    MaterialFile,
    MaterialPage,
    Meeting,
    Purge,
    SourceDocument,
    Turn,
    Version,
)
from meetings.models.former_version import act_as
from meetings.search.indexing import index_meetings
from meetings.search.material_pages import index_pages

MARK = "［削除］"
"""Stands where the words were."""
OF_MEETING: Sequence[type[models.Model]] = (
    AgendaItem, FormerItem, Attendance, Material, MaterialFile, Turn, Correction, ErrorReport,
)  # fmt: skip
"""What belongs to a meeting and holds texts. Versions come last: removing words makes some."""


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """Where the words stand, by what a clerk calls it, and which originals go."""

    places: dict[str, int]
    originals: list[SourceDocument]
    files: list[MaterialFile]
    """Files of handouts that hold the words and are taken away."""
    others: list[Meeting]
    """Meetings that were made from the same originals, which they lose too."""

    @property
    def count(self) -> int:
        return sum(self.places.values()) + len(self.originals) + len(self.files)


@dataclass(frozen=True, slots=True)
class WordsToPurge:
    """Words, exactly as they stand, and the meeting that they are removed from."""

    meeting: Meeting
    words: str
    with_originals: bool

    def plan(self) -> PurgePlan:
        """What would be done."""
        places: dict[str, int] = {}
        for rows in self._rows():
            found = sum(len(self._masked(row)) for row in rows)
            if found:
                places[str(rows.model._meta.verbose_name)] = found
        originals = self._originals()
        sharing = Meeting.objects.filter(source__in=originals).exclude(pk=self.meeting.pk)
        return PurgePlan(places, originals, self._files(), list(sharing))

    def purge(self, actor: str, reason: str) -> Purge:
        """Do it, within a transaction of the caller, and keep that it was done."""
        act_as(actor, reason)
        originals, files = self._originals(), self._files()
        places = len(originals) + len(files)
        Meeting.objects.filter(source__in=originals).update(source=None)
        SourceDocument.objects.filter(pk__in=[each.pk for each in originals]).update(replaces=None)
        SourceDocument.objects.filter(pk__in=[each.pk for each in originals]).delete()
        told = 0
        for rows in self._rows():
            for row in rows:
                masked = self._masked(row)
                if masked:
                    rows.model._default_manager.filter(pk=row.pk).update(**masked)
                    told += len(masked) if not isinstance(row, Version) else 0
        places += told
        for file in files:
            file.refresh_from_db(fields=["name"])
            file.take_away()
        index_pages(MaterialPage.objects.filter(file__meeting=self.meeting))
        self._mask_log()
        Meeting.objects.filter(pk=self.meeting.pk).update(updated_at=timezone.now())
        index_meetings([self.meeting.pk])
        return Purge.objects.create(
            identifier=self.meeting.identifier, actor=actor, reason=reason, places=places
        )

    def _rows(self) -> Iterator[models.QuerySet[Any]]:
        yield Meeting.objects.filter(pk=self.meeting.pk)
        for noun in OF_MEETING:
            yield noun._default_manager.filter(meeting=self.meeting.pk)
        yield MaterialPage.objects.filter(file__meeting=self.meeting.pk)
        yield Version.objects.filter(meeting=self.meeting.pk)

    def _mask_log(self) -> None:
        """The log of the admin names each row that was changed by what it says."""
        for column in ("object_repr", "change_message"):
            said = LogEntry.objects.filter(**{f"{column}__contains": self.words})
            said.update(**{column: Replace(column, Value(self.words), Value(MARK))})

    def _masked(self, row: models.Model) -> dict[str, Any]:
        """The fields of the row that hold the words, without them."""
        masked = {}
        for field in row._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField | models.JSONField):
                continue
            value = getattr(row, field.attname)
            without = self._without(value)
            if without != value:
                limit = field.max_length if isinstance(without, str) else None
                masked[field.name] = without[:limit] if limit else without
        return masked

    def _without(self, value: Any) -> Any:
        """A text, or the texts in a JSON value, with the mark in place of the words."""
        if isinstance(value, str):
            return value.replace(self.words, MARK)
        if isinstance(value, list):
            return [self._without(each) for each in value]
        if isinstance(value, dict):
            return {key: self._without(each) for key, each in value.items()}
        return value

    def _files(self) -> list[MaterialFile]:
        """Those of its handouts in whose text the words stand, without their bytes."""
        files = MaterialFile.objects.filter(meeting=self.meeting).holding(self.words).defer("content")
        return list(files) if self.with_originals else []

    def _originals(self) -> list[SourceDocument]:
        """The document of the meeting and those that it replaced, without their bytes."""
        found: list[SourceDocument] = []
        key = self.meeting.source_id if self.with_originals else None
        while key is not None and key not in {each.pk for each in found}:
            found.append(SourceDocument.objects.defer("content").get(pk=key))
            key = found[-1].replaces_id
        return found
