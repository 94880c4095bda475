"""Whether the indexes say what the archive says: everything worked out anew and compared."""

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, connection

from meetings.models import INDEXES, CutDraft, IndexRow, Turn

from . import cut_drafts
from .analysis import EDITION
from .indexing import COLUMNS, entries_of
from .lexemes import Form

logger = logging.getLogger(__name__)

NOT_TO_BE_THERE = "{}に、あってはならないのにあります。"
BATCH = 300
"""Turns compared at once."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that an index has otherwise than it should."""

    turn: int | None
    """Primary key; None where it is about spellings."""
    what: str
    """In Japanese."""

    def __str__(self) -> str:
        return self.what if self.turn is None else f"発言 {self.turn}：{self.what}"


def differences(sample: int | None = None) -> Iterator[Difference]:
    """Every difference, or those of so many turns taken by chance."""
    held = {index: set(index.turns().order_by().values_list("pk", flat=True)) for index in INDEXES}
    cut = set(CutDraft.objects.values_list("turn", flat=True))
    keys = sorted(cut.union(*held.values()))
    chosen = keys if sample is None or sample >= len(keys) else sorted(random.sample(keys, sample))
    for index in INDEXES:
        wanted = [turn for turn in chosen if turn in held[index]]
        for begin in range(0, len(wanted), BATCH):
            yield from _compare(index, wanted[begin : begin + BATCH])
        for turn in sorted(set(index._default_manager.values_list("turn", flat=True)) - held[index]):
            yield Difference(turn, NOT_TO_BE_THERE.format(index._meta.verbose_name))
    drafts = [turn for turn in chosen if turn in cut]
    for begin in range(0, len(drafts), BATCH):
        yield from _compare_drafts(drafts[begin : begin + BATCH])


def _compare(index: type[IndexRow], turns: list[int]) -> Iterator[Difference]:
    existing = index._default_manager.in_bulk(turns)
    wanted: set[Form] = set()
    for row, entry in entries_of(index, Turn.objects.filter(pk__in=turns)):
        wanted |= entry.forms
        turn = row.pop("turn")
        del row["fingerprint"]  # of a row made before there were any it is 0, and the row true all the same
        found = existing.get(turn)
        if found is None:
            yield Difference(turn, f"{index._meta.verbose_name}にありません。")
            continue
        for name, value in row.items():
            if vars(found)[COLUMNS[name].attname] != value:
                yield Difference(turn, f"{COLUMNS[name].verbose_name}が違います。")
    yield from _missing_forms(index, wanted)


def _compare_drafts(turns: list[int]) -> Iterator[Difference]:
    """One that is missing is no difference: it is cut when it is published."""
    noun = CutDraft._meta.verbose_name
    texts = dict(CutDraft.turns(Turn.objects.filter(pk__in=turns)).values_list("pk", "text"))
    true = {row["turn"]: row for row in cut_drafts.rows_of(list(texts.items()))}
    fields = [field.name for field in CutDraft._meta.concrete_fields]
    for row in CutDraft.objects.filter(turn__in=turns).order_by("turn").values(*fields):
        turn = row["turn"]
        if turn not in true:
            yield Difference(turn, NOT_TO_BE_THERE.format(noun))
        elif row != true[turn]:
            yield Difference(turn, f"{noun}が違います。")


def _missing_forms(index: type[IndexRow], wanted: set[Form]) -> Iterator[Difference]:
    keys = {key for _, key in wanted}
    known = set(index.forms._default_manager.filter(key__in=keys).values_list("surface", "key"))
    for surface, key in sorted(wanted - known):
        yield Difference(None, f"「{key}」の表記「{surface}」が登録されていません。")


def is_outdated() -> bool:
    """Whether some of an index was made by another edition of the dictionary or of our rules."""
    return any(index._default_manager.exclude(edition=EDITION).exists() for index in INDEXES)


def _is_missing(index: type[IndexRow]) -> bool:
    return not index._default_manager.exists() and index.turns().exists()


def warn_if_outdated() -> None:
    """Tell the log when the site starts with an index that has to be made anew. A site whose database cannot
    be asked starts all the same."""
    try:
        if is_outdated() or any(map(_is_missing, INDEXES)):
            logger.warning("検索の索引がないか、前の版のままです。manage.py reindex を実行してください。")
    except DatabaseError:
        logger.exception("検索の索引の版を調べられませんでした。")
    finally:
        connection.close()  # worker processes must not inherit it
