"""The list of those present as labels can mean it: who of one day is called so. No Django, no database."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from .folding import half, squeeze
from .parsed import AttendanceKind, ParsedAttendance
from .vocabulary import ANONYMOUS_TITLES, OFFICERS

_BRACKETS = re.compile(r"\([^()]*\)")
_FORMER = re.compile(r"\(\s*旧姓\s*[:]?\s*([^()\s]{1,8})\s*\)")
_BRACKETED = re.compile(r"\(([^()]{2,12})\)$")
_NAMED = re.compile(r"\(([^()]{1,12})(?:君|氏|さん|議員)\)$")
_SHORTEST_FULL = 4
"""A name without a space is a full one from this length on; a shorter one may be a surname (佐々木)."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the list. `surname` is empty where the print does not part it from the given name."""

    name: str
    surname: str = ""
    role: str = ""
    kind: AttendanceKind = "present"
    note: str = ""
    """What the entry says beside name and role: the organisation somebody comes from."""

    @classmethod
    def of(cls, row: ParsedAttendance) -> "Member":
        """The person in one row of the list."""
        printed = _BRACKETS.sub("", half(row.name)).strip()
        front, gap, _ = printed.partition(" ")
        name, role = squeeze(printed), squeeze(row.role)
        note = squeeze(row.text).replace(squeeze(row.name), "", 1).replace(role, "", 1)
        return cls(name, squeeze(front) if gap else "", role, row.kind, note)

    @property
    def is_surely_full(self) -> bool:
        """Whether the entry by itself shows surname and given name."""
        return bool(self.surname) or len(self.name) >= _SHORTEST_FULL

    def is_called(self, front: str) -> bool:
        """Whether what stands before a role can mean this person: the name, or the surname."""
        if front in (self.name, self.surname):
            return bool(front)
        # 佐藤 of 佐藤一郎, where no space is printed
        given = len(self.name) - len(front)
        return not self.surname and len(front) > 1 and 1 <= given <= 3 and self.name.startswith(front)

    def holds(self, role: str) -> bool:
        """Whether the role is this person's office: 会長, or 課長 of a 道路課長."""
        if role in ANONYMOUS_TITLES:
            return False
        return self.role == role or (role in OFFICERS and self.role.endswith(role))


@dataclass(frozen=True, slots=True)
class Roster:
    """Who was there on one day.

    `spoken` are the labels of that day's turns: somebody who speaks under his office is not meant by the
    label of a plain member. `full` are the names that are full ones.
    """

    members: tuple[Member, ...] = ()
    spoken: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()
    prints_full_names: bool = False
    """Whether that is the habit of the day, so that a short name is a full one too: 林健 beside 佐藤一郎."""
    names_in_brackets: bool = False
    """Whether labels of the day name people behind their offices: 町長（若葉薫）, 建設委員長（宮田葵）."""
    namesakes: frozenset[str] = frozenset()
    """Full names that two people of the list bear: no label alone says which of them speaks."""
    holders: dict[str, str] = field(default_factory=dict)
    """Offices that the list gives to one person alone: 会長 → 若葉薫."""

    @classmethod
    def of(
        cls,
        rows: Sequence[ParsedAttendance],
        spoken: Iterable[str] = (),
        terms: Sequence[ParsedAttendance] = (),
    ) -> "Roster":
        """The list as the head of the minutes prints it, and the body's members in office that day (`terms`),
        who are known in full. Nobody who was absent speaks."""
        printed_members = [Member.of(row) for row in rows if row.name and row.kind != "absent"]
        in_office = _in_office(terms, [Member.of(row) for row in rows if row.name and row.kind == "absent"])
        labels = frozenset(map(squeeze, spoken))
        sure = [one.is_surely_full for one in printed_members]
        all_full = 2 * sum(sure) > len(sure)
        members = _with_full_names(printed_members, in_office)
        known = {one.name for one in in_office}
        full = frozenset(one.name for one in members if all_full or one.is_surely_full or one.name in known)
        twice = namesakes(rows) | namesakes(terms)
        printed = Counter(squeeze(row.role) for row in rows if row.kind != "absent")
        holders = {
            entry.role: one.name
            for entry, one in zip(printed_members, members, strict=False)
            if entry.role and printed[entry.role] == 1 and one.name in full and one.name not in twice
        }
        present = {one.name for one in members[: len(printed_members)]}
        lists_members = any(one.kind == "present" for one in printed_members)
        of_term = _holders_of_term(rows, terms, in_office, present if lists_members else known)
        full_names = all_full or _in_full(labels)
        behind = [found[1] for label in labels if (found := _BRACKETED.search(label))]
        named = sum(any(one.is_called(name) for one in members) for name in behind)
        return cls(members, labels, full, full_names, named > 1, twice, of_term | holders)

    def one_called(self, front: str, role: str = "") -> str | None:
        """The full name of the one person whom a name or surname before that role can mean; None where there
        is nobody, or more than one."""
        called = [one for one in self.members if one.is_called(front)]
        if len({one.name for one in called}) > 1 and role:
            in_office = [one for one in called if one.holds(role)]
            called = in_office or [one for one in called if not self._speaks_otherwise(one, role)]
        names = {one.name for one in called}
        if len(names) != 1 or names & self.namesakes or not names <= self.full:
            return None
        return names.pop()

    def knows(self, front: str) -> bool:
        """Whether anybody of the list is called so."""
        return any(one.is_called(front) for one in self.members)

    def _speaks_otherwise(self, one: Member, role: str) -> bool:
        """Whether this person speaks that day under another office than `role`: 会長, or 根岸課長."""
        if not one.role or one.role.endswith(role):
            return False
        if one.role.endswith(tuple(OFFICERS)):
            return True
        own = {one.role, *(f"{name}{one.role}" for name in (one.name, one.surname) if name)}
        return not own.isdisjoint(self.spoken)


