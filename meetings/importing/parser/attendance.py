"""Who was there: rows of 出席者, 欠席者 and 事務局, one a printed entry."""

import re
from dataclasses import dataclass, replace

from ..folding import BULLETS, half, squeeze, unbracket
from ..parsed import AttendanceKind, ParsedAttendance
from ..vocabulary import COLLECTIVES, HEADER_NAMES, ORGANISATION_ENDINGS, ROLES
from ..vocabulary.municipalities import named
from .fields import Field
from .head import Head
from .rosters import (
    cells_of,
    columns_in,
    entries_of,
    is_office,
    is_seat,
    mark_of,
    name_and_office,
    office_of,
    role_at_end,
)

_KINDS: dict[str, AttendanceKind] = {
    "attendees": "present",
    "members": "present",
    "absent": "absent",
    "staff": "staff",
    "observers": "observer",
}
_COUNT = re.compile(r"(\d{1,4})\s*(?:名|人)")
_TOWNS = ("県", "府", "都", "市", "町", "村", "区")
_NOBODY = re.compile(r"(?:欠席者?)?(?:なし|無し|無|いない|ありません|特になし|0[名人]?)")
_ABSENT = ("×", "✕", "✖", "欠席", "欠")
_MANY = re.compile(r"(?:[員者人民]|団体)\d*$")
_KATAKANA = re.compile(r"[ァ-ヴー・]+")
_LISTENERS = re.compile(r"オブザーバー?|傍聴")
_NOTES = re.compile(r"(?:\s*[（(【［〔\[][^（()）】［］〔〕\[\]]*[)）】］〕\]]){1,3}\s*(?:※.*)?$")
_NOTE = re.compile(r"[（(【［〔\[]([^（()）】［］〔〕\[\]]*)[)）】］〕\]]")
_AND_MORE = re.compile(r"\s?(?:ほか|外|他|以下)$")
_SIGNS = "◎○●☆★△▲□■◇◆"
_LEGEND = re.compile(
    rf"[（(][^（()）]{{0,40}}[{_SIGNS}][^（()）]{{0,60}}[)）]\s?$|※[^※]{{0,20}}[{_SIGNS}][^※]{{0,60}}$"
)
_LONGEST_EXPLAINED = 2000
_EXPLAINED = re.compile(rf"([{_SIGNS}])(?:印)?[\s:：=＝は…]*([^\s、，,:：=＝は…{_SIGNS}()（）]{{2,8}})")
_ELSEWHERE = re.compile(
    r"(?:別紙|名簿|次|以下).{0,10}(?:のとおり|参照)|[（(](?:[◎○●]|敬称略|順不同|五十音順).*[)）]"
)
# Roles that many hold: in a list they count for those after them too (委員　春日、百瀬). A 会長 is one.
_SHARED = frozenset({"委員", "議員", "役員", "構成員", "理事", "幹事", "監事", "公募委員"})

_PRESIDING = frozenset(
    {
        "会長",
        "副会長",
        "委員長",
        "副委員長",
        "座長",
        "副座長",
        "部会長",
        "副部会長",
        "議長",
        "副議長",
        "会長代理",
        "職務代理者",
    }
)


def attendance_of(head: Head) -> list[ParsedAttendance]:
    """One row a printed name, or one for a count where only that is printed (役員5名)."""
    rows: list[ParsedAttendance] = []
    seen: dict[tuple[str, str], set[str]] = {}
    for one in head.fields:
        if one.key not in _KINDS:
            continue
        for row in _Rows(_kind_of(one), _shared_role(one), _legend_of(one)).of(one):
            known = seen.setdefault((row.kind, squeeze(row.name)), set())
            if not _names_again(row, known):
                rows.append(row)
            known.add(squeeze(row.role))
    return rows


def _names_again(row: ParsedAttendance, known: set[str]) -> bool:
    """Whether a list names somebody twice: the same full name, and no other role than before."""
    full = len(squeeze(row.name)) > 2
    return full and bool(known) and (not row.role or squeeze(row.role) in known or "" in known)


