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
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Left, Length, Right

from meetings.models import IndexRow, Meeting, Turn, TurnKind, index_of

from .capacity import Capacity
from .request import Rows

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


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where to go from a turn: to the number of the turn that answers it, or of the one that it answers."""

    answer: int | None = None
    question: int | None = None
    is_named: bool = False
    """The question or the chair names who answers, or the answer names who asked."""

    @property
    def certainty(self) -> str:
        """How sure it is that question and answer belong together."""
        return "高い" if self.is_named else "ふつう"


NO_EXCHANGE = Exchange()


@dataclass(frozen=True, slots=True)
class _Line:
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
    length: int
    beginning: str
    end: str

    @property
    def office(self) -> str:
        return self.role or self.label


def exchanges_in(meeting: Meeting) -> dict[int, Exchange]:
    """For the turns of a meeting, by primary key, those that ask or answer. One question."""
    return _exchanges(_lines(index_of(meeting)._default_manager.filter(meeting=meeting)))


def exchanges_of(turns: Sequence[Turn], index: type[IndexRow]) -> dict[int, Exchange]:
    """The same for some turns of one index, which need what stands around them alone. One question at
    most."""
    around = [
        Q(meeting=turn.meeting_id, turn__position__range=(turn.position - REACH, turn.position + REACH))
        for turn in turns
        if turn.kind == TurnKind.SPEECH
    ]
    if not around:
        return {}
    return _exchanges(_lines(index._default_manager.filter(reduce(or_, around))))


def _lines(rows: Rows) -> list[_Line]:
    text = F("turn__text")
    is_answer = When(capacity=Capacity.ANSWER, then=Left(text, _BEGINNING))
    is_question = When(capacity=Capacity.QUESTION, then=Right(text, _END))
    is_call = When(capacity=Capacity.CHAIR, then=Left(text, CALL))
    nothing = Value("")
    read = (
        rows.annotate(
            beginning=Case(is_answer, is_call, default=nothing, output_field=CharField()),
            end=Case(is_question, default=nothing, output_field=CharField()),
            length=Case(When(capacity=Capacity.CHAIR, then=Length(text)), default=0),
        )
        .order_by("meeting", "turn__position")
        .values_list(
            *("turn", "meeting", "item", "turn__number", "turn__position", "kind", "capacity"),
            *("turn__label", "role", "length", "beginning", "end"),
        )
    )
    return [_Line(*row) for row in read]


class _Way(NamedTuple):
    """From a turn to another."""

    number: int
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
                answers[line.turn] = _Way(answer.number, is_named)
            # of several questions that it answers the nearest
            questions |= {answer.turn: _Way(line.number, is_named) for answer, is_named in found}
    return {
        turn: _exchange(answers.get(turn), questions.get(turn)) for turn in answers.keys() | questions.keys()
    }


def _exchange(answer: _Way | None, question: _Way | None) -> Exchange:
    return Exchange(
        answer.number if answer else None,
        question.number if question else None,
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
            if line.length > CALL or MOVES_ON.search(line.beginning):
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
