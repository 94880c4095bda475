"""The outline of a meeting: headings in two levels, each small one right after its parent."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from meetings.models import AgendaItem

Family = list[AgendaItem]


def gather(rows: Sequence[AgendaItem], small: Sequence[bool], kept: Sequence[bool]) -> list[Family]:
    """The families of an outline, each a heading and then its small items, in the order of the headings.

    Of each row, `small` says that it stands under a heading, and `kept` that it stays with the heading
    it has; a small row that is not kept joins the family of the row above it.
    """
    families = {id(row): [row] for row, is_small in zip(rows, small, strict=True) if not is_small}
    by_key = {family[0].pk: family for family in families.values() if family[0].pk}
    above: Family | None = None
    for row, is_small, stays in zip(rows, small, kept, strict=True):
        if not is_small:
            above = families[id(row)]
            continue
        if stays and row.parent_id in by_key:
            above = by_key[row.parent_id]
        if above is None:
            raise ValidationError("最初の議題は「小さな議題」にできません。その上に議題を置いてください。")
        above.append(row)
    return list(families.values())


def adopt(families: Sequence[Family]) -> list[AgendaItem]:
    """The outline from top to bottom, every small item given its parent."""
    for heading, *small_items in families:
        heading.parent = None
        for item in small_items:
            if item.parent_id is None or item.parent_id != heading.pk:
                item.parent = heading
    return [item for family in families for item in family]
