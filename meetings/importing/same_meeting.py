"""Which meeting of the archive a document is about: none, one that it corrects, or a clerk must say."""

import re
from collections.abc import Iterable
from typing import Literal

from django.db.models import Count, Q

from meetings.eras import fiscal_year
from meetings.models import Body, BodyKind, Meeting, MeetingStatus, Turn

from .errors import LoadRefusedError
from .folding import squeeze
from .parsed import ParsedMeeting
from .parser.notation.dates import calendar_year_in, fiscal_year_in

Answer = Literal["ask", "same", "another"]
"""What the clerk says of a meeting whose number the body has on another day: nothing yet, that its date was
corrected, or that they are two."""

_NUMBER = re.compile(r"第\s*[^\s第回]{1,5}\s*回")
_SAMPLE, _ENOUGH, _LONG = 8, 3, 30
"""Of its longest turns so many are looked for; so many of at least that many characters must be there."""
_DAY_OF_SESSION = re.compile(r"第(\d+)[号日]|(\d+)日目")


def find_corrected(parsed: ParsedMeeting, body: Body, answer: Answer = "ask") -> Meeting | None:
    """The meeting that this one corrects: the same body on the same day under the same number or title. Under
    the same number on another day, or where another meeting has the same words, a clerk must say; until then
    LoadRefusedError is raised."""
    meeting = _on_the_same_day(parsed, body)
    if meeting is None and answer != "another":
        meeting = _on_another_day(parsed, body)
        if meeting is not None and answer == "ask":
            raise _question(meeting, parsed)
    if meeting is None and answer != "another":
        meeting = _with_the_same_words(parsed, body)
        if meeting is not None and (answer == "ask" or meeting.body_id != body.pk):
            raise _question_of_words(meeting, body)
    if meeting is not None and meeting.status == MeetingStatus.WITHDRAWN:
        raise LoadRefusedError(
            f"この会議（{meeting.identifier}）は取り消されています。取消を解いてから取り込んでください。"
        )
    return meeting


def _on_the_same_day(parsed: ParsedMeeting, body: Body) -> Meeting | None:
    if parsed.date is None:
        same = body.meetings.filter(date__isnull=True, title=parsed.title or body.name)
    else:
        same = body.meetings.filter(date=parsed.date)
        same = (
            same.filter(number__isnull=True, title=parsed.title or body.name)
            if parsed.number is None
            else same.filter(number=parsed.number)
        )
    meeting = same.newest_first().first()
    if meeting is None or meeting.status == MeetingStatus.WITHDRAWN:
        return meeting
    begins_otherwise = meeting.start and parsed.start and meeting.start != parsed.start
    if not begins_otherwise or shares_turns(meeting, parsed):
        return meeting
    if parsed.number is None:
        return None
    raise LoadRefusedError(
        f"「{body.name}」には{parsed.date}の第{parsed.number}回の会議がすでにあり"
        f"（{meeting.start:%H:%M}開始、{meeting.identifier}）、内容も違います。回か開始時刻を確かめてください。"
    )


def _on_another_day(parsed: ParsedMeeting, body: Body) -> Meeting | None:
    """The meeting of the same number that this may be: most of its turns are the same, or it has the number
    in the year in which that is counted."""
    if parsed.number is None or parsed.date is None:
        return None
    others = body.meetings.filter(number=parsed.number).exclude(date=parsed.date)
    candidates = list(others.exclude(status=MeetingStatus.WITHDRAWN).newest_first())
    same_words = next((one for one in candidates if parsed.turns and shares_turns(one, parsed)), None)
    if same_words is not None or body.kind == BodyKind.ASSEMBLY:
        return same_words  # a session of an assembly sits on many days under one number
    return next((one for one in candidates if _counted_together(one, parsed)), None)


def _with_the_same_words(parsed: ParsedMeeting, body: Body) -> Meeting | None:
    """A meeting of the body, or of its town on that day, most of whose turns are the same: what is said at
    length is hardly said twice."""
    longest = sorted({turn.text for turn in parsed.turns}, key=lambda text: (-len(text), text))[:_SAMPLE]
    if sum(len(text) >= _LONG for text in longest) < _ENOUGH:
        return None
    town = Q(meeting__body__municipality=body.municipality_id, meeting__date=parsed.date)
    near = Q(meeting__body=body) | (town if body.municipality_id and parsed.date else Q(pk__in=()))
    spoken = Turn.objects.not_withdrawn().filter(near, text__in=longest)
    counted = spoken.order_by().values("meeting").annotate(count=Count("pk")).filter(count__gte=_ENOUGH)
    found = Meeting.objects.filter(pk__in=counted.values("meeting")).exclude(status=MeetingStatus.WITHDRAWN)
    return next((one for one in found.newest_first() if shares_turns(one, parsed)), None)


def _counted_together(meeting: Meeting, parsed: ParsedMeeting) -> bool:
    """Whether both are numbered in one year and neither title tells them apart."""
    if meeting.date is None or parsed.date is None or fiscal_year(meeting.date) != fiscal_year(parsed.date):
        return False
    titles = (meeting.title, parsed.title or "")
    years = ({fiscal_year_in(title) for title in titles}, {calendar_year_in(title) for title in titles})
    days = {found.group() if (found := _DAY_OF_SESSION.search(squeeze(title))) else "" for title in titles}
    return all(_agree(found) for found in years) and len(days) == 1


def _agree(years: Iterable[int | None]) -> bool:
    return len({year for year in years if year is not None}) <= 1


def _question(meeting: Meeting, parsed: ParsedMeeting) -> LoadRefusedError:
    printed = _NUMBER.search(parsed.title or "")
    number = printed.group() if printed else f"第{parsed.number}回"
    day = meeting.date.isoformat() if meeting.date else "開催日の記載なし"
    return LoadRefusedError(
        f"{number}は{day}にもあります（{meeting.identifier}）。",
        "同じ会議の開催日が訂正されたのなら --same-meeting、"
        "別の会議なら --another-meeting を付けて取り込んでください。",
        need="answer",
    )


def _question_of_words(meeting: Meeting, body: Body) -> LoadRefusedError:
    where = "" if meeting.body_id == body.pk else f"{meeting.body.name}の"
    body_too = f" --body {meeting.body.name} と" if where else ""
    return LoadRefusedError(
        f"{where}「{meeting.title}」（{meeting.identifier}）と、発言がほとんど同じです。",
        f"同じ会議なら{body_too} --same-meeting、別の会議なら --another-meeting を付けて取り込んでください。",
        need="answer",
    )


def shares_turns(meeting: Meeting, parsed: ParsedMeeting) -> bool:
    """Whether at least half of the turns are word for word in both: then it is one sitting, corrected."""
    new = {turn.text for turn in parsed.turns}
    old = set(meeting.turns.not_withdrawn().values_list("text", flat=True))
    return 2 * len(new & old) >= max(len(new), len(old))
