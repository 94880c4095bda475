"""Who was there: rows of 出席者, 欠席者 and 事務局, one a printed entry."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from ...folding import BULLETS, CLOSING, half, squeeze
from ...parsed import AttendanceKind, ParsedAttendance, Problem
from ...vocabulary import ROLES, SURNAMES
from ..header.head import Head
from ..lines import Line
from ..notation.fields import Field
from ..notation.name_evidence import (
    KNOWN,
    begins_department,
    given_evidence,
    is_category,
    is_proxy,
    is_seat,
    name_evidence,
    office_evidence,
    role_at_end,
)
from ..notation.numbering import numbered
from .people_fields import lists_of_people
from .people_groups import (
    CAME,
    KINDS,
    LISTENERS,
    OWN,
    PRESIDING,
    SIDES,
    Group,
    group_of,
    is_section,
    is_shared,
    legend_of,
    without_legend,
)
from .person_entries import Person, Style, person_in
from .rosters import Entry, cells_of, columns_in, in_one_style, is_nobody, style_in

_DITTO = ("同", "〃", "″", "々")
"""What stands for the office of the row above."""
_COMING = ("出席", "欠席")
_LISTED = ("present", "absent")
_NOTED = re.compile("[・、，,／/]")
"""What parts the words of a note: （委員長・大学教授）."""
_ABSENT = ("×", "✕", "✖", "欠席", "欠")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_CAME_AS = re.compile(r"[出欠]席(?:した)?(.{2,4}?)")
_FIELD_OF_NAME = re.compile(r"の?氏名$|名$")
_MOST_READ = 1000  # no sitting has more lines of people
_TOO_MANY = "名簿が長すぎます。この行から先の出席者は読み取っていません"
_UNSURE = "「{}」が人の名か、役職や団体かわかりません。書かれたとおりに残しました"


def people_of(head: Head) -> tuple[list[ParsedAttendance], list[Problem]]:
    """One row a printed name, or one for a count where only that is printed (役員5名), and a problem for each
    entry of which nobody can be sure."""
    rows: list[ParsedAttendance] = []
    problems: list[Problem] = []
    lists: list[int] = []
    singly: set[int] = set()
    above = ""
    style: Style = ()
    legend: dict[str, str] = {}
    fields = [*lists_of_people(head.fields)]
    printed = {line.number: line.text for one in fields for line, _ in [(one.line, ""), *one.values]}
    counted = Counter(map(_notation, printed.values()))
    for place, one in enumerate(fields):
        followed = place + 1 < len(fields)
        if len(rows) > _MOST_READ:
            problems.append(Problem("attendance-unsure", one.line.number, _TOO_MANY))
            break
        if one.key != "members":
            lists.append(len(rows))
        goes_on = above if group_of(one.name).keeps_role else ""
        role = _role_of(one) or goes_on
        legend |= legend_of(text for _, text in one.values)
        listed = _kind_of(one) in _LISTED
        reader = _Rows(_kind_of(one), role, legend, first=not rows, style=style if listed else ())
        found = _with_office_as_printed(one, reader.of(one, counted, followed=followed))
        style = reader.style if listed else style
        parted = CAME.match(one.text) is not None  # 委員　出席　… over 欠席　…
        above = role if goes_on or parted or not found else ""
        if one.key == "observers" and sum(row.count is not None for row in found) == 1:
            found = [row for row in found if row.count is None]  # how many listened the meeting itself says
        if _FIELD_OF_NAME.search(squeeze(one.name)):
            singly |= set(range(len(rows), len(rows) + len(found)))
        rows += found
        problems += reader.problems
    told = _counts_of_named(rows, lists) | _named_in_lists(rows, singly)
    return _each_once([row for at, row in enumerate(rows) if at not in told]), problems


def _with_office_as_printed(one: Field, found: list[ParsedAttendance]) -> list[ParsedAttendance]:
    """「会長　相川 正」 is printed so, also where 会長 was read as the name of a field."""
    if one.key != "members" or not found or not one.values or one.values[0][0] is not one.line:
        return found
    printed = one.line.text[max(0, one.line.text.find(one.name)) :]
    at = printed.find(found[0].text)
    if at <= 0 or any(sign in CLOSING + "\t" for sign in printed[:at]):
        return found
    return [replace(found[0], text=printed[: at + len(found[0].text)]), *found[1:]]


def _named_in_lists(rows: list[ParsedAttendance], singly: set[int]) -> set[int]:
    """Where a field of one name (議長氏名) names somebody who is in a list too."""
    listed = {squeeze(row.name) for at, row in enumerate(rows) if at not in singly}
    return {at for at in singly if squeeze(rows[at].name) in listed}


def _counts_of_named(rows: list[ParsedAttendance], lists: list[int]) -> set[int]:
    """Where a count is printed whose people are all named after it, up to the next count or list."""
    counts = [at for at, row in enumerate(rows) if row.count is not None]
    edges = sorted({*counts, *lists, len(rows)})
    told = set()
    for start, stop in pairwise(edges):
        named = sum(1 for row in rows[start:stop] if row.name or row.role)
        if named and named == rows[start].count:
            told.add(start)
    return told


def _each_once(rows: list[ParsedAttendance]) -> list[ParsedAttendance]:
    """The rows without those that name somebody again (議長 in a field of its own and in the list)."""
    kept: list[ParsedAttendance] = []
    seen: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        known = seen.setdefault((row.kind, squeeze(row.name)), set())
        if not _names_again(row, known):
            kept.append(row)
        known.add(squeeze(row.role))
    return kept


def _names_again(row: ParsedAttendance, known: set[str]) -> bool:
    """Whether a list names somebody twice: the same full name, and no other role than before, or a part of it
    (市教育委員会委員, then 委員)."""
    role = squeeze(row.role)
    full = " " in row.name or len(row.name) > 2
    return full and any(one == "" or one.endswith(role) for one in known)


def _kind_of(one: Field) -> AttendanceKind:
    return "observer" if one.key == "members" and LISTENERS.match(squeeze(one.name)) else KINDS[one.key]


def _role_of(one: Field) -> str:
    """The role that a field's own name gives to whom it lists: 会長, 議長の氏名."""
    name = _FIELD_OF_NAME.sub("", squeeze(one.name))
    if one.key != "members" or name not in ROLES:
        return ""
    return "".join(one.name.split()) if squeeze(one.name) == name else name


