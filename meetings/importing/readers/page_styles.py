"""What a web page strikes out or hides: by its tags, by style attributes, and by simple rules of its <style>
elements. Rules with more than one step (.a .b) and those inside @media are not followed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .concealed import Concealed

_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BRACE = re.compile("[{}]")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_NAME = re.compile(r"[.#][\w-]+")
_PROPERTIES = {
    "display": "display",
    "visibility": "visibility",
    "text-decoration": "line",
    "text-decoration-line": "line",
}
_IMPORTANT = "!important"
_INLINE = (9, 9, 9)

Weight = tuple[bool, tuple[int, int, int], int]
"""Which of two values holds: the important one, that of the closer selector, the later one."""


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    names: frozenset[str]
    closeness: tuple[int, int, int]
    order: int
    values: list[tuple[str, str, bool]]


@dataclass(slots=True)
class PageStyles:
    """The rules of a page, as far as they have been read."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    """By one of the names that an element must have, or by its tag."""
    count: int = 0

    def learn(self, css: str) -> None:
        """Take in the text of a <style> element."""
        for selectors, body in _blocks(_COMMENT.sub(" ", css)):
            values = list(_values(body))
            for selector in selectors.split(",") if values else ():
                self._learn(selector.strip(), values)

    def _learn(self, selector: str, values: list[tuple[str, str, bool]]) -> None:
        found = _SIMPLE.fullmatch(selector)
        if not found or not selector:
            return
        tag, names = (found[1] or "").lower(), _NAME.findall(found[2])
        ids = sum(name.startswith("#") for name in names)
        self.count += 1
        rule = _Rule(tag, frozenset(names), (ids, len(names) - ids, bool(tag)), self.count, values)
        self.rules.setdefault(names[0] if names else tag, []).append(rule)

    def concealed(self, tag: str, attributes: Mapping[str, str]) -> Concealed | None:
        """Whether what is in this element is struck out or hidden."""
        if "hidden" in attributes:
            return "hidden"
        value = self._values_of(tag, attributes)
        if value.get("display") == "none" or value.get("visibility") in ("hidden", "collapse"):
            return "hidden"
        return "struck" if tag in _STRUCK_TAGS or "line-through" in value.get("line", "") else None

    def _values_of(self, tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
        held: dict[str, tuple[Weight, str]] = {}
        for rule in self._rules_for(tag, attributes) if self.rules else ():
            for name, value, important in rule.values:
                _hold(held, name, value, (important, rule.closeness, rule.order))
        for name, value, important in _values(attributes.get("style", "")):
            _hold(held, name, value, (important, _INLINE, 0))
        return {name: value for name, (_, value) in held.items()}

    def _rules_for(self, tag: str, attributes: Mapping[str, str]) -> Iterator[_Rule]:
        names = {f".{name}" for name in attributes.get("class", "").split()}
        if "id" in attributes:
            names.add(f"#{attributes['id'].strip()}")
        for key in (tag, *names):
            for rule in self.rules.get(key, ()):
                if rule.tag in ("", tag) and rule.names <= names:
                    yield rule


def _hold(held: dict[str, tuple[Weight, str]], name: str, value: str, weight: Weight) -> None:
    if name not in held or held[name][0] <= weight:
        held[name] = weight, value


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of each rule; what is inside @media and its like is passed over."""
    depth, begun, selectors = 0, 0, ""
    for brace in _BRACE.finditer(css):
        text, begun = css[begun : brace.start()], brace.end()
        if brace.group() == "{":
            depth += 1
            selectors = text.rsplit(";", 1)[-1].strip()
        elif depth:
            depth -= 1
            if depth == 0:
                yield selectors, text


def _values(declarations: str) -> Iterator[tuple[str, str, bool]]:
    """(property, value, whether it is marked important) of those that strike out, hide or show."""
    for declaration in declarations.lower().split(";") if declarations else ():
        name, _, value = declaration.partition(":")
        known = _PROPERTIES.get(name.strip())
        if known:
            yield known, value.replace(_IMPORTANT, "").strip(), _IMPORTANT in value
