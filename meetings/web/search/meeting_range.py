"""From a meeting to a meeting of the body that is asked for: checked, and to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.models import Body, Meeting
from meetings.search.facets import FIRST_MEETING, LAST_MEETING
from meetings.web.days import days_in_words

NEEDS_A_BODY = "会議の範囲は、会議体を一つ選んだときに使えます。外してさがしました。"
OF_ANOTHER_BODY = "会議の範囲に、選んだ会議体のものでない会議があります。外してさがしました。"
SWAPPED = "最初の会議が最後の会議より後なので、入れ替えました。"
MOST_MEETINGS = 400
"""Of a body that sat more often the page does not list the meetings: nobody would find one."""


@dataclass(frozen=True, slots=True)
class MeetingSelect:
    """The meetings to choose the first or the last from."""

    name: str
    label: str
    options: list[tuple[str, str]]
    """What the address calls the meeting, and what the reader does."""
    chosen: str


def repaired(
    values: Mapping[str, str], understood: Mapping[str, Any], *, lineage: bool
) -> tuple[dict[str, str], str]:
    """The values of the filters with a range that has a meaning, and what to say of it; `understood` are the
    rows that they name."""
    names = (FIRST_MEETING.name, LAST_MEETING.name)
    chosen = {name: meeting for name in names if (meeting := understood.get(name)) is not None}
    asked = any(values[name] for name in names)
    body = understood.get("body")
    without = {**values, **dict.fromkeys(names, "")}
    if not asked:
        return dict(values), ""
    if body is None:
        return without, NEEDS_A_BODY
    bodies = _bodies(body, lineage=lineage)
    if any(meeting.body_id not in bodies for meeting in chosen.values()):
        return without, OF_ANOTHER_BODY
    if len(chosen) == len(names):
        first, last = (_place(chosen[name]) for name in names)
        if first > last:
            swapped = {names[0]: values[names[1]], names[1]: values[names[0]]}
            return {**values, **swapped}, SWAPPED
    return dict(values), ""


def meeting_selects(body: Body | None, chosen: Mapping[str, str], *, lineage: bool) -> list[MeetingSelect]:
    """Both selects; none without a body, or where there is nothing to choose between. One question."""
    if body is None:
        return []
    meetings = Meeting.objects.published().filter(body__in=_bodies(body, lineage=lineage), date__isnull=False)
    listed = list(
        meetings.oldest_first().only("identifier", "title", "date", "end_date")[: MOST_MEETINGS + 1]
    )
    if not 1 < len(listed) <= MOST_MEETINGS:
        return []
    options = [(each.identifier, f"{each.title}（{days_in_words(each)}）") for each in listed]
    return [
        MeetingSelect(limit.name, limit.label, options, chosen.get(limit.name, ""))
        for limit in (FIRST_MEETING, LAST_MEETING)
    ]


def _bodies(body: Body, *, lineage: bool) -> set[int]:
    return set(Body.objects.lineage_of(body).values_list("pk", flat=True)) if lineage else {body.pk}


def _place(meeting: Meeting) -> tuple[Any, str]:
    return meeting.date, meeting.identifier
