"""Turns → rows of the indexes. Whoever changes what is found calls this in the same transaction.

Each index gets what it holds at that moment, and rows of what it holds no longer are deleted: so what
becomes internal leaves the one and enters the other at once. The meetings are locked meanwhile, so that two
writers of one meeting wait for each other.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from meetings.copying import copy_rows
from meetings.models import INDEXES, IndexRow, Meeting, SpellingRow, Turn, TurnIndex
from meetings.models.turn import TurnQuerySet

from .analysis import EDITION
from .capacity import Capacity, Spoken, capacity, lists_of
from .cut_drafts import OF_A_MEETING, OF_TURNS, cut_ahead, cuts_of, fingerprint
from .entry_making import EntryMaker, Wording
from .forms import form_of
from .lexemes import CutText, Form, IndexEntry
from .suggestions.vocabulary import note_words

Forms = dict[type[IndexRow], set[Form]]
"""Spellings, by the index whose turns have them."""

BATCH_ROWS = 300
"""Copied at once: the memory used does not depend on how much there is to index."""
COPIED: dict[str, str | Coalesce] = {
    "turn": "pk",
    "meeting": "meeting_id",
    "item": "item_id",
    "speaker": "speaker_id",
    "municipality": "municipality_id",
    "date": "meeting__date",
    "last_date": Coalesce("meeting__end_date", "meeting__date"),
    "kind": "kind",
    "role": "role",
}
"""What the index repeats of a turn: the field of TurnIndex, and where the turn has it."""
COLUMNS = {field.name: field for field in TurnIndex._meta.concrete_fields}
_READ = ("text", "item__title", "label", "affiliation", "meeting__body__kind", "meeting__body__name")
"""What the rest of a row is worked out from, with the role."""

MANY = 10_000
"""Changed turns that call for a vacuum and new statistics at once."""


def index_meetings(
    meetings: Iterable[int],
    forms: Forms | None = None,
    *,
    anew: bool = False,
    maker: EntryMaker | None = None,
    whole: bool = False,
) -> None:
    """Bring the index rows of these meetings, by primary key, to what their turns say now.

    Rows of turns that say what they said stay as they are, unless all are wanted `anew`. The spellings met
    are written at the end. A caller with more to come in its transaction gives `no_forms()` to take them and
    calls `write_forms` last: until the commit, other writers wait for the words written there. Drafts are cut
    beforehand (`cut_drafts.py`): those of a document that comes in as a `whole`.
    """
    keys = sorted(set(meetings))
    if keys:
        turns = Turn.objects.filter(meeting__in=keys)
        _index(turns, keys, forms, None if whole else OF_A_MEETING, anew=anew, maker=maker)


def index_turns(turns: Iterable[int]) -> None:
    """The same for single turns, whose meetings are not changed otherwise."""
    chosen = Turn.objects.filter(pk__in=set(turns))
    keys = sorted(set(chosen.order_by().values_list("meeting", flat=True)))
    if keys:
        _index(chosen, keys, None, OF_TURNS)


@transaction.atomic
def _index(
    turns: TurnQuerySet,
    meetings: list[int],
    forms: Forms | None,
    drafts: int | None,
    *,
    anew: bool = False,
    maker: EntryMaker | None = None,
) -> None:
    """`drafts`: at most how many texts are cut that wait."""
    Meeting.objects.hold(meetings)
    met = no_forms()
    for index in INDEXES:
        _drop_rows(index, turns, anew=anew)
        wanting = turns.filter(~Exists(index._default_manager.filter(turn=OuterRef("pk"))))
        for lot in _lots(index, wanting, maker, ahead=not anew):
            copy_rows(index, _rows(lot, met[index]))
    cut_ahead(turns, meetings, drafts, maker, anew=anew)
    if forms is None:
        write_forms(met)
    else:
        add_forms(forms, met)


def _drop_rows(index: type[IndexRow], turns: TurnQuerySet, *, anew: bool) -> None:
    """Delete the rows of those turns that say something else now, or that the index does not hold."""
    rows = index._default_manager.filter(turn__in=turns)
    known = {} if anew else dict(rows.values_list("turn", "fingerprint"))
    if known:
        sources = chain.from_iterable(_sources(index, turns))
        now = {source["turn"]: _fingerprint(source) for source in sources}
        stale = [turn for turn, fingerprint in known.items() if now.get(turn) != fingerprint]
        rows = index._default_manager.filter(turn__in=stale)
    rows.delete()


Lot = tuple[list[dict[str, Any]], Iterator[IndexEntry]]
"""What rows are made from, read, and their entries, begun: to make them asks the database nothing more."""


def entries_of(index: type[IndexRow], turns: TurnQuerySet) -> Iterator[tuple[dict[str, Any], IndexEntry]]:
    """The rows of those of the turns that the index is to hold, with what they were worked out from."""
    for sources, entries in _lots(index, turns):
        for source, entry in zip(sources, entries, strict=True):
            yield _row(source, entry), entry


def _lots(
    index: type[IndexRow], turns: TurnQuerySet, maker: EntryMaker | None = None, *, ahead: bool = False
) -> Iterator[Lot]:
    """Each of them once the next is begun, so that one is cut while another is written. Entries are made one
    at a time, or as `maker` does; what was cut `ahead` is taken, if so asked."""
    maker = maker or EntryMaker(processes=1)
    before: Lot | None = None
    for sources in _sources(index, turns):
        lot = sources, maker.entries(_wordings(sources, ahead))
        if before:
            yield before
        before = lot
    if before:
        yield before


def _rows(lot: Lot, met: set[Form]) -> Iterator[dict[str, Any]]:
    """Rows to be copied; on the way their spellings are added to `met`."""
    for source, entry in zip(*lot, strict=True):
        met |= entry.forms
        yield _row(source, entry)


def _wordings(sources: list[dict[str, Any]], ahead: bool) -> list[Wording]:
    cuts: dict[int, CutText] = cuts_of({each["turn"]: each["text"] for each in sources}) if ahead else {}
    return [
        (
            cuts.get(source["turn"], source["text"]),
            source["item__title"] or "",
            (source["label"], source["role"], source["affiliation"]),
        )
        for source in sources
    ]


def _row(source: dict[str, Any], entry: IndexEntry) -> dict[str, Any]:
    leads = source["capacity"] == Capacity.CHAIR
    return {name: source[name] for name in COPIED} | {
        "capacity": source["capacity"],
        "form": form_of(source["kind"], source["text"], presides=leads),
        "is_long": entry.is_long,
        "segmented": entry.segmented,
        "tags": entry.tags,
        "edition": EDITION,
        "fingerprint": _fingerprint(source),
    }


def _sources(index: type[IndexRow], turns: TurnQuerySet) -> Iterator[list[dict[str, Any]]]:
    """Of those of the turns that the index is to hold, in lots, all that their rows are made from."""
    held = index.turns(turns).order_by("pk").values_list(*COPIED.values(), *_READ)
    names = (*COPIED, *_READ)
    rows = held.iterator(chunk_size=BATCH_ROWS)
    while chunk := [dict(zip(names, values, strict=True)) for values in islice(rows, BATCH_ROWS)]:
        lists = lists_of({source["meeting"] for source in chunk})
        yield [source | {"capacity": capacity(_spoken(source), lists[source["meeting"]])} for source in chunk]


def _spoken(source: dict[str, Any]) -> Spoken:
    of_meeting = (source["meeting__body__kind"], source["meeting__body__name"])
    return Spoken(source["kind"], source["label"], source["role"], source["text"], *of_meeting)


def _fingerprint(source: dict[str, Any]) -> int:
    """A number that is another one as soon as anything is that the row is made from."""
    made_from = "\0".join(map(str, [EDITION, *source.values()]))
    return fingerprint(made_from)


def no_forms() -> Forms:
    """None yet, of any index."""
    return {index: set() for index in INDEXES}


def add_forms(forms: Forms, more: Forms) -> None:
    """Put more to them."""
    for index, met in more.items():
        forms[index] |= met


def write_forms(forms: Forms) -> None:
    """Add the new spellings and words, in one order, so that two loads do not wait for each other. Words that
    one may have meant are those of the visitors' turns alone."""
    for index, met in forms.items():
        write_spellings(index.forms, met)
    note_words(forms[TurnIndex])


