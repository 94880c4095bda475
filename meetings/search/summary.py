"""How many hits there are, and how they fall into the values of each facet: one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from meetings.models import RecordType, TurnKind

from .condition import Sql
from .finding import Finding, Rows
from .results import Facet, FacetValue

MOST_VALUES = 20
"""Values listed of a facet."""

LABELS = {
    "municipality": "自治体",
    "body": "会議体",
    "speaker": "発言者",
    "role": "役職",
    "spoken_for": "発言した自治体",
    "kind": "発言の種類",
    "record_type": "記録の種類",
}
"""The facets in the order of the page, and their names."""

_CHOICES = {
    "kind": {kind.value: str(kind.label) for kind in TurnKind},
    "record_type": {kind.value: str(kind.label) for kind in RecordType},
}

# hits: the rows found. held: how many in each meeting; what belongs to meetings is counted from there.
# An anonymous label is one meeting's and nobody's facet: it counts as a speaker who is not told.
_SUMMARY = """
WITH hits AS MATERIALIZED ({rows}),
held AS MATERIALIZED (SELECT meeting_id, count(*) AS n FROM hits GROUP BY meeting_id),
counted (facet, value, label, n) AS (
    SELECT CASE GROUPING(role, kind) WHEN 1 THEN 'role' ELSE 'kind' END,
           COALESCE(NULLIF(role, ''), kind), NULL, count(*)
    FROM hits GROUP BY GROUPING SETS ((role), (kind))
    UNION ALL
    SELECT 'speaker', speaker.id::text, speaker.name, sum(one.n)
    FROM (SELECT speaker_id, count(*) AS n FROM hits GROUP BY speaker_id) one
    LEFT JOIN meetings_speaker speaker ON speaker.id = one.speaker_id AND speaker.kind <> 'anonymous'
    GROUP BY speaker.id
    UNION ALL
    SELECT 'spoken_for', spoken.code, spoken.name, one.n
    FROM (SELECT municipality_id, count(*) AS n FROM hits GROUP BY municipality_id) one
    LEFT JOIN meetings_municipality spoken ON spoken.id = one.municipality_id
    UNION ALL
    SELECT CASE GROUPING(body.slug, owner.code, meeting.record_type, fiscal.year)
             WHEN 7 THEN 'body' WHEN 11 THEN 'municipality' WHEN 13 THEN 'record_type' ELSE 'year' END,
           COALESCE(body.slug, owner.code, meeting.record_type, fiscal.year::text),
           COALESCE(body.name, owner.name), sum(held.n)
    FROM held
    JOIN meetings_meeting meeting ON meeting.id = held.meeting_id
    JOIN meetings_body body ON body.id = meeting.body_id
    LEFT JOIN meetings_municipality owner ON owner.id = body.municipality_id
    CROSS JOIN LATERAL (SELECT extract(year FROM meeting.date - interval '3 months')::int AS year) fiscal
    GROUP BY GROUPING SETS ((body.slug, body.name), (owner.code, owner.name), (meeting.record_type),
                            (fiscal.year))
),
ranked AS (
    SELECT counted.*, count(value) OVER (PARTITION BY facet) AS different,
           row_number() OVER (PARTITION BY facet ORDER BY value IS NULL, n DESC, value) AS place
    FROM counted
)
SELECT facet, value, label, n, different FROM ranked
WHERE place <= {most} OR facet = 'year' OR value IS NULL
UNION ALL SELECT 'total', 'turns', NULL, COALESCE(sum(n), 0), 1 FROM held
UNION ALL SELECT 'total', 'meetings', NULL, count(*), 1 FROM held
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
    """Speakers among the hits; those that the record does not tell are one."""
    facets: tuple[Facet, ...] = ()
    years: tuple[FacetValue, ...] = ()
    page: tuple[int, ...] = ()
    """The turns of the page asked for, in order."""
    left_out: int = 0
    """Turns that hold the words as characters only."""
    left_out_turn: int | None = None
    """One of them."""


@dataclass(slots=True)
class _Counted:
    values: list[tuple[str, str, int]] = field(default_factory=list)
    missing: int = 0
    different: int = 0


def summarize(finding: Finding, rows: Rows, selected: Mapping[str, str], size: int) -> Summary:
    """Count the hits among the rows, and list a page of `size` of them.

    `selected` is the value that each facet is cut down to.
    """
    hits, left_out = finding.columns(rows), finding.left_out(rows) or _NOTHING
    sql = _SUMMARY.format(
        rows=hits.text,
        left_out=left_out.text,
        order=finding.order,
        most=MOST_VALUES,
        size=size,
        start=(finding.request.page - 1) * size,
    )
    counted: defaultdict[str, _Counted] = defaultdict(_Counted)
    with connection.cursor() as cursor:
        cursor.execute(sql, hits.params + left_out.params)
        for name, value, label, count, different in cursor.fetchall():
            group = counted[name]
            group.different = different
            if value is None:
                group.missing += int(count)
            else:
                group.values.append((value, label or value, int(count)))
    totals = {value: count for value, _, count in counted["total"].values}
    beyond = counted["left out"].values
    speakers = counted["speaker"]
    return Summary(
        count=totals["turns"],
        meeting_count=totals["meetings"],
        speaker_count=speakers.different + bool(speakers.missing),
        facets=tuple(_facet(name, counted[name], selected.get(name, "")) for name in LABELS),
        years=_years(counted["year"], selected.get("year", "")),
        page=tuple(int(turn) for turn, _, _ in counted["page"].values),
        left_out=beyond[0][2] if beyond else 0,
        left_out_turn=int(beyond[0][0]) if beyond else None,
    )


def _facet(name: str, counted: _Counted, selected: str) -> Facet:
    words = _CHOICES.get(name, {})
    return Facet(
        name=name,
        label=LABELS[name],
        values=tuple(
            FacetValue(value, words.get(value, label), count, selected=value == selected)
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
