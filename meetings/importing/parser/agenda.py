"""The agenda: from the list under 議題 or the programme; where neither is printed, from what the chair
announces."""

import re
from collections.abc import Sequence

from ..folding import half, squeeze, width
from ..vocabulary import OUTCOME_NAMES
from .entries import Entry
from .fields import Field
from .head import Head
from .notes import is_decision
from .numbering import Numbered, numbered
from .outline import Node, Outline, decided, entry, is_container, kind_of, pieces

_WIDE = 60
# 報告事項　計画の見直しについて, below 議案第2号: the kind of business in place of a number.
_KIND_BESIDE = re.compile(r"(?P<kind>[^\s:：]{2,8})(?:\s{2,}|　|\t|\s*[：:]\s*)(?P<title>\S.+)")
_NOTHING = re.compile(
    r"(?:なし|[（(]?第\s*\d+\s*号[)）]?|議事日程(?:と同じ|のとおり)|別紙(?:のとおり)?|次のとおり|下記のとおり|以下のとおり)"
)


def outline_of(head: Head) -> Outline:
    """The outline that the head prints. A list under 議題 is preferred to a programme that stands beside
    it."""
    outline = Outline()
    fields = [
        one
        for one in head.fields
        if one.key in ("agenda", "programme") and not _NOTHING.fullmatch(one.text or "なし")
    ]
    agendas = [one for one in fields if one.key == "agenda"] or fields
    for one in agendas:
        outline.restart_levels()
        _read_list(outline, one)
    outline.has_list = bool(outline.nodes)
    outline.restart_levels()
    return outline


_RULES = re.compile(r"[－―─＋+]{2,}.*$|^[＋+].*$")


def _read_list(outline: Outline, one: Field) -> None:
    again = bool(outline.nodes)
    listed = one.key == "agenda"
    previous = ""
    pending: Numbered | None = None
    table = bool(one.values) and squeeze(one.values[0][1]) in OUTCOME_NAMES
    for line, value in one.values[table:]:
        for text in pieces(value):
            text, outcome = decided(text, table=table)
            found, title = entry(_RULES.sub("", text))
            beside = None if found or not outline.nodes else _KIND_BESIDE.fullmatch(title)
            if beside and is_container(beside["kind"]) and not numbered(beside["title"]):
                outline.restart_levels()
                found, title = Numbered("kind", beside["kind"], beside["title"]), beside["title"]
            if found and found.kind == "bullet" and outline.nodes and is_decision(title):
                outline.nodes[-1].outcome = title
                continue
            if (not title and not found) or (again and outline.find(title)):
                continue
            if found and not title:
                pending = found
                continue
            found, pending = found or pending, None
            bracket = re.fullmatch(r"[〔【\[［<＜〈](.{1,20})[〕】\]］>＞〉]", text)
            if bracket and not found:
                outline.restart_levels()
                outline.append(Node(bracket.group(1), "", "item", line=line.number), "bracket")
            elif outline.nodes and not found and _continues(previous):
                outline.nodes[-1].title += title
            elif title and not _NOTHING.fullmatch(title):
                named = bool(found) and found is not None and found.kind.startswith("named")
                kind = kind_of(title, listed=listed or named)
                number = found.number if found else ""
                node = Node(title, number, kind, line=line.number, listed=listed or named, outcome=outcome)
                outline.append(node, found.kind if found else "")
            previous = text


def _continues(previous: str) -> bool:
    """An entry that stops in the middle of a bracket, or at the edge of the page."""
    opened = half(previous).count("(") > half(previous).count(")") or previous.count("「") > previous.count(
        "」"
    )
    return opened or (
        width(previous) >= _WIDE and not previous.endswith(("て", "件", "他", "告", "案", ")", "）"))
    )


_NUMBERED_BUSINESS = re.compile(
    r"(?P<number>(?:議案|報告|諮問|協議|承認|認定|請願|陳情|発議|同意|議題|案件|議事)(?:第[\d一二三四五六七八九十]{1,4}号|の?第?[\d一二三四五六七八九十]{1,3}))"
    r"[\s、,]{1,3}(?P<title>[^。、,「」]{2,60}?(?:について|の件|に関すること))(?=[\s、,。をにはのが]|説明|報告|審議|協議|お諮り|$)"
)
_PUT_BEFORE = re.compile(
    r"^(?:(?:それでは|では|はじめに|始めに|初めに|まず|次に|続いて|続きまして|最後に|ただ今から|ただいまから|これより)[、,\s]*)*"
)
_AS_SUBJECT = re.compile(r"を議題と(?:し|いたし)")


def announced(entries: Sequence[Entry]) -> list[tuple[int, Node]]:
    """Business the chair announces in so many words, with the index of the turn that does."""
    found: list[tuple[int, Node]] = []
    seen: set[str] = set()
    for at, one in enumerate(entries):
        if one.kind != "speech":
            continue
        for number, title in _announcements("".join(one.texts)[:2000]):
            if title not in seen:
                seen.add(title)
                found.append((at, Node(title, number, "item", line=one.first_line)))
    return found


def _announcements(said: str) -> list[tuple[str, str]]:
    found = []
    for printed in said.split("。"):
        sentence = half(printed)
        business = _NUMBERED_BUSINESS.search(sentence)
        if business:
            found.append(
                (printed[slice(*business.span("number"))], printed[slice(*business.span("title"))].strip())
            )
            continue
        subject = _AS_SUBJECT.search(sentence[:160])
        if subject:
            title = printed[: subject.start()]
            title = title[_PUT_BEFORE.match(half(title)).end() :].strip(" \u3000、,「」")  # type: ignore[union-attr]
            item = numbered(title)
            if item and item.kind.startswith("named"):
                title = item.rest
            if (
                4 <= len(title) <= 60
                and "議題" not in title[:2]
                and not re.match(r"(?:これ|以上|本件|両案)", title)
            ):
                found.append((item.number if item else "", title))
    return found