def write_spellings(spellings: type[SpellingRow], met: set[Form]) -> None:
    """Add those to the table that it has not."""
    if not met:
        return
    surfaces, keys = zip(*sorted(met), strict=True)
    table = connection.ops.quote_name(spellings._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (surface, key)"  # noqa: S608 (no value of ours is in it)
            " SELECT surface, key FROM unnest(%s::text[], %s::text[]) AS met (surface, key)"
            f" WHERE NOT EXISTS (SELECT FROM {table} AS known"
            "  WHERE known.key = met.key AND known.surface = met.surface)"
            " ON CONFLICT DO NOTHING",
            [list(surfaces), list(keys)],
        )


@contextmanager
def many_changes() -> Iterator[EntryMaker]:
    """Around a load or a new index: texts are cut on all cores, and PostgreSQL takes in new words in larger
    portions, twice as fast."""
    with connection.cursor() as cursor:
        cursor.execute("SET gin_pending_list_limit = '16MB'; SET work_mem = '64MB'")
    try:
        with EntryMaker() as maker:
            yield maker
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("RESET gin_pending_list_limit; RESET work_mem")


def settle_index(changed: int) -> None:
    """After that many turns were changed: what PostgreSQL put off is done now, not by readers' queries."""
    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index._meta.indexes[0].name])
            if changed >= MANY and not connection.in_atomic_block:
                cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(index._meta.db_table)}")
