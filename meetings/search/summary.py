"""How many hits there are, and how they fall into the values of each facet: one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap

from django.db import connection
from django.db.models import F, TextField, Value

from meetings.keeping import digest, kept

from . import facets
from .conditions import Sql, joined, select
from .facets import Facet
from .hit_query import HitQuery
from .request import Rows
from .results import FacetCounts, FacetValue

MOST_VALUES = 20
"""Values listed of a facet."""

# hits: the rows found. by_meeting and its like: how many hits there are of each value of a column; facets are
# counted from there.
_SUMMARY = """
WITH hits AS MATERIALIZED ({hits}),
{sources},
counted (facet, value, label, n) AS ({counted}),
ranked AS (
    SELECT counted.*, count(value) OVER (PARTITION BY facet) AS different,
           row_number() OVER (PARTITION BY facet ORDER BY value IS NULL, n DESC, value) AS place
    FROM counted
)
SELECT facet, value, label, n, different FROM ranked
WHERE place <= {most} OR facet = %s OR value IS NULL
UNION ALL SELECT 'total', 'turns', NULL, COALESCE(sum(n), 0), 1 FROM by_meeting_id
UNION ALL SELECT 'total', 'meetings', NULL, count(*), 1 FROM by_meeting_id
UNION ALL SELECT 'left out', min(turn_id)::text, NULL, count(*), 1
    FROM ({left_out}) beyond
UNION ALL SELECT 'page', turn_id::text, NULL, -row_number() OVER (ORDER BY {order}), 1
    FROM (SELECT * FROM hits ORDER BY {order} LIMIT {size} OFFSET {start}) page
