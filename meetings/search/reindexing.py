"""The whole index made again, or only where it is missing or out of date: one transaction a batch, while
searches go on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import F, Max

from meetings.models import INDEXES, IndexRow, MaterialWordForm, SpellingRow

from .analysis import EDITION
from .cut_drafts import wanting_drafts
from .indexing import (
    COLUMNS,
    COPIED,
    Form,
    add_forms,
    index_meetings,
    many_changes,
    no_forms,
    settle_index,
    write_forms,
)
from .material_pages import index_pages, pages_to_index
from .suggestions.vocabulary import forget_words

BATCH_TURNS = 2_000
"""Turns of a batch, as far as meetings go into it whole: these are locked until it is done."""


@dataclass(slots=True)
class Reindexing:
    """One run: of `everything`, or of the meetings whose index is missing or out of date."""

    everything: bool = False
    meetings: list[tuple[int, int]] = field(init=False)
    """(primary key, turns in an index) of those to be done."""
    pages: int = 0
    """Pages of handouts whose index was made."""
    forgotten: int = 0
    """Spellings that were dropped because no turn has them any more; under `everything` alone."""

    def __post_init__(self) -> None:
        self.meetings = list(wanting_meetings(everything=self.everything))

    @property
    def turns(self) -> int:
        return sum(turns for _, turns in self.meetings)

    def batches(self) -> Iterator[int]:
        """Do it, and say of each batch how many turns it had."""
        newest = {index: _newest(index.forms) for index in INDEXES}
        forms = no_forms()
        with many_changes() as maker:
            for batch, turns in self._cut():
                met = no_forms()
                with transaction.atomic():
                    index_meetings(batch, met, anew=True, maker=maker, whole=True)
                    write_forms({index: met[index] - forms[index] for index in INDEXES})
                add_forms(forms, met)
                yield turns
        on_pages: set[Form] = set()
        known = _newest(MaterialWordForm)
        self.pages = index_pages(pages_to_index(everything=self.everything), on_pages)
        settle_index(self.turns)
        if self.everything:
            _forget(MaterialWordForm, on_pages, known)
            self.forgotten = sum(_forget(index.forms, forms[index], newest[index]) for index in INDEXES)
            forget_words()

    def _cut(self) -> Iterator[tuple[list[int], int]]:
        batch: list[int] = []
        size = 0
        for meeting, turns in self.meetings:
            batch.append(meeting)
            size += turns
            if size >= BATCH_TURNS:
                yield batch, size
                batch, size = [], 0
        if batch:
            yield batch, size


def wanting_meetings(*, everything: bool = False) -> list[tuple[int, int]]:
    """(primary key, turns that an index is to hold) of the meetings some of whose turns have no row, or one
    that they should not have, or one of another edition, or one that says something else of them; of all, if
    so asked. Drafts are counted likewise. Texts are not compared: that is what `check_index` does."""
    found = wanting_drafts(everything=everything)
    for index in INDEXES:
        found.update(dict(_wanting(index, everything=everything)))
    return sorted(found.items())


def _wanting(index: type[IndexRow], *, everything: bool) -> list[tuple[int, int]]:
    stated = {f"now_{name}": F(path) if isinstance(path, str) else path for name, path in COPIED.items()}
    turns = index.turns().order_by().annotate(**stated)
    held, values = turns.values(*stated).query.sql_with_params()
    known = ", ".join(f"known.{COLUMNS[name].column}" for name in COPIED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH stated AS ({held})
            SELECT COALESCE(stated.now_meeting, turn.meeting_id), count(stated.now_turn)
            FROM stated
            FULL JOIN {index._meta.db_table} AS known ON known.turn_id = stated.now_turn
            LEFT JOIN meetings_turn AS turn ON turn.id = known.turn_id
            GROUP BY 1
            HAVING %s OR bool_or(
                (known.edition, {known}) IS DISTINCT FROM (%s, {", ".join(stated)})
            )
            """,  # noqa: S608 (names of columns, and a query of Django's)
            [*values, everything, EDITION],
        )
        found: list[tuple[int, int]] = cursor.fetchall()
        return found


def _newest(forms: type[SpellingRow]) -> int:
    return forms._default_manager.aggregate(newest=Max("pk"))["newest"] or 0


def _forget(forms: type[SpellingRow], seen: set[Form], newest: int) -> int:
    """Drop the spellings that stood there when the run began and were not met in it."""
    known = forms._default_manager.filter(pk__lte=newest).values_list("pk", "surface", "key")
    unseen = [pk for pk, *form in known.iterator() if tuple(form) not in seen]
    forms._default_manager.filter(pk__in=unseen).delete()
    return len(unseen)