def _in_office(terms: Sequence[ParsedAttendance], absent: Sequence[Member]) -> list[Member]:
    """The members in office but for those whom the list names as absent."""
    members = [Member.of(row) for row in terms]
    gone: set[str] = set()
    for one in absent:
        called = {member.name for member in members if _may_be(one, member)}
        gone |= called if len(called) == 1 else set()
    return [member for member in members if member.name not in gone]


def _may_be(printed: Member, member: Member) -> bool:
    """Whether the entry of a list can mean the member: by the same name, or by a surname, unless of staff."""
    is_surname = printed.kind in ("present", "absent") and not printed.is_surely_full
    return printed.name == member.name or (is_surname and member.is_called(printed.name))


def _with_full_names(printed: Sequence[Member], in_office: Sequence[Member]) -> tuple[Member, ...]:
    """Those printed, a surname as the one member whom it can mean, then the members who are not printed."""
    found: list[Member] = []
    for one in printed:
        called = {member.name: member for member in in_office if _may_be(one, member)}
        [member] = called.values() if len(called) == 1 else [one]
        found.append(replace(member, role=one.role or member.role, kind=one.kind, note=one.note))
    names = {one.name for one in found}
    return (*found, *(member for member in in_office if member.name not in names))


def _holders_of_term(
    rows: Sequence[ParsedAttendance],
    terms: Sequence[ParsedAttendance],
    in_office: Sequence[Member],
    present: Collection[str],
) -> dict[str, str]:
    """Offices that one member alone holds and the day's list gives to nobody; his, if he was there."""
    printed = {squeeze(row.role) for row in rows}
    by_office: dict[str, set[str]] = defaultdict(set)
    for row in terms:
        by_office[squeeze(row.role)].add(Member.of(row).name)
    return {
        one.role: one.name
        for one in in_office
        if one.role and one.role not in printed and len(by_office[one.role]) == 1 and one.name in present
    }


def _in_full(labels: Collection[str]) -> bool:
    """Whether most names that the labels have in brackets are long enough for full ones: 議長(佐藤一郎君)."""
    named = [found[1] for label in labels if (found := _NAMED.search(label))]
    return 2 * sum(len(name) >= _SHORTEST_FULL for name in named) > len(named)


def namesakes(rows: Sequence[ParsedAttendance]) -> frozenset[str]:
    """The names that two people of a list bear: they come from two places, or one is a member and one of the
    staff. A person who is only printed twice is one."""
    by_name: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        if row.name:
            member = Member.of(row)
            if member.is_surely_full:
                by_name[member.name].append(member)
    return frozenset(name for name, members in by_name.items() if _are_several(members))


def _are_several(members: Collection[Member]) -> bool:
    notes = {one.note for one in members if one.note}
    kinds = {one.kind for one in members if one.kind != "absent"}
    return len(notes) > 1 or len(kinds) > 1


def changed_names(rows: Iterable[ParsedAttendance]) -> list[tuple[str, str]]:
    """(name now, name before) of those whose former surname the list prints: 大和（旧姓 山﨑）花."""
    found = []
    for row in rows:
        former = _FORMER.search(half(row.text))
        if former is None:
            continue
        entry = _BRACKETS.sub("", half(row.name or row.text)).strip()
        _, gap, given = entry.rpartition(" ")
        found.append((entry, f"{former[1]} {given.strip()}" if gap else former[1]))
    return found


NOBODY = Roster()
"""Where no list is printed."""
