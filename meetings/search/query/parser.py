"""Search text → tree. Any text is read: what makes no sense as typed is repaired, and the reader learns it.

NOT binds closest, then NEAR, OR, AND: 学校 給食 OR 弁当 is 学校 and (給食 or 弁当). That is how web search
engines read it, and what a person means who adds a second name for one of several things wanted; in a
programming language it would be (学校 and 給食) or 弁当, which mixes in every 弁当 without a school.

What is typed without a gap belongs together: 学校（小学校） pasted from a page is 学校 and 小学校, and
-学校（小学校） forbids the two together, not 学校 alone; a field takes it whole, 発言者:議長（佐藤）.
"""

from datetime import date

from .dates import Period, read_period
from .lexer import Kind, Token, clean, tokens
from .repairs import (
    DOUBLE_NEGATION,
    EMPTY_BRACKETS,
    LIMIT_OF_ALL,
    LONE_OPERATOR,
    NEAR_WORDS,
    NEGATED_LIMIT,
    NO_DATE,
    ONLY_SIGNS,
    OPEN_BRACKET,
    SEVERAL_SINCE,
    SEVERAL_UNTIL,
    STRAY_BRACKET,
    SWAPPED,
    TOO_MANY,
    Repairs,
)
from .tree import And, Field, Near, Node, Not, Or, Query, Word, all_of, any_of, near, negation

MOST_CONDITIONS = 16
LIMITS = {"since": "from:", "until": "to:", "fiscal": "年度:"}
"""Fields that limit the whole query, and how they are written."""


def parse(typed: str) -> Query:
    """Read a search text. Never raises, whatever the text."""
    repairs = Repairs()
    text = clean(typed, repairs)
    limits = _Limits(repairs)
    tree = limits.lifted_from(_tree(text, repairs))
    since, until = limits.days()
    if text and tree is None and since is None and until is None and not repairs.sentences():
        repairs.say(ONLY_SIGNS, text)
    return Query(text, tree, since, until, repairs.sentences())


def _tree(text: str, repairs: Repairs) -> Node | None:
    """The tree, its limits still in it. Open brackets are a list, not calls: ((((… cannot nest too deep."""
    groups = [_Group(repairs)]
    room = MOST_CONDITIONS
    for token in tokens(text, repairs):
        group = groups[-1]
        group.is_empty &= token.kind is Kind.CLOSING
        if token.kind is Kind.OPENING:
            groups.append(_Group(repairs, token.touches))
        elif token.kind is Kind.CLOSING:
            if len(groups) > 1:
                _close(groups, repairs)
            else:
                repairs.say(STRAY_BRACKET, token.typed)
        elif token.kind is not Kind.OPERAND:
            group.join(token)
        elif _is_condition(token.node) and room == 0:
            repairs.say(TOO_MANY, token.typed)
            group.add(None, token.touches)
        else:
            room -= _is_condition(token.node)
            group.add(token.node, token.touches)
    if len(groups) > 1:
        repairs.say(OPEN_BRACKET)
    while len(groups) > 1:
        _close(groups, repairs)
    return groups[0].finished()


def _is_condition(node: Node | None) -> bool:
    return isinstance(node, Word) or (isinstance(node, Field) and node.name not in LIMITS)


def _close(groups: list["_Group"], repairs: Repairs) -> None:
    group = groups.pop()
    if group.is_empty:
        repairs.say(EMPTY_BRACKETS)
    groups[-1].add(group.finished(), group.touches)


