"""Tables of the record: each is understood over all its rows, and its lines say what it makes of them.

A table holds fields of the head (table_forms.py), somebody in each row (table_people.py) or turns
(table_turns.py). One table may hold all three below each other, as forms do: the head of its columns parts
them.
"""

from collections.abc import Sequence

from ..lines import Line
from . import table_forms, table_people, table_turns
from .boxes import Box, Table, lines_of, parted


def read_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with the rows of tables cut and marked as what they are."""
    out: list[Line] = []
    for part in parted(lines):
        if isinstance(part, Line):
            out.append(part)
        else:
            understand(part)
            out += lines_of(part)
    return out


def understand(table: Table) -> None:
    """Give every box its role."""
    rows = table.rows()
    at = 0
    while at < len(rows):
        heads = ((stop, _head_of(rows[stop], table)) for stop in range(at, len(rows)))
        stop, head = next(((stop, head) for stop, head in heads if head), (len(rows), None))
        _without_head(rows[at:stop], table)
        at = head.read(rows, stop) if head else stop


def _head_of(row: Sequence[Box], table: Table) -> table_turns.TurnTable | table_people.PeopleTable | None:
    return table_turns.head_of(row, typed=table.typed) or table_people.head_of(row)


def _without_head(rows: list[list[Box]], table: Table) -> None:
    """Rows over which no head of columns stands."""
    spoken = table_turns.without_head(rows, typed=table.typed)
    rest = [row for at, row in enumerate(rows) if at not in spoken]
    if not table.typed and rows == table.rows() and table_forms.is_sideways(rows):
        table_forms.read_sideways(rows)
        table.sideways = True
    elif not spoken and not table.typed and table_people.are_people(rest):
        table_people.without_head(rest)
    elif table_forms.is_form(rest, typed=table.typed):
        table_forms.read(rest, table.width, typed=table.typed)
