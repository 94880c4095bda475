"""In which capacity a turn was spoken: presiding, asking, or answering. Worked out, not printed.

The record says it by the office in the label (課長 answers, 委員 asks), by the list of those present where
only a name is printed, and by the words of those who now preside and now speak for themselves (副委員長).
Where none of them says it, nothing is claimed. OFFICES is the whole of the rule's knowledge.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextChoices

from meetings.models import Attendance, AttendanceKind, BodyKind, TurnKind

from .formulas import PRESIDING


class Capacity(TextChoices):
    """What one who speaks does in the meeting."""

    CHAIR = "chair", "議長・進行"
    QUESTION = "question", "質問・意見"
    ANSWER = "answer", "答弁・説明"


_BY_WORDS = "by words"
"""Presides where the words of the turn do; is a member, or an official, otherwise."""

OFFICES: dict[str, tuple[str, ...]] = {
    Capacity.CHAIR: (
        *("議長", "副議長", "仮議長", "議長代理", "委員長", "小委員長", "会長", "座長", "部会長", "分科会長"),
        *("司会", "司会者", "司会進行", "進行", "進行役", "ファシリテーター", "コーディネーター"),
    ),
    _BY_WORDS: (
        *("副委員長", "副会長", "副座長", "副部会長", "副分科会長", "会長代理", "委員長代理", "座長代理"),
        *("部会長代理", "職務代理", "職務代理者", "職務代行", "職務代行者"),
    ),
    Capacity.QUESTION: (
        *("委員", "議員", "構成員", "会員", "組合員", "保護者", "利用者", "公募委員", "推進委員", "番"),
        *("市民", "町民", "村民", "区民", "住民", "参加者", "出席者", "傍聴者", "質問者", "学識経験者"),
        *("質問", "ご質問", "御質問", "問", "質疑", "意見", "ご意見", "御意見", "要望"),
    ),
    Capacity.ANSWER: (
        *("市長", "町長", "村長", "区長", "知事", "助役", "収入役", "教育長", "管理者", "監査委員"),
        *("事務局", "事務局員", "事務総長", "書記", "職員", "担当", "担当者", "担当部", "担当部署"),
        *("課", "室", "当局", "執行部", "理事者", "行政", "行政側", "市側", "町側", "村側", "区側"),
        *("課長", "部長", "局長", "次長", "室長", "係長", "所長", "館長", "園長", "校長", "教頭", "院長"),
        *("センター長", "支所長", "署長", "消防長", "本部長", "公室長", "本局長", "課長補佐", "補佐"),
        *("主幹", "主査", "主任", "主事", "参事", "参与", "統括監", "専門官", "調整官", "企画官", "管理監"),
        *(
            "技監",
            "政策監",
            "審議監",
            "審議役",
            "官房長",
            "監理官",
            "技師",
            "リーダー",
            "指導主事",
            "係員",
            "班長",
            "総括",
        ),
        *("大臣", "副大臣", "政務官", "大臣政務官", "長官", "審議官", "総裁", "政府参考人", "政府委員"),
        *("説明員", "説明者", "参考人", "公述人", "陳述人", "証人", "講師", "報告者", "発表者", "提案者"),
        *(
            "コンサルタント",
            "コンサル",
            "受託者",
            "受託業者",
            "受託事業者",
            "委託業者",
            "設計者",
            "指定管理者",
        ),
        *("回答", "答弁", "応答", "答", "回答者"),
    ),
}
"""How an office ends; the longest ending counts, so that 監査委員 is no 委員."""
_WHOLE = {"市", "町", "村", "区", "県", "府", "都"}
"""A town that speaks for itself."""
_WHOLE_LABELS = {"番", "質問", "問", "意見", "要望", "答", "回答", "答弁", "応答", "進行"}
"""Endings that count as whole labels only, or behind a figure: 六十七番, but not 交番."""
_OF_AN_OFFICE = ("教育", "選挙管理", "公安", "人事", "公平", "監査", "農業", "固定資産", "収用", "労働")
"""Commissions of the executive: before other bodies their chairs answer."""

_BRACKETS = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]")
_NUMBERED = re.compile(r"(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,5})番")
_BESIDE = re.compile("(?:(?<=.)[A-Za-z0-9甲乙丙丁]{1,2}|兼務|兼任)$")
"""Behind an office: 委員A, 部長・所長兼務."""
_LONGEST = 12


class Spoken(NamedTuple):
    """What is known of a turn."""

    kind: str
    label: str
    role: str
    text: str
    body_kind: str
    body: str


Listed = Mapping[str, tuple[str, str]]
"""Those present at a meeting: by name their office and the part of the list that they are in."""


def capacity(spoken: Spoken, listed: Listed) -> str:
    """The capacity of who speaks; empty where nothing says it."""
    if spoken.kind != TurnKind.SPEECH:
        return ""
    offices = (_of_office(printed, spoken.body_kind, spoken.body) for printed in (spoken.role, spoken.label))
    found = next(filter(None, offices), "") or _of_listed(spoken, listed)
    if found == _BY_WORDS:
        return Capacity.CHAIR if PRESIDING.search(spoken.text) else Capacity.QUESTION
    if found == Capacity.ANSWER and _leads_education(spoken) and PRESIDING.search(spoken.text):
        return Capacity.CHAIR
    return found


def _of_listed(spoken: Spoken, listed: Listed) -> str:
    """Of somebody printed by name: the office that the list has, or whether he is of the staff."""
    name = _squeezed(_BRACKETS.sub("", unicodedata.normalize("NFKC", spoken.label)))
    is_titled = spoken.body_kind in (BodyKind.ASSEMBLY, BodyKind.COMMITTEE) and name.endswith("君")
    name = re.sub("(君|さん|氏|様)$", "", name)
    if name not in listed:
        # assemblies print the office of whoever is no member
        return Capacity.QUESTION if is_titled else ""
    office, part = listed[name]
    found = _of_office(office, spoken.body_kind, spoken.body) if office else ""
    if found or part == AttendanceKind.OBSERVER:
        return found
    return Capacity.ANSWER if part == AttendanceKind.STAFF else Capacity.QUESTION


@lru_cache(maxsize=1 << 14)
def _of_office(printed: str, body_kind: str, body: str) -> str:
    """What the holder of an office does in a body; empty where that is not known."""
    office = _BESIDE.sub("", _squeezed(_BRACKETS.sub("", unicodedata.normalize("NFKC", printed))))
    if office in _WHOLE:
        return Capacity.ANSWER
    ending = next((office[-n:] for n in range(min(_LONGEST, len(office)), 0, -1) if office[-n:] in _DOES), "")
    if ending in _WHOLE_LABELS and office != ending and not _NUMBERED.fullmatch(office):
        return ""
    found = _DOES.get(ending, "")
    if found in (Capacity.CHAIR, _BY_WORDS) and not ending.endswith(("議長", "司会", "進行")):
        of_another = office.startswith(_OF_AN_OFFICE) and not any(
            office.startswith(name) and name in body for name in _OF_AN_OFFICE
        )
        if of_another or body_kind == BodyKind.ASSEMBLY:
            return Capacity.ANSWER  # a committee's chair before the whole house reports
    return found


def _leads_education(spoken: Spoken) -> bool:
    """教育長 has presided over the board of education since 2015, and reports there."""
    return "教育委員会" in spoken.body and (spoken.role or spoken.label).endswith("教育長")


_DOES = {ending: does for does, endings in OFFICES.items() for ending in endings}


def _squeezed(text: str) -> str:
    return "".join(text.split())


def lists_of(meetings: Iterable[int]) -> Mapping[int, Listed]:
    """The lists of those present at these meetings, in one question."""
    rows: dict[int, list[tuple[str, str, str]]] = {meeting: [] for meeting in meetings}
    present = Attendance.objects.filter(meeting__in=rows).exclude(name="").order_by("meeting", "position")
    for meeting, *row in present.values_list("meeting", "name", "role", "kind"):
        rows[meeting].append((row[0], row[1], row[2]))
    return {meeting: listed(each) for meeting, each in rows.items()}


def listed(rows: Iterable[tuple[str, str, str]]) -> Listed:
    """By name without spaces; a name that stands there twice in two ways says nothing."""
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for name, role, kind in rows:
        key = _squeezed(unicodedata.normalize("NFKC", name))
        if found.setdefault(key, (role, kind)) != (role, kind):
            twice.add(key)
    return {name: entry for name, entry in found.items() if name not in twice}