ORDER BY facet, n DESC, value
"""
_NOTHING = Sql("SELECT turn_id FROM hits LIMIT 0")


@dataclass(slots=True)
class Summary:
    count: int = 0
    meeting_count: int = 0
    speaker_count: int = 0
    """Speakers among the hits; those that the record does not name are one."""
    facets: tuple[FacetCounts, ...] = ()
    years: tuple[FacetValue, ...] = ()
    page: tuple[int, ...] | None = None
    """The turns of the page asked for, in order; None where the counts were kept."""
    left_out: int = 0
    """Turns that hold the words as characters only."""
    left_out_turn: int | None = None
    """One of them."""


@dataclass(slots=True)
class _Counted:
    values: list[tuple[str, str, int]] = field(default_factory=list)
    """Value, label and hits, most hits first."""
    missing: int = 0
    different: int = 0


def summarize(hit_query: HitQuery, rows: Rows, selected: Mapping[str, str], size: int) -> Summary:
    """Count the hits among the rows. `selected` is the value that each facet is cut down to.

    Counts are kept, whatever the order and the page. Where they are not, a page of `size` is listed too.
    """
    left_out = hit_query.left_out(rows) or _NOTHING
    just_asked: list[_Answer] = []

    def ask() -> _Answer:
        just_asked.append(_ask(hit_query, rows, left_out, size))
        return just_asked[0].without("page")

    same = select(hit_query.among(rows).order_by().values("turn_id"))
    counted = kept(hit_query.mark, digest((same, left_out)), ask)
    totals = {value: count for value, _, count in counted["total"].values}
    beyond = counted["left out"].values
    speakers = counted["speaker"]
    return Summary(
        count=totals["turns"],
        meeting_count=totals["meetings"],
        speaker_count=speakers.different + bool(speakers.missing),
        facets=tuple(
            _facet_counts(facet, counted[facet.name], selected.get(facet.name, ""))
            for facet in facets.facets_on_page()
        ),
        years=_years(counted[facets.YEAR.name], selected.get(facets.YEAR.name, "")),
        page=tuple(int(turn) for turn, _, _ in just_asked[0]["page"].values) if just_asked else None,
        left_out=beyond[0][2] if beyond else 0,
        left_out_turn=int(beyond[0][0]) if beyond else None,
    )


class _Answer(dict[str, _Counted]):
    """What was counted, by facet; totals and the page have names of their own in it."""

    def __missing__(self, name: str) -> _Counted:
        return _Counted()

    def without(self, name: str) -> "_Answer":
        return _Answer((other, counted) for other, counted in self.items() if other != name)


def _ask(hit_query: HitQuery, rows: Rows, left_out: Sql, size: int) -> _Answer:
    """The one query."""
    hits = hit_query.columns(rows)
    sources, facet_counts = _counting(facets.FACETS)
    sql = _SUMMARY.format(
        hits=hits.text,
        sources=sources,
        counted=facet_counts.text,
        left_out=left_out.text,
        order=hit_query.order,
        most=MOST_VALUES,
        size=size,
        start=(hit_query.request.page - 1) * size,
    )
    counted = _Answer()
    with connection.cursor() as cursor:
        cursor.execute(sql, [*hits.params, *facet_counts.params, facets.YEAR.name, *left_out.params])
        for name, value, label, count, different in cursor.fetchall():
            group = counted.setdefault(name, _Counted())
            group.different = different
            if value is None:
                group.missing += int(count)
            else:
                group.values.append((value, label or value, int(count)))
    return counted


@lru_cache(maxsize=2)
def _counting(declared: tuple[Facet, ...]) -> tuple[str, Sql]:
    """The tables that facets are counted from, and the SELECT that counts them all.

    A column that refers to another table has a table of its own, all other columns have one together.
    """
    own = tuple(facet.path for facet in declared if not facet.column.is_relation)
    by_columns: dict[tuple[str, ...], list[Facet]] = {("meeting_id",): []}
    for facet in declared:
        columns = (facet.column.attname,) if facet.column.is_relation else own
        by_columns.setdefault(columns, []).append(facet)
    return ",\n".join(map(_source, by_columns)), joined(
        "UNION ALL", list(starmap(_counted, by_columns.items()))
    )


def _source(columns: tuple[str, ...]) -> str:
    """How many hits there are of each value of the columns."""
    listed = ", ".join(columns)
    return f"by_{columns[0]} AS (SELECT {listed}, count(*) AS n FROM hits GROUP BY {listed})"  # noqa: S608


def _counted(columns: tuple[str, ...], counted: Sequence[Facet]) -> Sql:
    """A SELECT of the facets' values, their labels and how many hits each has."""
    table, field = f"by_{columns[0]}", counted[0].column
    if field.is_relation:
        nouns = field.related_model.objects.order_by().annotate(row=F("pk"))
        for facet in counted:
            label = facet.value_label() or Value(None, output_field=TextField())
            nouns = nouns.annotate(**{f"{facet.name}_value": facet.value(), f"{facet.name}_label": label})
        names = [f"{facet.name}_{part}" for facet in counted for part in ("value", "label")]
        asked = select(nouns.values("row", *names))
        join = "LEFT JOIN" if field.null else "JOIN"
        source = f'{table} {join} ({asked.text}) noun ON noun."row" = {table}.{columns[0]}'
        values = [f"(%s, noun.{facet.name}_value::text, noun.{facet.name}_label::text)" for facet in counted]
    else:
        asked, source = Sql(""), table
        values = [f"(%s, {facet.path}::text, NULL)" for facet in counted]
    text = f"""
        SELECT facet, NULLIF(value, ''), label, sum(n)
        FROM {source} CROSS JOIN LATERAL (VALUES {", ".join(values)}) each (facet, value, label)
        GROUP BY 1, 2, 3
    """  # noqa: S608 (names of the declaration; values are parameters)
    return Sql(text, (*asked.params, *(facet.name for facet in counted)))


def _facet_counts(facet: Facet, counted: _Counted, selected: str) -> FacetCounts:
    return FacetCounts(
        facet=facet,
        values=tuple(
            FacetValue(
                value, facet.in_words(value) if facet.choices else label, count, selected=value == selected
            )
            for value, label, count in counted.values
        ),
        others=max(0, counted.different - len(counted.values)),
        missing=counted.missing,
    )


def _years(counted: _Counted, selected: str) -> tuple[FacetValue, ...]:
    counts = {int(value): count for value, _, count in counted.values}
    if not counts:
        return ()
    return tuple(
        FacetValue(str(year), f"{year}年度", counts.get(year, 0), selected=str(year) == selected)
        for year in range(min(counts), max(counts) + 1)
    )
