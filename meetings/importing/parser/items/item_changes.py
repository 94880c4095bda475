"""Turns to items where no heading stands in the text: whoever presides says which item comes next."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from ...folding import squeeze
from ...parsed import Problem
from ..entries import Entry
from ..notation.item_titles import is_container
from ..notation.numbering import value_of
from ..outline import FRAMED, Node, Outline
from .item_mentions import Mentions, begins_business, enumerates, sentences, takes_up

_CHAIRS = re.compile(r"(?<!副)(?:会長|委員長|議長|座長|司会者?|進行役?|代理|主査|部会長|理事長|代表)$")
_MEMBERS = re.compile(r"(?:委員|議員|部員|団員|\d番|構成員|参加者|住民|市民|町民|村民|傍聴者?)$|^委員")
_ASKS = re.compile(
    r"(?:説明|報告|発言|意見|質問)[^。]{0,8}(?:お願い|願い|求め)|(?:意見|質問|質疑)[^。]{0,16}(?:ありま|ござい|いかが|ないよう)|に(?:移り|入り)ます"
)
_OFTEN = 2
_MOST_READ = 2000
_MOST_RUNS = 500
_FEWEST = 4
_STRONGLY = 1
_FREELY = 2


def take_as_list(entries: Sequence[Entry], outline: Outline) -> None:
    """Numbered headings that stand one right below the other over all the turns are a list of the agenda:
    nothing is said under the first of them, so the turns are not all under the last."""
    nodes = outline.nodes
    spoken = [one for one in entries if one.kind == "speech"]
    if outline.has_list or len(nodes) < 2 or len({id(one.node) for one in spoken}) != 1:
        return
    lines = [node.line or 0 for node in nodes]
    above = [id(node.parent) for node in nodes]
    numbered = all(value_of(node.number) is not None for node in nodes) and len(set(above)) < len(nodes)
    adjacent = lines == list(range(lines[0], lines[0] + len(lines)))
    listed = all(node.kind != "opening" for node in nodes) or nodes[-1].kind == "closing"
    if numbered and adjacent and lines[-1] < spoken[0].first_line and listed:
        outline.has_list = True
        for one in entries:
            one.node = None
        for node in nodes:
            node.met = False
            node.listed = not is_container(node.title)


def take_for_business(entries: Sequence[Entry], outline: Outline) -> None:
    """「１　委嘱状の交付」 is business where several speak under it and the numbers count no 開会 and no
    閉会."""
    speakers = defaultdict[int, set[str]](set)
    for one in entries:
        speakers[id(one.node)] |= {one.label} if one.kind == "speech" else set()
    frame = any(one.kind == "closing" or squeeze(one.title).startswith("開") for one in outline.nodes)
    for node in [] if frame else outline.nodes:
        begins = node.number and node.parent is None and node.kind in ("greeting", "opening")
        if begins and len(speakers[id(node)]) > 1:
            node.kind = "item"


def move_by_the_chair(entries: Sequence[Entry], outline: Outline) -> None:
    """Put turns under the items of the printed agenda that whoever presides turns to, forwards only unless
    an item is called back. Headings in the text go before: between two of them only items without one."""
    if not outline.has_list:
        return
    mentions = Mentions(outline)
    first = next((one for one in outline.nodes if one.kind == "item" and not is_container(one.title)), None)
    chair = _presides(entries)
    walk = _Walk(mentions, None, chair)
    found = _walked(entries, walk)
    if first and not first.met and not any(node and first in node.path() for node in found):
        walk = _Walk(mentions, first, chair)
        found = _walked(entries, walk)
    for one, node in zip(entries, found, strict=True):
        one.node = node
    if walk.below:
        outline.hang(walk.below)


def _presides(entries: Sequence[Entry]) -> str:
    """Who presides where nobody's label says so, as a mayor does over 総合教育会議: whoever asks most often
    for what is reported or for opinions."""
    asks: Counter[str] = Counter()
    for one in entries:
        label = squeeze(one.label)
        if one.kind == "speech" and _CHAIRS.search(label.partition("(")[0]):
            return ""
        if one.kind == "speech" and not _MEMBERS.search(label):
            asks[label] += sum(_ASKS.search(text) is not None for text in one.texts)
    label, times = max(asks.items(), key=lambda one: one[1], default=("", 0))
    return label if times >= _OFTEN else ""


def _walked(entries: Sequence[Entry], walk: "_Walk") -> list[Node | None]:
    """The item of each entry."""
    runs = [list(run) for _, run in groupby(entries, lambda one: id(one.node))]
    found: list[Node | None] = []
    for at, run in enumerate(runs):
        walk.stand_at(
            run[0].node, [later[0].node for later in runs[at + 1 :]] if len(runs) < _MOST_RUNS else []
        )
        found += [walk.hear(one) for one in run]
    return found


class _Walk:
    """Goes through the turns and keeps at which item the sitting is. `first` is the item that
    「議事に入ります」 begins, where nobody names it."""

    def __init__(self, mentions: Mentions, first: Node | None, chair: str) -> None:
        self.mentions = mentions
        self.chair = chair
        self.first = first
        self.here: Node | None = None
        """The last item that the sitting has come to."""
        self.node: Node | None = None
        """The item of what is said now."""
        self.stop = len(mentions.nodes)
        self.chaired = False
        self.opened_by = ""
        self.below: list[tuple[Node, Node]] = []
        """Headings in brackets that the list does not print, each with the item that the chair was at."""

    def stand_at(self, node: Node | None, later: Sequence[Node | None]) -> None:
        """A heading in the text, or none; `later` are those further below."""
        self.node = node
        if node is not None and not node.path()[0].notation:
            self.here = node  # a heading that the list does not print is no step in it
        elif node is not None and node.parent is None and node.notation == FRAMED:
            listed = self.here is not None and not self.here.path()[0].notation
            self.below += [(node, self.here)] if self.here and listed else []
        ahead = [self.mentions.at[id(one)] for one in later if one and not one.notation]
        self.stop = min((one for one in ahead if one > self._reached()), default=len(self.mentions.nodes))

    def _reached(self) -> int:
        return self.mentions.at[id(self.here)] if self.here else -1

    def hear(self, one: Entry) -> Node | None:
        """The item that an entry stands under, after what is said in it."""
        if one.kind == "speech" and (weight := self._weight_of(squeeze(one.label))):
            enumerated = weight == _STRONGLY
            for sentence in sentences("\n".join(one.texts)[:_MOST_READ]):
                enumerated = enumerated or enumerates(sentence)
                if not enumerated or takes_up(sentence):
                    self._follow(sentence)
        return self.node

    def _weight_of(self, label: str) -> int:
        """How far a speaker may turn to an item: the chair by any words, the staff as long as nobody else
        presides, afterwards only by plain ones, as anybody who is no member."""
        office = label.partition("(")[0]
        self.opened_by = self.opened_by or label
        if _CHAIRS.search(office) or label == self.chair:
            self.chaired = True
            return _FREELY
        if label == self.opened_by and not _MEMBERS.search(office):
            return _STRONGLY if self.chaired else _FREELY
        return 0 if _MEMBERS.search(office) else _STRONGLY

    def _follow(self, sentence: str) -> None:
        back = self.mentions.goes_back(sentence)
        meant = back or self.mentions.turns_to(sentence, self.here)
        if meant is None and self.first and self.here is None and begins_business(sentence):
            meant = self.first
        if meant is None:
            return
        at = self.mentions.at[id(meant)]
        if back or (self._reached() < at < self.stop and not meant.met):
            self.here = self.node = meant


def unplaced_turns(outline: Outline, entries: Sequence[Entry]) -> list[Problem]:
    """One problem where a sitting has an agenda and most of its turns stand under none of its items."""
    turns = [one for one in entries if one.kind == "speech"]
    without = [one for one in turns if one.node is None]
    if len(turns) < _FEWEST or 2 * len(without) <= len(turns) or all(n.kind != "item" for n in outline.nodes):
        return []
    message = f"発言{len(turns)}件のうち{len(without)}件が、どの議題の発言か分かりません"
    return [Problem("turns-without-item", without[0].first_line, message)]
