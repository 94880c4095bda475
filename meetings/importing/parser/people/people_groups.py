"""What groups say of the people below them (【事務局】, 委員, （欠席）), and what a legend says of signs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...folding import half, squeeze
from ...parsed import AttendanceKind
from ...vocabulary import COLLECTIVES, HEADER_NAMES, ROLES
from ..notation.fields import key_of
from ..notation.name_evidence import begins_department, is_category, role_at_end

KINDS: dict[str, AttendanceKind] = {
    "attendees": "present",
    "members": "present",
    "absent": "absent",
    "staff": "staff",
    "observers": "observer",
}
_CHAIRS = ("会長", "委員長", "座長", "部会長", "議長")
_FOR_CHAIRS = ("", "代理", "職務代理", "職務代理者")
PRESIDING = frozenset(
    {"職務代理", "職務代理者"}
    | {f"{vice}{chair}{stands}" for vice in ("", "副") for chair in _CHAIRS for stands in _FOR_CHAIRS}
)
LISTENERS = re.compile(r"オブザーバー?|傍聴")
CAME = re.compile(
    r"(?:(?:オンライン|リモート|WEB|Web|ウェブ|ZOOM|Zoom|会場|対面)(?:による|での?)?)?(?:出席|欠席|参加)者?"
)
WHERE = frozenset({"会場", "対面", "オンライン", "リモート", "Web", "WEB"})
"""How people took part, which parts a list and gives nobody a role."""
_ABSENT = re.compile(r"欠席")
_STAFF = re.compile(
    r"(?:事務局員?|(?<!教)職員|説明員|執行部|部局|[陪同]席者?|随行者?|理事者|当局|受託者?|委託業者|受託業者|コンサル(?:タント)?|支援業務|書記|庶務)等?$|(?:説明|職務)のため|機構$"
)
_CLASS = re.compile(r"関係(?:行政)?機関の|.{2,24}を(?:代表する|有する|営む)")
"""How those are called whom a law has on a council: 関係行政機関の職員, 公益を代表する委員."""
_SECTION = re.compile(r".{1,14}[課室係局]$")
# Roles that many hold: in a list they count for those after them too (委員　春日、百瀬). A 会長 is one.
_SHARED = frozenset({"役員", "構成員", "理事", "幹事", "監事", "学識経験者", "保護者", "アドバイザー"})
OWN = _SHARED | {"委員", "議員", "会員", "公募委員"}
"""What a note says of a member's place here; 民生委員 is what he is elsewhere."""
_SHARED_ENDINGS = ("委員", "議員", "会員", "部員", "審査員", "調査員", "推進員", "協力員", "評議員")
_SIGNS = "◎○●☆★△▲□■◇◆×✕"
_LEGEND = re.compile(
    rf"[（(][^（()）]{{0,40}}[{_SIGNS}][^（()）]{{0,60}}[)）]\s?$|※[^※]{{0,20}}[{_SIGNS}][^※]{{0,60}}$"
)
_EXPLAINED = re.compile(rf"([{_SIGNS}])(?:印)?[\s:：=＝は…]*([^\s、，,:：=＝は…{_SIGNS}()（）]{{2,8}})")


@dataclass(frozen=True, slots=True)
class Group:
    """What a printed group says: of which kind its people are, where it says so, and their role.

    出席, 欠席 and a place part people whose role a group above them has said (`keeps_role`).
    """

    kind: AttendanceKind | None
    role: str
    keeps_role: bool = False


def group_of(printed: str) -> Group:
    """事務局 are staff; 公募委員 is a role too."""
    word = squeeze(half(printed))
    letters = printed.split()
    role = "".join(letters) if all(len(one) == 1 for one in letters) else printed.strip()
    role = role if _gives_role(word) else ""
    kind = _kind_of(word)
    return Group(kind, role, keeps_role=kind is None or bool(CAME.fullmatch(word)))


def _kind_of(word: str) -> AttendanceKind | None:
    if LISTENERS.match(word):
        return "observer"
    keys = (key_of(one) or "" for one in (word, *word.split("・")))
    kind = next((KINDS[key] for key in keys if key in KINDS), None)
    if kind:
        return kind
    if _ABSENT.search(word):
        return "absent"
    if CAME.fullmatch(word):
        return "present"
    section = _SECTION.fullmatch(word) and begins_department(word)
    if section or (_STAFF.search(word) and not _CLASS.match(word)):
        return "staff"
    return "present" if is_shared(word) else None


SIDES = frozenset(
    {"市", "町", "村", "区", "県", "市側", "町側", "村側", "区側", "県側", "市長部局", "教育委員会"}
)
"""Who meets another party; the first side of a list is no staff of it."""


def _came_as(word: str) -> bool:
    """出席区長: a role of those who came, and no role of its own."""
    return word.startswith("出席") and bool(role_at_end(word[2:]))


def _gives_role(word: str) -> bool:
    listed = _came_as(word) or HEADER_NAMES.get(word) in ("attendees", "absent", "staff", "observers")
    return (bool(role_at_end(word)) or is_category(word)) and word not in COLLECTIVES | WHERE and not listed


def is_section(word: str) -> bool:
    """企画課, 総務係: part of an office."""
    squeezed = squeeze(word)
    return bool(_SECTION.fullmatch(squeezed)) and squeezed not in COLLECTIVES


def is_shared(role: str) -> bool:
    """委員, 教育委員, 被保険者代表: what many are."""
    word = squeeze(role)
    return word in _SHARED or word.endswith(_SHARED_ENDINGS) or (word not in ROLES and is_category(word))


def legend_of(lines: Iterable[str]) -> dict[str, str]:
    """The roles that marks before names stand for: 「（◎会長　○副会長）」, 「※◎は会長」."""
    return {mark: role for line in lines for mark, role in _legend_in(line).items()}


def without_legend(line: str) -> str:
    """The line without what explains the marks."""
    return _LEGEND.sub("", line) if _legend_in(line) else line


def _legend_in(line: str) -> dict[str, str]:
    legend = _LEGEND.search(line)
    explained = _EXPLAINED.findall(legend[0]) if legend else []
    return {
        mark: word
        for mark, word in explained
        if word in ("出席", "欠席") or (word in ROLES and HEADER_NAMES.get(word, "members") == "members")
    }
