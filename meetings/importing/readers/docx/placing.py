"""Where the cells of a Word table stand: cells that span columns (gridSpan) and rows (vMerge), and rows that
Word repeats as heads."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from ...source import Cell
from .container import W

_WIDEST = 100


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table, or cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from children(child, name)


def is_layout(table: etree._Element) -> bool:
    """Whether the table only lays out the page: one cell, or a table inside every other row."""
    rows = list(children(table, "tr"))
    cells = sum(len(list(islice(children(row, "tc"), 2))) for row in rows)
    holding = sum(any(cell.find(f"{W}tbl") is not None for cell in children(row, "tc")) for row in rows)
    return cells < 2 or 2 * holding > len(rows)


def placed(table: etree._Element, number: int) -> dict[etree._Element, Cell]:
    """The place of each cell; parts of a cell that spans rows have the place of the whole."""
    begun: dict[int, list[etree._Element]] = {}
    spans: list[tuple[list[etree._Element], int, int, int, bool]] = []
    for at, row in enumerate(children(table, "tr")):
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        column = _value(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for element in children(row, "tc"):
            columns = _value(element.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            if goes_on and column in begun:
                begun[column].append(element)
            else:
                begun[column] = [element]
                spans.append((begun[column], at, column, columns, header))
            column += columns
    return {
        element: Cell(number, row, column, len(elements), columns, header)
        for elements, row, column, columns, header in spans
        for element in elements
    }


def _value(element: etree._Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), _WIDEST) if value.isascii() and value.isdigit() and len(value) < 4 else default
