"""Which turn answers which: worked out from the capacity of those who speak, where it is sure.

A question is a turn of 質問・意見 that asks (ASKS). Its answer is the next turn of 答弁・説明, with nothing
between them but the chair's call (short, and not on to something else: MOVES_ON) and prose. Where other
members spoke in between, the answer must name the one who asked: several questions are answered at once.
Further officials who speak before anybody else asks answer too; the way from the question leads to the one
whose office it names, or to the first. All lie within REACH turns and under one agenda item; what cannot be
said by that is not said.

How sure it is has two degrees: the record names who is to answer or who has asked, or it follows from the
order alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from meetings.models import IndexRow, Meeting, Turn, TurnKind, index_of

from .capacity import Capacity

REACH = 8
"""Places in the minutes between a question and an answer to it."""
CALL = 60
"""Characters of a turn by which the chair does no more than call somebody."""
_END, _BEGINNING = 300, 200
"""Characters of the end of a question and of the beginning of an answer that are read."""

ASKS = re.compile(
    r"[かね][。？?]|[？?]|(伺|うかが)(い|って|わせ|う)|お(聞き|ききし|尋ね|たずね)|(教|おし)えて|質問|見解|お(答|こた)え"
    r"|答弁|(説明|回答)(を|して)?(お願|いただ|願)|いかが"
)
MOVES_ON = re.compile(
    "次に|次は|次の|続いて|続きまして|移り|議題|資料|報告(を|事項)|説明(を)?(お願|願|求)|休憩|採決|以上で"
)


class Partner(NamedTuple):
    """The turn at the other end of a way: its primary key, and its number in the minutes."""

    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where to go from a turn: to the turn that answers it, or to the one that it answers."""

    answer: Partner | None = None
    question: Partner | None = None
    is_named: bool = False
    """The question or the chair names who answers, or the answer names who asked."""

    @property
    def certainty(self) -> str:
        """How sure it is that question and answer belong together."""
        return "高い" if self.is_named else "ふつう"


NO_EXCHANGE = Exchange()


class _Line(NamedTuple):
    """What is looked at of a turn."""

    turn: int
    meeting: int
    item: int | None
    number: int
    position: int
    kind: str
    capacity: str
    label: str
    role: str
    beginning: str
    """Of an answer, and of what the chair says: one character more than a call may have."""
    end: str
    """Of a question."""

    @property
    def office(self) -> str:
        return self.role or self.label


_LINES = f"""
SELECT line.turn_id, line.meeting_id, line.item_id, said.number, said.position, line.kind, line.capacity,
       said.label, line.role,
       CASE line.capacity WHEN '{Capacity.ANSWER}' THEN left(said.text, {_BEGINNING})
                          WHEN '{Capacity.CHAIR}' THEN left(said.text, {CALL + 1}) ELSE '' END,
       CASE line.capacity WHEN '{Capacity.QUESTION}' THEN right(said.text, {_END}) ELSE '' END
FROM {{turns}} ORDER BY said.meeting_id, said.position
"""  # noqa: S608 (numbers and names of ours)
_OF_MEETING = "{index} line JOIN meetings_turn said ON said.id = line.turn_id WHERE line.meeting_id = %s"
# An answer lies behind its question: of a question is read what follows, of an answer what comes before.
_AROUND = f"""(
    SELECT DISTINCT near.id FROM {{index}} hit JOIN meetings_turn own ON own.id = hit.turn_id
    JOIN meetings_turn near ON near.meeting_id = own.meeting_id AND near.position BETWEEN
         own.position - CASE hit.capacity WHEN '{Capacity.ANSWER}' THEN {REACH} ELSE 0 END AND
         own.position + CASE hit.capacity WHEN '{Capacity.QUESTION}' THEN {REACH} ELSE 0 END
    WHERE hit.turn_id = ANY(%s) AND hit.capacity IN ('{Capacity.QUESTION}', '{Capacity.ANSWER}')
) near JOIN {{index}} line ON line.turn_id = near.id JOIN meetings_turn said ON said.id = near.id"""  # noqa: S608 (as above)


def exchanges_in(meeting: Meeting) -> dict[int, Exchange]:
    """For the turns of a meeting, by primary key, those that ask or answer. One question."""
    return _exchanges(_lines(_OF_MEETING, index_of(meeting), meeting.pk))


def exchanges_of(turns: Sequence[Turn], index: type[IndexRow]) -> dict[int, Exchange]:
    """The same for some turns of one index, which need what stands around them alone. One question at
    most."""
    keys = [turn.pk for turn in turns if turn.kind == TurnKind.SPEECH]
    found = _exchanges(_lines(_AROUND, index, keys)) if keys else {}
    return {key: found[key] for key in keys if key in found}


def _lines(turns: str, index: type[IndexRow], which: Any) -> list[_Line]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(turns=turns.format(index=index._meta.db_table)), [which])
        return list(map(_Line._make, cursor.fetchall()))


class _Way(NamedTuple):
    """From a turn to another."""

    to: Partner
    is_named: bool


def _exchanges(lines: Sequence[_Line]) -> dict[int, Exchange]:
    answers: dict[int, _Way] = {}
    questions: dict[int, _Way] = {}
    for at, line in enumerate(lines):
        if line.capacity == Capacity.QUESTION and ASKS.search(line.end):
            found = list(_answers(line, lines[at + 1 : at + 1 + REACH]))
            if found:
                asked_for = (each for each in found if _calls(line.end, each[0]))
                answer, is_named = next(asked_for, found[0])
                answers[line.turn] = _Way(_partner(answer), is_named)
            # of several questions that it answers the nearest
            questions |= {answer.turn: _Way(_partner(line), is_named) for answer, is_named in found}
    return {
        turn: _exchange(answers.get(turn), questions.get(turn)) for turn in answers.keys() | questions.keys()
    }


def _partner(line: _Line) -> Partner:
    return Partner(line.turn, line.number)


def _exchange(answer: _Way | None, question: _Way | None) -> Exchange:
    return Exchange(
        answer.to if answer else None,
        question.to if question else None,
        all(way.is_named for way in (answer, question) if way),
    )


def _answers(question: _Line, behind: Sequence[_Line]) -> Iterator[tuple[_Line, bool]]:
    """The turns that answer it, and whether one of the two names the other, or the chair who answers."""
    is_answered = others_spoke = False
    call = ""
    for line in behind:
        is_near = line.position - question.position <= REACH
        if not is_near or (line.meeting, line.item) != (question.meeting, question.item):
            return
        if line.kind != TurnKind.SPEECH:
            continue
        if line.capacity == Capacity.ANSWER:
            names_asker = _names(line.beginning, question.label)
            if not others_spoke or names_asker:
                is_answered = True
                yield line, names_asker or _calls(question.end, line) or _calls(call, line)
            call = ""
        elif line.capacity == Capacity.CHAIR:
            if len(line.beginning) > CALL or MOVES_ON.search(line.beginning):
                return
            call = line.beginning
        elif line.capacity == Capacity.QUESTION and not is_answered:
            others_spoke |= line.label != question.label
        else:
            return


def _calls(text: str, answer: _Line) -> bool:
    """Whether the text names the office that answers."""
    return len(answer.office) > 1 and answer.office in text


def _names(text: str, label: str) -> bool:
    """Whether the text names the one who is printed so; 委員 alone is nobody's name."""
    name = re.sub(r"[\s○◯◎〇()（）]|君$", "", label)
    return len(name) > 2 and name in text