def _came_as(one: Field) -> str:
    """What those are who have no role printed beside them: 出席委員, 欠席した委員の氏名."""
    came = _CAME_AS.fullmatch(_FIELD_OF_NAME.sub("", squeeze(one.name)))
    return came[1] if came and came[1] in ROLES and is_shared(came[1]) else ""


@dataclass(slots=True)
class _Rows:
    """Reads the lines of one field. `kind` and `role` are what the printed group says, until another group
    begins; `legend` is what signs before names say; `waiting` is an office on a line of its own, for the next
    name."""

    kind: AttendanceKind
    role: str
    legend: dict[str, str]
    first: bool = True
    """Whether nobody is listed above."""
    style: Style = ()
    """That of the lists above, for one that is too short to have its own."""
    usual: AttendanceKind = "present"
    waiting: str = ""
    above: str = ""
    """What is printed beside the name above."""
    columns: tuple[str, ...] = ()
    rows: list[ParsedAttendance] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, one: Field, counted: Counter[str], *, followed: bool) -> list[ParsedAttendance]:
        self.usual = self.kind
        values = list(_untorn(one.values[:_MOST_READ]))
        if len(one.values) > _MOST_READ:
            self.problems.append(Problem("attendance-unsure", one.values[_MOST_READ][0].number, _TOO_MANY))
        read = [self._read(line, text) for line, text in values]
        lines = ["" if isinstance(row, dict) else row for row in read]
        self.style = style_in(lines) or self.style
        lists = in_one_style(lines, self.style)
        heads = _numbered_heads(values, lists, counted, followed=followed)
        deep = any(line.indent > one.line.indent for line, _ in values)
        for at, ((line, text), row) in enumerate(zip(values, read, strict=True)):
            people, below = lists[at], lists[at + 1] if at + 1 < len(lists) else []
            if deep and line.indent <= one.line.indent and line is not one.line and self.usual == "absent":
                self.usual = "present"  # another list beside 欠席委員, and not within it
            if isinstance(row, dict):
                self._row_of_cells(row, text)
            elif at in heads:
                self._begin(group_of(heads[at]))
            else:
                self._line(line, people, below)
        role = _came_as(one)
        return [
            replace(row, role=role) if row.name and not row.role and row.kind in _LISTED else row
            for row in self.rows
        ]

    def _line(self, line: Line, entries: list[Entry], below: list[Entry]) -> None:
        """The entries of one line; `below` are those of the next."""
        for place, entry in enumerate(entries):
            alone = len(entries) == 1
            after = below if alone else entries[place + 1 :]
            self._take(entry, line, after, alone=alone)
        if entries and below:
            self._office_torn_off(entries[-1].person, below)
        if any(entry.person and entry.person.name for entry in entries) and not is_shared(self.role):
            self.role = ""

    def _read(self, line: Line, text: str) -> str | dict[str, str]:
        """The people of a line; of a table's row what its columns hold."""
        cells = cells_of(text)
        columns = columns_in(cells)
        if columns:
            self.columns = columns
            return ""
        told = line.columns[-len(cells) :] if "\t" in text else ()
        if "name" in told:
            return dict(zip(told, cells, strict=False))
        if self.columns and len(cells) > 1:
            return dict(zip(self.columns, cells, strict=False))
        return without_legend(text)

    def _row_of_cells(self, row: dict[str, str], text: str) -> None:
        """A row of a table of people: its columns say what each cell holds."""
        person = person_in(row.get("name", "").strip(BULLETS + " \u3000"))
        if not person or not person.name or is_nobody(row["name"]):
            return
        if row.get("group", "").strip():
            self._begin(group_of(row["group"]))
        marks = [row.get(key, "").strip() for key in ("mark", "note")]
        absent = any(mark in _ABSENT or mark.startswith("欠席") for mark in marks)
        role = (
            self.legend.get(row["name"].strip()[:1]) or "".join(_office(row.get("role", ""))) or person.office
        )
        presides = next((mark for mark in marks if mark in PRESIDING), "")
        role = presides if presides and (not role or is_shared(role)) else role or self.role
        printed = "\u3000".join(cell for cell in cells_of(text) if cell)
        self.rows.append(ParsedAttendance("absent" if absent else self.kind, printed, person.name, role))

    def _take(self, entry: Entry, line: Line, after: list[Entry], *, alone: bool) -> None:
        """One entry of a line; `after` follows it, on the next line where it stands `alone` on its own."""
        if entry.group:
            hosts = entry.hosts and self.kind in _LISTED and any(row.name for row in self.rows)
            party = squeeze(entry.group) in SIDES and self.first and not self.rows
            group = Group(None, "") if party else group_of(entry.group)
            self._begin(Group("staff", "") if hosts else group)
        elif entry.count is not None:
            self._count(entry, after)
        elif entry.person and entry.person.name:
            self._person(entry, entry.person)
        elif entry.person and self._heads(entry, entry.person, after, alone=alone):
            return
        elif entry.person:
            self._nameless(entry.person, line)

    def _begin(self, group: Group) -> None:
        """A group begins. 委員 are of the field's own kind: absent among those absent."""
        if group.kind:
            self.kind = self.usual if group.kind == "present" else group.kind
        self.role, self.waiting = group.role or self.role * group.keeps_role, ""

    def _heads(self, entry: Entry, person: Person, after: list[Entry], *, alone: bool) -> bool:
        """Whether an office without a name is said of those after it: 委員 over names, 会長 over one."""
        if person.notes or not after:
            return False
        if not alone and entry.last:
            return False
        office = person.office or person.text
        first = after[0].person
        named = first is not None and bool(first.name)
        group = group_of(office)
        scribes = group.kind == "staff" and first is not None and bool(first.office)  # 書記　総務係　佐藤
        if is_shared(office) or scribes or (group.kind and squeeze(office) not in ROLES):
            self._begin(group)
            return True
        if person.sure and named and first and not first.office and not self._role_in_notes(first):
            self.waiting = office
            return True
        over = (
            alone and named and first is not None and first.office in ROLES
        )  # 株式会社みどり over its people
        if over and not role_at_end(squeeze(office)):
            return True
        presides = squeeze(office) in PRESIDING  # 会長　みどり市長　佐倉 清夫
        if named and first is not None and not entry.last and (presides or _from_a_body(first)):
            self.waiting = office
            return True
        return bool(person.lead)

    def _office_torn_off(self, last: Person | None, below: list[Entry]) -> None:
        """「町長　佐藤 一郎　　総務部長」 over 「林 健」: the last office is that of the next line."""
        person = below[0].person
        bare = person is not None and bool(person.name) and not person.office
        if bare and last and last.office and role_at_end(squeeze(last.beside)):
            self.waiting = last.beside

    def _count(self, entry: Entry, after: list[Entry]) -> None:
        """How many there were; what is counted may head those named next (委員３名)."""
        before = self.kind, self.role
        if entry.counted and not entry.total:
            group = group_of(entry.counted)
            self._begin(Group(group.kind, group.role if is_shared(group.role) else ""))
        if entry.count and not (entry.total and self.rows):
            kind = self._kind_by(entry.text, ())
            self.rows.append(ParsedAttendance(kind, entry.text, count=entry.count))
        if not any(one.person and one.person.name for one in after[:1]):
            self.kind, self.role = before

    def _person(self, entry: Entry, person: Person) -> None:
        if is_proxy(person.office) and self.rows:
            named = self.rows[-1]
            self.rows[-1] = replace(named, text=f"{named.text}\u3000{person.text}")
            return
        office = self._office_of(person)
        presides = self.waiting in PRESIDING and not person.glued
        role = (self.waiting if presides else _own(office)) or self.waiting or self.role
        self.waiting = ""
        role = self.above if role in _DITTO else role  # 委員　養老 恵美子（会長） over 同　垂井 光男
        self.above = role
        if is_shared(role) and not (person.glued and role == office):
            self.role = role
        elif person.office and not person.glued and not is_shared(self.role):
            self.role = ""
        meant = self.legend.get(entry.sign, "")
        role = self._role_by_notes(person, role) if meant in ("", *_COMING) else meant
        away = entry.mark in _ABSENT or entry.sign in _ABSENT or meant == "欠席"
        kind = "absent" if away else self._kind_by(person.text, person.notes)
        text = f"{person.text}\u3000{entry.mark}" if entry.mark else person.text
        self.rows.append(ParsedAttendance(kind, text, person.name, role))

    def _office_of(self, person: Person) -> str:
        """What is printed beside the name: before it, right behind it, or apart where nothing else is."""
        came = CAME.fullmatch(squeeze(half(person.lead))) is not None  # ＷＥＢ参加：佐倉
        if person.lead and (came or person.lead != person.office) and (group := group_of(person.lead)).kind:
            self._begin(group)
        if came and person.office == person.lead:
            return ""
        office = person.office if person.glued else self._without_group(person.office)
        beside = person.beside if role_at_end(squeeze(person.beside)) else ""
        if beside and office_evidence(beside) > 1:
            if squeeze(beside) in PRESIDING:
                office = beside  # （委員） over 椋本　武志　会長, 学識経験者　椋本　武志　会長
            elif not (office or self.waiting or self.role):
                office = beside
        presides = self.role in PRESIDING and not role_at_end(squeeze(office))
        return self.role if presides else office  # 会長　８番　林 健

    def _without_group(self, office: str) -> str:
        """「事務局　課長」, 「町　企画課長」: the side that somebody sits on is no part of the office."""
        side, _, rest = office.partition(" ")
        group = group_of(side)
        if group.kind == "observer":
            self._begin(group)
            return office
        if squeeze(side) in ROLES and is_shared(side):
            self._begin(group)
            return rest or side
        if group.kind in (None, "present") or group.role or is_section(side):
            return office
        self._begin(group)
        return rest

    def _role_in_notes(self, person: Person) -> str:
        notes = chain.from_iterable(map(_NOTED.split, person.notes))
        return next((note for note in notes if squeeze(note) in PRESIDING), "")

    def _role_by_notes(self, person: Person, role: str) -> str:
        """「佐倉清夫（会長）」; what somebody is elsewhere counts where nothing else is printed."""
        for note in chain.from_iterable(map(_NOTED.split, person.notes)):
            word = squeeze(note)
            # 議長　佐藤 一郎（会長）, みどり大学　佐倉教授【会長】
            presides = role == "議長" or not role or is_shared(role) or " " in role
            if word in PRESIDING and presides:
                return note.strip()
            office = (
                word in PRESIDING
                or word in OWN
                or is_category(word)
                or (self.kind == "staff" and office_evidence(word) >= 1)
            )
            if not role_at_end(squeeze(role)) and office and not word.startswith(("欠席", "代理")):
                return note.strip()
        return role

    def _nameless(self, person: Person, line: Line) -> None:
        """「財政課長」 is a person without a printed name, 「情報課（オブザーバー）」 an organisation."""
        inside = person_in(person.notes[0]) if len(person.notes) == 1 else None
        full = inside and len(inside.name) > 2 and name_evidence("".join(inside.name.split())) > KNOWN
        if inside and inside.name and person.office and (inside.office or full):  # みなと市（総務課　佐藤）
            role = f"{person.office} {inside.office}".strip()
            self.rows.append(ParsedAttendance(self.kind, person.text, inside.name, role))
            return
        if not person.sure and (self.kind == "observer" or _in_kana(person.text)):
            return
        kind = self._kind_by(person.text, person.notes)
        office = person.office
        bare = squeeze(office)
        role = office if person.sure and role_at_end(bare) and not group_of(bare).kind else ""
        self.rows.append(ParsedAttendance(kind, person.text, role=role))
        if not person.sure:
            self.problems.append(Problem("attendance-unsure", line.number, _UNSURE.format(person.text)))

    def _kind_by(self, text: str, notes: tuple[str, ...]) -> AttendanceKind:
        """The group's kind, unless the entry itself says otherwise: （オブザーバー）, （欠席）, 傍聴２名."""
        words = [squeeze(note) for note in notes]
        if any(LISTENERS.match(word) for word in words) or text.startswith("傍聴"):
            return "observer"
        if "事務局" in words:
            return "staff"
        if any(word in _ABSENT for word in words):
            return "absent"
        bare = squeeze(half(text).partition("(")[0])
        if self.kind == "present" and group_of(bare).kind == "staff" and not is_section(bare):
            return "staff"
        return self.kind


