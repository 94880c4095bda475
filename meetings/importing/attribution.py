"""Attribution levels: how much a printed label says of who speaks. No Django, no database.

氏名 > 役職 > 団体 > 匿名ラベル > 不明. The rule is to claim no higher level than the record supports: a
surname before 委員 is a person, 介護保険 before 課長 is a department unless the list of those present has
somebody of that name.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from .folding import squeeze
from .vocabulary import (
    ANONYMOUS_TITLES,
    COLLECTIVES,
    HONORIFICS,
    OFFICERS,
    ORGANISATION_ENDINGS,
    ROLES,
)
from .vocabulary.municipalities import named

Level = Literal["person", "office", "organisation", "anonymous", "unknown"]

_BRACKETED = re.compile(r"^([^()]*)\(([^()]*)\)([^()]*)$")
_MARK = r"(?:[A-Za-z]|[0-9]{1,3}|[甲乙丙丁イロハ])"
_SEAT = re.compile(rf"^(?:{_MARK}番?|第?[0-9]+番|[〇一二三四五六七八九十]+番)$")
_NAME = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵぁ-ゖァ-ヴー]{1,6}$")
LONGEST_NAME = 200
"""A longer label is a sentence that was taken for one; it names nobody."""

_STATE = ("省", "庁", "府", "内閣", "裁判所")

_M = TypeVar("_M")
_B = TypeVar("_B")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a label means: the level, the name at that level, and the role in which the person speaks.

    `is_full_name`: the person is known by full name, not by surname alone; `reach` says where the name means
    the same one: one meeting, the body, its municipality, or everywhere.
    """

    level: Level
    name: str = ""
    role: str = ""
    is_full_name: bool = False
    reach: Literal["meeting", "body", "municipality", "everywhere"] = "body"

    def bounds(self, itself: _M | None, owner: _M | None, body: _B) -> tuple[_M | None, _B | None]:
        """The municipality or body within which this name is one speaker's: `itself` where a municipality
        speaks, else that of the `body` (None where the nation owns it) or the body, as far as it reaches."""
        if itself is not None:
            return itself, None
        if self.reach == "municipality" and owner is not None:
            return owner, None
        return None, body if self.reach in ("body", "municipality") else None


UNKNOWN = Attribution("unknown")


def read_label(
    label: str,
    roster: Collection[str] = (),
    municipalities: Collection[str] = (),
    holders: Mapping[str, str] | None = None,
) -> Attribution:
    """The attribution that a printed label (without decoration) supports.

    `roster` holds the names of those present as printed (with the space between surname and given name
    where it is printed), `holders` which of them the list gives an office as the only one (会長 → 若葉 薫),
    `municipalities` further names than the official list's.
    """
    found = _read(squeeze(label), roster, municipalities)
    holder = (holders or {}).get(found.name) if found.level == "office" else None
    return _person(squeeze(holder), role=found.role, is_full_name=True) if holder else found


def _read(text: str, roster: Collection[str], municipalities: Collection[str]) -> Attribution:
    if len(text) > LONGEST_NAME:
        return UNKNOWN
    bracketed = _BRACKETED.match(text)
    if bracketed is not None:
        head, inner, tail = bracketed.groups()
        return _read_bracketed(text, head, inner, tail, roster, municipalities)
    if text in municipalities or named(text):
        return Attribution("organisation", text, reach="everywhere")
    if text in COLLECTIVES:
        return Attribution("organisation", text, reach="body")
    if _is_anonymous(text):
        return Attribution("anonymous", text, reach="meeting")
    return (
        _by_roster(text, roster)
        or (Attribution("office", text, role=text) if text in ROLES else None)
        or _by_honorific(text)
        or _by_role(text)
        or _by_organisation(text)
        or UNKNOWN
    )


def _read_bracketed(
    text: str, head: str, inner: str, tail: str, roster: Collection[str], municipalities: Collection[str]
) -> Attribution:
    """議長(佐藤篤君), 委員(相馬), 久保会長(飛島村村長), 稲川(いなかわ)座長."""
    name = _without_honorific(inner)
    listed = _listed(name, roster)
    if not tail and _ends_in_role(head) and (name != inner or listed):
        return _person(listed or name, role=head, is_full_name=bool(listed) or len(name) > 3)
    outer = _read(head + tail, roster, municipalities)
    if outer.level == "anonymous":
        return Attribution("anonymous", text, reach="meeting")
    return outer


def _is_anonymous(text: str) -> bool:
    if text in ANONYMOUS_TITLES or _SEAT.match(text):
        return True
    for title in ANONYMOUS_TITLES:
        if text.startswith(title) and _SEAT.match(text[len(title) :]):
            return True
        if text.endswith(title) and _SEAT.match(text[: -len(title)]):
            return True
    return False


def _by_roster(text: str, roster: Collection[str]) -> Attribution | None:
    """A full name of the list, or a surname of the list before a role."""
    plain = _without_honorific(text)
    full = next((squeeze(name) for name in roster if squeeze(name) == plain), None)
    if full is not None:
        return _person(full, is_full_name=True)
    found: set[tuple[str, str]] = set()
    for printed in roster:
        surname, name = _surname(printed), squeeze(printed)
        for front in (name, surname):
            if front and text.startswith(front) and _ends_in_role(text[len(front) :]):
                found.add((name, text[len(front) :]))
                break
    if len(found) == 1:
        name, role = found.pop()
        return _person(name, role=role, is_full_name=True)
    return None


def _by_honorific(text: str) -> Attribution | None:
    name = _without_honorific(text)
    if name != text and _NAME.match(name):
        return _person(name, is_full_name=len(name) > 3)
    return None


def _by_role(text: str) -> Attribution | None:
    """大谷委員 is a person; 介護保険課長 an office, since what comes before 課長 may be a department."""
    role = next((text[at:] for at in range(1, len(text)) if text[at:] in ROLES), None)
    if role is None:
        return None
    front = text[: -len(role)]
    if role in OFFICERS or not _NAME.match(front) or front.endswith(ORGANISATION_ENDINGS):
        return Attribution("office", text, role=text)
    return _person(front, role=role, is_full_name=len(front) > 3)


def _by_organisation(text: str) -> Attribution | None:
    if not text.endswith(ORGANISATION_ENDINGS):
        return None
    return Attribution("organisation", text, reach="everywhere" if text.endswith(_STATE) else "municipality")


def _person(name: str, *, role: str = "", is_full_name: bool) -> Attribution:
    return Attribution("person", name, role, is_full_name, "municipality" if is_full_name else "body")


def _ends_in_role(text: str) -> bool:
    return any(text[at:] in ROLES for at in range(len(text)))


def _without_honorific(text: str) -> str:
    ending = next((h for h in HONORIFICS if text.endswith(h) and len(text) > len(h)), "")
    return text[: -len(ending)] if ending else text


def _listed(name: str, roster: Collection[str]) -> str | None:
    """The full name of the one person on the list who is called so, by full name or by surname."""
    called = {squeeze(printed) for printed in roster if name in (squeeze(printed), _surname(printed))}
    return called.pop() if len(called) == 1 else None


def _surname(printed: str) -> str:
    """The part before the space, where the list prints one."""
    front, gap, _ = printed.strip().replace("\u3000", " ").partition(" ")
    return squeeze(front) if gap else ""
