"""What the styleguide says of one part of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class State:
    """One look that a part can have, and the variables that bring it about; without a label, its only one."""

    label: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """One part: what it is called, what it is for, where it is written, and what it can look like."""

    name: str
    purpose: str
    template: str
    styles: str
    """Its style sheets below static/css/, with a comma between them."""
    states: Sequence[State]
    within: str = ""
    """The element that the part needs around it, where it needs one: rows, rows-by-day, hits …"""
    written_in: str = ""
    """Where the part is written, when `template` only shows it."""

    @property
    def source(self) -> str:
        """The file to read."""
        return self.written_in or f"templates/{self.template}"

    @property
    def style_sheets(self) -> list[str]:
        return [f"css/{name}" for name in self.styles.split(",")]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts that are used on the same sort of page."""

    name: str
    examples: Sequence[Example]