def _numbered_heads(
    values: Sequence[tuple[Line, str]], lists: Sequence[list[Entry]], counted: Counter[str], *, followed: bool
) -> dict[int, str]:
    """The groups that numbers head in a list: （１）審査会委員, （２）諮問実施機関, over people without such
    numbers. `counted` tells how often each notation numbers a line of all lists; `followed` that another
    field of people goes on below."""
    kinds = [_notation(text) for _, text in values]
    heads = {}
    for at, ((_, text), entries) in enumerate(zip(values, lists, strict=True)):
        over = followed if at + 1 == len(values) else kinds[at + 1] != kinds[at]
        found = numbered(text)
        title = _IN_BRACKETS.sub("", found.rest).strip(" \u3000:：") if found else ""
        if kinds[at] and counted[kinds[at]] > 1 and over and _is_head(title, entries):
            heads[at] = title
    return heads


def _is_head(title: str, entries: Sequence[Entry]) -> bool:
    """Whether one word names a group, and nobody, no office and no count."""
    if len(title.split()) != 1 or "、" in title:
        return False
    told = any(entry.count is not None or (entry.person and entry.person.name) for entry in entries)
    office = bool(role_at_end(squeeze(title))) and group_of(title).kind is None
    return is_shared(title) or not (told or office)


