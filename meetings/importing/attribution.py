"""Attribution levels: how much a printed label says of who speaks. No Django, no database.

氏名 > 姓のみ > 役職 > 団体 > 匿名ラベル > 不明. The rule is to claim no higher level than the record
supports: a surname before 委員 is a person of that meeting, and one known beyond it only where the list of
those present leaves nobody else; 介護保険 before 課長 is a department unless somebody of that name is there.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeVar

from .folding import squeeze
from .roster import NOBODY, Roster
from .vocabulary import ANONYMOUS_TITLES, COLLECTIVES, HONORIFICS, OFFICERS, ORGANISATION_ENDINGS, ROLES
from .vocabulary.municipalities import named

Level = Literal["person", "surname", "office", "organisation", "anonymous", "unknown"]

_BRACKETED = re.compile(r"^([^()]*)\(([^()]*)\)([^()]*)$")
MASKS = "○◯〇△▲▽▼●◎□■◇◆☆★×✕*"
"""Signs that stand for the letters of a name: ○○委員."""
_MASKED = re.compile(rf"[{re.escape(MASKS)}]{{2,6}}")
_MARK = r"(?:[A-Za-z]|[0-9]{1,3}|[甲乙丙丁イロハ])"
_SEAT = re.compile(rf"^(?:{_MARK}番?|第?[0-9]+番|[〇一二三四五六七八九十]+番)$")
_NAME = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵぁ-ゖァ-ヴー]{1,6}$")
LONGEST_SURNAME = 3
"""A longer name before a role or 君 is a full one, unless it is all in kana:"""
LONGEST_KANA_SURNAME = 5
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")

LONGEST_NAME = 200
"""A longer label is a sentence that was taken for one; it names nobody."""

_STATE = ("省", "庁", "府", "内閣", "裁判所")

_M = TypeVar("_M")
_B = TypeVar("_B")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a label means: the level, the name at that level, and the role in which the person speaks.

    `reach` says where the name means the same one: one meeting, the body, its municipality, or everywhere.
    """

    level: Level
    name: str = ""
    role: str = ""
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


def read_label(label: str, roster: Roster = NOBODY, municipalities: Collection[str] = ()) -> Attribution:
    """The attribution that a printed label (without decoration) supports.

    `roster` is the list of those present, `municipalities` further names than the official list's.
    """
    found = _read(squeeze(label), roster, municipalities)
    holder = roster.holders.get(found.name) if found.level == "office" else None
    return _person(holder, found.role) if holder else found


def _read(text: str, roster: Roster, municipalities: Collection[str]) -> Attribution:
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
    text: str, head: str, inner: str, tail: str, roster: Roster, municipalities: Collection[str]
) -> Attribution:
    """議長(佐藤篤君), 委員(相馬), 久保会長(飛島村村長), 稲川(いなかわ)座長."""
    name = _without_honorific(inner)
    if not tail and _ends_in_role(head):
        listed = roster.one_called(name, head)
        if listed:
            return _person(listed, head)
        is_full = not is_surname(name) or (roster.prints_full_names and len(name) == LONGEST_SURNAME)
        is_name = name != inner or (roster.names_in_brackets and _reads_as_name(name))
        if is_name and is_full and not roster.knows(name):
            return _person(name, head)
        if is_name or roster.knows(name):
            return _surname_alone(name, head)
    outer = _read(head + tail, roster, municipalities)
    if outer.level == "anonymous":
        return Attribution("anonymous", text, reach="meeting")
    return outer


def is_surname(name: str, longest: int = LONGEST_SURNAME) -> bool:
    """Whether a name without a space may be a surname alone: 大谷, いながわ."""
    return len(name) <= (max(longest, LONGEST_KANA_SURNAME) if _KANA.fullmatch(name) else longest)


def _is_anonymous(text: str) -> bool:
    if text in ANONYMOUS_TITLES or _SEAT.match(text) or _is_masked(text):
        return True
    for title in ANONYMOUS_TITLES:
        if text.startswith(title) and _SEAT.match(text[len(title) :]):
            return True
        if text.endswith(title) and _SEAT.match(text[: -len(title)]):
            return True
    return False


def _is_masked(text: str) -> bool:
    """○○委員, △△部会長, ○○さん: the name is printed as signs."""
    masked = _MASKED.match(text)
    if masked is None:
        return False
    rest = text[masked.end() :]
    return not rest or rest in ROLES or rest in HONORIFICS


def _reads_as_name(text: str) -> bool:
    return _NAME.match(text) is not None and not (_ends_in_role(text) or text.endswith(ORGANISATION_ENDINGS))


def _by_roster(text: str, roster: Roster) -> Attribution | None:
    """A name or surname of the list, alone or before a role."""
    plain = _without_honorific(text)
    if roster.knows(plain):
        listed = roster.one_called(plain)
        return _person(listed) if listed else _surname_alone(plain)
    # the longest name first: 林田委員 is no 林 with the role 田委員
    for length in range(len(text) - 1, 0, -1):
        front, role = text[:length], text[length:]
        if _ends_in_role(role) and roster.knows(front):
            listed = roster.one_called(front, role)
            return _person(listed, role) if listed else _surname_alone(front, role)
    return None


def _by_honorific(text: str) -> Attribution | None:
    name = _without_honorific(text)
    if name == text or not _NAME.match(name):
        return None
    return _surname_alone(name) if is_surname(name) else _person(name)


def _by_role(text: str) -> Attribution | None:
    """大谷委員 is a person; 介護保険課長 an office, since what comes before 課長 may be a department."""
    role = next((text[at:] for at in range(1, len(text)) if text[at:] in ROLES), None)
    if role is None:
        return None
    front = text[: -len(role)]
    if role in OFFICERS or not _NAME.match(front) or front.endswith(ORGANISATION_ENDINGS):
        return Attribution("office", text, role=text)
    return _surname_alone(front, role) if is_surname(front) else _person(front, role)


def _by_organisation(text: str) -> Attribution | None:
    if not text.endswith(ORGANISATION_ENDINGS):
        return None
    return Attribution("organisation", text, reach="everywhere" if text.endswith(_STATE) else "municipality")


def _person(name: str, role: str = "") -> Attribution:
    return Attribution("person", name, role, "municipality")


def _surname_alone(name: str, role: str = "") -> Attribution:
    """Somebody of whom no more is known than the label says: of this meeting, and with the role, since
    大谷委員 and 大谷課長 are hardly one."""
    return Attribution("surname", name + role, role, "meeting")


def _ends_in_role(text: str) -> bool:
    return any(text[at:] in ROLES for at in range(len(text)))


def _without_honorific(text: str) -> str:
    ending = next((h for h in HONORIFICS if text.endswith(h) and len(text) > len(h)), "")
    return text[: -len(ending)] if ending else text
