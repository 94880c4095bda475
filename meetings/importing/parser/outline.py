"""The outline of a meeting: its agenda and what opens and closes it, as deep as it is printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ..folding import squeeze
from ..parsed import ItemKind, ParsedItem
from .notation.item_titles import core_of, is_container, is_headline, is_untitled
from .notation.numbering import Numbered, numbered, parts_of, value_of

NOTED = re.compile(r"\s*[(（][^()（）]{1,20}[)）]$")
_ALIKE = 6
_SHARED = 0.6
_NEAR = 300  # headings of a longer document than any meeting's are looked for around the current one
FRAMED = "framed"
"""The notation of a heading that has brackets around it and no number."""
_HOLDERS = frozenset(
    f"named {word}" for word in ("日程", "議事日程", "追加日程", "議題", "議事", "案件", "テーマ", "その")
)
"""Numbers in words that others may stand below; all others (議案第1号, 新規1) stand side by side."""


@dataclass(slots=True, eq=False)
class Node:
    """One heading while the outline grows, at any depth; identity tells nodes apart.

    `listed` says it stands in a list printed under 議題, whose entries are business whatever their words;
    `met` that the body comes to it; `notation` how a heading that only the body has is numbered; `section`
    the name of the list it stands in (審議事項).
    """

    title: str
    number: str = ""
    kind: ItemKind = "item"
    parent: "Node | None" = None
    line: int | None = None
    listed: bool = False
    outcome: str | None = None
    met: bool = False
    notation: str = ""
    section: str = ""

    def top(self) -> "Node":
        """The heading of the first level this one stands under, or itself."""
        return self.path()[0]

    def path(self) -> list["Node"]:
        """The headings from the first level down to this one."""
        nodes = [self]
        while (above := nodes[-1].parent) is not None:
            nodes.append(above)
        return nodes[::-1]


@dataclass(slots=True)
class Outline:
    """Headings in the order of the record. `current` is the one that holds what comes next."""

    nodes: list[Node] = field(default_factory=list)
    current: Node | None = None
    has_list: bool = False
    handouts: dict[str, Node] = field(default_factory=dict)
    """The items whose handouts bear a number: 資料2."""
    _levels: list[tuple[str, Node]] = field(default_factory=list)

    def find(self, title: str) -> Node | None:
        """The heading of that title, small differences aside; one that is still to come before one that
        was."""
        wanted = core_of(title)
        if not wanted:
            return None
        near = [node for node in self._from_current() if self._within_reach(node)]
        cores = [core_of(node.title) for node in near]
        if wanted in cores:
            return near[cores.index(wanted)]
        counted = near if title[0].isdigit() else ()  # １　１人１台端末について
        if whole := [node for node in counted if squeeze(node.number + node.title) == squeeze(title)]:
            return whole[0]
        if (shorter := NOTED.sub("", title)) != title and (exact := self.find(shorter)):
            return exact
        beginning = wanted[:_ALIKE]
        return next(
            (
                node
                for node, core in zip(near, cores, strict=True)
                if core.startswith(beginning) and _alike(core, wanted)
            ),
            None,
        )

    def _within_reach(self, node: Node) -> bool:
        """Whether a heading can come again: ア　説明 under （２） is not that under （１）."""
        if node.parent is None or self.current is None or not node.notation:
            return True
        return node.parent in self.current.path()

    def titled(self, title: str) -> Node | None:
        """The one heading whose title is this one, or is this one abridged or told more fully."""
        core = core_of(title)
        found = [node for node in self.nodes[:_NEAR] if _share(core_of(node.title), core)]
        return found[0] if len(found) == 1 and len(core) >= _ALIKE else None

    def only(self) -> Node | None:
        """The one item of the first level, where no other stands beside it."""
        business = [node for node in self.nodes if node.kind == "item" and node.parent is None]
        return business[0] if len(business) == 1 else None

    def is_named(self, title: str) -> bool:
        """Whether this is the name of the list that the head prints: 審議事項."""
        name = squeeze(title)
        return is_container(title) and any(node.listed and node.section == name for node in self.nodes)

    def meant(self, title: str, item: Numbered | None) -> Node | None:
        """The heading a line in the text stands for: by its title; by a number in words, before the title or
        in it (議案第4号, 日程第2　議案第4号); or by its place in the list (議題2), where what the line says
        of the title does not speak against it."""
        found = self.find(title)
        if found or not self.has_list:
            return found
        worded = [one for one in (item, numbered(title)) if one and one.kind.startswith("named")]
        found = next((node for one in worded if (node := self._bearing(one.number))), None)
        return found or (self._at_place(title, item) if item else self._abridged(title))

    def _abridged(self, title: str) -> Node | None:
        """The one entry of the printed list whose title holds these words: 【骨子について】."""
        core = core_of(title)
        found = [node for node in self._from_current() if core in core_of(node.title) and not node.notation]
        return found[0] if len(core) > 1 and len(found) == 1 and found[0].kind == "item" else None

    def _bearing(self, number: str) -> Node | None:
        """The one entry of the printed list that bears this number, before its title or in it."""
        wanted = squeeze(number)
        found = [node for node in self._from_current() if wanted in numbers_of(node)]
        return found[0] if len(found) == 1 else None

    def _at_place(self, title: str, item: Numbered) -> Node | None:
        value = value_of(item.number)
        near = self._from_current() if value is not None else []
        found = [node for node in near if value_of(node.number) == value and self._within_reach(node)]
        found = [node for node in found if node.parent] or found  # （1） under 3 議題, and not 1 開会
        fits = len(found) == 1 and (is_untitled(item) or _share(core_of(title), core_of(found[0].title)))
        return found[0] if fits else None

    def _from_current(self) -> list[Node]:
        """Those around the current one, those still to come first: all of any meeting's."""
        at = self._at(self.current) if self.current else 0
        return self.nodes[at : at + _NEAR] + self.nodes[max(0, at - _NEAR) : at]

    def _at(self, node: Node) -> int:
        return len(self.nodes) - 1 if self.nodes[-1] is node else self.nodes.index(node)

    def append(self, node: Node, notation: str) -> Node:
        """Add an entry to the end of a list; its notation tells how deep it stands."""
        node.parent = self._parent(notation, node)
        self.nodes.append(node)
        return node

    def _parent(self, notation: str, node: Node) -> Node | None:
        """Under what an entry hangs: each new notation is one level deeper, a known one returns to its
        level."""
        if not notation and node.kind == "other" and self._levels:
            return self._levels[-1][1].parent  # その他 ends the list that it stands in
        if not notation:
            return self._levels[0][1] if self._levels and not _is_bill(self._levels[0][0]) else None
        notations = [one for one, _ in self._levels]
        beside = next((one for one in notations if _is_bill(one)), "") if _is_bill(notation) else ""
        bills = beside not in ("", notation)  # 議案第62号 and 請願第3号 stand side by side
        notation = beside or notation
        parts = parts_of(node.number)
        if parts and any(value_of(above.number) == parts[0] for _, above in self._levels):
            notation = "dashed"
        if notation in notations:
            at = notations.index(notation)
            last = value_of(self._levels[at][1].number)
            restarts = value_of(node.number) == 1 and last is not None and not bills
            if restarts and at == len(notations) - 1 and notation != "bullet":
                at += 1
        else:
            at = len(self._levels)
        del self._levels[at:]
        self._levels.append((notation, node))
        return self._levels[at - 1][1] if at else None

    def enter(self, node: Node, notation: str, *, listed: bool = False) -> Node:
        """Put a heading met in the body after the current one and what hangs on it, and make it the
        current one. `listed` says it goes on with the list of the head."""
        if listed and not self._counts_below(notation):
            node.parent = None
        elif self.has_list:
            node.parent = self._above(notation) if node.kind == "item" else None
        else:
            node.parent = node.parent or self._parent(notation, node)
        self.nodes.insert(self._place_for(node), node)
        node.notation = notation or "none"
        self.current = node
        return node

    def _counts_below(self, notation: str) -> bool:
        """Whether headings below the current item of the list count in this notation."""
        path = self.current.path() if self.current else []
        return any(one.notation == notation for one in path if one.parent)

    def _above(self, notation: str) -> Node | None:
        """Under what a heading that the list does not print hangs: beside the last of its notation below the
        item of the list, or one level deeper than the last."""
        path = self.current.path() if self.current else []
        alike = [one for one in path if one.notation == (notation or "none")]
        beside = next((one for one in alike if one.parent or notation == FRAMED), None)
        return beside.parent if beside else self.current

    def hang(self, pairs: Iterable[tuple[Node, Node]]) -> None:
        """Put headings of the first level below others, each behind what hangs there already."""
        for node, above in pairs:
            node.parent = node.parent or above
        below: dict[int, list[Node]] = {}
        for node in self.nodes:
            below.setdefault(id(node.parent), []).append(node)
        left = below.get(id(None), [])[::-1]
        self.nodes.clear()
        while left:
            self.nodes.append(left.pop())
            left += reversed(below.get(id(self.nodes[-1]), []))

    def restart_levels(self) -> None:
        """What comes next is of the first level whatever its notation."""
        self._levels.clear()

    def _place_for(self, node: Node) -> int:
        if self.current is None:
            return 0 if self.has_list and node.kind in ("opening", "greeting") else len(self.nodes)
        above = node.parent or self.current.top()
        at = self._at(self.current) + 1
        while at < len(self.nodes) and above in self.nodes[at].path():
            at += 1
        return at

    def items(self, body: str | None) -> tuple[list[ParsedItem], dict[int, int]]:
        """The outline as the record keeps it, and for each node (by id) its index there."""
        nodes = self._without_holders(squeeze(body or ""))
        index = {id(node): at for at, node in enumerate(nodes)}
        items = []
        for node in nodes:
            parent = index[id(node.parent)] if node.parent else None
            items.append(ParsedItem(node.title, node.number, node.kind, parent, node.outcome, node.line))
        return items, index

    def _without_holders(self, body: str) -> list[Node]:
        """Headings that only hold others (議題, or the meeting's own name) leave their place to what they
        hold.

        What stood beside such a holder in the programme is no business of the meeting: it opens or closes it.
        """
        holding = {id(node.parent) for node in self.nodes if node.parent}
        holders = [n for n in self.nodes if n.parent is None and id(n) in holding and _holds_only(n, body)]
        if not holders:
            return self.nodes
        first = self.nodes.index(holders[0])
        for at, node in enumerate(self.nodes):
            beside = node.parent is None and node not in holders and not node.listed
            business = node.kind == "other" or (node.kind == "item" and not is_headline(node.title))
            if beside and business and not node.met:
                node.kind = "opening" if at < first else "closing"
        for node in self.nodes:
            if node.parent in holders:
                node.parent = None
        return [node for node in self.nodes if node not in holders]


def _is_bill(notation: str) -> bool:
    return notation.startswith("named") and notation not in _HOLDERS


def _holds_only(node: Node, body: str) -> bool:
    word = squeeze(node.title)
    named_like_body = len(word) >= 4 and bool(body) and (word in body or body in word)
    return named_like_body or (not node.listed and (is_container(node.title) or word.endswith("事項")))


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _ALIKE and (one.startswith(other) or other.startswith(one))


def _share(one: str, other: str) -> bool:
    """Whether one title is the other abridged: most pairs of letters of the shorter stand in the longer."""
    pairs, others = ({a + b for a, b in pairwise(core)} for core in (one, other))
    fewest = min(len(pairs), len(others))
    return fewest > 0 and len(pairs & others) >= _SHARED * fewest


@lru_cache(maxsize=16384)
def _numbers(number: str, title: str) -> tuple[str, ...]:
    inner = numbered(title)
    worded = (inner.number,) if inner and inner.kind.startswith("named") else ()
    return tuple(map(squeeze, (number, *worded)))


def numbers_of(node: Node) -> tuple[str, ...]:
    """The numbers by which an entry is known: 日程第2　議案第4号 has two."""
    return _numbers(node.number, node.title)
