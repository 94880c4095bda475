"""Files of handouts (資料のファイル), written beside the meetings that have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from meetings.copying import take_ids
from meetings.models import Material, MaterialFile, MaterialPage, Meeting
from meetings.search.material_pages import index_pages

from .batch import Batch
from .declaration import Row
from .format import MATERIAL_FILE, MATERIAL_PAGE, TYPES
from .values import BrokenLineError

NO_MEETING = "会議 {} は、前の行にも登録にもありません。"
NO_MATERIAL = "会議 {} に、順番が{}の資料はありません。"


def write_material_files(batch: Batch) -> None:
    """Each with its pages, which are then found by a search."""
    named = {row["meeting__identifier"] for _, row in batch.lines}
    meetings = dict(Meeting.objects.filter(identifier__in=named).values_list("identifier", "pk"))
    materials: dict[tuple[str, int | None], int] = {
        (meeting, position): pk
        for meeting, position, pk in Material.objects.filter(meeting__in=meetings.values()).values_list(
            "meeting__identifier", "position", "pk"
        )
    }
    existing = {MATERIAL_FILE.natural_key(row): row for row in _existing(meetings.values())}
    new: list[tuple[Row, Row]] = []
    for number, row in batch.lines:
        with batch.line(number):
            columns = _columns(row, meetings, materials)
            key = MATERIAL_FILE.natural_key(row)
            if not batch.is_known(row, existing.get(key)):
                existing[key] = row
                new.append((row, columns))
    ids = take_ids(MaterialFile, len(new))
    MATERIAL_FILE.add([(1, row, columns | {"id": pk}) for pk, (row, columns) in zip(ids, new, strict=True)])
    MATERIAL_PAGE.add(
        [
            (place, page, {"file": pk})
            for pk, (row, _) in zip(ids, new, strict=True)
            for place, page in enumerate(row.get("pages", ()), start=1)
        ]
    )
    index_pages(MaterialPage.objects.filter(file__in=ids).order_by("pk"))
    batch.added[TYPES[MATERIAL_FILE]] += len(new)


def _columns(
    row: Row, meetings: dict[str, int], materials: dict[tuple[str, int | None], int]
) -> dict[str, Any]:
    meeting, position = row["meeting__identifier"], row.get("material__position")
    if meeting not in meetings:
        raise BrokenLineError("meeting", NO_MEETING.format(meeting))
    if position is not None and (meeting, position) not in materials:
        raise BrokenLineError("material", NO_MATERIAL.format(meeting, position))
    return {"meeting": meetings[meeting], "material": materials.get((meeting, position))}


def _existing(meetings: Iterable[int]) -> list[Row]:
    """The files of these meetings, without their bytes."""
    files = MaterialFile.objects.filter(meeting__in=list(meetings))
    pages: defaultdict[int, list[Row]] = defaultdict(list)
    of_files = MaterialPage.objects.filter(file__in=files.order_by().values("pk"))
    for page in MATERIAL_PAGE.existing(of_files.order_by("number"), "file"):
        pages[page["file"]].append(page)
    rows = MATERIAL_FILE.existing(files, "id", leave_out=["content"])
    return [row | {"pages": pages[row["id"]]} for row in rows]
