"""The judged list: queries, each with turns that must come early and turns that must not.

A table (CSV, UTF-8) that staff can keep in a spreadsheet, with these columns and others as they like:

    検索語,見つかるべき発言,出てはならない発言
    給食費 無償化,992020002X00320250206/2 992020002X00320250206/3,992020002X00120240523/1

A turn is 会議番号/発言番号, or its address as the browser shows it. Early means among the first EARLY rows of
the page of results.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

EARLY = 10
"""Rows that a reader looks through."""
QUERY, MUST_HIT, MUST_NOT_HIT = COLUMNS = ("検索語", "見つかるべき発言", "出てはならない発言")
_TURN = re.compile(r"(?:.*/)?([0-9A-Za-z]{20,40})/(?:#t)?([0-9]{1,6})/?")
_BETWEEN = re.compile(r"[\s,、]+")


class TurnAddress(NamedTuple):
    """Where a turn is, in this archive and in any other that has the meeting."""

    meeting: str
    """Its 会議番号."""
    number: int

    def __str__(self) -> str:
        return f"{self.meeting}/{self.number}"


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """One line of the list."""

    line: int
    query: str
    must_hit: tuple[TurnAddress, ...]
    must_not_hit: tuple[TurnAddress, ...]

    def judge(self, answer: Sequence[TurnAddress]) -> Judgement:
        """Compare with the turns that the search answers, the first ones first."""
        early = set(answer[:EARLY])
        missed = tuple(turn for turn in self.must_hit if turn not in early)
        return Judgement(self, missed, tuple(turn for turn in self.must_not_hit if turn in early))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with the answer to a query of the list."""

    judged: JudgedQuery
    missed: tuple[TurnAddress, ...]
    """Those that must come early and do not."""
    unwanted: tuple[TurnAddress, ...]
    """Those that must not, and do."""

    @property
    def is_right(self) -> bool:
        return not self.missed and not self.unwanted


class JudgedListError(ValueError):
    """A list that cannot be read; the message says in Japanese which line, and why."""


def read_judged(lines: Iterable[str]) -> Iterator[JudgedQuery]:
    """The queries of a list, in order; empty lines are passed over."""
    rows = csv.DictReader(_without_mark(lines))
    if lacking := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
        raise JudgedListError(f"1行目に列「{'」「'.join(lacking)}」がありません。")
    try:
        for row in rows:
            line, query = rows.line_num, (row[QUERY] or "").strip()
            try:
                must_hit, must_not_hit = (turns_named(row[column] or "") for column in COLUMNS[1:])
            except JudgedListError as error:
                raise JudgedListError(f"{line}行目の{error}") from error
            if not query and not must_hit and not must_not_hit:
                continue
            if not query:
                raise JudgedListError(f"{line}行目に検索語がありません。")
            if not must_hit and not must_not_hit:
                raise JudgedListError(f"{line}行目に発言がありません。")
            if both := set(must_hit) & set(must_not_hit):
                raise JudgedListError(f"{line}行目の{min(both)}が両方の列にあります。")
            yield JudgedQuery(line, query, must_hit, must_not_hit)
    except csv.Error as error:
        raise JudgedListError(f"{rows.line_num}行目は表として読めません。") from error


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """Spreadsheets put a mark in front of UTF-8; a file's NUL would be no text."""
    for at, line in enumerate(lines):
        yield (line.removeprefix("\ufeff") if at == 0 else line).replace("\0", "")


def turns_named(text: str) -> tuple[TurnAddress, ...]:
    """The turns that a cell of the list names, each once."""
    found = []
    for part in filter(None, _BETWEEN.split(text)):
        named = _TURN.fullmatch(part)
        if named is None:
            raise JudgedListError(f"「{part[:60]}」は発言を指していません。会議番号/発言番号と書きます。")
        found.append(TurnAddress(named[1], int(named[2])))
    return tuple(dict.fromkeys(found))
