"""Tree → Japanese: what was asked, in words, so that a reader sees how the text was read.

Conditions that must all be met are separated by ／; inside brackets 〔 〕 they are joined by かつ and または.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from meetings.eras import fiscal_year_in_both_eras, in_both_eras

from .lexer import LABELS, LONGEST, is_one_run
from .tree import And, Field, Near, Node, Not, Or, Query, Word, all_of, conditions, words_of


def in_words(query: Query) -> str:
    """給食 と 無償化 の両方を含む／検討 を含まない／発言者が 会長; empty where nothing is asked."""
    days = _days(query)
    if query.tree is None:
        return days
    if isinstance(query.tree, And):
        clauses = _clauses(query.tree)
    else:
        clauses = [_closed(query.tree) if days else _clause(query.tree)]
    return "／".join([*clauses, days] if days else clauses)


def _days(query: Query) -> str:
    since, until = query.since, query.until
    if query.fiscal_year:
        return fiscal_year_in_both_eras(query.fiscal_year)
    if since and since == until:
        return _day(since)
    return (f"{_day(since)}から" if since else "") + (f"{_day(until)}まで" if until else "")


def _day(day: date) -> str:
    return in_both_eras(day, weekday=False)


def _clause(node: Node) -> str:
    return _joined(node, _clauses(node))


def _closed(node: Node) -> str:
    """The node in brackets, unless it is one clause."""
    clauses = _clauses(node)
    return f"〔{_joined(node, clauses)}〕" if len(clauses) > 1 else clauses[0]


def _joined(node: Node, clauses: list[str]) -> str:
    return (" または " if isinstance(node, Or) else " かつ ").join(clauses)


def _clauses(node: Node) -> list[str]:
    """What the node says, one clause for all its words, one for all it forbids, one for each other part."""
    if isinstance(node, And | Or):
        alike: dict[object, list[Node]] = {}
        for child in node.children:
            alike.setdefault(_sort(child, node), []).append(child)
        return [_together(children, node) for children in alike.values()]
    if isinstance(node, Word):
        return [f"{_quoted(node.text)}とこのとおりに並ぶ" if node.exact else f"{node.text} を含む"]
    if isinstance(node, Field):
        return [_field(node.name, [node.value])]
    if isinstance(node, Near):
        first, second = (_any_of(side) for side in (node.first, node.second))
        where = f"から{node.distance}字以内" if node.distance else "のすぐ隣"
        return [f"{first}{where}に{second}を含む"]
    return [_refusal(node.child)]


def _any_of(side: Word | Or) -> str:
    """「給食」か「弁当」"""
    return "か".join(_quoted(word.text) for word in words_of(side) if isinstance(word, Word))


def _sort(node: Node, joined: And | Or) -> object:
    """What may be said in one clause with others of the same sort."""
    if isinstance(node, Word) and not node.exact:
        return Word
    if isinstance(node, Not) and isinstance(joined, And) and _words(node.child):
        return Not
    if isinstance(node, Field) and isinstance(joined, Or):
        return node.name
    return node


def _together(nodes: Sequence[Node], joined: And | Or) -> str:
    first = nodes[0]
    if len(nodes) == 1:
        return _closed(first)
    if isinstance(first, Field):
        return _field(first.name, [node.value for node in nodes if isinstance(node, Field)])
    if isinstance(first, Not):
        return _none_of([word for node in nodes if isinstance(node, Not) for word in _words(node.child)])
    words = [node.text for node in nodes if isinstance(node, Word)]
    if isinstance(joined, And):
        return f"{' と '.join(words)} {'の両方' if len(words) == 2 else 'のすべて'}を含む"
    return f"{' か '.join(words)} {'のどちらか' if len(words) == 2 else 'のいずれか'}を含む"


def _words(node: Node) -> list[str]:
    """The words of a word or of an Or of nothing but words; forbidding them is forbidding each."""
    children = node.children if isinstance(node, Or) else (node,)
    words = [child.text for child in children if isinstance(child, Word) and not child.exact]
    return words if len(words) == len(children) else []


def _none_of(words: list[str]) -> str:
    distinct = list(dict.fromkeys(words))
    return f"{distinct[0]} を含まない" if len(distinct) == 1 else f"{' も '.join(distinct)} も含まない"


def _refusal(child: Node) -> str:
    words = _words(child)
    if words:
        return _none_of(words)
    if isinstance(child, Word):
        return f"{_quoted(child.text)}とは並ばない"
    if isinstance(child, Field):
        return f"{_field(child.name, [child.value])} でない"
    return f"〔{_clause(child)}〕を除く"


def _field(name: str, values: list[str]) -> str:
    shown = [value if is_one_run(value) else _quoted(value) for value in values]
    return f"{LABELS[name]}が {' か '.join(shown)}"


def _quoted(text: str) -> str:
    """In brackets of the reader's own language, unless they are inside some already."""
    return f"“{text}”" if "「" in text or "」" in text else f"「{text}」"


def as_typed(asked: Node | Query) -> str:
    """The one text for what is asked; a list of alternatives is joined by `|` where OR makes it too long."""
    text = _text(asked, " OR ")
    return text if len(text) <= LONGEST else _text(asked, "|")


def without(query: Query, node: Node) -> str:
    """The text without one of the conditions; without a limit it is as_typed(replace(query, since=None))."""
    kept = (condition for condition in conditions(query) if condition != node)
    return as_typed(replace(query, tree=all_of(kept)))


def _text(asked: Node | Query, either: str) -> str:
    if isinstance(asked, Query):
        if asked.fiscal_year:
            limits = [f"年度:{asked.fiscal_year}"]
        else:
            days = (("from", asked.since), ("to", asked.until))
            limits = [f"{name}:{day}" for name, day in days if day]
        return " ".join([_text(asked.tree, either), *limits] if asked.tree else limits)
    if isinstance(asked, Word):
        return f'"{asked.text}"' if asked.exact else asked.text
    if isinstance(asked, Field):
        value = asked.value if is_one_run(asked.value) else f'"{asked.value}"'
        return f"{LABELS[asked.name]}:{value}"
    if isinstance(asked, Not):
        return f"-{_grouped(asked.child, either)}"
    if isinstance(asked, Near):
        first, second = (_grouped(side, either) for side in (asked.first, asked.second))
        return f"{first} NEAR/{asked.distance} {second}"
    if isinstance(asked, Or):
        return either.join(_grouped(child, either) for child in asked.children)
    return " ".join(_text(child, either) for child in asked.children)


def _grouped(node: Node, either: str) -> str:
    text = _text(node, either)
    return f"({text})" if isinstance(node, And | Or | Near) else text
