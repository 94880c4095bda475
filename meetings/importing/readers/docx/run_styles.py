"""Runs of a Word document that are struck out or hidden, by themselves or by their styles."""

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from ..concealed import Concealed
from .container import W

_MOST_STEPS = 20  # basedOn of styles: more than any document has
_OFF = ("0", "false", "off", "none")

_Property = Literal["vanish", "strike", "dstrike"]
_Values = dict[_Property, bool]
_PROPERTIES: tuple[_Property, ...] = ("vanish", "strike", "dstrike")


@dataclass(frozen=True, slots=True)
class _Style:
    base: str
    own: _Values


class RunStyles:
    """What the styles of a document strike out or hide."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._usual = ""
        for style in styles.findall(f"{W}style") if styles is not None else ():
            name = style.get(f"{W}styleId", "")
            self._styles[name] = _Style(_value(style.find(f"{W}basedOn")), _values(style.find(f"{W}rPr")))
            usual = style.get(f"{W}default", "0") not in _OFF
            if usual and style.get(f"{W}type") == "paragraph":
                self._usual = name

    def concealed(self, run: etree._Element, paragraph_style: str) -> Concealed | None:
        """Whether a run in a paragraph of this style is struck out or hidden."""
        properties = run.find(f"{W}rPr")
        own = _values(properties)
        named = _value(properties.find(f"{W}rStyle")) if properties is not None else ""
        paragraph = self._values_of(paragraph_style or self._usual)
        character = self._values_of(named)
        on = {name for name in _PROPERTIES if _holds(name, own, paragraph, character)}
        if "vanish" in on:
            return "hidden"
        return "struck" if on else None

    def _values_of(self, named: str) -> _Values:
        """What a style says, with what it takes over from those it is based on."""
        found: _Values = {}
        for _ in range(_MOST_STEPS):
            style = self._styles.get(named)
            if style is None:
                break
            found = style.own | found
            named = style.base
        return found


def _holds(name: _Property, own: _Values, paragraph: _Values, character: _Values) -> bool:
    """The run's own word comes first. Two styles that both switch it on cancel each other, as in Word."""
    if name in own:
        return own[name]
    return paragraph.get(name, False) != character.get(name, False)


def _values(properties: etree._Element | None) -> _Values:
    if properties is None:
        return {}
    found = {name: properties.find(f"{W}{name}") for name in _PROPERTIES}
    return {name: one.get(f"{W}val", "1") not in _OFF for name, one in found.items() if one is not None}


def _value(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""
