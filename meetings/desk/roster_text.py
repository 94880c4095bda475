"""A body's list of members (委員名簿) as it is pasted or sent: lines → memberships, or what is wrong in which
line.

The first line names the columns, in whatever order: 氏名 役職 所属 任期. Columns are parted by tabs (as they
are when copied from a table), by commas (CSV), or by two spaces or more.
"""

import csv
import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from meetings.form_fields import DayField
from meetings.importing.folding import squeeze
from meetings.importing.parsed import ParsedAttendance
from meetings.importing.roster import Member
from meetings.models import Membership

MOST_LINES = 2_000
LONGEST = 300_000
"""Characters of a whole list."""
COLUMNS = {
    "name": "氏名 名前 お名前 委員名 委員氏名 氏名等",
    "surname": "姓 氏 苗字",
    "given": "名",
    "kana": "よみ ふりがな 読み 読み方 よみがな 氏名よみ 氏名ふりがな 氏名(よみ) 氏名(ふりがな)",
    "office": "役職 役職名 職名 職 役 役名 委員会役職 会での役職",
    "affiliation": "所属 所属等 所属団体 所属団体等 所属機関 団体名 所属名 勤務先 選出団体 推薦団体",
    "term": "任期 任期期間 委嘱期間 在任期間 期間",
    "since": "任期の始め 任期始 任期(始) 任期開始 任期開始日 開始日 始期 就任 就任日 就任年月日 委嘱日 "
    "委嘱年月日 任命日 から 自",
    "until": "任期の終わり 任期終 任期(終) 任期終了 任期終了日 任期満了 任期満了日 終了日 終期 退任 退任日 "
    "退任年月日 まで 至",
}
"""What a column may be called."""
WORDS = {
    "name": "氏名", "kana": "よみ", "office": "役職", "affiliation": "所属", "term": "任期",
    "since": "任期の始め", "until": "任期の終わり",
}  # fmt: skip
"""What a message calls it."""
_TO_KATAKANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_MEANINGS = {word: column for column, words in COLUMNS.items() for word in words.split()}
_LONGEST = {"name": 200, "kana": 200, "office": 100, "affiliation": 200}
_HONORIFIC = re.compile(r"\s+(?:氏|様|殿|君|さん)$")
_VACANT = re.compile(r"[(（]?(?:欠員|空席|未定)[)）]?")
_SPACES = re.compile(r"[ \u3000]{2,}")
_WAVE = re.compile(r"[~〜]|から")
_SHORTEST = 3
"""A name without a space is taken for a full one from this length on."""
_DAY = DayField()
NO_HEAD = (
    "最初の行に、列の見出しがありません。「氏名」「役職」「所属」「任期」のような見出しを付けてください。"
)


@dataclass(frozen=True, slots=True)
class WrongCell:
    """What is wrong in a line (from one), and in which column."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        column = f" {WORDS[self.column]}" if self.column else ""
        return f"{self.line}行目{column}：{self.reason}"


@dataclass(slots=True)
class RosterText:
    """What a list says: rows that are not stored yet, or what is wrong with it."""

    rows: list[Membership] = field(default_factory=list)
    wrong: list[WrongCell] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    """Heads of columns that tell nothing of a membership."""


def read_roster(
    text: str, since: datetime.date | None = None, until: datetime.date | None = None
) -> RosterText:
    """Read the list; `since` and `until` are the term of the lines that tell none."""
    result = RosterText()
    if len(text) > LONGEST:
        result.wrong.append(WrongCell(1, "", f"長すぎます。{LONGEST:,}字までにしてください。"))
        return result
    lines: list[tuple[int, list[str]]] = []
    try:
        lines += (row for row in _lines(text) if any(row[1]))
    except csv.Error:
        last = lines[-1][0] + 1 if lines else 1
        result.wrong.append(WrongCell(last, "", '引用符（"）の囲みが、正しく閉じていません。'))
        return result
    if not lines or len(lines) > MOST_LINES:
        reason = f"{MOST_LINES:,}行までにしてください。" if lines else "何も書かれていません。"
        result.wrong.append(WrongCell(1, "", reason))
        return result
    (number, head), *rest = lines
    columns = [_MEANINGS.get(squeeze(cell), "") for cell in head]
    if fault := _fault_of_head(columns):
        result.wrong.append(WrongCell(number, "", fault))
        return result
    result.unused = [cell for cell, column in zip(head, columns, strict=True) if cell and not column]
    seen: dict[tuple[str, str, datetime.date], int] = {}
    for number, cells in rest:
        row = _Line(number, columns, cells, result.wrong).membership(since, until)
        if row is None:
            continue
        first = seen.setdefault((squeeze(row.name), row.office, row.since), number)
        if first != number:
            result.wrong.append(WrongCell(number, "name", f"{first}行目と同じ人の、同じ役職です。"))
        row.position = len(result.rows) + 1
        result.rows.append(row)
    if not result.rows and not result.wrong:
        result.wrong.append(WrongCell(number, "", "見出しの下に、委員が書かれていません。"))
    return result


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and cells."""
    lines = text.lstrip("\ufeff").replace("\0", "").splitlines()
    head = next((line for line in lines if line.strip()), "")
    mark = "\t" if "\t" in text else ","
    if mark == "\t" or mark in head:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark, strict=True)
        for cells in reader:
            yield reader.line_num, [" ".join(cell.split()) for cell in cells]
        return
    for number, line in enumerate(lines, start=1):
        yield number, _SPACES.split(line.strip())


