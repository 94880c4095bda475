"""Turns to items where no heading stands in the text: the one who chairs says which item comes next."""

import re
from collections.abc import Sequence

from ..folding import squeeze
from .entries import Entry
from .numbering import value_of
from .numerals import number_of
from .outline import Node, Outline, core_of, is_container

_CHAIRS = re.compile(r"(?<!副)(?:会長|委員長|議長|座長|司会者?|進行役?|代理)$")
_MOVES = re.compile(
    r"(?:議題|議事|案件)(?:の|第)?\s*\(?\s*(?P<number>\d{1,2}|[一二三四五六七八九十])\s*\)?(?:号|番目?)?"
    r"(?:\s*「[^」]{1,60}」|[、,のは\s]{0,2}[^。「」]{2,40}?(?:について|の件))?[、,\s]*"
    r"(?:に(?:移|入[りらる]|進[みまむ]|ついて)|へ(?:移|進|入)|の(?:資料の)?説明を(?:求め|お願い|願い)|を(?:議題|審議|協議|始め|上程|お願い)|です|でございます|となります|(?:まず)?事務局)"
)
_BEGINS = re.compile(
    r"(?:議事|議題|審議|協議|審査|案件|付議事項|諮問事項)(?:の(?:審議|審査|協議))?に(?:入り|入ら|移り|移ら|進み)"
)
_ELSEWHEN = re.compile(
    r"後ほど|のちほど|後で|次回|前回|先ほど|まで|とあわせ|と併せ|[のとや](?:議題|議事|案件)"
)
_MOST_READ = 2000
_LEAST_TITLE = 5
_PUT_BEFORE = re.compile(
    r"^(?:(?:それでは|では|はじめに|始めに|初めに|まず|次に|続いて|続きまして|最後に|ほかになければ|[一二三四五]つ目(?:の議題)?(?:は)?)[、,]*)+"
)
_TAKEN_UP = re.compile(r"(?:に|へ)(?:移り|移ら|入り|入ら|進み)|を議題")


def take_as_list(entries: Sequence[Entry], outline: Outline) -> None:
    """Numbered headings that stand one right below the other over all the turns are a list of the agenda:
    nothing is said under the first of them, so the turns are not all under the last."""
    nodes = outline.nodes
    spoken = [one for one in entries if one.kind == "speech"]
    if outline.has_list or not spoken or len(nodes) < 2 or any(node.parent for node in nodes):
        return
    lines = [node.line or 0 for node in nodes]
    counted = [value_of(node.number) for node in nodes] == list(range(1, len(nodes) + 1))
    adjacent = lines == list(range(lines[0], lines[0] + len(lines)))
    if counted and adjacent and lines[-1] < spoken[0].first_line and all(n.kind != "opening" for n in nodes):
        outline.has_list = True
        for one in entries:
            one.node = None


def move_by_the_chair(entries: Sequence[Entry], outline: Outline) -> None:
    """Put the turns under the items of the printed agenda that the chair names by number, forwards only."""
    if not outline.has_list or any(one.node for one in entries):
        return
    items = [
        node for node in outline.nodes if node.parent is None or is_container(squeeze(node.parent.title))
    ]
    reached = -1
    first = next((squeeze(one.label) for one in entries if one.kind == "speech"), "")
    opens = first if first.endswith("教育長") else ""  # who heads the board of education, and its meetings
    for one in entries:
        label = squeeze(one.label)
        office = label.partition("(")[0]  # 議長(佐倉君)
        if one.kind == "speech" and (_CHAIRS.search(office) or label == opens):
            reached = _announced(items, "".join(one.texts)[:_MOST_READ], reached)
        if reached >= 0:
            one.node = items[reached]


def _announced(items: Sequence[Node], said: str, reached: int) -> int:
    business = [at for at, node in enumerate(items) if node.kind == "item"]
    for sentence in map(squeeze, said.split("。")):
        reached = _named(items, sentence, reached)
        if len(business) == 1 and _BEGINS.search(sentence) and not _ELSEWHEN.search(sentence):
            reached = max(reached, *business)  # 議事に入ります, where there is but one
        found = _MOVES.search(sentence)
        if not found or _ELSEWHEN.search(sentence.replace(found.group(), "")):
            continue
        number = number_of(found["number"])
        bearing = [at for at, node in enumerate(items) if value_of(node.number) == number]
        meant = [at for at in bearing if items[at].parent] or bearing  # （1） under 3 議題, and not 1 開会
        if len(meant) == 1 and meant[0] > reached:
            reached = meant[0]
    return reached


def _named(items: Sequence[Node], sentence: str, reached: int) -> int:
    """The item that a squeezed sentence begins with by the words of its number (協議第3号) or by its title;
    not one of several that are named together."""
    if _ELSEWHEN.search(sentence) and _ELSEWHEN.search(_without_titles(sentence, items)):
        return reached
    words = _PUT_BEFORE.sub("", sentence)
    begun = words != sentence or bool(_TAKEN_UP.search(words))
    borne = [at for at, node in enumerate(items) if _says_number(words, node.number)]
    numbered = [at for at in borne if begun or value_of(items[at].number) is not None]  # 報告事項
    plain = words.replace("の", "")
    titled = [
        at
        for at, core in enumerate(core_of(node.title) for node in items)
        if len(core) >= _LEAST_TITLE and core in plain
    ]
    meant = set(numbered) or (set(titled) if begun else set())
    return max(reached, *meant) if len(meant) == 1 else reached


def _without_titles(sentence: str, items: Sequence[Node]) -> str:
    """前回会議録の承認 as a title speaks of no other meeting."""
    for node in items:
        sentence = sentence.replace(squeeze(node.title), "")
    return sentence


def _says_number(words: str, number: str) -> bool:
    """議案第3号 names one thing wherever it is said, 第3 of a programme as 日程第3; （3） does not."""
    printed = squeeze(number)
    if re.fullmatch(r"第\d{1,2}", printed):
        printed = f"日程{printed}"
    worded = not printed.strip("()第").isdigit() and len(printed) > 3
    return worded and re.search(re.escape(printed) + r"(?!\d)", words) is not None