def _notation(text: str) -> str:
    found = numbered(text)
    return found.kind if found and found.number else ""


def _from_a_body(person: Person) -> bool:
    """Whether somebody's office names the body first: みどり大学 教授, behind 会長."""
    body, _, rest = person.office.partition(" ")
    return bool(rest) and not role_at_end(squeeze(body)) and not is_seat(body)


def _in_kana(text: str) -> bool:
    """Whether the words are a phrase (このページの上へ) and no name or body."""
    kana = sum("ぁ" <= letter <= "ん" for letter in text)
    return 5 * kana > 2 * len(text)


def _untorn(values: Sequence[tuple[Line, str]]) -> Iterator[tuple[Line, str]]:
    """The lines of a list; 「片山」 over 「恵二」, a surname over a given name, as one, and 「…、長沼　里」
    over 「子、…」, a name broken where the line was full."""
    at = 0
    while at < len(values):
        line, text = values[at]
        at += 1
        while at < len(values) and (joined := _joined(text, values[at][1])):
            text = joined
            at += 1
        yield line, text


def _joined(text: str, below: str) -> str:
    """Two lines as one where a name began on the first; nothing where none did."""
    first, comma, _ = below.partition("、")
    if first in SURNAMES or given_evidence(first) <= 0:
        return ""
    if text in SURNAMES:
        return f"{text}\u3000{below}"
    return text + below if comma and "、" in text and len(first) == 1 else ""


def _own(office: str) -> str:
    """同市民係長 names its section: 同 stands for the house before it; 同主事 is kept."""
    rest = office.lstrip("〃″ \u3000").removeprefix("同")
    return rest if begins_department(rest) and role_at_end(squeeze(rest)) else office


def _office(printed: str) -> list[str]:
    """An office from its printed words, letter-spaced ones (会　長) joined."""
    words = printed.split()
    return words if all(len(word) == 1 for word in words) else [" ".join(words)]