def _kind_of(one: Field) -> AttendanceKind:
    return "observer" if one.key == "members" and _LISTENERS.match(squeeze(one.name)) else _KINDS[one.key]


def _legend_of(one: Field) -> dict[str, str]:
    """The roles that marks before names stand for: 「（◎会長　○副会長）」, 「※◎は会長」."""
    return {mark: role for _, line in one.values for mark, role in _legend_in(line).items()}


def _legend_in(line: str) -> dict[str, str]:
    legend = _LEGEND.search(line)
    explained = _EXPLAINED.findall(legend[0]) if legend else []
    return {
        mark: word
        for mark, word in explained
        if word in ROLES and HEADER_NAMES.get(word, "members") == "members"
    }


def _shared_role(one: Field) -> str:
    return office_of(one.name.split()) if one.key == "members" and squeeze(one.name) in ROLES else ""


@dataclass(slots=True)
class _Rows:
    """Reads the lines of one field. `kind` and `role` are what the printed group says, until another group
    begins; `legend` is what marks before names say."""

    kind: AttendanceKind
    role: str
    legend: dict[str, str]
    pending: str = ""
    columns: tuple[str, ...] = ()

    def of(self, one: Field) -> list[ParsedAttendance]:
        found: list[ParsedAttendance] = []
        for _, printed in one.values:
            line = _LEGEND.sub("", printed) if _legend_in(printed) else printed
            cells = cells_of(line)
            columns = columns_in(cells)
            if columns:
                self.columns = columns
            elif self.columns and len(cells) > 1:
                found += self._row_of_cells(cells)
            elif not _ELSEWHERE.fullmatch(squeeze(line)):
                found += [self._explained(row, line) for row in self._listed(line)]
        return found

    def _explained(self, row: ParsedAttendance, line: str) -> ParsedAttendance:
        """The row with the role that the mark before it stands for."""
        if not self.legend or not row.name or len(line) > _LONGEST_EXPLAINED:
            return row
        mark = line.partition(row.text)[0].rstrip()[-1:]
        return replace(row, role=self.legend.get(mark, row.role))

    def _row_of_cells(self, cells: list[str]) -> list[ParsedAttendance]:
        """A row of a table whose head says what its columns hold."""
        row = dict(zip(self.columns, cells, strict=False))
        name, office = name_and_office(row.get("name", "").lstrip(BULLETS))
        if not name:
            return []
        marks = [
            cell.strip() for key, cell in zip(self.columns, cells, strict=False) if key in ("mark", "beside")
        ]
        absent = any(mark in _ABSENT or mark.startswith("欠席") for mark in marks)
        role = self.legend.get(row["name"][:1]) or office_of(row.get("role", "").split()) or office
        role = role or next((mark for mark in marks if mark in _PRESIDING), self.role)
        text = "\u3000".join(cell for cell in cells if cell)
        return [ParsedAttendance("absent" if absent else self.kind, text, name, role)]

    def _listed(self, line: str) -> list[ParsedAttendance]:
        found: list[ParsedAttendance] = []
        for entry in entries_of(line):
            group = unbracket(entry, 24)
            if group and not group[2] and self._begins_group(group[1]):
                continue
            bare, mark = mark_of(entry)
            row = self._row(bare.strip(" 　\t:：" + BULLETS))
            if self.pending:
                row = self._office_alone(bare)
            if row:
                found.append(replace(row, kind="absent") if mark in _ABSENT else row)
            self.pending = ""
        return found

    def _begins_group(self, name: str) -> bool:
        """「【事務局】」, 「（委員）」: whose names follow."""
        if _COUNT.search(half(name)):
            return False
        word = squeeze(name)
        keys = (HEADER_NAMES.get(one, "") for one in (word, *word.split("・")))
        kind = next((_KINDS[key] for key in keys if key in _KINDS), None)
        if kind:
            self.kind = "observer" if _LISTENERS.match(word) else kind
        self.role = name.strip() if role_at_end(word) and word not in COLLECTIVES else ""
        return True

    def _office_alone(self, entry: str) -> ParsedAttendance:
        """「財政課長」 is a person without a printed name, 「情報課（オブザーバー）」 an organisation."""
        bare = _NOTES.sub("", entry).strip()
        if bare.endswith(ORGANISATION_ENDINGS) or squeeze(bare) in COLLECTIVES:
            return ParsedAttendance(self._kind_by_note(entry), entry.strip())
        return ParsedAttendance(self._kind_by_note(entry), entry.strip(), role=self.pending)

    def _kind_by_note(self, text: str) -> AttendanceKind:
        notes = [squeeze(note) for note in _notes_of(text)]
        if any(_LISTENERS.match(note) for note in notes) or text.startswith("傍聴"):
            return "observer"
        if any(note in _ABSENT for note in notes):
            return "absent"
        bare = squeeze(_NOTES.sub("", text))
        staff = self.kind == "present" and HEADER_NAMES.get(bare) == "staff"
        return "staff" if staff else self.kind

    def _row(self, piece: str) -> ParsedAttendance | None:
        if not piece or _NOBODY.fullmatch(squeeze(piece)):
            return None
        bare = _NOTES.sub("", piece)
        counted = _COUNT.search(half(piece))
        if counted:
            before = squeeze(half(bare)[: counted.start()])
            alone = counted.end() == len(piece) and _KATAKANA.fullmatch(before)
            if len(before) <= 4 or _MANY.search(before) or alone:
                return ParsedAttendance(self._kind_by_note(piece), piece, count=int(counted.group(1)))
            bare = _AND_MORE.sub("", _COUNT.sub("", half(bare)).strip())
        name, role = name_and_office(self._without_group(bare))
        if not name:
            self.pending = role
            return None
        if self.role in _PRESIDING and is_seat(role):  # 会長　８番　林 健
            role = self.role
        role, self.pending = role or self.pending or self.role, ""
        if _is_shared(role):
            self.role = role
        elif not _is_shared(self.role):
            self.role = ""
        role = self._role_in_note(piece, role)
        town = bool(named(name)) or (self._kind_by_note(piece) == "observer" and name.endswith(_TOWNS))
        if squeeze(name) in ROLES or (name.endswith(ORGANISATION_ENDINGS) and is_office(name)) or town:
            return ParsedAttendance(self._kind_by_note(piece), piece)
        return ParsedAttendance(self._kind_by_note(piece), piece, name, role)

    @staticmethod
    def _role_in_note(piece: str, role: str) -> str:
        """「佐倉清夫（会長）」; what somebody is elsewhere counts where nothing else is printed."""
        for note in _notes_of(piece):
            word = squeeze(note)
            if word in _PRESIDING if _is_shared(role) or is_seat(role) else not role and word in ROLES:
                return note.strip()
        return role

    def _without_group(self, text: str) -> str:
        """「町　企画課長 大槻 圭吾」: the side that somebody sits on is no part of the office."""
        words = text.split(None, 1)
        if (
            len(words) == 2
            and squeeze(words[0]) in COLLECTIVES
            and is_office(words[1].split()[0], named=True)
        ):
            self.kind = _KINDS.get(HEADER_NAMES.get(squeeze(words[0]), ""), self.kind)
            return words[1]
        return text


def _notes_of(text: str) -> list[str]:
    """What stands in the brackets behind an entry."""
    notes = _NOTES.search(text)
    return _NOTE.findall(notes[0]) if notes else []


def _is_shared(role: str) -> bool:
    """委員, 教育委員, 被保険者代表: what many are."""
    word = squeeze(role)
    return word in _SHARED or word.endswith("委員") or (word not in ROLES and word.endswith("代表"))
