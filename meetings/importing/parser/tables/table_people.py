"""Tables of people: what their columns hold, by the head over them or by what stands in them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...folding import squeeze
from ...vocabulary import HEADER_NAMES, ORGANISATION_ENDINGS, ROLES
from ..notation.fields import field_at
from ..notation.name_evidence import without_honorific
from ..notation.speakers import could_be_name, reads_as_speech
from .boxes import Box

_HEADS = {
    "name": re.compile(r"(?:ご|お)?(?:委員|議員)?(?:氏名|名前|委員名)"),
    "role": re.compile(r"役職名?|職名?|役員|役職等|職・?氏名|役割"),
    "mark": re.compile(r"出欠席?(?:の別|状況)?|出席|出席状況|参加(?:状況|方法)?"),
    "organisation": re.compile(
        r"(?:所属|団体|機関|組織|勤務先|推薦|選出)(?:団体|機関|母体|組織|先)?(?:名|等|名等)?(?:・?(?:役職名?|職名?)(?:等)?)?"
    ),
    "group": re.compile(r"(?:選出|選任|委員|構成)?(?:区分|種別|分野|枠)"),
    "number": re.compile(r"番号|No\.?|議席(?:番号)?|席次|項番"),
    "note": re.compile(r"備考|任期|摘要|地区"),
}
_MARKS = re.compile(r"[○◯〇×✕✖●△]|出席?|欠席?|代理出席?|(?:出席)?\(?オンライン\)?|公欠|遅刻|早退")
_NUMBER = re.compile(r"(?:議席)?\d{1,3}番?")
_PERSON = re.compile(r"[一-鿿々〆ヶケノァ-ヴ﨑髙]{1,5}[\s]{0,4}[一-鿿々ぁ-んァ-ヴー]{0,6}")
_FEWEST_ROWS = 2
_SHARE = 0.7


@dataclass(slots=True)
class PeopleTable:
    """A table of people under the head of its columns: what each column holds; `name` is the box of the
    field that they stand beside, 出席者 over several rows."""

    kinds: dict[int, str]
    name: Box | None

    def read(self, rows: Sequence[list[Box]], start: int) -> int:
        """Mark the head and the rows below it; gives the row after them."""
        head = rows[start]
        for box in head:
            box.role, box.column = "head", self.kinds.get(box.cell.column, "")
        if self.name:
            self.name.role, self.name.opens, self.name.whole, self.name.column = "name", True, True, ""
            head[1].opens = True
        at = start + 1
        below = self.name.cell.row + self.name.cell.rows if self.name and self.name.cell.rows > 1 else None
        while at < len(rows) and (rows[at][0].cell.row < below if below else not _ends(rows[at], len(head))):
            _take(rows[at], self.kinds)
            at += 1
        return at


def head_of(row: Sequence[Box]) -> PeopleTable | None:
    """The table that this row heads, perhaps beside the name of its field; None where it heads none."""
    beside = row[0] if row and _names_people(row[0]) else None
    boxes = row[1:] if beside else row
    kinds = {box.cell.column: kind_of_column(box.word) for box in boxes}
    if len(boxes) < _FEWEST_ROWS or "name" not in kinds.values() or not all(kinds.values()):
        return None
    return PeopleTable(kinds, beside)


def are_people(rows: Sequence[Sequence[Box]]) -> bool:
    """Whether each row names somebody and says something of him that others have too, and none a field."""
    if any(HEADER_NAMES.get(row[0].word, "members") != "members" for row in rows):
        return False
    kinds = _kinds_by_content(rows)
    return len(rows) >= _FEWEST_ROWS and "name" in kinds.values() and len(kinds) > 1


def without_head(rows: Sequence[Sequence[Box]]) -> None:
    """Mark the rows by what stands in their columns."""
    kinds = _kinds_by_content(rows)
    for row in rows:
        _take(row, kinds)


def _take(row: Sequence[Box], kinds: dict[int, str]) -> None:
    for box in row:
        box.role, box.column = "people", kinds.get(box.cell.column, "note")


def kind_of_column(word: str) -> str:
    """What a column of a table of people holds, by its squeezed head; empty where it heads none."""
    word = re.sub(r"\([^()]*\)$", "", word)
    return next((kind for kind, names in _HEADS.items() if names.fullmatch(word)), "")


def _names_people(box: Box) -> bool:
    key = HEADER_NAMES.get(box.word, "")
    return key in ("attendees", "absent", "members", "staff") and not kind_of_column(box.word)


def _ends(row: Sequence[Box], width: int) -> bool:
    """A field of another kind or with fewer cells (事務局 | 総務課長), or a line of its own over the width of
    the table."""
    below = HEADER_NAMES.get(row[0].word) in ("attendees", "absent", "staff")
    if len(row) == 1 or (len(row) < width and below):
        return True
    named = field_at(row[0].text) if len(row[0].text) < 40 else None
    return named is not None and not named.value and named.key not in ("members", "staff", "attendees")


def _kinds_by_content(rows: Sequence[Sequence[Box]]) -> dict[int, str]:
    """What each column holds, where most of its boxes are alike; nothing where anybody speaks."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for box in row:
            columns.setdefault(box.cell.column, []).append(box.text)
    if any("。" in text or reads_as_speech(text) for texts in columns.values() for text in texts):
        return {}
    kinds = {column: _kind_of_texts(texts) for column, texts in columns.items()}
    told = [kind for kind in kinds.values() if kind in ("name", "role", "mark", "organisation")]
    return {column: kind or "note" for column, kind in kinds.items()} if len(told) > 1 else {}


def _kind_of_texts(texts: Sequence[str]) -> str:
    tests: dict[str, Callable[[str], object]] = {
        "mark": lambda text: _MARKS.fullmatch(squeeze(text)),
        "number": lambda text: _NUMBER.fullmatch(squeeze(text)),
        "role": lambda text: squeeze(text) in ROLES,
        "organisation": lambda text: squeeze(text).endswith(ORGANISATION_ENDINGS),
        "name": _is_person,
    }
    most = _SHARE * len(texts)
    return next((kind for kind, test in tests.items() if sum(map(bool, map(test, texts))) >= most), "")


def _is_person(text: str) -> bool:
    name = without_honorific(text.strip()).strip()
    word = squeeze(name)
    known = word in ROLES or word in HEADER_NAMES or word.endswith(ORGANISATION_ENDINGS)
    return _PERSON.fullmatch(name) is not None and could_be_name(name) and not known
