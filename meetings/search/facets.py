"""The facets: what hits are counted by and cut down to, each declared once in FACETS.

From a declaration follow its part of the summary's SQL, its filter and parameter of the address, its chip,
its words in titles and feeds, and its list beside the hits.
"""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Choices, F, Func, IntegerField, Q, QuerySet, When
from django.db.models.expressions import Combinable

from meetings.eras import fiscal_year_in_both_eras, in_both_eras
from meetings.models import (
    OF_ONE_MEETING,
    Body,
    Meeting,
    Municipality,
    RecordType,
    Speaker,
    TurnIndex,
    TurnKind,
)

from .capacity import Capacity
from .request import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One property of turns."""

    name: str
    """Its parameter in addresses."""
    label: str
    path: str
    """The property, as the ORM names it from TurnIndex: role, meeting__body."""
    rows: Callable[[], QuerySet[Any]] | None = None
    """Where it is a row of another table with a `name`: those that visitors may see."""
    key: str = "pk"
    """The field by which the address names such a row."""
    counted: Q | None = None
    """Such rows as are a value of their own; the others count as none."""
    choices: type[Choices] | None = None
    note: str = ""
    """What a reader should know of the values."""
    no_value: str = "記載なし"
    """What the page calls hits that have no value."""
    below: str = ""
    """The facet that it comes after on the page, if not in the place that FACETS gives it."""
    also: tuple[str, ...] = ()
    """Further parameters, which say how the value is meant."""

    @property
    def column(self) -> Any:
        """The field of TurnIndex on which the value depends, alone."""
        return TurnIndex._meta.get_field(self.path.partition("__")[0])

    def value(self) -> Combinable:
        """The value as addresses have it, of a row that `column` refers to."""
        return self._of_row(self.key if self.rows else "")

    def value_label(self) -> Combinable | None:
        """Its name there, where it has one of its own."""
        return self._of_row("name") if self.rows else None

    def _of_row(self, field: str) -> Combinable:
        steps = [*self.path.split("__")[1:], *([field] if field else [])]
        path = F("__".join(steps))
        return Case(When(self.counted, then=path)) if self.counted else path

    def narrow(self, rows: Rows, values: Collection[Any]) -> Rows:
        """The rows with one of the values.

        Meetings are named to the database one by one: only then does it know how many turns they have, and
        looks the words up first instead of reading all of these.
        """
        first, _, rest = self.path.partition("__")
        if not rest:
            return rows.filter(**{f"{first}__in": values})
        nouns = self.column.related_model.objects
        known = nouns.published() if rows.model is TurnIndex else nouns.all()
        meant = known.filter(**{f"{rest}__in": values})
        return rows.filter(**{f"{first}__in": list(meant.values_list("pk", flat=True))})

    def in_words(self, value: Any) -> str:
        """A value that the address asks for, as a visitor reads it."""
        return str(self.choices(value).label if self.choices else value)


class FiscalYear(Facet):
    """年度, by the Western year in whose April it begins; all years are counted, for the chart."""

    def value(self) -> Combinable:
        begun = "extract(year FROM %(expressions)s - interval '3 months')::int"
        return Func(self._of_row(""), template=begun, output_field=IntegerField())

    def narrow(self, rows: Rows, values: Collection[Any]) -> Rows:
        within = Q()
        for year in values:
            within |= Q(date__gte=datetime.date(year, 4, 1), date__lt=datetime.date(year + 1, 4, 1))
        return rows.filter(within)

    def in_words(self, value: Any) -> str:
        return fiscal_year_in_both_eras(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A first or last day. Nothing is counted by it."""

    name: str
    label: str
    lookup: str
    is_last: bool = False

    def narrow(self, rows: Rows, values: Collection[Any]) -> Rows:
        """The rows within the limit; of several, within each."""
        for day in values:
            rows = rows.filter(**{self.lookup: day})
        return rows

    def in_words(self, value: Any) -> str:
        return in_both_eras(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLimit:
    """The first or the last meeting of a body. Which body it is, another filter says."""

    name: str
    label: str
    is_last: bool = False

    def narrow(self, rows: Rows, values: Collection[Meeting]) -> Rows:
        """The rows of this meeting and those after it, or before it."""
        side, beyond = ("lte", "gt") if self.is_last else ("gte", "lt")
        for meeting in values:
            same_day = Meeting.objects.filter(body=meeting.body_id, date=meeting.date)
            outside = same_day.filter(**{f"identifier__{beyond}": meeting.identifier})
            rows = rows.filter(**{f"date__{side}": meeting.date})
            rows = rows.exclude(meeting__in=list(outside.values_list("pk", flat=True)))
        return rows

    def in_words(self, value: Any) -> str:
        return f"{value.title}（{in_both_eras(value.date, weekday=False)}）"


YEAR = FiscalYear(name="year", label="年度", path="meeting__date")
FACETS = (
    Facet(
        name="municipality",
        label="自治体",
        path="meeting__body__municipality",
        rows=Municipality.objects.published,
        key="code",
        no_value="自治体の会議体でない",
    ),
    Facet(
        name="spoken_for",
        label="発言した自治体",
        path="municipality",
        rows=Municipality.objects.published,
        key="code",
        no_value="自治体の名によらない",
        below="role",
    ),
    Facet(
        name="body",
        label="会議体",
        path="meeting__body",
        rows=lambda: Body.objects.published().select_related("municipality"),
        key="slug",
        also=("lineage",),
    ),
    Facet(
        name="speaker",
        label="発言者",
        path="speaker",
        rows=lambda: Speaker.objects.published().select_related("municipality", "body"),
        # a surname alone and an anonymous label are one meeting's and mean nobody beyond it
        counted=~Q(kind__in=OF_ONE_MEETING),
        no_value="姓のみ・匿名・不明",
    ),
    Facet(name="role", label="役職", path="role"),
    Facet(
        name="capacity",
        label="発言者の立場",
        path="capacity",
        choices=Capacity,
        note="役職と発言の形から、自動で分けています。",
        no_value="分けられないもの",
    ),
    Facet(name="kind", label="発言の種類", path="kind", choices=TurnKind),
    Facet(name="record_type", label="記録の種類", path="meeting__record_type", choices=RecordType),
    YEAR,
)
"""In the order of the address's parameters, and of the page unless `below` says otherwise."""

FIRST_MEETING = MeetingLimit(name="first_meeting", label="最初の会議")
LAST_MEETING = MeetingLimit(name="last_meeting", label="最後の会議", is_last=True)
LIMITS = (
    Limit(name="from", label="期間の始め", lookup="last_date__gte"),
    Limit(name="to", label="期間の終わり", lookup="date__lte", is_last=True),
    FIRST_MEETING,
    LAST_MEETING,
)


def filters() -> dict[str, Facet | Limit | MeetingLimit]:
    """Everything that hits can be cut down by, by parameter, in the order of the address."""
    return {each.name: each for each in (*FACETS, *LIMITS)}


def facets_on_page() -> list[Facet]:
    """The facets that are listed beside the hits, the first on top; years are in the chart."""
    listed = [facet for facet in FACETS if facet is not YEAR]
    for facet in [facet for facet in listed if facet.below]:
        listed.remove(facet)
        listed.insert([other.name for other in listed].index(facet.below) + 1, facet)
    return listed


def columns_of_facets() -> list[str]:
    """The columns of the index on which the facets depend."""
    return list(dict.fromkeys(facet.column.attname for facet in FACETS))
