"""Who was there: rows of 出席者, 欠席者 and 事務局, name and role apart where the print parts them."""

import re
from dataclasses import dataclass

from ..folding import BULLETS, half, squeeze, unbracket
from ..parsed import AttendanceKind, ParsedAttendance
from ..vocabulary import organisation_endings, roles
from .head import Field, Head

_KINDS: dict[str, AttendanceKind] = {
    "attendees": "present",
    "members": "present",
    "absent": "absent",
    "staff": "staff",
    "observers": "observer",
}
_COUNT = re.compile(r"(\d{1,4})\s*(?:名|人)")
_NOBODY = re.compile(r"(?:なし|無し|無|特になし|0[名人]?)")
_COMMA = re.compile(r"[、，,]")
_GAP = re.compile(r"\s{3,}|\u3000{2,}")
_NOTE = re.compile(r"\s*[（(【][^（()）】]*[)）】]\s*$")
_SEAT = re.compile(r"(?:議席)?\d{1,3}番")
# Roles that many hold: in a list they count for those after them too (委員　春日、百瀬). A 会長 is one.
_SHARED = frozenset({"委員", "議員", "役員", "構成員", "理事", "幹事", "監事", "公募委員"})
# Beginnings of departments, so that 総務課長 alone is an office and 木暮館長 is 木暮.
_OFFICES = re.compile(
    r"総務|企画|財政|財務|教育|学校|生涯|環境|福祉|健康|保健|介護|高齢|子ども|こども|建設|都市|土木|水道|下水|産業|商工|農林|農政|市民|町民|村民|住民|"
    r"大学|指導|税務|議会|議事|庶務|文化|情報|政策|広報|防災|危機|地域|人事|管財|契約|観光|道路|消防|会計|図書|行政|行革|秘書|交通"
)

_PLACES = re.compile(r"[課部局室会所館院市町村区県]|センター|による|団体|機関")


def attendance_of(head: Head) -> list[ParsedAttendance]:
    """One row a printed name, or one for a count where only that is printed (役員5名)."""
    rows: list[ParsedAttendance] = []
    for one in head.fields:
        if one.key in _KINDS:
            rows.extend(_Rows(_KINDS[one.key], _shared_role(one)).of(one))
    return rows


def _shared_role(one: Field) -> str:
    return one.name if one.key == "members" and squeeze(one.name) in roles() else ""


@dataclass(slots=True)
class _Rows:
    """Reads the lines of one field. `role` is what the printed group says, until another group begins."""

    kind: AttendanceKind
    role: str
    pending: str = ""

    def of(self, one: Field) -> list[ParsedAttendance]:
        found: list[ParsedAttendance] = []
        for _, line in one.values:
            for entry in self._entries(line):
                for piece in _GAP.split(entry):
                    row = self._row(piece.strip(" \u3000\t:："))
                    if row:
                        found.append(row)
                if self.pending:
                    found.append(ParsedAttendance(self.kind, entry.strip(), role=self.pending))
                self.pending = ""
        return found

    def _entries(self, line: str) -> list[str]:
        """The line's entries; a group in brackets before them (【委員】, (事務局)) is remembered."""
        text = line.lstrip(BULLETS + " \u3000")
        group = unbracket(text, 24)
        if group and not _COUNT.search(half(group[1])):
            self.role = group[1].strip() if squeeze(group[1]) in roles() else ""
            text = group[2]
        return _COMMA.split(text)

    def _row(self, piece: str) -> ParsedAttendance | None:
        if not piece or _NOBODY.fullmatch(squeeze(piece)):
            return None
        bare = _NOTE.sub("", piece)
        counted = _COUNT.search(half(piece))
        if counted and len(squeeze(half(bare)[: counted.start()])) <= 4 and not _spaced_name(bare):
            return ParsedAttendance(self.kind, piece, count=int(counted.group(1)))
        name, role = _apart(_COUNT.sub("", half(bare)).strip() if counted else bare)
        if not name:
            self.pending = role
            return None
        role, self.pending = role or self.pending or self.role, ""
        if squeeze(role) in _SHARED:
            self.role = role
        elif self.role and squeeze(self.role) not in _SHARED:
            self.role = ""
        if squeeze(name) in roles() or name.endswith(organisation_endings()):
            return ParsedAttendance(self.kind, piece)
        return ParsedAttendance(self.kind, piece, name, role)


def _spaced_name(text: str) -> bool:
    return len(text.split()) > 2


def _apart(text: str) -> tuple[str, str]:
    """「山口進委員長」 → (山口進, 委員長); 「政策室長 早川 学」 → (早川 学, 政策室長)."""
    first, dot, rest = text.partition("・")
    if dot and squeeze(first) in roles() and rest:
        return rest.strip(), first.strip()
    words = text.split()
    lead = 0
    while lead < len(words) and _is_office(words[lead]):
        lead += 1
        if _role_at_end(squeeze(words[lead - 1])):
            break
    if lead:
        return " ".join(words[lead:]), " ".join(words[:lead])
    for length in range(min(len(text) - 1, 8), 1, -1):
        if text[-length:] in roles():
            return text[:-length].strip(), text[-length:]
    return text, ""


def _role_at_end(word: str) -> str:
    """The longest role a word ends with (行革推進課長 → 課長), or nothing."""
    return next(
        (word[-length:] for length in range(min(len(word), 9), 1, -1) if word[-length:] in roles()), ""
    )


def _is_office(word: str) -> bool:
    """会長, 行革推進課長, 青少年子ども部, 3番; not 木暮館長 and not 日下部, who are people."""
    squeezed = squeeze(word)
    if squeezed in roles() or _SEAT.fullmatch(squeezed):
        return True
    role = _role_at_end(squeezed)
    if role:
        before = squeezed[: -len(role)]
        return bool(_OFFICES.match(before) or _PLACES.search(before))
    surname = squeezed.endswith("部") and len(squeezed) <= 3 and not _OFFICES.match(squeezed)
    return squeezed.endswith(organisation_endings()) and not surname
