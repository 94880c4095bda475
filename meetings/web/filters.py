"""The forms that cut lists down; they speak GET, so that what they show has an address."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from meetings.keeping import current_mark, kept
from meetings.models import OF_ONE_MEETING, Body, Meeting, Municipality, Speaker, SpeakerKind
from meetings.models.body import BodyQuerySet
from meetings.models.speaker import SpeakerQuerySet
from meetings.search import facets
from meetings.search.facets import Facet, FiscalYear, Limit, MeetingLimit
from meetings.search.folding import fold
from meetings.search.interpretation import forms_of
from meetings.search.names.name_keys import name_key
from meetings.search.query.dates import read_period
from meetings.search.request import Rows


def bodies_named(bodies: BodyQuerySet, written: str) -> BodyQuerySet:
    """Those with every one of the words in their name, its よみ or their owner's name: 潮見野 ict 審議会."""
    words = [name_key(word) or word for word in written.split()]
    if not words:
        return bodies
    known = kept(current_mark(), "names of bodies", _names_of_bodies)
    found = [pk for pk, names in known if all(word in names for word in words)]
    return bodies.filter(pk__in=found)


def _names_of_bodies() -> list[tuple[int, str]]:
    """Each body's key, and the names by which it may be looked for; whoever may see it."""
    columns = ("name", "kana", "municipality__prefecture", "municipality__name")
    rows = Body.objects.values_list("pk", *columns)
    return [(pk, "|".join(name_key(name or "") for name in names)) for pk, *names in rows]


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
        choices=[(kind, kind.label) for kind in SpeakerKind if kind not in OF_ONE_MEETING],
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

FORMS = {
    "code": "[0-9]{6}",
    "slug": "[-a-zA-Z0-9_]{1,50}",
    "pk": "[1-9][0-9]{0,17}",
    "identifier": "[0-9]{6}[0-9A-Z]{3}X[0-9]{11}",
}
"""How the fields are written by which addresses name rows."""


class RowField(forms.CharField):
    """A row by what the address calls it."""

    def __init__(self, *, rows: Callable[[], QuerySet[Any]], key: str, **options: Any) -> None:
        super().__init__(**options)
        self.rows, self.key = rows, key

    def clean(self, value: Any) -> Model | None:
        typed = super().clean(value)
        if not typed:
            return None
        if not re.fullmatch(FORMS[self.key], typed):
            raise ValidationError("", code="malformed")
        row = self.rows().filter(**{self.key: typed}).first()
        if row is None:
            raise ValidationError("", code=UNKNOWN)
        return row  # type: ignore[no-any-return]


class FiscalYearField(forms.CharField):
    """年度, by the Western year in whose April it begins."""

    def clean(self, value: Any) -> int | None:
        typed = unicodedata.normalize("NFKC", super().clean(value))
        if not typed:
            return None
        if not re.fullmatch("1[89][0-9]{2}|2[0-9]{3}", typed):
            raise ValidationError("", code="malformed")
        return int(typed)


class DayField(forms.CharField):
    """A day as people write it; of a month or year its first day, or its last."""

    def __init__(self, *, is_last: bool, **options: Any) -> None:
        super().__init__(**options)
        self.is_last = is_last

    def clean(self, value: Any) -> datetime.date | None:
        typed = super().clean(value)
        if not typed:
            return None
        period = read_period(typed)
        if period is None:
            raise ValidationError("", code="malformed")
        day = period.last if self.is_last else period.first
        return day if datetime.date.min < day < datetime.date.max else None  # 2025年以降 has no last day


class TurnFilter(forms.Form):
    """Turns by what is known of them beside their words: a field for each facet and limit of the search.

    With `lineage` among the data, the body includes its predecessors (前身). Values are what visitors see,
    or, where internal turns are to be cut down, whatever the archive has (`hidden_too`).
    """

    def __init__(self, data: Mapping[str, Any], *, hidden_too: bool = False) -> None:
        super().__init__(data)
        self.fields |= {name: _field(part, hidden_too) for name, part in facets.filters().items()}

    @property
    def unknown(self) -> frozenset[str]:
        """Filters whose value the archive does not have: nothing meets them."""
        errors = self.errors.as_data()
        return frozenset(
            name for name, each in errors.items() if any(error.code == UNKNOWN for error in each)
        )

    def left_of(self, rows: Rows) -> Rows:
        """Those of the index rows that are left; values that could not be read cut nothing down."""
        if self.unknown:
            return rows.filter(pk=0)
        for name, part in facets.filters().items():
            value = self.cleaned_data.get(name)
            if value is not None and value != "":
                rows = part.narrow(rows, self._values(value))
        return rows

    def _values(self, value: Any) -> list[Any]:
        if isinstance(value, Body) and self.data.get("lineage"):
            return list(Body.objects.lineage_of(value))
        return [value]


def _field(part: Facet | Limit | MeetingLimit, hidden_too: bool) -> forms.Field:
    options: dict[str, Any] = {"label": part.label, "required": False}
    match part:
        case Limit(is_last=is_last):
            return DayField(is_last=is_last, **options)
        case MeetingLimit():
            meetings = Meeting.objects.all if hidden_too else Meeting.objects.published
            return RowField(rows=lambda: meetings().filter(date__isnull=False), key="identifier", **options)
        case FiscalYear():
            return FiscalYearField(**options)
        case Facet(choices=choices) if choices:
            return forms.ChoiceField(choices=choices.choices, **options)
        case Facet(rows=rows, key=key) if rows:
            known = rows().model._default_manager.all if hidden_too else rows
            return RowField(rows=known, key=key, **options)
    return forms.CharField(max_length=100, **options)