class _Group:
    """What is between two brackets, while it is read: and-ed chains of or-ed units of touching parts."""

    def __init__(self, repairs: Repairs, touches: bool = False) -> None:
        self.is_empty = True
        self.touches = touches  # the text before its opening bracket
        self._repairs = repairs
        self._chains: list[list[Node]] = []
        self._unit: list[Node] = []
        self._unit_negations = 0
        self._joining: Token | None = None  # AND, OR or NEAR that waits for its right side
        self._near: Token | None = None  # the NEAR before the unit
        self._left: Node | None = None  # the unit before it
        self._negations: list[Token] = []

    def join(self, operator: Token) -> None:
        """Take an operator in."""
        if operator.kind is Kind.NOT:
            self._negations.append(operator)
            return
        self._drop(self._negations)
        self._negations = []
        if self._joining is not None or not self._chains:
            self._drop([operator])
        else:
            self._joining = operator

    def add(self, node: Node | None, touches: bool) -> None:
        """Take a word, a field or a finished group in; None is one that was dropped."""
        if not (touches and self._chains and self._joining is None and not self._negations):
            self._finish_unit()
            if self._joining is None or self._joining.kind is Kind.AND:
                self._chains.append([])
            self._near = self._joining if self._joining and self._joining.kind is Kind.NEAR else None
            self._unit_negations = len(self._negations)
            self._joining, self._negations = None, []
        if node is not None:
            self._unit.append(node)

    def finished(self) -> Node | None:
        """The group as a node, or None where nothing is left of it."""
        self._drop(self._negations if self._joining is None else [self._joining, *self._negations])
        self._finish_unit()
        return all_of(node for chain in self._chains if (node := any_of(chain)) is not None)

    def _finish_unit(self) -> None:
        node = all_of(self._unit)
        if node is not None:
            is_negation = self._unit_negations % 2 == 1
            if self._unit_negations > 1 or (is_negation and isinstance(node, Not)):
                self._repairs.say(DOUBLE_NEGATION)
            node = negation(node) if is_negation else node
            self._chains[-1].append(self._joined_to_left(node))
        elif self._near is not None:
            self._drop([self._near])
        self._unit, self._near, self._left = [], None, node

    def _joined_to_left(self, node: Node) -> Node:
        """The unit with the one before it, where NEAR is between them: in a chain each two neighbours."""
        if self._near is None:
            return node
        if self._left is None:
            self._drop([self._near])
            return node
        joined = near(self._left, node, self._near.distance)
        if not isinstance(joined, Near):
            self._repairs.say(NEAR_WORDS, self._near.typed)
        before = self._chains[-1].pop()
        return joined if before == self._left else all_of([before, joined]) or joined

    def _drop(self, operators: list[Token]) -> None:
        for operator in operators:
            self._repairs.say(LONE_OPERATOR, operator.typed)


class _Limits:
    """The first and the last day of the whole query, wherever in the text they are."""

    def __init__(self, repairs: Repairs) -> None:
        self._repairs = repairs
        self._since: list[Period] = []
        self._until: list[Period] = []

    def lifted_from(self, node: Node | None, within: type[Or] | type[Not] | None = None) -> Node | None:
        """The tree without its limits, which are kept here."""
        if isinstance(node, Field) and node.name in LIMITS:
            self._take(node, within)
            return None
        if isinstance(node, Not):
            child = self.lifted_from(node.child, Not)
            return None if child is None else negation(child)
        if isinstance(node, And):
            return all_of(kept for c in node.children if (kept := self.lifted_from(c, within)) is not None)
        if isinstance(node, Or):
            inner = within or Or
            return any_of(kept for c in node.children if (kept := self.lifted_from(c, inner)) is not None)
        return node

    def _take(self, limit: Field, within: type[Or] | type[Not] | None) -> None:
        typed = f"{LIMITS[limit.name]}{limit.value}"
        period = read_period(limit.value)
        if limit.name == "fiscal":
            period = read_period(f"{limit.value.removesuffix('度').removesuffix('年')}年度")
        if period is None:
            self._repairs.say(NO_DATE, typed)
            return
        if within is Not:
            self._repairs.say(NEGATED_LIMIT, typed)
            return
        if within is Or:
            self._repairs.say(LIMIT_OF_ALL, typed)
        if limit.name != "until":
            self._since.append(period)
        if limit.name != "since":
            self._until.append(period)

    def days(self) -> tuple[date | None, date | None]:
        """From a period its first day, to a period its last; the narrowest of several, the earlier first."""
        if len(set(self._since)) > 1:
            self._repairs.say(SEVERAL_SINCE)
        if len(set(self._until)) > 1:
            self._repairs.say(SEVERAL_UNTIL)
        since = max(self._since, key=lambda period: period.first, default=None)
        until = min(self._until, key=lambda period: period.last, default=None)
        if since and until and since.first > until.last:
            self._repairs.say(SWAPPED)
            since, until = until, since
        # 2025年以降 has no last day
        first = since.first if since and since.first > date.min else None
        return first, until.last if until and until.last < date.max else None
