"""Lists of people in layouts of every kind (people_in_heads.py holds them)."""

import pytest

from meetings.importing.parsed import ParsedAttendance

from .people_in_heads import BATCH_1, BATCH_2, BATCH_3, BATCH_4, BATCH_5
from .sittings import meeting_in

LISTS = BATCH_1 | BATCH_2 | BATCH_3 | BATCH_4 | BATCH_5
BODY = "会議内容\n（会長）始めます。\n（事務局）説明します。\n（会長）終わります。\n"


def rows(people: str) -> list[str]:
    text = f"はるかぜ市環境審議会会議録\n日時　令和6年5月20日\n場所　市役所会議室\n{people}\n{BODY}"
    return [_told(row) for row in meeting_in(text).attendance]


def _told(row: ParsedAttendance) -> str:
    if row.count is not None:
        return f"{row.kind} ={row.count}"
    return f"{row.kind} {row.name}/{row.role}".rstrip("/") if row.name else f"{row.kind} {row.text}"


@pytest.mark.parametrize(("people", "wanted"), LISTS.values(), ids=LISTS)
def test_everybody_is_read_as_printed(people: str, wanted: list[str]) -> None:
    assert rows(people) == wanted
