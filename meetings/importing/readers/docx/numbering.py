"""List numbers and bullets, which Word draws and does not write: they are counted here as Word counts."""

import re
from dataclasses import dataclass, field

from lxml import etree

from .names import W
from .numerals import printed

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_LONGEST = 20  # basedOn of styles: more steps than any document has


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: 「第%1章」, decimal, from 1."""

    notation: str = "decimal"
    text: str = ""
    start: int = 1
    glue: str = " "
    plain: bool = False


@dataclass(slots=True)
class _List:
    """One numbered list as defined: what its levels look like, whose counters it moves."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and where each has got to."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None else {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number_for(self, properties: etree._Element | None) -> str:
        """What stands before a paragraph with these properties, counted up; empty where it is in no list."""
        number, depth = self._list_of(properties)
        known = self._lists.get(number)
        level = known.levels.get(depth) if known else None
        if known is None or level is None:
            return ""
        counts = self._counts.setdefault(known.abstract, [None] * _DEEPEST)
        self._count(number, known, depth, counts)
        text = _bullet(level) if level.notation == "bullet" else _filled(known, level, counts)
        return "  " * (depth + 1) + text + level.glue if text else ""

    def _count(self, number: str, known: _List, depth: int, counts: list[int | None]) -> None:
        if depth in known.restarts and (number, depth) not in self._begun:
            counts[depth] = known.restarts[depth]
        else:
            before = counts[depth]
            counts[depth] = known.levels[depth].start if before is None else before + 1
        self._begun.add((number, depth))
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        for above in range(depth):
            if counts[above] is None and above in known.levels:
                counts[above] = known.levels[above].start

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int]:
        """(number of the list, level): of the paragraph itself, else of its style or one it is based on."""
        if properties is None:
            return "", 0
        own_list, own_depth = _numbered_by(properties)
        named = _value(properties.find(f"{W}pStyle"))
        for _ in range(_LONGEST):
            if (own_list and own_depth is not None) or named not in self._styles:
                break
            style_list, style_depth, named = self._styles[named]
            own_list = own_list or style_list
            own_depth = style_depth if own_depth is None else own_depth
        depth = own_depth or 0
        return own_list or "", depth if 0 <= depth < _DEEPEST else 0


def _filled(known: _List, level: _Level, counts: list[int | None]) -> str:
    def one(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        notation = known.levels[at].notation if at in known.levels and not level.plain else "decimal"
        return printed(counts[at] or 0, notation)

    return _PLACE.sub(one, level.text)


def _bullet(level: _Level) -> str:
    """The bullet as drawn; letters of fonts that draw signs are all shown as one."""
    private = not level.text or any("\ue000" <= character <= "\uf8ff" for character in level.text)
    return "•" if private or level.text in ("o", "l", "n", "u", "·") else level.text


def _lists(root: etree._Element) -> dict[str, _List]:
    levels_of = {
        abstract.get(f"{W}abstractNumId", ""): _levels(abstract)
        for abstract in root.findall(f"{W}abstractNum")
    }
    found: dict[str, _List] = {}
    for one in root.findall(f"{W}num"):
        abstract = _value(one.find(f"{W}abstractNumId"))
        known = _List(abstract, dict(levels_of.get(abstract, {})))
        for override in one.findall(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl"), 0)
            known.levels |= _levels(override)
            start = override.find(f"{W}startOverride")
            if start is not None:
                known.restarts[depth] = _whole(start.get(f"{W}val"), 1)
        found[one.get(f"{W}numId", "")] = known
    found.pop("0", None)
    return found


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        _whole(level.get(f"{W}ilvl"), 0): _Level(
            _value(level.find(f"{W}numFmt")) or "decimal",
            _value(level.find(f"{W}lvlText")),
            _whole(_value(level.find(f"{W}start")), 1),
            "" if _value(level.find(f"{W}suff")) == "nothing" else " ",
            level.find(f"{W}isLgl") is not None,
        )
        for level in parent.findall(f"{W}lvl")
    }


def _styles(root: etree._Element) -> dict[str, tuple[str | None, int | None, str]]:
    """Style → (its list, its level, the style it is based on)."""
    found: dict[str, tuple[str | None, int | None, str]] = {}
    for style in root.findall(f"{W}style"):
        properties = style.find(f"{W}pPr")
        own = _numbered_by(properties) if properties is not None else (None, None)
        found[style.get(f"{W}styleId", "")] = (*own, _value(style.find(f"{W}basedOn")))
    return found


def _numbered_by(properties: etree._Element) -> tuple[str | None, int | None]:
    named = properties.find(f"{W}numPr")
    if named is None:
        return None, None
    number, depth = named.find(f"{W}numId"), named.find(f"{W}ilvl")
    return (
        _value(number) if number is not None else None,
        _whole(_value(depth), 0) if depth is not None else None,
    )


def _value(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
