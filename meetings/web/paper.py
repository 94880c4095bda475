"""What a meeting is on paper: lists of short lines side by side, and nothing twice."""

from collections.abc import Iterable

from meetings.models import Meeting, TurnKind
from meetings.web.attendees import AttendanceGroup
from meetings.web.names import spaceless
from meetings.web.transcript import Passage

LINE = 50
"""Characters of the size of lists in a line on A4."""
GAP = 2
FEWEST = 8
"""Lines that are worth columns."""
MOST_COLUMNS = 4


def columns(text: str, line: int = LINE) -> int:
    """How many lines of the text stand side by side on paper: of lists, in which one name has a line."""
    lengths = sorted(len(line.rstrip()) for line in text.split("\n") if line.strip())
    if len(lengths) < FEWEST:
        return 1
    usual = lengths[len(lengths) * 8 // 10]
    return max(1, min(MOST_COLUMNS, line // (usual + GAP)))


def stands_in_print(
    attendance: Iterable[AttendanceGroup], meeting: Meeting, passages: Iterable[Passage]
) -> bool:
    """Whether all of the list of those present stands in the head of the minutes as well, or in what they
    print before somebody speaks."""
    printed = [meeting.attendees, *(text for _, text in meeting.printed_header)]
    for each in passages:
        if each.turn.kind == TurnKind.SPEECH:
            break
        printed.append(each.turn.text)
    text = spaceless("".join(printed))
    people = [person.text for group in attendance for person in group.people]
    return bool(people) and all(spaceless(person) in text for person in people)
