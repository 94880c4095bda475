"""A former version is brought back: what a row of the record said becomes what it says, as a new change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from meetings.importing.withdrawn_words import turns_whose_words_return
from meetings.models import Meeting, Turn, Version
from meetings.models.former_version import act_as
from meetings.models.meeting import FROM_DOCUMENTS
from meetings.search.indexing import index_meetings, index_turns

from .access import seen_as
from .corrections import change_of, note_by_hand

BROUGHT_BACK: dict[str, Sequence[str]] = {
    "meeting": sorted({*FROM_DOCUMENTS, "printed_header", "issued_on", "source_url"}),
    "agendaitem": ("number", "title", "kind", "outcome"),
    "attendance": ("kind", "text", "role", "name", "count"),
    "material": ("number", "title", "url"),
    "turn": (
        "item", "kind", "label", "printed_label", "role", "affiliation", "speaker", "municipality", "text",
    ),
}  # fmt: skip
"""The fields that can be brought back, by noun: what the minutes say, and not whether they are public."""


@dataclass(frozen=True, slots=True)
class FieldBack:
    """One field: what it says now, and what it said."""

    field: models.Field[Any, Any]
    now: Any
    then: Any


class Restoration:
    """One former version, and the row as it is now. Raises ValidationError where it cannot be brought
    back."""

    def __init__(self, version: Version) -> None:
        names = BROUGHT_BACK.get(version.noun)
        if names is None:
            raise ValidationError(
                "この記録は、ここからは戻せません。それぞれのページで前の内容を入力してください。"
            )
        if version.deleted:
            raise ValidationError(
                "削除された行は、ここからは戻せません。追加のページで入力し直してください。"
            )
        self.version = version
        model: Any = apps.get_model("meetings", version.noun)
        row = model._default_manager.filter(pk=version.row).first()
        if row is None:
            raise ValidationError("この記録は、いまはありません。")
        self.row: Any = row
        fields = {each.column: each for each in model._meta.concrete_fields if each.name in names}
        backs = (
            FieldBack(fields[column], getattr(row, fields[column].attname), fields[column].to_python(value))
            for column, value in version.said.items()
            if column in fields
        )
        self.fields = [back for back in backs if back.now != back.then]
        if not self.fields:
            raise ValidationError(
                "戻せる項目で、いまと違うものはありません（公開の状態や順番は、ここでは戻しません）。"
            )

    @property
    def meeting(self) -> Meeting:
        """The meeting whose record it is."""
        return self.row if isinstance(self.row, Meeting) else self.row.meeting

    @property
    def seen(self) -> str:
        """What the fields say now, in short: another value, another string."""
        return seen_as([back.now for back in self.fields])

    def words_return(self) -> list[int]:
        """Numbers of the turns of which it says again what a person took out."""
        texts = (back.then for back in self.fields if isinstance(back.then, str))
        return turns_whose_words_return(self.meeting, "\n".join(texts))

    def restore(self, actor: str, reason: str) -> None:
        """Write it, within a transaction of the caller; ValidationError where it no longer fits."""
        row = self.row
        was_withdrawn = isinstance(row, Turn) and row.withdrawn_on is not None
        before = row.text if isinstance(row, Turn) and not was_withdrawn else None
        for back in self.fields:
            setattr(row, back.field.attname, back.then)
        if isinstance(row, Turn):
            row.edited_by_hand = True
        row.full_clean()
        act_as(actor, reason)
        row.save()
        self._note(before)

    def _note(self, before: str | None) -> None:
        """What a change by hand leaves behind: a correction, the mark of the hand, the search index."""
        row, meeting = self.row, self.meeting
        names = {back.field.name for back in self.fields}
        if isinstance(row, Turn):
            note_by_hand(meeting, [change_of(row, before)])
            index_turns([row.pk])
        else:
            lists = {"agendaitem": "agenda_items", "attendance": "attendances", "material": "materials"}
            meeting.mark_edited(FROM_DOCUMENTS & names if row is meeting else {lists[self.version.noun]})
        meeting.updated_at = timezone.now()
        meeting.save(update_fields=["edited_by_hand", "updated_at"])
        if not isinstance(row, Turn):
            index_meetings([meeting.pk])


def in_words(field: models.Field[Any, Any], value: Any) -> str:
    """What a field says, for people."""
    if value in (None, "", []):
        return "（空欄）"
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        found = related._default_manager.filter(pk=value).first()
        return str(found) if found else "（いまはない記録）"
    if isinstance(value, list):
        return "\n".join("：".join(map(str, pair)) for pair in value)
    return str(dict(field.flatchoices).get(value, value))