def _fault_of_head(columns: Sequence[str]) -> str:
    known = [column for column in columns if column]
    if "name" not in known and not {"surname", "given"} <= set(known):
        return NO_HEAD
    twice = next((column for column in known if known.count(column) > 1), None)
    return f"「{WORDS.get(twice, '姓や名')}」の列が二つあります。" if twice else ""


@dataclass
class _Line:
    """One line under its heads; what is wrong is added to `wrong`."""

    number: int
    columns: Sequence[str]
    cells: Sequence[str]
    wrong: list[WrongCell]

    def membership(self, since: datetime.date | None, until: datetime.date | None) -> Membership | None:
        before = len(self.wrong)
        if len(self.cells) > len(self.columns) and any(self.cells[len(self.columns) :]):
            self._tell("", f"項目が{len(self.cells)}個あります。見出しは{len(self.columns)}個です。")
        said = {name: cell.strip() for name, cell in zip(self.columns, self.cells, strict=False) if name}
        name = _HONORIFIC.sub(
            "", said.get("name", "") or f"{said.get('surname', '')} {said.get('given', '')}"
        )
        name = " ".join(unicodedata.normalize("NFKC", name).split())
        if _VACANT.fullmatch(name):
            return None
        self._check_name(name)
        kana = " ".join(unicodedata.normalize("NFKC", said.get("kana", "")).split())
        columns = {
            "name": name,
            "kana": kana.translate(_TO_KATAKANA),
            "office": squeeze(said.get("office", "")),
            "affiliation": said.get("affiliation", ""),
        }
        for column, value in columns.items():
            if len(value) > _LONGEST[column]:
                self._tell(column, f"{_LONGEST[column]}字までのところ、{len(value)}字あります。")
        first, last = self._term(said)
        first = first or since
        last = last or until
        if first is None and len(self.wrong) == before:
            self._tell("since", "書かれていません。名簿の列に書くか、下の欄に入力してください。")
        if first and last and last < first:
            self._tell("until", "任期の始めより前の日です。")
        if first is None or len(self.wrong) > before:
            return None
        return Membership(**columns, since=first, until=last)

    def _check_name(self, name: str) -> None:
        if not name:
            self._tell("name", "書かれていません。")
            return
        member = Member.of(ParsedAttendance("present", name, name))
        if not member.is_surely_full and len(member.name) < _SHORTEST:
            self._tell("name", f"「{name}」が姓だけか氏名か分かりません。姓と名の間に空白を入れてください。")

    def _term(self, said: dict[str, str]) -> tuple[datetime.date | None, datetime.date | None]:
        term = said.get("term", "")
        first, last = _parted(term) if term else ("", "")
        return (
            self._day("since", said.get("since", "") or first),
            self._day("until", said.get("until", "") or last),
        )

    def _day(self, column: str, typed: str) -> datetime.date | None:
        if not typed:
            return None
        try:
            return _DAY.to_python(typed)
        except ValidationError as error:
            self._tell(column, f"「{typed[:40]}」は{error.messages[0]}")
            return None

    def _tell(self, column: str, reason: str) -> None:
        self.wrong.append(WrongCell(self.number, column, reason))


def _parted(term: str) -> tuple[str, str]:
    """From when, and to when: 令和6年4月1日〜令和8年3月31日, 2024/4/1から2026/3/31まで, R6.4.1-R8.3.31."""
    typed = unicodedata.normalize("NFKC", term).removesuffix("まで").strip()
    wave = _WAVE.search(typed)
    if wave:
        return typed[: wave.start()].strip(), typed[wave.end() :].strip()
    for dash in re.finditer(r"[-‐–—―−]", typed[:60]):
        parts = typed[: dash.start()].strip(), typed[dash.end() :].strip()
        if all(map(_is_day, parts)):
            return parts
    return typed, ""


def _is_day(typed: str) -> bool:
    try:
        return _DAY.to_python(typed) is not None
    except ValidationError:
        return False
