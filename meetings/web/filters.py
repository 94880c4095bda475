"""The forms that cut lists down; they speak GET, so that what they show has an address."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from meetings.models import (
    Body,
    Meeting,
    Municipality,
    RecordType,
    Speaker,
    SpeakerKind,
    TurnIndex,
    TurnKind,
)
from meetings.models.meeting import MeetingQuerySet
from meetings.models.speaker import SpeakerQuerySet
from meetings.search.folding import fold
from meetings.search.query.dates import read_period
from meetings.search.reading import forms_of


class SpeakerFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Speakers by name, by municipality, and by level of attribution."""

    name = django_filters.CharFilter(label="名前", method="named", max_length=40)
    municipality = django_filters.ModelChoiceFilter(
        label="自治体",
        queryset=lambda request: Municipality.objects.with_speakers().in_official_order(),
        to_field_name="code",
        method="of_municipality",
        empty_label="すべての自治体",
    )
    kind = django_filters.ChoiceFilter(
        label="記録から分かること",
        choices=[(kind, kind.label) for kind in SpeakerKind if kind != SpeakerKind.ANONYMOUS],
        empty_label="氏名・役職・団体すべて",
    )

    class Meta:
        model = Speaker
        fields = ("name", "municipality", "kind")

    def of_municipality(self, speakers: SpeakerQuerySet, name: str, chosen: Municipality) -> SpeakerQuerySet:
        return speakers.of_municipality(chosen)

    def named(self, speakers: SpeakerQuerySet, name: str, written: str) -> SpeakerQuerySet:
        """髙橋志津男 finds 高橋 志津男."""
        spaceless = re.sub(r"\s", "", written)
        return speakers.named({*forms_of(spaceless), *forms_of(fold(spaceless))}) if spaceless else speakers


UNKNOWN = "unknown"
"""The code of the error of a value that is in form, but of which the archive has nothing."""


class RowField(forms.CharField):
    """A public row by what the address calls it."""

    def __init__(self, *, rows: Callable[[], QuerySet[Any]], by: str, pattern: str, **options: Any) -> None:
        super().__init__(**options)
        self.rows, self.by, self.pattern = rows, by, re.compile(pattern)

    def clean(self, value: Any) -> Model | None:
        asked = super().clean(value)
        if not asked:
            return None
        if not self.pattern.fullmatch(asked):
            raise ValidationError("", code="malformed")
        row = self.rows().filter(**{self.by: asked}).first()
        if row is None:
            raise ValidationError("", code=UNKNOWN)
        return row  # type: ignore[no-any-return]


class FiscalYearField(forms.CharField):
    """年度, by the Western year in whose April it begins."""

    def clean(self, value: Any) -> int | None:
        asked = unicodedata.normalize("NFKC", super().clean(value))
        if not asked:
            return None
        if not re.fullmatch("1[89][0-9]{2}|2[0-9]{3}", asked):
            raise ValidationError("", code="malformed")
        return int(asked)


class DayField(forms.CharField):
    """A day as people write it; of a month or year its first day, or its last."""

    def __init__(self, *, end: str, **options: Any) -> None:
        super().__init__(**options)
        self.end = end

    def clean(self, value: Any) -> datetime.date | None:
        asked = super().clean(value)
        if not asked:
            return None
        period = read_period(asked)
        if period is None:
            raise ValidationError("", code="malformed")
        return period.first if self.end == "first" else period.last


class RowFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = RowField


class OfMeeting:
    """A filter by what a turn's meeting is. The meetings are named to the database one by one: only then does
    it know how many turns they have, and looks the words up first instead of reading all of these."""

    field_name: str

    def filter(self, rows: QuerySet[TurnIndex], value: object) -> QuerySet[TurnIndex]:
        if not value:
            return rows
        meetings = self.meetings(value)
        return rows.filter(meeting__in=list(meetings.values_list("pk", flat=True)))

    def meetings(self, value: object) -> MeetingQuerySet:
        """Those meant by the value, as far as visitors may see them."""
        return Meeting.objects.published().filter(**{self.field_name: value})


class MeetingRowFilter(OfMeeting, RowFilter):
    pass


class BodyFilter(MeetingRowFilter):
    """A body's own meetings; with `lineage` also those of the bodies that went before it (前身)."""

    def meetings(self, value: object) -> MeetingQuerySet:
        if not (isinstance(value, Body) and self.parent.data.get("lineage")):
            return super().meetings(value)
        bodies = Body.objects.lineage_of(value).values_list("pk", flat=True)
        return Meeting.objects.published().filter(body__in=list(bodies))


class MeetingChoiceFilter(OfMeeting, django_filters.ChoiceFilter):  # type: ignore[misc]
    pass


class FiscalYearFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = FiscalYearField

    def filter(self, rows: QuerySet[TurnIndex], year: int | None) -> QuerySet[TurnIndex]:
        if year is None:
            return rows
        return rows.filter(date__gte=datetime.date(year, 4, 1), date__lt=datetime.date(year + 1, 4, 1))


class DayFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = DayField


class TurnFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Turns by what is known of them beside their words. The address calls `since` from, and `until` to.

    With `lineage` among the data, the body includes its predecessors.
    """

    municipality = MeetingRowFilter(
        label="自治体",
        field_name="body__municipality",
        rows=Municipality.objects.published,
        by="code",
        pattern="[0-9]{6}",
    )
    spoken_for = RowFilter(
        label="発言した自治体",
        field_name="municipality",
        rows=Municipality.objects.published,
        by="code",
        pattern="[0-9]{6}",
    )
    body = BodyFilter(
        label="会議体",
        field_name="body",
        rows=lambda: Body.objects.published().select_related("municipality"),
        by="slug",
        pattern="[-a-zA-Z0-9_]{1,50}",
    )
    speaker = RowFilter(
        label="発言者",
        rows=lambda: Speaker.objects.published().select_related("municipality", "body"),
        by="pk",
        pattern="[1-9][0-9]{0,17}",
    )
    role = django_filters.CharFilter(label="役職", max_length=100)
    kind = django_filters.ChoiceFilter(label="発言の種類", choices=TurnKind)
    record_type = MeetingChoiceFilter(label="記録の種類", field_name="record_type", choices=RecordType)
    year = FiscalYearFilter(label="年度")
    since = DayFilter(label="期間の始め", field_name="date", lookup_expr="gte", end="first")
    until = DayFilter(label="期間の終わり", field_name="date", lookup_expr="lte", end="last")

    class Meta:
        model = TurnIndex
        fields = ()
