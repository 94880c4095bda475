"""Putting rows in their place: a new row goes where its number says, the others make room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def arrange(standing: Sequence[T], wanted: Sequence[tuple[T, int | None]]) -> list[T]:
    """The rows in their new order: `standing` keeps its order, each wanted row comes to its place.

    Places count from 1; a row without one goes to the end. Two rows that want the same place stand
    one after the other, as they were given; a place past the end is the end.
    """
    rows = [*standing, *(row for row, place in wanted if place is None)]
    placed = [(place, row) for row, place in wanted if place is not None]
    placed.sort(key=lambda pair: pair[0])
    first_free = 0
    for place, row in placed:
        index = min(max(place - 1, first_free), len(rows))
        rows.insert(index, row)
        first_free = index + 1
    return rows
