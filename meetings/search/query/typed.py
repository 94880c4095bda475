"""Tree → text that is read as the same tree: for links that take one condition away."""

from dataclasses import replace

from .lexer import LABELS, LONGEST, is_one_run
from .tree import And, Field, Node, Not, Or, Query, Word, all_of, conditions


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
    if isinstance(asked, Or):
        return either.join(_grouped(child, either) for child in asked.children)
    return " ".join(_text(child, either) for child in asked.children)


def _grouped(node: Node, either: str) -> str:
    text = _text(node, either)
    return f"({text})" if isinstance(node, And | Or) else text
